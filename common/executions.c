#include <string.h>

#include "executions.h"
#include "hash.h"
#include "str.h"

/* Runs are searched by tags of four bytes that lie together. */
static uint32_t *
tags(const struct executions *x)
{
	return (uint32_t *)(void *)((struct execution *)(void *)x->store.s +
	    x->room);
}

/* Whether a stands before b. */
static bool
is_before(const struct execution *a, const struct execution *b)
{
	return a->at != b->at ? a->at < b->at : a->rank < b->rank;
}

#define AT_ONCE	16

/* Without a branch, so that the compiler compares several by one order. */
static bool
has_tag(const uint32_t *tag, uint32_t wanted)
{
	uint32_t found = 0;

	for (int i = 0; i < AT_ONCE; i++)
		found |= tag[i] == wanted;
	return found != 0;
}

/* Mostly it is the newest one. */
int
executions_find(const struct executions *x, uint64_t run)
{
	const uint32_t *tag;
	uint32_t wanted = (uint32_t)run;

	if (x->n == 0)
		return -1;
	if (executions_at(x, x->n - 1)->run == run)
		return (int)x->n - 1;
	tag = tags(x) + x->first;
	for (uint32_t i = x->n; i > 0;) {
		if (i >= AT_ONCE && !has_tag(tag + i - AT_ONCE, wanted)) {
			i -= AT_ONCE;
			continue;
		}
		i--;
		if (tag[i] == wanted && executions_at(x, i)->run == run)
			return (int)i;
	}
	return -1;
}

#define LINE	64		/* bytes that come into the cache together */

static void
fetch(const void *from, size_t n)
{
	const char *p = from;

	for (size_t i = 0; i < n; i += LINE)
		__builtin_prefetch(p + i);
}

void
executions_fetch(const struct executions *x)
{
	if (x->n == 0)
		return;
	fetch(tags(x) + x->first + x->n, sizeof(uint32_t));
	fetch(executions_at(x, x->n - 1), 2 * sizeof(struct execution));
}

/* ---- runs that came ---- */

#define BITS	(UINT32_C(1) << 20)

/*
 * Mostly one run comes after the other.  What was not asked for anything since
 * a run came for the first time has no execution of it, and is not searched.
 * That it is the first time is said by two bits of its fingerprint (Bloom
 * 1970): where others have set both, all are searched.
 */
struct runs {
	uint64_t newest;	/* that came for the first time */
	uint32_t count;
	uint64_t bit[BITS / 64];
};

static bool
set_bit(struct runs *r, uint64_t at)
{
	uint64_t *word = &r->bit[at % BITS / 64], bit = UINT64_C(1) << at % 64;
	bool was = (*word & bit) != 0;

	*word |= bit;
	return was;
}

/* Whether none of it can be in x; notes that x is asked for it. */
static bool
is_first_of_run(struct series_set *set, struct executions *x, uint64_t run)
{
	struct runs *r = set->runs;
	uint32_t before = x->runs;
	bool low, high;

	if (r == NULL)
		r = set->runs = need(1, sizeof(*r));
	if (r->newest != run || r->count == 0) {
		low = set_bit(r, run);
		high = set_bit(r, run >> 32);
		if (low && high)
			return false;
		r->newest = run;
		r->count++;
	}
	x->runs = r->count;
	return before != r->count;
}

static void
swap(struct executions *x, uint32_t i, uint32_t j)
{
	struct execution *a = executions_at(x, i), *b = executions_at(x, j);
	struct execution e = *a;
	uint32_t *tag = tags(x) + x->first, t = tag[i];

	*a = *b;
	*b = e;
	tag[i] = tag[j];
	tag[j] = t;
}

/* Moves the i-th to where it belongs. */
static uint32_t
place(struct executions *x, uint32_t i)
{
	for (; i > 0 && is_before(executions_at(x, i),
	    executions_at(x, i - 1)); i--)
		swap(x, i, i - 1);
	for (; i + 1 < x->n && is_before(executions_at(x, i + 1),
	    executions_at(x, i)); i++)
		swap(x, i, i + 1);
	return i;
}

