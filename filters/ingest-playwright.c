/*
 * Playwright's JSON reporter: suites in suites with specs; a spec has a test
 * for each project, and a test has a result for each attempt.
 */
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

static const struct status_word verdicts[] = {
	{"expected", result_status_passed}, {"flaky", result_status_passed},
	{"unexpected", result_status_failed},
	{"skipped", result_status_skipped}, {NULL, 0}
};

struct playwright {
	struct doc doc;
	struct sink *sink;
	struct str text;
	struct str title;	/* of the suite that is not entered yet */
	struct str file;	/* of the outermost suite */
	struct str titles;	/* of the suites, as part of an identity */
	struct str suite;	/* the same, as result.suite */

	/* of the spec */
	struct str spec, path;
	struct value line;

	/* of the test in one project */
	struct str project, expected, verdict, reason;
	size_t attempts;
	struct value seconds;	/* of all attempts */

	struct test test;	/* the attempt at hand */
	struct str status;
	struct value seen;	/* when the last attempt was that had a time */
	bool found;
};

/* ---- attempts ---- */

static void
take_error(struct playwright *p)
{
	struct doc *d = &p->doc;
	struct failure *f = &p->test.failure;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "message") || doc_named(d, "value"))
			doc_set(d, &f->message, NAME_MAX_BYTES);
		else if (doc_named(d, "stack"))
			failure_lines(f, d);
}

/* The first is the same as `error`; soft assertions give more. */
static void
take_errors(struct playwright *p)
{
	struct doc *d = &p->doc;
	struct str *to = &p->test.failure.details;
	bool first = true;

	for (doc_array(d); doc_element(d); first = false)
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "message") &&
			    (!first || to->n == 0)) {
				str_text(to, to->n != 0 ? "\n\n" : "");
				failure_lines(&p->test.failure, d);
			}
}

/* An attempt that went as the test expects is a pass, also a failed one. */
static enum result_status
judge(const struct playwright *p)
{
	if (str_is(&p->status, "skipped") || str_is(&p->status, "interrupted"))
		return result_status_skipped;
	return text_same(p->status.s, p->status.n, p->expected.s,
	    p->expected.n) ? result_status_passed : result_status_failed;
}

static void
take_result(struct playwright *p)
{
	struct doc *d = &p->doc;
	struct test *t = &p->test;

	test_clear(t);
	str_clear(&p->status);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "status"))
			doc_set(d, &p->status, 32);
		else if (doc_named(d, "duration"))
			t->duration = seconds_pull(p->sink, d, 1e-3);
		else if (doc_named(d, "startTime"))
			t->timestamp = stamp_pull(p->sink, d);
		else if (doc_named(d, "error"))
			take_error(p);
		else if (doc_named(d, "errors"))
			take_errors(p);
	if (t->timestamp.set)
		p->seen = t->timestamp;
	seconds_add(&p->seconds, &t->duration);
	t->status = judge(p);
}

static void
tell(struct playwright *p, bool retried)
{
	struct test *t = &p->test;

	if (p->doc.why[0] != '\0')
		return;
	name_add(&t->name, p->project.s, p->project.n);
	name_add(&t->name, p->file.s, p->file.n);
	name_add(&t->name, p->titles.s, p->titles.n);
	name_add(&t->name, p->spec.s, p->spec.n);
	suite_add(&t->suite, p->suite.s, p->suite.n);
	str_bytes(&t->file, p->path.s, p->path.n);
	t->line = p->line;
	t->retried = retried;
	failure_stack(&t->failure);
	if (str_is(&p->status, "timedOut")) {
		str_clear(&t->failure.type);
		str_text(&t->failure.type, "timedOut");
	}
	test_tell(p->sink, t);
}

/* All but the last are told; that one waits for the verdict. */
static void
take_results(struct playwright *p)
{
	struct doc *d = &p->doc;

	for (doc_array(d); doc_element(d);) {
		if (p->attempts++ > 0)
			tell(p, true);
		take_result(p);
	}
}

/* The last attempt has the verdict, and the time of all. */
static void
tell_verdict(struct playwright *p)
{
	struct test *t = &p->test;
	struct failure *f = &t->failure;

	if (p->attempts == 0) {
		test_clear(t);
		str_clear(&p->status);
		t->timestamp = p->seen;
		t->status = result_status_skipped;
	} else {
		t->duration = p->seconds;
	}
	t->status = status_of(verdicts, &p->verdict, t->status);
	if (t->status == result_status_skipped && p->reason.n != 0) {
		str_set(&f->message, p->reason.s, p->reason.n);
	} else if (t->status == result_status_failed &&
	    str_is(&p->status, "passed") && f->message.n == 0) {
		str_text(&f->message, "Expected to fail, but passed.");
	}
	tell(p, false);
}

/* ---- tests, specs, suites ---- */

static void
take_annotations(struct playwright *p)
{
	struct doc *d = &p->doc;

	for (doc_array(d); doc_element(d);)
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "description") && p->reason.n == 0)
				doc_set(d, &p->reason, NAME_MAX_BYTES);
}

