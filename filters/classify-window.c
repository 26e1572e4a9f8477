/*
 * The newest executions of one test, and what they say about one of them.
 */
#include <math.h>
#include <stdlib.h>

#include "classify.h"
#include "rate.h"

/*
 * A run of failures counts as a break, not as flakiness, when the failure
 * rate before it makes it this unlikely: rate^length, the rate estimated as
 * (failures + 1/2) / (runs + 1) (Jeffreys).
 */
#define BREAK		1e-3	/* an open one: the test is broken now */
#define BREAK_WITH_CODE	1e-2	/* and the code has changed */
#define BREAK_REPAIRED	1e-4	/* a closed one is left out of the rate */
#define BREAK_LENGTH	3

/* ---- what counts ---- */

/* What came of the executions of a revision. */
enum outcome { PASSED = 1, FAILED = 2 };

struct revision {
	uint32_t fingerprint;
	uint32_t stamp;		/* of the look it is of; else it is unused */
	unsigned outcomes;
	double weight;		/* of its executions; 0: not met yet */
};

void
lookback_open(struct lookback *l, uint32_t keep)
{
	l->room = need((size_t)l->window, sizeof(struct execution *));
	l->weight = need((size_t)l->window, sizeof(double));
	l->step = l->half_life > 0 ? exp2(-1 / (double)l->half_life) : 1;
	for (l->slots = 16; l->slots < 2 * keep; l->slots *= 2)
		;
	l->slot = need(l->slots, sizeof(*l->slot));
}

void
lookback_close(struct lookback *l)
{
	free(l->room);
	free(l->weight);
	free(l->slot);
}

static bool
counts(const struct lookback *l, const struct execution *e)
{
	return !(l->apart && (e->marks & EXECUTION_ELSEWHERE) != 0);
}

void
window_note(struct test *t, const struct execution *e)
{
	bool plain = e->failed == 0 && e->failure == 0 && (e->marks &
	    (EXECUTION_OUTAGE | EXECUTION_ELSEWHERE)) == 0;

	if (!plain && e->at >= t->trouble)
		t->trouble = e->at;
}

/* The first that counts for the i-th, where all of them do. */
static const struct execution *
first_of(const struct lookback *l, const struct test *t, int i)
{
	return executions_at(&t->window, i < l->window ? 0 :
	    (uint32_t)(i + 1 - (int)l->window));
}

void
lookback_fetch(const struct lookback *l, const struct test *t)
{
	__builtin_prefetch(first_of(l, t, (int)t->window.n - 1));
}

/*
 * All that count for the i-th are plain passes: known by the first of them,
 * so that the others need not come into the cache.
 */
static bool
all_passed(struct lookback *l, const struct test *t, int i)
{
	l->n = i < l->window ? i + 1 : (int)l->window;
	return first_of(l, t, i)->at > t->trouble;
}

/* How many count for the i-th execution of a test, and where they begin. */
static void
look_back(struct lookback *l, const struct test *t, int i)
{
	int j = i;

	l->n = 0;
	l->failing = false;
	for (; j >= 0 && l->n < l->window; j--) {
		const struct execution *e = executions_at(&t->window,
		    (uint32_t)j);

		if ((e->marks & EXECUTION_OUTAGE) != 0)
			continue;
		l->failing |= e->failed != 0;
		l->n += j == i || counts(l, e);
	}
	l->oldest = j + 1;
}

/* These, in order. */
static void
gather(struct lookback *l, const struct test *t, int i)
{
	l->x = l->room + l->window;
	for (int j = i; j >= l->oldest; j--) {
		const struct execution *e = executions_at(&t->window,
		    (uint32_t)j);

		if ((e->marks & EXECUTION_OUTAGE) == 0 &&
		    (j == i || counts(l, e)))
			*--l->x = e;
	}
}

static struct revision *
revision_of(struct lookback *l, uint32_t fingerprint)
{
	uint32_t i = fingerprint & (l->slots - 1);
	struct revision *r;

	for (;; i = (i + 1) & (l->slots - 1)) {
		r = &l->slot[i];
		if (r->stamp != l->stamp)
			break;
		if (r->fingerprint == fingerprint)
			return r;
	}
	*r = (struct revision){.fingerprint = fingerprint,
	    .stamp = l->stamp};
	return r;
}

/*
 * An execution that is r revisions old weighs 2^(-r / half life).  One of no
 * known revision is as old as the next newer one.
 */
static void
weigh(struct lookback *l)
{
	double w = 1, next = 1;

	l->stamp++;
	for (int i = l->n; i-- > 0; l->weight[i] = w) {
		struct revision *r;

		if (!l->failing || l->x[i]->revision == 0)
			continue;
		r = revision_of(l, l->x[i]->revision);
		if (r->weight == 0) {
			r->weight = next;
			next *= l->step;
		}
		w = r->weight;
	}
}

static unsigned
outcomes(const struct execution *e)
{
	return ((e->tried & ~e->failed) != 0 ? PASSED : 0) |
	    (e->failed != 0 ? FAILED : 0);
}

