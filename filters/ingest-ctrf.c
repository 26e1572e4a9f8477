/*
 * The Common Test Report Format: {"results": {"tool": ..., "summary": ...,
 * "tests": [...]}}, which many tools are made to write.
 */
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

#define TRIES_MAX	1000	/* where only their number is said */

static const struct status_word words[] = {
	{"passed", result_status_passed}, {"failed", result_status_failed},
	{"skipped", result_status_skipped},
	{"pending", result_status_skipped}, {NULL, 0}
};

struct ctrf {
	struct doc doc;
	struct sink *sink;
	struct str text, tool;
	struct value started;	/* the run */
	bool found;

	/* of the test */
	struct test test;
	struct str id, name;
	struct place attempts;
	int64_t retries;	/* -1: it does not say */
	bool flaky;

	struct test attempt;
};

/* ---- tests and attempts ---- */

/* What tests and attempts both have. */
static bool
take_outcome(struct ctrf *c, struct test *t)
{
	struct doc *d = &c->doc;
	struct failure *f = &t->failure;

	if (doc_named(d, "status") && doc_set(d, &c->text, 32))
		t->status = status_of(words, &c->text, result_status_errored);
	else if (doc_named(d, "duration"))
		t->duration = seconds_pull(c->sink, d, 1e-3);
	else if (doc_named(d, "start"))
		t->timestamp = stamp_pull(c->sink, d);
	else if (doc_named(d, "line"))
		t->line.set = doc_int(d, &t->line.i);
	else if (doc_named(d, "message"))
		doc_set(d, &f->message, NAME_MAX_BYTES);
	else if (doc_named(d, "trace"))
		failure_lines(f, d);
	else
		return false;
	return true;
}

/* An array of names or, before version 1, a text. */
static void
take_suite(struct ctrf *c)
{
	struct doc *d = &c->doc;
	struct str *suite = &c->test.suite;

	if (doc_type(d) == JSON_ARRAY) {
		for (doc_array(d); doc_element(d);)
			if (doc_set(d, &c->text, NAME_MAX_BYTES))
				suite_add(suite, c->text.s, c->text.n);
	} else if (doc_set(d, &c->text, NAME_MAX_BYTES)) {
		suite_add(suite, c->text.s, c->text.n);
	}
}

static void
take_member(struct ctrf *c)
{
	struct doc *d = &c->doc;
	struct test *t = &c->test;

	if (take_outcome(c, t))
		return;
	if (doc_named(d, "name"))
		doc_set(d, &c->name, NAME_MAX_BYTES);
	else if (doc_named(d, "testId"))
		doc_set(d, &c->id, NAME_MAX_BYTES);
	else if (doc_named(d, "suite"))
		take_suite(c);
	else if (doc_named(d, "filePath") &&
	    doc_set(d, &c->text, NAME_MAX_BYTES))
		file_set(&t->file, c->text.s);
	else if (doc_named(d, "flaky"))
		c->flaky = doc_true(d);
	else if (doc_named(d, "retries"))
		(void)doc_int(d, &c->retries);
	else if (doc_named(d, "retryAttempts"))
		doc_later(d, &c->attempts);
}

static void
tell(struct ctrf *c, struct test *t)
{
	if (c->doc.why[0] != '\0')
		return;
	failure_stack(&t->failure);
	test_tell(c->sink, t);
}

/* An attempt before the one that counts. */
static void
tell_attempt(struct ctrf *c)
{
	const struct test *t = &c->test;
	struct test *a = &c->attempt;

	str_bytes(&a->name, t->name.s, t->name.n);
	str_bytes(&a->suite, t->suite.s, t->suite.n);
	str_bytes(&a->file, t->file.s, t->file.n);
	if (!a->line.set)
		a->line = t->line;
	if (!a->timestamp.set)
		a->timestamp = t->timestamp;
	a->retried = true;
	tell(c, a);
	test_clear(a);
}

