/*
 * Rows that are there already just like this, as when a file is loaded again:
 * what the server has of their series and time is read by the key's index and
 * held against them here, which costs it a third of looking up each of them
 * for a statement that writes.  Nothing is decided by this about any other
 * row: what differs, or is not there, or came meanwhile, goes the usual way.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store-pg.h"

/* What is asked for: the key, and what could differ. */
struct asked {
	struct column column[SQL_PLACES];
	int columns;
	uint64_t fields;	/* that rows at hand have */
};

/* The first columns of an answer. */
enum { ASKED_SERIES, ASKED_AT, ASKED_REST, ASKED_KEYS };

static void
find_columns(struct asked *a, const struct group *g)
{
	const struct kind_spec *k = kind_spec(g->row->kind);
	struct column all[SQL_PLACES];
	int n = sql_columns(g->row->kind, all);

	a->fields = g->batch->fields[g->row->kind];
	for (int i = 0; k->merge == REPLACE && i < n; i++)
		if (!all[i].key && all[i].field != NULL &&
		    !((k->flags & CLOCK) && all[i].place == k->at))
			a->column[a->columns++] = all[i];
}

static bool
is_asked(const struct asked *a, int i)
{
	return a->fields >> a->column[i].place & 1;
}

static void
add_series(struct str *sql, const struct group *g)
{
	int64_t last = 0;

	str_text(sql, "'{");
	for (size_t i = 0; i < g->n; i++) {
		if (i > 0 && g->row[i].series_id == last)
			continue;
		last = g->row[i].series_id;
		str_print(sql, "%s%" PRId64, i > 0 ? "," : "", last);
	}
	str_text(sql, "}'::bigint[]");
}

static void
add_times(struct str *sql, const struct group *g)
{
	int64_t first = INT64_MAX, last = INT64_MIN;

	for (size_t i = 0; i < g->n; i++) {
		int64_t at = g->row[i].at;

		first = at < first ? at : first;
		last = at > last ? at : last;
	}
	sql_time(sql, SQL_POSTGRES, first);
	str_text(sql, " AND ");
	sql_time(sql, SQL_POSTGRES, last);
}

/* A column that no row at hand has makes another row of it if it is set. */
static struct query *
ask(struct pg *d, const struct group *g, const struct asked *a)
{
	struct str sql = {0};
	struct query *q;

	str_text(&sql, "SELECT r.\"series_id\", r.\"at\", r.\"h\"");
	for (int i = 0; i < a->columns; i++)
		if (is_asked(a, i))
			str_print(&sql, ", r.\"%s\"", a->column[i].name);
	str_print(&sql, " FROM \"%s\" r WHERE r.\"series_id\" = ANY (",
	    sql_row_table(g->row->kind));
	add_series(&sql, g);
	str_text(&sql, ") AND r.\"at\" BETWEEN ");
	add_times(&sql, g);
	for (int i = 0; i < a->columns; i++)
		if (!is_asked(a, i))
			str_print(&sql, " AND r.\"%s\" IS NULL",
			    a->column[i].name);
	q = pg_query(&d->base, sql.s);
	str_free(&sql);
	return q;
}

/* The row of this key, most likely the one after the last; or NULL. */
static struct row *
find(const struct group *g, const struct row *key, struct row *next)
{
	if (next < g->row + g->n && batch_same_key(key, next))
		return next;
	return bsearch(key, g->row, g->n, sizeof(*key),
	    batch_key_order);
}

static bool
is_same(const struct group *g, const struct row *row, const struct asked *a,
    struct query *q)
{
	int at = ASKED_KEYS;

	for (int i = 0; i < a->columns; i++) {
		const struct field *f = a->column[i].field;
		struct value v, u;

		if (!is_asked(a, i))
			continue;
		pg_column(q, at++, f->type, &v);
		u = batch_field(g->batch, row, a->column[i].place);
		if (!value_same(f, &v, &u))
			return false;
	}
	return true;
}

/* Marks those that are there. */
static bool
read_there(struct pg *d, const struct group *g, bool *there)
{
	struct asked a = {0};
	struct row key, *row = g->row - 1, *found;
	struct query *q;
	struct value v;
	bool good;

	find_columns(&a, g);
	q = ask(d, g, &a);
	while (pg_next(q)) {
		pg_column(q, ASKED_SERIES, TYPE_int, &v);
		key.series_id = v.i;
		pg_column(q, ASKED_AT, TYPE_time, &v);
		key.at = v.i;
		pg_column(q, ASKED_REST, TYPE_int, &v);
		key.h = v.i;
		found = find(g, &key, row + 1);
		if (found == NULL)
			continue;
		row = found;
		there[row - g->row] = is_same(g, row, &a, q);
	}
	good = pg_again(q);
	pg_done(q);
	return good;
}

bool
pg_leave_same(struct pg *d, struct group *g, size_t *same)
{
	bool *there, good;
	size_t kept = 0;

	there = need(g->n, sizeof(*there));
	good = read_there(d, g, there);
	for (size_t i = 0; i < g->n; i++)
		if (!there[i])
			g->row[kept++] = g->row[i];
	free(there);
	*same = g->n - kept;
	g->n = kept;
	return good;
}
