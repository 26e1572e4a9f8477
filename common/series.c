#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "diag.h"
#include "hash.h"
#include "series.h"
#include "str.h"

/* ---- memory: slabs, cut into pieces that are used again ---- */

/* Classes of 64, 128, ... 1024 bytes, then of powers of two. */
#define STEP		64
#define STEPS		16
#define CLASSES		(STEPS + 32)
#define SLAB_FIRST	(UINT32_C(1) << 20)
#define SLAB_LARGEST	(UINT32_C(1) << 26)

struct piece { struct piece *next; };
struct slab { struct slab *next; size_t size; };	/* at most STEP bytes */

struct slabs {
	struct piece *unused[CLASSES];
	struct slab *slab;
	char *at, *end;
	size_t size;
};

static void
add_slab(struct slabs *s, size_t need_bytes)
{
	struct slab *slab;

	s->size = s->size == 0 ? SLAB_FIRST : s->size < SLAB_LARGEST ?
	    s->size * 2 : SLAB_LARGEST;
	while (s->size < need_bytes + STEP)
		s->size *= 2;
	slab = mmap(NULL, s->size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (slab == MAP_FAILED)
		diag_fail(LATER, "out of memory");
	(void)madvise(slab, s->size, MADV_HUGEPAGE);
	slab->next = s->slab;
	slab->size = s->size;
	s->slab = slab;
	s->at = (char *)slab + STEP;
	s->end = (char *)slab + s->size;
}

static unsigned
class_of(size_t bytes)
{
	unsigned c = STEPS;

	if (bytes <= STEP * STEPS)
		return bytes == 0 ? 0 : (unsigned)((bytes - 1) / STEP);
	while (((size_t)STEP * STEPS << (c - STEPS + 1)) < bytes)
		c++;
	return c;
}

static size_t
class_bytes(unsigned c)
{
	return c < STEPS ? (size_t)STEP * (c + 1) :
	    (size_t)STEP * STEPS << (c - STEPS + 1);
}

/* A piece of a class, not zeroed. */
static void *
take(struct slabs *s, unsigned c)
{
	struct piece *p = s->unused[c];
	size_t bytes = class_bytes(c);

	if (p != NULL) {
		s->unused[c] = p->next;
		return p;
	}
	if ((size_t)(s->end - s->at) < bytes)
		add_slab(s, bytes);
	s->at += bytes;
	return s->at - bytes;
}

static void
give(struct slabs *s, void *old, unsigned c)
{
	struct piece *p = old;

	if (p == NULL)
		return;
	p->next = s->unused[c];
	s->unused[c] = p;
}

/* ---- the set: a table by hash ---- */

#define AHEAD	256		/* bytes of a state fetched before their turn */

void
series_open(struct series_set *set)
{
	set->slots = 1024;
	set->slot = need(set->slots, sizeof(*set->slot));
	set->slabs = need(1, sizeof(*set->slabs));
	set->sorted = need(2 * (size_t)set->keep, sizeof(*set->sorted));
	set->count = 0;
	set->clock = 0;
	set->last = NULL;
	set->runs = NULL;
}

void
series_close(struct series_set *set)
{
	struct slab *next;

	for (struct slab *s = set->slabs->slab; s != NULL; s = next) {
		next = s->next;
		(void)munmap(s, s->size);
	}
	free(set->slabs);
	free(set->sorted);
	free(set->runs);
	free(set->slot);
}

size_t
series_bytes(const struct series_set *set)
{
	size_t bytes = set->slots * sizeof(*set->slot);

	for (const struct slab *s = set->slabs->slab; s != NULL; s = s->next)
		bytes += s->size;
	return bytes - (size_t)(set->slabs->end - set->slabs->at);
}

/* Projects and contexts are mostly short: such ones are their own hash. */
static uint64_t
short_hash(const char *s, uint32_t n)
{
	uint64_t h = 0;

	if (n > sizeof(h))
		return hash64(n, s, n);
	if (n > 0)
		memcpy(&h, s, n);
	return h;
}

static uint64_t
key_hash(const struct series_key *k)
{
	return hash64(short_hash(k->s[0], k->n[0]) * 31 +
	    short_hash(k->s[2], k->n[2]), k->s[1], k->n[1]);
}

/*
 * The texts lie behind the state, so their place needs no look into it: both
 * are fetched at once, which is most of what finding a series costs.
 */
static bool
has_key(const struct series_set *set, const struct series *s,
    const struct series_key *k)
{
	const char *text = (const char *)s + set->state;

	for (int i = 0; i < 3; i++) {
		if (!text_same(text, s->key.n[i], k->s[i], k->n[i]))
			return false;
		text += k->n[i];
	}
	return true;
}

int
series_order(const struct series_key *a, const struct series_key *b)
{
	for (int i = 0; i < 3; i++) {
		int order = text_order(a->s[i], a->n[i], b->s[i], b->n[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

/* Where a key stands, or the free slot where it belongs. */
static size_t
slot_of(const struct series_set *set, const struct series_key *k, uint64_t h)
{
	size_t at = h & (set->slots - 1);

	while (set->slot[at] != NULL && (set->slot[at]->hash != h ||
	    !has_key(set, set->slot[at], k)))
		at = (at + 1) & (set->slots - 1);
	return at;
}

static void
grow(struct series_set *set)
{
	struct series **old = set->slot;
	size_t slots = set->slots;

	set->slots *= 2;
	set->slot = need(set->slots, sizeof(*set->slot));
	for (size_t i = 0; i < slots; i++)
		if (old[i] != NULL)
			set->slot[slot_of(set, &old[i]->key, old[i]->hash)] =
			    old[i];
	free(old);
}

/* Empties a slot and moves up what probed past it. */
static void
free_slot(struct series_set *set, size_t hole)
{
	size_t mask = set->slots - 1, at = hole;

	set->slot[hole] = NULL;
	while (set->slot[at = (at + 1) & mask] != NULL) {
		size_t home = set->slot[at]->hash & mask;

		if (((at - home) & mask) < ((at - hole) & mask))
			continue;
		set->slot[hole] = set->slot[at];
		set->slot[at] = NULL;
		hole = at;
	}
}

/* A state, and behind it the texts of its key. */
static unsigned
class_of_series(const struct series_set *set, const struct series_key *k)
{
	return class_of(set->state + k->n[0] + k->n[1] + k->n[2]);
}

static void
forget(struct series_set *set, struct series *s)
{
	if (set->evict != NULL)
		set->evict(set->arg, s);
	free_slot(set, slot_of(set, &s->key, s->hash));
	give(set->slabs, s, class_of_series(set, &s->key));
	set->count--;
}

void *
series_next(const struct series_set *set, size_t *at)
{
	while (*at < set->slots)
		if (set->slot[(*at)++] != NULL)
			return set->slot[*at - 1];
	return NULL;
}

static struct series **
all_of(const struct series_set *set)
{
	struct series **all = need(set->count + 1, sizeof(*all));

	for (size_t at = 0, n = 0; n < set->count; n++)
		all[n] = series_next(set, &at);
	return all;
}

static int
by_use(const void *a, const void *b)
{
	uint64_t x = (*(struct series *const *)a)->used;
	uint64_t y = (*(struct series *const *)b)->used;

	return (x > y) - (x < y);
}

/* A sixteenth at once, so that sorting them costs each little. */
static void
evict_oldest(struct series_set *set)
{
	struct series **all = all_of(set);
	size_t enough = set->count - set->count / 16 - 1;

	if (!set->told)
		diag_say("more than %zu series: the ones not seen longest "
		    "are forgotten (--max-series)", set->most);
	set->told = true;
	qsort(all, set->count, sizeof(*all), by_use);
	for (size_t i = 0, n = set->count; i < n; i++) {
		all[i]->then = NULL;
		if (n - i > enough)	/* the older ones */
			forget(set, all[i]);
	}
	set->last = NULL;
	free(all);
}

static struct series *
make(struct series_set *set, const struct series_key *k, uint64_t h)
{
	struct series *s;
	char *text;

	if (set->count >= set->most)
		evict_oldest(set);
	if (set->count * 2 >= set->slots)
		grow(set);
	s = take(set->slabs, class_of_series(set, k));
	memset(s, 0, set->state);
	text = (char *)s + set->state;
	for (int i = 0; i < 3; i++) {
		s->key.s[i] = text;
		s->key.n[i] = k->n[i];
		if (k->n[i] != 0)
			memcpy(text, k->s[i], k->n[i]);
		text += k->n[i];
	}
	s->hash = h;
	set->slot[slot_of(set, k, h)] = s;
	set->count++;
	return s;
}

/*
 * Tests mostly run in the order of the run before, so the one that is next
 * mostly needs no search, and the one after it can be on its way meanwhile.
 * Two ahead, so that the next one is there and can be asked what it will need.
 */
static void
fetch(const struct series_set *set, const struct series *s)
{
	const char *p = (const char *)s;

	for (size_t i = 0; i < AHEAD; i += STEP)
		__builtin_prefetch(p + i);
	__builtin_prefetch(p + set->state);
}

void *
series_of(struct series_set *set, const struct series_key *k, bool *fresh)
{
	struct series *s = set->last == NULL ? NULL : set->last->then;
	uint64_t h;

	if (fresh != NULL)
		*fresh = false;
	if (s == NULL || !has_key(set, s, k)) {
		h = key_hash(k);
		s = set->slot[slot_of(set, k, h)];
		if (fresh != NULL)
			*fresh = s == NULL;
		if (s == NULL)
			s = make(set, k, h);
		if (set->last != NULL)
			set->last->then = s;
	}
	if (s->then != NULL && s->then->then != NULL)
		fetch(set, s->then->then);
	s->used = ++set->clock;
	set->last = s;
	return s;
}

void *
series_find(struct series_set *set, const struct series_key *k)
{
	return set->slot[slot_of(set, k, key_hash(k))];
}

static int
by_key(const void *a, const void *b)
{
	return series_order(&(*(struct series *const *)a)->key,
	    &(*(struct series *const *)b)->key);
}

struct series **
series_sorted(struct series_set *set)
{
	struct series **all = all_of(set);

	qsort(all, set->count, sizeof(*all), by_key);
	return all;
}

void
series_room(struct series_set *set, struct kept *k, size_t n)
{
	unsigned c = class_of(n);

	if (n <= k->size)
		return;
	series_release(set, k);
	k->s = take(set->slabs, c);
	k->size = (uint32_t)class_bytes(c);
}

void
series_keep(struct series_set *set, struct kept *k, const char *s, size_t n)
{
	series_room(set, k, n);
	if (n > 0)
		memcpy(k->s, s, n);
	k->n = (uint32_t)n;
}

void
series_release(struct series_set *set, struct kept *k)
{
	if (k->size != 0)
		give(set->slabs, k->s, class_of(k->size));
	*k = (struct kept){0};
}

void *
series_take(struct series_set *set, size_t n)
{
	return take(set->slabs, class_of(n));
}

void
series_give(struct series_set *set, void *piece, size_t n)
{
	give(set->slabs, piece, class_of(n));
}
