/*
 * Bounds of a rate, two rates, many tests: against values made by other means.
 *
 * scipy 1.10.1 and statsmodels 0.13.5, with the calls that stand below.
 */
#include <math.h>

#include "rate.h"
#include "tap.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-15 + 1e-9 * fabs(b);
}

#define Z975	1.959963984540054

/* proportion_confint(k, n, alpha, method="wilson"), alpha = .4 and .05 */
static const struct {
	struct rate_count c;
	double z, low, high;
} wilsons[] = {
	{{0, 50}, RATE_Z80, 0, 0.013968638929216792},
	{{1, 50}, RATE_Z80, 0.0088516099369714, 0.044558283435076715},
	{{5, 50}, RATE_Z80, 0.06969320584565003, 0.1414817052977234},
	{{25, 50}, RATE_Z80, 0.4409055016748243, 0.5590944983251758},
	{{50, 50}, RATE_Z80, 0.9860313610707832, 1},
	{{1, 1}, RATE_Z80, 0.5853682633881132, 1},
	{{0, 1}, RATE_Z80, 0, 0.4146317366118869},
	{{3, 10}, RATE_Z80, 0.19462953313054604, 0.431829365520976},
	{{200, 256}, RATE_Z80, 0.7587447984074717, 0.8022031150282086},
	{{1, 1000000}, RATE_Z80, 4.4105981555326765e-07,
	    2.267264566870135e-06},
	{{5, 50}, Z975, 0.0434757649318904, 0.21360231437479657},
	{{81, 263}, Z975, 0.2552885198782742, 0.36620957698280004},
	{{0, 0}, RATE_Z80, 0, 1},
};

/* proportion_confint(k, n, 1 - level, method="jeffreys") but at the ends */
static const struct {
	struct rate_count c;
	double level, low, high;
} jeffreys[] = {
	{{0, 50}, 0.95, 0, 0.048758459444071374},
	{{1, 50}, 0.95, 0.002166494175293635, 0.08968035105696405},
	{{5, 50}, 0.95, 0.0391943643941838, 0.2053548280230476},
	{{25, 50}, 0.95, 0.364686111382503, 0.6353138886174969},
	{{49, 50}, 0.95, 0.910319648943036, 0.9978335058247063},
	{{50, 50}, 0.95, 0.9512415405559286, 1},
	{{1, 1}, 0.95, 0.1467463163095752, 1},
	{{0, 1}, 0.8, 0, 0.6486428019743724},
	{{1, 2}, 0.5, 0.2980136233502414, 0.7019863766497586},
	{{2, 3}, 0.999, 0.036161826074503654, 0.9972066681595237},
	{{3, 10}, 0.9, 0.11732937668021012, 0.558126766484634},
	{{81, 263}, 0.95, 0.2545219349910236, 0.3656474991740823},
	{{7, 1024}, 0.8, 0.004177770712093841, 0.01086740722459067},
	{{999, 1000}, 0.999, 0.9911719808059788, 0.9999923586348258},
	/* qbeta(c(.025, .975), 1.5, 999999.5) of R 4.2.2 */
	{{1, 1000000}, 0.95, 1.078976624654185e-07, 4.674192046729828e-06},
	{{500000, 1000000}, 0.99, 0.4987120878064949, 0.5012879121935051},
	{{0, 0}, 0.95, 0, 1},
};

static void
try_intervals(struct tap *t)
{
	for (size_t i = 0; i < COUNT(wilsons); i++) {
		struct rate_count c = wilsons[i].c;
		double low = wilson_lower(c, wilsons[i].z);
		double high = 1 - wilson_lower((struct rate_count){
		    c.n - c.k, c.n}, wilsons[i].z);

		tap_ok(t, near(low, wilsons[i].low) &&
		    near(high, wilsons[i].high),
		    "%zu of %zu by Wilson: %.10g to %.10g", c.k, c.n, low,
		    high);
	}
	for (size_t i = 0; i < COUNT(jeffreys); i++) {
		struct rate_count c = jeffreys[i].c;
		struct rate_interval got = beta_interval(c, jeffreys[i].level);

		tap_ok(t, near(got.low, jeffreys[i].low) &&
		    near(got.high, jeffreys[i].high),
		    "%zu of %zu by Jeffreys: %.10g to %.10g", c.k, c.n,
		    got.low, got.high);
	}
}

