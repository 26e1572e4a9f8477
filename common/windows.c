#include <math.h>

#include "rate.h"
#include "stats.h"
#include "twosample.h"
#include "windows.h"

#define TOLERANCE	1e-9	/* a nominal threshold counts as reached */
#define VOLATILE	0.15	/* standard deviation above which */
#define UNMOVED		0.05	/* difference of means below which */
#define FLAT		0.001	/* slope below which */
#define STRONG		0.005	/* slope above which */

const struct windows_rules windows_defaults = {
	.least = 3, .threshold = {0.05, 0.10, 0.20, 0.30}, .test = true
};

enum windows_severity
windows_grade(const struct windows_rules *rules, double drift)
{
	int level = 4;

	while (level > 0 &&
	    fabs(drift) < rules->threshold[level - 1] - TOLERANCE)
		level--;
	return (enum windows_severity)level;
}

static enum windows_direction
direction(const double *y, size_t n, double moved)
{
	if (stats_deviation(y, n) > VOLATILE)
		return WINDOWS_VOLATILE;
	if (fabs(moved) < UNMOVED)
		return WINDOWS_STABLE;
	return moved > 0 ? WINDOWS_INCREASING : WINDOWS_DECREASING;
}

enum windows_trend
windows_trend(double slope)
{
	if (fabs(slope) < FLAT - TOLERANCE)
		return WINDOWS_FLAT;
	if (slope > 0)
		return slope > STRONG + TOLERANCE ? WINDOWS_STRONGLY_UP :
		    WINDOWS_GRADUALLY_UP;
	return slope < -STRONG - TOLERANCE ? WINDOWS_STRONGLY_DOWN :
	    WINDOWS_GRADUALLY_DOWN;
}

static size_t
ones(const double *y, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += y[i] > 0.5;
	return count;
}

/*
 * The first m against the last m values.  Five against five, fully apart,
 * gives p = .0079, so the level is .01 below 21 values and .001 from there.
 */
static void
test(const struct windows_rules *rules, const double *y, size_t n,
    struct windows_verdict *v)
{
	const double *last;
	size_t k = v->k_baseline < v->k_current ? v->k_baseline : v->k_current;

	if (n < WINDOWS_TESTABLE) {
		v->test = WINDOWS_UNTESTED;
		return;
	}
	v->m = n / 2 < 5 ? n / 2 : 5;
	if (v->m < k)
		v->m = k;
	last = y + n - v->m;
	v->p = rules->outcomes ?
	    fisher_exact(ones(y, v->m), v->m, ones(last, v->m), v->m) :
	    mann_whitney(y, v->m, last, v->m);
	v->test = v->p <= (n >= 21 ? 0.001 : 0.01) ? WINDOWS_SIGNIFICANT :
	    WINDOWS_CHANCE;
	if (v->test == WINDOWS_CHANCE)
		v->severity = WINDOWS_NONE;
}

bool
windows_judge(const struct windows_rules *rules, const double *y, size_t n,
    struct windows_verdict *v)
{
	size_t third = n / 3 > 1 ? n / 3 : 1;
	size_t k = rules->baseline ? rules->baseline : third;
	size_t c = rules->current ? rules->current : third;

	if (n < rules->least || n == 0)
		return false;
	k = k < n ? k : n;
	c = c < n ? c : n;
	*v = (struct windows_verdict){.n = n, .k_baseline = k, .k_current = c,
	    .p = NAN, .test = WINDOWS_NOT_NEEDED};
	v->baseline = stats_mean(y, k);
	v->current = stats_mean(y + n - c, c);
	v->absolute = v->current - v->baseline;
	v->relative = v->baseline > 0 || v->baseline < 0 ?
	    v->absolute / v->baseline : NAN;
	v->slope = stats_slope(y, n);
	v->severity = windows_grade(rules,
	    isnan(v->relative) ? v->absolute : v->relative);
	v->direction = direction(y, n, v->absolute);
	v->trend = windows_trend(v->slope);
	if (rules->test && v->severity != WINDOWS_NONE)
		test(rules, y, n, v);
	return true;
}
