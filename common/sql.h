/*
 * sql - SQL text, made from the catalogue
 *
 * Each stored kind has a row table, which only stores know, and a view with
 * its public name, which people query.
 *
 * Row tables.  A kind with flag SERIES is clustered: its key is (series_id,
 * at, h).  series_id stands for (project, test_name, context), kept once in
 * the table series; `at` is the kind's own time, or, with flag CLOCK, the
 * time of its run; h tells rows of one series and time apart: 0 where the key
 * is no more than these, else a hash of the rest of it.  Every other kind has
 * the key fields as its primary key, an absent text as '' and an absent time
 * as 0.  Words of closed lists are numbers from the catalogue's order.
 *
 * SQLite: times are microseconds since 1970, texts marked DICT are numbers of
 * the table words, whose number 0 is ''; not in tables of PLAIN kinds.
 * PostgreSQL: times are TIMESTAMPTZ, texts are texts, series_id is made from
 * the three texts by who writes, and tables of SERIES kinds have a partition
 * for every month, and one for what lies in none of them.
 *
 * Statements use the parameters :FIELD, :series_id, :at, :h, :stored_at.
 */
#ifndef SQL_H
#define SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "str.h"

enum dialect { SQL_SQLITE, SQL_POSTGRES };

/* Columns that are no field; their numbers stand behind the fields'. */
enum {
	SQL_SERIES_ID = FIELDS_MAX,
	SQL_AT,
	SQL_HASH,
	SQL_STORED_AT,
	SQL_PLACES
};

struct column {
	const char *name;
	int place;		/* field, or one of the above */
	const struct field *field;	/* NULL: none */
	bool key;
	bool dict;		/* a number of the table words */
	bool decimal;		/* perhaps a number of SQL_UNITs */
};

/*
 * SQLite: a real that is exactly a whole number of ten-thousandths, as most
 * are that people or programs have rounded, is kept as that number, in two or
 * three bytes for eight.
 */
#define SQL_UNITS	10000.0
bool	sql_units(double, int64_t *units);
/* What it is, of the column BEFOREname. */
void	sql_decimal(struct str *, const char *before, const struct field *);

/* The columns of a row table, in their order; returns how many. */
int	sql_columns(enum kind, struct column[SQL_PLACES]);
const char *sql_row_table(enum kind);
/* Fields that a series is, and the row does not have. */
bool	sql_in_series(enum kind, int field);
/* Fields that SQLite's rows have as a number of the table words. */
bool	sql_is_word(enum kind, int field);

/* Tables: what all rows share, one kind's, and the plain list of columns. */
void	sql_shared_tables(struct str *, enum dialect);
void	sql_table(struct str *, enum dialect, enum kind);
/* All views, each after a DROP VIEW IF EXISTS. */
void	sql_views(struct str *, enum dialect);

/*
 * Writing a row: first the statements that go along with it (NULL after the
 * last), then the insert, which leaves an existing row alone, and, if there
 * was one, the update, which applies the kind's merge rule and touches only
 * what differs; empty where the first row stays.  For ack and sent there is
 * only the update, of the alert they are about.
 */
#define SQL_ALONG	5
int	sql_along(enum dialect, enum kind, struct str[SQL_ALONG]);
void	sql_insert(struct str *, enum kind);
void	sql_update(struct str *, enum dialect, enum kind);
/*
 * Many rows at once, of kinds that need no more than these fields and the
 * key.  SQLite: the insert, of all rows of a table `waiting`, whose columns
 * are c0, c1 ...: the places; and which of them, by their rowid, are not
 * there (1) or differ from what is there (0).  PostgreSQL: insert and update
 * in one, of rows whose columns are the arrays $1, $2 ... in the order of
 * sql_waiting(), then the time of the transaction, and of SERIES kinds the
 * first and the last time; its answer is how many rows are new, and how many
 * are new or changed.
 */
void	sql_insert_waiting(struct str *, enum kind, uint64_t fields);
void	sql_compare_waiting(struct str *, enum kind, uint64_t fields);
void	sql_upsert_waiting(struct str *, enum kind, uint64_t fields);
int	sql_waiting(enum kind, uint64_t fields, struct column[SQL_PLACES]);

/* What a parameter's name stands for: a field, or a column that is none. */
int	sql_place(enum kind, const char *name, size_t n);

/*
 * SELECT columns FROM table r, to be followed by conditions.  PostgreSQL:
 * with the three texts of a series at the end.
 */
void	sql_select(struct str *, enum dialect, enum kind);
/* Without these, and of the fields only those with a bit. */
void	sql_select_bare(struct str *, enum kind);
void	sql_count(struct str *, enum kind);	/* SELECT count(*) ... */
/* What the parameters ?1, ?2 ... stand for: place[0] is that of ?1. */
struct sql_parameters {
	int n;
	int place[SQL_PLACES];
};
/* The number of the one that stands for a place, which is added if need be. */
int	sql_parameter(struct sql_parameters *, int place);
/*
 * WHERE: the row of table r that has this key, whose parts are parameters: a
 * field, SQL_AT (the kind's own time) or SQL_HASH.
 */
void	sql_row_of(struct str *, enum dialect, enum kind,
	    struct sql_parameters *);
/* A field of table r as people write it: a text as text, else its number. */
void	sql_field(struct str *, enum dialect, enum kind, int field);
/* RETURNING the columns of an sql_select(). */
void	sql_returning(struct str *, enum dialect, enum kind);
/* The columns of the key, with commas. */
void	sql_key(struct str *, enum kind);
/*
 * ORDER BY a field, or the key, in either direction.  Texts go by their bytes,
 * and what is absent comes before all else, in both databases.
 */
struct sql_order {
	enum kind kind;
	int field;
	bool descending;
};
void	sql_field_order(struct str *, enum dialect, const struct sql_order *);
void	sql_key_order(struct str *, enum dialect, enum kind, bool descending);
/* Of SERIES kinds that are no CLOCK: by time first, and no column twice, or a
   key that would do is not seen to do. */
void	sql_time_order(struct str *, bool descending);

void	sql_name(struct str *, const char *);	/* quoted */
void	sql_text(struct str *, const char *);	/* a text, as a literal */
/* A time, as row tables keep it. */
void	sql_time(struct str *, enum dialect, int64_t us);

#endif
