/*
 * Tests that have begun and not ended: what streams tell about them in
 * pieces, and about several at a time.
 */
#include <stdlib.h>

#include "hash.h"
#include "ingest-begun.h"

#define SLOTS		4096
#define BYTES_MAX	(64 << 20)	/* of all their details */
#define BYTES_FEW	4096		/* of one, when there are more */
#define BUFFER_KEPT	4096		/* bytes of a buffer to use again */

static struct begun **
slot_of(const struct begun_set *b, uint64_t hash)
{
	return &b->slot[hash % SLOTS];
}

struct begun *
begun_find(const struct begun_set *b, const struct str *key)
{
	uint64_t hash = hash64(0, key->s, key->n);
	struct begun *e = b->slot != NULL ? *slot_of(b, hash) : NULL;

	while (e != NULL && (e->hash != hash ||
	    !text_same(e->key.s, e->key.n, key->s, key->n)))
		e = e->chain;
	return e;
}

/* A zeroed one, but for buffers that it had before. */
static struct begun *
begin(struct begun_set *b)
{
	struct begun *e = b->spare;
	struct test test;
	struct str key;

	if (e == NULL)
		return need(1, sizeof(*e));
	b->spare = e->chain;
	test = e->test;
	key = e->key;
	*e = (struct begun){.test = test, .key = key};
	return e;
}

struct begun *
begun_of(struct begun_set *b, const struct str *key)
{
	struct begun *e = begun_find(b, key), **slot;

	if (e != NULL || b->count == BEGUN_MAX)
		return e;
	if (b->slot == NULL)
		b->slot = need(SLOTS, sizeof(struct begun *));
	e = begin(b);
	e->from = INT64_MIN;
	e->hash = hash64(0, key->s, key->n);
	test_clear(&e->test);
	str_set(&e->key, key->s, key->n);
	slot = slot_of(b, e->hash);
	e->chain = *slot;
	*slot = e;
	e->before = b->last;
	*(b->last != NULL ? &b->last->after : &b->first) = e;
	b->last = e;
	b->count++;
	return e;
}

/* Leaves the newest bytes, from the beginning of a line on if there is one. */
static void
keep_newest(struct begun *e, size_t most)
{
	struct str *text = &e->test.failure.details;
	size_t from = text->n - most;
	const char *line = memchr(text->s + from, '\n', most);

	if (line != NULL && line[1] != '\0')
		from = (size_t)(line + 1 - text->s);
	e->dropped += from;
	text->n -= from;
	memmove(text->s, text->s + from, text->n + 1);
}

void
begun_output(struct begun_set *b, struct begun *e, const struct str *output)
{
	struct str *text = &e->test.failure.details;
	size_t most = b->bytes < BYTES_MAX ? DETAILS_MAX : BYTES_FEW;

	str_bytes(text, output->s, output->n);
	if (text->n > 2 * most)
		keep_newest(e, most);
	b->bytes += text->n - e->bytes;
	e->bytes = text->n;
}

void
begun_settle(struct begun *e)
{
	struct str *text = &e->test.failure.details;
	struct str said = {0};

	if (text->n > DETAILS_MAX)
		keep_newest(e, DETAILS_MAX);
	if (e->dropped == 0)
		return;
	str_print(&said, "[cut: %zu bytes before]\n", e->dropped);
	str_bytes(&said, text->s, text->n);
	str_set(text, said.s, said.n);
	str_free(&said);
}

void
begun_end(struct begun_set *b, struct begun *e)
{
	struct begun **p = slot_of(b, e->hash);

	while (*p != e)
		p = &(*p)->chain;
	*p = e->chain;
	*(e->before != NULL ? &e->before->after : &b->first) = e->after;
	*(e->after != NULL ? &e->after->before : &b->last) = e->before;
	b->count--;
	b->bytes -= e->bytes;
	if (e->test.failure.details.room > BUFFER_KEPT)
		str_free(&e->test.failure.details);
	e->chain = b->spare;
	b->spare = e;
}

static void
dispose(struct begun *e)
{
	test_free(&e->test);
	str_free(&e->key);
	free(e);
}

void
begun_free(struct begun_set *b)
{
	while (b->first != NULL)
		begun_end(b, b->first);
	for (struct begun *e = b->spare, *next; e != NULL; e = next) {
		next = e->chain;
		dispose(e);
	}
	free(b->slot);
}
