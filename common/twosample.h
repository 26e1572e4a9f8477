/*
 * twosample - is the difference of two samples more than chance
 *
 * All p-values are two-sided.
 */
#ifndef TWOSAMPLE_H
#define TWOSAMPLE_H

#include <stddef.h>

/*
 * Mann-Whitney U (Mann & Whitney 1947; with ties: midranks).  While both
 * samples have at most TWOSAMPLE_EXACT values, p is that of the permutation
 * distribution of the rank sum: the share of all choices of n of the pooled
 * values whose rank sum is at least as far from its expectation.  Beyond,
 * the normal approximation with tie and continuity correction.
 */
#define TWOSAMPLE_EXACT	20
#define TWOSAMPLE_MAX	1024	/* values of one sample */

double	mann_whitney(const double *a, size_t an, const double *b, size_t bn);

#endif
