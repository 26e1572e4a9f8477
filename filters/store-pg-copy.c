/*
 * Rows that are copied, and the values that rows have.
 */
#include <string.h>

#include "store-pg.h"

#define BYTES_AT_ONCE	65536

enum type
pg_type_of(enum kind kind, int place)
{
	if (place < FIELDS_MAX)
		return kind_spec(kind)->field[place].type;
	return place == SQL_AT || place == SQL_STORED_AT ? TYPE_time :
	    TYPE_int;
}

void
pg_look_at(struct pg_view *v, const struct row *row)
{
	v->row = row;
	memset(v->cell, 0, sizeof(v->cell));
	for (int i = 0; i < row->cells; i++) {
		const struct cell *c = &v->b->cell[row->first + (size_t)i];

		v->cell[c->field] = c;
	}
}

/* The key is never null: an absent text is empty, an absent time 0. */
struct value
pg_value_of(const struct pg_view *view, int place)
{
	const struct row *row = view->row;
	const struct kind_spec *k = kind_spec(row->kind);
	struct value v = {0};

	switch (place) {
	case SQL_SERIES_ID:
		return value_int(row->series_id);
	case SQL_AT:
		return value_int(row->at);
	case SQL_HASH:
		return value_int(row->h);
	case SQL_STORED_AT:
		return value_int(view->began);
	default:
		if (view->cell[place] != NULL)
			return batch_value(view->b, row->kind,
			    view->cell[place]);
	}
	v.set = (k->field[place].marks & KEY) && !(k->flags & SERIES);
	return v;
}

/* Columns of a COPY: where their values are, and of what type. */
struct copied {
	struct pg_view view;
	struct column column[SQL_PLACES];
	enum type type[SQL_PLACES];
	int columns;
};

static void
find_columns(struct copied *c, const struct group *g)
{
	enum kind kind = g->row->kind;

	c->columns = sql_waiting(kind, g->batch->fields[kind],
	    c->column);
	for (int i = 0; i < c->columns; i++)
		c->type[i] = pg_type_of(kind, c->column[i].place);
}

static void
add_row(struct str *b, struct copied *c, const struct row *row)
{
	pg_look_at(&c->view, row);
	pg_begin_row(b, c->columns);
	for (int i = 0; i < c->columns; i++) {
		struct value v = pg_value_of(&c->view, c->column[i].place);

		pg_add_element(b, c->type[i], &v);
	}
}

/* Of all, or of those for one fresh table. */
static bool
send_rows(struct pg *d, const struct group *g, struct copied *c, int wanted)
{
	struct str *b = &d->copied;
	int place;

	pg_begin_copy(b);
	for (const struct row *row = g->row; row < g->row + g->n; row++) {
		if (wanted >= 0 && (!pg_fresh_month(d, row->kind, row->at,
		    &place) || place != wanted))
			continue;
		batch_expect(g->batch, row, g->row + g->n);
		add_row(b, c, row);
		if (b->n < BYTES_AT_ONCE)
			continue;
		if (!pg_sent(d, b))
			return false;
		str_clear(b);
	}
	pg_end_copy(b);
	return pg_sent(d, b) && pg_send_end(d);
}

bool
pg_copy_rows(struct pg *d, const struct group *g, const char *table, int place)
{
	struct copied c = {.view = {.began = d->began, .b = g->batch}};
	struct str sql = {0};
	bool good;

	find_columns(&c, g);
	str_print(&sql, "COPY \"%s\"", table);
	for (int i = 0; i < c.columns; i++)
		str_print(&sql, "%s\"%s\"", i > 0 ? ", " : " (",
		    c.column[i].name);
	str_text(&sql, ") FROM STDIN (FORMAT binary)");
	good = pg_send(d, sql.s) && send_rows(d, g, &c, place);
	str_free(&sql);
	return good;
}
