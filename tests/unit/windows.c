/*
 * Baseline against current: thresholds at their edges, direction, trend, and
 * what the test takes back.  Values by hand; p-values from scipy 1.10.1,
 * mannwhitneyu(a, b, method="exact") and fisher_exact().
 */
#include <math.h>
#include <string.h>

#include "tap.h"
#include "windows.h"

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-12 + 1e-9 * fabs(b);
}

static struct windows_verdict
judge(const struct windows_rules *rules, const double *y, size_t n)
{
	struct windows_verdict v = {0};

	(void)windows_judge(rules, y, n, &v);
	return v;
}

/* n values: those of the first half, then those of the second. */
static struct windows_verdict
step(const struct windows_rules *rules, size_t n, double from, double to)
{
	double y[64];

	for (size_t i = 0; i < n; i++)
		y[i] = i < n / 2 ? from : to;
	return judge(rules, y, n);
}

static void
try_grades(struct tap *t)
{
	static const struct { double drift; int severity; } cases[] = {
		{0, 0}, {0.0499, 0}, {0.05 - 2e-9, 0}, {0.05 - 5e-10, 1},
		{0.05, 1}, {-0.05, 1}, {0.0999, 1}, {0.10 - 5e-10, 2},
		{-0.10, 2}, {0.1999, 2}, {0.20 - 5e-10, 3}, {-0.25, 3},
		{0.2999, 3}, {0.30 - 5e-10, 4}, {0.30, 4}, {-1, 4}, {17, 4},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_ok(t, (int)windows_grade(&windows_defaults,
		    cases[i].drift) == cases[i].severity,
		    "drift %.10g is grade %d", cases[i].drift,
		    cases[i].severity);
}

static void
try_means(struct tap *t)
{
	const double y[] = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3};
	struct windows_verdict v = judge(&windows_defaults, y, 7);
	struct windows_rules rules = windows_defaults;

	tap_ok(t, v.n == 7 && v.k_baseline == 2 && v.k_current == 2 &&
	    near(v.baseline, 0.85) && near(v.current, 0.35) &&
	    near(v.absolute, -0.5) && near(v.relative, -0.5 / 0.85),
	    "a third of seven is two");
	tap_ok(t, near(v.slope, -0.1) && v.trend == WINDOWS_STRONGLY_DOWN,
	    "slope");
	rules.baseline = 4;
	rules.current = 1;
	v = judge(&rules, y, 7);
	tap_ok(t, near(v.baseline, 0.75) && near(v.current, 0.3),
	    "windows as given");
	rules.baseline = rules.current = 100;
	v = judge(&rules, y, 7);
	tap_ok(t, v.k_baseline == 7 && near(v.absolute, 0) &&
	    v.severity == WINDOWS_NONE, "and at most all values");
	v = judge(&windows_defaults, (const double[]){1, 0, 1}, 3);
	tap_ok(t, v.k_baseline == 1 && near(v.absolute, 0), "three values");
	v = judge(&windows_defaults, (const double[]){0, 0, 0.2}, 3);
	tap_ok(t, isnan(v.relative) && v.severity == WINDOWS_HIGH,
	    "from 0, graded by the difference");
	tap_ok(t, !windows_judge(&windows_defaults, y, 2, &v), "two are few");
	rules.least = 0;
	tap_ok(t, !windows_judge(&rules, y, 0, &v), "none are too few");
	rules.least = 1;
	tap_ok(t, windows_judge(&rules, y, 1, &v) && near(v.absolute, 0),
	    "one, if that is enough");
}

static void
try_directions(struct tap *t)
{
	/* deviations of six values: .4 and .8 give .219, .5 and .6 .0548 */
	struct windows_verdict v = step(&windows_defaults, 6, 0.4, 0.8);

	tap_ok(t, v.direction == WINDOWS_VOLATILE, "volatile");
	v = step(&windows_defaults, 6, 0.5, 0.6);
	tap_ok(t, v.direction == WINDOWS_INCREASING, "increasing");
	v = step(&windows_defaults, 6, 0.6, 0.5);
	tap_ok(t, v.direction == WINDOWS_DECREASING, "decreasing");
	v = step(&windows_defaults, 6, 0.5, 0.549);
	tap_ok(t, v.direction == WINDOWS_STABLE &&
	    v.severity == WINDOWS_LOW, "below .05 stable, though 9.8 %% low");
}

