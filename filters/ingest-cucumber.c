/*
 * Cucumber's JSON, also of its relatives: an array of features, each with
 * `elements`, which are backgrounds and scenarios with `steps`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

/* How bad it is; the worst step decides. */
enum { PASSED, SKIPPED, UNDEFINED, FAILED };

static const struct rank {
	const char *word;
	int rank;
} ranks[] = {
	{"passed", PASSED}, {"skipped", SKIPPED}, {"pending", SKIPPED},
	{"untested", SKIPPED}, {"failed", FAILED}, {NULL, UNDEFINED}
};

static const enum result_status statuses[] = {
	[PASSED] = result_status_passed, [SKIPPED] = result_status_skipped,
	[UNDEFINED] = result_status_errored, [FAILED] = result_status_failed
};

struct cucumber {
	struct doc doc;
	struct sink *sink;
	struct str text;
	bool found;

	/* of the feature */
	struct str uri, feature;
	double unit;		/* of durations, in seconds */

	/* of the scenario, and of the background before it */
	struct test test;
	int worst;

	/* of the element */
	struct str name, own;
	bool background, missing;

	/* of the step */
	struct str step, status;
	struct failure failure;
};

/* ---- steps and hooks ---- */

static int
rank_of(const struct str *status)
{
	const struct rank *r = ranks;

	while (r->word != NULL && !str_is(status, r->word))
		r++;
	return r->rank;
}

static void
take_result(struct cucumber *c)
{
	struct doc *d = &c->doc;
	struct value one;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "status")) {
			doc_set(d, &c->status, 32);
		} else if (doc_named(d, "duration")) {
			one = seconds_pull(c->sink, d, c->unit);
			seconds_add(&c->test.duration, &one);
		} else if (doc_named(d, "error_message")) {
			failure_lines(&c->failure, d);
		}
}

static void
begin_step(struct cucumber *c)
{
	str_clear(&c->step);
	str_clear(&c->status);
	failure_clear(&c->failure);
}

/* The first of the worst steps says why; without an error, by its name. */
static void
end_step(struct cucumber *c)
{
	struct failure *f = &c->test.failure, other = *f;
	int rank = c->status.n != 0 ? rank_of(&c->status) : PASSED;

	if (rank <= c->worst)
		return;
	c->worst = rank;
	*f = c->failure;
	c->failure = other;
	if (f->details.n == 0 && c->step.n != 0)
		str_print(&f->message, "%s: %s", c->status.s, c->step.s);
}

static void
take_hooks(struct cucumber *c)
{
	struct doc *d = &c->doc;

	for (doc_array(d); doc_element(d);) {
		begin_step(c);
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "result"))
				take_result(c);
		end_step(c);
	}
}

static bool
is_hook(const struct doc *d)
{
	return doc_named(d, "before") || doc_named(d, "after");
}

/* Its hooks have results of their own. */
static void
take_step(struct cucumber *c)
{
	struct doc *d = &c->doc;
	struct place hooks[2] = {{0}, {0}};

	begin_step(c);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "name"))
			doc_set(d, &c->step, NAME_MAX_BYTES);
		else if (doc_named(d, "result"))
			take_result(c);
		else if (is_hook(d))
			doc_later(d, &hooks[doc_named(d, "after")]);
	c->missing |= c->status.n == 0;
	end_step(c);
	for (int i = 0; i < 2; i++)
		if (doc_visit(d, &hooks[i])) {
			take_hooks(c);
			doc_leave(d);
		}
}

/* ---- elements ---- */

/* "shop.feature:12", which behave has for uri and line. */
static bool
take_location(struct cucumber *c, struct value *line)
{
	char *colon;

	if (!doc_set(&c->doc, &c->text, NAME_MAX_BYTES))
		return false;
	colon = c->text.n != 0 ? strrchr(c->text.s, ':') : NULL;
	if (colon == NULL || strspn(colon + 1, "0123456789") !=
	    strlen(colon + 1))
		return false;
	*line = value_int(strtoll(colon + 1, NULL, 10));
	str_cut(&c->text, (size_t)(colon - c->text.s));
	return true;
}

