/*
 * change-parts - what the files of the module change share
 */
#ifndef CHANGE_PARTS_H
#define CHANGE_PARTS_H

#include "change.h"

#define CHANGE_NODES	128	/* where a change may be looked for */
#define CHANGE_LEAST	5	/* points of the smallest piece, usually */

#define CHANGE_NOTHING	1e-12	/* of the largest value: deviations below are
				   the rounding of a constant */

/*
 * Sums over the points before `at`, of values about a fixed centre: what a
 * piece needs is the difference of two of them.  t counts as `at` does.
 */
struct change_sums {
	double at;	/* how many points */
	double y, yy, ty;
};

/* What is asked for a change and for a line, and the least variance. */
struct change_price {
	double change, line, floor;
};

/* The sums and the cheapest way to each place where a piece may end. */
struct change_nodes {
	double at[CHANGE_NODES + 2];
	double y[CHANGE_NODES + 2];
	double yy[CHANGE_NODES + 2];
	double ty[CHANGE_NODES + 2];
	double cost[CHANGE_NODES + 2];
};

/* The two models of the points between two sums. */
struct change_fit {
	double n, mean, slope;
	double level, line;	/* residual sums of squares */
};

void	change_add(struct change_sums *, double y);
struct change_price change_price(const struct change_rules *, size_t n,
	    double variance);
struct change_fit change_fit(const struct change_sums *from,
	    const struct change_sums *to);
bool	change_is_line(const struct change_price *,
	    const struct change_fit *);
double	change_cost(const struct change_price *, const struct change_sums *,
	    const struct change_sums *);

struct change_sums change_node(const struct change_nodes *, size_t);
void	change_set_node(struct change_nodes *, size_t,
	    const struct change_sums *);

/* What the costs of pieces take from their lengths alone. */
struct change_lengths {
	double n[CHANGE_NODES + 2];
	double over_n[CHANGE_NODES + 2], slope[CHANGE_NODES + 2];
	double line[CHANGE_NODES + 2];
};

/*
 * Which of the nodes from `first` to `last` the piece that ends at `end`
 * best begins at, and what the path then costs; without nodes, HUGE_VAL.
 */
struct change_search {
	const struct change_nodes *nodes;
	const struct change_lengths *lengths;	/* of the piece from node i: */
	size_t shift;				/* i + shift there */
	size_t first, last;
	size_t best;	/* in: a guess, within first to last */
	double cost;
};
void	change_lengths(struct change_lengths *, const struct change_search *,
	    const struct change_price *, double end);
void	change_search(struct change_search *, const struct change_price *,
	    const struct change_sums *end);

/* What finds the cheapest path, and what it found. */
struct change_path {
	size_t least;			/* points of the smallest piece */
	struct change_price price;
	struct change_sums sums[CHANGE_MAX + 1];
	size_t most;			/* nodes */
	size_t pieces;
	size_t cut[CHANGE_MAX / CHANGE_LEAST + 2];	/* where they begin,
							   then n */
	struct change_nodes nodes;
	struct change_lengths lengths;
	size_t at[CHANGE_NODES + 2];	/* the nodes, in points */
	size_t dead[CHANGE_NODES + 2];	/* nodes at the front that this one
					   has made useless */
	size_t before[CHANGE_NODES + 2];
};
void	change_sum(struct change_path *, const double *y, size_t n);
double	change_residual(const struct change_path *, size_t from, size_t to);
void	change_partition(struct change_path *, size_t n);

struct change {
	double y[CHANGE_MAX], ranks[CHANGE_MAX];
	size_t period;		/* of the season, or 0 */
	bool tails;
	struct change_path path, ranked;
	struct piece piece[CHANGE_MAX / CHANGE_LEAST + 1];
	struct change_alarm alarm;
};

#define CHANGE_FAR	(5 * 1.4826)	/* usual jumps: a spike */
#define CHANGE_SPIKES	50	/* points to a spike; more are no accident */

/* The smaller jump to y[0] from its neighbours, if it may be a spike, or 0. */
double	change_stands_out(const double *y);

/* Steps 1 and 2, of values of about one. */
struct change_cleaned {
	size_t period;	/* of the season that was taken out, or 0 */
	double jump;	/* the median distance of two neighbours */
};
struct change_cleaned change_clean(double *y, size_t n);

/* r: the ranks of n <= CHANGE_MAX values in units of their deviation. */
void	change_rank(const double *y, size_t n, double *r);

#endif
