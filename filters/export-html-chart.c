/*
 * Values over time as paths of SVG, in whole units.
 *
 * Long series are thinned by largest triangles in three buckets (Steinarsson
 * 2013, "Downsampling Time Series for Visual Representation"), which keeps
 * what stands out.
 */
#include <math.h>
#include <string.h>

#include "export-html.h"

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

/* ---- paths ---- */

struct pen {
	const struct chart *chart;
	struct str *to;
	int x, y;
	int level;		/* how far it still goes on this level */
	char command;
};

static void
draw_number(struct pen *p, char command, int value)
{
	if (p->command != command)
		str_print(p->to, "%c%d", command, value);
	else
		str_print(p->to, value < 0 ? "%d" : " %d", value);
	p->command = command;
}

static void
draw_level(struct pen *p)
{
	if (p->level != 0)
		draw_number(p, 'h', p->level);
	p->level = 0;
}

static void
draw_to(struct pen *p, struct point point)
{
	int x = chart_x(p->chart, point.at), y = chart_y(p->chart, point.y);
	int dx = x - p->x, dy = y - p->y;

	if (dy == 0) {
		p->level += dx;
	} else {
		draw_level(p);
		draw_number(p, 'l', dx);
		str_print(p->to, dy < 0 ? "%d" : " %d", dy);
	}
	p->x = x;
	p->y = y;
}

void
chart_path(const struct chart *c, const struct point *p, uint32_t n,
    struct str *to)
{
	struct pen pen = {.chart = c, .to = to};
	struct thinning t = {p, n, c->most};
	struct point last;

	if (n == 0)
		return;
	pen.x = chart_x(c, p[0].at);
	pen.y = chart_y(c, p[0].y);
	str_print(to, "M%d %d", pen.x, pen.y);
	last = p[0];
	for (uint32_t i = 0; n > c->most && i < c->most - 2; i++) {
		last = outstanding(&t, i, last);
		draw_to(&pen, last);
	}
	for (uint32_t i = n > c->most ? n - 1 : 1; i < n; i++)
		draw_to(&pen, p[i]);
	draw_level(&pen);
	if (pen.command == '\0')
		str_text(to, "h0");	/* a single value is a dot */
}

void
chart_ticks(const struct chart *c, const struct point *p, uint32_t n,
    struct str *to)
{
	int last = -1;

	for (uint32_t i = 0; i < n; i++) {
		int x = chart_x(c, p[i].at);

		if (x == last)
			continue;
		if (last < 0)
			str_print(to, "M%d %dh1", x,
			    c->height + c->strip / 2);
		else
			str_print(to, "m%d 0h1", x - last - 1);
		last = x;
	}
}

/* ---- axes ---- */

static double
step_of(double span)
{
	static const double steps[] = {.01, .02, .05, .1, .2};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (span / steps[i] <= TICKS)
			return steps[i];
	return .25;
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

void
chart_begin(const struct chart *c, struct out *o)
{
	html_print(o, "<div class=chart><svg role=img viewBox=\"0 0 %d %d\" "
	    "preserveAspectRatio=none>", c->width, c->height + c->strip);
}

void
chart_grid(const struct chart *c, double step, struct out *o)
{
	for (double y = c->low; y < c->high + step / 2; y += step)
		html_print(o, "<path class=g d=M0,%dH%d />", chart_y(c, y),
		    c->width);
}

/* A word above its place, but not over the edge. */
static void
put_mark_words(const struct chart *c, int64_t at, struct out *o)
{
	int left = 100 * chart_x(c, at) / c->width;

	html_print(o, "<b style=left:%d%%>changed ", left < 25 ? 25 :
	    left > 75 ? 75 : left);
	html_day(o, at);
	out_text(o, "</b>");
}

void
chart_words(const struct chart *c, double step, const int64_t *change,
    struct out *o)
{
	out_text(o, "<div class=y aria-hidden=true>");
	for (double y = c->low; y < c->high + step / 2; y += step)
		html_print(o, "<span style=top:%.1f%%>%.0f %%</span>",
		    100.0 * chart_y(c, y) / (c->height + c->strip), y * 100);
	out_text(o, "</div><div class=x aria-hidden=true><span>");
	html_day(o, c->from);
	out_text(o, "</span>");
	if (change != NULL)
		put_mark_words(c, *change, o);
	out_text(o, "<span>");
	html_day(o, c->to);
	out_text(o, "</span></div>");
}
