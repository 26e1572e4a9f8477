/*
 * One page for people, with everything in it and nothing from elsewhere.
 *
 * Per test, model and feature there is bounded memory, as in a table; alerts,
 * versions and what happened to models are put aside until the end.  The
 * policy in its head forbids the page to load or send anything, and any script
 * but its own, by hash.
 */
#include <stdlib.h>
#include <string.h>

#include "export-html.h"
#include "when.h"

#define POINTS		512	/* newest values kept of a test */

/* ---- what comes ---- */

static void
begin(struct export *e)
{
	struct page *p = need(1, sizeof(*p));

	tests_open(&p->tests, (size_t)e->max_series, POINTS);
	html_models_open(p, (size_t)e->max_series);
	e->state = p;
}

static void
add(struct export *e)
{
	struct page *p = e->state;

	switch ((int)e->r.kind) {
	case KIND_measurement:
		tests_measure(&p->tests, &e->r, true);
		break;
	case KIND_run:
		html_run_add(e);
		break;
	case KIND_result:
		tests_result(&p->tests, &e->r);
		break;
	case KIND_analysis:
		tests_find(&p->tests, &e->r);
		break;
	case KIND_alert:
		html_alert_add(e);
		break;
	case KIND_category_summary:
		html_summary_add(e);
		break;
	default:
		html_model_add(e);
	}
}

static void
glance(struct export *e)
{
	tests_measure(&((struct page *)e->state)->tests, &e->r, false);
}

/* ---- the page ---- */

static void
put_lines(struct out *o, const char *const *line)
{
	for (; *line != NULL; line++)
		out_text(o, *line);
}

static void
put_head(struct out *o)
{
	out_text(o, "<!doctype html>\n<html lang=en>\n<head>\n"
	    "<meta charset=utf-8>\n<meta http-equiv=Content-Security-Policy "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'; "
	    "script-src '");
	out_text(o, page_script_hash);
	out_text(o, "'; base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=viewport content=\"width=device-width,initial-scale=1"
	    "\">\n<meta name=color-scheme content=\"light dark\">\n"
	    "<meta name=referrer content=no-referrer>\n"
	    "<title>drift report</title>\n<style>\n");
	put_lines(o, page_style);
	out_text(o, "</style>\n</head>\n<body>\n"
	    "<a class=skip href=#main>Skip to the content</a>\n");
}

/* What to know if only one line is read. */
static void
put_headline(struct out *o, const struct page *p)
{
	out_text(o, "<h1>");
	if (p->rows == 0)
		out_text(o, html_has_models(p) ? "Models" : "Nothing to show");
	else if (p->moved == 0)
		html_print(o, "No drift in %zu test%s", p->rows,
		    p->rows > 1 ? "s" : "");
	else
		html_print(o, "%zu of %zu test%s %s drifted", p->moved,
		    p->rows, p->rows > 1 ? "s" : "",
		    p->moved > 1 ? "have" : "has");
	out_text(o, "</h1>\n<p class=q>");
	if (p->chart.from <= p->chart.to) {
		html_day(o, p->chart.from);
		out_text(o, " to ");
		html_day(o, p->chart.to);
		out_text(o, " · ");
	}
	out_text(o, "made ");
	html_minute(o, when_now());
	out_text(o, " UTC</p>\n");
}

static void
put_links(struct out *o, const struct page *p)
{
	out_text(o, "<nav aria-label=Sections>");
	if (p->alerts.tickets > 0)
		out_text(o, "<a href=#alerts>Alerts</a>");
	if (p->alikes > 0)
		out_text(o, "<a href=#failures>Failures</a>");
	if (p->moved > 0)
		out_text(o, "<a href=#moved>What moved</a>");
	if (p->rows > 0)
		out_text(o, "<a href=#tests>All tests</a>");
	if (p->rows + p->summaries.tickets > 0)
		out_text(o, "<a href=#categories>Categories</a>");
	if (p->runs.tickets > 0)
		out_text(o, "<a href=#runs>Runs</a>");
	if (html_has_models(p))
		out_text(o, "<a href=#models>Models</a>");
	out_text(o, "</nav>\n");
}

/* How many tests have each severity; the last is of those without. */
static void
count_severities(const struct page *p, size_t n[severity_words + 1])
{
	memset(n, 0, (severity_words + 1) * sizeof(*n));
	for (size_t i = 0; i < p->rows; i++)
		n[p->row[i]->worst == NULL ? severity_words :
		    p->row[i]->worst->severity]++;
}

