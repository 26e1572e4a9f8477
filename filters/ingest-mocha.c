/*
 * Mocha's JSON reporter: {"stats": ..., "tests": [...], "pending": [...],
 * "failures": [...], "passes": [...]}, where the last three name tests again.
 */
#include <string.h>

#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

struct mocha {
	struct doc doc;
	struct sink *sink;
	struct test test;
	struct str text, title, full;
	struct value started;
	struct attempts pending;	/* the tests that are */
	bool failed;
	bool found;
};

/* ---- a test, wherever it stands ---- */

/* Anything in an `err` is one. */
static void
take_error(struct mocha *m)
{
	struct doc *d = &m->doc;
	struct failure *f = &m->test.failure;

	if (doc_type(d) == JSON_STRING) {
		m->failed = doc_set(d, &f->message, NAME_MAX_BYTES) &&
		    f->message.n != 0;
		return;
	}
	for (doc_object(d); doc_member(d); m->failed = true)
		if (doc_named(d, "name"))
			doc_set(d, &f->type, 256);
		else if (doc_named(d, "message"))
			doc_set(d, &f->message, NAME_MAX_BYTES);
		else if (doc_named(d, "stack"))
			failure_lines(f, d);
}

/* The full title without the title: the suites, in one text. */
static void
find_suite(struct mocha *m)
{
	size_t all = m->full.n, own = m->title.n;

	if (all > own && memcmp(m->full.s + all - own, m->title.s, own) == 0)
		suite_add(&m->test.suite, m->full.s, all - own);
}

static void
take_test(struct mocha *m)
{
	struct doc *d = &m->doc;
	struct test *t = &m->test;

	test_clear(t);
	str_clear(&m->title);
	str_text(&m->title, "");
	str_clear(&m->full);
	m->failed = false;
	t->timestamp = m->started;
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "title"))
			doc_set(d, &m->title, NAME_MAX_BYTES);
		else if (doc_named(d, "fullTitle"))
			doc_set(d, &m->full, NAME_MAX_BYTES);
		else if (doc_named(d, "file") &&
		    doc_set(d, &m->text, NAME_MAX_BYTES))
			file_set(&t->file, m->text.s);
		else if (doc_named(d, "duration"))
			t->duration = seconds_pull(m->sink, d, 1e-3);
		else if (doc_named(d, "err"))
			take_error(m);
	name_add(&t->name, t->file.s, t->file.n);
	name_add(&t->name, m->full.s, m->full.n);
	find_suite(m);
}

/* ---- the lists ---- */

static void
take_pending(struct mocha *m)
{
	struct doc *d = &m->doc;
	struct value name;

	for (doc_array(d); doc_element(d);) {
		take_test(m);
		name = value_str(&m->test.name);
		if (d->why[0] == '\0' && name.n != 0)
			(void)attempts_count(&m->pending, &name);
	}
}

/* A hook is no test, and stands only here. */
static void
take_failures(struct mocha *m)
{
	static const char *const hooks[] = {"\"before all\" hook",
	    "\"before each\" hook", "\"after all\" hook",
	    "\"after each\" hook"};
	struct doc *d = &m->doc;

	for (doc_array(d); doc_element(d);) {
		take_test(m);
		failure_stack(&m->test.failure);
		for (size_t i = 0; i < sizeof(hooks) / sizeof(hooks[0]); i++)
			if (d->why[0] == '\0' &&
			    text_begins(m->title.s, hooks[i]))
				sink_error(m->sink, "%s: %s", m->full.n != 0 ?
				    m->full.s : m->title.s,
				    m->test.failure.message.n != 0 ?
				    m->test.failure.message.s : "failed");
	}
}

static void
take_tests(struct mocha *m)
{
	struct doc *d = &m->doc;
	struct test *t = &m->test;
	struct value name;

	for (doc_array(d); doc_element(d);) {
		take_test(m);
		if (d->why[0] != '\0')
			return;
		name = value_str(&t->name);
		if (m->failed)
			t->status = result_status_failed;
		else if (attempts_of(&m->pending, &name) > 0)
			t->status = result_status_skipped;
		failure_stack(&t->failure);
		test_tell(m->sink, t);
	}
}

/* ---- the report ---- */

static void
take_stats(struct mocha *m)
{
	struct doc *d = &m->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "start"))
			m->started = stamp_pull(m->sink, d);
}

static void
take_report(struct mocha *m)
{
	struct doc *d = &m->doc;
	struct place tests = {0};

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "stats")) {
			take_stats(m);
		} else if (doc_named(d, "tests")) {
			m->found |= doc_type(d) == JSON_ARRAY;
			doc_later(d, &tests);
		} else if (doc_named(d, "pending")) {
			take_pending(m);
		} else if (doc_named(d, "failures")) {
			take_failures(m);
		}
	if (doc_visit(d, &tests)) {
		take_tests(m);
		doc_leave(d);
	}
}

bool
mocha_recognise(const char *head, size_t n)
{
	return head_has(head, n, "stats/passes") &&
	    (head_has(head, n, "tests") || head_has(head, n, "passes"));
}

bool
mocha_read(struct source *s, struct sink *k)
{
	struct mocha m = {.sink = k};

	doc_begin(&m.doc, s, k);
	while (doc_next(&m.doc))
		take_report(&m);
	if (!m.found)
		doc_without(&m.doc, "tests");
	test_free(&m.test);
	attempts_free(&m.pending);
	str_free_all(&m.text, &m.title, &m.full, NULL);
	return doc_end(&m.doc, s, k);
}
