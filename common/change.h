/*
 * change - where a series changed: pieces that are constant or linear
 *
 * Optimal partitioning (Jackson et al. 2005, "An algorithm for optimal
 * partitioning of data on an interval") with the pruning of PELT (Killick,
 * Fearnhead & Eckley 2012, "Optimal detection of changepoints with a linear
 * computational cost").  A piece of L points costs L log(RSS / L), which is
 * twice its negative log-likelihood with a mean and a variance of its own, or
 * with a line for b log n more; a change costs c log n.  Seasons and spikes
 * are taken out first.  A slope is no change, as it is none to people, but
 * a piece that leans: see gradual drift below.
 *
 * That is a model of normal noise.  Where few points make most of the
 * variance, what it leaves whole is looked at again by the ranks of points,
 * at the same price, so that outliers do not hide a step of all the others.
 *
 * Values are finite, those of a stream below 1e38.  Moved, stretched or turned
 * over, a series has the same changes.
 */
#ifndef CHANGE_H
#define CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHANGE_MAX	1024	/* points looked at at once */

struct change_rules {
	double change;	/* c: what a change costs, in units of log n */
	double line;	/* b: what a line costs more than a level */
	bool steps;	/* levels alone (--model step) */
};

extern const struct change_rules change_offline;	/* c = 7, b = 2 */
extern const struct change_rules change_online;		/* c = 10, b = 2 */

/*
 * A piece with a slope is gradual drift of last - first, if that is as much
 * as the caller asks of a drift; a line was worth its price, b log n.
 */
struct piece {
	uint32_t from, n;	/* points from .. from + n - 1 */
	double first, last;	/* the fitted values there, in units of y */
	double slope;		/* per point; 0 for a level */
	double slope_gain;	/* log-likelihood of the line over the level;
				   0 for a level */
	double gain;		/* log-likelihood gained by the change at
				   `from`, of ranks where those found it; 0
				   for the first piece */
};

struct pieces {
	const struct piece *piece;	/* in order of time */
	size_t n;
	size_t period;		/* of the season that was taken out, or 0 */
};

/* Work space of 110 KiB for any number of series, one at a time. */
struct change *change_open(void);
void	change_close(struct change *);

/*
 * The pieces of n values in order of time, n <= CHANGE_MAX: at least one if
 * n > 0, and each but the first begins with a change.  Valid until the next
 * call.  A piece has at least 5 points, or one and a half periods of a
 * season, but no more than a quarter of n need be, and never less than 2; so
 * fewer than 4 points are one piece.  Allocates nothing.
 */
struct pieces change_pieces(struct change *, const struct change_rules *,
	    const double *y, size_t n);

/*
 * For a series that is longer than a window.  Of the pieces of a full one,
 * the first *settled after the first piece are final: those that begin more
 * than a quarter of the window before its end.  Returns how many points to
 * drop at the front before the next are added: up to the last change that is
 * final, else a quarter.  When no points are left to add, all are final.
 */
size_t	change_settled(const struct pieces *, size_t n, size_t *settled);

/*
 * A stream, point by point: a change is certain once it has been the first
 * one of the best path for 10 points in a row, and is never taken back; then
 * a new window begins at it.  That takes 14 points at least.  The window
 * holds CHANGE_MAX points, then drops its oldest quarter.
 *
 * Costs per point a look at no more than 128 places where the last piece may
 * begin, the newest 64 at every point and older ones the wider apart, of
 * which the costs are kept; all are renewed when the number of points or
 * their variance has doubled.  A season is known once it was there three
 * times in the last CHANGE_MAX points; until then its parts are changes, and
 * from then on a change is told of some periods late.
 *
 * The state of a stream is the caller's: change_follow_size() bytes, 10 KiB,
 * aligned as by malloc(); zeros are a stream that has seen nothing.
 */
struct change_alarm {
	uint64_t index;		/* the first point after the change */
	uint64_t detected;	/* the newest point; both count from 0 */
	double before, after;	/* fitted values at the last point before and
				   the first after */
	double slope_before, slope_after;	/* per point; 0 for a level */
	double gain;		/* log-likelihood */
};

struct change_follow;

size_t	change_follow_size(void);
/* NULL, or a change that is certain now; valid until the next call. */
const struct change_alarm *change_follow(struct change *,
	    const struct change_rules *, struct change_follow *, double y);

#endif
