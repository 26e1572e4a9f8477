/*
 * Records out of rows, which the server sends in its binary form: the number
 * of columns, and for each its length, -1 for null, and its bytes.
 */
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store-pg.h"

#define COLUMNS		(SQL_PLACES + 4)
#define COPY_HEADER	19	/* bytes, and four for each flag's worth */

struct cell_bytes {
	const char *s;
	int32_t n;		/* -1: null */
};

/* What stands for ?1, ?2 ... */
struct set {
	struct str value[STORE_VALUES];
};

struct query {
	struct pg *d;
	struct str sql;		/* with ?1, ?2 ... */
	struct set *set;
	int sets;
	size_t room;
	bool asked;		/* rows are on their way */
	bool started;		/* past the head of what is sent */
	bool failed;
	const char *row;
	struct cell_bytes cell[COLUMNS];
	int cells;
	/* of records */
	struct column column[SQL_PLACES];
	int columns;		/* 0: not known yet */
	int series_field[3];
};

/* ---- asking ---- */

struct query *
pg_query(struct database *db, const char *sql)
{
	struct query *q = need(1, sizeof(*q));

	q->d = (struct pg *)db;
	str_text(&q->sql, sql);
	pg_another(q);
	return q;
}

void
pg_another(struct query *q)
{
	q->set = need_room(q->set, (size_t)q->sets, &q->room,
	    sizeof(*q->set));
	q->sets++;
}

/* A value as SQL text: rows are copied, which takes no parameters. */
void
pg_bind(struct query *q, int at, enum type type, const struct value *v)
{
	struct str *b = &q->set[q->sets - 1].value[at - 1];

	str_clear(b);
	if (!v->set)
		str_text(b, "NULL");
	else if (type_is_text(type))
		pg_quote(v->n > 0 ? v->s : "", v->n, b);
	else if (type == TYPE_time)
		sql_time(b, SQL_POSTGRES, v->i);
	else if (type == TYPE_real)
		str_print(b, "%.17g::float8", v->d);
	else
		str_print(b, "%lld", (long long)v->i);
}

/* Whether the sets have values of their own there, and not all the same. */
static bool
differ(const struct query *q, int at)
{
	const struct str *first = &q->set[0].value[at];

	for (int i = 1; i < q->sets; i++) {
		const struct str *b = &q->set[i].value[at];

		if (b->n != first->n || (b->n != 0 &&
		    memcmp(b->s, first->s, b->n) != 0))
			return true;
	}
	return false;
}

/* ?N outside of quoted text stands for a value. */
static void
put_values_in(const struct query *q, struct str *sql)
{
	bool quoted = false;

	for (const char *s = q->sql.s; *s != '\0'; s++) {
		int at = *s == '?' && !quoted ? s[1] - '1' : -1;

		quoted ^= *s == '\'';
		if (at < 0 || at >= STORE_VALUES) {
			str_byte(sql, *s);
			continue;
		}
		if (differ(q, at))
			str_print(sql, "v.\"a%d\"", at);
		else
			str_bytes(sql, q->set[0].value[at].s,
			    q->set[0].value[at].n);
		s++;
	}
}

/* A table v of the sets, with their number n. */
static void
put_sets_in(const struct query *q, struct str *sql)
{
	bool own[STORE_VALUES];

	for (int at = 0; at < STORE_VALUES; at++)
		own[at] = differ(q, at);
	str_text(sql, "(SELECT * FROM (VALUES ");
	for (int i = 0; i < q->sets; i++) {
		str_print(sql, "%s(%d", i > 0 ? ", " : "", i);
		for (int at = 0; at < STORE_VALUES; at++)
			if (own[at])
				str_print(sql, ", %s", q->set[i].value[at].s);
		str_byte(sql, ')');
	}
	str_text(sql, ") AS v (\"n\"");
	for (int at = 0; at < STORE_VALUES; at++)
		if (own[at])
			str_print(sql, ", \"a%d\"", at);
	str_text(sql, ") ORDER BY \"n\") v");
}

/*
 * The question for every set in turn: what depends on the outer table and has
 * a limit can only be asked by a loop over that, which keeps both orders.
 */
static void
put_question(const struct query *q, struct str *sql)
{
	if (q->sets == 1) {
		put_values_in(q, sql);
		return;
	}
	str_text(sql, "SELECT r.*, v.\"n\" FROM ");
	put_sets_in(q, sql);
	str_text(sql, " CROSS JOIN LATERAL (");
	put_values_in(q, sql);
	str_text(sql, ") r ORDER BY v.\"n\"");
}

static bool
ask(struct query *q)
{
	struct str sql = {0};

	str_text(&sql, "COPY (");
	put_question(q, &sql);
	str_text(&sql, ") TO STDOUT (FORMAT binary)");
	q->asked = pg_ready(q->d) && pg_copy(q->d, sql.s);
	q->started = false;
	str_free(&sql);
	return q->asked;
}

/* ---- rows ---- */

static int32_t
int32_at(const char *s)
{
	uint32_t n;

	memcpy(&n, s, 4);
	return (int32_t)be32toh(n);
}

static int16_t
int16_at(const char *s)
{
	uint16_t n;

	memcpy(&n, s, 2);
	return (int16_t)be16toh(n);
}

