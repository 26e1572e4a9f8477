/*
 * Pictures of a test's confidence: small in its row, large with its axes.
 */
#include <math.h>
#include <string.h>

#include "export-html.h"

#define DOTS		1200	/* at most, in all large ones together */

/* ---- what findings say about a series ---- */

struct marks {
	bool windows;
	int64_t baseline_to, current_from;
	double baseline, current;
	bool change;
	int64_t change_at;
};

static uint32_t
evidence(struct export *e, const char *name)
{
	const struct value *v = &e->r.analysis.evidence;
	struct json *j = &e->r.json;	/* the record is bound already */
	int64_t n = 0;

	if (!v->set || !json_object(j, v->s, v->n))
		return 0;
	for (size_t i = 0; i < j->count; i++)
		if (text_same(j->member[i].key.s, j->member[i].key.n, name,
		    strlen(name)) && json_int(&j->member[i].value, &n))
			return n > 0 && n < UINT32_MAX ? (uint32_t)n : 0;
	return 0;
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

static struct marks
find_marks(struct export *e, const struct row *row, const struct point *p)
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
	chart_ticks(c, points_sorted(set, &row->failures), row->failures.n,
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

static void
find_range(const struct point *p, uint32_t n, double *low, double *high)
{
	for (uint32_t i = 0; i < n; i++) {
		*low = fmin(*low, p[i].y);
		*high = fmax(*high, p[i].y);
	}
}

/* The numbers beside it are not said again. */
static void
put_title(struct export *e, const struct row *row, const struct marks *m,
    const struct point *p)
{
	struct out *o = e->out;
	double low = 1, high = 0;

	find_range(p, row->points.n, &low, &high);
	out_text(o, "<title>");
	if (row->points.n == 0)
		out_text(o, "no confidence");
	else if (low < high)
		html_print(o, "%.0f to %.0f %%", low * 100, high * 100);
	else
		html_print(o, "always %.0f %%", low * 100);
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
	struct marks m = find_marks(e, row, p);

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
	find_range(p, n, &c->low, &c->high);
	if (m->windows) {
		c->low = fmin(c->low, fmin(m->baseline, m->current));
		c->high = fmax(c->high, fmax(m->baseline, m->current));
	}
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
	struct marks m = find_marks(e, row, p);
	struct chart c = {LARGE_WIDTH, LARGE_HEIGHT, LARGE_STRIP, INT64_MAX,
	    INT64_MIN, 1, 0, page->cards > 10 ? 120 : 240};
	double step = scale(&c, &m, p, row->points.n);

	chart_stretch(&c, p, row->points.n);
	chart_stretch(&c, points_sorted(set, &row->failures), row->failures.n);
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
