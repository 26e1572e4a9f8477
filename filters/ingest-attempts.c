/*
 * How often each name was seen in a report: attempts are numbered by it.
 *
 * A name is 60 bits of its hash: of a million different ones, two are taken
 * for the same in one report of two million.  Below them are 4 bits of a
 * count; what comes more often is counted aside.
 *
 * The recent names are a hash table whose slots are in order of the hash,
 * with room between them.  When it is as large as it may be they are merged
 * into the old ones, a list without gaps: 6 bytes a name, as the uppermost
 * 16 bits say which part of the list it stands in.  So nothing is ever there
 * twice, and two million names fit into 13 MB.
 */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-sink.h"

#define MANY	UINT64_C(15)	/* counted aside from here on; the mask */
#define FIRST	64		/* slots of a table to begin with */
#define MOST	65536		/* of recent names */
#define SPARE	64		/* behind them, for what has no place */
#define KEPT	4096		/* of a table from one report to the next */
#define PARTS	65536		/* of the old names */
#define WIDTH	6		/* bytes of an old name */
#define STEP	1048576		/* old names to make room for */

/* ---- recent names ---- */

static size_t
place_of(uint64_t key, size_t size)
{
	return (size_t)(((key >> 32) * size) >> 32);
}

/* Where a key stands or belongs: behind all lesser ones, from its place on. */
static uint64_t *
find_recent(const struct attempts *a, uint64_t key)
{
	uint64_t *p = &a->recent[place_of(key, a->recent_size)];

	while (*p != 0 && *p < key)
		p++;
	return p;
}

/* With an empty one behind the last that may be used. */
static size_t
slots_of(size_t size)
{
	return size + SPARE + 1;
}

static bool
is_full(const struct attempts *a)
{
	return 4 * a->recent_count >= 3 * a->recent_size ||
	    a->recent[a->recent_size + SPARE - 1] != 0;
}

static void
add_recent(struct attempts *a, uint64_t key)
{
	uint64_t *p = find_recent(a, key), carried = key | 1, next;

	for (; carried != 0; p++) {
		next = *p;
		*p = carried;
		carried = next;
	}
	a->recent_count++;
}

/* The order stays the same: each goes behind the one before it. */
static void
grow(struct attempts *a)
{
	uint64_t *old = a->recent, *next, *place;
	size_t slots = old != NULL ? slots_of(a->recent_size) : 0;

	a->recent_size = old != NULL ? 2 * a->recent_size : FIRST;
	a->recent = next = need(slots_of(a->recent_size), sizeof(*next));
	for (size_t i = 0; i < slots; i++) {
		if (old[i] == 0)
			continue;
		place = &a->recent[place_of(old[i], a->recent_size)];
		if (next < place)
			next = place;
		*next++ = old[i];
	}
	free(old);
}

/* ---- old names ---- */

/* What a slot has below the bits that say the part. */
static uint64_t
below_part(uint64_t slot)
{
	return slot & (UINT64_MAX >> 16);
}

static uint64_t
old_at(const struct attempts *a, size_t i)
{
	uint64_t v;

	memcpy(&v, a->old + WIDTH * i, sizeof(v));
	return below_part(le64toh(v));
}

static void
put_old(struct attempts *a, size_t i, uint64_t v)
{
	v = htole64(v);
	memcpy(a->old + WIDTH * i, &v, WIDTH);
}

/* Where a key stands or belongs among those of its part: near its share. */
static size_t
place_old(const struct attempts *a, uint64_t key, size_t from, size_t end)
{
	size_t i;

	key = below_part(key) & ~MANY;
	i = from + place_of(key << 16, end - from);
	while (i > from && old_at(a, i - 1) >= key)
		i--;
	while (i < end && old_at(a, i) < key)
		i++;
	return i;
}

/* Its first byte, which has the count; NULL: it is not there. */
static unsigned char *
find_old(const struct attempts *a, uint64_t key)
{
	size_t end, i;

	if (a->part == NULL)
		return NULL;
	end = a->part[(key >> 48) + 1];
	i = place_old(a, key, a->part[key >> 48], end);
	return i < end && (old_at(a, i) & ~MANY) == below_part(key) ?
	    a->old + WIDTH * i : NULL;
}

/* So much at a time that it is not copied; what is not used costs nothing. */
static void
make_room(struct attempts *a, size_t names)
{
	if (a->part == NULL)
		a->part = need(PARTS + 1, sizeof(*a->part));
	if (names < a->old_room)
		return;
	a->old_room = names + STEP;
	a->old = need_more(a->old, a->old_room, WIDTH);
}

