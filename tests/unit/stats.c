/*
 * Sorting of doubles, against qsort().
 */
#include <stdlib.h>
#include <string.h>

#include "stats.h"
#include "tap.h"

#define MOST	5000

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Any bits that are a number; one of two noughts would be as good. */
static double
any_number(uint64_t *seed, bool few)
{
	uint64_t bits = tap_random(seed);
	double y;

	if (few)
		return (double)(bits % 7) - 3;
	memcpy(&y, &bits, sizeof(y));
	return y == y && y != 0 ? y : 1;
}

static void
try_size(struct tap *t, size_t n, bool few)
{
	double y[MOST], want[MOST];
	uint64_t seed = n;

	for (size_t i = 0; i < n; i++)
		want[i] = y[i] = any_number(&seed, few);
	qsort(want, n, sizeof(*want), by_size);
	stats_sort(y, n);
	tap_ok(t, memcmp(y, want, n * sizeof(*y)) == 0, "%zu %s", n,
	    few ? "of few values" : "of any size");
}

int
main(void)
{
	static const size_t sizes[] = {0, 1, 2, 512, 513, 514, 1000, MOST};
	struct tap t = {0};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		try_size(&t, sizes[i], false);
		try_size(&t, sizes[i], true);
	}
	return tap_end(&t);
}
