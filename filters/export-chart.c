/*
 * Where values over time lie on a picture, and what findings say about them.
 */
#include <math.h>
#include <string.h>

#include "export-chart.h"

#define TICKS		4	/* at most so many steps on a scale */

/* ---- where things lie ---- */

int
chart_x(const struct chart *c, int64_t at)
{
	double part = c->to > c->from ? (double)(at - c->from) /
	    (double)(c->to - c->from) : 0.5;

	return (int)lround(fmin(fmax(part, 0), 1) * c->width);
}

int
chart_y(const struct chart *c, double y)
{
	double part = c->high > c->low ? (c->high - y) / (c->high - c->low) :
	    0.5;

	return (int)lround(fmin(fmax(part, 0), 1) * c->height);
}

static double
triangle(struct point a, struct point b, struct point c)
{
	return fabs((double)(a.at - c.at) * (b.y - a.y) -
	    (double)(a.at - b.at) * (c.y - a.y));
}

static struct point
middle(const struct point *p, uint32_t n)
{
	double at = 0, y = 0;

	for (uint32_t i = 0; i < n; i++) {
		at += (double)(p[i].at - p[0].at);
		y += p[i].y;
	}
	return (struct point){p[0].at + (int64_t)(at / n), y / n};
}

/* n points, of which `most` are to stay. */
struct thinning {
	const struct point *p;
	uint32_t n, most;
};

/* Where bucket i of the inner points begins. */
static uint32_t
bucket(const struct thinning *t, uint32_t i)
{
	return 1 + (uint32_t)((uint64_t)(t->n - 2) * i / (t->most - 2));
}

/* The point of bucket i that makes the largest triangle with its neighbours. */
static struct point
outstanding(const struct thinning *t, uint32_t i, struct point before)
{
	uint32_t from = bucket(t, i), to = bucket(t, i + 1);
	uint32_t end = i + 2 < t->most - 1 ? bucket(t, i + 2) : t->n;
	struct point after = middle(t->p + to, end - to), best = t->p[from];

	for (uint32_t j = from + 1; j < to; j++)
		if (triangle(before, t->p[j], after) >
		    triangle(before, best, after))
			best = t->p[j];
	return best;
}

uint32_t
chart_thin(const struct point *p, uint32_t n, struct point *to,
    uint32_t most)
{
	struct thinning t = {p, n, most};

	if (n <= most) {
		memcpy(to, p, n * sizeof(*p));
		return n;
	}
	to[0] = p[0];
	for (uint32_t i = 0; i < most - 2; i++)
		to[i + 1] = outstanding(&t, i, to[i]);
	to[most - 1] = p[n - 1];
	return most;
}

/* ---- scales ---- */

static double
step_of(double span)
{
	static const double steps[] = {.01, .02, .05, .1, .2};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (span / steps[i] <= TICKS)
			return steps[i];
	return .25;
}

void
chart_range(struct chart *c, const struct point *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		c->low = fmin(c->low, p[i].y);
		c->high = fmax(c->high, p[i].y);
	}
}

double
chart_scale(struct chart *c)
{
	double step;

	c->low = fmin(c->low, c->high) - 0.02;
	c->high += 0.02;
	step = step_of(fmax(c->high - c->low, 0.1));
	c->low = fmax(floor(c->low / step) * step, 0);
	c->high = fmin(ceil(c->high / step) * step, 1);
	return step;
}

void
chart_stretch(struct chart *c, const struct point *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		c->from = p[i].at < c->from ? p[i].at : c->from;
		c->to = p[i].at > c->to ? p[i].at : c->to;
	}
}

/* ---- what findings say about a series ---- */

static uint32_t
evidence(struct export *e, const char *name)
{
	const struct value *v = &e->r.analysis.evidence;
	struct json *j = &e->r.json;	/* the record is bound already */
	const struct json_value *said = v->set &&
	    json_object(j, v->s, v->n) ? json_member(j, name) : NULL;
	int64_t n;

	return said != NULL && json_int(said, &n) && n > 0 &&
	    n < UINT32_MAX ? (uint32_t)n : 0;
}

/* The windows of the n newest values up to the analysis. */
static void
mark_windows(struct export *e, const struct point *p, uint32_t n,
    struct marks *m)
{
	const struct analysis *a = &e->r.analysis;
	uint32_t used = evidence(e, "n"), all = n, first;
	uint32_t baseline = evidence(e, "baseline");
	uint32_t current = evidence(e, "current");

	while (all > 0 && p[all - 1].at > a->analyzed_at.i)
		all--;
	first = all > used ? all - used : 0;
	if (baseline == 0 || current == 0 || first + baseline > all ||
	    current > all)
		return;
	m->windows = true;
	m->baseline = a->baseline_confidence.d;
	m->current = a->current_confidence.d;
	m->baseline_to = p[first + baseline - 1].at;
	m->current_from = p[all - current].at;
}

struct marks
chart_marks(struct export *e, const struct row *row, const struct point *p)
{
	const struct analysis *a = &e->r.analysis;
	struct marks m = {0};
	char why[JSON_WHY];

	for (struct finding *f = row->worst; f != NULL; f = f->then) {
		if (!record_parse(&e->r, f->line.s, f->line.n, why))
			continue;
		if (a->method.i == method_windows)
			mark_windows(e, p, row->points.n, &m);
		if (!m.change && a->change_at.set && a->change_at.i != 0 &&
		    a->method.i != method_duration) {
			m.change = true;
			m.change_at = a->change_at.i;
		}
	}
	return m;
}
