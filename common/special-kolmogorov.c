/*
 * How far values stray from their own distribution function.
 */
#include <math.h>
#include <stddef.h>

#include "special.h"

#define PI	3.141592653589793
#define MOST	1e6	/* values whose terms are summed */

/* C(n, j) p^j (1 - p)^(n - j) with p = d + j / n; 0 < j < n (1 - d) */
static double
crossing(double n, double d, double j)
{
	double k = n - j, off = n * d;

	return exp(stirling_rest(n) - stirling_rest(j) - stirling_rest(k) -
	    deviance(j, j + off, -off) - deviance(k, k - off, off)) *
	    sqrt(n / (2 * PI * j * k));
}

double
smirnov_tail(double n, double d)
{
	double sum, off = n * d;

	if (d <= 0 || d >= 1)
		return d <= 0;
	if (n > MOST)
		return exp(-(6 * off + 1) * (6 * off + 1) / (18 * n));
	sum = exp(n * log1p(-d)) / d;
	for (double j = 1; j < n - off; j++)
		sum += crossing(n, d, j) / (d + j / n);
	return d * sum;
}

/* Order of the largest matrix: 2 k - 1 with k = ceil(1.4^(2/3) n^(1/3)). */
#define ORDER	117
#define EXACT	100000	/* values */

/* What it stands for is this times 2 to the exponent. */
struct matrix {
	size_t order;
	int exponent;
	double v[ORDER][ORDER];
};

struct row {
	int exponent;
	double v[ORDER];
};

static void
square(const struct matrix *a, struct matrix *b)
{
	double largest = 0;
	int shift;

	b->order = a->order;
	for (size_t i = 0; i < a->order; i++) {
		for (size_t j = 0; j < a->order; j++)
			b->v[i][j] = 0;
		for (size_t k = 0; k < a->order; k++)
			for (size_t j = 0; j < a->order; j++)
				b->v[i][j] += a->v[i][k] * a->v[k][j];
		for (size_t j = 0; j < a->order; j++)
			largest = fmax(largest, b->v[i][j]);
	}
	(void)frexp(largest, &shift);
	for (size_t i = 0; i < a->order; i++)
		for (size_t j = 0; j < a->order; j++)
			b->v[i][j] = ldexp(b->v[i][j], -shift);
	b->exponent = 2 * a->exponent + shift;
}

static void
multiply(struct row *r, const struct matrix *a)
{
	struct row before = *r;
	double largest = 0;
	int shift;

	for (size_t j = 0; j < a->order; j++) {
		r->v[j] = 0;
		for (size_t k = 0; k < a->order; k++)
			r->v[j] += before.v[k] * a->v[k][j];
		largest = fmax(largest, r->v[j]);
	}
	(void)frexp(largest, &shift);
	for (size_t j = 0; j < a->order; j++)
		r->v[j] = ldexp(r->v[j], -shift);
	r->exponent = before.exponent + a->exponent + shift;
}

/* H of Marsaglia, Tsang & Wang, h = k - n d */
static void
fill(struct matrix *a, size_t order, double h)
{
	double factor = 1;	/* 1 / (i - j + 1)! along a diagonal */
	double corner = fmax(2 * h - 1, 0);

	a->order = order;
	a->exponent = 0;
	for (size_t i = 0; i < order; i++)
		for (size_t j = 0; j < order; j++)
			a->v[i][j] = 0;
	for (size_t off = 0; off <= order; off++) {
		size_t i = off == 0 ? 0 : off - 1;
		size_t j = off == 0 ? 1 : 0;

		factor /= off == 0 ? 1 : (double)off;
		for (; i < order && j < order; i++, j++)
			a->v[i][j] = factor;
	}
	factor = 1;
	for (size_t i = 0; i < order; i++) {
		factor /= (double)(i + 1);
		a->v[i][0] = (1 - pow(h, (double)(i + 1))) * factor;
		a->v[order - 1][order - 1 - i] = a->v[i][0];
	}
	a->v[order - 1][0] = (1 - 2 * pow(h, (double)order) +
	    pow(corner, (double)order)) * factor;
}

