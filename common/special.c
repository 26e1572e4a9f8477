#include <float.h>
#include <math.h>

#include "special.h"

#define TAU		6.283185307179586	/* twice pi */
#define DEEPEST		100000	/* terms; about the root of a + b are needed */

double
normal_tails(double z)
{
	return erfc(fabs(z) / sqrt(2));
}

double
log_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

/* Stirling's series (DLMF 5.11.1) where five terms of it are enough. */
double
stirling_rest(double n)
{
	double r = 1 / (n * n);

	if (n < 15)
		return log_gamma(n + 1) - (n + 0.5) * log(n) + n -
		    log(TAU) / 2;
	return (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 -
	    r * (1 / 1188.0 - r * 691 / 360360.0))))) / n;
}

/* By the series of the inverse hyperbolic tangent where the two are near. */
double
deviance(double x, double mean, double off)
{
	double v = off / (x + mean), power = 2 * x * v, sum = off * v;

	if (fabs(v) >= 0.35)
		return x * log1p(off / mean) - off;
	for (double k = 3, before = NAN; sum != before; k += 2) {
		before = sum;
		power *= v * v;
		sum += power / k;
	}
	return sum;
}

/* A continued fraction by Lentz's method (Thompson & Barnett 1986). */
struct fraction {
	double c, d, value;
};

static double
unlike_zero(double x)
{
	return fabs(x) < DBL_MIN ? DBL_MIN : x;
}

/* 1 / b, to be deepened. */
static struct fraction
begin(double b)
{
	return (struct fraction){INFINITY, 1 / b, 1 / b};
}

/* Below its last b goes + a / b; returns by how much the value changed. */
static double
deepen(struct fraction *f, double a, double b)
{
	f->c = unlike_zero(b + a / f->c);
	f->d = 1 / unlike_zero(b + a * f->d);
	f->value *= f->c * f->d;
	return fabs(f->c * f->d - 1);
}

/* x^a e^-x / gamma(a + 1) */
static double
gamma_term(double a, double x)
{
	return exp(-stirling_rest(a) - deviance(a, x, a - x)) / sqrt(TAU * a);
}

/* P by DLMF 8.11.4 */
static double
gamma_series(double a, double x)
{
	double term = 1, sum = 1;

	for (double k = 1; term > sum * DBL_EPSILON / 4; k++) {
		term *= x / (a + k);
		sum += term;
	}
	return gamma_term(a, x) * sum;
}

/* Q by the even part of DLMF 8.9.2 */
static double
gamma_fraction(double a, double x)
{
	struct fraction f = begin(x + 1 - a);

	for (double k = 1; k < DEEPEST; k++)
		if (deepen(&f, k * (a - k), x + 2 * k + 1 - a) < DBL_EPSILON)
			break;
	return gamma_term(a, x) * a * f.value;
}

double
gamma_lower(double a, double x)
{
	if (x <= 0)
		return 0;
	return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

double
gamma_upper(double a, double x)
{
	if (x <= 0)
		return 1;
	if (isinf(x))
		return 0;
	return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

double
chi2_tail(double degrees, double x)
{
	return degrees > 0 ? gamma_upper(degrees / 2, x / 2) : 1;
}

/* 1 / (1 + d1 / (1 + d2 / ...)) of DLMF 8.17.22 */
static double
beta_fraction(double a, double b, double x)
{
	struct fraction f = begin(1);

	(void)deepen(&f, -(a + b) * x / (a + 1), 1);
	for (double m = 1; m < DEEPEST; m++) {
		double at = a + 2 * m;

		(void)deepen(&f, m * (b - m) * x / ((at - 1) * at), 1);
		if (deepen(&f, -(a + m) * (a + b + m) * x / (at * (at + 1)),
		    1) < DBL_EPSILON)
			break;
	}
	return f.value;
}

/* x^a (1 - x)^b / B(a, b) */
static double
beta_term(double a, double b, double x)
{
	double n = a + b, off = a * (1 - x) - b * x;

	return exp(stirling_rest(n) - stirling_rest(a) - stirling_rest(b) -
	    deviance(a, n * x, off) - deviance(b, n * (1 - x), -off)) *
	    sqrt(a / n * b / TAU);
}

/* DLMF 8.17.4 on the side where the fraction converges fast. */
double
beta_lower(double a, double b, double x)
{
	double term = beta_term(a, b, x);

	return x < (a + 1) / (a + b + 2) ? term * beta_fraction(a, b, x) / a :
	    1 - term * beta_fraction(b, a, 1 - x) / b;
}

#define ENOUGH	1e-12	/* of a step, the next would be its square */

/* Newton's method from the mean; by halves where it leaves the bracket. */
double
beta_quantile(double a, double b, double p)
{
	double low = 0, high = 1, x = a / (a + b), before;

	for (int i = 0; i < 100; i++) {
		double off = beta_lower(a, b, x) - p;

		if (off > 0)
			high = x;
		else
			low = x;
		before = x;
		x -= off * x * (1 - x) / beta_term(a, b, x);
		if (!(x > low && x < high))
			x = (low + high) / 2;
		if (fabs(x - before) <= ENOUGH * x)
			break;
	}
	return x;
}
