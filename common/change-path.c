#include <math.h>

#include "change-parts.h"

#define REACH	2	/* nodes by which a change moves, at most */
#define ROUNDS	2

void
change_sum(struct change_path *c, const double *y, size_t n)
{
	struct change_sums s = {0};

	for (size_t i = 0; i < n; i++) {
		c->sums[i] = s;
		change_add(&s, y[i]);
	}
	c->sums[n] = s;
}

static double
cost(const struct change_path *c, size_t from, size_t to)
{
	return change_cost(&c->price, &c->sums[from], &c->sums[to]);
}

/* Of the points from .. to - 1 about their level or line. */
double
change_residual(const struct change_path *c, size_t from, size_t to)
{
	struct change_fit fit = change_fit(&c->sums[from], &c->sums[to]);

	return change_is_line(&c->price, &fit) ? fit.line : fit.level;
}

/* Every stride-th point, and the end. */
static size_t
lay_nodes(struct change_path *c, size_t n, size_t stride)
{
	size_t count = 0;

	for (size_t at = 0;; at += stride) {
		c->at[count] = at < n ? at : n;
		change_set_node(&c->nodes, count, &c->sums[c->at[count]]);
		count++;
		if (at >= n)
			break;
	}
	return count;
}

/*
 * How many nodes at the front no later path needs, as it may go through node
 * i instead.  With F the cost of the way to a node, C that of a piece, c and
 * b as they are priced, node k is one of them if
 *
 *	F(k) + A(k, i) >= F(i) + b
 *
 * where A is C, but below the floor f the likelihood at the variance f, to
 * which C is rounded up: A = L log f - L + RSS / f, of the line.  For then,
 * for any end e, C(k, e) >= A(k, i) + C(i, e) - b: a piece has a residual no
 * smaller than its parts, and two lines cost b more than one.  The way
 * through i needs room for the least piece after it, so the answer holds for
 * ends from there on.
 */
static size_t
useless(const struct change_path *c, size_t i, size_t last)
{
	const struct change_price *p = &c->price;
	const struct change_sums *to = &c->sums[c->at[i]];
	double limit = c->nodes.cost[i] + (isinf(p->line) ? 0 : p->line);
	size_t k;

	for (k = c->dead[i - 1]; k <= last; k++) {
		const struct change_sums *from = &c->sums[c->at[k]];
		struct change_fit fit = change_fit(from, to);
		double share = fit.line / (fit.n * p->floor);
		double way = c->nodes.cost[k] + change_cost(p, from, to);

		if (share < 1)
			way -= fit.n * (1 - share);
		if (!(way >= limit))
			break;
	}
	return k;
}

/* c->cut: where the pieces of the cheapest path to the last node begin. */
static void
walk_back(struct change_path *c, size_t end)
{
	size_t cuts = 0;

	for (size_t i = end; i > 0; i = c->before[i])
		cuts++;
	c->pieces = cuts;
	c->cut[cuts] = c->at[end];
	for (size_t i = end; i > 0; i = c->before[i])
		c->cut[--cuts] = c->at[c->before[i]];
}

/*
 * F(i), the cheapest way to each node, from those before it; the first piece
 * begins without a change.  `top` is the last of the nodes that lie evenly:
 * the lengths from each to that one are those to any other, further on.
 */
static void
cheapest_path(struct change_path *c, size_t count, size_t top)
{
	struct change_search even = {&c->nodes, .last = top};
	size_t last = 0, guess = 0;

	change_lengths(&c->lengths, &even, &c->price, c->nodes.at[top]);

	c->nodes.cost[0] = -c->price.change;
	c->dead[0] = 0;
	for (size_t i = 1; i < count; i++) {
		struct change_search s = {&c->nodes, &c->lengths,
		    .shift = i <= top ? top - i : 0, .best = guess};

		c->dead[i] = c->dead[i - 1];
		c->nodes.cost[i] = HUGE_VAL;
		if (c->at[i] < c->least)
			continue;
		while (c->at[last + 1] + c->least <= c->at[i])
			last++;
		s.first = c->dead[last];
		s.last = last;
		if (s.best < s.first)
			s.best = s.first;
		if (i > top)
			change_lengths(&c->lengths, &s, &c->price,
			    c->nodes.at[i]);
		change_search(&s, &c->price, &c->sums[c->at[i]]);
		c->nodes.cost[i] = s.cost + c->price.change;
		c->before[i] = guess = s.best;
		c->dead[i] = useless(c, i, last);
	}
	walk_back(c, count - 1);
}

/* A change between two others, somewhere from low to high. */
struct place {
	size_t from, low, high, to;
	size_t at;
	double cost;	/* of the pieces on either side */
	double residual;
};

/* Below the floor costs are equal, and the smaller residual is better. */
static void
place(const struct change_path *c, struct place *p)
{
	if (p->low < p->from + c->least)
		p->low = p->from + c->least;
	if (p->high + c->least > p->to)
		p->high = p->to - c->least;
	p->cost = HUGE_VAL;
	for (size_t at = p->low; at <= p->high; at++) {
		double both = cost(c, p->from, at) + cost(c, at, p->to);
		double residual;

		if (both > p->cost)
			continue;
		residual = change_residual(c, p->from, at) +
		    change_residual(c, at, p->to);
		if (both < p->cost || residual < p->residual) {
			p->cost = both;
			p->residual = residual;
			p->at = at;
		}
	}
}

/* To the cheapest point near by. */
static void
move_cut(struct change_path *c, size_t k, size_t reach)
{
	struct place p = {.from = c->cut[k - 1], .to = c->cut[k + 1],
	    .low = c->cut[k] > reach ? c->cut[k] - reach : 0,
	    .high = c->cut[k] + reach, .at = c->cut[k]};

	place(c, &p);
	c->cut[k] = p.at;
}

/*
 * A step between two nodes is dear at either, so that the path may take a
 * short piece from one to the other.  With every point to choose from, one
 * change is cheaper than two there.
 */
static bool
join_cuts(struct change_path *c, size_t k)
{
	struct place p = {.from = c->cut[k - 1], .to = c->cut[k + 2],
	    .low = c->cut[k], .high = c->cut[k + 1], .at = c->cut[k]};

	place(c, &p);
	if (p.cost > cost(c, p.from, p.low) + cost(c, p.low, p.high) +
	    cost(c, p.high, p.to) + c->price.change)
		return false;
	c->cut[k] = p.at;
	c->pieces--;
	for (size_t i = k + 1; i <= c->pieces; i++)
		c->cut[i] = c->cut[i + 1];
	return true;
}

/* From nodes to points, where not every point is a node already. */
static void
refine(struct change_path *c, size_t stride)
{
	for (int round = 0; round < ROUNDS; round++)
		for (size_t k = 1; k < c->pieces; k++)
			move_cut(c, k, REACH * stride);
	for (size_t k = 1; k + 1 < c->pieces; k++)
		if (c->cut[k + 1] - c->cut[k] <= REACH * stride &&
		    join_cuts(c, k))
			move_cut(c, k, REACH * stride);
}

/* Step 4. */
void
change_partition(struct change_path *c, size_t n)
{
	size_t stride = (n + c->most - 1) / c->most;

	c->pieces = 1;
	c->cut[0] = 0;
	c->cut[1] = n;
	if (n < 2 * c->least)
		return;
	cheapest_path(c, lay_nodes(c, n, stride), n / stride);
	if (stride > 1)
		refine(c, stride);
}
