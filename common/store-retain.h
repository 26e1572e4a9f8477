/*
 * What the parts of retain share: store-retain.c deletes, store-horizon.c
 * knows what may go, store-archive.c keeps what went.
 */
#ifndef STORE_RETAIN_H
#define STORE_RETAIN_H

#include "opt.h"
#include "store.h"

#define NEVER		INT64_MAX
#define HORIZONS	12		/* options that say how long */

/* How long rows are kept: ages in microseconds, or NEVER. */
struct horizons {
	const char *text[HORIZONS];	/* as given, NULL: the default */
	int64_t age[KIND_count];
	int64_t open_alerts;
};

/* Fills HORIZONS entries of an option table. */
void	horizon_options(struct horizons *, struct opt *);
/*
 * Reads what was given.  What is shorter than detect looks back is refused
 * unless it is forced.
 */
void	horizon_parse(struct horizons *, bool force);
/* Whether any row of this kind may ever go. */
bool	horizon_ends(const struct horizons *, enum kind);
/* A row that is kept for so long goes if its time is before this. */
int64_t	horizon_cutoff(int64_t age);
/*
 * The condition under which rows go.  Kinds of SERIES lack the condition on
 * their series, which is the caller's to add.
 */
void	horizon_condition(struct str *, enum dialect,
	    const struct horizons *, enum kind);
/* Whether the rows before the cutoff go, whatever else they say. */
bool	horizon_is_time_alone(enum kind);

/*
 * A folder of archives, locked for as long as the program runs.  A file holds
 * the rows of one transaction.  It has a hidden name until it is whole and on
 * disk, so that `cat FOLDER/[asterisk]` never shows half a record.
 */
struct archive {
	const char *folder;	/* NULL: there is none */
	int fd;
	struct str hidden, name;
	int number;
	struct out out;
	bool begun;
};

void	archive_open(struct archive *, const char *folder);
/* Files for another table follow, of this moment; the pattern of all. */
void	archive_table(struct archive *, const char *table, int64_t now,
	    struct str *pattern);
void	archive_record(struct archive *, const struct record *);
/* What was written is on disk, under its name. */
void	archive_keep(struct archive *);
/* What was written since is not to be kept. */
void	archive_forget(struct archive *);
void	archive_close(struct archive *);

#endif
