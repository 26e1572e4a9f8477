/*
 * store - the program that store-sqlite and store-pg are
 *
 * Verbs, options, batching, recall and reading are here; what a database does
 * differently is a driver, a struct of functions.  A driver's function that
 * returns false has left a reason in database->why and in database->status
 * what it means: USAGE, LATER, or REFUSED where a row is to blame and others
 * may be stored; what to do about it is decided here.
 */
#ifndef STORE_H
#define STORE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "batch.h"
#include "record.h"
#include "select.h"
#include "sql.h"

#define STORE_WHY	256
#define STORE_VALUES	8

struct driver;

struct store_options {
	const char *database;	/* as given */
	int64_t patience;	/* wait that long for others, */
	int64_t grace;		/* or only that long after a signal */
	bool fast;		/* a power cut may cost the newest commits */
	bool backup;		/* copy the file before its schema changes */
	bool create;
	bool skip_unknown;	/* SQLite: tables of another's memory */
	kind_set kinds;		/* that are going to be read */
	bool upgrade;		/* PostgreSQL: an older schema, too */
	const char *schema;	/* PostgreSQL: NULL for drift */
};

/* The head of every driver's own struct. */
struct database {
	const struct driver *driver;
	struct store_options options;
	struct str name;	/* for messages: without secrets */
	pthread_mutex_t known;	/* held for a look at numbers of texts */
	int status;		/* of what went wrong: see above */
	bool lasting;		/* LATER, and waiting will hardly help */
	bool again;		/* LATER, and at once: it gave way to another */
	/*
	 * A transaction may be of several put(): before begin() and put(), its
	 * owner says that more is waiting; a driver then says whether it would
	 * rather go on than commit, and whether what it does for that could be
	 * why it fails.  Both are false where a driver knows nothing of it.
	 */
	bool eager;
	bool goes_on;
	bool own;		/* rows are in tables of its own */
	char why[STORE_WHY];
	bool absent;		/* cannot be opened: there is none yet */
	size_t refused;		/* rows of another's that are no records */
};

struct tally {
	size_t stored, updated, unchanged;
};

struct query;

struct driver {
	const char *backend;
	enum dialect dialect;
	size_t rows_at_once;	/* for one put(), while input is waiting */
	size_t bytes;		/* of its own struct, zero when it is opened */
	/* Brings the schema up to date, too; close() also if it could not. */
	bool (*open)(struct database *);
	void (*close)(struct database *);

	/* Transactions: for writing, or one consistent look. */
	bool (*begin)(struct database *, bool writing);
	bool (*commit)(struct database *);
	void (*rollback)(struct database *);

	/*
	 * Puts numbers that are known in the place of a row's texts; another
	 * thread may be inside of put().
	 */
	void (*known)(struct database *, struct batch *, struct row *);
	/* Inside one for writing.  The three texts: project, test, context. */
	bool (*series)(struct database *, const struct value text[3],
	    int64_t *id);
	/* Of project, run, context: the time its rows lie at. */
	bool (*clock)(struct database *, const struct value text[3],
	    int64_t *at);
	/*
	 * Rows of one kind (or alerts and what is about them) as they came,
	 * their keys complete.  What looks at their texts does it before
	 * batch_sort(): in order of arrival memory is read once, in a row.
	 */
	bool (*put)(struct database *, const struct group *, struct tally *);

	/*
	 * Before many rows of a kind are read, by their keys or in no order:
	 * true if they need not have the texts of their series with them.
	 * NULL: they never have.
	 */
	bool (*many)(struct database *, enum kind);
	/* SQL with ?1 to ?STORE_VALUES; NULL: the reason is in the database. */
	struct query *(*query)(struct database *, const char *sql);
	void (*bind)(struct query *, int at, enum type, const struct value *);
	/*
	 * Ends a set of values and begins another: rows come set after set,
	 * each in its order, and set() tells, from 0, of which the one at hand
	 * is.  NULL: a query takes one set at a time.
	 */
	void (*another)(struct query *);
	int (*set)(struct query *);
	/* The next row; false at the end, and after an error. */
	bool (*next)(struct query *);
	/* As this type: text (json is text), int or real. */
	void (*column)(struct query *, int at, enum type, struct value *);
	/* The row of an sql_select() as a record; false: what belongs to it
	   cannot be read, and the query has failed. */
	bool (*record)(struct query *, struct record *);
	/* Ready for other values; false: the query has failed. */
	bool (*again)(struct query *);
	void (*done)(struct query *);

