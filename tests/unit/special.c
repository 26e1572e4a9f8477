/*
 * Special functions against values of mpmath, which special-table makes:
 *
 *	tests/unit/special-table > tests/unit/special-table.h
 */
#include <math.h>

#include "special-table.h"
#include "special.h"
#include "tap.h"

static const char *const names[] = {"normal_tails", "gamma_lower",
    "gamma_upper", "beta_lower", "smirnov_tail", "kolmogorov_tail"};

static double
value_of(const struct known *k)
{
	switch (k->of) {
	case NORMAL: return normal_tails(k->a);
	case LOWER: return gamma_lower(k->a, k->x);
	case UPPER: return gamma_upper(k->a, k->x);
	case BETA: return beta_lower(k->a, k->b, k->x);
	case SMIRNOV: return smirnov_tail(k->a, k->x);
	default: return kolmogorov_tail(k->a, k->x);
	}
}

static void
try_known(struct tap *t)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct known *k = &known[i];
		double off = fabs(value_of(k) - k->value) / k->value;

		tap_ok(t, off <= 1e-12, "%s %.9g %.9g %.9g: off by %.1e",
		    names[k->of], k->a, k->b, k->x, off);
	}
}

static void
try_ends(struct tap *t)
{
	tap_ok(t, gamma_lower(3, 0) == 0 && gamma_upper(3, 0) == 1,
	    "nothing is below 0");
	tap_ok(t, gamma_upper(3, INFINITY) == 0, "nor beyond infinity");
	tap_ok(t, chi2_tail(0, 0) == 1, "no degrees of freedom tell nothing");
	tap_ok(t, normal_tails(INFINITY) == 0, "infinitely far");
	tap_ok(t, kolmogorov_tail(10, 1) == 0 && smirnov_tail(10, 1) == 0,
	    "nothing is all apart");
	tap_ok(t, kolmogorov_tail(10, 0.05) == 1 && smirnov_tail(10, 0) == 1,
	    "and nothing is nearer than that");
}

static void
try_quantiles(struct tap *t)
{
	static const double shares[] = {1e-9, 0.025, 0.5, 0.975};

	for (double a = 0.5; a < 1e4; a *= 7)
		for (size_t i = 0; i < 4; i++) {
			double x = beta_quantile(a, 3.5, shares[i]);
			double p = beta_lower(a, 3.5, x);

			/* x to 1e-12, and p is about x^a at least */
			tap_ok(t, fabs(p - shares[i]) <=
			    2e-12 * (a + 4) * shares[i],
			    "a quantile of Beta(%g, 3.5): %g", a, x);
		}
}

int
main(void)
{
	struct tap t = {0};

	try_known(&t);
	try_ends(&t);
	try_quantiles(&t);
	return tap_end(&t);
}
