/*
 * Rows into their tables.
 *
 * Rows of kinds whose order does not matter are copied as long as they are
 * new, best into tables of this transaction's own.  Where some are there
 * already, they go as one array for each column, many in one statement, which
 * compares.  Rows of other kinds go one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "store-pg.h"

#define UNIQUE_VIOLATION	"23505"
#define MANY		256	/* rows, that are worth a question more */

/* A statement of sql.h, with $1, $2 ... for its names. */
struct statement {
	struct str sql;		/* empty: there is none */
	struct sql_parameters parameters;
};

struct kind_writing {
	bool ready;
	bool seen;		/* rows that come now are there already */
	int along_count;
	struct statement along[SQL_ALONG];
	struct statement insert;
	struct statement update;
};

struct writing {
	struct kind_writing kind[KIND_count];
	struct str array[SQL_PLACES];
	struct str scratch;	/* values of one row */
	struct str span[2];
	struct intern keys;	/* of one group; see reduce_keyed() */
	struct row *again;	/* the last rows of keys that came again */
	size_t agains, again_room;
};

void
pg_known(struct database *db, struct batch *b, struct row *row)
{
	(void)db, (void)b, (void)row;
}

static bool
is_series(const struct group *g)
{
	return kind_spec(g->row->kind)->flags & SERIES;
}

/* ---- one row ---- */

/* :name becomes $N; but ::type stays. */
static void
make_statement(struct statement *t, enum kind kind, struct str *sql)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

	for (const char *s = sql->n > 0 ? sql->s : ""; *s != '\0';) {
		size_t n = s[0] == ':' && s[1] != ':' ?
		    strspn(s + 1, letters) : 0;

		if (n > 0) {
			str_print(&t->sql, "$%d", sql_parameter(&t->parameters,
			    sql_place(kind, s + 1, n)));
			s += 1 + n;
		} else {
			n = s[0] == ':' ? 2 : 1;
			str_bytes(&t->sql, s, n);
			s += n;
		}
	}
	str_free(sql);
}

static void
make_writing(struct kind_writing *w, enum kind kind)
{
	struct str along[SQL_ALONG] = {0}, sql = {0};

	w->along_count = sql_along(SQL_POSTGRES, kind, along);
	for (int i = 0; i < w->along_count; i++)
		make_statement(&w->along[i], kind, &along[i]);
	sql_insert(&sql, kind);
	make_statement(&w->insert, kind, &sql);
	sql_update(&sql, SQL_POSTGRES, kind);
	make_statement(&w->update, kind, &sql);
	w->ready = true;
}

struct at {
	struct pg *d;
	const struct batch *b;
	const struct row *row;
};

/* Runs a statement for a row; how many rows it changed, or -1. */
static int64_t
execute(const struct at *a, const struct statement *t)
{
	const struct sql_parameters *p = &t->parameters;
	struct str *bytes = &a->d->writing->scratch;
	struct pg_values v = {.n = p->n};
	size_t start[SQL_PLACES];
	struct pg_view view = {.began = a->d->began, .b = a->b};

	pg_look_at(&view, a->row);
	str_clear(bytes);
	str_byte(bytes, '\0');
	for (int i = 0; i < p->n; i++) {
		enum type type = pg_type_of(a->row->kind, p->place[i]);
		struct value value = pg_value_of(&view, p->place[i]);

		start[i] = value.set ? bytes->n : SIZE_MAX;
		if (value.set)
			pg_add_value(bytes, type, &value);
		v.type[i] = pg_type_number(type);
		v.length[i] = value.set ? (int)(bytes->n - start[i]) : 0;
	}
	for (int i = 0; i < p->n; i++)
		v.value[i] = start[i] == SIZE_MAX ? NULL : bytes->s + start[i];
	return pg_ask(a->d, t->sql.s, &v) ? v.answer[0] : -1;
}

static bool
put_row(const struct at *a, struct tally *tally)
{
	const struct kind_writing *w = &a->d->writing->kind[a->row->kind];
	int64_t changed = 0;

	for (int i = 0; i < w->along_count; i++)
		if (execute(a, &w->along[i]) < 0)
			return false;
	if (w->insert.sql.n > 0)
		changed = execute(a, &w->insert);
	tally->stored += changed > 0;
	if (changed != 0)
		return changed > 0;
	if (w->update.sql.n > 0)
		changed = execute(a, &w->update);
	tally->updated += changed > 0;
	tally->unchanged += changed == 0;
	return changed >= 0;
}

