/*
 * pytest-reportlog: a line for each phase of a test, setup, call and teardown;
 * those of several tests stand among each other when xdist runs them.
 */
#include <string.h>

#include "ingest-begun.h"
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-value.h"

/* What the phases of a test said so far: bits of begun.state. */
#define RAN	1		/* it was set up, or called */
#define SKIPPED	2
#define FAILED	4
#define ERRORED	8

struct reportlog {
	struct objects lines;
	struct begun_set tests;
	struct test subtest;
	struct str key, text;
	bool finished;
	struct line {
		struct str type, nodeid, worker, when, outcome, xfail;
		struct value duration, start;
		struct place location, longrepr, sections, context;
		int64_t exit_status;
	} line;
};

/* ---- what a phase says about a failure ---- */

static void
add_line(struct str *to, const struct str *line)
{
	size_t room = to->n < DETAILS_MAX ? DETAILS_MAX - to->n : 0;

	if (room == 0 || line->n == 0)
		return;
	str_bytes(to, line->s, line->n < room ? line->n : room);
	if (line->s[line->n - 1] != '\n')
		str_byte(to, '\n');
}

/* {"path": ..., "lineno": 3, "message": "ValueError"} below some lines. */
static void
take_location(struct reportlog *r, struct failure *f)
{
	struct doc *d = &r->lines.doc;
	struct str path = {0}, line = {0};

	str_clear(&r->text);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "path"))
			doc_set(d, &path, NAME_MAX_BYTES);
		else if (doc_named(d, "lineno"))
			doc_set(d, &line, 32);
		else if (doc_named(d, "message"))
			doc_set(d, &r->text, NAME_MAX_BYTES);
	if (r->text.n != 0)
		str_set(&f->type, r->text.s, strcspn(r->text.s, ":\n"));
	if (path.n != 0) {
		str_print(&path, ":%s: ", line.n != 0 ? line.s : "");
		str_bytes(&path, r->text.s, r->text.n);
		add_line(&f->details, &path);
	}
	str_free(&path);
	str_free(&line);
}

static void
take_entry(struct reportlog *r, struct failure *f)
{
	struct doc *d = &r->lines.doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "lines"))
			for (doc_array(d); doc_element(d);) {
				if (doc_set(d, &r->text, DETAILS_MAX))
					add_line(&f->details, &r->text);
			}
		else if (doc_named(d, "reprfileloc"))
			take_location(r, f);
}

static void
take_traceback(struct reportlog *r, struct failure *f)
{
	struct doc *d = &r->lines.doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "reprentries"))
			for (doc_array(d); doc_element(d);)
				for (doc_object(d); doc_member(d);) {
					if (doc_named(d, "data"))
						take_entry(r, f);
				}
}

static void
take_crash(struct reportlog *r, struct failure *f)
{
	struct doc *d = &r->lines.doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "message"))
			doc_set(d, &f->message, NAME_MAX_BYTES);
}

/* The line that pytest marks with an E, else the first one. */
static void
find_message(struct failure *f)
{
	const char *s = f->details.s, *mark = strstr(s, "\nE  ");

	if (mark == NULL)
		return;
	mark += 2 + strspn(mark + 2, " ");
	str_set(&f->message, mark, strcspn(mark, "\n"));
}

/* Of ["/shop/test_cart.py", 12, "Skipped: no till"] only the last counts. */
static void
take_reason(struct reportlog *r, struct failure *f)
{
	static const char word[] = "Skipped: ";
	struct doc *d = &r->lines.doc;

	for (doc_array(d); doc_element(d);)
		doc_set(d, &f->message, NAME_MAX_BYTES);
	if (f->message.n >= sizeof(word) - 1 &&
	    memcmp(f->message.s, word, sizeof(word) - 1) == 0) {
		str_clear(&r->text);
		str_text(&r->text, f->message.s + sizeof(word) - 1);
		str_set(&f->message, r->text.s, r->text.n);
	}
}

