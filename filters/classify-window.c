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
failed(const struct execution *e)
{
	uint32_t last = UINT32_C(1) << (31 - __builtin_clz(e->tried));

	return (e->failed & last) != 0;
}

static void
place(struct test *t, int i)
{
	struct execution e = t->window[i];

	for (; i > 0 && t->window[i - 1].at > e.at; i--)
		t->window[i] = t->window[i - 1];
	for (; i + 1 < t->count && t->window[i + 1].at < e.at; i++)
		t->window[i] = t->window[i + 1];
	t->window[i] = e;
}

static int
find(const struct test *t, uint64_t run)
{
	int i = t->count - 1;

	while (i >= 0 && t->window[i].run != run)
		i--;
	return i;
}

struct execution *
window_execution(struct test *t, int size, const struct execution *wanted)
{
	int i = find(t, wanted->run);

	if (i >= 0)
		return &t->window[i];
	if (t->count == size) {
		if (wanted->at < t->window[0].at)
			return NULL;
		memmove(t->window, t->window + 1,
		    (size_t)(size - 1) * sizeof(t->window[0]));
		t->count--;
	}
	t->window[t->count] = *wanted;
	place(t, t->count++);
	return &t->window[find(t, wanted->run)];
}

void
window_settle(struct test *t, uint64_t run, int64_t at)
{
	int i = find(t, run);

	if (i < 0)
		return;
	t->window[i].at = at;
	place(t, i);
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
		if (failed(&t->window[i])) {
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
		if (!failed(&t->window[i]))
			return i;
	return -1;
}

static int64_t
passes_before(const struct test *t, int i)
{
	int64_t n = 0;

	while (--i >= 0 && !failed(&t->window[i]))
		n++;
	return n;
}

/* Attempts before a pass that failed, or attempts before the last failure. */
static int64_t
retries(const struct execution *e)
{
	return failed(e) ? __builtin_popcount(e->tried) - 1 :
	    __builtin_popcount(e->failed);
}

/* The failure before this one was another. */
static bool
varies(const struct test *t, int i)
{
	const struct execution *e = &t->window[i];

	while (--i >= 0)
		if (t->window[i].failure != 0)
			return t->window[i].failure != e->failure;
	return false;
}

void
window_facts(const struct test *t, uint64_t run, struct signal_facts *f)
{
	int i = find(t, run), pass = last_pass(t, i);
	const struct execution *e = &t->window[i];
	struct tally y = count(t, i);
	double by_chance = chance(y.failures, y.runs, y.streak);

	f->failed = failed(e);
	f->retries = retries(e);
	f->passed_on_retry = !f->failed && f->retries > 0;
	f->before = i;
	f->runs = y.runs + y.streak;
	f->message = e->failure != 0;
	f->varying = f->message && varies(t, i);
	f->rate = (double)(y.failures + y.streak) / (double)f->runs;
	f->passes_before = passes_before(t, i);
	f->streak = y.streak;
	f->code_changed = f->failed && pass >= 0 && e->revision != 0 &&
	    t->window[pass].revision != 0 &&
	    e->revision != t->window[pass].revision &&
	    (y.failures == 0 || below(by_chance, BREAK_WITH_CODE));
	f->broken = y.streak >= BREAK_LENGTH && y.runs > y.failures &&
	    below(by_chance, BREAK);
}
