/*
 * Change: against an optimum made the long way, and on series of which the
 * answer is known.
 */
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "change-parts.h"
#include "tap.h"

#define MOST	4096

static double
uniform(uint64_t *seed)
{
	return ((double)(tap_random(seed) >> 11) + 0.5) / 9007199254740992.0;
}

/* Box & Muller 1958. */
static double
normal(uint64_t *seed)
{
	double r = sqrt(-2 * log(uniform(seed)));

	return r * cos(6.283185307179586 * uniform(seed));
}

static void
add_noise(double *y, size_t n, double deviation, uint64_t seed)
{
	for (size_t i = 0; i < n; i++)
		y[i] += deviation * normal(&seed);
}

/* The levels by turns, each for `length` points. */
static void
set_steps(double *y, size_t n, size_t length, const double levels[4])
{
	for (size_t i = 0; i < n; i++)
		y[i] = levels[i / length % 4];
}

/* Where pieces begin, after the first: 40,80,120 */
static const char *
cuts(const struct pieces *p)
{
	static char text[MOST];
	size_t used = 0;

	text[0] = '\0';
	for (size_t k = 1; k < p->n; k++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%u", k > 1 ? "," : "", (unsigned)p->piece[k].from);
	return text;
}

static void
expect(struct tap *t, const struct pieces *p, const char *where,
    const char *what)
{
	bool same = strcmp(cuts(p), where) == 0;

	if (!same)
		tap_note("%s, not %s", cuts(p), where);
	tap_ok(t, same, "%s", what);
}

/* ---- the long way: every point, no sums, no pruning, two logarithms */

static double
plain_cost(const double *y, size_t l, double log_n,
    const struct change_rules *r)
{
	double n = (double)l, my = 0, mx = (n - 1) / 2, sxy = 0, sxx = 0;
	double level = 0, line = 0, slope;

	for (size_t i = 0; i < l; i++)
		my += y[i] / n;
	for (size_t i = 0; i < l; i++) {
		double x = (double)i - mx;

		sxy += x * (y[i] - my);
		sxx += x * x;
	}
	slope = sxy / sxx;
	for (size_t i = 0; i < l; i++) {
		double e = y[i] - my, x = (double)i - mx;

		level += e * e;
		line += (e - slope * x) * (e - slope * x);
	}
	level = n * log(fmax(level / n, 0.02));
	line = n * log(fmax(line / n, 0.02)) + r->line * log_n;
	return r->steps || level <= line ? level : line;
}

/* Fills cut[] as change_partition() does. */
static size_t
plain_cuts(const double *y, size_t n, const struct change_rules *r, size_t *cut)
{
	double best[129], log_n = log((double)n);
	size_t before[129] = {0}, count = 1, k;
	size_t m = n / 4 < 5 ? n / 4 : 5;

	best[0] = -r->change * log_n;
	for (size_t j = 1; j <= n; j++) {
		best[j] = HUGE_VAL;
		for (size_t i = 0; i + m <= j; i++) {
			double cost = best[i] + r->change * log_n +
			    plain_cost(y + i, j - i, log_n, r);

			if (cost < best[j]) {
				best[j] = cost;
				before[j] = i;
			}
		}
	}
	for (size_t j = before[n]; j > 0; j = before[j])
		count++;
	cut[k = count] = n;
	while (k > 0) {
		cut[k - 1] = before[cut[k]];
		k--;
	}
	return count;
}

static void
standardise(double *y, size_t n)
{
	double mean = 0, square = 0;

	for (size_t i = 0; i < n; i++)
		mean += y[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		square += (y[i] - mean) * (y[i] - mean) / (double)(n - 1);
	for (size_t i = 0; i < n; i++)
		y[i] = (y[i] - mean) / sqrt(square);
}

/* Levels, slopes and noise that differ from piece to piece. */
static size_t
make_pieces(double *y, uint64_t *seed)
{
	size_t n = 20 + tap_random(seed) % 109, left = 0;
	double level = 0, slope = 0, noise = 1;

	for (size_t i = 0; i < n; i++, left--) {
		if (left == 0) {
			left = 6 + tap_random(seed) % 50;
			level = 4 * normal(seed);
			slope = tap_random(seed) % 3 ? 0 : normal(seed) / 4;
			noise = tap_random(seed) % 5 == 0 ? 0 : uniform(seed);
		}
		y[i] = level + noise * normal(seed);
		level += slope;
	}
	standardise(y, n);
	return n;
}

/* What a way to cut costs, the long way. */
static double
plain_total(const double *y, const size_t *cut, size_t pieces,
    const struct change_rules *r)
{
	double log_n = log((double)cut[pieces]), sum = 0;

	for (size_t k = 0; k < pieces; k++)
		sum += plain_cost(y + cut[k], cut[k + 1] - cut[k], log_n, r);
	return sum + (double)(pieces - 1) * r->change * log_n;
}

/*
 * Step 4 alone, where every point is a node.  Pieces below the floor can be
 * cut in several ways for one cost.
 */
static void
try_optimum(struct tap *t)
{
	struct change_path *path = calloc(1, sizeof(*path));
	uint64_t seed = 1;
	size_t same = 0, cheap = 0, changes = 0, cut[130];
	double y[129];

	path->most = CHANGE_NODES;
	for (int i = 0; i < 1000; i++) {
		size_t n = make_pieces(y, &seed), pieces;
		struct change_rules rules = change_offline;

		rules.change = i % 2 ? 7 : 2;
		rules.steps = i % 3 == 0;
		path->least = n / 4 < 5 ? n / 4 : 5;
		path->price = change_price(&rules, n, 1);
		change_sum(path, y, n);
		change_partition(path, n);
		pieces = plain_cuts(y, n, &rules, cut);
		changes += pieces - 1;
		same += pieces == path->pieces &&
		    memcmp(cut, path->cut, pieces * sizeof(*cut)) == 0;
		cheap += fabs(plain_total(y, cut, pieces, &rules) -
		    plain_total(y, path->cut, path->pieces, &rules)) < 1e-6;
	}
	tap_ok(t, cheap == 1000, "%zu of 1000 series with %zu changes are cut "
	    "as cheaply as the long way does", cheap, changes);
	tap_ok(t, same > 900, "and %zu at the same points", same);
	free(path);
}

/* ---- series of which the answer is known */

static void
try_steps(struct tap *t, struct change *c)
{
	static const double levels[4] = {0, 5, 2, 7};
	double y[CHANGE_MAX];
	struct pieces p;

	set_steps(y, 120, 30, levels);
	p = change_pieces(c, &change_offline, y, 120);
	expect(t, &p, "30,60,90", "steps without noise");
	tap_ok(t, fabs(p.piece[1].first - 5) < 1e-9 &&
	    fabs(p.piece[1].last - 5) < 1e-9 &&
	    p.piece[1].n == 30 && p.piece[3].n == 30,
	    "have their levels and lengths");
	add_noise(y, 120, 0.5, 1);
	p = change_pieces(c, &change_offline, y, 120);
	expect(t, &p, "30,60,90", "steps in noise");
	tap_ok(t, p.piece[0].gain <= 0 && p.piece[1].gain > 16.7,
	    "gain is worth the price: %g", p.piece[1].gain);
	set_steps(y, 999, 333, levels);
	add_noise(y, 999, 0.1, 2);
	p = change_pieces(c, &change_offline, y, 999);
	expect(t, &p, "333,666", "between the nodes");
}

static void
try_ramp(struct tap *t, struct change *c)
{
	struct change_rules steps = change_offline;
	double y[200];
	struct pieces p;

	steps.steps = true;
	for (size_t i = 0; i < 200; i++)
		y[i] = 0.9 - 0.002 * (double)i;
	add_noise(y, 200, 0.01, 3);
	p = change_pieces(c, &change_offline, y, 200);
	expect(t, &p, "", "a ramp is one piece");
	tap_ok(t, fabs(p.piece[0].slope + 0.002) < 1e-4 &&
	    fabs(p.piece[0].first - 0.9) < 0.01 &&
	    fabs(p.piece[0].last - 0.502) < 0.01 &&
	    p.piece[0].slope_gain > 100, "with the slope and the ends it has");
	p = change_pieces(c, &steps, y, 200);
	tap_ok(t, p.n > 2, "of levels alone it is %zu", p.n);
	for (size_t i = 0; i < 100; i++)
		y[i] = 0.9;
	add_noise(y, 100, 0.01, 4);
	for (size_t i = 100; i < 200; i++)
		y[i] -= 0.2;
	p = change_pieces(c, &change_offline, y, 200);
	expect(t, &p, "100", "a level, then a step to a ramp");
	tap_ok(t, p.piece[0].slope >= 0 && p.piece[0].slope <= 0 &&
	    p.piece[1].slope < -0.001, "only the second leans");
}

static void
try_what_is_no_change(struct tap *t, struct change *c)
{
	double y[CHANGE_MAX] = {0};
	struct pieces p;

	add_noise(y, 300, 1, 5);
	y[50] = 40;
	y[51 + 100] = -60;
	y[299] = 1;
	p = change_pieces(c, &change_offline, y, 300);
	expect(t, &p, "", "two spikes");
	tap_ok(t, fabs(p.piece[0].first) < 0.2, "leave the level alone: %g",
	    p.piece[0].first);
	for (size_t i = 0; i < 300; i++)
		y[i] = 10 + 4 * sin((double)i * 6.283185307179586 / 24);
	add_noise(y, 300, 0.5, 6);
	p = change_pieces(c, &change_offline, y, 300);
	expect(t, &p, "", "a season");
	tap_ok(t, p.period == 24 && fabs(p.piece[0].first - 10) < 0.2,
	    "is of 24 points about 10: %zu, %g", p.period, p.piece[0].first);
	for (size_t i = 150; i < 300; i++)
		y[i] += 6;
	p = change_pieces(c, &change_offline, y, 300);
	tap_ok(t, p.n == 2 && abs((int)p.piece[1].from - 150) <= 2,
	    "a step in a season: %s", cuts(&p));
	for (size_t i = 0; i < 1000; i++)
		y[i] = i % 288 < 108 ? 20 : 80;
	p = change_pieces(c, &change_offline, y, 1000);
	expect(t, &p, "", "a square wave of 288 points");
}

static void
try_constants(struct tap *t, struct change *c)
{
	double y[64];
	struct pieces p;

	for (size_t i = 0; i < 64; i++)
		y[i] = 0.1;
	p = change_pieces(c, &change_offline, y, 64);
	expect(t, &p, "", "a constant");
	tap_ok(t, p.n == 1 && fabs(p.piece[0].first - 0.1) < 1e-12 &&
	    fabs(p.piece[0].last - 0.1) < 1e-12 && p.piece[0].n == 64,
	    "is a piece at its level");
	for (size_t i = 32; i < 64; i++)
		y[i] = 0.1 + 1e-17 + 0x1p-56;
	p = change_pieces(c, &change_offline, y, 64);
	expect(t, &p, "", "and so is one with errors of rounding");
	for (size_t n = 1; n < 4; n++) {
		static const double few[3] = {0, 1, 5};

		p = change_pieces(c, &change_offline, few, n);
		tap_ok(t, p.n == 1 && p.piece[0].n == n, "%zu points", n);
	}
	p = change_pieces(c, &change_offline, y, 0);
	tap_ok(t, p.n == 0, "none");
	p = change_pieces(c, &change_offline, y, CHANGE_MAX + 1);
	tap_ok(t, p.n == 0, "too many");
}

static void
try_units(struct tap *t, struct change *c)
{
	static const double units[][2] = {
	    {1, 1000}, {1e-9, 0}, {-3, 7}, {1e200, 0}, {1e-200, 0}};
	static const double levels[4] = {0, 3, -3, 1};
	double y[500], z[500];
	struct pieces p;
	char where[MOST];

	set_steps(y, 500, 90, levels);
	add_noise(y, 500, 1, 7);
	p = change_pieces(c, &change_offline, y, 500);
	(void)snprintf(where, sizeof(where), "%s", cuts(&p));
	tap_ok(t, p.n > 4, "%s", where);
	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++) {
		for (size_t i = 0; i < 500; i++)
			z[i] = units[k][0] * y[i] + units[k][1];
		p = change_pieces(c, &change_offline, z, 500);
		tap_note("times %g, plus %g", units[k][0], units[k][1]);
		expect(t, &p, where, "the same in other units");
	}
}

/* Of every five points one is far off, so that the variance hides a step. */
static void
try_tails(struct tap *t, struct change *c)
{
	uint64_t seed = 8;
	double y[300], moved[300];
	struct pieces p;

	for (size_t i = 0; i < 300; i++) {
		y[i] = 0.1 * normal(&seed);
		if (i % 5 == 0)
			y[i] += 10 * uniform(&seed);
		moved[i] = y[i] + (i < 140 ? 0 : 0.4);
	}
	p = change_pieces(c, &change_offline, y, 300);
	expect(t, &p, "", "long tails");
	p = change_pieces(c, &change_offline, moved, 300);
	tap_ok(t, p.n == 2 && abs((int)p.piece[1].from - 140) <= 2 &&
	    p.piece[1].gain > 7 * log(300) / 2,
	    "hide no step of most points: %s", cuts(&p));
}

/* ---- longer than a window */

static void
try_windows(struct tap *t, struct change *c)
{
	static const double levels[4] = {0, 4, 8, 4};
	static double y[MOST];
	char where[256] = "";
	size_t start = 0, used = 0;

	set_steps(y, MOST, 700, levels);
	add_noise(y, MOST, 0.5, 9);
	while (start < MOST) {
		size_t left = MOST - start, settled;
		size_t n = left < CHANGE_MAX ? left : CHANGE_MAX;
		struct pieces p = change_pieces(c, &change_offline,
		    y + start, n);
		size_t drop = change_settled(&p, n, &settled);

		if (left <= CHANGE_MAX) {
			settled = p.n - 1;
			drop = left;
		}
		for (size_t k = 1; k <= settled; k++)
			used += (size_t)snprintf(where + used,
			    sizeof(where) - used, " %zu",
			    start + p.piece[k].from);
		start += drop;
	}
	tap_ok(t, strcmp(where, " 700 1400 2100 2800 3500") == 0,
	    "changes of 4096 points, once each:%s", where);
}

static void
try_settled(struct tap *t)
{
	static const struct piece piece[3] = {
	    {.from = 0}, {.from = 100}, {.from = 768}};
	struct pieces p = {piece, 3, 0};
	size_t settled, drop = change_settled(&p, CHANGE_MAX, &settled);

	tap_ok(t, settled == 1 && drop == 100, "what begins with the last "
	    "quarter is not final");
	p.n = 1;
	drop = change_settled(&p, CHANGE_MAX, &settled);
	tap_ok(t, settled == 0 && drop == 256, "a quarter goes where nothing "
	    "is final");
}

/* ---- point by point */

/* " index/detected" of each alarm. */
static const char *
follow(struct change *c, const double *y, size_t n)
{
	static char text[MOST];
	struct change_follow *f = calloc(1, change_follow_size());
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		const struct change_alarm *a = change_follow(c,
		    &change_online, f, y[i]);

		if (a != NULL)
			used += (size_t)snprintf(text + used,
			    sizeof(text) - used, " %zu/%zu",
			    (size_t)a->index, (size_t)a->detected - i);
	}
	free(f);
	return text;
}

