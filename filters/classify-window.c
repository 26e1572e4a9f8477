/*
 * The newest executions of one test, and what they say about one of them.
 */
#include <math.h>

#include "classify.h"

/*
 * A run of failures counts as a break, not as flakiness, when the failure
 * rate before it makes it this unlikely: rate^length, the rate estimated as
 * (failures + 1/2) / (runs + 1) (Jeffreys).
 */
#define BREAK		1e-3	/* an open one: the test is broken now */
#define BREAK_WITH_CODE	1e-2	/* and the code has changed */
#define BREAK_REPAIRED	1e-4	/* a closed one is left out of the rate */
#define BREAK_LENGTH	3

static bool
failed(const struct test *t, int i)
{
	return execution_failed(executions_at(&t->window, (uint32_t)i));
}

static double
chance(int64_t failures, int64_t runs, int64_t length)
{
	return pow(((double)failures + 0.5) / ((double)runs + 1),
	    (double)length);
}

/* A nominal .001 is .001, as with the rates. */
static bool
below(double chance, double limit)
{
	return chance <= limit * (1 + 1e-9);
}

/* Runs and failures before the streak at the end, and its length. */
struct tally {
	int64_t runs, failures, streak;
};

/* A pass ends a streak of failures, which counts unless it was a break. */
static void
close_streak(struct tally *y)
{
	if (y->streak < BREAK_LENGTH || y->runs == y->failures ||
	    !below(chance(y->failures, y->runs, y->streak), BREAK_REPAIRED)) {
		y->runs += y->streak;
		y->failures += y->streak;
	}
	y->streak = 0;
}

static struct tally
count(const struct test *t, int upto)
{
	struct tally y = {0};

	for (int i = 0; i <= upto; i++) {
		if (failed(t, i)) {
			y.streak++;
			continue;
		}
		close_streak(&y);
		y.runs++;
	}
	return y;
}

/* The last one that passed before i, or -1. */
static int
last_pass(const struct test *t, int i)
{
	while (--i >= 0)
		if (!failed(t, i))
			return i;
	return -1;
}

static int64_t
passes_before(const struct test *t, int i)
{
	int64_t n = 0;

	while (--i >= 0 && !failed(t, i))
		n++;
	return n;
}

/* The failure before this one was another. */
static bool
varies(const struct test *t, int i)
{
	uint32_t failure = executions_at(&t->window, (uint32_t)i)->failure;

	while (--i >= 0) {
		uint32_t before = executions_at(&t->window,
		    (uint32_t)i)->failure;

		if (before != 0)
			return before != failure;
	}
	return false;
}

/* Both are of a known revision, and not of the same. */
static bool
differ(const struct execution *a, const struct execution *b)
{
	return a->revision != 0 && b->revision != 0 &&
	    a->revision != b->revision;
}

void
window_facts(const struct test *t, uint64_t run, struct signal_facts *f)
{
	int i = executions_find(&t->window, run);
	int pass = last_pass(t, i);
	const struct execution *e = executions_at(&t->window, (uint32_t)i);
	struct tally y = count(t, i);
	double by_chance = chance(y.failures, y.runs, y.streak);

	f->failed = execution_failed(e);
	f->retries = execution_retries(e);
	f->passed_on_retry = !f->failed && f->retries > 0;
	f->before = i;
	f->runs = y.runs + y.streak;
	f->message = e->failure != 0;
	f->varying = f->message && varies(t, i);
	f->rate = (double)(y.failures + y.streak) / (double)f->runs;
	f->passes_before = passes_before(t, i);
	f->streak = y.streak;
	f->code_changed = f->failed && pass >= 0 &&
	    differ(e, executions_at(&t->window, (uint32_t)pass)) &&
	    (y.failures == 0 || below(by_chance, BREAK_WITH_CODE));
	f->broken = y.streak >= BREAK_LENGTH && y.runs > y.failures &&
	    below(by_chance, BREAK);
}
