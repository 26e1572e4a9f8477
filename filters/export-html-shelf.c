/*
 * Lines put aside until all are there, and shown by rank.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "export-html.h"

void
shelf_put(struct shelf *s, struct ticket t, const struct record *r)
{
	if (s->lines.out == NULL) {
		aside_open(&s->lines);
		aside_open(&s->index);
	}
	t.at = s->at;
	t.n = r->length;
	s->at += r->length + 1;
	out_bytes(s->lines.out, r->line, r->length);
	out_byte(s->lines.out, '\n');
	out_bytes(s->index.out, (const char *)&t, sizeof(t));
}

static int
compare(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_id(const void *va, const void *vb)
{
	const struct ticket *a = va, *b = vb;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	if (a->version != b->version)
		return compare(b->version, a->version);
	return a->at < b->at ? 1 : -1;		/* what came last */
}

static int
by_rank(const void *va, const void *vb)
{
	const struct ticket *a = va, *b = vb;
	int order = compare(a->rank, b->rank);

	return order != 0 ? order : a->at < b->at ? -1 : 1;
}

/* Of what came several times only the newest counts. */
static size_t
newest(struct ticket *t, size_t n)
{
	size_t kept = 0;

	qsort(t, n, sizeof(*t), by_id);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || t[i].id == 0 || t[kept - 1].id != t[i].id)
			t[kept++] = t[i];
	return kept;
}

void
shelf_settle(struct shelf *s)
{
	size_t n;

	if (s->lines.out == NULL)
		return;
	s->ticket = (struct ticket *)(void *)aside_read(&s->index, &n);
	s->tickets = newest(s->ticket, n / sizeof(*s->ticket));
	qsort(s->ticket, s->tickets, sizeof(*s->ticket), by_rank);
}

size_t
shelf_below(const struct shelf *s, int64_t rank)
{
	size_t n = 0;

	while (n < s->tickets && s->ticket[n].rank < rank)
		n++;
	return n;
}

void
shelf_show(struct export *e, struct shelf *s, size_t most,
    void (*show)(struct export *))
{
	char why[JSON_WHY], *lines;
	size_t n;

	if (s->lines.out == NULL)
		return;
	lines = aside_read(&s->lines, &n);
	for (size_t i = 0; i < s->tickets && i < most; i++) {
		struct ticket *t = &s->ticket[i];

		if (!record_parse(&e->r, lines + t->at, t->n, why))
			diag_fail(USAGE, "cannot read a line back: %s", why);
		show(e);
	}
}

void
shelf_close(struct shelf *s)
{
	aside_close(&s->lines);
	aside_close(&s->index);
}
