/*
 * The largest distance of two distribution functions, and the area between.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "special.h"
#include "twosample.h"

/* Two samples in order, walked over as one. */
struct walk {
	const double *a, *b;
	size_t an, bn;
	size_t i, j;		/* values up to here */
	double at;
};

/* Over all that are equal to the next one; false at the end. */
static bool
next_value(struct walk *w)
{
	if (w->i == w->an && w->j == w->bn)
		return false;
	w->at = w->j == w->bn || (w->i < w->an && w->a[w->i] < w->b[w->j]) ?
	    w->a[w->i] : w->b[w->j];
	while (w->i < w->an && w->a[w->i] == w->at)
		w->i++;
	while (w->j < w->bn && w->b[w->j] == w->at)
		w->j++;
	return true;
}

static double
apart(const struct walk *w)
{
	return fabs((double)w->i / (double)w->an -
	    (double)w->j / (double)w->bn);
}

double
ks_distance(const double *a, size_t an, const double *b, size_t bn)
{
	struct walk w = {a, b, an, bn, 0, 0, 0};
	double most = 0;

	while (next_value(&w))
		most = fmax(most, apart(&w));
	return most;
}

double
wasserstein(const double *a, size_t an, const double *b, size_t bn)
{
	struct walk w = {a, b, an, bn, 0, 0, 0};
	double area = 0, height = 0, before = 0;

	while (next_value(&w)) {
		if (height > 0)
			area += height * (w.at - before);
		height = apart(&w);
		before = w.at;
	}
	return area;
}

static size_t
common_divisor(size_t a, size_t b)
{
	while (b != 0) {
		size_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/*
 * Samples of n each: the paths that leave |i - j| < h are counted by
 * reflection, 2 (C(2n, n - h) - C(2n, n - 2h) + ...) / C(2n, n), as in Horner's
 * scheme by ratios of neighbours.
 */
static double
square_p(double n, double h)
{
	double p = 0;

	for (double k = floor(n / h); k >= 0; k--) {
		double ratio = 1;

		for (double j = 0; j < h; j++)
			ratio *= (n - k * h - j) / (n + k * h + j + 1);
		p = ratio * (1 - p);
	}
	return 2 * p;
}

/* Paths over a lattice of m to n; they leave where |i q - j p| >= h. */
struct lattice {
	int64_t m, n, p, q, h;		/* p = m / gcd, q = n / gcd */
};

/*
 * v[n - j] is the share of the paths to (i, j) that have left, of which i in
 * i + j come from (i - 1, j), and the rest from (i, j - 1); of a point outside
 * it is 1.  From one diagonal i + j to the next, as all of a diagonal can be
 * had at once.
 */
static double
lattice_p(const struct lattice *l, double *v)
{
	int64_t both = l->p + l->q, kept = 0;

	for (int64_t j = 0; j <= l->n + 1; j++)
		v[j] = 1;
	v[l->n] = 0;
	for (int64_t s = 1; s <= l->m + l->n; s++) {
		int64_t past = l->q * s - l->h;
		int64_t low = past < 0 ? 0 : past / both + 1;
		int64_t high = (l->q * s + l->h - 1) / both;
		double step = 1 / (double)s;

		low = low < s - l->m ? s - l->m : low;
		high = high > l->n ? l->n : high;
		high = high > s ? s : high;
		for (int k = (int)(l->n - high); k <= (int)(l->n - low); k++) {
			double j = (double)((int)l->n - k);

			v[k] = ((double)s - j) * step * v[k] +
			    j * step * v[k + 1];
		}
		for (; kept < low; kept++)
			v[l->n - kept] = 1;
	}
	return v[0];
}

/* Where 2 e exp(-2 n d^2) of Wei & Dudley 2012 is nought as a double. */
#define THIN	375

static double
exact_p(double d, size_t an, size_t bn)
{
	size_t m = an > bn ? an : bn, n = an > bn ? bn : an;
	size_t divisor = common_divisor(m, n);
	double v[KS_EXACT + 2];
	double all = (double)m / (double)divisor * (double)n;
	double h = nearbyint(d * all);

	if (h <= 0)
		return 1;
	if (d * d * (double)m / (double)(m + n) * (double)n > THIN)
		return 0;
	if (m == n)
		return square_p((double)n, h);
	return lattice_p(&(struct lattice){(int64_t)m, (int64_t)n,
	    (int64_t)(m / divisor), (int64_t)(n / divisor), (int64_t)h}, v);
}

double
ks_p(double d, size_t an, size_t bn)
{
	double m = (double)an, n = (double)bn;
	double p = an <= KS_EXACT && bn <= KS_EXACT ? exact_p(d, an, bn) :
	    kolmogorov_tail(nearbyint(m * n / (m + n)), d);

	return p < 1 ? p : 1;
}
