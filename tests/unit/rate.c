/*
 * Changes of a rate: against all splits with real logarithms, and by hand.
 */
#include <math.h>

#include "rate.h"
#include "tap.h"

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-15 + 1e-9 * fabs(b);
}

#define RUNS	600

struct naive {
	bool failed[RUNS];
	size_t first, n;	/* of the window; runs so far */
	bool flip;		/* whether the best split is one */
};

static double
xlogx(size_t k)
{
	return k == 0 ? 0 : (double)k * log((double)k);
}

static double
likelihood(size_t k, size_t n)
{
	return xlogx(k) + xlogx(n - k) - xlogx(n);
}

static double
ratio(struct rate_count a, struct rate_count b)
{
	return likelihood(a.k, a.n) + likelihood(b.k, b.n) -
	    likelihood(a.k + b.k, a.n + b.n);
}

static bool
apart(struct rate_count a, struct rate_count b)
{
	return fabs((double)a.k / (double)a.n - (double)b.k / (double)b.n) >=
	    RATE_EFFECT;
}

/* As rate_add(), by the words of its manual alone. */
static bool
naive_add(struct naive *s, bool failed, struct rate_change *c)
{
	struct rate_count a = {0, 0}, b = {0, 0};

	*c = (struct rate_change){.g = -1};
	s->failed[s->n++] = failed;
	if (s->n - s->first > RATE_WINDOW)
		s->first++;
	for (size_t i = s->first; i < s->n; i++)
		b = (struct rate_count){b.k + s->failed[i], b.n + 1};
	for (size_t i = s->first; i < s->n; i++) {
		if (a.n >= RATE_SIDE && b.n >= RATE_SIDE && apart(a, b) &&
		    ratio(a, b) > c->g - 1e-9)
			*c = (struct rate_change){i, s->n - 1, a, b,
			    ratio(a, b)};
		a = (struct rate_count){a.k + s->failed[i], a.n + 1};
		b = (struct rate_count){b.k - s->failed[i], b.n - 1};
	}
	if (c->g < RATE_ALARM)
		return false;
	s->flip = s->failed[c->change] != s->failed[c->change - 1];
	s->first = c->change;
	return true;
}

static bool
same(const struct rate_change *a, const struct rate_change *b)
{
	return a->change == b->change && a->detected == b->detected &&
	    a->before.k == b->before.k && a->before.n == b->before.n &&
	    a->after.k == b->after.k && a->after.n == b->after.n &&
	    near(a->g, b->g);
}

/* The next outcome of a stream that is random, changing, or a pattern. */
static bool
outcome(uint64_t *random, unsigned stream, size_t i)
{
	static const unsigned rates[] = {0, 1, 5, 20, 50, 80, 100};
	unsigned length = 10 + stream % 7 * 60;
	unsigned rate = rates[(stream + i / length * (stream % 5)) % 7];

	if (stream % 11 == 0)
		return i / (stream % 6 + 1) % 2;
	return tap_random(random) % 100 < rate;
}

static void
try_changes(struct tap *t)
{
	struct rate_table table;
	uint64_t random = 1;
	unsigned differ = 0, alarms = 0, flips = 0;

	rate_open(&table);
	for (unsigned stream = 0; stream < 110; stream++) {
		struct rate_watch watch = {0};
		struct naive naive = {.n = 0};

		for (size_t i = 0; i < RUNS; i++) {
			struct rate_change c, want;
			bool failed = outcome(&random, stream, i);
			bool alarm = naive_add(&naive, failed, &want);

			alarms += alarm;
			flips += alarm && naive.flip;
			if (rate_add(&table, &watch, failed, &c) != alarm ||
			    (alarm && !same(&c, &want)))
				differ++;
		}
	}
	tap_ok(t, differ == 0, "%u runs other than by all splits", differ);
	tap_ok(t, alarms > 200, "%u changes", alarms);
	tap_ok(t, flips == alarms, "%u of them where the outcome flips", flips);
}

/* What the search takes for granted, for all that fits in a window. */
static void
try_bounds_of_g(struct tap *t)
{
	struct rate_table table;
	double *x = table.klogk, close = 0, mixed = 0;

	rate_open(&table);
	for (size_t n1 = 1; n1 < RATE_WINDOW; n1++)
		for (size_t n2 = 1; n1 + n2 <= RATE_WINDOW; n2++)
			for (size_t k1 = 0, k2 = 0; k1 <= n1; k1++) {
				size_t n = n1 + n2, k;

				/* the highest of the close rates of n2 */
				while (k2 < n2 && (double)(k2 + 1) / (double)n2
				    < (double)k1 / (double)n1 + RATE_EFFECT)
					k2++;
				k = k1 + k2;
				close = fmax(close, x[k1] + x[n1 - k1] - x[n1]
				    + x[k2] + x[n2 - k2] - x[n2] - x[k] -
				    x[n - k] + x[n]);
			}
	tap_ok(t, close < 4.8, "rates too close to tell have G <= %.3f", close);
	for (size_t n = 1; n <= RATE_WINDOW - RATE_SIDE; n++)
		for (size_t k = 0; k <= n; k++) {
			struct rate_count c = {k, n};

			mixed = fmax(mixed, ratio(c, (struct rate_count){1,
			    RATE_SIDE}));
			mixed = fmax(mixed, ratio(c, (struct rate_count){2,
			    RATE_SIDE}));
		}
	tap_ok(t, mixed < 9.79, "three that differ have G <= %.3f", mixed);
}

/* Adds n outcomes; returns how many gave an alarm, the last in *c. */
static int
add(struct rate_watch *w, size_t n, bool failed, struct rate_change *c)
{
	struct rate_table table;
	int alarms = 0;

	rate_open(&table);
	for (size_t i = 0; i < n; i++)
		alarms += rate_add(&table, w, failed, c);
	return alarms;
}

/* 3 log(32 / 3) + 29 log(32 / 29) = 9.956, 3 log 11 + 30 log 1.1 = 10.053 */
static void
try_by_hand(struct tap *t)
{
	struct rate_watch w = {0};
	struct rate_change c = {.g = 0};

	tap_ok(t, add(&w, 29, false, &c) == 0 && add(&w, 3, true, &c) == 0,
	    "three failures after 29 passes may be chance");
	tap_ok(t, add(&w, 1, true, &c) == 1 && c.change == 29 &&
	    c.detected == 32, "a fourth is not");
	w = (struct rate_watch){0};
	tap_ok(t, add(&w, 30, false, &c) == 0 && add(&w, 2, true, &c) == 0 &&
	    add(&w, 1, true, &c) == 1, "nor are three after 30");
	tap_ok(t, c.change == 30 && c.detected == 32 && c.before.k == 0 &&
	    c.before.n == 30 && c.after.k == 3 && c.after.n == 3 &&
	    near(c.g, 3 * log(11) + 30 * log(1.1)), "with G %.3f", c.g);
	tap_ok(t, add(&w, 5000, true, &c) == 0, "one alarm a change");
	tap_ok(t, add(&w, 20, false, &c) == 1 && c.change == 5033 &&
	    c.detected == 5035 && c.before.n == RATE_WINDOW - 3,
	    "and one when it ends, %d later", (int)(c.detected - c.change));
}

int
main(void)
{
	struct tap t = {0};

	try_changes(&t);
	try_bounds_of_g(&t);
	try_by_hand(&t);
	return tap_end(&t);
}