static void
take_test(struct playwright *p)
{
	struct doc *d = &p->doc;
	struct place results = {0};

	str_clear(&p->project);
	str_clear(&p->expected);
	str_text(&p->expected, "passed");
	str_clear(&p->verdict);
	str_clear(&p->reason);
	p->attempts = 0;
	p->seconds = (struct value){0};
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "projectName"))
			doc_set(d, &p->project, NAME_MAX_BYTES);
		else if (doc_named(d, "expectedStatus"))
			doc_set(d, &p->expected, 32);
		else if (doc_named(d, "status"))
			doc_set(d, &p->verdict, 32);
		else if (doc_named(d, "annotations"))
			take_annotations(p);
		else if (doc_named(d, "results"))
			doc_later(d, &results);
	if (doc_visit(d, &results)) {
		take_results(p);
		doc_leave(d);
	}
	tell_verdict(p);
}

static void
take_spec(struct playwright *p)
{
	struct doc *d = &p->doc;
	struct place tests = {0};

	str_clear(&p->spec);
	str_set(&p->path, p->file.s, p->file.n);
	p->line = (struct value){0};
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "title"))
			doc_set(d, &p->spec, NAME_MAX_BYTES);
		else if (doc_named(d, "file") &&
		    doc_set(d, &p->text, NAME_MAX_BYTES))
			file_set(&p->path, p->text.s);
		else if (doc_named(d, "line"))
			p->line.set = doc_int(d, &p->line.i);
		else if (doc_named(d, "tests"))
			doc_later(d, &tests);
	if (!doc_visit(d, &tests))
		return;
	for (doc_array(d); doc_element(d);)
		take_test(p);
	doc_leave(d);
}

struct suite_at {
	bool outermost, titled, entered;
	size_t titles, suite;		/* lengths before it */
	struct place list[2];		/* specs, suites */
};

/* The outermost suite is a file, which is its title as well. */
static void
enter_suite(struct playwright *p, struct suite_at *at)
{
	if (at->entered)
		return;
	at->entered = true;
	if (at->outermost && p->file.n == 0)
		file_set(&p->file, p->title.n != 0 ? p->title.s : "");
	if (text_same(p->file.s, p->file.n, p->title.s, p->title.n))
		return;
	name_add(&p->titles, p->title.s, p->title.n);
	suite_add(&p->suite, p->title.s, p->title.n);
}

static void	take_suites(struct playwright *, bool outermost);

static void
take_list(struct playwright *p, bool suites)
{
	struct doc *d = &p->doc;

	if (suites)
		take_suites(p, false);
	else
		for (doc_array(d); doc_element(d);)
			take_spec(p);
}

/* What is in it is read at once if its names came first, as they do. */
static void
take_member(struct playwright *p, struct suite_at *at)
{
	struct doc *d = &p->doc;
	bool suites = doc_named(d, "suites");

	if (doc_named(d, "title")) {
		doc_set(d, &p->title, NAME_MAX_BYTES);
		at->titled = true;
	} else if (at->outermost && doc_named(d, "file") &&
	    doc_set(d, &p->text, NAME_MAX_BYTES)) {
		file_set(&p->file, p->text.s);
	} else if (suites || doc_named(d, "specs")) {
		if (!at->titled || p->file.n == 0) {
			doc_later(d, &at->list[suites]);
			return;
		}
		enter_suite(p, at);
		take_list(p, suites);
	}
}

static void
take_suite(struct playwright *p, bool outermost)
{
	struct doc *d = &p->doc;
	struct suite_at at = {.outermost = outermost, .titles = p->titles.n,
	    .suite = p->suite.n};

	str_clear(&p->title);
	if (outermost)
		str_clear(&p->file);
	for (doc_object(d); doc_member(d);)
		take_member(p, &at);
	enter_suite(p, &at);
	for (int i = 0; i < 2; i++)
		if (doc_visit(d, &at.list[i])) {
			take_list(p, i == 1);
			doc_leave(d);
		}
	str_cut(&p->titles, at.titles);
	str_cut(&p->suite, at.suite);
}

static void
take_suites(struct playwright *p, bool outermost)
{
	struct doc *d = &p->doc;

	for (doc_array(d); doc_element(d);)
		take_suite(p, outermost);
}

/* ---- the report ---- */

static void
take_outside(struct playwright *p)
{
	struct doc *d = &p->doc;
	struct failure *f = &p->test.failure;

	for (doc_array(d); doc_element(d);) {
		failure_clear(f);
		take_error(p);
		failure_stack(f);
		if (d->why[0] == '\0')
			sink_error(p->sink, "%s", f->message.n != 0 ?
			    f->message.s : "an error");
	}
}

static void
take_report(struct playwright *p)
{
	struct doc *d = &p->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "suites")) {
			p->found |= doc_type(d) == JSON_ARRAY;
			take_suites(p, true);
		} else if (doc_named(d, "errors")) {
			take_outside(p);
		}
}

static void
close_playwright(struct playwright *p)
{
	str_free_all(&p->text, &p->title, &p->file, &p->titles, &p->suite,
	    &p->spec, &p->path, &p->project, &p->expected, &p->verdict,
	    &p->reason, &p->status, NULL);
	test_free(&p->test);
}

bool
playwright_recognise(const char *head, size_t n)
{
	return head_has(head, n, "config/rootDir") ||
	    (head_has(head, n, "config") && head_has(head, n, "suites"));
}

bool
playwright_read(struct source *s, struct sink *k)
{
	struct playwright p = {.sink = k};

	doc_begin(&p.doc, s, k);
	while (doc_next(&p.doc))
		take_report(&p);
	if (!p.found)
		doc_without(&p.doc, "suites");
	close_playwright(&p);
	return doc_end(&p.doc, s, k);
}