	/* Statements without an answer; *rows, unless NULL: how many rows the
	   last one changed. */
	bool (*run)(struct database *, const char *sql, int64_t *rows);

	/*
	 * Inside a transaction for writing: whole partitions of a kind whose
	 * rows are all before this time, and how many rows that was.  NULL:
	 * there are none.
	 */
	bool (*drop_before)(struct database *, enum kind, int64_t time,
	    int64_t *rows);
	/* Gives room back; whole: by making everything anew, where it must. */
	bool (*shrink)(struct database *, bool whole);

	bool (*size)(struct database *, int64_t *bytes);
	/* Whether the room for it is nearly used up. */
	bool (*nearly_full)(struct database *);
	const char *(*version)(struct database *);
	/* Table or index, and bytes: what `size` shows; NULL: only the sum. */
	const char *sizes;
};

int	store_main(const struct driver *, int argc, char **argv);

/* ---- private to common/store*.c ---- */

struct store {
	const struct driver *driver;
	struct store_options options;
	struct database *db;
};

/* One verb: parses its own options and returns the exit status. */
typedef int store_verb(struct store *, int argc, char **argv);
store_verb store_write, store_read, store_recall;
store_verb store_stats, store_init, store_upgrade, store_health, store_size;
store_verb store_checksum, store_compare, store_delete;
store_verb store_retain, store_vacuum;

/* clang-format off */
#define STORE_OPTIONS(o)						\
	{0, "schema", OPT_TEXT, &(o)->schema, "NAME",			\
	    "PostgreSQL: where the tables are (drift, DRIFT_SCHEMA)", 0}, \
	{0, "db-timeout", OPT_SPAN, &(o)->patience, "SPAN",		\
	    "wait that long for other writers (30s)", 's'},		\
	{0, "no-backup", OPT_CLEAR, &(o)->backup, NULL,			\
	    "do not copy the file before its schema changes", 0}
/* clang-format on */

#define STORE_FOREIGN(o)						\
	{0, "skip-unknown", OPT_FLAG, &(o)->skip_unknown, NULL,		\
	    "leave tables of an agent's memory that are unknown", 0}

/* The database among the operands, or of the environment. */
void	store_address(struct store *, const struct usage *, char **operands,
	    int n);
/* s->db is made in any case; false: it says why it is not open. */
bool	store_try(struct store *);
/* These end the program when the database does not do what it must. */
void	store_open(struct store *);
void	store_close(struct store *);
__attribute__((noreturn))
void	store_fail(const struct store *);
/* A query, and its end, which says whether all its rows came. */
struct query *store_query(struct store *, const char *sql);
void	store_done(struct store *, struct query *);
/* The first number of the first row, of a query that ends with it; false:
   there is none. */
bool	store_value(struct store *, struct query *, int64_t *);
bool	store_number(struct store *, const char *sql, int64_t *);
/* Rows of every table: {"confidence_measurements":17, ...} */
void	store_count(struct store *, struct str *);
int64_t	store_bytes(struct store *);
/* What tells it from other databases, and schemas, for a spool. */
void	store_identity(const struct store *, struct str *);
/* An open transaction in which everything is seen at one moment. */
void	store_look(struct store *);

/* Records that are asked for, as they stand at one moment. */
struct reader {
	struct store *s;
	struct select select;
	bool unordered;
	bool count;			/* say only how many there are */
	bool each;			/* the limit is one of each test */
	struct record r;
	void (*take)(struct reader *);	/* gets each of them in r */
	void (*end)(struct reader *, enum kind);	/* or NULL */
	struct out out;

	/* private to store-read.c and store-where.c */
	struct query *query;
	struct record row;	/* of who fetches */
	struct batch page[2];	/* being fetched, and being taken */
	bool ended;		/* nothing more is to be fetched */
	bool apart;		/* a thread fetches */
	pthread_t thread;
	int64_t left;		/* of --limit; negative: no end */
	int64_t counted;
	struct str sql;
	const char *text[STORE_VALUES];	/* values of ?1, ?2 ... */
	int texts;
	bool exact;		/* SQL alone finds just what is asked for */
	struct str pattern;	/* of --test, as SQL has it */
};
/* Goes through the kinds, closes what was opened for it, and returns the
   exit status. */
int	store_each(struct reader *);
/* WHERE and so on; where SQL alone would find more, exact is made false. */
void	store_conditions(struct reader *, enum kind);

#endif
