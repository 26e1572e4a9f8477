/*
 * Tests on the page: what moved in full, all in a table, and by category.
 */
#include <stdlib.h>
#include <string.h>

#include "export-html.h"
#include "hash.h"

#define CARDS		20	/* tests that are shown in full */
#define ADVICE		8	/* recommendations of one of them */
#define SUMMARIES	100
#define SMALL_WIDTH	240
#define SMALL_HEIGHT	36
#define SMALL_STRIP	6
#define SMALL_POINTS	6000	/* in all pictures of the table together */

/* ---- in order ---- */

static int
severity_of(const struct row *row)
{
	return row->worst == NULL ? -1 : row->worst->severity;
}

static int
by_need(const void *va, const void *vb)
{
	const struct row *a = *(const struct row *const *)va;
	const struct row *b = *(const struct row *const *)vb;
	int order = severity_of(b) - severity_of(a);
	double x = a->worst == NULL ? 0 : a->worst->drift;
	double y = b->worst == NULL ? 0 : b->worst->drift;

	if (order == 0)
		order = category_rank(&a->category) -
		    category_rank(&b->category);
	if (order == 0 && severity_of(a) > severity_none)
		order = x < y ? 1 : x > y ? -1 : 0;
	return order != 0 ? order :
	    series_order(&a->series.key, &b->series.key);
}

/* All small pictures have one scale, so that they can be compared. */
static void
stretch(struct page *p, struct row *row)
{
	const struct point *x = points_sorted(&p->tests.rows, &row->points);
	struct chart *c = &p->chart;

	for (uint32_t i = 0; i < row->points.n; i++) {
		c->from = x[i].at < c->from ? x[i].at : c->from;
		c->to = x[i].at > c->to ? x[i].at : c->to;
		c->low = x[i].y < c->low ? x[i].y : c->low;
	}
}

void
html_tests_settle(struct page *p)
{
	struct chart *c = &p->chart;
	size_t share;

	tests_join(&p->tests);
	p->row = (void *)series_sorted(&p->tests.rows);
	p->rows = p->tests.rows.count;
	qsort(p->row, p->rows, sizeof(*p->row), by_need);
	share = p->rows > 0 ? SMALL_POINTS / p->rows : 0;
	*c = (struct chart){SMALL_WIDTH, SMALL_HEIGHT, SMALL_STRIP, INT64_MAX,
	    INT64_MIN, 0.9, 1, share > 90 ? 90 : share < 12 ? 12 :
	    (uint32_t)share};
	for (size_t i = 0; i < p->rows; i++) {
		p->row[i]->number = (uint32_t)i + 1;
		p->moved += severity_of(p->row[i]) > severity_none;
		stretch(p, p->row[i]);
	}
	c->low = (int)(c->low * 10) / 10.0;
	p->cards = p->moved < CARDS ? p->moved : CARDS;
}

/* ---- one in full ---- */

static void
put_seconds(struct out *o, double seconds)
{
	html_print(o, "%.3g s", seconds);
}

static void
put_level(struct out *o, const struct analysis *a, double level)
{
	out_text(o, "<td class=n>");
	if (a->method.i == method_duration)
		put_seconds(o, level);
	else
		html_print(o, "%.2f %%", level * 100);
}

static void
put_evidence(struct out *o, const struct analysis *a)
{
	html_print(o, "<td>n = %lld", (long long)a->measurements_count.i);
	if (a->p_value.set)
		html_print(o, ", p = %.2g", a->p_value.d);
	if (a->flake_rate.set)
		html_print(o, ", fails %.2f %%", a->flake_rate.d * 100);
	if (a->flake_rate.set && a->flake_rate_lower.set)
		html_print(o, ", at least %.2f %%",
		    a->flake_rate_lower.d * 100);
}