static void
try_follow(struct tap *t, struct change *c)
{
	static const double levels[4] = {0, 5, 2, 9};
	static double y[MOST];
	const char *found;

	set_steps(y, MOST, 300, levels);
	found = follow(c, y, 1200);
	tap_ok(t, strcmp(found, " 300/0 600/0 900/0") == 0, "clean steps:%s",
	    found);
	add_noise(y, MOST, 0.5, 10);
	found = follow(c, y, 1200);
	tap_ok(t, strcmp(found, " 300/0 600/0 900/0") == 0,
	    "steps in noise:%s", found);
	memset(y, 0, sizeof(y));
	add_noise(y, MOST, 1, 11);
	y[500] = 30;
	found = follow(c, y, MOST);
	tap_ok(t, *found == '\0', "noise with a spike:%s", found);
	for (size_t i = 3000; i < MOST; i++)
		y[i] += 1e6;
	found = follow(c, y, MOST);
	tap_ok(t, strcmp(found, " 3000/0") == 0,
	    "a large step after three windows:%s", found);
	for (size_t i = 0; i < MOST; i++)
		y[i] = i < 700 ? 0.3 : 0.2;
	found = follow(c, y, MOST);
	tap_ok(t, strcmp(found, " 700/0") == 0, "constants:%s", found);
	for (size_t i = 0; i < MOST; i++)
		y[i] = 0.001 * (double)i;
	add_noise(y, MOST, 0.05, 12);
	found = follow(c, y, 1000);
	tap_ok(t, *found == '\0', "a ramp:%s", found);
}

