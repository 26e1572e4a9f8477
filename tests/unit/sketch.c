/*
 * Sketches against the values they were made of.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sketch.h"
#include "stats.h"
#include "tap.h"

#define MANY	300000

/* Sorts of samples: all values differ, heavy tails, few values, falling. */
static double
value_of(int sort, uint64_t *seed, size_t i)
{
	double u = (double)(tap_random(seed) >> 11) * 0x1p-53;

	switch (sort) {
	case 0: return u;
	case 1: return (u < 0.5 ? -1 : 1) * exp(40 * (u - 0.5));
	case 2: return floor(u * 1500);
	default: return -(double)i;
	}
}

static struct sketch
sketch_of(const double *y, size_t n)
{
	struct sketch s = {0};

	for (size_t i = 0; i < n; i++)
		sketch_add(&s, y[i]);
	return s;
}

/* The largest difference of the ranks, between the points too. */
static double
rank_error(const struct sketch *s, const double *sorted, size_t n)
{
	struct sketch_point *p;
	size_t k = sketch_points(s, &p), at = 0;
	double below = 0, most = 0;

	for (size_t i = 0; i < k; i++) {
		while (at < n && sorted[at] < p[i].value)
			at++;
		most = fmax(most, fabs((double)at - below));
		while (at < n && sorted[at] == p[i].value)
			at++;
		below += p[i].count;
		most = fmax(most, fabs((double)at - below));
	}
	if (below != (double)n)
		most = INFINITY;
	free(p);
	return most;
}

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fabs(b);
}

static bool
has_moments(const struct sketch *s, const double *sorted, size_t n)
{
	return s->n == n && s->least == sorted[0] &&
	    s->most == sorted[n - 1] && near(s->mean, stats_mean(sorted, n)) &&
	    near(sqrt(s->square), stats_deviation(sorted, n) *
	    sqrt((double)n - 1));
}

static void
try_sample(struct tap *t, int sort, double *y, size_t n)
{
	uint64_t seed = (uint64_t)sort;
	struct sketch s, half, rest;

	for (size_t i = 0; i < n; i++)
		y[i] = value_of(sort, &seed, i);
	s = sketch_of(y, n);
	half = sketch_of(y, n / 3);
	rest = sketch_of(y + n / 3, n - n / 3);
	sketch_merge(&half, &rest);
	stats_sort(y, n);
	tap_ok(t, has_moments(&s, y, n) && has_moments(&half, y, n),
	    "sort %d: moments of %zu", sort, n);
	tap_ok(t, rank_error(&s, y, n) <= (double)s.off &&
	    (double)s.off <= 0.0025 * (double)n, "off by %g, at most %g",
	    rank_error(&s, y, n), (double)s.off);
	tap_ok(t, rank_error(&half, y, n) <= (double)half.off &&
	    (double)half.off <= 0.005 * (double)n,
	    "merged, off by %g, at most %g", rank_error(&half, y, n),
	    (double)half.off);
	if (n <= SKETCH_DISTINCT || sort == 2)
		tap_ok(t, s.off == 0 && half.off == 0, "exact");
	sketch_free(&s);
	sketch_free(&half);
	sketch_free(&rest);
}

static void
try_quantiles(struct tap *t, double *y, size_t n)
{
	uint64_t seed = 7;
	struct sketch s;
	double *few, *all;
	size_t bad = 0, off;

	for (size_t i = 0; i < n; i++)
		y[i] = value_of(0, &seed, i);
	s = sketch_of(y, n);
	tap_ok(t, sketch_values(&s, 1000, &few) == 1000, "1,000 of them");
	stats_sort(y, n);
	off = (size_t)s.off + 1;
	for (size_t i = 0; i < 1000; i++) {
		size_t rank = (2 * i + 1) * n / 2000;

		bad += few[i] < y[rank < off ? 0 : rank - off] ||
		    few[i] > y[rank + off < n ? rank + off : n - 1];
	}
	tap_ok(t, bad == 0, "are where they should be");
	sketch_free(&s);
	s = sketch_of(y, 1000);
	tap_ok(t, sketch_values(&s, 1000, &all) == 1000, "or all there are");
	stats_sort(y, 1000);
	tap_ok(t, memcmp(all, y, 1000 * sizeof(*y)) == 0, "as they were");
	sketch_free(&s);
	free(few);
	free(all);
}

static bool
read_back(struct sketch *s, const char *text, size_t n)
{
	struct json j;
	struct json_value v = {text, (uint32_t)n, JSON_ARRAY, false};
	bool good;

	json_open(&j);
	good = sketch_read(s, &j, &v);
	json_close(&j);
	return good;
}

static void
try_text(struct tap *t, double *y, size_t n)
{
	uint64_t seed = 3;
	struct sketch s, back;
	struct str text = {0}, again = {0};

	for (size_t i = 0; i < n; i++)
		y[i] = value_of(1, &seed, i);
	s = sketch_of(y, n);
	sketch_write(&s, &text);
	tap_ok(t, read_back(&back, text.s, text.n), "%zu values: reads back",
	    n);
	sketch_write(&back, &again);
	tap_ok(t, str_is(&again, text.s), "as the same, %zu bytes", text.n);
	sketch_merge(&back, &s);
	tap_ok(t, back.n == 2 * n, "and goes on");
	sketch_free(&s);
	sketch_free(&back);
	str_free(&text);
	str_free(&again);
}

static void
try_nonsense(struct tap *t)
{
	static const char *const bad[] = {
		"[]", "[[],[]]", "[[1,2,0,2,2,0,0]]", "[1,2]",
		"[[2,2,0,2,2,0,0],[2,1]]",		/* count */
		"[[1,2,0,3,3,0,0],[2,1]]",		/* range */
		"[[2,2,0,1,3,0,0],[3,1,1,1]]",		/* order */
		"[[2,2,0,1,3,0,0],[1,0.5,3,1.5]]",
		"[[1,2,0,2,2,0,0],[2]]", "[[1,2,0,2,2,0,0],[2,\"1\"]]",
		"[[2,2,0,2,2,0,0],[],[],[2]]",		/* no spread */
		"[[1,2,0,2,2,0,0],[2,1]", "[[1e300,2,0,2,2,0,0],[2,1e300]]",
	};
	struct sketch s;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		tap_ok(t, !read_back(&s, bad[i], strlen(bad[i])) && s.n == 0,
		    "no sketch: %s", bad[i]);
	tap_ok(t, read_back(&s, "[[1,2,0,2,2,0,0],[2,1]]", 23) && s.n == 1,
	    "a sketch");
	sketch_free(&s);
}

int
main(void)
{
	static const size_t sizes[] = {1, 2, 100, 2048, 2049, 30000, MANY};
	static double y[MANY];
	struct tap t = {0};

	for (int sort = 0; sort < 4; sort++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
			try_sample(&t, sort, y, sizes[i]);
	try_quantiles(&t, y, 30000);
	try_text(&t, y, 1);
	try_text(&t, y, 100);
	try_text(&t, y, 30000);
	try_nonsense(&t);
	return tap_end(&t);
}
