/*
 * drift.h - what the front command settles before anything runs
 *
 * Settings come from the command line, the environment and drift.conf, in
 * this order.  Their texts belong to argv, the environment or the file's
 * text, which all live as long as the program.
 */
#ifndef DRIFT_H
#define DRIFT_H

#include <stdbool.h>

#include "address.h"
#include "str.h"

#define SETTINGS_MAX	64	/* lines of drift.conf that say something */

struct setting {
	const char *key;
	const char *value;	/* NULL: a flag */
	int line;
};

struct settings {
	struct address_parts given;	/* by options */
	const char *password;		/* --db-password */
	const char *schema;
	const char *schema_from;
	const char *project;
	const char *project_from;
	bool local;			/* times for people: --local */
	const char *config;		/* --config */
	bool inside;			/* of a pipeline */

	bool database_given;		/* some --db option was */
	struct str address;
	const char *address_from;
	struct str file;		/* drift.conf that is used, or empty */
	struct str text;		/* what settings point into */
	struct setting line[SETTINGS_MAX];
	int lines;
	const char *asked;		/* drift config NAME: this one alone */
};

/* Takes its options out of argv, up to "--"; returns what argc is then. */
int	settings_take(struct settings *, int argc, char **argv);
/* Reads drift.conf and the environment, and decides. */
void	settings_decide(struct settings *);
/*
 * Hands them on: DRIFT_DB, DRIFT_PROJECT, DRIFT_SCHEMA, DRIFT_LOCAL,
 * DRIFT_CONFIG, PGPASSWORD.
 */
void	settings_hand_on(const struct settings *);
/* The option nearest to this word, NULL if none is near. */
const char *settings_nearest(const char *);
/* The options, for -h. */
void	settings_list(void);
/* The same for completion, as --list-options does. */
void	settings_options(void);
/* drift config */
void	settings_print(const struct settings *);

#endif