static void
try_alarm(struct tap *t, struct change *c)
{
	struct change_follow *f = calloc(1, change_follow_size());
	const struct change_alarm *a = NULL;
	uint64_t seed = 13;
	size_t i;

	for (i = 0; a == NULL && i < 300; i++)
		a = change_follow(c, &change_online, f,
		    (i < 200 ? 0.9 : 0.6) + 0.02 * normal(&seed));
	tap_ok(t, a != NULL && a->index == 200 && a->detected == 214 &&
	    i == 215, "a step is certain after 14 points");
	tap_ok(t, a != NULL && fabs(a->before - 0.9) < 0.01 &&
	    fabs(a->after - 0.6) < 0.02 && a->gain > 5 * log(215) &&
	    fabs(a->slope_before) <= 0 && fabs(a->slope_after) <= 0,
	    "with its levels and its gain");
	free(f);
}

/* What repeats is known after three periods; then only a real step counts. */
static void
try_follow_season(struct tap *t, struct change *c)
{
	static double y[MOST];
	const char *found, *last;

	for (size_t i = 0; i < MOST; i++)
		y[i] = (i % 96 < 36 ? 0 : 1) + (i < 3000 ? 0 : 0.7);
	add_noise(y, MOST, 0.05, 14);
	found = follow(c, y, MOST);
	tap_note("%s", found);
	last = strrchr(found, ' ');
	tap_ok(t, last != NULL &&
	    labs(strtol(last, NULL, 10) - 3000) < 15 &&
	    strlen(found) < 7 * 8, "a season is one after its third time");
}

static void
try_memory(struct tap *t, struct change *c)
{
	struct change_follow *f = calloc(1, change_follow_size());
	struct mallinfo2 before = mallinfo2(), after;
	uint64_t seed = 15;
	double y[500];

	for (int k = 0; k < 100; k++) {
		for (size_t i = 0; i < 500; i++) {
			y[i] = normal(&seed) + (i < 250 ? 0 : 3);
			(void)change_follow(c, &change_online, f, y[i]);
		}
		(void)change_pieces(c, &change_offline, y, 500);
	}
	after = mallinfo2();
	tap_ok(t, before.uordblks == after.uordblks &&
	    before.fordblks == after.fordblks, "nothing was allocated");
	free(f);
}

int
main(void)
{
	struct change *c = change_open();
	struct tap t = {0};

	try_optimum(&t);
	try_steps(&t, c);
	try_ramp(&t, c);
	try_what_is_no_change(&t, c);
	try_constants(&t, c);
	try_units(&t, c);
	try_tails(&t, c);
	try_windows(&t, c);
	try_settled(&t);
	try_follow(&t, c);
	try_alarm(&t, c);
	try_follow_season(&t, c);
	try_memory(&t, c);
	change_close(c);
	return tap_end(&t);
}
