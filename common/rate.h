/*
 * rate - passes and failures: has their rate changed, how high is it at least
 *
 * Outcomes are told apart as failed or not; what was skipped is no outcome.
 * Counts are k failed of n runs.
 */
#ifndef RATE_H
#define RATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One change of a failure rate, as runs come in.
 *
 * Generalised likelihood ratio of two rates against one (as Siegmund and
 * Venkatraman 1995, for Bernoulli trials) in the last RATE_WINDOW runs:
 *
 *	G = max over splits of l(k1, n1) + l(k2, n2) - l(k, n)
 *	l(k, n) = k log k + (n - k) log(n - k) - n log n,  0 log 0 = 0
 *
 * with RATE_SIDE runs or more and rates RATE_EFFECT or more apart on either
 * side of the split.  At G >= RATE_ALARM the rate has changed, the split is
 * the first run of the new one, and the window begins anew there: one change
 * gives one alarm.  Of splits that are equally good the latest is taken.
 */
#define RATE_WINDOW	256
#define RATE_SIDE	3
#define RATE_EFFECT	0.05
#define RATE_ALARM	10

struct rate_table {		/* one serves all streams and threads */
	double klogk[RATE_WINDOW + 1];
};

/* One stream: zeroed is its beginning, and nothing needs to be given back. */
struct rate_watch {
	uint64_t seen;		/* runs added so far */

	/* private */
	uint64_t failed[RATE_WINDOW / 64];	/* a bit a run, newest first */
	uint16_t n, k;		/* since the last change; at most the window */
};

struct rate_count {
	size_t k, n;		/* failed, of runs */
};

struct rate_change {
	uint64_t change;	/* first run of the new rate, from 0 */
	uint64_t detected;	/* the run that made it certain */
	struct rate_count before, after;	/* in the window */
	double g;
};

void	rate_open(struct rate_table *);
/* G of one split, without its limits. */
double	rate_gain(struct rate_count before, struct rate_count after);
/* The next run; true: with it the rate has changed, and *change tells how. */
bool	rate_add(const struct rate_table *, struct rate_watch *, bool failed,
	    struct rate_change *change);

/*
 * What a rate is at least: Wilson's score bound (Wilson 1927), one-sided; z is
 * the normal quantile of the confidence, RATE_Z80 that of 80 %.  Of no runs 0.
 */
#define RATE_Z80	0.8416212335729143

double	wilson_lower(struct rate_count, double z);

struct rate_interval {
	double low, high;
};

/*
 * Jeffreys interval: the equal tails of Beta(k + 1/2, n - k + 1/2), but 0 for
 * k = 0 and 1 for k = n (Brown, Cai & DasGupta 2001); of no runs 0 and 1.
 */
struct rate_interval beta_interval(struct rate_count, double level);

/*
 * How likely what happened before so often is to happen that many times in a
 * row: ((k + 1/2) / (n + 1))^length, the rate as Jeffreys estimates it.
 */
double	rate_streak(struct rate_count before, size_t length);
/*
 * The same where the rate is known no better than by those runs: the product
 * of (k + 1/2 + i) / (n + 1 + i) for i < length, as Beta(1/2, 1/2) predicts.
 */
double	rate_ahead(struct rate_count before, size_t length);

/*
 * Fisher's exact test of the table (a of an) against (b of bn): two-sided,
 * the sum of the hypergeometric probabilities that are no larger than that of
 * the table seen, with a relative tolerance of 1e-7 (as R and SciPy do).
 */
double	fisher_exact(size_t a, size_t an, size_t b, size_t bn);
/*
 * How many of n p-values, sorted upwards, are discoveries when a share q of
 * discoveries may be false (Benjamini & Hochberg 1995): those up to the
 * largest p[i] <= q (i + 1) / n.
 */
size_t	benjamini_hochberg(const double *p, size_t n, double q);

#endif