static void
try_trends(struct tap *t)
{
	static const struct { double slope; enum windows_trend trend; }
	cases[] = {
		{0, WINDOWS_FLAT}, {0.0009, WINDOWS_FLAT},
		{-0.0009, WINDOWS_FLAT}, {0.001, WINDOWS_GRADUALLY_UP},
		{-0.001, WINDOWS_GRADUALLY_DOWN}, {0.005,
		WINDOWS_GRADUALLY_UP}, {-0.005, WINDOWS_GRADUALLY_DOWN},
		{0.0051, WINDOWS_STRONGLY_UP}, {-0.0051,
		WINDOWS_STRONGLY_DOWN},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double y[12];
		struct windows_verdict v;

		for (int k = 0; k < 12; k++)
			y[k] = 0.5 + k * cases[i].slope;
		v = judge(&windows_defaults, y, 12);
		tap_ok(t, near(v.slope, cases[i].slope) &&
		    v.trend == cases[i].trend, "slope %g", cases[i].slope);
	}
}

static void
try_tests(struct tap *t)
{
	struct windows_rules rules = windows_defaults;
	struct windows_verdict v = step(&rules, 9, 0.9, 0.6);

	tap_ok(t, v.test == WINDOWS_UNTESTED && isnan(v.p) &&
	    v.severity == WINDOWS_CRITICAL, "nine values are not tested");
	v = step(&rules, 10, 0.9, 0.6);
	tap_ok(t, v.test == WINDOWS_SIGNIFICANT && v.m == 5 &&
	    near(v.p, 2.0 / 252), "ten are, at .01");
	v = step(&rules, 20, 0.9, 0.6);
	tap_ok(t, v.m == 6 && near(v.p, 2.0 / 924) &&
	    v.test == WINDOWS_SIGNIFICANT, "twenty, too");
	v = step(&rules, 21, 0.9, 0.6);
	tap_ok(t, v.m == 7 && near(v.p, 2.0 / 3432) &&
	    v.test == WINDOWS_SIGNIFICANT, "twenty-one at .001");
	v = step(&rules, 12, 0.9, 0.89);
	tap_ok(t, v.test == WINDOWS_NOT_NEEDED && v.severity == WINDOWS_NONE &&
	    isnan(v.p), "what has not moved is not tested");
	rules.test = false;
	v = step(&rules, 12, 0.9, 0.6);
	tap_ok(t, isnan(v.p) && v.severity == WINDOWS_CRITICAL,
	    "nor when it is switched off");
}

static void
try_chance(struct tap *t)
{
	/* U = 2 of five against five: 8 of 252 */
	const double mixed[] = {0.1, 0.2, 0.3, 0.4, 0.65, 0.5, 0.6, 0.7, 0.8,
	    0.9};
	const double runs[] = {1, 1, 1, 1, 1, 0, 0, 0, 0, 1};
	struct windows_rules rules = windows_defaults;
	struct windows_verdict v = judge(&rules, mixed, 10);

	tap_ok(t, near(v.p, 8.0 / 252) && v.test == WINDOWS_CHANCE &&
	    v.severity == WINDOWS_NONE && v.relative > 1,
	    "taken back, the figures stay");
	rules.outcomes = true;
	v = judge(&rules, runs, 10);
	tap_ok(t, near(v.p, 0.047619047619047616) &&
	    v.test == WINDOWS_CHANCE, "Fisher: 5 of 5 against 1 of 5");
	v = step(&rules, 10, 1, 0);
	tap_ok(t, near(v.p, 2.0 / 252) && v.test == WINDOWS_SIGNIFICANT,
	    "Fisher: 5 of 5 against none");
}

int
main(void)
{
	struct tap t = {0};

	try_grades(&t);
	try_means(&t);
	try_directions(&t);
	try_trends(&t);
	try_tests(&t);
	try_chance(&t);
	return tap_end(&t);
}