static void
put_severities(struct out *o, const struct page *p)
{
	size_t n[severity_words + 1];

	if (p->rows == 0)
		return;
	count_severities(p, n);
	out_text(o, "<div class=bar aria-hidden=true>");
	for (int s = severity_words - 1; s >= 0; s--)
		if (n[s] > 0)
			html_print(o, "<i class=s%d style=flex-grow:%zu></i>",
			    s, n[s]);
	if (n[severity_words] > 0)
		html_print(o, "<i style=flex-grow:%zu></i>",
		    n[severity_words]);
	out_text(o, "</div>\n<ul class=key>");
	for (int s = severity_words - 1; s >= 0; s--)
		if (n[s] > 0)
			html_print(o, "<li><b class=s%d>%s</b> %zu", s,
			    words_severity[s], n[s]);
	if (n[severity_words] > 0)
		html_print(o, "<li>not analysed %zu", n[severity_words]);
	out_text(o, "</ul>\n");
}

struct sums {
	uint64_t values, runs, failed;
	double sum, low, high;
};

static struct sums
sum_up(const struct page *p)
{
	struct sums s = {.low = 1};

	for (size_t i = 0; i < p->rows; i++) {
		const struct row *r = p->row[i];

		s.runs += r->runs;
		s.failed += r->failed;
		if (r->n == 0)
			continue;
		s.values += r->n;
		s.sum += r->sum;
		s.low = r->low < s.low ? r->low : s.low;
		s.high = r->high > s.high ? r->high : s.high;
	}
	return s;
}

static void
put_facts(struct out *o, const struct page *p)
{
	struct sums s = sum_up(p);

	if (p->rows == 0)
		return;
	html_print(o, "<dl>\n<div><dt>Tests</dt><dd>%zu</dd></div>\n"
	    "<div><dt>Open alerts</dt><dd>%zu</dd></div>\n", p->rows,
	    html_open_alerts(p));
	if (s.values > 0)
		html_print(o, "<div><dt>Average confidence</dt><dd>%.2f %%"
		    "<small>%.2f to %.2f %%</small></dd></div>\n"
		    "<div><dt>Measurements</dt><dd>%llu</dd></div>\n",
		    s.sum / (double)s.values * 100, s.low * 100, s.high * 100,
		    (unsigned long long)s.values);
	if (s.runs > 0)
		html_print(o, "<div><dt>Failed</dt><dd>%llu<small>of %llu "
		    "results</small></dd></div>\n",
		    (unsigned long long)s.failed, (unsigned long long)s.runs);
	out_text(o, "</dl>\n");
}

static void
put_foot(struct out *o)
{
	out_text(o, "</main>\n<footer class=q>drift " VERSION " · times are "
	    "in UTC · confidence in percent</footer>\n<script>");
	put_lines(o, page_script);
	out_text(o, "</script>\n</body>\n</html>\n");
}

static void
settle(struct page *p)
{
	html_tests_settle(p);
	html_failures_settle(p);
	shelf_settle(&p->alerts);
	shelf_settle(&p->summaries);
	shelf_settle(&p->runs);
	shelf_settle(&p->versions);
	shelf_settle(&p->timeline);
}

static void
end(struct export *e)
{
	struct page *p = e->state;
	struct out *o = e->out;

	settle(p);
	put_head(o);
	out_text(o, "<header>\n");
	put_headline(o, p);
	put_facts(o, p);
	put_severities(o, p);
	put_links(o, p);
	out_text(o, "</header>\n<main id=main>\n");
	html_alerts(e);
	html_failures(e);
	html_moved(e);
	html_tests(e);
	html_categories(e);
	html_runs(e);
	html_models(e);
	put_foot(o);
	html_failures_close(p);
	free(p->row);
	tests_close(&p->tests);
	html_models_close(p);
	shelf_close(&p->alerts);
	shelf_close(&p->summaries);
	shelf_close(&p->runs);
	str_free(&p->text);
	free(p);
}

const struct format export_html = {"html", begin, add, glance, end,
    BIT(run) | BIT(result) | BIT(measurement) | BIT(analysis) |
    BIT(category_summary) | BIT(alert) | BIT(monitoring) |
    BIT(feature_drift) | BIT(decision) | BIT(stage_change) |
    BIT(model_version)};
