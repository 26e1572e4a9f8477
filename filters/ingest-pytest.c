/*
 * pytest-json-report's document: {"created": ..., "exitcode": ...,
 * "collectors": [...], "tests": [...]}.
 */
#include <string.h>

#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

static const struct status_word words[] = {
	{"passed", result_status_passed}, {"xpassed", result_status_passed},
	{"failed", result_status_failed}, {"error", result_status_errored},
	{"skipped", result_status_skipped},
	{"xfailed", result_status_skipped}, {NULL, 0}
};

struct pytest {
	struct doc doc;
	struct sink *sink;
	struct test test;
	struct str text, nodeid;
	struct value created;
	bool found;

	/* of the test */
	struct str outcome;
	enum result_status worst;	/* of its phases */

	/* of the phase */
	struct str phase, crash, type;
	struct place longrepr;
};

/* ---- phases ---- */

static void
take_crash(struct pytest *p)
{
	struct doc *d = &p->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "message"))
			doc_set(d, &p->crash, NAME_MAX_BYTES);
}

/* The last entry says which exception it was. */
static void
take_traceback(struct pytest *p)
{
	struct doc *d = &p->doc;

	for (doc_array(d); doc_element(d);)
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "message"))
				doc_set(d, &p->type, 256);
}

static void
add_longrepr(struct pytest *p)
{
	struct doc *d = &p->doc;
	struct str *details = &p->test.failure.details;

	if (!doc_visit(d, &p->longrepr))
		return;
	if (details->n != 0)
		str_text(details, "\n\n");
	failure_lines(&p->test.failure, d);
	doc_leave(d);
}

/* A phase that did not pass; with several, the first says why. */
static void
add_phase(struct pytest *p, bool call)
{
	struct failure *f = &p->test.failure;
	enum result_status status = status_of(words, &p->phase,
	    result_status_errored);

	if (status == result_status_passed)
		return;
	if (status == result_status_failed && !call)
		status = result_status_errored;
	if (p->worst != result_status_errored)
		p->worst = status;
	if (f->message.n == 0 && f->type.n == 0) {
		str_bytes(&f->message, p->crash.s, p->crash.n);
		str_bytes(&f->type, p->type.s, p->type.n);
		if (f->message.n != 0)
			failure_stack(f);
	}
	add_longrepr(p);
}

static void
take_phase(struct pytest *p, bool call)
{
	struct doc *d = &p->doc;
	struct value one;

	str_clear(&p->phase);
	str_text(&p->phase, "passed");
	str_clear(&p->crash);
	str_clear(&p->type);
	p->longrepr.set = false;
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "outcome")) {
			doc_set(d, &p->phase, 32);
		} else if (doc_named(d, "duration")) {
			one = seconds_pull(p->sink, d, 1);
			seconds_add(&p->test.duration, &one);
		} else if (doc_named(d, "crash")) {
			take_crash(p);
		} else if (doc_named(d, "traceback")) {
			take_traceback(p);
		} else if (doc_named(d, "longrepr")) {
			doc_later(d, &p->longrepr);
		}
	add_phase(p, call);
}

/* ---- tests ---- */

/* From "('/shop/test_a.py', 5, 'Skipped: no shop')" what is the reason. */
static void
find_reason(struct failure *f)
{
	static const char mark[] = "Skipped: ";
	const char *s = f->details.n != 0 ? strstr(f->details.s, mark) : NULL;
	size_t n;

	if (s == NULL || f->details.s[0] != '(')
		return;
	s += strlen(mark);
	n = strlen(s);
	if (n > 2 && strcmp(s + n - 2, "')") == 0)
		n -= 2;
	str_set(&f->message, s, n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES);
	str_clear(&f->details);
}

/* "file::Class::test[a::b]": the file, and what is between it and the test. */
static void
split_nodeid(struct pytest *p)
{
	struct test *t = &p->test;
	const char *s = p->nodeid.s, *end = s + strcspn(s, "["), *next;
	const char *part = strstr(s, "::");

	name_add(&t->name, s, p->nodeid.n);
	if (part == NULL || part > end)
		part = s + p->nodeid.n;
	str_bytes(&t->file, s, (size_t)(part - s));
	for (; *part != '\0'; part = next) {
		part += 2;
		next = strstr(part, "::");
		if (next == NULL || next > end)
			return;
		suite_add(&t->suite, part, (size_t)(next - part));
	}
}