static void
take_member(struct cucumber *c)
{
	struct doc *d = &c->doc;
	struct test *t = &c->test;

	if (doc_named(d, "type"))
		c->background = doc_set(d, &c->text, 32) &&
		    str_is(&c->text, "background");
	else if (doc_named(d, "name"))
		doc_set(d, &c->name, NAME_MAX_BYTES);
	else if (doc_named(d, "line"))
		t->line.set = doc_int(d, &t->line.i);
	else if (doc_named(d, "location"))
		(void)take_location(c, &t->line);
	else if (doc_named(d, "start_timestamp"))
		t->timestamp = stamp_pull(c->sink, d);
	else if (doc_named(d, "status"))
		doc_set(d, &c->own, 32);
	else if (doc_named(d, "steps"))
		for (doc_array(d); doc_element(d);)
			take_step(c);
	else if (is_hook(d))
		take_hooks(c);
}

static void
begin_scenario(struct cucumber *c)
{
	test_clear(&c->test);
	c->worst = PASSED;
}

/*
 * Rows of an outline have the same name: the line tells them apart.  Only
 * behave says what became of the whole, also where a hook failed; where a
 * step says more, that counts.
 */
static void
tell_scenario(struct cucumber *c)
{
	struct test *t = &c->test;
	char line[24];
	int rank = c->own.n != 0 ? rank_of(&c->own) :
	    c->missing ? SKIPPED : PASSED;

	if (c->doc.why[0] != '\0')
		return;
	name_add(&t->name, c->uri.s, c->uri.n);
	name_add(&t->name, c->name.s, c->name.n);
	if (t->line.set)
		name_add(&t->name, line, (size_t)snprintf(line, sizeof(line),
		    "%lld", (long long)t->line.i));
	suite_add(&t->suite, c->feature.s, c->feature.n);
	str_bytes(&t->file, c->uri.s, c->uri.n);
	if (rank < c->worst || c->worst >= UNDEFINED)
		rank = c->worst;
	t->status = statuses[rank];
	failure_stack(&t->failure);
	test_tell(c->sink, t);
	begin_scenario(c);
}

/* What a background leaves belongs to the scenario behind it. */
static void
take_element(struct cucumber *c)
{
	struct doc *d = &c->doc;

	str_clear(&c->name);
	str_clear(&c->own);
	c->background = c->missing = false;
	for (doc_object(d); doc_member(d);)
		take_member(c);
	if (!c->background)
		tell_scenario(c);
}

/* ---- features ---- */

static void
take_elements(struct cucumber *c)
{
	struct doc *d = &c->doc;

	begin_scenario(c);
	for (doc_array(d); doc_element(d);)
		take_element(c);
}

static void
set_uri(struct cucumber *c)
{
	bool file = text_begins(c->text.s, "file:") &&
	    !text_begins(c->text.s, "file://");

	file_set(&c->uri, c->text.s + (file ? 5 : 0));
}

/* behave, which writes a location instead of the uri, has seconds. */
static void
take_feature(struct cucumber *c)
{
	struct doc *d = &c->doc;
	struct place elements = {0};
	struct value line;

	str_clear(&c->uri);
	str_clear(&c->feature);
	c->unit = 1e-9;
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "uri") &&
		    doc_set(d, &c->text, NAME_MAX_BYTES)) {
			set_uri(c);
		} else if (doc_named(d, "location") &&
		    take_location(c, &line)) {
			set_uri(c);
			c->unit = 1;
			c->sink->framework = "behave";
		} else if (doc_named(d, "name")) {
			doc_set(d, &c->feature, NAME_MAX_BYTES);
		} else if (doc_named(d, "elements")) {
			doc_later(d, &elements);
		}
	if (doc_visit(d, &elements)) {
		take_elements(c);
		doc_leave(d);
	}
}

bool
cucumber_recognise(const char *head, size_t n)
{
	const char *array = memchr(head, '[', n);
	const char *object = memchr(head, '{', n);

	return array != NULL && (object == NULL || array < object) &&
	    (head_has(head, n, "elements") || (head_has(head, n, "keyword") &&
	    (head_has(head, n, "uri") || head_has(head, n, "location"))));
}

bool
cucumber_read(struct source *s, struct sink *k)
{
	struct cucumber c = {.sink = k};
	struct doc *d = &c.doc;

	doc_begin(d, s, k);
	while (doc_next(d)) {
		c.found |= doc_type(d) == JSON_ARRAY;
		for (doc_array(d); doc_element(d);)
			take_feature(&c);
	}
	if (!c.found)
		doc_without(d, "elements");
	test_free(&c.test);
	failure_free(&c.failure);
	str_free_all(&c.text, &c.uri, &c.feature, &c.name, &c.own, &c.step,
	    &c.status, NULL);
	return doc_end(d, s, k);
}
