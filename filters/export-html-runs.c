/*
 * The newest runs on the page, and how their tests ended.
 */
#include "export-html.h"
#include "hash.h"

#define SHOWN		20
#define REVISION	10	/* characters shown of one */

void
html_run_add(struct export *e)
{
	struct page *p = e->state;
	const struct run *r = &e->r.run;
	struct ticket t = {
		.rank = r->started_at.set ? -r->started_at.i : 0,
		.id = hash64(hash64(hash64(1, r->project.s, r->project.n),
		    r->run_id.s, r->run_id.n), r->context.s,
		    r->context.set ? r->context.n : 0) | 1,
		.version = r->tests.i};

	shelf_put(&p->runs, t, &e->r);
}

static void
put_count(struct out *o, const struct value *a, const struct value *b)
{
	html_print(o, "<td class=n>%lld", (long long)(a->i + b->i));
}

static void
put_part(struct out *o, const char *class, int64_t n)
{
	if (n > 0)
		html_print(o, "<i%s style=flex-grow:%lld></i>", class,
		    (long long)n);
}

static void
put_bar(struct out *o, const struct run *r)
{
	out_text(o, "<td><div class=bar aria-hidden=true>");
	put_part(o, " class=s3", r->failed.i + r->errored.i);
	put_part(o, " class=s0", r->passed.i);
	put_part(o, "", r->skipped.i);
	out_text(o, "</div>\n");
}

static void
put_run(struct export *e)
{
	static const struct value none = {0};
	const struct run *r = &e->r.run;
	struct out *o = e->out;

	out_text(o, "<tr><th scope=row>");
	html_value(o, &r->run_id);
	html_context(o, &r->context);
	if (r->outage.i)
		out_text(o, " <b class=s3>outage</b>");
	out_text(o, "<td>");
	if (r->started_at.set)
		html_minute(o, r->started_at.i);
	out_text(o, "<td>");
	html_value(o, &r->branch);
	out_text(o, "<td>");
	if (r->revision.set)
		html_text(o, r->revision.s, r->revision.n < REVISION ?
		    r->revision.n : REVISION);
	put_count(o, &r->passed, &none);
	put_count(o, &r->failed, &r->errored);
	put_count(o, &r->skipped, &none);
	put_bar(o, r);
}

void
html_runs(struct export *e)
{
	struct page *p = e->state;
	struct out *o = e->out;

	if (p->runs.tickets == 0)
		return;
	html_section(o, "runs", "Runs");
	html_print(o, "<div class=wide><table>\n<caption>The newest, of %zu"
	    "</caption>\n<thead><tr><th scope=col>Run<th scope=col>Began"
	    "<th scope=col>Branch<th scope=col>Revision<th scope=col class=n>"
	    "Passed<th scope=col class=n>Failed<th scope=col class=n>Skipped"
	    "<th scope=col>Share\n<tbody>\n", p->runs.tickets);
	shelf_show(e, &p->runs, SHOWN, put_run);
	out_text(o, "</table></div>\n</section>\n");
}