static void
put_method(struct export *e)
{
	const struct analysis *a = &e->r.analysis;
	struct out *o = e->out;

	html_print(o, "<tr><th scope=row>%s", record_word(&e->r, "method"));
	html_severity(o, "td", a->severity.i);
	put_level(o, a, a->baseline_confidence.d);
	put_level(o, a, a->current_confidence.d);
	out_text(o, "<td class=n>");
	if (a->drift_percentage.set) {
		html_change(o, a->drift_percentage.d);
		out_text(o, " %");
	} else {
		out_text(o, "from 0");
	}
	html_print(o, "<td>%s %s<td>", direction_symbol(a->direction.i,
	    (struct terminal){0}), record_word(&e->r, "direction"));
	if (a->change_at.set && a->change_at.i != 0)
		html_day(o, a->change_at.i);
	put_evidence(o, a);
	out_byte(o, '\n');
}

static void
put_methods(struct export *e, const struct row *row)
{
	char why[JSON_WHY];

	out_text(e->out, "<div class=wide><table><caption class=v>What each "
	    "method found</caption>\n<thead><tr><th scope=col>Method"
	    "<th scope=col>Severity<th scope=col class=n>Baseline"
	    "<th scope=col class=n>Now<th scope=col class=n>Drift"
	    "<th scope=col>Direction<th scope=col>Changed"
	    "<th scope=col>Evidence\n<tbody>\n");
	for (struct finding *f = row->worst; f != NULL; f = f->then)
		if (record_parse(&e->r, f->line.s, f->line.n, why))
			put_method(e);
	out_text(e->out, "</table></div>\n");
}

static void
put_head(struct export *e, const struct row *row)
{
	struct out *o = e->out;

	html_print(o, "<article id=t%u>\n<h3>", row->number);
	html_name(o, row);
	out_text(o, "</h3>\n<p class=q>");
	html_severity(o, "b", severity_of(row));
	if (row->category.n > 0) {
		out_text(o, " · ");
		html_text(o, row->category.s, row->category.n);
	}
	if (row->runs > 0)
		html_print(o, " · %llu of %llu runs failed",
		    (unsigned long long)row->failed,
		    (unsigned long long)row->runs);
	if (row->owner.n > 0)
		out_text(o, " ·");
	html_owner(o, row);
	out_text(o, "</p>\n");
}

static void
put_card(struct export *e, const struct row *row)
{
	char why[JSON_WHY];

	put_head(e, row);
	if (row->points.n > 0 || row->failed > 0)
		chart_large(e, row);
	html_outcomes(e, row);
	put_methods(e, row);
	if (record_parse(&e->r, row->worst->line.s, row->worst->line.n, why))
		html_list(e, &e->r.analysis.recommendations, ADVICE);
	out_text(e->out, "</article>\n");
}

static void
put_legend(struct out *o)
{
	out_text(o, "<p class=\"q legend\"><span class=l1>confidence</span> "
	    "<span class=l2>current window</span> "
	    "<span class=l3>baseline</span> "
	    "<span class=l4>change point</span> "
	    "<span class=l5>alert</span> "
	    "<span class=l6>failed run</span></p>\n");
}

void
html_moved(struct export *e)
{
	struct page *p = e->state;

	if (p->moved == 0)
		return;
	html_section(e->out, "moved", "What moved");
	put_legend(e->out);
	for (size_t i = 0; i < p->cards; i++)
		put_card(e, p->row[i]);
	if (p->cards < p->moved)
		html_print(e->out, "<p class=q>and %zu more, in the table</p>"
		    "\n", p->moved - p->cards);
	out_text(e->out, "</section>\n");
}

/* ---- all of them ---- */

static bool
any_runs(const struct page *p)
{
	for (size_t i = 0; i < p->rows; i++)
		if (p->row[i]->runs > 0)
			return true;
	return false;
}

/* What its row says: the worst, or how its confidence stands. */
static const struct finding *
finding_told(const struct row *row)
{
	const struct finding *f = row->worst;

	while (f != NULL && f->severity == severity_none &&
	    f->method != method_windows)
		f = f->then;
	return f != NULL ? f : row->worst;
}

