#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "twosample.h"

struct ranked {
	double y;
	int sample;	/* 0: a, 1: b */
	unsigned rank2;	/* twice the midrank, so that it is whole */
};

static int
by_value(const void *a, const void *b)
{
	double x = ((const struct ranked *)a)->y;
	double y = ((const struct ranked *)b)->y;

	return (x > y) - (x < y);
}

/* Doubled midranks in order; returns the sum of t^3 - t over groups of ties. */
static double
rank(struct ranked *r, size_t n)
{
	double ties = 0;

	qsort(r, n, sizeof(*r), by_value);
	for (size_t i = 0, j; i < n; i = j) {
		double t;

		for (j = i + 1; j < n && r[j].y == r[i].y; j++)
			continue;
		for (size_t k = i; k < j; k++)
			r[k].rank2 = (unsigned)(i + j + 1);
		t = (double)(j - i);
		ties += t * t * t - t;
	}
	return ties;
}

/*
 * ways[k][s]: how many choices of k of the values have the doubled rank sum
 * s.  At most C(40, 20), so a double counts exactly.
 */
#define SUMS	(2 * TWOSAMPLE_EXACT * (2 * TWOSAMPLE_EXACT + 1) + 1)

static double
exact_p(const struct ranked *r, size_t n, size_t an, unsigned sum)
{
	static double ways[TWOSAMPLE_EXACT + 1][SUMS];
	double all = 0, far = 0;
	unsigned reach = 0;
	int expected = (int)(an * (n + 1));
	int seen = abs((int)sum - expected);

	for (size_t k = 0; k <= an; k++)
		memset(ways[k], 0, (n * (n + 1) + 1) * sizeof(ways[k][0]));
	ways[0][0] = 1;
	for (size_t i = 0; i < n; i++) {
		reach += r[i].rank2;
		for (size_t k = i + 1 < an ? i + 1 : an; k > 0; k--)
			for (unsigned s = reach; s >= r[i].rank2; s--)
				ways[k][s] += ways[k - 1][s - r[i].rank2];
	}
	for (unsigned s = 0; s <= reach; s++) {
		all += ways[an][s];
		if (abs((int)s - expected) >= seen)
			far += ways[an][s];
	}
	return far / all;
}

static double
normal_p(double n, double an, double sum, double ties)
{
	double bn = n - an;
	double u = sum - an * (an + 1) / 2, mean = an * bn / 2;
	double variance = an * bn / 12 * (n + 1 - ties / (n * (n - 1)));
	double z = fabs(u - mean) - 0.5;

	if (variance <= 0)
		return 1;
	z = z > 0 ? z / sqrt(variance) : 0;
	return erfc(z / sqrt(2));
}

double
mann_whitney(const double *a, size_t an, const double *b, size_t bn)
{
	static struct ranked r[2 * TWOSAMPLE_MAX];
	size_t n = an + bn;
	unsigned sum = 0;
	double ties;

	if (an == 0 || bn == 0 || an > TWOSAMPLE_MAX || bn > TWOSAMPLE_MAX)
		return 1;
	for (size_t i = 0; i < n; i++)
		r[i] = (struct ranked){i < an ? a[i] : b[i - an], i >= an, 0};
	ties = rank(r, n);
	for (size_t i = 0; i < n; i++)
		sum += r[i].sample == 0 ? r[i].rank2 : 0;
	return an <= TWOSAMPLE_EXACT && bn <= TWOSAMPLE_EXACT ?
	    exact_p(r, n, an, sum) :
	    normal_p((double)n, (double)an, sum / 2.0, ties);
}
