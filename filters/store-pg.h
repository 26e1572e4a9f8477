/*
 * What the parts of store-pg share.  store-pg.c alone knows the library, and
 * waits for the server; -write.c puts rows into their tables, -copy.c sends
 * many at once, -same.c knows those that are there already, -read.c makes
 * records of rows, -texts.c knows the texts of all series, -series.c sees to
 * series and runs, -ids.c to those the server gives, -schema.c to tables,
 * -months.c to their partitions, -transaction.c begins and ends, -binary.c
 * knows how values are sent, -error.c what messages mean.
 *
 * Everything happens in transactions, with unnamed statements and settings
 * that end with the transaction, so that a pooler may stand in between.
 */
#ifndef STORE_PG_H
#define STORE_PG_H

#include "intern.h"
#include "store.h"

#define PG_CHUNK	4096	/* rows of one statement */
#define PG_ROLLED_BACK	"40000"	/* SQLSTATE */
#define PG_EPOCH	INT64_C(946684800000000)	/* 2000, as of 1970 */
/* Tables, indexes and views of our schema. */
#define PG_TABLES							\
	"FROM pg_class c WHERE c.relnamespace = "			\
	"(SELECT oid FROM pg_namespace WHERE nspname = current_schema())"

struct pg_conn;

/* Types of the server, by their numbers. */
enum {
	PG_BOOL = 16, PG_INT8 = 20, PG_INT2 = 21, PG_TEXT = 25, PG_JSON = 114,
	PG_FLOAT8 = 701, PG_TIMESTAMPTZ = 1184
};

struct pg {
	struct database base;
	struct str schema;	/* quoted */
	struct pg_conn *c;
	char state[6];		/* SQLSTATE of what went wrong, or "" */
	int64_t began;		/* of the transaction: stored_at */
	int64_t heard;		/* when the server last did something */
	struct writing *writing;	/* -write.c */
	struct numbering *numbering;	/* -series.c */
	struct texts *texts;	/* -texts.c */
	struct months *months;	/* -months.c */
	struct str copied;	/* rows on their way to the server */
};

/* ---- store-pg.c: the library ---- */

/* Values of $1, $2 ..., in the server's binary form. */
#define PG_PARAMETERS	(SQL_PLACES + 4)
#define PG_ANSWERS	2
struct pg_values {
	int64_t answer[PG_ANSWERS];	/* see pg_ask() */
	int n;
	unsigned type[PG_PARAMETERS];
	const char *value[PG_PARAMETERS];	/* NULL: null */
	int length[PG_PARAMETERS];
};

/* One statement or several, which ask for nothing. */
bool	pg_run(struct pg *, const char *sql, int64_t *rows);
/* COMMIT; false also where that has only ended the transaction. */
bool	pg_run_commit(struct pg *);
/* One statement; answer is what its first row has of whole numbers, or how
   many rows it changed.  Without values: NULL. */
bool	pg_ask(struct pg *, const char *sql, struct pg_values *);
/* The first text of the first row, or "". */
bool	pg_ask_text(struct pg *, const char *sql, struct str *);

/* COPY ... FROM STDIN: its end says whether all of it was taken. */
bool	pg_send(struct pg *, const char *sql);
bool	pg_sent(struct pg *, const struct str *bytes);
bool	pg_send_end(struct pg *);
/* COPY ... TO STDOUT: rows in binary form, until NULL. */
bool	pg_copy(struct pg *, const char *sql);
const char *pg_copied(struct pg *, int *n, bool *failed);
void	pg_copy_free(const char *);
void	pg_copy_stop(struct pg *);	/* perhaps with the connection */

/* Anew, and where things stand. */
bool	pg_connect(struct pg *);
enum pg_transaction { PG_NONE, PG_OPEN, PG_FAILED };
enum pg_transaction pg_transaction(const struct pg *);

/* ---- the other parts ---- */

bool	pg_begin(struct database *, bool writing);
bool	pg_commit(struct database *);
void	pg_rollback(struct database *);
/* Begins a transaction of its own for a question outside of any. */
bool	pg_ready(struct pg *);
/* The statement is printed; the answers are those of pg_ask(). */
__attribute__((format(printf, 2, 3)))
bool	pg_run_print(struct pg *, const char *fmt, ...);
__attribute__((format(printf, 3, 4)))
bool	pg_ask_print(struct pg *, int64_t answer[PG_ANSWERS], const char *fmt,
	    ...);
/* pg_run() in such a one, where there is no other. */
bool	pg_run_now(struct database *, const char *sql, int64_t *rows);

