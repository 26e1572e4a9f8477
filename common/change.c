#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "change-parts.h"
#include "stats.h"
#include "str.h"

#define WEAK	0.01	/* of the variance, by which a change must lower that
			   of the points beside it */
#define TAILS	0.5	/* median jump to its root mean square, below which */
#define GLANCE	32	/* nodes that tell whether a second look pays */

/* What y was divided by, and its mean before. */
struct scale {
	double mean, unit;
};

struct change *
change_open(void)
{
	return need(1, sizeof(struct change));
}

void
change_close(struct change *c)
{
	free(c);
}

/* Returns by how much c->y was divided for a deviation of one, or 0. */
static double
standardise(struct change *c, size_t n)
{
	double deviation = stats_deviation(c->y, n);

	if (deviation <= CHANGE_NOTHING) {
		memset(c->y, 0, n * sizeof(*c->y));
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		c->y[i] /= deviation;
	return deviation;
}

/* About the mean, and no larger than one, so that no square overflows. */
static struct scale
centre(struct change *c, const double *y, size_t n)
{
	struct scale scale = {0, 0};

	for (size_t i = 0; i < n; i++)
		scale.unit = fmax(scale.unit, fabs(y[i]));
	for (size_t i = 0; i < n; i++)
		c->y[i] = scale.unit > 0 ? y[i] / scale.unit : 0;
	scale.mean = stats_mean(c->y, n);
	for (size_t i = 0; i < n; i++)
		c->y[i] -= scale.mean;
	scale.mean *= scale.unit;
	return scale;
}

/* The sum of the squared distances of neighbours. */
static double
jumps(const double *y, size_t n)
{
	double sum = 0;

	for (size_t i = 1; i < n; i++)
		sum += (y[i] - y[i - 1]) * (y[i] - y[i - 1]);
	return sum;
}

/*
 * Whether neighbours differ little as a rule and much at times, so that few
 * points make most of the variance.  Of noise that is normal the median
 * difference is .67 of its root mean square; of such as this, half or less.
 */
static bool
has_tails(const double *y, size_t n, double median)
{
	return median * median * (double)(n - 1) <
	    TAILS * TAILS * jumps(y, n);
}

/* Steps 1 to 3. */
static struct scale
prepare(struct change *c, const double *y, size_t n)
{
	struct scale scale = centre(c, y, n);
	struct change_cleaned cleaned;
	size_t least = CHANGE_LEAST;

	scale.unit *= standardise(c, n);
	cleaned = change_clean(c->y, n);
	c->tails = has_tails(c->y, n, cleaned.jump);
	scale.unit *= standardise(c, n);
	c->period = cleaned.period;
	if (c->period > 0)
		least = (3 * c->period + 1) / 2;
	least = least < n / 4 ? least : n / 4;
	c->path.least = least > 2 ? least : 2;
	return scale;
}

static double
cost(const struct change_path *c, size_t from, size_t to)
{
	return change_cost(&c->price, &c->sums[from], &c->sums[to]);
}

/* By how much the variance about the pieces falls that meet at a change. */
static double
strength(const struct change_path *c, size_t k)
{
	size_t from = c->cut[k - 1], at = c->cut[k], to = c->cut[k + 1];

	return (change_residual(c, from, to) - change_residual(c, from, at) -
	    change_residual(c, at, to)) / (double)(to - from);
}

/* Step 5. */
static void
merge(struct change_path *c)
{
	for (;;) {
		size_t weakest = 0;
		double least = WEAK;

		for (size_t k = 1; k < c->pieces; k++)
			if (strength(c, k) < least) {
				least = strength(c, k);
				weakest = k;
			}
		if (weakest == 0)
			return;
		memmove(c->cut + weakest, c->cut + weakest + 1,
		    (c->pieces - weakest) * sizeof(*c->cut));
		c->pieces--;
	}
}

/* c->ranked: the ranks of n points of c->y. */
static void
sum_ranks(struct change *c, size_t from, size_t n)
{
	change_rank(c->y + from, n, c->ranks);
	change_sum(&c->ranked, c->ranks, n);
}

/*
 * Whether there is a change in the ranks.  They have no far points: what
 * pays for its price is long enough to show between fewer nodes, at half.
 */
static bool
partition_ranks(struct change *c, size_t from, size_t n)
{
	struct change_path *r = &c->ranked;

	sum_ranks(c, from, n);
	r->least = c->path.least;
	r->price = c->path.price;
	r->price.change /= 2;
	r->most = GLANCE;
	change_partition(r, n);
	if (r->pieces == 1)
		return false;
	r->price = c->path.price;
	r->most = CHANGE_NODES;
	change_partition(r, n);
	return r->pieces > 1;
}

/*
 * Where a line or a level is all that is left of a piece, its neighbours are
 * as far from each other as any two points; where they are nearer, there is a
 * curve, and ranks would see steps in it.  The squares of their distances are
 * half of the expected at least (von Neumann 1941).
 */
static bool
is_noise(const struct change *c, size_t from, size_t n)
{
	double rss = change_residual(&c->path, from, from + n);

	return rss > c->path.price.floor * (double)n &&
	    jumps(c->y + from, n) >= rss;
}

/*
 * A second look at what the normal distribution is no model of.  A few far
 * points raise the variance so much that steps of the others pay for
 * nothing; in the ranks of the points of a piece they are as good as any.
 * Ranks keep what moves one way only, and are the same for every
 * distribution as long as nothing changes.
 */
static void
look_again(struct change *c)
{
	struct change_path *p = &c->path;
	const struct change_path *r = &c->ranked;

	for (size_t k = 0; k < p->pieces; k++) {
		size_t from = p->cut[k], n = p->cut[k + 1] - from;

		if (n < 2 * p->least || !is_noise(c, from, n))
			continue;
		if (!partition_ranks(c, from, n))
			continue;
		memmove(p->cut + k + r->pieces, p->cut + k + 1,
		    (p->pieces - k) * sizeof(*p->cut));
		for (size_t j = 1; j < r->pieces; j++)
			p->cut[k + j] = from + r->cut[j];
		p->pieces += r->pieces - 1;
		k += r->pieces - 1;
	}
}

/* The log-likelihood that the cut at `at` gains. */
static double
gain(const struct change_path *p, size_t from, size_t at, size_t to)
{
	return (cost(p, from, to) - cost(p, from, at) - cost(p, at, to)) / 2;
}

static double
gain_of_change(struct change *c, size_t k)
{
	const size_t *cut = c->path.cut + k;
	size_t from = cut[-1];
	double by_value = gain(&c->path, from, cut[0], cut[1]), by_rank;

	if (!c->tails || 2 * by_value >= c->path.price.change)
		return by_value;
	sum_ranks(c, from, cut[1] - from);
	by_rank = gain(&c->ranked, 0, cut[0] - from, cut[1] - from);
	return fmax(by_value, by_rank);
}

/* Step 6, of piece k, in units of y. */
static struct piece
describe(struct change *c, size_t k, const struct scale *scale)
{
	const struct change_path *path = &c->path;
	size_t from = path->cut[k], to = path->cut[k + 1];
	struct change_fit fit = change_fit(&path->sums[from], &path->sums[to]);
	struct piece p = {.from = (uint32_t)from, .n = (uint32_t)(to - from)};

	if (change_is_line(&path->price, &fit)) {
		double floor = path->price.floor * fit.n;

		p.slope = fit.slope * scale->unit;
		p.slope_gain = fit.n / 2 *
		    log(fmax(fit.level, floor) / fmax(fit.line, floor));
	}
	p.first = scale->mean + fit.mean * scale->unit -
	    p.slope * (fit.n - 1) / 2;
	p.last = p.first + p.slope * (fit.n - 1);
	p.gain = k > 0 ? gain_of_change(c, k) : 0;
	return p;
}

struct pieces
change_pieces(struct change *c, const struct change_rules *rules,
    const double *y, size_t n)
{
	struct scale scale;

	if (n == 0 || n > CHANGE_MAX)
		return (struct pieces){NULL, 0, 0};
	scale = prepare(c, y, n);
	c->path.most = CHANGE_NODES;
	c->path.price = change_price(rules, n, 1);
	change_sum(&c->path, c->y, n);
	change_partition(&c->path, n);
	merge(&c->path);
	if (c->tails)
		look_again(c);
	for (size_t k = 0; k < c->path.pieces; k++)
		c->piece[k] = describe(c, k, &scale);
	return (struct pieces){c->piece, c->path.pieces, c->period};
}

size_t
change_settled(const struct pieces *p, size_t n, size_t *settled)
{
	size_t last = 0;

	while (last + 1 < p->n && p->piece[last + 1].from + n / 4 < n)
		last++;
	*settled = last;
	return last > 0 ? p->piece[last].from : n / 4;
}
