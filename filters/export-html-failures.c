/*
 * What failed on the page: the newest failure of each test, those that are
 * alike together, and of a test that moved how its newest runs ended.
 */
#include <stdlib.h>
#include <string.h>

#include "export-html.h"
#include "hash.h"

#define SHOWN		20	/* failures that are told of */
#define LINKS		5	/* tests of one of them */
#define RUNS		20	/* of a test that moved */
#define TRACES		6000	/* bytes of all traces together */

/* ---- in order ---- */

static uint64_t
id_of(const struct row *row)
{
	return hash64(1, row->failure.id.s, row->failure.id.n);
}

static int
by_failure(const void *va, const void *vb)
{
	const struct row *a = *(const struct row *const *)va;
	const struct row *b = *(const struct row *const *)vb;
	uint64_t x = id_of(a), y = id_of(b);

	if (x != y)
		return x < y ? -1 : 1;
	if (a->failure.at != b->failure.at)
		return a->failure.at > b->failure.at ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

/* What still fails comes first, then what fails in many tests. */
static int
by_weight(const void *va, const void *vb)
{
	const struct alike *a = va, *b = vb;

	if ((a->failing > 0) != (b->failing > 0))
		return a->failing > 0 ? -1 : 1;
	if (a->tests != b->tests)
		return a->tests > b->tests ? -1 : 1;
	if (a->row[0]->failure.at != b->row[0]->failure.at)
		return a->row[0]->failure.at > b->row[0]->failure.at ? -1 : 1;
	return a->row[0]->number < b->row[0]->number ? -1 : 1;
}

static bool
fails_still(struct page *p, const struct row *row)
{
	const struct point *x = points_sorted(&p->tests.rows, &row->results);
	uint32_t n = row->results.n;

	while (n > 0 && (int)x[n - 1].y == result_status_skipped)
		n--;
	return n > 0 && (int)x[n - 1].y != result_status_passed;
}

void
html_failures_settle(struct page *p)
{
	size_t n = 0;

	p->failed = need(p->rows, sizeof(struct row *));
	p->alike = need(p->rows, sizeof(*p->alike));
	for (size_t i = 0; i < p->rows; i++)
		if (p->row[i]->failure.id.n > 0)
			p->failed[n++] = p->row[i];
	qsort(p->failed, n, sizeof(struct row *), by_failure);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || id_of(p->failed[i - 1]) != id_of(p->failed[i]))
			p->alike[p->alikes++].row = p->failed + i;
		p->alike[p->alikes - 1].tests++;
		p->alike[p->alikes - 1].failing +=
		    fails_still(p, p->failed[i]);
	}
	qsort(p->alike, p->alikes, sizeof(*p->alike), by_weight);
	for (size_t i = 0; i < p->alikes; i++)
		for (size_t j = 0; j < p->alike[i].tests; j++)
			p->alike[i].row[j]->failure.number = (uint32_t)i + 1;
}

void
html_failures_close(struct page *p)
{
	free(p->failed);
	free(p->alike);
}

/* ---- one ---- */

/* Line by line: what is no line's end is no control character either. */
static void
put_trace(struct out *o, const struct kept *k, size_t room)
{
	size_t n = k->n < room ? k->n : room, from = 0;

	out_text(o, "<details><summary>Trace</summary><pre>");
	for (size_t i = 0; i < n; i++) {
		if (k->s[i] != '\n' && k->s[i] != '\t')
			continue;
		html_text(o, k->s + from, i - from);
		out_text(o, k->s[i] == '\n' ? "\n" : "    ");
		from = i + 1;
	}
	html_text(o, k->s + from, n - from);
	out_text(o, n < k->n ? " …</pre></details>\n" : "</pre></details>\n");
}

static void
put_tests(struct page *p, struct out *o, const struct alike *a)
{
	for (size_t i = 0; i < a->tests && i < LINKS; i++) {
		const struct row *row = a->row[i];
		bool aim = row->number <= p->cards || row->alerts.n > 0;

		out_text(o, i == 0 ? "<ul><li>" : "<li>");
		if (aim)
			html_print(o, "<a href=#t%u>", row->number);
		html_name(o, row);
		if (aim)
			out_text(o, "</a>");
	}
	if (a->tests > LINKS)
		html_print(o, "<li>and %zu more", a->tests - LINKS);
	out_text(o, "</ul>\n");
}