/* ---- many rows ---- */

static bool
same_cells(const struct batch *b, const struct row *x, const struct row *y)
{
	const struct kind_spec *k = kind_spec(x->kind);

	for (int i = 0; i < k->fields; i++) {
		struct value v = batch_field(b, x, i);
		struct value u = batch_field(b, y, i);

		if (!((k->flags & CLOCK) && i == k->at) &&
		    !value_same(&k->field[i], &v, &u))
			return false;
	}
	return true;
}

/*
 * One statement cannot touch a row twice.  So the first of each key goes, and
 * then, of those that came again, the last; that is what there is to see of
 * all in their order.  Whether they differed from each other is known here.
 */
static void
count_again(const struct group *g, const struct row *before,
    const struct row *row, struct tally *tally)
{
	bool changes = kind_spec(row->kind)->merge == REPLACE &&
	    !same_cells(g->batch, before, row);

	tally->updated += changes;
	tally->unchanged += !changes;
}

static struct row *
add_again(struct writing *w, const struct row *row)
{
	w->again = need_room(w->again, w->agains, &w->again_room,
	    sizeof(*w->again));
	w->again[w->agains] = *row;
	return &w->again[w->agains++];
}

/* Sorted rows of series: those of one key stand side by side. */
static size_t
reduce_sorted(struct writing *w, const struct group *g, struct tally *tally)
{
	struct row *row = g->row, *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (n == 0 || !batch_same_key(&row[n - 1], &row[i])) {
			row[n++] = row[i];
			last = NULL;
			continue;
		}
		count_again(g, last != NULL ? last : &row[n - 1], &row[i],
		    tally);
		if (last == NULL)
			last = add_again(w, &row[i]);
		else
			*last = row[i];
	}
	return n;
}

static void
take_key(struct pg *d, const struct batch *b, const struct row *row)
{
	const struct kind_spec *k = kind_spec(row->kind);
	struct str *key = &d->writing->scratch;
	struct pg_view view = {.b = b};

	pg_look_at(&view, row);
	str_clear(key);
	for (int i = 0; i < k->fields; i++)
		if (k->field[i].marks & KEY) {
			struct value v = pg_value_of(&view, i);

			pg_add_element(key, k->field[i].type, &v);
		}
}

/* A key is known by the place of its first row, or, below 0, of its last. */
static size_t
reduce_keyed(struct pg *d, const struct group *g, struct tally *tally)
{
	struct writing *w = d->writing;
	struct row *row = g->row;
	size_t n = 0;

	intern_clear(&w->keys);
	for (size_t i = 0; i < g->n; i++) {
		int64_t *at;

		take_key(d, g->batch, &row[i]);
		at = intern_find(&w->keys, w->scratch.s, w->scratch.n);
		if (at == NULL) {
			intern_add(&w->keys, w->scratch.s, w->scratch.n,
			    (int64_t)n);
			row[n++] = row[i];
			continue;
		}
		count_again(g, *at < 0 ? &w->again[-*at - 1] : &row[*at],
		    &row[i], tally);
		if (*at < 0) {
			w->again[-*at - 1] = row[i];
		} else {
			(void)add_again(w, &row[i]);
			*at = -(int64_t)w->agains;
		}
	}
	return n;
}

/* What others can see is from now on in its tables. */
static bool
begin_ordinary(struct pg *d)
{
	d->base.goes_on = false;
	return pg_attach_fresh(d) && pg_put_series(d);
}

static void
fill_arrays(struct pg *d, const struct group *g, const struct column *c,
    int columns)
{
	struct str *array = d->writing->array;
	struct pg_view view = {.began = d->began, .b = g->batch};
	enum type type[SQL_PLACES];

	for (int i = 0; i < columns; i++) {
		type[i] = pg_type_of(g->row->kind, c[i].place);
		pg_begin_array(&array[i], type[i], g->n);
	}
	for (size_t at = 0; at < g->n; at++) {
		pg_look_at(&view, &g->row[at]);
		for (int i = 0; i < columns; i++) {
			struct value v = pg_value_of(&view, c[i].place);

			pg_add_element(&array[i], type[i], &v);
		}
	}
}

