/*
 * What predictions alone tell of a model, before any label is known.
 */
#include <math.h>
#include <stdlib.h>

#include "monitor.h"
#include "stats.h"

void
moments_add(struct moments *m, double x)
{
	double off = x - m->mean;

	m->n++;
	m->mean += off / (double)m->n;
	m->square += off * (x - m->mean);
}

double
quantile_of(const double *y, size_t n, double share)
{
	double at = share * (double)(n - 1);
	size_t below = (size_t)at;

	if (below + 1 >= n)
		return y[n - 1];
	return y[below] + (at - (double)below) * (y[below + 1] - y[below]);
}

/* Shannon's, in nats, of shares that are never quite nought. */
static double
entropy(const size_t bin[BINS], size_t n)
{
	double share[BINS], sum = 0, h = 0;

	for (int i = 0; i < BINS; i++) {
		share[i] = (double)bin[i] / (double)n + 1e-10;
		sum += share[i];
	}
	for (int i = 0; i < BINS; i++)
		h -= share[i] / sum * log(share[i] / sum);
	return h;
}

static void
fill_quartiles(const struct model *x, struct monitoring *m)
{
	double *y = need(x->rows + 1, sizeof(*y));
	size_t n = 0;

	for (size_t i = 0; i < x->rows; i++)
		if (!isnan(x->certainty[i]))
			y[n++] = x->certainty[i];
	if (n > 0) {
		stats_sort(y, n);
		m->probability_q25 = value_real(quantile_of(y, n, .25));
		m->probability_median = value_real(quantile_of(y, n, .5));
		m->probability_q75 = value_real(quantile_of(y, n, .75));
	}
	free(y);
}

void
proxy_fill(const struct model *x, struct monitoring *m)
{
	const struct moments *p = &x->probability;

	if (x->answers > 0)
		m->positive_rate = value_real((double)x->positive /
		    (double)x->answers);
	if (p->n == 0)
		return;
	m->probability_mean = value_real(p->mean);
	m->probability_std = value_real(p->n < 2 ? 0 :
	    sqrt(p->square / (double)(p->n - 1)));
	m->entropy = value_real(entropy(x->bin, p->n));
	fill_quartiles(x, m);
}
