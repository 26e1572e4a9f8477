#include <math.h>
#include <string.h>

#include "change-parts.h"

#define FLOOR	0.02	/* of the variance of the series: what looks constant
			   is not infinitely likely */

const struct change_rules change_offline = {.change = 7, .line = 2};
const struct change_rules change_online = {.change = 10, .line = 2};

void
change_add(struct change_sums *s, double y)
{
	s->y += y;
	s->yy += y * y;
	s->ty += s->at * y;
	s->at++;
}

struct change_price
change_price(const struct change_rules *rules, size_t n, double variance)
{
	double unit = log((double)n);

	return (struct change_price){rules->change * unit,
	    rules->steps ? HUGE_VAL : rules->line * unit, FLOOR * variance};
}

struct change_fit
change_fit(const struct change_sums *from, const struct change_sums *to)
{
	double n = to->at - from->at, y = to->y - from->y;
	double middle = (from->at + to->at - 1) / 2;
	double sxy = to->ty - from->ty - middle * y;
	double sxx = n * (n * n - 1) / 12;
	struct change_fit fit = {.n = n, .mean = y / n};

	fit.slope = sxx > 0 ? sxy / sxx : 0;
	fit.level = to->yy - from->yy - y * fit.mean;
	fit.line = fit.level - fit.slope * sxy;
	return fit;
}

static double
at_least(double x, double floor)
{
	return x > floor ? x : floor;
}

/*
 * What the line saves, less its price, is positive.  That takes a variance
 * that is exp(line / n) times smaller; most are not even (1 + line / n)
 * times, and cost no logarithm.
 */
bool
change_is_line(const struct change_price *price, const struct change_fit *fit)
{
	double level = at_least(fit->level / fit->n, price->floor);
	double line = at_least(fit->line / fit->n, price->floor);

	return line * (1 + price->line / fit->n) < level &&
	    fit->n * log(level / line) > price->line;
}

double
change_cost(const struct change_price *price, const struct change_sums *from,
    const struct change_sums *to)
{
	struct change_fit fit = change_fit(from, to);
	bool line = change_is_line(price, &fit);
	double rss = line ? fit.line : fit.level;

	return fit.n * log(at_least(rss / fit.n, price->floor)) +
	    (line ? price->line : 0);
}

struct change_sums
change_node(const struct change_nodes *d, size_t i)
{
	return (struct change_sums){d->at[i], d->y[i], d->yy[i], d->ty[i]};
}

void
change_set_node(struct change_nodes *d, size_t i, const struct change_sums *s)
{
	d->at[i] = s->at;
	d->y[i] = s->y;
	d->yy[i] = s->yy;
	d->ty[i] = s->ty;
}

/*
 * A bound from below of log v for a positive normal v, in a few operations
 * that compilers turn into vector ones: of v = m 2^e with 1 <= m < 2,
 * log2(m) >= (m - 1) + a (m - 1) (2 - m) for a = 1 - 1 / (2 log 2), where
 * the two touch at both ends.  It is .02 below at most.
 */
static inline double
log_bound(double v)
{
	const double a = 0.27865247955551829;
	uint64_t bits, exponent, mantissa;
	double e, m;

	memcpy(&bits, &v, sizeof(bits));
	/* 2^52 + the biased exponent, as a double */
	exponent = bits >> 52 | UINT64_C(0x4330000000000000);
	mantissa = (bits & UINT64_C(0xfffffffffffff)) |
	    UINT64_C(0x3ff0000000000000);
	memcpy(&e, &exponent, sizeof(e));
	memcpy(&m, &mantissa, sizeof(m));
	e -= 4503599627370496.0 + 1023;
	m -= 1;
	return (e + m + a * m * (1 - m)) * 0.69314718055994529;
}

void
change_lengths(struct change_lengths *l, const struct change_search *s,
    const struct change_price *price, double end)
{
	for (size_t i = s->first; i <= s->last; i++) {
		double n = end - s->nodes->at[i], over_n = 1 / n;
		double x = price->line * over_n, root = 1 + x * 0.5 +
		    x * x * 0.125;

		l->n[i] = n;
		l->over_n[i] = over_n;
		l->slope[i] = 12 * over_n * over_n / (n * n - 1);
		l->line[i] = root * root;
	}
}

/*
 * bound[i]: no more than the cost of the path whose last piece is from node
 * i to `end`.  Level and line in one logarithm: their costs compare as
 * v(level) and v(line) exp(line / n) do, and (1 + x/2 + x^2/8)^2 <= exp(x).
 */
__attribute__((always_inline))
static inline void
bounds_of(const struct change_search *s, const struct change_price *price,
    const struct change_sums *end, double *bound)
{
	const struct change_nodes *d = s->nodes;
	const struct change_lengths *l = s->lengths;
	const struct change_sums to = *end;
	double floor = price->floor;
	size_t shift = s->shift;

	for (size_t i = s->first; i <= s->last; i++) {
		double over_n = l->over_n[i + shift];
		double y = to.y - d->y[i];
		double middle = (to.at + d->at[i] - 1) * 0.5;
		double sxy = to.ty - d->ty[i] - middle * y;
		double level = (to.yy - d->yy[i] - y * y * over_n) * over_n;
		double line = level - l->slope[i + shift] * sxy * sxy;

		level = level > floor ? level : floor;
		line = (line > floor ? line : floor) * l->line[i + shift];
		bound[i] = d->cost[i] + l->n[i + shift] *
		    log_bound(line < level ? line : level);
	}
}

#ifdef __x86_64__
/* The same bits, four nodes at once. */
__attribute__((target("avx2")))
static void
bounds_by_four(const struct change_search *s,
    const struct change_price *price, const struct change_sums *end,
    double *bound)
{
	bounds_of(s, price, end, bound);
}
#endif

/* Most of the time that looking for changes takes. */
static void
bounds(const struct change_search *s, const struct change_price *price,
    const struct change_sums *end, double *bound)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2")) {
		bounds_by_four(s, price, end, bound);
		return;
	}
#endif
	bounds_of(s, price, end, bound);
}

void
change_search(struct change_search *s, const struct change_price *price,
    const struct change_sums *end)
{
	double bound[CHANGE_NODES + 2];
	struct change_sums from = change_node(s->nodes, s->best);

	s->cost = s->nodes->cost[s->best] + change_cost(price, &from, end);
	bounds(s, price, end, bound);
	for (size_t i = s->first; i <= s->last; i++) {
		double cost;

		if (!(bound[i] < s->cost) || i == s->best)
			continue;
		from = change_node(s->nodes, i);
		cost = s->nodes->cost[i] + change_cost(price, &from, end);
		if (cost < s->cost) {
			s->cost = cost;
			s->best = i;
		}
	}
}
