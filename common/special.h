/*
 * special - functions that p-values are made of
 *
 * To about 1e-13 of the value, far out in the tails too: powers and gamma
 * functions of large numbers cancel on paper, not in floating point (Loader
 * 2000, "Fast and accurate computation of binomial probabilities").  DLMF is
 * the Digital Library of Mathematical Functions, dlmf.nist.gov.
 */
#ifndef SPECIAL_H
#define SPECIAL_H

/* Both tails of the standard normal distribution: beyond |z| and below. */
double	normal_tails(double z);

/* Regularised incomplete gamma function, P and Q of DLMF 8.2; a >= 1/2. */
double	gamma_lower(double a, double x);
double	gamma_upper(double a, double x);
/* P(X >= x) of the chi-squared distribution; 1 without degrees of freedom. */
double	chi2_tail(double degrees, double x);

/* Regularised incomplete beta function I_x(a, b) of DLMF 8.17; 0 < x < 1. */
double	beta_lower(double a, double b, double x);
/* The x where it is p, 0 < p < 1. */
double	beta_quantile(double a, double b, double p);

/*
 * P(D >= d) of the distance of n values from their continuous distribution
 * function: where they are more (Smirnov), or either way (Kolmogorov).  The
 * first sums Birnbaum & Tingey 1951, above 1e6 values it takes the limit of
 * Maag & Dicaire 1971.  The second chooses as Simard & L'Ecuyer 2011 and
 * SciPy do: exact by Marsaglia, Tsang & Wang 2003, twice Smirnov's where the
 * tail is thin, else the series of Pelz & Good 1976.
 */
double	smirnov_tail(double n, double d);
double	kolmogorov_tail(double n, double d);

/* Of x > 0, in any thread: lgamma() keeps the sign where all share it. */
double	log_gamma(double x);

/* private: n! = sqrt(2 pi n) (n/e)^n exp(stirling_rest(n)), n > 0 */
double	stirling_rest(double n);
/* private: x log(x / mean) + mean - x, where off is x - mean */
double	deviance(double x, double mean, double off);

#endif
