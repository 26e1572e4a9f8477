/*
 * Two samples, by numbers, by categories: scores and p-values of SciPy 1.10.1.
 * tests/outside/scipy.tap asks it again, a thousand times, where it is there.
 */
#include <math.h>

#include "tap.h"
#include "twosample.h"

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fabs(b);
}

/*
 * With n, m and h: _attempt_exact_2kssamp(n, m, gcd(n, m), h / lcm(n, m),
 * "two-sided"), which ks_2samp() calls; with d: kstwo.sf(d, round(n * m / (n +
 * m))).
 */
static const struct {
	size_t an, bn;
	double d, p;
} distances[] = {
	{1, 1, 1, 1},
	{3, 5, 9 / 15.0, 0.4642857142857143},
	{7, 7, 4 / 7.0, 0.21212121212121213},
	{10, 4, 12 / 20.0, 0.18781218781218784},
	{100, 75, 60 / 300.0, 0.05744211824119486},
	{100, 75, 150 / 300.0, 3.05713448140519e-10},
	{9999, 10000, 2000000 / 99990000.0, 0.03589605170521495},
	{10000, 10000, 150 / 10000.0, 0.21055778388518093},
	{2000, 100, 300 / 2000.0, 0.024875565425226318},
	{30000, 3, 0.9, 0.0019999999999999987},
	{30000, 50, 0.2, 0.03143877776953241},
	{30000, 200, 0.06, 0.4532968135024601},
	{30000, 3529, 0.012, 0.748630378533855},
	{30000, 3529, 0.03, 0.006657607856379901},
	{30000, 1000000, 0.004, 0.7382902088214514},
	{20000, 20000, 0.005, 0.9628778025204304},
	{9999, 10000, 0.5, 0}, {9999, 10000, 0, 1}, {50000, 10000, 0, 1},
};

static void
try_kolmogorov(struct tap *t)
{
	for (size_t i = 0; i < sizeof(distances) / sizeof(distances[0]); i++) {
		size_t an = distances[i].an, bn = distances[i].bn;
		double d = distances[i].d, p = ks_p(d, an, bn);

		tap_ok(t, near(p, distances[i].p) && near(ks_p(d, bn, an), p),
		    "%zu and %zu are %g apart: %.10g", an, bn, d, p);
	}
}

static void
try_numbers(struct tap *t)
{
	static const double a[] = {1, 2, 2, 3}, b[] = {2, 2, 5};
	static double y[1200], moved[1200];

	tap_ok(t, near(ks_distance(a, 4, b, 3), 1 / 3.0), "ties");
	tap_ok(t, near(wasserstein(a, 4, b, 3), 1), "and the area");
	tap_ok(t, ks_distance(a, 4, a, 4) == 0 && wasserstein(a, 4, a, 4) == 0,
	    "a sample is itself");
	for (size_t i = 0; i < 1200; i++) {
		y[i] = (double)i / 1200;
		moved[i] = y[i] + 0.0289;
	}
	tap_ok(t, near(wasserstein(y, 1200, moved, 1200), 0.0289),
	    "as far as it was moved");
}

static void
try_counts(struct tap *t)
{
	static const double a[] = {10, 20, 30, 0}, b[] = {5, 30, 25, 0};
	static const double alone[] = {0, 0, 0, 3};
	double p;

	/* chisquare(b[:3], a[:3] * sum(b) / sum(a)) */
	tap_ok(t, near(chi2_fit(a, b, 4, &p), 8.333333333333334) &&
	    near(p, 0.015503853599009307), "chi-squared of fit");
	/* chi2_contingency([a[:3], b[:3]], correction=False) */
	tap_ok(t, near(chi2_table(a, b, 4, &p), 4.121212121212121) &&
	    near(p, 0.12737674846737776), "of the table");
	tap_ok(t, isinf(chi2_fit(a, alone, 4, &p)) && p == 0,
	    "what was not to be expected");
	tap_ok(t, chi2_fit(alone, alone, 4, &p) == 0 && p == 1, "or alone");
	tap_ok(t, near(two_proportions((struct proportion){10, 60},
	    (struct proportion){5, 60}, &p), sqrt(40 / 21.0)) &&
	    near(p, erfc(sqrt(20 / 21.0))), "two proportions");
	tap_ok(t, two_proportions((struct proportion){4, 4},
	    (struct proportion){7, 7}, &p) == 0 && p == 1, "the same constant");
	/* scipy.spatial.distance.jensenshannon(a, b) */
	tap_ok(t, near(jensen_shannon(a, b, 4), 0.13177814930443402),
	    "Jensen-Shannon");
	tap_ok(t, near(jensen_shannon(a, alone, 4), sqrt(log(2))) &&
	    near(hellinger(a, alone, 4), 1), "nothing in common");
	tap_ok(t, near(stability_index(a, b, 4), log(2) / 12 +
	    log(1.5) / 6 + log(1.2) / 12), "stability");
}

int
main(void)
{
	struct tap t = {0};

	try_kolmogorov(&t);
	try_numbers(&t);
	try_counts(&t);
	return tap_end(&t);
}
