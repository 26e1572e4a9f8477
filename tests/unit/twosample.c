/*
 * Two samples: p-values made by other means.
 *
 * scipy 1.10.1, with the calls that stand below: mannwhitneyu() has no exact
 * p with ties, so there every choice of n of the midranks was counted,
 *
 *	r = rankdata(a + b) * 2; e = len(a) * (len(r) + 1)
 *	far = [abs(sum(c) - e) >= abs(sum(r[:len(a)]) - e)
 *	    for c in combinations(r, len(a))]; p = sum(far) / len(far)
 */
#include <math.h>

#include "tap.h"
#include "twosample.h"

static const struct {
	size_t an, bn;
	double y[64];
	double p;
} samples[] = {
	/* scipy.stats.mannwhitneyu(a, b, method="exact") */
	{3, 3, {1, 2, 3, 4, 5, 6}, 0.1},
	{5, 5, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.007936507936507936},
	{1, 1, {1, 2}, 1},
	{2, 2, {1, 4, 2, 3}, 1},
	{5, 5, {0.9, 0.91, 0.92, 0.93, 0.94, 0.6, 0.61, 0.62, 0.63, 0.64},
	    0.007936507936507936},
	{4, 6, {5, 1, 9, 3, 2, 8, 4, 7, 6, 0}, 1},
	{7, 7, {0.01, 0.1, 0.07, 0.09, 0.13, 0.04, 0.05, 0, 0.02, 0.03,
	    0.06, 0.08, 0.11, 0.12}, 0.7103729603729605},
	{20, 20, {0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5,
	    7, 7.5, 8, 8.5, 9, 9.5, 3.2, 3.7, 4.2, 4.7, 5.2, 5.7, 6.2, 6.7,
	    7.2, 7.7, 8.2, 8.7, 9.2, 9.7, 10.2, 10.7, 11.2, 11.7, 12.2,
	    12.7}, 0.002642630591559352},
	/* ties: all choices of midranks counted */
	{3, 3, {1, 1, 2, 2, 3, 3}, 0.2},
	{5, 5, {0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, 0.04761904761904762},
	{3, 3, {0.8, 0.8, 0.8, 0.8, 0.8, 0.8}, 1},
	{5, 5, {1, 1, 1, 1, 1, 2, 2, 2, 2, 2}, 0.007936507936507936},
	{6, 5, {3, 3, 1, 2, 5, 5, 5, 5, 5, 4, 4}, 0.145021645021645},
	/* method="asymptotic" */
	{21, 21, {0.3, 0, 0.5, -0.7, -0.2, -0.5, 0.6, 0, -0.3, -0.8, -0.3,
	    0, -0.3, 1.3, 1, -2.7, -1.9, -0.2, -0.4, 0.2, 0.2, 2.9, -0.3,
	    0.4, 2.8, 1.4, 1.5, 0.3, -0.8, 1, 0.9, -0.4, 0.1, 0.7, -0.1,
	    0.7, 0.9, 0.8, 0.3, 1.4, 1.7, 1.1}, 0.001061505374727672},
	{25, 18, {-0.8, 0.7, -0.5, 0.9, -1.1, 0.9, 0, -1.2, -0.3, 0.1, 0.3,
	    -1, -1.1, 0.2, -0.5, 0.2, 0.8, -1.6, 0.3, 1.2, -0.3, -0.8, 0.8,
	    0.3, 0.9, 0.6, -0.6, 0.8, 0.5, 1.7, 1.1, -0.7, -0.3, 1.8, 1.6,
	    0.3, 0.9, 1.3, 1.4, 1.8, 1.2, 0.8, 0.6}, 0.00134901117215124},
	{30, 30, {1, -2.2, -0.2, 0, -1.4, 0.4, -0.6, 0.8, -0.2, 0.6, 1.2,
	    0.4, -0.8, -1.6, 1.8, -0.2, -0.6, 0.2, -0.2, 0.8, 0, 0, -0.8,
	    0.4, -1, 0.6, 1.6, -1.6, -2.4, 0.6, 2.8, -0.8, -1, 0.8, -0.6,
	    -0.4, -0.2, 0.8, -0.2, 0.4, 0, -0.6, -0.2, -0.8, 0.2, -1, -0.8,
	    1.6, 0.2, 0.2, 0.8, -0.2, 0, 0.6, 0.4, -1, 1, -0.4, -0.8,
	    -0.8}, 0.9172934746067032},
	{21, 5, {-0.5, 1.5, -1, 0, -2, 0, 1, 0, -0.5, 0, 0.5, 0.5, 2, 0,
	    -0.5, 0, 0, 0, 0, 0, -1.5, 1, -0.5, -1, 0.5, 1.5},
	    0.545409194280901},
};

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fabs(b);
}

static void
try_samples(struct tap *t)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		size_t an = samples[i].an, bn = samples[i].bn;
		const double *a = samples[i].y, *b = a + an;
		double p = mann_whitney(a, an, b, bn);

		tap_ok(t, near(p, samples[i].p), "%zu against %zu: %.10g", an,
		    bn, p);
		tap_ok(t, near(mann_whitney(b, bn, a, an), p),
		    "and the other way round");
	}
}

/* Where they may not, samples are no reason to say that anything differs. */
static void
try_edges(struct tap *t)
{
	static double same[TWOSAMPLE_MAX + 1];
	double p;

	p = mann_whitney(same, 0, same, 5);
	tap_ok(t, !(p < 1), "nothing against five");
	p = mann_whitney(same, 5, same, TWOSAMPLE_MAX + 1);
	tap_ok(t, !(p < 1), "too many");
	p = mann_whitney(same, TWOSAMPLE_MAX, same, TWOSAMPLE_MAX);
	tap_ok(t, !(p < 1), "all the same");
}

int
main(void)
{
	struct tap t = {0};

	try_samples(&t);
	try_edges(&t);
	return tap_end(&t);
}
