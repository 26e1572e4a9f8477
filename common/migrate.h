/*
 * migrate - bringing a database to the schema this program knows
 *
 * Migrations are the numbered files of schemas/DATABASE, made part of the
 * program when it is built (schemas/embed.sh).  Each is applied once, in the
 * order of their numbers, all that are missing in one transaction, and leaves
 * a row in drift_metadata with its date and checksum.  The public views are
 * not in these files: they are made anew from the catalogue when either has
 * changed.  A schema newer than the program is refused, with both versions.
 */
#ifndef MIGRATE_H
#define MIGRATE_H

#include <stdbool.h>

#include "store.h"

struct migration_step {
	int number;			/* 0 ends the list */
	const char *name;
	const char *const *lines;	/* NULL after the last */
};

extern const struct migration_step sqlite_migrations[];
extern const struct migration_step postgres_migrations[];

#define MIGRATE_WHY	256

/* What is needed besides the database's driver.  False: it says why. */
struct migrator {
	struct database *db;
	/* The value of a drift_metadata key; "" where there is none. */
	bool (*metadata)(struct database *, const char *key,
	    struct str *value);
	/* First in the transaction, so that others wait; NULL: they do. */
	bool (*lock)(struct database *);
	/* Before an older schema is touched; NULL: no copy is made. */
	bool (*copy)(struct database *, int version);
	const struct migration_step *migrations;
	bool reading;			/* views stay as they are */
};

/* False: why; empty if the driver has said it. */
bool	migrate(const struct migrator *, char why[MIGRATE_WHY]);
int	migrate_newest(const struct migration_step *);

#endif