static void
take_longrepr(struct reportlog *r, struct failure *f)
{
	struct doc *d = &r->lines.doc;

	if (!doc_visit(d, &r->line.longrepr))
		return;
	if (doc_type(d) == JSON_ARRAY) {
		take_reason(r, f);
	} else if (doc_type(d) == JSON_STRING) {
		doc_set(d, &f->details, DETAILS_MAX);
		f->cut += d->cut;
		find_message(f);
	} else {
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "reprcrash"))
				take_crash(r, f);
			else if (doc_named(d, "reprtraceback"))
				take_traceback(r, f);
	}
	doc_leave(d);
}

/* [["Captured stdout call", "..."], ...] */
static void
take_sections(struct reportlog *r, struct failure *f)
{
	struct doc *d = &r->lines.doc;

	if (!doc_visit(d, &r->line.sections))
		return;
	if (f->details.n != 0 && f->details.s[f->details.n - 1] != '\n')
		str_byte(&f->details, '\n');
	for (doc_array(d); doc_element(d);)
		for (doc_array(d); doc_element(d);)
			if (doc_set(d, &r->text, DETAILS_MAX))
				add_line(&f->details, &r->text);
	doc_leave(d);
}

static void
take_failure(struct reportlog *r, struct failure *f)
{
	const struct line *l = &r->line;

	failure_clear(f);
	take_longrepr(r, f);
	if (str_is(&l->outcome, "skipped") && l->xfail.n != 0)
		str_set(&f->message, l->xfail.s, l->xfail.n);
	if (!str_is(&l->outcome, "skipped"))
		take_sections(r, f);
}

/* ---- tests ---- */

/* ["test_cart.py", 11, "test_adds"], the line counted from 0. */
static void
take_place(struct reportlog *r, struct test *t)
{
	struct doc *d = &r->lines.doc;

	if (!doc_visit(d, &r->line.location))
		return;
	for (doc_array(d); doc_element(d);)
		if (doc_type(d) == JSON_NUMBER) {
			t->line.set = doc_int(d, &t->line.i);
			t->line.i += t->line.i < INT64_MAX;
		} else if (t->file.n == 0 &&
		    doc_set(d, &r->text, NAME_MAX_BYTES)) {
			file_set(&t->file, r->text.s);
		}
	doc_leave(d);
}

static void
begin_test(struct reportlog *r, struct test *t)
{
	const struct line *l = &r->line;

	name_add(&t->name, l->nodeid.s, l->nodeid.n);
	t->timestamp = l->start;
	take_place(r, t);
}

static void
tell(struct reportlog *r, struct begun *e)
{
	e->test.status = (e->state & ERRORED) != 0 ? result_status_errored :
	    (e->state & FAILED) != 0 ? result_status_failed :
	    (e->state & SKIPPED) != 0 ? result_status_skipped :
	    result_status_passed;
	test_tell(r->lines.sink, &e->test);
	begun_end(&r->tests, e);
}

/* The first thing that went wrong says why; what came then, how it ended. */
static void
take_outcome(struct reportlog *r, struct begun *e)
{
	const struct line *l = &r->line;
	bool call = str_is(&l->when, "call");
	bool passed = str_is(&l->outcome, "passed");

	if (!passed && (e->state & (FAILED | ERRORED)) == 0)
		take_failure(r, &e->test.failure);
	if (call || str_is(&l->when, "setup"))
		e->state |= RAN;
	if (str_is(&l->outcome, "skipped"))
		e->state |= SKIPPED;
	else if (!passed)
		e->state |= call ? FAILED : ERRORED;
	if (l->duration.set) {
		e->test.duration.d += l->duration.d;
		e->test.duration.set = true;
	}
}

