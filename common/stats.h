/*
 * stats - moments and lines through a few numbers
 *
 * Two-pass sums; n = 0 gives 0.
 */
#ifndef STATS_H
#define STATS_H

#include <stddef.h>

double	stats_mean(const double *y, size_t n);
/* Sample standard deviation (n - 1); 0 for fewer than two values. */
double	stats_deviation(const double *y, size_t n);
/* Least squares of y against 0, 1, ... n-1; 0 for fewer than two values. */
double	stats_slope(const double *y, size_t n);
/* Least squares of y against x; 0 where x does not vary. */
double	stats_slope_against(const double *x, const double *y, size_t n);
/* Sorts them upwards; quicker where twice their room can be had. */
void	stats_sort(double *y, size_t n);

#endif
