/*
 * The points of a series: a list of chunks of packed points, appended to and
 * dropped from.
 */
#include <endian.h>
#include <string.h>

#include "series.h"

/* ---- one point in few bytes ---- */

/*
 * A byte that says how, then the time since the point before, then the value.
 * The time is in the largest unit that it is whole in, as twice its size and
 * one less if it is negative.  A value that is so many ten thousandths, as
 * what people write mostly is, is their number; any other is its double.
 */
#define TIME_BYTES	15U	/* of the first byte: so many, */
#define TIME_UNIT	16U	/* by so much, in this unit, */
#define VALUE_BYTES	64U	/* and so many of the value, or */
#define VALUE_DOUBLE	3U	/* eight */
#define VALUE_UNIT	1e4
#define LONGEST		17U

static const int64_t units[] = {1, 1000, 1000000, 1000000};

static uint32_t
bytes_of(uint64_t x)
{
	return x == 0 ? 0 : (71 - (uint32_t)__builtin_clzll(x)) / 8;
}

/* Eight bytes are written, of which n matter. */
static void
put(unsigned char *to, uint64_t x)
{
	x = htole64(x);
	memcpy(to, &x, sizeof(x));
}

/* Eight bytes can be read. */
static uint64_t
get(const unsigned char *from, uint32_t n)
{
	uint64_t x;

	memcpy(&x, from, sizeof(x));
	return n == 0 ? 0 : le64toh(x) & UINT64_MAX >> (64 - 8 * n);
}

static uint64_t
bits_of(double y)
{
	uint64_t bits;

	memcpy(&bits, &y, sizeof(bits));
	return bits;
}

/* Returns how many bytes it took, of LONGEST. */
static uint32_t
pack(unsigned char *to, struct point x, int64_t before)
{
	int64_t since = x.at - before;
	uint32_t unit = since % units[1] != 0 ? 0 : since % units[2] != 0 ? 1 :
	    2;
	uint64_t time, value;
	uint32_t n, size;

	since /= units[unit];
	time = (uint64_t)since << 1 ^ (uint64_t)(since >> 63);
	n = bytes_of(time);
	put(to + 1, time);
	value = x.y >= 0 && x.y < 6.5 ? (uint64_t)(x.y * VALUE_UNIT + .5) : 0;
	size = bytes_of(value);
	if (bits_of((double)value / VALUE_UNIT) != bits_of(x.y)) {
		value = bits_of(x.y);
		size = VALUE_DOUBLE;
	}
	put(to + 1 + n, value);
	to[0] = (unsigned char)(n + unit * TIME_UNIT + size * VALUE_BYTES);
	return 1 + n + (size == VALUE_DOUBLE ? 8 : size);
}

/* x->at is the time of the point before; returns how many bytes it took. */
static uint32_t
unpack(const unsigned char *from, struct point *x)
{
	uint32_t n = *from & TIME_BYTES, size = *from / VALUE_BYTES;
	uint64_t time = get(from + 1, n), value;

	x->at += ((int64_t)(time >> 1) ^ -(int64_t)(time & 1)) *
	    units[*from / TIME_UNIT % 4];
	if (size != VALUE_DOUBLE) {
		x->y = (double)get(from + 1 + n, size) / VALUE_UNIT;
		return 1 + n + size;
	}
	value = get(from + 1 + n, 8);
	memcpy(&x->y, &value, sizeof(value));
	return 1 + n + 8;
}

/* ---- the list ---- */

struct chunk {
	struct chunk *next;
	uint32_t used;		/* of a chunk that has a next one */
	unsigned char b[244];	/* 256 in all, for some 40 points */
};

static void
append(struct series_set *set, struct points *a, struct point x)
{
	struct chunk *more;

	if (a->last == NULL || a->tail + LONGEST > sizeof(more->b)) {
		more = series_take(set, sizeof(*more));
		more->next = NULL;
		if (a->last != NULL)
			a->last->used = a->tail;
		*(a->last != NULL ? &a->last->next : &a->first) = more;
		a->last = more;
		a->tail = 0;
	}
	a->tail += pack(a->last->b + a->tail, x, a->last_at);
	a->last_at = x.at;
	a->n++;
}

