/*
 * JUnit XML, in the dialects of the tools that write it.
 *
 * testsuites?/testsuite.../testcase; declared totals are not looked at,
 * elements are counted.  Children of a test case: failure, error, skipped say
 * how it ended; flakyFailure and flakyError are failed tries before a pass;
 * rerunFailure and rerunError are tries after the first failure, all failed.
 */
#include <string.h>

#include "ingest-sheet.h"
#include "ingest-sink.h"
#include "ingest-suites.h"
#include "ingest-test.h"

#define MESSAGE_MAX	16384	/* bytes of a message that are kept */

/* The attributes of test cases, suites and failures that are used. */
enum attribute {
	A_class, A_classname, A_file, A_line, A_message, A_name, A_result,
	A_status, A_time, A_timestamp, A_type, A_assertions, A_value_param,
	A_id, A_hostname, A_count
};

enum element { OTHER, CASE, SUITE, SUITES, PROPERTY, TRACE, FAILURE, ERROR,
    SKIPPED, RERUN_FAILURE, RERUN_ERROR, FLAKY_FAILURE, FLAKY_ERROR };

static const char *const names[] = {NULL, "testcase", "testsuite",
    "testsuites", "property", "stackTrace", "failure", "error", "skipped",
    "rerunFailure", "rerunError", "flakyFailure", "flakyError", NULL};

/* Those whose text is gathered. */
#define TEXTS	(XML_BIT(TRACE) | XML_BIT(FAILURE) | XML_BIT(ERROR) | \
	    XML_BIT(SKIPPED) | XML_BIT(RERUN_FAILURE) | \
	    XML_BIT(RERUN_ERROR) | XML_BIT(FLAKY_FAILURE) | \
	    XML_BIT(FLAKY_ERROR))

enum role { FIRST, RERUN, FLAKY };

/* One try of a test, as a child of its element tells it. */
struct try {
	bool set;
	enum role role;
	enum result_status status;
	struct value duration, timestamp;
	struct failure failure;
};

struct junit {
	struct xml xml;
	struct sink *sink;
	struct numbers numbers;
	size_t cases;

	struct suites suites;
	bool by_playwright;	/* as the root looks */
	struct str part;	/* its suite's project, and file */

	bool in_case;		/* the test case that is open */
	struct str name, file;
	struct value line, duration, timestamp;
	enum result_status said;	/* by attributes */
	unsigned seen;		/* bits: failed, errored, skipped children */
	struct try told;	/* the last try that was not printed */

	bool in_try;		/* the child that is open */
	struct try try;
	size_t inside;		/* elements open in there, or elsewhere */
	char id[FAILURE_LENGTH + 1];
};

/* ---- attributes ---- */

static const char *const attribute_names[A_count] = {"class", "classname",
    "file", "line", "message", "name", "result", "status", "time",
    "timestamp", "type", "assertions", "value_param", "id", "hostname"};

static void
sort_attributes(const char **from, const char *to[A_count])
{
	memset(to, 0, A_count * sizeof(*to));
	for (; *from != NULL; from += 2)
		for (int i = 0; i < A_count; i++)
			if (**from == *attribute_names[i] &&
			    strcmp(*from, attribute_names[i]) == 0) {
				to[i] = from[1];
				break;
			}
}

/* How the attributes status and result say a test ended. */
static enum result_status
status_said(const char *status, const char *result)
{
	static const char *const skipped[] = {"notrun", "disabled", "skipped",
	    "suppressed", "ignored", "pending", NULL};
	static const char *const failed[] = {"fail", "failed", "failure",
	    NULL};
	static const char *const errored[] = {"error", "errored", NULL};

	if (is_one_of(status, skipped, strcasecmp) ||
	    is_one_of(result, skipped, strcasecmp))
		return result_status_skipped;
	if (is_one_of(status, failed, strcasecmp))
		return result_status_failed;
	return is_one_of(status, errored, strcasecmp) ?
	    result_status_errored : result_status_passed;
}

