#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "hash.h"

void
batch_line(struct batch *b, const struct record *r)
{
	b->line = b->lines.n;
	str_bytes(&b->lines, r->line, r->length);
	str_byte(&b->lines, '\n');
}

/* The line of the record begins at b->line. */
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
		c->at = b->line + (size_t)(v->s - r->line);
	}
}

static void
keep_fields(struct batch *b, const struct record *r, struct row *row)
{
	const struct kind_spec *k = kind_spec(r->kind);

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
		if (type_is_text(k->field[i].type))
			keep_text(b, r, &r->v[i], c);
		b->fields[r->kind] |= UINT64_C(1) << i;
		b->cells++;
	}
	row->cells = (int)(b->cells - row->first);
}

int64_t
batch_hash(const struct record *r)
{
	const struct kind_spec *k = kind_spec(r->kind);
	uint64_t h = 0;

	for (int i = 0; i < k->rests; i++) {
		bool text = type_is_text(k->field[k->rest[i]].type);
		struct value v = r->v[k->rest[i]];

		if (!v.set)
			v = text ? value_text("") : value_int(0);
		h = text ? hash64(h + 1, v.s, v.n) :
		    hash64(h + 1, &v.i, sizeof(v.i));
	}
	return (int64_t)h;
}

void
batch_take(struct batch *b, const struct record *r)
{
	const struct kind_spec *k = kind_spec(r->kind);
	struct row *row;

	if (b->rows == b->row_room) {
		b->row_room = b->row_room * 2 + 64;
		b->row = need_more(b->row, b->row_room, sizeof(*b->row));
		b->input = need_more(b->input, b->row_room,
		    sizeof(*b->input));
	}
	row = &b->row[b->rows];
	b->input[b->rows] = r->lines.number;
	*row = (struct row){.kind = r->kind, .number = (uint32_t)b->rows++,
	    .line = (uint32_t)b->line};
	if (k->flags & SERIES) {
		row->at = r->v[k->at].i;
		row->h = batch_hash(r);
	}
	keep_fields(b, r, row);
}

void
batch_clear(struct batch *b)
{
	b->rows = b->cells = b->dropped = 0;
	memset(b->fields, 0, sizeof(b->fields));
	str_clear(&b->texts);
	str_clear(&b->lines);
}

void
batch_free(struct batch *b)
{
	free(b->row);
	free(b->cell);
	free(b->spare);
	free(b->place);
	free(b->input);
	str_free(&b->lines);
	str_free(&b->texts);
	*b = (struct batch){0};
}

/* ---- rows once more ---- */

size_t
batch_length(const struct batch *b, const struct row *row)
{
	const char *line = b->lines.s + row->line;
	const char *end = memchr(line, '\n', b->lines.n - row->line);

	return (size_t)(end - line);
}

/* What was good before is good again; an event keeps the id it got then. */
void
batch_record(struct batch *b, const struct row *row, struct record *r)
{
	int id = kind_spec(row->kind)->event_id;
	char *line = b->lines.s + row->line, why[JSON_WHY];
	size_t n = batch_length(b, row);

	line[n] = '\0';
	(void)record_parse(r, line, n, why);
	line[n] = '\n';
	if (id >= 0)
		r->v[id] = batch_field(b, row, id);
}

void
batch_renew(struct batch *b, struct row *row, struct record *r)
{
	const struct kind_spec *k = kind_spec(row->kind);

	batch_record(b, row, r);
	row->series_id = 0;
	if (k->flags & SERIES)
		row->at = r->v[k->at].i;
	b->line = row->line;
	for (int i = 0; i < row->cells; i++) {
		struct cell *c = &b->cell[row->first + (size_t)i];

		if (!c->number)
			continue;
		c->number = false;
		c->i = r->v[c->field].i;
		if (type_is_text(k->field[c->field].type))
			keep_text(b, r, &r->v[c->field], c);
	}
}

/* A line that goes begins with NUL: no other does. */
void
batch_drop(struct batch *b, const struct row *row)
{
	b->lines.s[row->line] = '\0';
	b->dropped++;
}

void
batch_drop_rows(struct batch *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->rows; i++)
		if (b->lines.s[b->row[i].line] != '\0')
			b->row[kept++] = b->row[i];
	b->rows = kept;
}

void
batch_drop_lines(struct batch *b)
{
	struct str *l = &b->lines;
	size_t kept = 0, n;

	if (b->dropped == 0)
		return;
	b->dropped = 0;
	for (size_t at = 0; at < l->n; at += n) {
		n = (size_t)((char *)memchr(l->s + at, '\n', l->n - at) + 1 -
		    (l->s + at));
		if (l->s[at] == '\0')
			continue;
		memmove(l->s + kept, l->s + at, n);
		kept += n;
	}
	str_cut(l, kept);
}

/* ---- their order ---- */

