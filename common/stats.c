#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stats.h"

double
stats_mean(const double *y, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += y[i];
	return n == 0 ? 0 : sum / (double)n;
}

double
stats_deviation(const double *y, size_t n)
{
	double mean = stats_mean(y, n), sum = 0;

	if (n < 2)
		return 0;
	for (size_t i = 0; i < n; i++)
		sum += (y[i] - mean) * (y[i] - mean);
	return sqrt(sum / (double)(n - 1));
}

double
stats_slope(const double *y, size_t n)
{
	double middle = ((double)n - 1) / 2, mean = stats_mean(y, n);
	double sxy = 0, sxx = 0;

	for (size_t i = 0; i < n; i++) {
		double x = (double)i - middle;

		sxy += x * (y[i] - mean);
		sxx += x * x;
	}
	return sxx > 0 ? sxy / sxx : 0;
}

double
stats_slope_against(const double *x, const double *y, size_t n)
{
	double mx = stats_mean(x, n), my = stats_mean(y, n);
	double sxy = 0, sxx = 0;

	for (size_t i = 0; i < n; i++) {
		sxy += (x[i] - mx) * (y[i] - my);
		sxx += (x[i] - mx) * (x[i] - mx);
	}
	return sxx > 0 ? sxy / sxx : 0;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/*
 * By digits, the lowest first: bits of doubles, read as whole numbers, are in
 * order once the sign bit is turned, and of negative ones all others too.
 */
#define DIGIT	11			/* bits */
#define DIGITS	6
#define VALUES	((size_t)1 << DIGIT)	/* of a digit */
#define SIGN	(UINT64_C(1) << 63)
#define FEW	512			/* not worth as many passes */

static uint64_t
ordered(double y)
{
	uint64_t bits;

	memcpy(&bits, &y, sizeof(bits));
	return bits & SIGN ? ~bits : bits | SIGN;
}

static double
restored(uint64_t key)
{
	double y;

	key = key & SIGN ? key ^ SIGN : ~key;
	memcpy(&y, &key, sizeof(y));
	return y;
}

static size_t
digit(uint64_t key, int d)
{
	return key >> (d * DIGIT) & (VALUES - 1);
}

/* How many keys have each value of a digit becomes where the first goes. */
static void
accumulate(size_t *count)
{
	size_t at = 0;

	for (size_t i = 0; i < VALUES; i++) {
		size_t n = count[i];

		count[i] = at;
		at += n;
	}
}

/* room: of 2 n keys; count: of each digit's values, nought so far. */
static void
sort_by_digits(double *y, size_t n, uint64_t *room, size_t *count)
{
	uint64_t *from = room, *to = room + n;

	for (size_t i = 0; i < n; i++) {
		from[i] = ordered(y[i]);
		for (int d = 0; d < DIGITS; d++)
			count[(size_t)d * VALUES + digit(from[i], d)]++;
	}
	for (int d = 0; d < DIGITS; d++, count += VALUES) {
		uint64_t *emptied = from;

		if (count[digit(from[0], d)] == n)
			continue;
		accumulate(count);
		for (size_t i = 0; i < n; i++)
			to[count[digit(from[i], d)]++] = from[i];
		from = to;
		to = emptied;
	}
	for (size_t i = 0; i < n; i++)
		y[i] = restored(from[i]);
}

void
stats_sort(double *y, size_t n)
{
	uint64_t *room = NULL;
	size_t *count = NULL;

	if (n > FEW) {
		room = calloc(2 * n, sizeof(*room));
		count = calloc(DIGITS * VALUES, sizeof(*count));
	}
	if (room != NULL && count != NULL)
		sort_by_digits(y, n, room, count);
	else if (n > 0)
		qsort(y, n, sizeof(*y), by_size);
	free(room);
	free(count);
}
