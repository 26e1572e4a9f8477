#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "diag.h"
#include "hash.h"
#include "series.h"
#include "str.h"

/* ---- memory: slabs, cut into powers of two that are used again ---- */

#define CLASSES		32
#define SLAB_FIRST	(UINT32_C(1) << 20)
#define SLAB_LARGEST	(UINT32_C(1) << 26)

struct piece { struct piece *next; };
struct slab { struct slab *next; size_t size; };

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
	while (s->size < need_bytes + sizeof(*slab))
		s->size *= 2;
	slab = mmap(NULL, s->size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (slab == MAP_FAILED)
		diag_fail(LATER, "out of memory");
	slab->next = s->slab;
	slab->size = s->size;
	s->slab = slab;
	s->at = (char *)(slab + 1);
	s->end = (char *)slab + s->size;
}

static unsigned
class_of(size_t bytes)
{
	unsigned c = 4;

	while (((size_t)1 << c) < bytes)
		c++;
	return c;
}

/* 2^c bytes, not zeroed. */
static void *
take(struct slabs *s, unsigned c)
{
	struct piece *p = s->unused[c];
	size_t bytes = (size_t)1 << c;

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

void
series_open(struct series_set *set)
{
	set->slots = 1024;
	set->slot = need(set->slots, sizeof(*set->slot));
	set->slabs = need(1, sizeof(*set->slabs));
	set->count = 0;
	set->clock = 0;
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
	free(set->slot);
}

static uint64_t
key_hash(const struct series_key *k)
{
	return hash64(hash64(hash64(0, k->s[0], k->n[0]), k->s[2], k->n[2]),
	    k->s[1], k->n[1]);
}

static bool
key_same(const struct series_key *a, const struct series_key *b)
{
	for (int i = 0; i < 3; i++)
		if (!text_same(a->s[i], a->n[i], b->s[i], b->n[i]))
			return false;
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
	    !key_same(&set->slot[at]->key, k)))
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

static struct series **
all_of(const struct series_set *set)
{
	struct series **all = need(set->count + 1, sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < set->slots; i++)
		if (set->slot[i] != NULL)
			all[n++] = set->slot[i];
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
	for (size_t i = 0; set->count > enough; i++)
		forget(set, all[i]);
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

void *
series_of(struct series_set *set, const struct series_key *k, bool *fresh)
{
	uint64_t h = key_hash(k);
	struct series *s = set->slot[slot_of(set, k, h)];

	if (fresh != NULL)
		*fresh = s == NULL;
	if (s == NULL)
		s = make(set, k, h);
	s->used = ++set->clock;
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
series_keep(struct series_set *set, struct kept *k, const char *s, size_t n)
{
	if (n > k->size) {
		unsigned c = class_of(n);

		series_release(set, k);
		k->s = take(set->slabs, c);
		k->size = UINT32_C(1) << c;
	}
	if (n > 0)
		memcpy(k->s, s, n);
	k->n = (uint32_t)n;
}

void
series_release(struct series_set *set, struct kept *k)
{
	if (k->s != NULL)
		give(set->slabs, k->s, class_of(k->size));
	*k = (struct kept){0};
}

/* ---- points ---- */

/* Room for one more: twice what is kept, then the newest half moves down. */
static void
points_room(struct series_set *set, struct points *a)
{
	uint32_t size = a->size == 0 ? 8 : a->size * 2;
	struct point *more;

	if (a->used < a->size)
		return;
	if (a->size >= 2 * set->keep) {
		memmove(a->room, a->p, a->n * sizeof(*a->p));
		a->used = a->n;
		a->p = a->room;
		return;
	}
	more = take(set->slabs, class_of(size * sizeof(*more)));
	if (a->n != 0)
		memcpy(more, a->p, a->n * sizeof(*more));
	if (a->size != 0)
		give(set->slabs, a->room, class_of(a->size * sizeof(*more)));
	a->room = a->p = more;
	a->size = size;
	a->used = a->n;
}

/* In order of time; of equal times the one that came last stands last. */
static void
insert(struct points *a, struct point x)
{
	uint32_t at = a->n;

	while (at > 0 && a->p[at - 1].at > x.at)
		at--;
	memmove(a->p + at + 1, a->p + at, (a->n - at) * sizeof(x));
	a->p[at] = x;
	a->used++;
	a->n++;
}

void
points_add(struct series_set *set, struct points *a, struct point x,
    bool remembered)
{
	if (a->remembered > 0)
		for (uint32_t i = 0; i < a->n; i++)
			if (a->p[i].id == x.id) {
				a->p[i].y = x.y;
				return;
			}
	points_room(set, a);
	insert(a, x);
	a->remembered += remembered;
	if (a->n > set->keep) {
		a->p++;
		a->n--;
		a->dropped++;
	}
}

void
points_free(struct series_set *set, struct points *a)
{
	if (a->size != 0)
		give(set->slabs, a->room,
		    class_of(a->size * sizeof(*a->room)));
	*a = (struct points){0};
}