/* From when to when they are: only some partitions have any of them. */
static void
add_span(struct pg *d, const struct group *g, struct pg_values *v)
{
	struct str *bytes = d->writing->span;
	struct value t[2] = {value_time(INT64_MAX), value_time(INT64_MIN)};

	for (size_t i = 0; i < g->n; i++) {
		int64_t at = g->row[i].at;

		t[0].i = at < t[0].i ? at : t[0].i;
		t[1].i = at > t[1].i ? at : t[1].i;
	}
	for (int i = 0; i < 2; i++) {
		str_clear(&bytes[i]);
		pg_add_value(&bytes[i], TYPE_time, &t[i]);
		pg_add_parameter(v, PG_TIMESTAMPTZ, &bytes[i]);
	}
}

/* Rows of different keys, in their order. */
static bool
put_chunk(struct pg *d, const struct group *g, struct tally *tally)
{
	enum kind kind = g->row->kind;
	uint64_t fields = g->batch->fields[kind];
	struct column c[SQL_PLACES];
	int columns = sql_waiting(kind, fields, c);
	struct value now = value_time(d->began);
	struct pg_values v = {0};
	struct str sql = {0};
	bool good;

	fill_arrays(d, g, c, columns);
	for (int i = 0; i < columns; i++)
		pg_add_parameter(&v, pg_array_number(pg_type_of(kind,
		    c[i].place)), &d->writing->array[i]);
	str_clear(&d->writing->scratch);
	pg_add_value(&d->writing->scratch, TYPE_time, &now);
	pg_add_parameter(&v, PG_TIMESTAMPTZ, &d->writing->scratch);
	if (kind_spec(kind)->flags & SERIES)
		add_span(d, g, &v);
	sql_upsert_waiting(&sql, kind, fields);
	good = pg_ask(d, sql.s, &v);
	str_free(&sql);
	if (!good)
		return false;
	tally->stored += (size_t)v.answer[0];
	tally->updated += (size_t)(v.answer[1] - v.answer[0]);
	tally->unchanged += g->n - (size_t)v.answer[1];
	return true;
}

static bool
compare_rows(struct pg *d, const struct group *g, struct tally *tally)
{
	for (size_t at = 0; at < g->n; at += PG_CHUNK) {
		struct group some = {g->batch, g->row + at,
		    g->n - at < PG_CHUNK ? g->n - at : PG_CHUNK};

		if (!put_chunk(d, &some, tally))
			return false;
	}
	return true;
}

/*
 * Rows are looked up by the key's index: of a table that is not analyzed yet,
 * or was when it had few rows, the server would read and sort whole partitions
 * for every statement, or even for every row.
 */
static bool
use_index(struct pg *d)
{
	return pg_run(d, "SET LOCAL enable_hashjoin = off; "
	    "SET LOCAL enable_mergejoin = off; "
	    "SET LOCAL enable_seqscan = off; "
	    "SET LOCAL enable_bitmapscan = off; SET LOCAL jit = off", NULL);
}

/* Most are there just like this, where any are. */
static bool
compare_sorted(struct pg *d, struct group g, struct tally *tally)
{
	size_t same = 0;

	if (g.n >= MANY && !pg_leave_same(d, &g, &same))
		return false;
	tally->unchanged += same;
	return g.n == 0 || compare_rows(d, &g, tally);
}

/* All at once, if they are new; else held against what is there. */
static bool
put_rows(struct pg *d, const struct group *g, struct tally *tally)
{
	bool *seen = &d->writing->kind[g->row->kind].seen;
	size_t before = tally->stored;

	if (!*seen) {
		if (pg_run(d, "SAVEPOINT fresh", NULL) &&
		    pg_copy_rows(d, g, sql_row_table(g->row->kind), -1) &&
		    pg_run(d, "RELEASE fresh", NULL)) {
			tally->stored += g->n;
			return true;
		}
		if (!pg_failed_with(d, UNIQUE_VIOLATION) ||
		    !pg_run(d, "ROLLBACK TO fresh; RELEASE fresh", NULL))
			return false;
	}
	if (!use_index(d) || !(is_series(g) ? compare_sorted(d, *g, tally) :
	    compare_rows(d, g, tally)))
		return false;
	*seen = tally->stored - before < g->n;
	return true;
}