/* ---- which tool wrote this ---- */

static void
guess(struct junit *j, const char *framework)
{
	if (strcmp(j->sink->framework, "junit") == 0)
		j->sink->framework = framework;
}

static void
guess_by_suite(struct junit *j, const char *name)
{
	static const char *const tools[][2] = {{"pytest", "pytest"},
	    {"pytest tests", "pytest"}, {"jest tests", "jest"},
	    {"vitest tests", "vitest"}, {"Mocha Tests", "mocha"},
	    {"nextest-run", "nextest"}, {"AllTests", "gtest"}};

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		if (name != NULL && strcmp(name, tools[i][0]) == 0)
			guess(j, tools[i][1]);
}

static void
guess_by_property(struct junit *j, const char **attribute)
{
	const char *a[A_count];

	sort_attributes(attribute, a);
	if (a[A_name] == NULL)
		return;
	if (text_begins(a[A_name], "surefire."))
		guess(j, "surefire");
	else if (strcmp(a[A_name], "go.version") == 0)
		guess(j, "go");
}

static void
guess_by_case(struct junit *j, const char *const a[A_count])
{
	const char *class = a[A_classname];

	if (a[A_value_param] != NULL)
		guess(j, "gtest");
	else if (a[A_class] != NULL && a[A_assertions] != NULL)
		guess(j, "phpunit");
	else if (class != NULL && text_ends(class, strlen(class), ".bats"))
		guess(j, "bats");
	else if (class != NULL && a[A_name] != NULL && a[A_status] != NULL &&
	    a[A_result] == NULL && strcmp(class, a[A_name]) == 0)
		guess(j, "ctest");
}

/* ---- suites ---- */

/*
 * Playwright writes a suite for each file and project, and calls the project
 * the host: what passes in one browser has not been tried again in another.
 */
static void
note_project(struct junit *j, int element, const char *const a[A_count])
{
	str_clear(&j->part);
	if (element == SUITES)
		j->by_playwright = j->suites.depth == 0 && a[A_id] != NULL;
	else if (j->by_playwright && a[A_id] == NULL && a[A_name] != NULL &&
	    a[A_hostname] != NULL && *a[A_hostname] != '\0')
		str_print(&j->part, "%s::%s", a[A_hostname], a[A_name]);
}

/* The class of a test of Playwright's is its file. */
static const char *
with_project(const struct junit *j, const char *class)
{
	return class != NULL && j->part.n > 0 && text_ends(j->part.s,
	    j->part.n, class) ? j->part.s : class;
}

static void
open_suite(struct junit *j, int element, const char **attribute)
{
	const char *a[A_count];
	size_t repairs = j->sink->repairs;

	sort_attributes(attribute, a);
	guess_by_suite(j, a[A_name]);
	note_project(j, element, a);
	(void)seconds_read(j->sink, &j->numbers, a[A_time]);
	j->sink->repairs = repairs;	/* only the way of writing counts */
	suites_open(&j->suites, element == SUITES ? NULL :
	    a[A_name], stamp_read(j->sink, a[A_timestamp]));
}

/* ---- tries ---- */

static void
print_try(struct junit *j, struct try *t, enum result_status status,
    bool retried)
{
	struct result *r = sink_result(j->sink);

	r->test_name = value_str(&j->name);
	r->status = value_int(status);
	r->timestamp = t->set && t->timestamp.set ? t->timestamp :
	    j->timestamp;
	r->duration = retried ? t->duration : j->duration;
	if (retried)
		r->retried = value_int(true);
	if (j->suites.chain.n != 0)
		r->suite = value_str(&j->suites.chain);
	if (j->file.n != 0)
		r->file = value_str(&j->file);
	r->line = j->line;
	if (t->set && status != result_status_passed)
		failure_tell(&t->failure, r, j->id);
	sink_add(j->sink);
}