/* False: the row is none, but the end, or not what it should be. */
static bool
split(struct query *q, const char *s, size_t n)
{
	const char *end = s + n;

	q->cells = n < 2 ? -1 : int16_at(s);
	s += 2;
	for (int i = 0; i < q->cells && i < COLUMNS; i++) {
		if (end - s < 4)
			return false;
		q->cell[i] = (struct cell_bytes){s + 4, int32_at(s)};
		s += 4;
		if (q->cell[i].n > end - s)
			return false;
		s += q->cell[i].n > 0 ? q->cell[i].n : 0;
	}
	return q->cells >= 0 && q->cells <= COLUMNS;
}

/* The head of what is sent stands before the first row, or is alone. */
static size_t
skip_head(struct query *q, const char *row, int n)
{
	if (q->started)
		return 0;
	q->started = true;
	return n < COPY_HEADER ? (size_t)n : COPY_HEADER +
	    (size_t)int32_at(row + COPY_HEADER - 4);
}

static bool
fetch(struct query *q)
{
	size_t head;
	int n;

	do {
		pg_copy_free(q->row);
		q->row = pg_copied(q->d, &n, &q->failed);
		if (q->row == NULL)
			return q->asked = false;
		head = skip_head(q, q->row, n);
	} while (head >= (size_t)n);
	if (split(q, q->row + head, (size_t)n - head))
		return true;
	if (q->cells < 0)	/* the word after the last row */
		return fetch(q);
	(void)snprintf(q->d->base.why, STORE_WHY, "a row cannot be read");
	q->failed = true;
	return false;
}

bool
pg_next(struct query *q)
{
	if (q->failed)
		return false;
	if (!q->asked && !ask(q)) {
		q->failed = true;
		return false;
	}
	return fetch(q);
}

bool
pg_again(struct query *q)
{
	bool good = !q->failed;

	if (q->asked && good)
		pg_copy_stop(q->d);
	pg_copy_free(q->row);
	q->row = NULL;
	q->asked = q->failed = false;
	q->sets = 1;
	return good;
}

void
pg_done(struct query *q)
{
	(void)pg_again(q);
	for (size_t i = 0; i < q->room; i++)
		for (int at = 0; at < STORE_VALUES; at++)
			str_free(&q->set[i].value[at]);
	free(q->set);
	str_free(&q->sql);
	free(q);
}

/* ---- values ---- */

static int64_t
int_of(const struct cell_bytes *c)
{
	uint64_t n;

	switch (c->n) {
	case 1:
		return c->s[0];
	case 2:
		return int16_at(c->s);
	case 4:
		return int32_at(c->s);
	case 8:
		memcpy(&n, c->s, 8);
		return (int64_t)be64toh(n);
	default:
		return 0;
	}
}

static void
get(const struct cell_bytes *c, enum type type, struct value *v)
{
	int64_t bits;

	*v = (struct value){.set = c->n >= 0};
	if (!v->set)
		return;
	switch (type) {
	case TYPE_text:
	case TYPE_json:
		v->s = c->s;
		v->n = (uint32_t)c->n;
		break;
	case TYPE_real:
		bits = int_of(c);
		memcpy(&v->d, &bits, sizeof(v->d));
		break;
	case TYPE_time:
		v->i = int_of(c) + PG_EPOCH;
		break;
	default:
		v->i = int_of(c);
	}
}

int
pg_set(struct query *q)
{
	return q->sets > 1 ? (int)int_of(&q->cell[q->cells - 1]) : 0;
}

void
pg_column(struct query *q, int at, enum type type, struct value *v)
{
	get(&q->cell[at], type, v);
}

/* Which value of the record each column is, found once. */
static void
find_columns(struct query *q, enum kind kind)
{
	static const char *const names[] = {"project", "test_name", "context"};
	struct column all[SQL_PLACES];
	int n = sql_columns(kind, all);

	for (int i = 0; i < n; i++)
		if (all[i].place != SQL_STORED_AT)
			q->column[q->columns++] = all[i];
	for (int i = 0; i < 3; i++)
		q->series_field[i] = kind_spec(kind)->flags & SERIES ?
		    field_find(kind, names[i], strlen(names[i])) : -1;
}

/* An absent key field is empty, or 0. */
static void
field_value(const struct query *q, int at, struct value *v)
{
	const struct column *c = &q->column[at];

	get(&q->cell[at], c->field->type, v);
	if (c->key && !(c->field->marks & REQ))
		v->set = c->field->type == TYPE_text ? v->n > 0 : v->i != 0;
}

/* They come with the row, or are known: see pg_many(). */
static void
series_values(struct query *q, struct record *r)
{
	struct value text[3] = {0};

	if (q->cells > q->columns) {
		for (int i = 0; i < 3; i++)
			get(&q->cell[q->columns + i], TYPE_text, &text[i]);
	} else if (!pg_texts(q->d, int_of(&q->cell[0]), text)) {
		(void)snprintf(q->d->base.why, STORE_WHY,
		    "a row is of no series");
		q->failed = true;
	}
	for (int i = 0; i < 3; i++) {
		int field = q->series_field[i];

		text[i].set = text[i].n > 0 ||
		    (kind_spec(r->kind)->field[field].marks & REQ);
		r->v[field] = text[i];
	}
}

bool
pg_record(struct query *q, struct record *r)
{
	const struct kind_spec *k = kind_spec(r->kind);

	if (q->columns == 0)
		find_columns(q, r->kind);
	for (int i = 0; i < q->columns; i++) {
		int place = q->column[i].place;

		if (place < FIELDS_MAX)
			field_value(q, i, &r->v[place]);
		else if (place == SQL_AT && !(k->flags & CLOCK))
			get(&q->cell[i], TYPE_time, &r->v[k->at]);
	}
	if (k->flags & SERIES)
		series_values(q, r);
	return !q->failed;
}
