/*
 * Values over time as paths of SVG, in whole units.
 */
#include "export-html.h"

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
	struct point kept[CHART_MOST];

	if (n == 0)
		return;
	n = chart_thin(p, n, kept, c->most);
	pen.x = chart_x(c, kept[0].at);
	pen.y = chart_y(c, kept[0].y);
	str_print(to, "M%d %d", pen.x, pen.y);
	for (uint32_t i = 1; i < n; i++)
		draw_to(&pen, kept[i]);
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

		if (x == last || (int)p[i].y == result_status_passed ||
		    (int)p[i].y == result_status_skipped)
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