/*
 * A rerun leaves its outcome behind, whatever came of the test at last: that
 * is what the phases say.
 */
static void
tell_test(struct pytest *p)
{
	struct test *t = &p->test;
	bool rerun = str_is(&p->outcome, "rerun");

	if (p->doc.why[0] != '\0' || p->nodeid.n == 0)
		return;
	split_nodeid(p);
	if (rerun) {
		struct value duration = t->duration;

		t->duration = (struct value){0};
		t->status = result_status_failed;
		t->retried = true;
		test_tell(p->sink, t);
		t->duration = duration;
		t->retried = false;
	}
	t->status = status_of(words, &p->outcome, p->worst);
	if (t->status == result_status_skipped)
		find_reason(&t->failure);
	test_tell(p->sink, t);
}

static void
begin(struct pytest *p)
{
	test_clear(&p->test);
	str_clear(&p->nodeid);
	str_clear(&p->outcome);
	p->test.timestamp = p->created;
	p->worst = result_status_passed;
}

static void
take_test(struct pytest *p)
{
	struct doc *d = &p->doc;
	struct value *line = &p->test.line;

	begin(p);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "nodeid")) {
			doc_set(d, &p->nodeid, NAME_MAX_BYTES);
		} else if (doc_named(d, "outcome")) {
			doc_set(d, &p->outcome, 32);
		} else if (doc_named(d, "lineno")) {	/* from 0 */
			line->set = doc_int(d, &line->i) &&
			    line->i >= 0 && line->i++ < INT32_MAX;
		} else if (doc_named(d, "setup") || doc_named(d, "teardown")) {
			take_phase(p, false);
		} else if (doc_named(d, "call")) {
			take_phase(p, true);
		}
	tell_test(p);
}

/* The last line of a traceback says what went wrong. */
static const char *
last_line(struct str *b)
{
	const char *last;

	while (b->n > 0 && b->s[b->n - 1] == '\n')
		str_cut(b, b->n - 1);
	last = b->n > 0 ? strrchr(b->s, '\n') : NULL;
	return last != NULL ? last + 1 : b->n > 0 ? b->s : "?";
}

/* What cannot be collected has no tests. */
static void
take_collector(struct pytest *p)
{
	struct doc *d = &p->doc;
	struct failure *f = &p->test.failure;

	begin(p);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "nodeid"))
			doc_set(d, &p->nodeid, NAME_MAX_BYTES);
		else if (doc_named(d, "outcome"))
			doc_set(d, &p->outcome, 32);
		else if (doc_named(d, "longrepr"))
			failure_lines(f, d);
	if (str_is(&p->outcome, "failed"))
		sink_error(p->sink, "%s cannot be collected: %s",
		    p->nodeid.n != 0 ? p->nodeid.s : "?",
		    last_line(&f->details));
}

/* ---- the report ---- */

static void
take_list(struct pytest *p, bool tests)
{
	struct doc *d = &p->doc;

	p->found |= doc_type(d) == JSON_ARRAY;
	for (doc_array(d); doc_element(d);)
		if (tests)
			take_test(p);
		else
			take_collector(p);
}

static void
take_report(struct pytest *p)
{
	struct doc *d = &p->doc;
	struct place later[2] = {{0}, {0}};

	for (doc_object(d); doc_member(d);) {
		bool tests = doc_named(d, "tests");

		if (doc_named(d, "created"))
			p->created = stamp_pull(p->sink, d);
		else if (!tests && !doc_named(d, "collectors"))
			continue;
		else if (p->created.set)
			take_list(p, tests);
		else
			doc_later(d, &later[tests]);
	}
	for (int i = 0; i < 2; i++)
		if (doc_visit(d, &later[i])) {
			take_list(p, i == 1);
			doc_leave(d);
		}
}

bool
pytest_recognise(const char *head, size_t n)
{
	return head_has(head, n, "exitcode") &&
	    (head_has(head, n, "created") || head_has(head, n, "tests"));
}

bool
pytest_read(struct source *s, struct sink *k)
{
	struct pytest p = {.sink = k};

	doc_begin(&p.doc, s, k);
	while (doc_next(&p.doc))
		take_report(&p);
	if (!p.found)
		doc_without(&p.doc, "tests");
	test_free(&p.test);
	str_free_all(&p.text, &p.nodeid, &p.outcome, &p.phase, &p.crash,
	    &p.type, NULL);
	return doc_end(&p.doc, s, k);
}