static void
put_drift(struct export *e, const struct row *row)
{
	const struct analysis *a = &e->r.analysis;
	const struct finding *f = finding_told(row);
	char why[JSON_WHY];

	if (f == NULL || !record_parse(&e->r, f->line.s, f->line.n, why)) {
		out_text(e->out, "<td>–<td>–");
		return;
	}
	html_severity(e->out, "td", a->severity.i);
	out_text(e->out, "<td>");
	if (a->drift_percentage.set)
		html_change(e->out, a->drift_percentage.d);
	else
		out_text(e->out, f->drift > 0 ? "from 0" : "–");
}

static void
put_numbers(struct out *o, const struct row *row, bool runs)
{
	if (row->n > 0)
		html_print(o, "<td>%.2f<td>%.2f<td>"
		    "%llu", row->last * 100, row->sum / (double)row->n * 100,
		    (unsigned long long)row->n);
	else
		out_text(o, "<td>–<td>–<td>0");
	if (runs && row->runs > 0)
		html_print(o, "<td>%llu/%llu",
		    (unsigned long long)row->failed,
		    (unsigned long long)row->runs);
	else if (runs)
		out_text(o, "<td>–");
}

static void
put_row(struct export *e, const struct row *row, bool runs)
{
	struct page *p = e->state;
	struct out *o = e->out;
	bool card = row->number <= p->cards;

	if (card)
		html_print(o, "<tr><th scope=row><a href=#t%u>", row->number);
	else if (row->alerts.n > 0)	/* they link to it */
		html_print(o, "<tr id=t%u><th scope=row>", row->number);
	else
		out_text(o, "<tr><th scope=row>");
	html_name(o, row);
	out_text(o, card ? "</a>" : "");
	html_owner(o, row);
	out_text(o, "<td>");
	if (row->category.n > 0)
		html_text(o, row->category.s, row->category.n);
	else
		out_text(o, "–");
	put_drift(e, row);
	put_numbers(o, row, runs);
	out_text(o, "<td>");
	if (row->points.n + row->failed + row->alerts.n > 0)
		chart_small(e, row);
	out_text(o, "<td>");
	if (row->n > 0)
		html_day(o, row->at);
	out_byte(o, '\n');
}

static void
put_caption(struct export *e)
{
	struct page *p = e->state;
	const struct chart *c = &p->chart;
	struct out *o = e->out;

	out_text(o, "<caption>Worst first. ");
	if (c->from <= c->to) {
		html_print(o, "All pictures go from %.0f to 100 %% and from ",
		    c->low * 100);
		html_day(o, c->from);
		out_text(o, " to ");
		html_day(o, c->to);
		out_text(o, ".");
	}
	out_text(o, "</caption>\n");
}

void
html_tests(struct export *e)
{
	struct page *p = e->state;
	bool runs = any_runs(p);
	struct out *o = e->out;

	if (p->rows == 0)
		return;
	html_section(o, "tests", "All tests");
	out_text(o, "<p class=filter hidden><label for=filter>Filter by name, "
	    "owner, category or severity</label> <input id=filter type=search "
	    "autocomplete=off spellcheck=false> <output for=filter></output>"
	    "</p>\n<table class=sort id=all>\n");
	put_caption(e);
	out_text(o, "<thead><tr><th scope=col>Test<th scope=col>Category"
	    "<th scope=col aria-sort=descending>Severity<th scope=col class=n>"
	    "Drift %<th scope=col class=n>Now %<th scope=col class=n>"
	    "Average %<th scope=col class=n>Values");
	if (runs)
		out_text(o, "<th scope=col class=n>Failed");
	out_text(o, "<th scope=col class=k>Confidence<th scope=col>Last"
	    "\n<tbody>\n");
	for (size_t i = 0; i < p->rows; i++)
		put_row(e, p->row[i], runs);
	out_text(o, "</table>\n</section>\n");
}

/* ---- by category ---- */

static int
by_category(const void *va, const void *vb)
{
	const struct row *a = *(const struct row *const *)va;
	const struct row *b = *(const struct row *const *)vb;
	int order = category_rank(&a->category) - category_rank(&b->category);

	return order != 0 ? order : text_order(a->category.s, a->category.n,
	    b->category.s, b->category.n);
}

