/*
 * NUnit's XML, version 3 and version 2, which others write too: test-suite
 * ... test-case, with failure or reason.  What they call things differs; no
 * word means one thing in one and another in the other.
 */
#include <stdio.h>
#include <string.h>

#include "ingest-sheet.h"
#include "ingest-sink.h"
#include "ingest-suites.h"
#include "ingest-test.h"

enum { OTHER, RUN, RESULTS, SUITE, LIST, CASE, FAILURE, REASON, MESSAGE,
    TRACE };

static const char *const names[] = {NULL, "test-run", "test-results",
    "test-suite", "results", "test-case", "failure", "reason", "message",
    "stack-trace", NULL};

/* Those whose text is gathered. */
#define TEXTS	(XML_BIT(MESSAGE) | XML_BIT(TRACE))

static const struct status_word words[] = {
	{"Passed", result_status_passed}, {"Success", result_status_passed},
	{"Warning", result_status_passed},
	{"Failed", result_status_failed}, {"Failure", result_status_failed},
	{"Skipped", result_status_skipped}, {"Ignored", result_status_skipped},
	{"Inconclusive", result_status_skipped},
	{"NotRunnable", result_status_skipped},
	{NULL, 0}
};

struct nunit {
	struct sheet sheet;
	struct suites suites;
	struct test test;
	bool in_case;
	bool outside;		/* what the suite's message says is no test's */
	size_t cases;
	struct str text;
};

/* ---- suites ---- */

static bool
is(const char **attribute, const char *name, const char *value)
{
	const char *s = attribute_of(attribute, name);

	return s != NULL && strcasecmp(s, value) == 0;
}

/* An assembly is known by its path, and that differs. */
static const char *
suite_name(const char **attribute)
{
	const char *name = attribute_of(attribute, "name");

	if (name != NULL && (is(attribute, "type", "Assembly") ||
	    is(attribute, "type", "Project") || origin_path(name) == NULL))
		return path_base(name);
	return name;
}

/*
 * A suite that fails for its tests says so as well; of others, nothing else
 * tells what went wrong.
 */
static bool
fails_itself(const char **attribute)
{
	return is(attribute, "site", "TearDown") ||
	    (is(attribute, "result", "Failed") &&
	    is(attribute, "testcasecount", "0")) ||
	    (is(attribute, "result", "NotRunnable") &&
	    is(attribute, "type", "Assembly"));
}

static void
open_suite(struct nunit *x, const char **attribute)
{
	x->outside = fails_itself(attribute);
	suites_open(&x->suites, suite_name(attribute),
	    stamp_read(x->sheet.sink, attribute_of(attribute, "start-time")));
}

/* Version 2 has one date and one time for all tests. */
static void
open_results(struct nunit *x, const char **attribute)
{
	str_clear(&x->text);
	attribute_add(&x->text, attribute, "date");
	str_byte(&x->text, ' ');
	attribute_add(&x->text, attribute, "time");
	suites_open(&x->suites, NULL, stamp_read(x->sheet.sink, x->text.s));
}

/* In version 2, the tests of a fixture only say that this went wrong. */
static bool
is_fixture(const char *message)
{
	return text_begins(message, "SetUp : ") ||
	    text_begins(message, "TearDown : ");
}

static void
tell_outside(struct nunit *x)
{
	if (x->outside || is_fixture(x->text.s))
		sink_error(x->sheet.sink, "%s: %s", x->suites.chain.s != NULL ?
		    x->suites.chain.s : "", x->text.s);
}

/* ---- test cases ---- */

/* Whether a name contains that of its suite, as a full one does. */
static bool
is_full(const struct suites *x, const char *name)
{
	size_t depth = x->depth < SUITES_MAX ? x->depth : SUITES_MAX;

	return depth == 0 || strstr(name,
	    x->names.s + x->suite[depth - 1].name) != NULL;
}

