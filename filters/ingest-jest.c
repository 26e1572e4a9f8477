/*
 * Jest's and Vitest's JSON: {"testResults": [...]}, an element for each file
 * of tests.  The tests of a file stand before its name.
 */
#include <string.h>

#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

#define TRIES_MAX	1000	/* of one test; Jest says only how many */

static const struct status_word words[] = {
	{"passed", result_status_passed}, {"failed", result_status_failed},
	{"pending", result_status_skipped}, {"todo", result_status_skipped},
	{"disabled", result_status_skipped},
	{"skipped", result_status_skipped}, {"focused", result_status_passed},
	{NULL, 0}
};

struct jest {
	struct doc doc;
	struct sink *sink;
	struct test test;
	struct str text;
	bool jest, counted;	/* what only Jest writes; what both do */
	bool found;

	/* of the file */
	struct str path, status;
	struct failure failure;		/* its message */
	struct value started;
	size_t tests, failed;

	/* of the test */
	struct str title;
	struct place messages, reasons;
	int64_t tries;
};

/* ---- tests ---- */

static void
take_location(struct jest *j)
{
	struct doc *d = &j->doc;
	struct value *line = &j->test.line;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "line"))
			line->set = doc_int(d, &line->i);
}

static void
take_ancestors(struct jest *j)
{
	struct doc *d = &j->doc;
	struct test *t = &j->test;

	for (doc_array(d); doc_element(d);)
		if (doc_set(d, &j->text, NAME_MAX_BYTES)) {
			name_add(&t->name, j->text.s, j->text.n);
			suite_add(&t->suite, j->text.s, j->text.n);
		}
}

static void
take_member(struct jest *j)
{
	struct doc *d = &j->doc;
	struct test *t = &j->test;

	if (doc_named(d, "ancestorTitles"))
		take_ancestors(j);
	else if (doc_named(d, "title"))
		doc_set(d, &j->title, NAME_MAX_BYTES);
	else if (doc_named(d, "status") && doc_set(d, &j->text, 32))
		t->status = status_of(words, &j->text, result_status_errored);
	else if (doc_named(d, "duration"))
		t->duration = seconds_pull(j->sink, d, 1e-3);
	else if (doc_named(d, "startAt"))
		t->timestamp = stamp_pull(j->sink, d);
	else if (doc_named(d, "failureMessages"))
		doc_later(d, &j->messages);
	else if (doc_named(d, "location"))
		take_location(j);
	else if (doc_named(d, "retryReasons"))
		doc_later(d, &j->reasons);
	else if (doc_named(d, "invocations"))
		(void)doc_int(d, &j->tries);
	else if (doc_named(d, "meta"))
		j->sink->framework = "vitest";
}

static void
tell(struct jest *j)
{
	struct test *t = &j->test;

	if (j->doc.why[0] != '\0')
		return;
	failure_stack(&t->failure);
	test_tell(j->sink, t);
	failure_clear(&t->failure);
}

/*
 * Jest counts the tries, and says why they failed only when it is told to;
 * Vitest leaves the messages of failed tries in a test that passed at last.
 */
static void
tell_retries(struct jest *j, const struct place *reasons)
{
	struct doc *d = &j->doc;
	struct test *t = &j->test;
	int64_t told = 0;

	t->retried = true;
	t->status = result_status_failed;
	if (doc_visit(d, reasons)) {
		for (doc_array(d); doc_element(d);)
			if ((j->tries == 0 || told + 1 < j->tries) &&
			    doc_type(d) == JSON_STRING) {
				failure_lines(&t->failure, d);
				tell(j);
				told++;
			}
		doc_leave(d);
	}
	for (; told + 1 < j->tries && told < TRIES_MAX; told++)
		tell(j);
}

static void
tell_test(struct jest *j)
{
	struct doc *d = &j->doc;
	struct test *t = &j->test;
	struct value duration = t->duration;
	enum result_status status = t->status;

	name_add(&t->name, j->title.s, j->title.n);
	str_bytes(&t->file, j->path.s, j->path.n);
	t->duration = (struct value){0};
	tell_retries(j, status == result_status_passed && !j->reasons.set ?
	    &j->messages : &j->reasons);
	t->retried = false;
	t->duration = duration;
	t->status = status;
	if (status != result_status_passed && doc_visit(d, &j->messages)) {
		failure_lines(&t->failure, d);
		doc_leave(d);
	}
	tell(j);
	j->tests++;
	j->failed += status == result_status_failed;
}

