/*
 * RSpec's JSON formatter: {"examples": [...], "summary": {...}}.
 */
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

static const struct status_word words[] = {
	{"passed", result_status_passed}, {"failed", result_status_failed},
	{"pending", result_status_skipped}, {NULL, 0}
};

struct rspec {
	struct doc doc;
	struct sink *sink;
	struct test test;
	struct str text, full;
};

static void
take_exception(struct rspec *r)
{
	struct doc *d = &r->doc;
	struct failure *f = &r->test.failure;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "class"))
			doc_text(d, &f->type, NAME_MAX_BYTES);
		else if (doc_named(d, "message"))
			doc_text(d, &f->message, NAME_MAX_BYTES);
		else if (doc_named(d, "backtrace"))
			failure_lines(f, d);
}

/* The id counts the examples before it: the description moves less. */
static void
tell(struct rspec *r)
{
	struct test *t = &r->test;

	name_add(&t->name, t->file.s, t->file.n);
	name_add(&t->name, r->full.s, r->full.n);
	test_tell(r->sink, t);
}

static void
take_example(struct rspec *r)
{
	struct doc *d = &r->doc;
	struct test *t = &r->test;

	if (doc_type(d) != JSON_OBJECT)
		return;
	test_clear(t);
	str_clear(&r->full);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "full_description"))
			doc_set(d, &r->full, NAME_MAX_BYTES);
		else if (doc_named(d, "status") && doc_set(d, &r->text, 32))
			t->status = status_of(words, &r->text,
			    result_status_errored);
		else if (doc_named(d, "file_path") &&
		    doc_set(d, &r->text, NAME_MAX_BYTES))
			file_set(&t->file, r->text.s);
		else if (doc_named(d, "line_number"))
			t->line.set = doc_int(d, &t->line.i);
		else if (doc_named(d, "run_time"))
			t->duration = seconds_pull(r->sink, d, 1);
		else if (doc_named(d, "pending_message"))
			doc_text(d, &t->failure.message, NAME_MAX_BYTES);
		else if (doc_named(d, "exception"))
			take_exception(r);
	if (d->why[0] == '\0')
		tell(r);
}

static void
take_summary(struct rspec *r)
{
	struct doc *d = &r->doc;
	int64_t errors;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "errors_outside_of_examples_count") &&
		    doc_int(d, &errors) && errors > 0)
			sink_error(r->sink, "%lld errors outside of examples",
			    (long long)errors);
}

bool
rspec_recognise(const char *head, size_t n)
{
	return head_has(head, n, "examples");
}

bool
rspec_read(struct source *s, struct sink *k)
{
	struct rspec r = {.sink = k};
	struct doc *d = &r.doc;

	doc_begin(d, s, k);
	while (doc_next(d))
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "examples"))
				for (doc_array(d); doc_element(d);)
					take_example(&r);
			else if (doc_named(d, "summary"))
				take_summary(&r);
	test_free(&r.test);
	str_free(&r.text);
	str_free(&r.full);
	return doc_end(d, s, k);
}