static void
open_try(struct junit *j, const char **attribute)
{
	const char *a[A_count];
	struct try *t = &j->try;

	sort_attributes(attribute, a);
	j->in_try = t->set = true;
	j->inside = 0;
	failure_clear(&t->failure);
	if (a[A_type] != NULL)
		str_bytes(&t->failure.type, a[A_type],
		    strnlen(a[A_type], MESSAGE_MAX));
	if (a[A_message] != NULL)
		str_bytes(&t->failure.message, a[A_message],
		    strnlen(a[A_message], MESSAGE_MAX));
	t->duration = seconds_read(j->sink, &j->numbers, a[A_time]);
	t->timestamp = stamp_read(j->sink, a[A_timestamp]);
	j->xml.cut = 0;
	xml_gather(&j->xml, &t->failure.details, DETAILS_MAX);
}

/* Of several that end one try, an error says more than a failure. */
static bool
says_more(const struct try *new, const struct try *old)
{
	if (!old->set)
		return true;
	if (old->role != FIRST || old->status == result_status_errored)
		return false;
	return old->status == result_status_skipped ||
	    new->status == result_status_errored;
}

static void
keep_try(struct junit *j)
{
	struct try old = j->told;

	j->told = j->try;
	j->try = old;
}

static void
close_try(struct junit *j)
{
	struct try *t = &j->try;

	xml_gather(&j->xml, NULL, 0);
	t->failure.cut = j->xml.cut;
	j->in_try = false;
	if (t->role == FLAKY) {
		print_try(j, t, t->status, true);
	} else if (t->role == RERUN) {
		if (j->told.set && j->told.status != result_status_skipped)
			print_try(j, &j->told, j->told.status, true);
		keep_try(j);
	} else {
		if (t->status == result_status_skipped &&
		    str_is(&t->failure.message, NOTHING_TO_RUN))
			t->status = result_status_errored;
		j->seen |= 1U << t->status;
		if (says_more(t, &j->told))
			keep_try(j);
	}
}

static bool
find_try(struct try *t, int element)
{
	static const struct {
		enum role role;
		enum result_status status;
	} kinds[] = {
		[FAILURE] = {FIRST, result_status_failed},
		[ERROR] = {FIRST, result_status_errored},
		[SKIPPED] = {FIRST, result_status_skipped},
		[RERUN_FAILURE] = {RERUN, result_status_failed},
		[RERUN_ERROR] = {RERUN, result_status_errored},
		[FLAKY_FAILURE] = {FLAKY, result_status_failed},
		[FLAKY_ERROR] = {FLAKY, result_status_errored},
	};

	if (element < FAILURE)
		return false;
	t->role = kinds[element].role;
	t->status = kinds[element].status;
	return true;
}

/* ---- test cases ---- */

static void
open_case(struct junit *j, const char **attribute)
{
	const char *a[A_count], *class, *file = NULL;

	sort_attributes(attribute, a);
	guess_by_case(j, a);
	class = a[A_classname] != NULL ? with_project(j, a[A_classname]) :
	    a[A_class];
	j->in_case = true;
	j->cases++;
	j->seen = 0;
	j->inside = 0;
	j->told.set = false;
	j->said = status_said(a[A_status], a[A_result]);
	j->duration = seconds_read(j->sink, &j->numbers, a[A_time]);
	j->timestamp = stamp_read(j->sink, a[A_timestamp]);
	if (!j->timestamp.set)
		j->timestamp = suites_timestamp(&j->suites);
	str_clear(&j->file);
	if (a[A_file] != NULL) {
		file = origin_path(a[A_file]);
		str_text(&j->file, file != NULL ? file : a[A_file]);
	}
	j->line = line_read(a[A_line]);
	suites_identity(&j->suites, &(struct title){class, a[A_name], file,
	    j->cases}, &j->name);
	if (j->xml.strict && j->sink->repairs > 0)
		xml_refuse(&j->xml, "time \"%s\" of %s cannot be read",
		    a[A_time], j->name.s);
}