/* Whether the last of so many attempts is the test itself. */
static bool
is_itself(const struct ctrf *c, int64_t attempts)
{
	return c->retries >= 0 ? attempts > c->retries :
	    c->attempt.status == c->test.status;
}

static int64_t
tell_attempts(struct ctrf *c)
{
	struct doc *d = &c->doc;
	int64_t n = 0;

	test_clear(&c->attempt);
	if (!doc_visit(d, &c->attempts))
		return 0;
	for (doc_array(d); doc_element(d); n++) {
		if (n > 0)
			tell_attempt(c);
		for (doc_object(d); doc_member(d);)
			(void)take_outcome(c, &c->attempt);
	}
	doc_leave(d);
	if (n > 0 && !is_itself(c, n))
		tell_attempt(c);
	return n;
}

/* A flaky test failed before it passed, also where nothing says how. */
static void
tell_unsaid(struct ctrf *c)
{
	int64_t n = c->retries > 0 ? c->retries : c->flaky;

	if (!c->flaky && c->test.status != result_status_failed)
		return;
	for (int64_t i = 0; i < n && i < TRIES_MAX; i++) {
		test_clear(&c->attempt);
		c->attempt.status = result_status_failed;
		tell_attempt(c);
	}
}

static void
tell_test(struct ctrf *c)
{
	struct test *t = &c->test;
	const struct str *scope = t->suite.n != 0 ? &t->suite : &t->file;

	if (c->id.n != 0) {
		name_add(&t->name, c->id.s, c->id.n);
	} else {
		name_add(&t->name, scope->s, scope->n);
		name_add(&t->name, c->name.s, c->name.n);
	}
	if (!t->timestamp.set)
		t->timestamp = c->started;
	if (tell_attempts(c) == 0)
		tell_unsaid(c);
	tell(c, t);
}

static void
take_test(struct ctrf *c)
{
	struct doc *d = &c->doc;

	test_clear(&c->test);
	str_clear(&c->id);
	str_clear(&c->name);
	c->attempts.set = c->flaky = false;
	c->retries = -1;
	for (doc_object(d); doc_member(d);)
		take_member(c);
	tell_test(c);
}

/* ---- the report ---- */

static void
take_tests(struct ctrf *c)
{
	struct doc *d = &c->doc;

	c->found |= doc_type(d) == JSON_ARRAY;
	for (doc_array(d); doc_element(d);)
		take_test(c);
}

static void
take_tool(struct ctrf *c)
{
	struct doc *d = &c->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "name") && doc_set(d, &c->tool, 256) &&
		    c->tool.n != 0)
			c->sink->framework = c->tool.s;
}

static void
take_summary(struct ctrf *c)
{
	struct doc *d = &c->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "start"))
			c->started = stamp_pull(c->sink, d);
}

static void
take_results(struct ctrf *c)
{
	struct doc *d = &c->doc;
	struct place tests = {0};

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "tool"))
			take_tool(c);
		else if (doc_named(d, "summary"))
			take_summary(c);
		else if (doc_named(d, "tests")) {
			if (c->tool.n != 0 && c->started.set)
				take_tests(c);
			else
				doc_later(d, &tests);
		}
	if (doc_visit(d, &tests)) {
		take_tests(c);
		doc_leave(d);
	}
}

bool
ctrf_recognise(const char *head, size_t n)
{
	return head_has(head, n, "results/tool") ||
	    head_has(head, n, "reportFormat");
}

bool
ctrf_read(struct source *s, struct sink *k)
{
	struct ctrf c = {.sink = k};
	struct doc *d = &c.doc;

	doc_begin(d, s, k);
	while (doc_next(d))
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "results"))
				take_results(&c);
	if (!c.found)
		doc_without(d, "results/tests");
	k->framework = "ctrf";
	test_free(&c.test);
	test_free(&c.attempt);
	str_free_all(&c.text, &c.tool, &c.id, &c.name, NULL);
	return doc_end(d, s, k);
}