/* The reason, from a message of the server's or the library's. */
void	pg_set_why(struct pg *, const char *message);
/* Both, from what the library says at length of a connection that failed. */
void	pg_set_refusal(struct pg *, const char *message);
/* Its SQLSTATE; NULL: there is none, the connection is gone. */
void	pg_set_state(struct pg *, const char *state);
bool	pg_failed_with(const struct pg *, const char *state);

/* Numbers and types of the server's. */
unsigned pg_type_number(enum type);
unsigned pg_array_number(enum type);
/* A value that is there; with its length or for null; an array's head. */
void	pg_add_value(struct str *, enum type, const struct value *);
void	pg_add_element(struct str *, enum type, const struct value *);
void	pg_begin_array(struct str *, enum type, size_t n);
/* A row of so many elements; what stands before the first and after the last
   one that is copied. */
void	pg_begin_copy(struct str *);
void	pg_begin_row(struct str *, int elements);
void	pg_end_copy(struct str *);
void	pg_add_parameter(struct pg_values *, unsigned type,
	    const struct str *bytes);

/* A row whose values are asked for by field, several times. */
struct pg_view {
	int64_t began;
	const struct batch *b;
	const struct row *row;
	const struct cell *cell[FIELDS_MAX];
};
void	pg_look_at(struct pg_view *, const struct row *);
struct value pg_value_of(const struct pg_view *, int place);
enum type pg_type_of(enum kind, int place);
/*
 * Copies rows into a table; of SERIES kinds, unless it is negative, those
 * alone that belong into this fresh table (see pg_fresh_month()).
 */
bool	pg_copy_rows(struct pg *, const struct group *, const char *table,
	    int place);

/*
 * Takes those out of sorted rows of a SERIES kind that are there just like
 * this, and says how many they are; the others may or may not be there.
 */
bool	pg_leave_same(struct pg *, struct group *, size_t *same);

bool	pg_series(struct database *, const struct value text[3], int64_t *id);
bool	pg_clock(struct database *, const struct value text[3], int64_t *at);
void	pg_known(struct database *, struct batch *, struct row *);
bool	pg_put(struct database *, const struct group *, struct tally *);
void	pg_end_writing(struct pg *);
/* After rows of a plain table: ids that are given follow the largest. */
bool	pg_follow_ids(struct pg *, const struct group *);
/* Rows for the series that pg_series() met. */
bool	pg_put_series(struct pg *);
void	pg_forget(struct pg *);		/* what did not happen */
void	pg_end_series(struct pg *);

struct query *pg_query(struct database *, const char *sql);
void	pg_bind(struct query *, int at, enum type, const struct value *);
void	pg_another(struct query *);
int	pg_set(struct query *);
bool	pg_next(struct query *);
void	pg_column(struct query *, int at, enum type, struct value *);
bool	pg_record(struct query *, struct record *);
bool	pg_again(struct query *);
void	pg_done(struct query *);

/* Of driver->many, and the texts of a series for a row without them; false:
   there is no such series. */
bool	pg_many(struct database *, enum kind);
bool	pg_texts(struct pg *, int64_t series, struct value text[3]);
void	pg_end_texts(struct pg *);

/* Text as SQL has it; names: sql_name(). */
void	pg_quote(const char *, size_t, struct str *);
/* Whether there are tables of ours; makes them where it may. */
bool	pg_bring_up(struct pg *);
/* An advisory lock of this schema and purpose, until the transaction ends;
   with somewhere to say whether it was to be had, it is not waited for. */
bool	pg_lock_for(struct pg *, const char *purpose, bool *locked);
bool	pg_shrink(struct database *, bool whole);
bool	pg_size(struct database *, int64_t *bytes);
bool	pg_nearly_full(struct database *);

/* Sees to it that rows of this time have a partition, if they get one. */
bool	pg_month(struct pg *, enum kind, int64_t at);
/*
 * The table of rows of this time, if it is one that this transaction has made
 * (now, where nobody has stored any of that month): its place, else -1.  Its
 * rows come by COPY, unseen by others and by other statements, and without a
 * key; then they become partitions, together with the series of their rows.
 */
bool	pg_fresh_month(struct pg *, enum kind, int64_t at, int *place);
const char *pg_fresh_table(const struct pg *, int place);
bool	pg_attach_fresh(struct pg *);
bool	pg_drop_before(struct database *, enum kind, int64_t time,
	    int64_t *rows);
void	pg_forget_months(struct pg *);
void	pg_end_months(struct pg *);

#endif