static void
close_case(struct junit *j)
{
	enum result_status status = j->said;

	if (j->seen & 1U << result_status_errored)
		status = result_status_errored;
	else if (j->seen & 1U << result_status_failed)
		status = result_status_failed;
	else if (j->seen & 1U << result_status_skipped)
		status = result_status_skipped;
	else if (j->told.set)		/* reruns alone */
		status = j->told.status;
	print_try(j, &j->told, status, false);
	j->in_case = false;
	if (lines_signal() != 0)
		xml_refuse(&j->xml, "stopped by a signal");
}

/*
 * What export(1) writes where class and name cannot say it: the test's name,
 * as JSON.
 */
static void
take_name(struct junit *j, const char **attribute)
{
	struct json *json = &j->sink->r->json;
	struct json_value v = {.type = JSON_STRING, .escaped = true};
	const char *a[A_count];
	const char *s = attribute_of(attribute, "value");
	size_t n = s != NULL ? strlen(s) : 0;

	sort_attributes(attribute, a);
	if (a[A_name] == NULL || strcmp(a[A_name], "drift.test_name") != 0 ||
	    n < 3 || n > NAME_MAX_BYTES || s[0] != '"' ||
	    !json_check(json, s, n))
		return;
	v.s = s + 1;
	v.n = (uint32_t)n - 2;
	str_clear(&j->name);
	json_decode(&v, &j->name);
}

/* ---- elements ---- */

static bool
is_suite(int element)
{
	return element == SUITE || element == SUITES;
}

static void
begin(void *arg, int element, const char *name, const char **attribute)
{
	struct junit *j = arg;

	if (j->in_try) {
		j->inside++;
		xml_gather(&j->xml, element == TRACE ?
		    &j->try.failure.details : NULL, DETAILS_MAX);
	} else if (j->in_case) {
		if (j->inside == 0 && find_try(&j->try, element)) {
			open_try(j, attribute);
			return;
		}
		if (j->inside == 1 && element == PROPERTY)
			take_name(j, attribute);
		j->inside++;
	} else if (is_suite(element)) {
		open_suite(j, element, attribute);
	} else if (j->suites.depth == 0) {
		xml_refuse(&j->xml, "the first element is <%s>, not "
		    "<testsuites> or <testsuite>", name);
	} else if (element == CASE) {
		open_case(j, attribute);
	} else if (element == PROPERTY) {
		guess_by_property(j, attribute);
	}
}

static void
end(void *arg, int element)
{
	struct junit *j = arg;

	if (j->in_try && j->inside == 0) {
		close_try(j);
		j->inside = 0;
	} else if (j->in_try) {
		if (--j->inside == 0)
			xml_gather(&j->xml, &j->try.failure.details,
			    DETAILS_MAX);
	} else if (j->in_case && j->inside > 0) {
		j->inside--;
	} else if (j->in_case) {
		close_case(j);
	} else if (is_suite(element)) {
		suites_close(&j->suites);
	}
}

/* ---- the format ---- */

bool
junit_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "testsuites") ||
	    sheet_recognise(head, n, "testsuite");
}

static void
junit_free(struct junit *j)
{
	suites_free(&j->suites);
	str_free(&j->name);
	str_free(&j->file);
	str_free(&j->part);
	failure_free(&j->told.failure);
	failure_free(&j->try.failure);
}

bool
junit_read(struct source *s, struct sink *k)
{
	struct junit j = {.xml = {.names = names, .texts = TEXTS,
	    .begin = begin, .end = end,
	    .strict = k->r->options.strict}, .sink = k};
	bool good;

	j.xml.arg = &j;
	good = xml_read(&j.xml, s->fd);
	if (!good) {
		s->line = j.xml.line;
		(void)snprintf(s->why, sizeof(s->why), "%s", j.xml.why);
	}
	k->repairs += j.xml.repairs;
	junit_free(&j);
	return good;
}