/* betabinom.pmf(length, length, k + .5, n - k + .5) */
static const struct {
	struct rate_count before;
	size_t length;
	double p;
} streaks[] = {
	{{0, 25}, 3, 9.539072039072039e-05},
	{{0, 24}, 3, 0.0001068376068376068},
	{{3, 60}, 5, 4.260518574828133e-06},
	{{5, 5}, 5, 0.7159753224206349},
	{{0, 0}, 1, 0.5},
	{{7, 9}, 0, 1},
};

static void
try_streaks(struct tap *t)
{
	struct rate_count a = {10, 41}, b = {11, 11};

	for (size_t i = 0; i < COUNT(streaks); i++) {
		double p = rate_ahead(streaks[i].before, streaks[i].length);

		tap_ok(t, near(p, streaks[i].p), "%zu after %zu of %zu: %.10g",
		    streaks[i].length, streaks[i].before.k,
		    streaks[i].before.n, p);
	}
	tap_ok(t, near(rate_gain(a, b), rate_gain(b, a)) &&
	    near(rate_gain(a, a), 0) &&
	    near(rate_gain((struct rate_count){0, 45},
	    (struct rate_count){3, 3}), 48 * log(48) - 45 * log(45) -
	    3 * log(3)), "the gain of a split");
}

/* fisher_exact([[a, an - a], [b, bn - b]])[1] */
static const struct {
	size_t a, an, b, bn;
	double p;
} tables[] = {
	{5, 5, 0, 5, 0.007936507936507938},
	{7, 7, 0, 7, 0.0005827505827505828},
	{7, 7, 1, 7, 0.004662004662004662},
	{0, 5, 0, 5, 1},
	{3, 10, 7, 10, 0.1788954079975752},
	{1, 1, 0, 1, 1},
	{8, 10, 1, 6, 0.03496503496503497},
	{100, 341, 150, 341, 9.511119629275338e-05},
	{341, 341, 320, 341, 6.94235532021167e-07},
	{0, 0, 1, 5, 1},
	{2, 8, 2, 4, 0.5474747474747474},
	{10, 1024, 40, 1024, 1.911351778962985e-05},
};

static void
try_tables(struct tap *t)
{
	for (size_t i = 0; i < COUNT(tables); i++) {
		size_t a = tables[i].a, an = tables[i].an;
		size_t b = tables[i].b, bn = tables[i].bn;
		double p = fisher_exact(a, an, b, bn);

		tap_ok(t, near(p, tables[i].p), "%zu of %zu, %zu of %zu: %.10g",
		    a, an, b, bn, p);
		tap_ok(t, near(fisher_exact(b, bn, a, an), p) &&
		    near(fisher_exact(an - a, an, bn - b, bn), p),
		    "and turned over");
	}
}

/* multipletests(p, q, method="fdr_bh")[0].sum(); p of the paper's example */
static void
try_discoveries(struct tap *t)
{
	static const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201,
	    0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
	    0.7590, 1};
	static const double late[] = {0.04, 0.045, 0.046, 0.05};
	static const struct { double q; size_t n; } cases[] = {
		{0.05, 4}, {0.01, 3}, {0.1, 9}, {0.001, 0}, {1, 15},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		tap_ok(t, benjamini_hochberg(p, COUNT(p), cases[i].q) ==
		    cases[i].n, "%zu at %g", cases[i].n, cases[i].q);
	tap_ok(t, benjamini_hochberg(late, 4, 0.05) == 4,
	    "the last one takes the others with it");
	tap_ok(t, benjamini_hochberg(late, 4, 0.04) == 0, "or none");
	tap_ok(t, benjamini_hochberg(p, 0, 0.05) == 0, "of none none");
}

int
main(void)
{
	struct tap t = {0};

	try_intervals(&t);
	try_streaks(&t);
	try_tables(&t);
	try_discoveries(&t);
	return tap_end(&t);
}
