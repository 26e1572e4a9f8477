/*
 * twosample - compare what comes on standard input, for scipy.tap
 *
 * A comparison is the sizes an, bn and k, then an and bn numbers, then k and k
 * counts, all of them as doubles of this machine.  Its scores and p-values
 * become a line, in the order of the words in scipy.tap.
 */
#include <stdio.h>
#include <stdlib.h>

#include "stats.h"
#include "twosample.h"

#define MOST	(1 << 20)

struct pair {
	double *a, *b;
	size_t an, bn;
};

static void
read_numbers(double *y, size_t n)
{
	if (fread(y, sizeof(*y), n, stdin) != n)
		exit(2);
}

static void
compare_numbers(const struct pair *p)
{
	double d;

	stats_sort(p->a, p->an);
	stats_sort(p->b, p->bn);
	d = ks_distance(p->a, p->an, p->b, p->bn);
	(void)printf("%.17g %.17g %.17g", d, ks_p(d, p->an, p->bn),
	    wasserstein(p->a, p->an, p->b, p->bn));
}

static void
compare_counts(const double *a, const double *b, size_t k)
{
	struct proportion x = {a[0], 0}, y = {b[0], 0};
	double fit_p, table_p, z_p, fit = chi2_fit(a, b, k, &fit_p);
	double table = chi2_table(a, b, k, &table_p), z;

	for (size_t i = 0; i < k; i++) {
		x.n += a[i];
		y.n += b[i];
	}
	z = two_proportions(x, y, &z_p);
	(void)printf(" %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n",
	    fit, fit_p, table, table_p, z, z_p, jensen_shannon(a, b, k),
	    hellinger(a, b, k), stability_index(a, b, k));
}

int
main(void)
{
	static double a[MOST], b[MOST];
	double size[3];

	while (fread(size, sizeof(size), 1, stdin) == 1) {
		struct pair p = {a, b, (size_t)size[0], (size_t)size[1]};
		size_t k = (size_t)size[2];

		read_numbers(a, p.an);
		read_numbers(b, p.bn);
		compare_numbers(&p);
		read_numbers(a, k);
		read_numbers(b, k);
		compare_counts(a, b, k);
	}
	return 0;
}
