/*
 * Two samples of categories, or of numbers in bins: counts.
 */
#include <math.h>

#include "special.h"
#include "twosample.h"

static double
sum(const double *counts, size_t k)
{
	double all = 0;

	for (size_t i = 0; i < k; i++)
		all += counts[i];
	return all;
}

/* Categories that at least one of them has, but one. */
static double
degrees(const double *a, const double *b, size_t k)
{
	double n = -1;

	for (size_t i = 0; i < k; i++)
		n += a[i] > 0 || b[i] > 0;
	return n;
}

double
chi2_fit(const double *a, const double *b, size_t k, double *p)
{
	double an = sum(a, k), bn = sum(b, k), chi2 = 0;

	for (size_t i = 0; i < k; i++) {
		double expected = a[i] * bn / an, off = b[i] - expected;

		if (off != 0)
			chi2 += off * off / expected;
	}
	*p = chi2_tail(degrees(a, b, k), chi2);
	return chi2;
}

double
chi2_table(const double *a, const double *b, size_t k, double *p)
{
	double an = sum(a, k), bn = sum(b, k), chi2 = 0;

	for (size_t i = 0; i < k; i++) {
		double share = (a[i] + b[i]) / (an + bn);
		double off = a[i] - share * an;

		if (share > 0)
			chi2 += off * off / share * (1 / an + 1 / bn);
	}
	*p = chi2_tail(degrees(a, b, k), chi2);
	return chi2;
}

double
two_proportions(struct proportion a, struct proportion b, double *p)
{
	double share = (a.x + b.x) / (a.n + b.n), z = 0;
	double variance = share * (1 - share) * (1 / a.n + 1 / b.n);

	if (variance > 0)
		z = (a.x / a.n - b.x / b.n) / sqrt(variance);
	*p = normal_tails(z);
	return z;
}

/*
 * p log(p / m) + q log(q / m) of each, m half way between; from how far they
 * are apart, so that little is lost where that is little.
 */
double
jensen_shannon(const double *a, const double *b, size_t k)
{
	double an = sum(a, k), bn = sum(b, k), twice = 0;

	for (size_t i = 0; i < k; i++) {
		double p = a[i] / an, q = b[i] / bn;
		double off = (p - q) / (p + q);

		if (p > 0)
			twice += p * log1p(off);
		if (q > 0)
			twice += q * log1p(-off);
	}
	return sqrt(fmax(twice, 0) / 2);
}

double
hellinger(const double *a, const double *b, size_t k)
{
	double an = sum(a, k), bn = sum(b, k), squares = 0;

	for (size_t i = 0; i < k; i++) {
		double off = sqrt(a[i] / an) - sqrt(b[i] / bn);

		squares += off * off;
	}
	return sqrt(squares / 2);
}

static double
some(double share)
{
	return share > 0 ? share : PSI_NOUGHT;
}

double
stability_index(const double *a, const double *b, size_t k)
{
	double an = sum(a, k), bn = sum(b, k), index = 0;

	for (size_t i = 0; i < k; i++) {
		double p = some(a[i] / an), q = some(b[i] / bn);

		index += (p - q) * log(p / q);
	}
	return index;
}
