#include <string.h>

#include "executions.h"
#include "hash.h"
#include "str.h"

static uint32_t *
tag_at(const struct executions *x, uint32_t i)
{
	return &executions_block(x, i)->tag[(x->first + i) % EXECUTIONS_BLOCK];
}

/* Whether a stands before b. */
static bool
is_before(const struct execution *a, const struct execution *b)
{
	return a->at != b->at ? a->at < b->at : a->rank < b->rank;
}

/* Without a branch, so that the compiler compares several by one order. */
static bool
has_tag(const struct executions_block *b, uint32_t wanted)
{
	uint32_t found = 0;

	for (int i = 0; i < EXECUTIONS_BLOCK; i++)
		found |= b->tag[i] == wanted;
	return found != 0;
}

/* Mostly it is the newest one. */
int
executions_find(const struct executions *x, uint64_t run)
{
	uint32_t wanted = (uint32_t)run;

	if (x->n == 0)
		return -1;
	if (executions_at(x, x->n - 1)->run == run)
		return (int)x->n - 1;
	for (uint32_t i = x->n; i > 0;) {
		uint32_t left = (x->first + i - 1) % EXECUTIONS_BLOCK + 1;

		if (left == EXECUTIONS_BLOCK && i >= EXECUTIONS_BLOCK &&
		    !has_tag(executions_block(x, i - 1), wanted)) {
			i -= EXECUTIONS_BLOCK;
			continue;
		}
		i--;
		if (*tag_at(x, i) == wanted && executions_at(x, i)->run == run)
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
	uint32_t last = x->first + x->n - 1;

	if (x->n == 0)
		return;
	fetch(x->list.s + last / EXECUTIONS_BLOCK * sizeof(void *),
	    sizeof(void *));
	fetch(x->newest->tag, sizeof(x->newest->tag));
	fetch(&x->newest->e[last % EXECUTIONS_BLOCK],
	    2 * sizeof(struct execution));
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

	*a = *b;
	*b = e;
	*tag_at(x, i) = (uint32_t)a->run;
	*tag_at(x, j) = (uint32_t)b->run;
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

/* Room for a pointer to one more block. */
static void
grow_list(struct series_set *set, struct executions *x)
{
	size_t n = x->blocks * sizeof(void *);
	struct kept more = {0};

	if (n < x->list.size)
		return;
	series_room(set, &more, n + sizeof(void *));
	if (n > 0)
		memcpy(more.s, x->list.s, n);
	series_release(set, &x->list);
	x->list = more;
}

/* Room for one more at the end. */
static void
make_room(struct series_set *set, struct executions *x)
{
	struct executions_block *b;

	if (x->first + x->n == x->blocks * EXECUTIONS_BLOCK) {
		grow_list(set, x);
		b = series_take(set, sizeof(*b));
		memcpy(x->list.s + x->blocks++ * sizeof(b), &b, sizeof(b));
	}
	x->newest = executions_block(x, x->n);
}

/* A block that is empty then waits at the end of the list. */
static void
drop_first(struct executions *x)
{
	struct executions_block *b = executions_block(x, 0);
	size_t rest = (x->blocks - 1) * sizeof(b);

	x->dropped++;
	x->first++;
	x->n--;
	if (x->first < EXECUTIONS_BLOCK)
		return;
	x->first = 0;
	memmove(x->list.s, x->list.s + sizeof(b), rest);
	memcpy(x->list.s + rest, &b, sizeof(b));
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
		drop_first(x);
	}
	make_room(set, x);
	*executions_at(x, x->n) = *wanted;
	*tag_at(x, x->n) = (uint32_t)wanted->run;
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
	for (uint32_t i = 0; i < x->blocks; i++) {
		struct executions_block *b;

		memcpy(&b, x->list.s + i * sizeof(b), sizeof(b));
		series_give(set, b, sizeof(*b));
	}
	series_release(set, &x->list);
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
