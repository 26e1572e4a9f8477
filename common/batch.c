#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "hash.h"
#include "sql.h"

void
batch_line(struct batch *b, const struct record *r)
{
	str_bytes(&b->lines, r->line, r->length);
	str_byte(&b->lines, '\n');
}

static bool
is_text(const struct field *f)
{
	return f->type == TYPE_text || f->type == TYPE_json;
}

/* The line of the record is the last one in b->lines. */
static void
keep_text(struct batch *b, const struct record *r, const struct value *v,
    struct cell *c)
{
	const char *end = r->line + r->length;

	c->n = v->n;
	c->aside = v->s < r->line || v->s > end;
	if (c->aside) {
		c->at = b->texts.n;
		str_bytes(&b->texts, v->s, v->n);
	} else {
		c->at = b->lines.n - r->length - 1 +
		    (size_t)(v->s - r->line);
	}
}

static void
keep_fields(struct batch *b, const struct record *r, struct row *row)
{
	const struct kind_info *k = kind_info(r->kind);

	if (b->cells + FIELDS_MAX > b->cell_room) {
		b->cell_room = b->cell_room * 2 + 1024;
		b->cell = need_more(b->cell, b->cell_room, sizeof(*b->cell));
	}
	row->first = b->cells;
	for (int i = 0; i < k->fields; i++) {
		struct cell *c = &b->cell[b->cells];

		if (!r->v[i].set)
			continue;
		*c = (struct cell){.i = r->v[i].i, .field = (uint8_t)i};
		if (is_text(&k->field[i]))
			keep_text(b, r, &r->v[i], c);
		b->cells++;
	}
	row->cells = (int)(b->cells - row->first);
}

/* The rest of a series' key, beside the series and the time; see sql.h. */
static int64_t
hash_key(const struct record *r)
{
	const struct kind_info *k = kind_info(r->kind);
	uint64_t h = 0;

	for (int i = 0; i < k->fields; i++) {
		const struct field *f = &k->field[i];
		struct value v = r->v[i];

		if (!(f->marks & KEY) || i == k->at ||
		    sql_in_series(r->kind, i))
			continue;
		if (!v.set)
			v = is_text(f) ? value_text("") : value_int(0);
		h = is_text(f) ? hash64(h + 1, v.s, v.n) :
		    hash64(h + 1, &v.i, sizeof(v.i));
	}
	return (int64_t)h;
}

void
batch_take(struct batch *b, const struct record *r)
{
	const struct kind_info *k = kind_info(r->kind);
	struct row *row;

	if (b->rows == b->row_room) {
		b->row_room = b->row_room * 2 + 64;
		b->row = need_more(b->row, b->row_room, sizeof(*b->row));
	}
	row = &b->row[b->rows];
	*row = (struct row){.kind = r->kind, .number = (uint32_t)b->rows++};
	if (k->flags & SERIES) {
		row->at = r->v[k->at].i;
		row->h = hash_key(r);
	}
	keep_fields(b, r, row);
}

void
batch_clear(struct batch *b)
{
	b->rows = b->cells = 0;
	str_clear(&b->lines);
	str_clear(&b->texts);
}

void
batch_free(struct batch *b)
{
	free(b->row);
	free(b->cell);
	str_free(&b->lines);
	str_free(&b->texts);
	*b = (struct batch){0};
}

/* Acknowledgements and deliveries come among the alerts they are about. */
static int
rank(enum kind kind)
{
	return kind == KIND_ack || kind == KIND_sent ? KIND_alert : (int)kind;
}

static int
by_rank(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int difference = rank(x->kind) - rank(y->kind);

	return difference != 0 ? difference :
	    (x->number > y->number) - (x->number < y->number);
}

/* Where rows of another rank begin. */
static size_t
same_rank(const struct row *row, size_t n)
{
	size_t i = 1;

	while (i < n && rank(row[i].kind) == rank(row[0].kind))
		i++;
	return i;
}

size_t
batch_group(struct row *row, size_t n)
{
	size_t same = same_rank(row, n);

	if (same == n)
		return n;
	qsort(row, n, sizeof(*row), by_rank);
	return same_rank(row, n);
}

static int
by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->series_id != y->series_id)
		return x->series_id < y->series_id ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->h != y->h)
		return x->h < y->h ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

void
batch_sort(struct row *row, size_t n)
{
	qsort(row, n, sizeof(*row), by_key);
}

struct value
batch_value(const struct batch *b, enum kind kind, const struct cell *c)
{
	struct value v = {.i = c->i, .n = c->n, .set = true};

	if (is_text(&kind_info(kind)->field[c->field]))
		v.s = (c->aside ? b->texts.s : b->lines.s) + c->at;
	return v;
}

struct value
batch_field(const struct batch *b, const struct row *row, int field)
{
	for (int i = 0; i < row->cells; i++) {
		const struct cell *c = &b->cell[row->first + (size_t)i];

		if (c->field == field)
			return batch_value(b, row->kind, c);
	}
	return (struct value){0};
}