/* One line of the first rows, which have one category; returns how many. */
static size_t
put_category(struct out *o, struct row *const *row, size_t n)
{
	const struct kept *c = &row[0]->category;
	uint64_t values = 0;
	size_t i = 0, moved = 0;
	double sum = 0;

	for (; i < n && text_same(row[i]->category.s, row[i]->category.n,
	    c->s, c->n); i++) {
		moved += severity_of(row[i]) > severity_none;
		values += row[i]->n;
		sum += row[i]->sum;
	}
	out_text(o, "<tr><th scope=row>");
	html_text(o, c->n > 0 ? c->s : "none", c->n > 0 ? c->n : 4);
	html_print(o, "<td class=n>%zu<td class=n>%zu<td class=n>", i, moved);
	if (values > 0)
		html_percent(o, sum / (double)values);
	else
		out_text(o, "–");
	html_print(o, "<td class=n>%llu\n", (unsigned long long)values);
	return i;
}

static void
put_summary(struct export *e)
{
	const struct category_summary *s = &e->r.category_summary;
	struct out *o = e->out;

	out_text(o, "<tr><th scope=row>");
	html_value(o, &s->category);
	html_print(o, "<td class=n>%lld of %lld<td class=n>",
	    (long long)s->drifting_tests.i, (long long)s->tests_analyzed.i);
	if (s->avg_drift_percentage.set)
		html_change(o, s->avg_drift_percentage.d);
	out_text(o, "<td>");
	html_value(o, &s->max_drift_test);
	out_text(o, "<td class=n>");
	if (s->max_drift_percentage.set)
		html_change(o, s->max_drift_percentage.d);
	out_text(o, "<td>");
	html_minute(o, s->timestamp.i);
	out_byte(o, '\n');
}

void
html_summary_add(struct export *e)
{
	struct page *p = e->state;
	const struct category_summary *s = &e->r.category_summary;
	struct ticket t = {.rank = -s->drifting_tests.i,
	    .id = hash64(hash64(1, s->project.s, s->project.n),
	    s->category.s, s->category.n) | 1, .version = s->timestamp.i};

	shelf_put(&p->summaries, t, &e->r);
}

static void
put_summaries(struct export *e)
{
	struct page *p = e->state;

	if (p->summaries.tickets == 0)
		return;
	out_text(e->out, "<div class=wide><table>\n<caption>As they were "
	    "summed up</caption>\n<thead><tr><th scope=col>Category"
	    "<th scope=col class=n>Drifting<th scope=col class=n>"
	    "Average drift %<th scope=col>Moved most<th scope=col class=n>"
	    "By %<th scope=col>At\n<tbody>\n");
	shelf_show(e, &p->summaries, SUMMARIES, put_summary);
	out_text(e->out, "</table></div>\n");
}

static void
put_categories(struct export *e)
{
	struct page *p = e->state;
	struct row **row = need(p->rows, sizeof(*row));

	memcpy(row, p->row, p->rows * sizeof(*row));
	qsort(row, p->rows, sizeof(*row), by_category);
	out_text(e->out, "<div class=wide><table class=sort>\n<caption "
	    "class=v>Tests by category</caption>\n<thead><tr><th scope=col>"
	    "Category<th scope=col class=n>Tests<th scope=col class=n>Moved"
	    "<th scope=col class=n>Average %<th scope=col class=n>Values\n"
	    "<tbody>\n");
	for (size_t i = 0; i < p->rows;)
		i += put_category(e->out, row + i, p->rows - i);
	out_text(e->out, "</table></div>\n");
	free(row);
}

void
html_categories(struct export *e)
{
	struct page *p = e->state;

	if (p->rows + p->summaries.tickets == 0)
		return;
	html_section(e->out, "categories", "Categories");
	if (p->rows > 0)
		put_categories(e);
	put_summaries(e);
	out_text(e->out, "</section>\n");
}