/* The newest trace that any of them has; NULL: none. */
static const struct kept *
trace_of(const struct alike *a)
{
	for (size_t i = 0; i < a->tests; i++)
		if (a->row[i]->failure.details.n > 0)
			return &a->row[i]->failure.details;
	return NULL;
}

static void
put_failure(struct page *p, struct out *o, size_t i)
{
	const struct alike *a = &p->alike[i];
	const struct failure *f = &a->row[0]->failure;
	const struct kept *trace = trace_of(a);
	size_t share = TRACES / (p->alikes < SHOWN ? p->alikes : SHOWN);

	html_print(o, "<li id=f%zu><b class=s%d>", i + 1,
	    a->failing > 0 ? severity_high : severity_none);
	html_print(o, "%zu test%s</b> ", a->tests, a->tests > 1 ? "s" : "");
	if (f->message.n > 0)
		html_text(o, f->message.s, f->message.n);
	else
		out_text(o, "failed without a message");
	out_text(o, "<p class=q>");
	if (a->failing == 0)
		out_text(o, "passing again, last failed ");
	else if (a->failing == a->tests)
		out_text(o, "failing, last ");
	else
		html_print(o, "%zu still failing, last ", a->failing);
	html_minute(o, f->at);
	if (f->run.n > 0) {
		out_text(o, ", run ");
		html_text(o, f->run.s, f->run.n);
	}
	out_text(o, "</p>");
	put_tests(p, o, a);
	if (trace != NULL)
		put_trace(o, trace, share);
}

void
html_failures(struct export *e)
{
	struct page *p = e->state;
	struct out *o = e->out;

	if (p->alikes == 0)
		return;
	html_section(o, "failures", "Failures");
	out_text(o, "<p class=q>The newest failure of each test, those that "
	    "are alike together</p>\n<ol class=alerts>\n");
	for (size_t i = 0; i < p->alikes && i < SHOWN; i++)
		put_failure(p, o, i);
	out_text(o, "</ol>\n");
	if (p->alikes > SHOWN)
		html_print(o, "<p class=q>and %zu more, older or in fewer "
		    "tests</p>\n", p->alikes - SHOWN);
	out_text(o, "</section>\n");
}

/* ---- of a test that moved ---- */

static void
put_runs(struct out *o, const struct point *x, uint32_t n)
{
	static const char *const mark[] = {
	    [result_status_passed] = "✓", [result_status_failed] = "<b>✗</b>",
	    [result_status_errored] = "<b>!</b>",
	    [result_status_skipped] = "–"};
	uint32_t from = n > RUNS ? n - RUNS : 0, passed = 0;

	for (uint32_t i = from; i < n; i++)
		passed += (int)x[i].y == result_status_passed;
	html_print(o, "<p class=runs><span class=q>Newest runs: %u of %u "
	    "passed</span> <span aria-hidden=true>", passed, n - from);
	for (uint32_t i = from; i < n; i++)
		out_text(o, mark[(int)x[i].y]);
	out_text(o, "</span></p>\n");
}

void
html_outcomes(struct export *e, const struct row *row)
{
	struct page *p = e->state;
	const struct failure *f = &row->failure;

	if (row->results.n > 0)
		put_runs(e->out, points_sorted(&p->tests.rows, &row->results),
		    row->results.n);
	if (f->number == 0)
		return;
	out_text(e->out, "<p class=q>Last failed ");
	if (f->number <= SHOWN)		/* there stands how */
		html_print(e->out, "<a href=#f%u>", f->number);
	html_minute(e->out, f->at);
	if (f->number <= SHOWN) {
		out_text(e->out, "</a>");
	} else if (f->message.n > 0) {
		out_text(e->out, ": ");
		html_text(e->out, f->message.s, f->message.n);
	}
	out_text(e->out, "</p>\n");
}
