/*
 * --order on a stream: lines put aside, and sorted by a small index.
 */
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "diag.h"
#include "export.h"

/* Where a line lies, and what it is sorted by. */
struct place {
	uint64_t at;		/* of the line; a text's bytes follow it */
	uint32_t n;
	uint32_t kind;
	struct value value;
};

struct sorting {
	struct aside lines, index;
	uint64_t at;
	const struct select *select;
	const char *map;	/* of lines, while sorting */
};

static int
order_field(const struct select *s, enum kind k)
{
	return field_find(k, s->order_field, strlen(s->order_field));
}

void
order_keep(struct export *e)
{
	struct sorting *s = e->sorting;
	int field = order_field(&e->select, e->r.kind);
	const struct value *v = &e->r.v[field];
	struct place p;

	memset(&p, 0, sizeof(p));	/* padding is written, too */
	p.n = (uint32_t)e->r.length;
	p.kind = e->r.kind;
	p.value.i = v->i;
	p.value.n = v->n;
	p.value.set = v->set;
	if (s == NULL) {
		s = e->sorting = need(1, sizeof(*s));
		aside_open(&s->lines);
		aside_open(&s->index);
		s->select = &e->select;
	}
	p.at = s->at;
	out_bytes(s->lines.out, e->r.line, e->r.length);
	out_byte(s->lines.out, '\n');
	s->at += p.n + 1;
	if (v->set && type_is_text(kind_spec(e->r.kind)->field[field].type)) {
		out_bytes(s->lines.out, v->s, v->n);
		s->at += v->n;
	}
	out_bytes(s->index.out, (const char *)&p, sizeof(p));
}

static int
by_value(const void *va, const void *vb, void *arg)
{
	const struct sorting *s = arg;
	struct place a = *(const struct place *)va;
	struct place b = *(const struct place *)vb;
	const struct field *f;
	int order;

	if (a.kind != b.kind)
		return a.kind < b.kind ? -1 : 1;
	f = &kind_spec((enum kind)a.kind)->field[order_field(s->select,
	    (enum kind)a.kind)];
	if (type_is_text(f->type)) {
		a.value.s = s->map + a.at + a.n + 1;
		b.value.s = s->map + b.at + b.n + 1;
	}
	order = value_order(f, &a.value, &b.value);
	if (order != 0)
		return s->select->descending ? -order : order;
	return a.at < b.at ? -1 : a.at > b.at;
}

void
order_release(struct export *e, void (*emit)(struct export *))
{
	struct sorting *s = e->sorting;
	char why[JSON_WHY], *lines;
	struct place *place;
	size_t n;

	if (s == NULL)
		return;
	s->map = lines = aside_read(&s->lines, &n);
	place = (struct place *)(void *)aside_read(&s->index, &n);
	n /= sizeof(*place);
	qsort_r(place, n, sizeof(*place), by_value, s);
	for (size_t i = 0; i < n; i++) {
		if (!record_parse(&e->r, lines + place[i].at, place[i].n, why))
			diag_fail(USAGE, "cannot read a line back: %s", why);
		emit(e);
	}
	aside_close(&s->lines);
	aside_close(&s->index);
	free(s);
}
