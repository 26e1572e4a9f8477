/*
 * Rows into their tables.
 */
#include <stdlib.h>
#include <string.h>

#include "store-sqlite.h"

#define MANY		8	/* rows from which one statement pays */

/* A prepared statement, and which of its parameters each place is. */
struct statement {
	struct sqlite3_stmt *s;
	short parameter[SQL_PLACES];
};

struct writing {
	bool ready;
	int along_count;
	struct statement along[SQL_ALONG];
	struct statement insert;
	struct statement update;
	struct sqlite3_stmt *bulk;	/* all waiting rows at once */
	struct sqlite3_stmt *compare;	/* with what is there */
	uint64_t bulk_fields;		/* that these know */
	bool seen;		/* rows that come now are there already */
	bool dict[FIELDS_MAX];
	int key[FIELDS_MAX];	/* key fields, which are never null */
	int keys;
};

/* ---- rows ---- */

static bool
is_dict(const struct kind_spec *k, const struct field *f)
{
	return f->type == TYPE_text && (f->marks & DICT) &&
	    !(k->flags & PLAIN);
}

/* Decimals of few digits are kept as whole numbers; see sql.h. */
static bool
is_decimal(const struct kind_spec *k, const struct field *f)
{
	return f->type == TYPE_real && !(k->flags & PLAIN);
}

/* Where the parameters of a statement are, by field or place. */
static void
find_parameters(struct statement *t, enum kind kind)
{
	const char *name;

	for (int i = 1; (name = sqlite_parameter(t->s, i)) != NULL; i++) {
		int place = sql_place(kind, name + 1, strlen(name + 1));

		if (place >= 0)
			t->parameter[place] = (short)i;
	}
}

static bool
make_statement(struct sqlite *d, struct statement *t, enum kind kind,
    struct str *sql)
{
	bool made = sql->n == 0 || sqlite_prepare(d, &t->s, sql->s);

	if (made && sql->n > 0)
		find_parameters(t, kind);
	str_free(sql);
	return made;
}

static void
find_fields(struct writing *w, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);

	for (int i = 0; i < k->fields; i++) {
		const struct field *f = &k->field[i];

		w->dict[i] = is_dict(k, f);
		if ((f->marks & KEY) && !(k->flags & SERIES))
			w->key[w->keys++] = i;
	}
}

static bool
make_writing(struct sqlite *d, enum kind kind)
{
	struct writing *w = &d->writing[kind];
	struct str along[SQL_ALONG] = {0}, sql = {0};

	w->along_count = sql_along(SQL_SQLITE, kind, along);
	find_fields(w, kind);
	for (int i = 0; i < w->along_count; i++)
		if (!make_statement(d, &w->along[i], kind, &along[i]))
			return false;
	sql_insert(&sql, kind);
	if (!make_statement(d, &w->insert, kind, &sql))
		return false;
	sql_update(&sql, SQL_SQLITE, kind);
	w->ready = make_statement(d, &w->update, kind, &sql);
	return w->ready;
}

/* The key is never null: an absent text is empty, an absent time 0. */
static void
bind_key(const struct writing *w, const struct statement *t, enum kind kind)
{
	static const struct value empty = {0};

	for (int i = 0; i < w->keys; i++) {
		int at = t->parameter[w->key[i]];

		if (kind_spec(kind)->field[w->key[i]].type == TYPE_text &&
		    !w->dict[w->key[i]])
			sqlite_bind_text(t->s, at, &empty);
		else
			sqlite_bind_int(t->s, at, 0);
	}
}

static void
bind_places(struct sqlite *d, const struct statement *t, const struct row *row)
{
	const int64_t value[] = {row->series_id, row->at, row->h, d->began};
	static const int place[] = {SQL_SERIES_ID, SQL_AT, SQL_HASH,
	    SQL_STORED_AT};

	for (int i = 0; i < 4; i++)
		if (t->parameter[place[i]] != 0)
			sqlite_bind_int(t->s, t->parameter[place[i]],
			    value[i]);
}

static void
bind_row(struct sqlite *d, const struct statement *t, const struct batch *b,
    const struct row *row)
{
	const struct kind_spec *k = kind_spec(row->kind);

	sqlite_unbind(t->s);
	bind_key(&d->writing[row->kind], t, row->kind);
	bind_places(d, t, row);
	for (int i = 0; i < row->cells; i++) {
		const struct cell *c = &b->cell[row->first + (size_t)i];
		struct value v = batch_value(b, row->kind, c);

		if (t->parameter[c->field] != 0)
			sqlite_bind(t->s, t->parameter[c->field], c->number ?
			    TYPE_int : k->field[c->field].type, &v);
	}
}

/* Runs a statement for a row; how many rows it changed, or -1. */
static int
execute(struct sqlite *d, const struct statement *t, const struct batch *b,
    const struct row *row)
{
	bind_row(d, t, b, row);
	return sqlite_execute(d, t->s);
}

