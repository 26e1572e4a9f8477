/*
 * Method duration: does a test take longer now, again and again.
 *
 * Where the logarithms of what its passing executions took have changed; a
 * change has to move them by a share and by a time, and in most of the last
 * runs.  One that stands alone is an outlier, which is another finding.
 */
#include <math.h>

#include "detect.h"
#include "stats.h"
#include "when.h"

#define SHORTEST	1e-3	/* seconds; reports do not tell less */
#define FEWEST		10	/* durations that can be judged */
#define FAR		(5 * 1.4826)	/* median deviations of an outlier */

struct durations {
	double before, after;		/* seconds */
	double error;			/* of the logarithm of their ratio */
	double usual;			/* median before the newest */
	const struct piece *piece;	/* where it began, NULL: nowhere */
	size_t n, moved;		/* of the last ones */
	bool outlier;			/* the last one alone */
};

/* Of passing executions; they take the place of all that is looked at. */
static size_t
gather(struct detect *d, const struct test *t)
{
	size_t all = detect_runs(d, t), n = 0;

	for (size_t i = 0; i < all; i++) {
		const struct execution *e = d->run[i];

		if (execution_failed(e) || isnan(e->seconds))
			continue;
		d->run[n] = e;
		d->at[n] = e->at;
		d->y[n++] = log(fmax(e->seconds, SHORTEST));
	}
	return n;
}

static bool
has_moved(const struct detect *d, double before, double after)
{
	return fabs(log(after / before)) >= log(d->ratio) - 1e-9 &&
	    fabs(after - before) >= (double)d->floor / WHEN_SECOND - 1e-9;
}

/* How many of the last ones have moved to the same side as the level. */
static size_t
count_moved(const struct detect *d, const struct durations *v)
{
	size_t first = v->n < d->of_last ? 0 : v->n - d->of_last, moved = 0;

	for (size_t i = first; i < v->n; i++) {
		double seconds = exp(d->y[i]);

		moved += has_moved(d, v->before, seconds) &&
		    (seconds > v->before) == (v->after > v->before);
	}
	return moved;
}

static double
median(double *y, size_t n)
{
	stats_sort(y, n);
	return y[n / 2];
}

/*
 * The newest is far from the median of those before it, as hardly any of them
 * is; since a change at most, but of five at least.
 */
static bool
is_outlier(const struct detect *d, struct durations *v)
{
	double y[DETECT_MAX], level, newest = d->y[v->n - 1];
	size_t since = v->piece != NULL ? v->piece->from : 0;
	size_t n = v->n - 1 - since < 5 ? 5 : v->n - 1 - since;
	const double *first = d->y + v->n - 1 - n;

	memcpy(y, first, n * sizeof(*y));
	level = median(y, n);
	for (size_t i = 0; i < n; i++)
		y[i] = fabs(first[i] - level);
	v->usual = exp(level);
	return has_moved(d, v->usual, exp(newest)) &&
	    fabs(newest - level) > FAR * median(y, n);
}

/* Two standard errors of the step between the last two pieces. */
static double
error_of(const struct detect *d, const struct piece *last)
{
	const struct piece *p = last - 1;
	double rss = 0, n = p->n + last->n;

	for (uint32_t i = p->from; i < last->from + last->n; i++) {
		const struct piece *its = i < last->from ? p : last;
		double rest = d->y[i] - its->first -
		    its->slope * (i - its->from);

		rss += rest * rest;
	}
	return 2 * sqrt(rss / (n - 2) * (1.0 / p->n + 1.0 / last->n));
}

static void
look(struct detect *d, struct durations *v)
{
	struct pieces all = change_pieces(d->pieces, &d->change, d->y, v->n);
	const struct piece *last = &all.piece[all.n - 1];

	v->before = exp(all.n > 1 ? last[-1].last : last->first);
	v->after = exp(last->last);
	v->piece = all.n > 1 ? last : NULL;
	v->error = all.n > 1 && last->slope == 0 ? error_of(d, last) : 0;
	v->moved = count_moved(d, v);
	v->outlier = is_outlier(d, v);
	if (!has_moved(d, v->before, v->after) || v->moved < d->long_ones)
		v->moved = 0;
}

/*
 * A quarter, half as long again, twice as long; by what it may well be, as the
 * levels are known to an error, and twice as long reads 1.97 as often as 2.03.
 */
static int
grade(const struct durations *v)
{
	double ratio = exp(fabs(log(v->after / v->before)) + v->error);

	if (v->moved == 0)
		return v->outlier ? severity_low : severity_none;
	return ratio >= 2 - 1e-9 ? severity_high : ratio >= 1.5 - 1e-9 ?
	    severity_moderate : severity_low;
}

static void
print_evidence(struct detect *d, const struct durations *v)
{
	struct str *b = &d->evidence;

	str_clear(b);
	str_print(b, "{\"n\":%zu,\"finding\":\"%s\",\"newest\":%.6g", v->n,
	    v->moved > 0 ? v->piece != NULL ? "change" : "gradual" :
	    v->outlier ? "outlier" : "none", exp(d->y[v->n - 1]));
	if (v->moved > 0)
		str_print(b, ",\"moved\":%zu,\"of_last\":%zu", v->moved,
		    d->of_last);
	if (v->piece != NULL)
		str_print(b, ",\"gain\":%.6g,\"points_since\":%zu",
		    v->piece->gain, v->n - v->piece->from);
	str_byte(b, '}');
}

static void
print(struct detect *d, const struct test *t, const struct durations *v)
{
	struct analysis *x = detect_begin(d, method_duration, v->n);
	double newest = exp(d->y[v->n - 1]);

	print_evidence(d, v);
	if (v->moved == 0 && v->outlier)
		analysis_levels(x, v->usual, newest, grade(v));
	else
		analysis_levels(x, v->before, v->after, grade(v));
	if (v->moved > 0 && v->piece != NULL)
		analysis_change(d, v->piece->from);
	advice_of_analysis(&d->advice, x);
	x->recommendations = value_str(&d->advice);
	x->evidence = value_str(&d->evidence);
	detect_emit(d, t);
}

void
detect_duration(struct detect *d, const struct test *t)
{
	struct durations v = {.n = gather(d, t)};

	if (v.n < FEWEST)
		return;
	look(d, &v);
	print(d, t, &v);
}