static struct begun *
test_at_hand(struct reportlog *r)
{
	const struct line *l = &r->line;
	struct begun *e;

	str_set(&r->key, l->nodeid.s, l->nodeid.n);
	str_byte(&r->key, '\0');
	str_bytes(&r->key, l->worker.s, l->worker.n);
	e = begun_of(&r->tests, &r->key);
	if (e == NULL)
		(void)report_wrong(r->lines.source, "more than %d tests have "
		    "begun and not ended", BEGUN_MAX);
	else if (e->test.name.n == 0)
		begin_test(r, &e->test);
	return e;
}

static bool
take_phase(struct reportlog *r)
{
	const struct line *l = &r->line;
	struct begun *e = test_at_hand(r);

	if (e == NULL)
		return false;
	take_outcome(r, e);
	if (str_is(&l->outcome, "rerun")) {	/* pytest-rerunfailures */
		e->test.retried = true;
		tell(r, e);
	} else if (!str_is(&l->when, "setup") && !str_is(&l->when, "call")) {
		if ((e->state & (RAN | ERRORED)) != 0)
			tell(r, e);
		else
			begun_end(&r->tests, e);
	}
	return true;
}

/* {"msg": "by two", "kwargs": {"n": 2}}: "[by two] (n=2)" */
static void
take_context(struct reportlog *r, struct str *to)
{
	struct doc *d = &r->lines.doc;
	struct str arguments = {0};

	str_clear(to);
	if (!doc_visit(d, &r->line.context))
		return;
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "msg") && doc_set(d, &r->text, 1024))
			str_print(to, "[%s]", r->text.s);
		else if (doc_named(d, "kwargs"))
			for (doc_object(d); doc_member(d);) {
				if (!doc_set(d, &r->text, 1024))
					continue;
				str_print(&arguments, "%s%s=%s",
				    arguments.n != 0 ? ", " : "", d->key.s,
				    r->text.s);
			}
	doc_leave(d);
	if (arguments.n != 0)
		str_print(to, "%s(%s)", to->n != 0 ? " " : "", arguments.s);
	str_free(&arguments);
}

/* A subtest that fails fails its test, whatever its own line says. */
static bool
take_subtest(struct reportlog *r)
{
	struct test *t = &r->subtest;
	struct begun *e = test_at_hand(r);
	bool skipped = str_is(&r->line.outcome, "skipped");
	struct str name = {0};

	if (e == NULL)
		return false;
	test_clear(t);
	begin_test(r, t);
	take_context(r, &name);
	name_add(&t->name, name.s, name.n);
	str_free(&name);
	t->subtest = true;
	t->duration = r->line.duration;
	if (!str_is(&r->line.outcome, "passed")) {
		t->status = skipped ? result_status_skipped :
		    result_status_failed;
		take_failure(r, &t->failure);
		if (!skipped)
			take_failure(r, &e->test.failure);
		e->state |= skipped ? 0 : FAILED;
	}
	test_tell(r->lines.sink, t);
	return true;
}

/* ---- lines ---- */

static void
take_collection(struct reportlog *r)
{
	struct test *t = &r->subtest;
	const char *name = r->line.nodeid.n != 0 ? r->line.nodeid.s : "?";

	if (!str_is(&r->line.outcome, "failed"))
		return;
	test_clear(t);
	take_longrepr(r, &t->failure);
	sink_error(r->lines.sink, "%s cannot be collected: %s", name,
	    t->failure.message.n != 0 ? t->failure.message.s :
	    t->failure.details.n != 0 ? t->failure.details.s : "it failed");
}

/* Tests that have no end when the session has one were given up. */
static void
finish(struct reportlog *r)
{
	int64_t status = r->line.exit_status;

	r->finished = true;
	while (r->tests.first != NULL) {
		r->tests.first->state |= ERRORED;
		tell(r, r->tests.first);
	}
	if (status >= 2 && status <= 4)
		sink_error(r->lines.sink, "pytest %s", status == 2 ?
		    "was interrupted" : status == 3 ? "has an internal error" :
		    "was called wrongly");
}