/* Merges the recent names into the old ones, from the last one on. */
static void
settle(struct attempts *a)
{
	uint64_t *r = a->recent + slots_of(a->recent_size);
	size_t more = a->recent_count, from, end, to, i = PARTS;

	make_room(a, (a->part != NULL ? a->part[PARTS] : 0) + more);
	for (from = a->part[PARTS]; more > 0; more--) {
		do
			r--;
		while (*r == 0);
		end = i > *r >> 48 ? a->part[(*r >> 48) + 1] : from;
		for (; i > *r >> 48; i--)
			a->part[i] += (uint32_t)more;
		to = place_old(a, *r, a->part[i], end);
		memmove(a->old + WIDTH * (to + more), a->old + WIDTH * to,
		    WIDTH * (from - to));
		put_old(a, to + more - 1, *r);
		from = to;
	}
	memset(a->recent, 0, slots_of(a->recent_size) * sizeof(*a->recent));
	a->recent_count = 0;
}

/* ---- what comes often ---- */

static struct often *
find_often(const struct attempts *a, uint64_t key)
{
	size_t i = place_of(key, a->often_size);

	while (a->often[i].count != 0 && a->often[i].key != key)
		i = i + 1 < a->often_size ? i + 1 : 0;
	return &a->often[i];
}

static void
grow_often(struct attempts *a)
{
	struct often *old = a->often;
	size_t size = a->often_size;

	a->often_size = size != 0 ? 2 * size : FIRST;
	a->often = need(a->often_size, sizeof(*a->often));
	for (size_t i = 0; i < size; i++)
		if (old[i].count != 0)
			*find_often(a, old[i].key) = old[i];
	free(old);
}

static int64_t
count_often(struct attempts *a, uint64_t key)
{
	struct often *o;

	if (4 * a->often_count >= 3 * a->often_size)
		grow_often(a);
	o = find_often(a, key);
	if (o->count == 0) {
		*o = (struct often){.key = key, .count = MANY};
		a->often_count++;
	}
	return ++o->count;
}

/* ---- all of them ---- */

void
attempts_clear(struct attempts *a)
{
	if (a->recent_size > KEPT) {
		free(a->recent);
		a->recent = NULL;
		a->recent_count = 0;
	}
	if (a->recent_count != 0)
		memset(a->recent, 0, slots_of(a->recent_size) *
		    sizeof(*a->recent));
	if (a->part != NULL && a->part[PARTS] != 0)
		memset(a->part, 0, (PARTS + 1) * sizeof(*a->part));
	if (a->often_count != 0)
		memset(a->often, 0, a->often_size * sizeof(*a->often));
	a->recent_count = a->often_count = 0;
}

void
attempts_free(struct attempts *a)
{
	free(a->recent);
	free(a->old);
	free(a->part);
	free(a->often);
	*a = (struct attempts){0};
}

/* Never 0, which is an empty slot. */
static uint64_t
key_of(const struct value *name)
{
	uint64_t key = hash64(0, name->s, name->n) & ~MANY;

	return key != 0 ? key : MANY + 1;
}

int64_t
attempts_of(const struct attempts *a, const struct value *name)
{
	uint64_t key = key_of(name), seen = 0;
	const unsigned char *old;
	const struct often *o;

	if (a->recent == NULL)
		return 0;
	seen = *find_recent(a, key);
	if ((seen & ~MANY) != key) {
		old = find_old(a, key);
		seen = old != NULL ? *old : 0;
	}
	o = a->often != NULL ? find_often(a, key) : NULL;
	return o != NULL && o->count != 0 ? o->count :
	    (int64_t)(seen & MANY);
}

int64_t
attempts_count(struct attempts *a, const struct value *name)
{
	uint64_t key = key_of(name), *recent, seen;
	unsigned char *old;

	if (a->recent == NULL)
		grow(a);
	recent = find_recent(a, key);
	if ((*recent & ~MANY) == key) {
		seen = *recent & MANY;
		*recent += seen < MANY;
	} else if ((old = find_old(a, key)) != NULL) {
		seen = *old & MANY;
		*old = (unsigned char)(*old + (seen < MANY));
	} else {
		while (is_full(a))
			if (a->recent_size < MOST)
				grow(a);
			else
				settle(a);
		add_recent(a, key);
		return 1;
	}
	return seen < MANY ? (int64_t)seen + 1 : count_often(a, key);
}
