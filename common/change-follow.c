#include <math.h>
#include <string.h>

#include "change-parts.h"

#define IN_A_ROW	10	/* points for which a change stays the first */
#define JUMPS		64	/* kept, for what is usual */
#define JUDGED		16	/* jumps before there is a spike */
#define NEAR		5	/* points from a change to the same one */
#define LEAST_VARIANCE	1e-280

/*
 * Points are numbered within the window, from the last change on.  The
 * newest half of the nodes is every point; what is older was thinned, again
 * and again, so that a change is placed the more closely the newer it is.
 */
struct change_follow {
	uint64_t origin;		/* of the window, in the stream */
	double centre;			/* of what the sums are about */
	double variance, points;	/* as they were for nodes.cost */
	struct change_sums sums;	/* of all points */
	struct change_nodes nodes;
	uint16_t first[CHANGE_NODES + 2];	/* change of the path to each
						   node, or 0 */
	uint16_t count, guess;
	uint16_t suspect, in_a_row;	/* the first change of late */
	double newest, before;		/* `newest` is not summed yet */
	uint32_t apart;			/* points since the last spike */
	float jump[JUMPS];	/* of neighbours, a ring */
	uint64_t seen;			/* points */
	uint64_t told, seemed;		/* the last changes, those of seasons */
	float point[CHANGE_MAX];	/* the newest, a ring */
};

size_t
change_follow_size(void)
{
	return sizeof(struct change_follow);
}

/* The smaller part of the usual jumps is half of them. */
static bool
was_spike(const struct change_follow *f, double y)
{
	double three[3] = {f->before, f->newest, y};
	double out = change_stands_out(three + 1);
	size_t n = f->seen <= JUMPS ? (size_t)f->seen - 1 : JUMPS, small = 0;

	if (n < JUDGED || f->apart < CHANGE_SPIKES)
		return false;
	for (size_t i = 1; i <= n; i++)
		small += (double)f->jump[i % JUMPS] * CHANGE_FAR < out;
	return 2 * small > n;
}

/* The cheapest path to where `end` is, as if that became node i. */
static void
reach(struct change_follow *f, const struct change_price *price, size_t i)
{
	struct change_sums end = change_node(&f->nodes, i);
	struct change_lengths lengths;
	struct change_search s = {&f->nodes, &lengths, .best = f->guess};

	f->nodes.cost[i] = HUGE_VAL;
	f->first[i] = 0;
	if (i == 0 || end.at < CHANGE_LEAST)
		return;
	for (s.last = i; f->nodes.at[s.last] + CHANGE_LEAST > end.at;)
		s.last--;
	if (s.best > s.last)
		s.best = 0;
	f->nodes.cost[0] = -price->change;
	change_lengths(&lengths, &s, price, end.at);
	change_search(&s, price, &end);
	f->nodes.cost[i] = s.cost + price->change;
	f->guess = (uint16_t)s.best;
	if (s.best > 0)
		f->first[i] = f->first[s.best] > 0 ? f->first[s.best] :
		    (uint16_t)f->nodes.at[s.best];
}

/* Not 0: what is constant has the variance of its rounding. */
static double
variance(const struct change_follow *f)
{
	double mean = f->sums.y / f->sums.at;
	double rounding = CHANGE_NOTHING * fabs(f->centre);

	return fmax(f->sums.yy / f->sums.at - mean * mean,
	    fmax(rounding * rounding, LEAST_VARIANCE));
}

/* The costs of all nodes, at the prices of now. */
static void
reach_all(struct change_follow *f, const struct change_price *price)
{
	for (size_t i = 0; i < f->count; i++)
		reach(f, price, i);
	f->variance = variance(f);
	f->points = f->sums.at;
}

/*
 * Costs are of the time when their node was new.  That matters little until
 * the number of points or their variance has doubled.
 */
static bool
is_stale(const struct change_follow *f)
{
	double now = variance(f);

	return f->sums.at > 2 * f->points || now > 2 * f->variance ||
	    now < f->variance / 2;
}

/* The same sums with the first of the points at `start`, all less by d. */
static struct change_sums
shifted(struct change_sums s, const struct change_sums *start, double d)
{
	s.at -= start->at;
	s.y -= start->y;
	s.yy -= start->yy;
	s.ty -= start->ty + start->at * s.y;
	s.yy -= d * (2 * s.y - d * s.at);
	s.ty -= d * s.at * (s.at - 1) / 2;
	s.y -= d * s.at;
	return s;
}

/* Node k becomes the first of the window, which is centred anew. */
static void
restart_at(struct change_follow *f, size_t k)
{
	struct change_sums start = change_node(&f->nodes, k);
	double d = (f->sums.y - start.y) / (f->sums.at - start.at);

	for (size_t i = k; i < f->count; i++) {
		struct change_sums s = change_node(&f->nodes, i);

		s = shifted(s, &start, d);
		change_set_node(&f->nodes, i - k, &s);
	}
	f->count = (uint16_t)(f->count - k);
	f->sums = change_node(&f->nodes, f->count - 1);
	f->centre += d;
	f->origin += (uint64_t)start.at;
	f->suspect = f->in_a_row = f->guess = 0;
	f->points = 0;
}

