/*
 * twosample - how far two samples differ, and whether that is more than chance
 *
 * All p-values are two-sided.  a is the reference and b what is compared with
 * it.  Samples of numbers stand in order, upwards, except where said; no
 * sample is empty.  Categories, and bins, are counts: a[i] and b[i] are of the
 * same one of k, and what neither has does no harm.
 */
#ifndef TWOSAMPLE_H
#define TWOSAMPLE_H

#include <stddef.h>

/*
 * Mann-Whitney U (Mann & Whitney 1947; with ties: midranks).  While both
 * samples have at most TWOSAMPLE_EXACT values, p is that of the permutation
 * distribution of the rank sum: the share of all choices of n of the pooled
 * values whose rank sum is at least as far from its expectation.  Beyond,
 * the normal approximation with tie and continuity correction.  In any order.
 */
#define TWOSAMPLE_EXACT	20
#define TWOSAMPLE_MAX	1024	/* values of one sample */

double	mann_whitney(const double *a, size_t an, const double *b, size_t bn);

/*
 * Kolmogorov-Smirnov: the largest distance of the two empirical distribution
 * functions.  p is exact while the larger sample has at most KS_EXACT values
 * (lattice paths, Hodges 1958, counted as Viehmann 2021 does), else that of one
 * sample of an bn / (an + bn) values, rounded; the same as SciPy's ks_2samp
 * with method auto.
 */
#define KS_EXACT	10000

double	ks_distance(const double *a, size_t an, const double *b, size_t bn);
double	ks_p(double d, size_t an, size_t bn);	/* in either order */

/* Area between the two distribution functions, in the values' unit. */
double	wasserstein(const double *a, size_t an, const double *b, size_t bn);

/*
 * Pearson's chi-squared of b against what a leads to expect,
 * a[i] * sum(b) / sum(a), with k - 1 degrees of freedom.  A category that only
 * b has makes it infinite, and p 0.
 */
double	chi2_fit(const double *a, const double *b, size_t k, double *p);
/*
 * Pearson's chi-squared of the table of 2 x k counts: whether both come from
 * the same distribution.  Categories that neither has are left out.
 */
double	chi2_table(const double *a, const double *b, size_t k, double *p);
/*
 * Two proportions, by the pooled variance; z, which is above 0 where a's is
 * larger, is 0 and p 1 where that is nought.
 */
struct proportion {
	double x, n;		/* x of n */
};

double	two_proportions(struct proportion a, struct proportion b, double *p);

/* Distances of two distributions, which are counts that need not sum to 1. */
double	jensen_shannon(const double *a, const double *b, size_t k); /* root of
		the divergence, by the natural logarithm: 0 .. sqrt(ln 2) */
double	hellinger(const double *a, const double *b, size_t k);	/* 0 .. 1 */
/* Population stability index; shares of nought count as PSI_NOUGHT. */
#define PSI_NOUGHT	0.0001
double	stability_index(const double *a, const double *b, size_t k);

#endif