static void
name_case(struct nunit *x, const char **attribute)
{
	const char *full = attribute_of(attribute, "fullname");
	const char *name = attribute_of(attribute, "name");

	if (full == NULL && name != NULL && is_full(&x->suites, name))
		full = name;
	if (full != NULL)
		name_add(&x->test.name, full, strlen(full));
	else
		suites_identity(&x->suites, &(struct title){.name = name,
		    .number = x->cases}, &x->test.name);
}

/* Old versions have no result, but say whether it ran and how it went. */
static enum result_status
status(struct nunit *x, const char **attribute)
{
	enum result_status s;

	if (attribute_of(attribute, "result") == NULL)
		return is(attribute, "executed", "False") ?
		    result_status_skipped : is(attribute, "success",
		    "False") ? result_status_failed : result_status_passed;
	str_clear(&x->text);
	attribute_add(&x->text, attribute, "result");
	s = status_of(words, &x->text, result_status_errored);
	if (s == result_status_failed && (is(attribute, "label", "Error") ||
	    is(attribute, "label", "Invalid") ||
	    is(attribute, "label", "Cancelled")))
		return result_status_errored;
	return s;
}

static void
open_case(struct nunit *x, const char **attribute)
{
	struct sink *k = x->sheet.sink;
	struct test *t = &x->test;
	const char *duration = attribute_of(attribute, "duration");

	x->in_case = true;
	x->cases++;
	test_clear(t);
	name_case(x, attribute);
	t->status = status(x, attribute);
	if (x->suites.chain.n != 0)
		str_bytes(&t->suite, x->suites.chain.s, x->suites.chain.n);
	t->duration = seconds_read(k, &x->sheet.numbers, duration != NULL ?
	    duration : attribute_of(attribute, "time"));
	t->timestamp = stamp_read(k, attribute_of(attribute, "start-time"));
	if (!t->timestamp.set)
		t->timestamp = suites_timestamp(&x->suites);
}

/* ---- elements ---- */

static void
open(struct sheet *s, int element, const char **attribute)
{
	struct nunit *x = (struct nunit *)s;
	int parent = sheet_parent(s);
	bool told = parent == FAILURE || parent == REASON;

	if (element == SUITE) {
		open_suite(x, attribute);
	} else if (element == RUN) {
		suites_open(&x->suites, NULL, stamp_read(s->sink,
		    attribute_of(attribute, "start-time")));
	} else if (element == RESULTS) {
		open_results(x, attribute);
	} else if (element == CASE) {
		open_case(x, attribute);
	} else if (element == MESSAGE && told) {
		str_clear(&x->text);
		sheet_gather(s, x->in_case ? &x->test.failure.message :
		    &x->text);
	} else if (element == TRACE && told && x->in_case) {
		sheet_gather(s, &x->test.failure.details);
	}
}

static void
close(struct sheet *s, int element)
{
	struct nunit *x = (struct nunit *)s;

	if (element == CASE) {
		x->in_case = false;
		failure_type(&x->test.failure);
		test_tell(s->sink, &x->test);
	} else if (element == SUITE || element == RUN || element == RESULTS) {
		suites_close(&x->suites);
	} else if (element == TRACE && x->in_case) {
		x->test.failure.cut = s->xml.cut;
	} else if (element == MESSAGE && !x->in_case && x->text.n != 0) {
		tell_outside(x);
	}
}

/* ---- the formats ---- */

bool
nunit3_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "test-run");
}

bool
nunit2_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "test-results");
}

bool
nunit3_read(struct source *s, struct sink *k)
{
	struct nunit x = {.sheet = {.names = names, .texts = TEXTS,
	    .open = open,
	    .close = close}};
	bool good;

	k->framework = "nunit";
	good = sheet_read(&x.sheet, s, k);
	suites_free(&x.suites);
	test_free(&x.test);
	str_free(&x.text);
	return good;
}

bool
nunit2_read(struct source *s, struct sink *k)
{
	return nunit3_read(s, k);
}
