/*
 * What the parts of migrate share: migrate.c has the walk over the tables,
 * -pipe.c runs store programs and sees records pass, -log.c keeps the books.
 */
#ifndef MIGRATE_PARTS_H
#define MIGRATE_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "hash.h"
#include "opt.h"
#include "proc.h"
#include "progress.h"
#include "record.h"
#include "str.h"

#define ARGUMENTS	10
#define SHOWN		3	/* differences that are told */

/* One of the two databases. */
struct side {
	const char *address;
	const char *schema;	/* PostgreSQL: NULL: DRIFT_SCHEMA or drift */
	struct str name;	/* for people: without secrets */
	char path[PROC_PATH];	/* the program that knows it */
};

struct difference {
	int64_t count;
	struct str first;	/* SHOWN of them, as a JSON array */
};

struct table {
	bool wanted;
	bool done;		/* by a run that did not come to its end */
	int64_t expected;	/* rows when it began */
	int64_t rows;		/* that passed */
	struct hash_sum sum;
	char checksum[HASH_LENGTH + 1];		/* that as text */
	struct difference difference;
	bool agree;
	int64_t began;		/* ticks */
};

/* Of a table, as a store tells it. */
struct held {
	int64_t rows;
	char checksum[HASH_LENGTH + 1];
};

struct migrate {
	struct side from, to;
	struct opt_list kinds;
	const char *project;
	bool dry_run, rollback, skip_unknown;
	int64_t started;	/* of this run, or of the one that goes on */
	int64_t resumed;	/* of the newest run that the target knows */
	bool unfinished;	/* that one is */
	struct str forgotten;	/* records that are taken out last */
	struct table table[KIND_count];
	struct progress progress;	/* of all tables */
	int64_t passed;		/* rows */
	struct out out;
	struct record r;	/* of what a program tells */
	struct held held;	/* and how much there is */
	int status;
};

/* ---- -pipe.c ---- */

/* Appends to a list of arguments that ends with NULL. */
void	pipe_argument(const char *argv[ARGUMENTS], const char *);

/*
 * Runs one program of a side and gives its output line by line, without
 * newlines, to take(); returns its exit status.
 */
typedef void pipe_take(struct migrate *, char *line, size_t n);
int	pipe_read(struct migrate *, const struct side *, const char **argv,
    pipe_take *);
/* Runs one on a text; returns its exit status. */
int	pipe_write(const struct side *, const char **argv,
    const struct str *text);

/* The records of one kind on their way. */
struct passage {
	struct migrate *m;
	enum kind kind;
	const char **read;	/* arguments of what reads the source */
	const char **write;	/* and of what takes them at the target */
	const char **compare;	/* what has the last word there, or NULL */
};
/*
 * Returns 0, REFUSED where some records came not through, or the status of
 * what failed.  What the last program prints are differences.
 */
int	pipe_pass(struct passage *);

/* ---- -log.c ---- */

/* The run that did not come to its end, if there is one, goes on. */
void	log_resume(struct migrate *);
/* Which tables are about to move. */
void	log_begin(struct migrate *);
/* Prints a table's record; where it moved, stores it, too. */
void	log_table(struct migrate *, enum kind, bool moved);
/* Takes all records of migrations between these two out. */
void	log_forget(struct migrate *);

/* Ends the program where that was no success. */
void	migrate_check(int status);

#endif