/* Every other node of the older half goes, but for the suspect. */
static void
thin(struct change_follow *f)
{
	size_t kept = 1;

	for (size_t i = 1; i < f->count; i++) {
		struct change_sums s = change_node(&f->nodes, i);

		if (i < CHANGE_NODES / 2 && i % 2 == 1 &&
		    (size_t)s.at != f->suspect)
			continue;
		change_set_node(&f->nodes, kept, &s);
		f->nodes.cost[kept] = f->nodes.cost[i];
		f->first[kept] = f->first[i];
		kept++;
	}
	f->count = (uint16_t)kept;
	f->guess = 0;
}

/* The node at `at`, or, where that was thinned out, the next one. */
static size_t
node_from(const struct change_follow *f, double at)
{
	size_t i = 0;

	while (i + 1 < f->count && f->nodes.at[i] < at)
		i++;
	return i;
}

static void
add_point(struct change_follow *f, const struct change_rules *rules, double y)
{
	struct change_price price;

	if (f->count == 0)
		f->count = 1;
	if (f->count == CHANGE_NODES)
		thin(f);
	if (f->sums.at >= CHANGE_MAX)
		restart_at(f, node_from(f, CHANGE_MAX / 4));
	change_add(&f->sums, y - f->centre);
	price = change_price(rules, (size_t)f->sums.at, variance(f));
	change_set_node(&f->nodes, f->count++, &f->sums);
	if (is_stale(f))
		reach_all(f, &price);
	else
		reach(f, &price, f->count - 1);
}

/* Keeps a point as it came, and how far it is from the one before. */
static void
keep(struct change_follow *f, double y)
{
	if (f->seen > 0)
		f->jump[f->seen % JUMPS] = (float)fabs(y - f->newest);
	f->point[f->seen++ % CHANGE_MAX] = (float)y;
	f->newest = y;
}

static struct change_alarm
describe(const struct change_follow *f, const struct change_rules *rules,
    size_t k)
{
	struct change_sums zero = change_node(&f->nodes, 0);
	struct change_sums at = change_node(&f->nodes, k);
	struct change_price price = change_price(rules, (size_t)f->sums.at,
	    variance(f));
	struct change_fit before = change_fit(&zero, &at);
	struct change_fit after = change_fit(&at, &f->sums);
	struct change_alarm a = {.index = f->origin + (uint64_t)at.at,
	    .detected = f->seen - 1};

	if (change_is_line(&price, &before))
		a.slope_before = before.slope;
	if (change_is_line(&price, &after))
		a.slope_after = after.slope;
	a.before = f->centre + before.mean +
	    a.slope_before * (before.n - 1) / 2;
	a.after = f->centre + after.mean - a.slope_after * (after.n - 1) / 2;
	a.gain = (change_cost(&price, &zero, &f->sums) -
	    change_cost(&price, &zero, &at) -
	    change_cost(&price, &at, &f->sums)) / 2;
	return a;
}

/*
 * What comes again after hundreds of points is in no window that begins at
 * the last change.  The points that are kept show it once it came three
 * times; then a suspect is but an occasion to look whether there is a change
 * in what is left of them without the season, that was not told of already
 * and is where it seemed to be the last time.
 */
static bool
confirm(struct change *c, struct change_follow *f,
    const struct change_rules *rules, struct change_alarm *a)
{
	size_t n = f->seen < CHANGE_MAX ? (size_t)f->seen : CHANGE_MAX;
	uint64_t start = f->seen - n;
	struct pieces all;
	double y[CHANGE_MAX];

	for (size_t i = 0; i < n; i++)
		y[i] = (double)f->point[(start + i) % CHANGE_MAX];
	all = change_pieces(c, rules, y, n);
	if (all.period == 0)
		return true;
	for (size_t k = 1; k < all.n; k++) {
		const struct piece *p = &all.piece[k];
		uint64_t at = start + p->from, before = f->seemed;

		if (at <= f->told + all.period)
			continue;
		f->seemed = at;
		*a = (struct change_alarm){at, f->seen - 1,
		    p[-1].last, p->first, p[-1].slope, p->slope, p->gain};
		return at <= before + NEAR && before <= at + NEAR;
	}
	return false;
}

/* Whether the path has begun with the same change for long enough. */
static bool
is_settled(struct change_follow *f)
{
	uint16_t first = f->first[f->count - 1];

	f->in_a_row = first == f->suspect ? f->in_a_row + 1 : 1;
	f->suspect = first;
	return first > 0 && f->in_a_row >= IN_A_ROW;
}

/* Sums the point before y, now that y tells whether it was a spike. */
static void
advance(struct change_follow *f, const struct change_rules *rules, double y)
{
	f->apart++;
	if (was_spike(f, y)) {
		f->newest = (f->before + y) / 2;
		f->apart = 0;
	}
	add_point(f, rules, f->newest);
	f->before = f->newest;
}

const struct change_alarm *
change_follow(struct change *c, const struct change_rules *rules,
    struct change_follow *f, double y)
{
	bool first = f->seen == 0, certain = false;

	if (first)
		f->centre = y;
	else
		advance(f, rules, y);
	keep(f, y);
	if (!first && is_settled(f)) {
		size_t k = node_from(f, f->suspect);

		c->alarm = describe(f, rules, k);
		certain = confirm(c, f, rules, &c->alarm);
		if (certain)
			f->told = c->alarm.index;
		restart_at(f, k);
	}
	return certain ? &c->alarm : NULL;
}
