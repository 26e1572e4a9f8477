#include <math.h>
#include <stdlib.h>

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

void
stats_sort(double *y, size_t n)
{
	if (n > 0)
		qsort(y, n, sizeof(*y), by_size);
}