static void
clear_line(struct line *l)
{
	str_clear(&l->type);
	str_clear(&l->nodeid);
	str_clear(&l->worker);
	str_clear(&l->when);
	str_clear(&l->outcome);
	str_clear(&l->xfail);
	l->duration = l->start = (struct value){0};
	l->location = l->longrepr = l->sections = l->context =
	    (struct place){0};
	l->exit_status = 0;
}

static void
read_member(struct reportlog *r)
{
	struct doc *d = &r->lines.doc;
	struct line *l = &r->line;

	if (doc_named(d, "$report_type"))
		doc_set(d, &l->type, 64);
	else if (doc_named(d, "nodeid"))
		doc_set(d, &l->nodeid, NAME_MAX_BYTES);
	else if (doc_named(d, "worker_id"))
		doc_set(d, &l->worker, 64);
	else if (doc_named(d, "when"))
		doc_set(d, &l->when, 64);
	else if (doc_named(d, "outcome"))
		doc_set(d, &l->outcome, 64);
	else if (doc_named(d, "wasxfail"))
		doc_set(d, &l->xfail, NAME_MAX_BYTES);
	else if (doc_named(d, "duration"))
		l->duration = seconds_pull(r->lines.sink, d, 1);
	else if (doc_named(d, "start"))
		l->start = stamp_pull(r->lines.sink, d);
	else if (doc_named(d, "location"))
		doc_later(d, &l->location);
	else if (doc_named(d, "longrepr"))
		doc_later(d, &l->longrepr);
	else if (doc_named(d, "sections"))
		doc_later(d, &l->sections);
	else if (doc_named(d, "_subtest.context"))
		doc_later(d, &l->context);
	else if (doc_named(d, "exitstatus"))
		(void)doc_int(d, &l->exit_status);
}

/* In a line that was cut off, the type is missing: it stands at the end. */
static bool
take_line(struct reportlog *r)
{
	const struct line *l = &r->line;
	bool cut = r->lines.cut && l->type.n == 0;

	if (cut && (l->nodeid.n == 0 || l->when.n == 0))
		return report_wrong(r->lines.source, "the line is longer than "
		    "%zu bytes; --max-line moves the limit",
		    r->lines.source->r->lines.max);
	if (str_is(&l->type, "TestReport") || cut)
		return take_phase(r);
	if (strcasecmp(l->type.n != 0 ? l->type.s : "", "SubTestReport") == 0)
		return take_subtest(r);
	if (str_is(&l->type, "CollectReport"))
		take_collection(r);
	else if (str_is(&l->type, "SessionStart"))
		r->finished = false;
	else if (str_is(&l->type, "SessionFinish"))
		finish(r);
	return true;
}

bool
reportlog_recognise(const char *head, size_t n)
{
	return head_line_has(head, n, "$report_type");
}

static void
release(struct reportlog *r)
{
	struct line *l = &r->line;

	begun_free(&r->tests);
	test_free(&r->subtest);
	str_free_all(&r->key, &r->text, &l->type, &l->nodeid, &l->worker,
	    &l->when, &l->outcome, &l->xfail, NULL);
}

bool
reportlog_read(struct source *s, struct sink *k)
{
	struct reportlog r = {0};
	bool good = true;

	k->framework = "pytest";
	objects_open(&r.lines, s, k);
	while (good && objects_next(&r.lines)) {
		struct doc *d = &r.lines.doc;

		if (!r.lines.is_object)
			continue;
		clear_line(&r.line);
		for (doc_object(d); doc_member(d);)
			read_member(&r);
		good = objects_good(&r.lines) && take_line(&r);
	}
	good = objects_end(&r.lines, good);
	if (good && !r.finished)
		good = report_wrong(s, "the report is cut off: its session "
		    "has no end");
	release(&r);
	return good;
}
