/*
 * Questions, and records out of rows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "store-sqlite.h"

#define WORDS_READ	1024	/* texts at hand of each column */

struct word {
	int64_t id;
	bool read;
	struct str text;
};

struct reading {
	struct sqlite3_stmt *series;
	struct sqlite3_stmt *find_word;
	/* By column, since a record shows its texts together, and by the end
	   of their numbers. */
	struct word word[SQL_PLACES][WORDS_READ];
};

/* How the rows of one query become records of its kind. */
struct plan {
	struct column column[SQL_PLACES];
	int columns;
	int series_field[3];
	int64_t series_id;	/* whose texts these are */
	struct str text[3];
};

struct query {
	struct sqlite *d;
	struct sqlite3_stmt *s;
	struct plan *plan;	/* NULL: none of its rows is a record yet */
	bool failed;
};

/* ---- asking ---- */

struct query *
sqlite_query(struct database *db, const char *sql)
{
	struct query *q = need(1, sizeof(*q));

	q->d = (struct sqlite *)db;
	if (sqlite_prepare(q->d, &q->s, sql))
		return q;
	free(q);
	return NULL;
}

void
sqlite_query_bind(struct query *q, int at, enum type type,
    const struct value *v)
{
	sqlite_bind(q->s, at, type, v);
}

bool
sqlite_query_next(struct query *q)
{
	bool found = false;

	if (!q->failed)
		q->failed = !sqlite_row(q->d, q->s, &found);
	return found;
}

void
sqlite_query_column(struct query *q, int at, enum type type, struct value *v)
{
	(void)sqlite_value(q->s, at, v);
	if (!v->set)
		return;
	if (type == TYPE_real)
		v->d = sqlite_real(q->s, at);
	else if (type == TYPE_text)
		sqlite_text(q->s, at, v);
	else
		v->i = sqlite_int(q->s, at);
}

bool
sqlite_query_again(struct query *q)
{
	bool good = !q->failed;

	sqlite_reset(q->s);
	q->failed = false;
	return good;
}

void
sqlite_query_done(struct query *q)
{
	for (int i = 0; q->plan != NULL && i < 3; i++)
		str_free(&q->plan->text[i]);
	free(q->plan);
	sqlite_finalize(q->s);
	free(q);
}

/* ---- rows ---- */

/* Of a statement for rows of the kind: it has no other columns. */
static const struct column *
column_named(const struct column *c, int n, const char *name)
{
	while (n-- > 1 && strcmp(c->name, name) != 0)
		c++;
	return c;
}

/* Which value of the record each column is, found once. */
static void
make_plan(struct query *q, enum kind kind)
{
	static const char *const names[] = {"project", "test_name", "context"};
	struct column all[SQL_PLACES];
	int n = sql_columns(kind, all);
	const char *name;

	q->plan = need(1, sizeof(*q->plan));
	while ((name = sqlite_column(q->s, q->plan->columns)) != NULL)
		q->plan->column[q->plan->columns++] =
		    *column_named(all, n, name);
	for (int i = 0; i < 3; i++)
		q->plan->series_field[i] = field_find(kind, names[i],
		    strlen(names[i]));
}

/* The row that a row is about must be there. */
static bool
find(struct sqlite *d, struct sqlite3_stmt *s, int64_t id)
{
	bool found, read;

	sqlite_bind_int(s, 1, id);
	read = sqlite_row(d, s, &found);
	if (read && found)
		return true;
	if (read) {
		d->base.status = USAGE;
		(void)snprintf(d->base.why, STORE_WHY,
		    "a row has lost its texts");
	}
	sqlite_reset(s);
	return false;
}

static bool
read_series(struct query *q, int64_t id)
{
	struct sqlite *d = q->d;
	struct sqlite3_stmt *s;

	if (!sqlite_prepare(d, &d->reading->series, "SELECT project, "
	    "test_name, context FROM series WHERE series_id = ?1"))
		return false;
	s = d->reading->series;
	if (!find(d, s, id))
		return false;
	for (int i = 0; i < 3; i++) {
		struct value v;

		sqlite_text(s, i, &v);
		str_set(&q->plan->text[i], v.s, v.n);
	}
	q->plan->series_id = id;
	sqlite_reset(s);
	return true;
}

/* The texts of the series that the row belongs to. */
static void
series_values(struct query *q, int64_t id, struct record *r)
{
	if (id != q->plan->series_id && !read_series(q, id))
		q->failed = true;
	for (int i = 0; i < 3; i++) {
		int field = q->plan->series_field[i];
		struct value *v = &r->v[field];

		*v = value_str(&q->plan->text[i]);
		v->set = v->n > 0 ||
		    (kind_spec(r->kind)->field[field].marks & REQ);
	}
}

static bool
read_word(struct sqlite *d, int64_t id, struct word *w)
{
	struct value v;

	if (!sqlite_prepare(d, &d->reading->find_word,
	    "SELECT text FROM words WHERE word_id = ?1") ||
	    !find(d, d->reading->find_word, id))
		return false;
	sqlite_text(d->reading->find_word, 0, &v);
	str_set(&w->text, v.s, v.n);
	w->id = id;
	w->read = true;
	sqlite_reset(d->reading->find_word);
	return true;
}

/* The text of a word; those read last are at hand. */
static void
word_value(struct query *q, int at, int64_t id, struct value *v)
{
	struct word *w = &q->d->reading->word[at][id % WORDS_READ];

	if ((!w->read || w->id != id) && !read_word(q->d, id, w))
		q->failed = true;
	*v = value_str(&w->text);
}

static void
field_value(struct query *q, int at, struct value *v)
{
	const struct column *c = &q->plan->column[at];
	enum type stored = sqlite_value(q->s, at, v);

	if (!v->set)
		return;
	if (c->dict)
		word_value(q, at, v->i, v);
	else if (c->decimal && stored == TYPE_int)
		v->d = (double)v->i / SQL_UNITS;
	if (c->key && !(c->field->marks & REQ))
		v->set = c->field->type == TYPE_text ? v->n > 0 : v->i != 0;
}

bool
sqlite_record(struct query *q, struct record *r)
{
	int clock = kind_spec(r->kind)->flags & CLOCK;

	if (q->d->reading == NULL)
		q->d->reading = need(1, sizeof(*q->d->reading));
	if (q->plan == NULL)
		make_plan(q, r->kind);
	for (int i = 0; i < q->plan->columns; i++) {
		const struct column *c = &q->plan->column[i];

		if (c->place == SQL_SERIES_ID)
			series_values(q, sqlite_int(q->s, i), r);
		else if (c->place == SQL_AT && !clock)
			r->v[kind_spec(r->kind)->at] =
			    value_time(sqlite_int(q->s, i));
		else if (c->place < FIELDS_MAX)
			field_value(q, i, &r->v[c->place]);
	}
	return !q->failed;
}

void
sqlite_end_reading(struct sqlite *d)
{
	if (d->reading == NULL)
		return;
	for (int at = 0; at < SQL_PLACES; at++)
		for (int i = 0; i < WORDS_READ; i++)
			str_free(&d->reading->word[at][i].text);
	sqlite_finalize(d->reading->series);
	sqlite_finalize(d->reading->find_word);
	free(d->reading);
}
