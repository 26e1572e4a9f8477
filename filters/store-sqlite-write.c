/*
 * Rows into their tables.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store-sqlite.h"

#define WORDS_KNOWN	131072	/* then the words are looked up anew */

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
	bool dict[FIELDS_MAX];
	int key[FIELDS_MAX];	/* key fields, which are never null */
	int keys;
};

/* ---- numbers for texts ---- */

/* The number of some texts; they get one, *n, where they have none. */
static bool
find_or_add(struct sqlite *d, struct known *k, const struct value *text,
    int64_t *n)
{
	bool found;

	if (!sqlite_prepare(d, &k->find, k->find_sql) ||
	    !sqlite_prepare(d, &k->add, k->add_sql))
		return false;
	for (int i = 0; i < k->texts; i++) {
		sqlite_bind_text(k->find, i + 1, &text[i]);
		sqlite_bind_text(k->add, i + 1, &text[i]);
	}
	if (!sqlite_number(d, k->find, n, &found) || found)
		return found;
	sqlite_bind_int(k->add, k->texts + 1, *n);
	return sqlite_number(d, k->add, n, &found);
}

bool
sqlite_series(struct database *db, const struct value text[3], int64_t *id)
{
	struct sqlite *d = (struct sqlite *)db;

	return find_or_add(d, &d->series, text, id);
}

bool
sqlite_clock(struct database *db, const struct value text[3], int64_t *at)
{
	struct sqlite *d = (struct sqlite *)db;

	return find_or_add(d, &d->clock, text, at);
}

static bool
word(struct sqlite *d, const struct value *v, int64_t *id)
{
	const int64_t *known = intern_find(&d->words_known, v->s, v->n);

	if (known != NULL) {
		*id = *known;
		return true;
	}
	if (!find_or_add(d, &d->words, v, id))
		return false;
	if (d->words_known.used >= WORDS_KNOWN)
		intern_clear(&d->words_known);
	intern_add(&d->words_known, v->s, v->n, *id);
	return true;
}

/* ---- rows ---- */

/* Where the parameters of a statement are, by field or place. */
static void
find_parameters(struct statement *t, enum kind kind)
{
	const struct kind_info *k = kind_info(kind);
	static const struct { int place; const char *name; } others[] = {
	    {SQL_SERIES_ID, ":series_id"}, {SQL_HASH, ":h"},
	    {SQL_STORED_AT, ":stored_at"}, {SQL_AT, ":at"}};
	char name[64];

	for (int i = 0; i < k->fields; i++) {
		(void)snprintf(name, sizeof(name), ":%s", k->field[i].name);
		t->parameter[i] =
		    (short)sqlite_parameter(t->s, name);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].place != SQL_AT || (k->flags & SERIES))
			t->parameter[others[i].place] =
			    (short)sqlite_parameter(t->s, others[i].name);
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
	const struct kind_info *k = kind_info(kind);

	for (int i = 0; i < k->fields; i++) {
		const struct field *f = &k->field[i];

		w->dict[i] = f->type == TYPE_text && (f->marks & DICT) &&
		    !(k->flags & PLAIN);
		if ((f->marks & KEY) && !(k->flags & SERIES))
			w->key[w->keys++] = i;
	}
}

static bool
make_writing(struct sqlite *d, enum kind kind)
{
	struct writing *w = &d->writing[kind];
	struct str along[SQL_ALONG] = {0}, sql = {0};

	w->along_count = sql_along(kind, along);
	find_fields(w, kind);
	for (int i = 0; i < w->along_count; i++)
		if (!make_statement(d, &w->along[i], kind, &along[i]))
			return false;
	sql_insert(&sql, kind);
	if (!make_statement(d, &w->insert, kind, &sql))
		return false;
	sql_update(&sql, kind);
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

		if (kind_info(kind)->field[w->key[i]].type == TYPE_text &&
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

static bool
bind_row(struct sqlite *d, const struct statement *t, const struct batch *b,
    const struct row *row)
{
	const struct kind_info *k = kind_info(row->kind);
	const struct writing *w = &d->writing[row->kind];

	sqlite_unbind(t->s);
	bind_key(w, t, row->kind);
	bind_places(d, t, row);
	for (int i = 0; i < row->cells; i++) {
		const struct cell *c = &b->cell[row->first + (size_t)i];
		enum type type = k->field[c->field].type;
		struct value v;
		int64_t id;

		if (t->parameter[c->field] == 0)
			continue;
		v = batch_value(b, row->kind, c);
		if (w->dict[c->field]) {
			if (!word(d, &v, &id))
				return false;
			v = value_int(id);
			type = TYPE_int;
		}
		sqlite_bind(t->s, t->parameter[c->field], type, &v);
	}
	return true;
}

/* Runs a statement for a row; how many rows it changed, or -1. */
static int
execute(struct sqlite *d, const struct statement *t, const struct batch *b,
    const struct row *row)
{
	return bind_row(d, t, b, row) ? sqlite_execute(d, t->s) : -1;
}

static bool
put_row(struct sqlite *d, const struct batch *b, const struct row *row,
    struct tally *tally)
{
	struct writing *w = &d->writing[row->kind];
	int changed = 0;

	if (!w->ready && !make_writing(d, row->kind))
		return false;
	for (int i = 0; i < w->along_count; i++)
		if (execute(d, &w->along[i], b, row) < 0)
			return false;
	if (w->insert.s != NULL)
		changed = execute(d, &w->insert, b, row);
	tally->stored += changed > 0;
	if (changed != 0)
		return changed > 0;
	if (w->update.s != NULL)
		changed = execute(d, &w->update, b, row);
	tally->updated += changed > 0;
	tally->unchanged += changed == 0;
	return changed >= 0;
}

bool
sqlite_put(struct database *db, const struct batch *b, const struct row *row,
    size_t n, struct tally *tally)
{
	struct sqlite *d = (struct sqlite *)db;

	if (d->writing == NULL)
		d->writing = need(KIND_count, sizeof(*d->writing));
	for (size_t i = 0; i < n; i++)
		if (!put_row(d, b, &row[i], tally))
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
}

void
sqlite_end_writing(struct sqlite *d)
{
	struct known *known[] = {&d->series, &d->words, &d->clock};

	for (int k = 0; d->writing != NULL && k < KIND_count; k++)
		end_kind(&d->writing[k]);
	for (int i = 0; i < 3; i++) {
		sqlite_finalize(known[i]->find);
		sqlite_finalize(known[i]->add);
	}
	intern_free(&d->words_known);
	free(d->writing);
}