static void
take_test(struct jest *j)
{
	struct doc *d = &j->doc;
	struct test *t = &j->test;

	test_clear(t);
	str_clear(&j->title);
	j->messages.set = j->reasons.set = false;
	j->tries = 0;
	t->timestamp = j->started;
	name_add(&t->name, j->path.s, j->path.n);
	for (doc_object(d); doc_member(d);)
		take_member(j);
	tell_test(j);
}

/* ---- files ---- */

/* Jest's message has a title; what follows it says what is wrong. */
static void
find_message(struct failure *f)
{
	static const char title[] = "Test suite failed to run";
	const char *s;
	size_t n;

	text_plain(&f->details);
	s = f->details.s != NULL ? f->details.s : "";
	if (strstr(s, title) != NULL)
		s = strstr(s, title) + strlen(title);
	s += strspn(s, " \t\r\n");
	n = strcspn(s, "\r\n");
	str_bytes(&f->message, s, n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES);
}

/* A file without tests cannot be run; one that fails without a failed test
   does so before or after them. */
static void
tell_file(struct jest *j)
{
	struct test *t = &j->test;
	bool bad = str_is(&j->status, "failed");

	if (j->doc.why[0] != '\0' || j->failed != 0 ||
	    (!bad && (j->tests != 0 || j->failure.details.n == 0)))
		return;
	find_message(&j->failure);
	if (j->tests != 0) {
		sink_error(j->sink, "%s: %s", j->path.s,
		    j->failure.message.n != 0 ? j->failure.message.s :
		    "failed");
		return;
	}
	test_clear(t);
	name_add(&t->name, j->path.s, j->path.n);
	str_bytes(&t->file, j->path.s, j->path.n);
	t->timestamp = j->started;
	t->status = result_status_errored;
	str_bytes(&t->failure.message, j->failure.message.s,
	    j->failure.message.n);
	str_bytes(&t->failure.details, j->failure.details.s,
	    j->failure.details.n);
	t->failure.cut = j->failure.cut;
	tell(j);
}

static void
take_file(struct jest *j)
{
	struct doc *d = &j->doc;
	struct place tests = {0};

	str_clear(&j->path);
	str_text(&j->path, "");
	str_clear(&j->status);
	failure_clear(&j->failure);
	j->started = (struct value){0};
	j->tests = j->failed = 0;
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "name") &&
		    doc_set(d, &j->text, NAME_MAX_BYTES))
			file_set(&j->path, j->text.s);
		else if (doc_named(d, "status"))
			doc_set(d, &j->status, 32);
		else if (doc_named(d, "message"))
			failure_lines(&j->failure, d);
		else if (doc_named(d, "startTime"))
			j->started = stamp_pull(j->sink, d);
		else if (doc_named(d, "assertionResults"))
			doc_later(d, &tests);
	if (doc_visit(d, &tests)) {
		for (doc_array(d); doc_element(d);)
			take_test(j);
		doc_leave(d);
	}
	tell_file(j);
}

/* ---- the report ---- */

static void
take_files(struct jest *j)
{
	struct doc *d = &j->doc;

	j->found |= doc_type(d) == JSON_ARRAY;
	if (j->counted && !j->jest)
		j->sink->framework = "vitest";
	for (doc_array(d); doc_element(d);)
		take_file(j);
}

static void
take_report(struct jest *j)
{
	struct doc *d = &j->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "testResults"))
			take_files(j);
		else if (doc_named(d, "numRuntimeErrorTestSuites"))
			j->jest = true;
		else if (doc_named(d, "numTotalTests"))
			j->counted = true;
}

bool
jest_recognise(const char *head, size_t n)
{
	return head_has(head, n, "testResults") ||
	    head_has(head, n, "numTotalTestSuites");
}

bool
jest_read(struct source *s, struct sink *k)
{
	struct jest j = {.sink = k};

	doc_begin(&j.doc, s, k);
	while (doc_next(&j.doc))
		take_report(&j);
	if (!j.found)
		doc_without(&j.doc, "testResults");
	test_free(&j.test);
	failure_free(&j.failure);
	str_free_all(&j.text, &j.path, &j.status, &j.title, NULL);
	return doc_end(&j.doc, s, k);
}