/* The same executions in other memory, from its beginning. */
static void
settle(struct series_set *set, struct executions *x, uint32_t room)
{
	struct executions to = {.n = x->n, .dropped = x->dropped,
	    .runs = x->runs, .room = room};
	size_t each = sizeof(struct execution) + sizeof(uint32_t);

	series_room(set, &to.store, room * each);
	if (x->n > 0) {
		memcpy(executions_at(&to, 0), executions_at(x, 0),
		    x->n * sizeof(struct execution));
		memcpy(tags(&to), tags(x) + x->first,
		    x->n * sizeof(uint32_t));
	}
	series_release(set, &x->store);
	*x = to;
}

static void
shift(struct executions *x)
{
	memmove(x->store.s, executions_at(x, 0),
	    x->n * sizeof(struct execution));
	memmove(tags(x), tags(x) + x->first, x->n * sizeof(uint32_t));
	x->first = 0;
}

/*
 * Room for one more at the end.  A full memory has a quarter to spare, so
 * that all of it is moved only once in so many.
 */
static void
make_room(struct series_set *set, struct executions *x)
{
	uint32_t most = set->keep + set->keep / 4 + 2;
	uint32_t room = x->room == 0 ? 8 : 2 * x->room;

	if (x->first + x->n < x->room)
		return;
	if (x->room < most)
		settle(set, x, room < most ? room : most);
	else
		shift(x);
}

struct execution *
executions_of(struct series_set *set, struct executions *x,
    const struct execution *wanted)
{
	int i = is_first_of_run(set, x, wanted->run) ? -1 :
	    executions_find(x, wanted->run);

	if (i >= 0)
		return executions_at(x, (uint32_t)i);
	if (x->n == set->keep) {
		if (is_before(wanted, executions_at(x, 0)))
			return NULL;
		x->dropped++;
		x->first++;
		x->n--;
	}
	make_room(set, x);
	*executions_at(x, x->n) = *wanted;
	tags(x)[x->first + x->n] = (uint32_t)wanted->run;
	x->n++;
	return executions_at(x, place(x, x->n - 1));
}

int
executions_move(struct executions *x, int i, int64_t at)
{
	executions_at(x, (uint32_t)i)->at = at;
	return (int)place(x, (uint32_t)i);
}

void
executions_free(struct series_set *set, struct executions *x)
{
	series_release(set, &x->store);
	*x = (struct executions){0};
}

/* ---- results ---- */

static uint64_t
fingerprint(const struct value *v)
{
	return v->set && v->n != 0 ? hash64(1, v->s, v->n) : 0;
}

static uint64_t
run_of(const struct result *s)
{
	uint64_t report = fingerprint(&s->report);

	if (s->run_id.set && s->run_id.n > 0)
		return hash64(report, s->run_id.s, s->run_id.n);
	return hash64(report, &s->timestamp.i, sizeof(s->timestamp.i));
}

uint64_t
execution_rank(const struct value *run_id)
{
	uint64_t rank = 0;
	uint32_t i = 0;

	for (; i < run_id->n && i < 19 && run_id->s[i] >= '0' &&
	    run_id->s[i] <= '9'; i++)
		rank = rank * 10 + (uint64_t)(run_id->s[i] - '0');
	return i == run_id->n ? rank :
	    hash64(2, run_id->s, run_id->n) | UINT64_C(1) << 63;
}

uint64_t
execution_failure(const struct result *s)
{
	return fingerprint(s->failure_id.set ? &s->failure_id : &s->message);
}

struct execution
execution_of(const struct result *s)
{
	return (struct execution){.at = s->timestamp.i, .run = run_of(s),
	    .rank = execution_rank(&s->run_id), .seconds = NAN,
	    .revision = (uint32_t)fingerprint(&s->revision)};
}

void
execution_try(struct execution *e, const struct result *s)
{
	uint32_t bit = execution_attempt(s->attempt.i);

	e->tried |= bit;
	e->failed &= ~bit;
	if (s->status.i != result_status_passed) {
		e->failed |= bit;
		e->failure = (uint32_t)execution_failure(s);
	} else if (s->duration.set) {
		e->seconds = (float)s->duration.d;
	}
}