static bool
update_row(struct sqlite *d, const struct batch *b, const struct row *row,
    struct tally *tally)
{
	const struct writing *w = &d->writing[row->kind];
	int changed = 0;

	if (w->update.s != NULL)
		changed = execute(d, &w->update, b, row);
	tally->updated += changed > 0;
	tally->unchanged += changed == 0;
	return changed >= 0;
}

static bool
put_row(struct sqlite *d, const struct batch *b, const struct row *row,
    struct tally *tally)
{
	const struct writing *w = &d->writing[row->kind];
	int changed = 0;

	for (int i = 0; i < w->along_count; i++)
		if (execute(d, &w->along[i], b, row) < 0)
			return false;
	if (w->insert.s != NULL)
		changed = execute(d, &w->insert, b, row);
	tally->stored += changed > 0;
	return changed != 0 ? changed > 0 : update_row(d, b, row, tally);
}

/* ---- many rows of one kind ---- */

struct rows {
	struct sqlite_rows base;
	struct sqlite *d;
	const struct batch *b;
	const struct row *row;		/* all of them */
	const struct row *now;
	const struct cell *cell[FIELDS_MAX];	/* of the row now, by field */
	const struct field *field;
	uint64_t fields;		/* that any of them has */
};

static void
go(struct sqlite_rows *base, size_t at)
{
	struct rows *r = (struct rows *)base;

	r->now = &r->row[at];
	batch_expect(r->b, r->now, r->row + base->n);
	memset(r->cell, 0, sizeof(r->cell));
	for (int i = 0; i < r->now->cells; i++) {
		const struct cell *c = &r->b->cell[r->now->first + (size_t)i];

		r->cell[c->field] = c;
	}
}

/* An absent key field is empty, or 0. */
static enum type
absent(const struct rows *r, int place, struct value *v)
{
	const struct field *f = &r->field[place];
	const struct writing *w = &r->d->writing[r->now->kind];

	*v = (struct value){0};
	if (!(f->marks & KEY) || w->keys == 0)
		return TYPE_text;
	v->set = true;
	return w->dict[place] ? TYPE_int : f->type;
}

static enum type
value(struct sqlite_rows *base, int place, struct value *v)
{
	const struct rows *r = (struct rows *)base;
	const struct cell *c;

	switch (place) {
	case SQL_SERIES_ID:
		v->i = r->now->series_id;
		return TYPE_int;
	case SQL_AT:
		v->i = r->now->at;
		return TYPE_int;
	case SQL_HASH:
		v->i = r->now->h;
		return TYPE_int;
	case SQL_STORED_AT:
		v->i = r->d->began;
		return TYPE_int;
	default:
		c = r->cell[place];
	}
	if (c == NULL)
		return absent(r, place, v);
	*v = batch_value(r->b, r->now->kind, c);
	return c->number ? TYPE_int : r->field[place].type;
}

/* The statements for rows that have no other fields than these. */
static bool
make_bulk(struct sqlite *d, enum kind kind, uint64_t fields)
{
	struct writing *w = &d->writing[kind];
	struct str insert = {0}, compare = {0};
	bool made;

	if (w->compare != NULL && (fields & ~w->bulk_fields) == 0)
		return true;
	w->bulk_fields |= fields;
	sqlite_finalize(w->bulk);
	sqlite_finalize(w->compare);
	w->bulk = w->compare = NULL;
	sql_insert_waiting(&insert, kind, w->bulk_fields);
	sql_compare_waiting(&compare, kind, w->bulk_fields);
	made = sqlite_prepare(d, &w->bulk, insert.s) &&
	    sqlite_prepare(d, &w->compare, compare.s);
	str_free(&insert);
	str_free(&compare);
	return made;
}

/* Sorted rows of series: none of them is of the same key as another. */
static bool
are_distinct(const struct row *row, size_t n)
{
	if (!(kind_spec(row->kind)->flags & SERIES))
		return false;
	for (size_t i = 1; i < n; i++)
		if (batch_same_key(&row[i - 1], &row[i]))
			return false;
	return true;
}

/*
 * Updates the rows that differ from what is there, and nothing if some are
 * not there: how many that are, or -1.
 */
static int64_t
compare_rows(struct sqlite *d, const struct rows *rows, struct tally *tally)
{
	struct sqlite3_stmt *s = d->writing[rows->row->kind].compare;
	size_t *differs = need(rows->base.n, sizeof(*differs)), n = 0;
	int64_t absent = 0;
	bool found, good;

	while ((good = sqlite_row(d, s, &found)) && found) {
		absent += sqlite_int(s, 1);
		differs[n++] = (size_t)sqlite_int(s, 0);
	}
	sqlite_reset(s);
	for (size_t i = 0; good && absent == 0 && i < n; i++)
		good = update_row(d, rows->b, &rows->row[differs[i]], tally);
	free(differs);
	return good ? absent : -1;
}