/* P(D < d), exactly. */
static double
inside_exact(double n, double d)
{
	struct matrix power[2];
	struct row r = {0};
	double k = ceil(n * d), p;
	int from = 0;

	fill(&power[0], 2 * (size_t)k - 1, k - n * d);
	r.v[(size_t)k - 1] = 1;
	for (size_t left = (size_t)n; left > 0; left /= 2) {
		if (left % 2 == 1)
			multiply(&r, &power[from]);
		if (left > 1)
			square(&power[from], &power[!from]);
		from = !from;
	}
	p = r.v[(size_t)k - 1];
	for (double i = 1; i <= n; i++) {
		p *= i / n;
		if (p < 0x1p-512) {
			p *= 0x1p512;
			r.exponent -= 512;
		}
	}
	return ldexp(p, r.exponent);
}

/*
 * P(D < d) by Pelz & Good: K0 + K1 / n^(1/2) + K2 / n + K3 / n^(3/2), their
 * functions of z = d n^(1/2).  Each sums over odd and whole numbers times
 * powers of q.
 */
struct pelz_good {
	double z2, z4, z6;		/* powers of z */
	double k0, k1, k2, k3;
};

static void
add_odd(struct pelz_good *s, double m, double weight)
{
	double m2 = PI * PI * m * m, m4 = m2 * m2, m6 = m4 * m2;
	double z2 = s->z2, z4 = s->z4, z6 = s->z6;

	s->k0 += weight;
	s->k1 += weight * (m2 / 4 - z2);
	s->k2 += weight * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * m2 / 4 +
	    (1 - 2 * z2) * m4 / 16);
	s->k3 += weight * (-30 * z6 - 90 * z4 * z4 +
	    (135 * z4 - 96 * z6) * m2 / 4 + (212 * z4 - 60 * z2) * m4 / 16 +
	    (5 - 30 * z2) * m6 / 64);
}

static double
inside_series(double n, double d)
{
	double z = sqrt(n) * d, root = sqrt(2 * PI), even2 = 0, even3 = 0;
	struct pelz_good s = {.z2 = z * z, .z4 = pow(z, 4), .z6 = pow(z, 6)};

	for (double k = ceil(16 * z / PI); k > 0; k--) {
		double m = 2 * k - 1, m2 = PI * PI * k * k;
		double weight = exp(-m2 / 2 / s.z2);

		add_odd(&s, m, exp(-PI * PI * m * m / 8 / s.z2));
		even2 += m2 * weight;
		even3 += (3 * s.z2 - m2) * m2 * weight;
	}
	s.k0 *= root / z;
	s.k1 *= root / (6 * s.z4);
	s.k2 *= root / (72 * s.z6 * z);
	s.k3 *= root / (6480 * s.z6 * s.z4);
	s.k2 -= root * even2 / (36 * s.z2 * z);
	s.k3 += root * even3 / (216 * s.z6);
	return s.k0 + s.k1 / sqrt(n) + s.k2 / n + s.k3 / (n * sqrt(n));
}

static double
clipped(double p)
{
	return fmin(fmax(p, 0), 1);
}

/* 2 n d <= 2 values are left apart: Ruben & Gambino 1982. */
static double
nearest(double n, double d)
{
	return 1 - exp(log(2 * PI * n) / 2 - n + stirling_rest(n) +
	    n * log(2 * n * d - 1));
}

double
kolmogorov_tail(double n, double d)
{
	double t = n * d, t2 = t * d;

	if (d >= 1 || t <= 0.5)
		return d < 1;
	if (t <= 1)
		return clipped(nearest(n, d));
	if (t >= n - 1)
		return 2 * pow(1 - d, n);
	if (d >= 0.5 || t2 > 4 || (t2 >= 2.2 && n > 140))
		return t2 >= 370 && n > 140 ? 0 :
		    clipped(2 * smirnov_tail(n, d));
	if (n <= 140 || (n <= EXACT && n * pow(d, 1.5) <= 1.4))
		return clipped(1 - inside_exact(n, d));
	return clipped(1 - inside_series(n, d));
}