/*
 * Rows that have no other table than this transaction's own, if it is like
 * that for all of them.
 */
static bool
put_fresh(struct pg *d, const struct group *g, bool *fresh)
{
	enum kind kind = g->row->kind;
	uint64_t places = 0;
	int place = 0;

	for (size_t i = 0; i < g->n && place >= 0; i++) {
		if (!pg_fresh_month(d, kind, g->row[i].at, &place))
			return false;
		places |= place < 0 ? 0 : UINT64_C(1) << place;
	}
	*fresh = place >= 0;
	for (place = 0; *fresh && places >> place != 0; place++)
		if ((places >> place & 1) && !pg_copy_rows(d, g,
		    pg_fresh_table(d, place), place))
			return false;
	return true;
}

/* With what is there already, or comes again. */
static bool
put_among(struct pg *d, const struct group *g, struct tally *tally)
{
	const struct kind_spec *k = kind_spec(g->row->kind);
	struct writing *w = d->writing;
	struct tally unseen = {0};

	if (!begin_ordinary(d))
		return false;
	for (size_t i = 0; (k->flags & SERIES) && i < g->n; i++)
		if (!pg_month(d, g->row->kind, g->row[i].at))
			return false;
	return put_rows(d, g, tally) && (w->agains == 0 ||
	    k->merge == KEEP || (use_index(d) && compare_rows(d,
	    &(struct group){g->batch, w->again, w->agains}, &unseen)));
}

static bool
put_many(struct pg *d, const struct group *g, struct tally *tally)
{
	const struct kind_spec *k = kind_spec(g->row->kind);
	struct writing *w = d->writing;
	struct group first = *g;
	bool fresh = d->base.goes_on && (k->flags & SERIES) &&
	    !(k->flags & CLOCK);

	w->agains = 0;
	if (k->flags & SERIES)
		batch_sort(g->batch, g->row, g->n);
	first.n = k->flags & SERIES ? reduce_sorted(w, g, tally) :
	    reduce_keyed(d, g, tally);
	if (fresh && w->agains == 0 && !put_fresh(d, &first, &fresh))
		return false;
	if (!fresh || w->agains > 0)
		return put_among(d, &first, tally);
	tally->stored += first.n;
	return true;
}

/* Whether their order does not matter, nor anything goes along with them. */
static bool
are_plain(const struct kind_writing *w, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);

	return !(k->flags & WIRE) && w->along_count == 0 &&
	    (k->merge == REPLACE || k->merge == KEEP);
}

bool
pg_put(struct database *db, const struct group *g, struct tally *tally)
{
	struct pg *d = (struct pg *)db;
	struct writing *w;

	if (d->writing == NULL)
		d->writing = need(1, sizeof(*d->writing));
	w = d->writing;
	for (size_t i = 0; i < g->n; i++)
		if (!w->kind[g->row[i].kind].ready)
			make_writing(&w->kind[g->row[i].kind], g->row[i].kind);
	if (are_plain(&w->kind[g->row->kind], g->row->kind))
		return put_many(d, g, tally) && pg_follow_ids(d, g);
	if (!begin_ordinary(d))
		return false;
	for (size_t i = 0; i < g->n; i++)
		if (!put_row(&(struct at){d, g->batch, &g->row[i]}, tally))
			return false;
	return true;
}

/* ---- the end ---- */

static void
end_kind(struct kind_writing *w)
{
	for (int i = 0; i < w->along_count; i++)
		str_free(&w->along[i].sql);
	str_free(&w->insert.sql);
	str_free(&w->update.sql);
}

void
pg_end_writing(struct pg *d)
{
	struct writing *w = d->writing;

	if (w == NULL)
		return;
	for (int k = 0; k < KIND_count; k++)
		end_kind(&w->kind[k]);
	for (int i = 0; i < SQL_PLACES; i++)
		str_free(&w->array[i]);
	str_free_all(&w->scratch, &w->span[0], &w->span[1], NULL);
	intern_free(&w->keys);
	free(w->again);
	free(w);
}