/* Acknowledgements and deliveries come among the alerts they are about. */
static int
rank(enum kind kind)
{
	return kind == KIND_ack || kind == KIND_sent ? KIND_alert : (int)kind;
}

static int
by_number(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

static int
by_rank(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int difference = rank(x->kind) - rank(y->kind);

	return difference != 0 ? difference : by_number(a, b);
}

void
batch_arrival(struct row *row, size_t n)
{
	if (n > 1)
		qsort(row, n, sizeof(*row), by_number);
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

int
batch_key_order(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->series_id != y->series_id)
		return x->series_id < y->series_id ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->h > y->h) - (x->h < y->h);
}

static int
by_key(const void *a, const void *b)
{
	int order = batch_key_order(a, b);

	return order != 0 ? order : by_number(a, b);
}

static bool
in_order(const struct row *row, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (by_key(&row[i - 1], &row[i]) > 0)
			return false;
	return true;
}

/*
 * Series by the highest bits of their numbers that tell them apart: all bits
 * where numbers are given one after the other, else, where they are hashes,
 * as many as spread the rows about evenly.
 */
struct spread {
	int64_t least;
	int shift;
	size_t places;
};

static size_t
place_of(const struct spread *s, const struct row *row)
{
	return (size_t)(((uint64_t)row->series_id - (uint64_t)s->least) >>
	    s->shift);
}

static struct spread
spread_of(const struct row *row, size_t n)
{
	struct spread s = {.least = INT64_MAX};
	int64_t most = INT64_MIN;
	uint64_t range;

	for (size_t i = 0; i < n; i++) {
		int64_t id = row[i].series_id;

		s.least = id < s.least ? id : s.least;
		most = id > most ? id : most;
	}
	range = (uint64_t)most - (uint64_t)s.least;
	if (range > n * 16)
		while (range >> s.shift > n)
			s.shift++;
	s.places = (size_t)(range >> s.shift) + 1;
	return s;
}

/* Where the rows of each place go, by how many there are of each. */
static void
find_places(struct batch *b, const struct row *row, size_t n,
    const struct spread *s)
{
	size_t at = 0;

	memset(b->place, 0, s->places * sizeof(*b->place));
	for (size_t i = 0; i < n; i++)
		b->place[place_of(s, &row[i])]++;
	for (size_t i = 0; i < s->places; i++) {
		size_t count = b->place[i];

		b->place[i] = at;
		at += count;
	}
}

static void
make_room(struct batch *b, size_t rows, size_t places)
{
	if (rows > b->spare_room) {
		b->spare_room = rows * 2;
		b->spare = need_more(b->spare, b->spare_room,
		    sizeof(*b->spare));
	}
	if (places > b->place_room) {
		b->place_room = places;
		b->place = need_more(b->place, places, sizeof(*b->place));
	}
}

/* Place by place; time mostly rises already. */
static void
sort_places(struct row *row, size_t n, const struct spread *s)
{
	for (size_t i = 0, end; i < n; i = end) {
		size_t place = place_of(s, &row[i]);

		for (end = i + 1; end < n && place_of(s, &row[end]) == place;
		    end++)
			;
		if (!in_order(row + i, end - i))
			qsort(row + i, end - i, sizeof(*row), by_key);
	}
}

void
batch_sort(struct batch *b, struct row *row, size_t n)
{
	struct spread s;

	if (in_order(row, n))
		return;
	s = spread_of(row, n);
	make_room(b, n, s.places);
	find_places(b, row, n, &s);
	for (size_t i = 0; i < n; i++)
		b->spare[b->place[place_of(&s, &row[i])]++] = row[i];
	memcpy(row, b->spare, n * sizeof(*row));
	sort_places(row, n, &s);
}

bool
batch_same_key(const struct row *a, const struct row *b)
{
	return a->series_id == b->series_id && a->at == b->at && a->h == b->h;
}

struct value
batch_value(const struct batch *b, enum kind kind, const struct cell *c)
{
	struct value v = {.i = c->i, .n = c->n, .set = true};

	if (!c->number && type_is_text(kind_spec(kind)->field[c->field].type))
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

void
batch_values(const struct batch *b, const struct row *row, struct record *r)
{
	const struct kind_spec *k = kind_spec(row->kind);

	for (int i = 0; i < k->fields; i++)
		r->v[i].set = false;
	for (int i = 0; i < row->cells; i++) {
		const struct cell *c = &b->cell[row->first + (size_t)i];

		r->v[c->field] = batch_value(b, row->kind, c);
	}
}

/* A few rows ahead: by then it is there. */
#define AHEAD	6
#define LINE	64

void
batch_expect(const struct batch *b, const struct row *row,
    const struct row *end)
{
	const char *cell;
	size_t n;

	if (row + AHEAD >= end)
		return;
	cell = (const char *)&b->cell[row[AHEAD].first];
	n = (size_t)row[AHEAD].cells * sizeof(struct cell);
	for (size_t i = 0; i < n; i += LINE)
		__builtin_prefetch(cell + i);
}