/* Revisions that passed and failed, whether in one run or in several. */
static int64_t
contradictions(struct lookback *l, const struct test *t, int i)
{
	int64_t n = 0;

	if (!l->failing)
		return 0;
	l->stamp++;
	for (int j = l->oldest; j <= i; j++) {
		const struct execution *e = executions_at(&t->window,
		    (uint32_t)j);
		struct revision *r;
		unsigned before;

		if (e->revision == 0 || (e->marks & EXECUTION_OUTAGE) != 0)
			continue;
		r = revision_of(l, e->revision);
		before = r->outcomes;
		r->outcomes |= outcomes(e);
		n += before != r->outcomes && r->outcomes == (PASSED | FAILED);
	}
	return n;
}

/* ---- runs, failures and streaks ---- */

/* A nominal .001 is .001, as with the rates. */
static bool
below(double chance, double limit)
{
	return chance <= limit * (1 + 1e-9);
}

/* Both are of a known revision, and not of the same. */
static bool
differ(const struct execution *a, const struct execution *b)
{
	return a->revision != 0 && b->revision != 0 &&
	    a->revision != b->revision;
}

/* Runs and failures before the streak at the end, its length; weights. */
struct tally {
	int64_t runs, failures, streak;
	double weight, failed, open;
	int64_t flips;		/* of outcome, with the revision */
	bool opened;		/* the streak did so by a flip */
};

/* How likely its streak is by what was before. */
static double
chance(const struct tally *y)
{
	return rate_streak((struct rate_count){(size_t)y->failures,
	    (size_t)y->runs}, (size_t)y->streak);
}

static bool
was_break(const struct tally *y)
{
	return y->streak >= BREAK_LENGTH && y->runs > y->failures &&
	    below(chance(y), BREAK_REPAIRED);
}

/* A pass ends a streak of failures, which counts unless it was a break. */
static void
close_streak(struct tally *y, bool flip)
{
	if (!was_break(y)) {
		y->runs += y->streak;
		y->failures += y->streak;
		y->weight += y->open;
		y->failed += y->open;
		y->flips += y->opened + flip;
	}
	y->streak = 0;
	y->open = 0;
	y->opened = false;
}

static struct tally
count(const struct lookback *l)
{
	struct tally y = {0};

	for (int i = 0; i < l->n; i++) {
		bool flip = i > 0 && differ(l->x[i - 1], l->x[i]);

		if (execution_failed(l->x[i])) {
			if (y.streak++ == 0)
				y.opened = flip;
			y.open += l->weight[i];
			continue;
		}
		if (y.streak > 0)
			close_streak(&y, flip);
		y.runs++;
		y.weight += l->weight[i];
	}
	return y;
}

/* Passes in a row before the last one. */
static int64_t
passes_before(const struct lookback *l)
{
	int64_t n = 0;

	for (int i = l->n - 1; --i >= 0 && !execution_failed(l->x[i]);)
		n++;
	return n;
}

/* The last one that passed before the last one, or NULL. */
static const struct execution *
last_pass(const struct lookback *l)
{
	for (int i = l->n - 1; --i >= 0;)
		if (!execution_failed(l->x[i]))
			return l->x[i];
	return NULL;
}

/* The failure before this one was another. */
static bool
varies(const struct lookback *l)
{
	uint32_t failure = l->x[l->n - 1]->failure;

	for (int i = l->n - 1; --i >= 0;)
		if (l->x[i]->failure != 0)
			return l->x[i]->failure != failure;
	return false;
}

static bool
is_code_changed(const struct lookback *l, const struct tally *y)
{
	const struct execution *pass = last_pass(l);

	return pass != NULL && differ(l->x[l->n - 1], pass) &&
	    (y->failures == 0 || below(chance(y), BREAK_WITH_CODE));
}

/* There is nothing to weigh. */
static void
passing_facts(const struct lookback *l, struct signal_facts *f)
{
	f->before = f->passes_before = l->n - 1;
	f->runs = l->n;
}

void
window_facts(struct lookback *l, const struct test *t, int i,
    struct signal_facts *f)
{
	const struct execution *e = executions_at(&t->window, (uint32_t)i);
	struct tally y;

	if (all_passed(l, t, i)) {
		passing_facts(l, f);
		return;
	}
	look_back(l, t, i);
	gather(l, t, i);
	weigh(l);
	y = count(l);
	f->failed = execution_failed(e);
	f->retries = execution_retries(e);
	f->passed_on_retry = !f->failed && f->retries > 0;
	f->before = l->n - 1;
	f->runs = y.runs + y.streak;
	f->message = e->failure != 0;
	f->varying = f->message && varies(l);
	f->rate = (y.failed + y.open) / (y.weight + y.open);
	f->passes_before = passes_before(l);
	f->streak = y.streak;
	f->code_changed = f->failed && is_code_changed(l, &y);
	f->broken = y.streak >= BREAK_LENGTH && y.runs > y.failures &&
	    below(chance(&y), BREAK);
	f->contradictions = contradictions(l, t, i);
	f->flips = y.flips + y.opened;
}