/* Where a walk over the points is, and the point there. */
struct walk {
	const struct chunk *chunk;
	uint32_t at;
	struct point x;
};

static struct walk
walk_from_first(const struct points *a)
{
	return (struct walk){a->first, a->head, {.at = a->before}};
}

static void
walk_on(struct walk *w)
{
	if (w->chunk->next != NULL && w->at == w->chunk->used) {
		w->chunk = w->chunk->next;
		w->at = 0;
	}
	w->at += unpack(w->chunk->b + w->at, &w->x);
}

static void
drop_first(struct series_set *set, struct points *a)
{
	struct walk w = walk_from_first(a);
	struct chunk *old = a->first;

	walk_on(&w);
	a->before = w.x.at;
	a->n--;
	a->dropped++;
	a->head = w.at;
	if (old->next == NULL || w.at < old->used)
		return;
	a->head = 0;
	a->first = old->next;
	series_give(set, old, sizeof(*old));
}

static void
free_chunks(struct series_set *set, struct points *a)
{
	struct chunk *next;

	for (struct chunk *c = a->first; c != NULL; c = next) {
		next = c->next;
		series_give(set, c, sizeof(*c));
	}
	a->first = a->last = NULL;
	a->head = a->tail = 0;
}

/* All as they came. */
static void
unpack_all(const struct points *a, struct point *to)
{
	struct walk w = walk_from_first(a);

	for (uint32_t k = 0; k < a->n; k++) {
		walk_on(&w);
		to[k] = w.x;
	}
}

/* The k-th gets another value, which may be longer: all are packed anew. */
static void
replace(struct series_set *set, struct points *a, uint32_t k, double y)
{
	uint32_t n = a->n;

	unpack_all(a, set->sorted);
	set->sorted[k].y = y;
	free_chunks(set, a);
	a->n = 0;
	a->last_at = a->before;
	for (uint32_t i = 0; i < n; i++)
		append(set, a, set->sorted[i]);
}

/* Whether the point is there, with this value from now on. */
static bool
is_known(struct series_set *set, struct points *a, struct point x)
{
	struct walk w = walk_from_first(a);

	if (x.at > a->newest)
		return false;
	for (uint32_t k = 0; k < a->n; k++) {
		walk_on(&w);
		if (w.x.at != x.at)
			continue;
		if (bits_of(w.x.y) == bits_of(x.y))
			return true;
		replace(set, a, k, x.y);
		return true;
	}
	return false;
}

void
points_add(struct series_set *set, struct points *a, struct point x,
    bool remembered)
{
	if (a->remembered > 0 && is_known(set, a, x))
		return;
	if (a->n > 0 && x.at < a->newest)
		a->unsorted = true;
	else
		a->newest = x.at;
	append(set, a, x);
	a->remembered += remembered;
	if (a->n > set->keep)
		drop_first(set, a);
}

void
points_free(struct series_set *set, struct points *a)
{
	free_chunks(set, a);
	*a = (struct points){0};
}

/* Merges the halves of p, each in order, through the room behind. */
static void
merge(struct point *p, uint32_t half, uint32_t n, struct point *room)
{
	uint32_t i = 0, j = half;

	memcpy(room, p, half * sizeof(*p));
	for (uint32_t k = 0; i < half; k++)
		p[k] = j < n && p[j].at < room[i].at ? p[j++] : room[i++];
}

static void
merge_sort(struct point *p, uint32_t n, struct point *room)
{
	uint32_t half = n / 2;

	if (n < 2)
		return;
	merge_sort(p, half, room);
	merge_sort(p + half, n - half, room);
	if (p[half].at < p[half - 1].at)
		merge(p, half, n, room);
}

const struct point *
points_sorted(struct series_set *set, const struct points *a)
{
	unpack_all(a, set->sorted);
	if (a->unsorted)
		merge_sort(set->sorted, a->n, set->sorted + set->keep);
	return set->sorted;
}
