/*
 * Pictures of a test's confidence: small in its row, large with its axes.
 */
#include "export-html.h"

#define DOTS		800	/* at most, in all large ones together */

/* ---- a picture ---- */

static void
put_windows(struct out *o, const struct chart *c, const struct marks *m)
{
	int x = chart_x(c, m->current_from);

	if (c->width == LARGE_WIDTH)	/* else the picture ends there */
		html_print(o, "<rect x=%d width=%d />", x, c->width - x);
	else
		html_print(o, "<rect x=%d />", x);
	html_print(o, "<path class=b d=M0,%dH%d />", chart_y(c, m->baseline),
	    c->width);
}

/* The scale is that of the chart; the points are those of the row. */
static void
put_series(struct export *e, const struct chart *c, const struct row *row,
    const struct marks *m)
{
	struct page *page = e->state;
	struct series_set *set = &page->tests.rows;
	struct str *text = &page->text;

	if (m->windows)
		put_windows(e->out, c, m);
	if (m->change)
		html_print(e->out, "<path class=c d=M%d,0V%d />",
		    chart_x(c, m->change_at), c->height);
	str_clear(text);
	chart_path(c, points_sorted(set, &row->points), row->points.n, text);
	if (text->n > 0) {
		out_text(e->out, "<path d=\"");
		out_bytes(e->out, text->s, text->n);
		out_text(e->out, "\"/>");
	}
	str_clear(text);
	chart_ticks(c, points_sorted(set, &row->results), row->results.n,
	    text);
	if (text->n > 0) {
		out_text(e->out, "<path class=f d=\"");
		out_bytes(e->out, text->s, text->n);
		out_text(e->out, "\"/>");
	}
}

static void
put_alerts(struct export *e, const struct chart *c, const struct row *row)
{
	struct page *page = e->state;
	const struct point *p = points_sorted(&page->tests.rows, &row->alerts);

	for (uint32_t i = 0; i < row->alerts.n; i++) {
		int x = chart_x(c, p[i].at);

		html_print(e->out, "<path class=\"a s%d\" d=M%d,4h0 />",
		    (int)p[i].y, x < 4 ? 4 : x > c->width - 4 ?
		    c->width - 4 : x);
	}
}

/* The numbers beside it are not said again. */
static void
put_title(struct export *e, const struct row *row, const struct marks *m,
    const struct point *p)
{
	struct out *o = e->out;
	struct chart c = {.low = 1};

	chart_range(&c, p, row->points.n);
	out_text(o, "<title>");
	if (row->points.n == 0)
		out_text(o, "no confidence");
	else if (c.low < c.high)
		html_print(o, "%.0f to %.0f %%", c.low * 100, c.high * 100);
	else
		html_print(o, "always %.0f %%", c.low * 100);
	if (m->change) {
		out_text(o, ", changed ");
		html_day(o, m->change_at);
	}
	if (row->alerts.n > 0)
		html_print(o, ", %u alert%s", row->alerts.n,
		    row->alerts.n > 1 ? "s" : "");
	out_text(o, "</title>");
}

void
chart_small(struct export *e, const struct row *row)
{
	struct page *page = e->state;
	const struct chart *c = &page->chart;
	const struct point *p = points_sorted(&page->tests.rows,
	    &row->points);
	struct marks m = chart_marks(e, row, p);

	html_print(e->out, "<svg role=img viewBox=0,0,%d,%d>", c->width,
	    c->height + c->strip);
	put_title(e, row, &m, p);
	put_series(e, c, row, &m);
	put_alerts(e, c, row);
	out_text(e->out, "</svg>");
}

/* ---- large, with axes ---- */

static double
scale(struct chart *c, const struct marks *m, const struct point *p,
    uint32_t n)
{
	chart_range(c, p, n);
	if (m->windows)
		chart_range(c, (struct point[]){{0, m->baseline},
		    {0, m->current}}, 2);
	return chart_scale(c);
}

static void
put_desc(struct out *o, const struct row *row, const struct marks *m)
{
	out_text(o, "<desc>");
	if (m->windows)
		html_print(o, "Baseline %.2f %%, current window %.2f %%. ",
		    m->baseline * 100, m->current * 100);
	if (row->runs > 0)
		html_print(o, "%llu of %llu runs failed.",
		    (unsigned long long)row->failed,
		    (unsigned long long)row->runs);
	out_text(o, "</desc>");
}

static void
put_dots(struct out *o, const struct chart *c, const struct point *p,
    uint32_t n)
{
	out_text(o, "<path class=p d=\"");
	for (uint32_t i = 0; i < n; i++)
		html_print(o, "M%d %dh0", chart_x(c, p[i].at),
		    chart_y(c, p[i].y));
	out_text(o, "\"/>");
}

void
chart_large(struct export *e, const struct row *row)
{
	struct page *page = e->state;
	struct series_set *set = &page->tests.rows;
	const struct point *p = points_sorted(set, &row->points);
	struct marks m = chart_marks(e, row, p);
	struct chart c = {LARGE_WIDTH, LARGE_HEIGHT, LARGE_STRIP, INT64_MAX,
	    INT64_MIN, 1, 0, page->cards > 10 ? 120 : 240};
	double step = scale(&c, &m, p, row->points.n);

	chart_stretch(&c, p, row->points.n);
	chart_stretch(&c, points_sorted(set, &row->results), row->results.n);
	chart_stretch(&c, points_sorted(set, &row->alerts), row->alerts.n);
	chart_begin(&c, e->out);
	p = points_sorted(set, &row->points);
	put_title(e, row, &m, p);
	put_desc(e->out, row, &m);
	chart_grid(&c, step, e->out);
	put_series(e, &c, row, &m);
	p = points_sorted(set, &row->points);
	if (row->points.n * page->cards <= DOTS)
		put_dots(e->out, &c, p, row->points.n);
	put_alerts(e, &c, row);
	out_text(e->out, "</svg>");
	chart_words(&c, step, m.change ? &m.change_at : NULL, e->out);
	out_text(e->out, "</div>\n");
}