/* Held against what is there, in turn: a key may come more than once. */
static bool
update_rows(struct sqlite *d, const struct rows *rows, struct tally *tally)
{
	for (size_t i = 0; i < rows->base.n; i++)
		if (!update_row(d, rows->b, &rows->row[i], tally))
			return false;
	return true;
}

/*
 * All that are new at once; if some were not, they are held against what is
 * there, where those just stored differ in nothing.  Once all were there, the
 * next ones are expected to be, too.
 */
static bool
put_many(struct sqlite *d, struct rows *rows, struct tally *tally)
{
	size_t n = rows->base.n;
	const struct row *row = rows->row;
	struct writing *w = &d->writing[row->kind];
	bool distinct = are_distinct(row, n);
	struct tally after = {0};
	int64_t absent = 1;
	int stored = 0;

	if (!make_bulk(d, row->kind, rows->fields))
		return false;
	d->rows = &rows->base;
	if (w->seen && distinct)
		absent = compare_rows(d, rows, &after);
	if (absent > 0) {
		stored = sqlite_execute(d, w->bulk);
		if (stored >= 0 && (size_t)stored < n)
			absent = distinct ? compare_rows(d, rows, &after) :
			    update_rows(d, rows, &after) ? 0 : -1;
	}
	if (stored < 0 || absent < 0)
		return false;
	w->seen = stored == 0;
	tally->stored += (size_t)stored;
	tally->updated += after.updated;
	tally->unchanged += n - (size_t)stored - after.updated;
	return true;
}

struct numbering {
	struct sqlite *d;
	const struct batch *b;
	enum kind kind;
	bool ask;		/* the file, for what is not known */
};

/* A number in the place of a text that is kept as a word, or of a decimal. */
static bool
number_cell(const struct numbering *n, struct cell *c)
{
	const struct kind_spec *k = kind_spec(n->kind);
	const struct field *f = &k->field[c->field];
	struct value v;
	int64_t number;

	if (is_dict(k, f)) {
		v = batch_value(n->b, n->kind, c);
		if (n->ask && !sqlite_word(n->d, &v, &number))
			return false;
		if (!n->ask && !sqlite_known_word(n->d, &v, &number))
			return true;
	} else if (!is_decimal(k, f) || !sql_units(c->d, &number)) {
		return true;
	}
	c->i = number;
	c->number = true;
	return true;
}

static bool
number_cells(struct sqlite *d, const struct batch *b, const struct row *row,
    bool ask)
{
	const struct numbering n = {d, b, row->kind, ask};

	for (int i = 0; i < row->cells; i++) {
		struct cell *c = &b->cell[row->first + (size_t)i];

		if (!c->number && !number_cell(&n, c))
			return false;
	}
	return true;
}

void
sqlite_known(struct database *db, struct batch *b, struct row *row)
{
	(void)number_cells((struct sqlite *)db, b, row, false);
}

static bool
prepare_rows(struct sqlite *d, const struct group *g)
{
	if (d->writing == NULL)
		d->writing = need(KIND_count, sizeof(*d->writing));
	for (size_t i = 0; i < g->n; i++)
		if ((!d->writing[g->row[i].kind].ready &&
		    !make_writing(d, g->row[i].kind)) ||
		    !number_cells(d, g->batch, &g->row[i], true))
			return false;
	if (kind_spec(g->row->kind)->flags & SERIES)
		batch_sort(g->batch, g->row, g->n);
	return true;
}

/* Whether their order does not matter, nor anything goes along with them. */
static bool
are_plain(const struct sqlite *d, const struct row *row, size_t n)
{
	const struct kind_spec *k = kind_spec(row->kind);

	return n >= MANY && !(k->flags & WIRE) &&
	    d->writing[row->kind].along_count == 0 &&
	    (k->merge == REPLACE || k->merge == KEEP);
}

bool
sqlite_put(struct database *db, const struct group *g, struct tally *tally)
{
	struct sqlite *d = (struct sqlite *)db;
	struct rows rows = {{g->n, go, value}, d, g->batch, g->row, NULL,
	    {NULL}, kind_spec(g->row->kind)->field,
	    g->batch->fields[g->row->kind]};

	if (!prepare_rows(d, g))
		return false;
	if (are_plain(d, g->row, g->n))
		return put_many(d, &rows, tally);
	for (size_t i = 0; i < g->n; i++)
		if (!put_row(d, g->batch, &g->row[i], tally))
			return false;
	return true;
}

static void
end_kind(struct writing *w)
{
	for (int i = 0; i < w->along_count; i++)
		sqlite_finalize(w->along[i].s);
	sqlite_finalize(w->insert.s);
	sqlite_finalize(w->update.s);
	sqlite_finalize(w->bulk);
	sqlite_finalize(w->compare);
}

void
sqlite_end_writing(struct sqlite *d)
{
	for (int k = 0; d->writing != NULL && k < KIND_count; k++)
		end_kind(&d->writing[k]);
	free(d->writing);
}
