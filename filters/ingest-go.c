/*
 * go test -json: an event a line, of packages and of the tests in them, among
 * the words of the compiler.  What a test prints is told line by line.
 */
#include <ctype.h>
#include <string.h>

#include "diag.h"
#include "ingest-begun.h"
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-value.h"

static const struct status_word words[] = {
	{"pass", result_status_passed}, {"fail", result_status_failed},
	{"skip", result_status_skipped}, {NULL, 0}
};

/* What the line "--- FAIL: TestX (0.00s)" of a test's output said. */
enum { NOTHING, PASSED, FAILED, SKIPPED };

struct go {
	struct objects lines;
	struct begun_set tests;	/* and packages, which have no test */
	struct begun_set builds;
	struct str key;
	struct event {
		struct str action, package, test, output, import, build;
		struct value time, elapsed;
	} event;
};

/* ---- the place and the message in an output ---- */

/* Up to the colon behind ".go:12" in a line, 0: there is none. */
static size_t
place_end(const char *s, size_t n, size_t *dot)
{
	for (const char *p = s;
	    (p = memmem(p, n - (size_t)(p - s), ".go:", 4)) != NULL; p++) {
		size_t end = (size_t)(p + 4 - s);

		*dot = (size_t)(p - s);
		while (end < n && isdigit((unsigned char)s[end]))
			end++;
		if (end > (size_t)(p + 4 - s))
			return end;
	}
	return 0;
}

/* "    x_test.go:12: why", or a frame of a panic. */
static void
take_place(struct test *t, const char *s, size_t n)
{
	size_t dot = 0, end = place_end(s, n, &dot), from = dot;
	struct str path = {0};

	if (end == 0)
		return;
	while (from > 0 && !isspace((unsigned char)s[from - 1]))
		from--;
	str_bytes(&path, s + from, dot + 3 - from);
	file_set(&t->file, path.s);
	t->line = value_int(0);
	for (size_t i = dot + 4; i < end && t->line.i < INT32_MAX; i++)
		t->line.i = 10 * t->line.i + (s[i] - '0');
	str_free(&path);
}

/* Words of a line, without blanks and without the names testify gives. */
static void
take_words(struct str *message, const char *s, size_t n)
{
	static const char label[] = "Error:", trace[] = "Error Trace:";

	if (message->n != 0)
		return;
	while (n > 0 && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	if (n >= sizeof(label) - 1 && memcmp(s, label, sizeof(label) - 1) == 0)
		take_words(message, s + sizeof(label) - 1,
		    n - (sizeof(label) - 1));
	else if (n < sizeof(trace) - 1 ||
	    memcmp(s, trace, sizeof(trace) - 1) != 0)
		str_bytes(message, s, n < NAME_MAX_BYTES ? n :
		    NAME_MAX_BYTES);
}

/*
 * "    x_test.go:12: why" is what the test itself said; the last of these says
 * why it ended, the ones before may be its log.
 */
static void
read_line(struct test *t, const char *s, size_t n)
{
	size_t dot, end = place_end(s, n, &dot);

	if (end == 0 || end == n || s[end] != ':') {
		take_words(&t->failure.message, s, n);
		return;
	}
	take_place(t, s, n);
	str_clear(&t->failure.message);
	take_words(&t->failure.message, s + end + 1, n - end - 1);
}

/* Of a panic: why, and the first frame that is in a test. */
static void
read_panic(struct test *t, const char *s, size_t n)
{
	if (t->failure.type.n == 0) {
		str_text(&t->failure.type, "panic");
		str_set(&t->failure.message, s, n);
		str_clear(&t->file);
		t->line.set = false;
	} else if (!t->line.set && memmem(s, n, "_test.go:", 9) != NULL) {
		take_place(t, s, n);
	}
}

static void
read_output(struct test *t)
{
	const char *s = t->failure.details.s;
	size_t left = t->failure.details.n, n;

	for (; left > 0; s += n + (n < left), left -= n + (n < left)) {
		const char *end = memchr(s, '\n', left);

		n = end != NULL ? (size_t)(end - s) : left;
		if (t->failure.type.n != 0 ||
		    (n > 7 && memcmp(s, "panic: ", 7) == 0))
			read_panic(t, s, n);
		else
			read_line(t, s, n);
	}
}

/* ---- tests ---- */

static void
set_key(struct go *g, const struct str *package, const struct str *test)
{
	str_set(&g->key, package->s, package->n);
	str_byte(&g->key, '\0');
	str_bytes(&g->key, test->s, test->n);
}

static bool
too_many(struct go *g)
{
	return report_wrong(g->lines.source, "more than %d tests have begun "
	    "and not ended", BEGUN_MAX);
}

static bool
is_package(const struct begun *e)
{
	return e->key.n == 0 || e->key.s[e->key.n - 1] == '\0';
}

/* What has begun, with the package around it; NULL: too many have. */
static struct begun *
begun_at_hand(struct go *g)
{
	static const struct str none = {0};
	struct event *v = &g->event;
	struct begun *e;

	set_key(g, &v->package, &none);
	e = begun_of(&g->tests, &g->key);
	if (e == NULL || v->test.n == 0)
		return e;
	set_key(g, &v->package, &v->test);
	e = begun_of(&g->tests, &g->key);
	if (e == NULL || e->from != INT64_MIN || !v->time.set)
		return e;
	e->from = v->time.i;
	return e;
}

static void
tell(struct go *g, struct begun *e, enum result_status status)
{
	const char *test = e->key.s + strlen(e->key.s) + 1;
	struct test *t = &e->test;

	name_add(&t->name, e->key.s, strlen(e->key.s));
	name_add(&t->name, test, strlen(test));
	suite_add(&t->suite, e->key.s, strlen(e->key.s));
	t->status = status;
	if (e->from != INT64_MIN)
		t->timestamp = value_time(e->from);
	if (status != result_status_passed) {
		begun_settle(e);
		read_output(t);
	}
	test_tell(g->lines.sink, t);
	begun_end(&g->tests, e);
}

/* The package around has a test that failed. */
static void
mark_package(struct go *g)
{
	static const struct str none = {0};
	struct begun *package;

	set_key(g, &g->event.package, &none);
	package = begun_find(&g->tests, &g->key);
	if (package != NULL)
		package->state = FAILED;
}

static bool
end_test(struct go *g)
{
	struct begun *e = begun_at_hand(g);
	enum result_status status = status_of(words, &g->event.action,
	    result_status_errored);

	if (e == NULL)
		return too_many(g);
	e->test.duration = g->event.elapsed;
	tell(g, e, status);
	if (status == result_status_failed)
		mark_package(g);
	return true;
}

/* ---- packages ---- */

/* The first line that says something: why a package failed. */
static void
say_first_line(struct go *g, const struct str *package, const struct str *text)
{
	const char *s = text->n != 0 ? text->s : "";
	size_t n;

	while (*s == '#' || *s == '\n')
		s += strcspn(s, "\n") + (s[strcspn(s, "\n")] != '\0');
	n = strcspn(s, "\n");
	sink_error(g->lines.sink, "package %.*s: %.*s", (int)package->n,
	    package->n != 0 ? package->s : "", n != 0 ? (int)n : 31,
	    n != 0 ? s : "it failed, but none of its tests did");
}

static void
say_package_failed(struct go *g, struct begun *e)
{
	struct begun *build = begun_find(&g->builds, &g->event.build);

	say_first_line(g, &g->event.package, build != NULL ?
	    &build->test.failure.details : &e->test.failure.details);
}

/* A test without an end: what its output said, else it died with the rest. */
static void
end_left(struct go *g, struct begun *e, bool failed)
{
	static const enum result_status said[] = {
	    [NOTHING] = result_status_errored, [PASSED] = result_status_passed,
	    [FAILED] = result_status_failed, [SKIPPED] = result_status_skipped};
	const char *test = e->key.s + strlen(e->key.s) + 1;

	if (e->state != NOTHING || failed) {
		tell(g, e, said[e->state]);
		return;
	}
	if (!text_begins(test, "Benchmark"))
		sink_error(g->lines.sink, "%s of package %s has no end", test,
		    e->key.s);
	begun_end(&g->tests, e);
}

/* A test begins that has begun: once more, and the end was missed. */
static void
end_before(struct go *g)
{
	struct begun *e;

	set_key(g, &g->event.package, &g->event.test);
	e = begun_find(&g->tests, &g->key);
	if (e != NULL && e->state != NOTHING)
		end_left(g, e, false);
}

static bool
end_package(struct go *g)
{
	bool failed = str_is(&g->event.action, "fail");
	struct begun *package = begun_at_hand(g), *next;
	size_t n = g->event.package.n + 1;
	bool explained;

	if (package == NULL)
		return too_many(g);
	explained = package->state == FAILED;
	for (struct begun *e = g->tests.first; e != NULL; e = next) {
		next = e->after;
		if (is_package(e) || e->key.n < n ||
		    memcmp(e->key.s, package->key.s, n) != 0)
			continue;
		explained = true;
		end_left(g, e, failed);
	}
	if (failed && !explained)
		say_package_failed(g, package);
	begun_end(&g->tests, package);
	return true;
}

/* ---- output ---- */

/* "=== RUN   TestX", "    --- FAIL: TestX (0.00s)": said by events, too. */
static bool
is_frame(const struct str *line)
{
	const char *s = line->s;

	while (*s == ' ')
		s++;
	return text_begins(s, "=== ") || text_begins(s, "--- FAIL: ") ||
	    text_begins(s, "--- PASS: ") || text_begins(s, "--- SKIP: ") ||
	    text_begins(s, "--- BENCH: ");
}

/*
 * Where a test prints no newline at its end, older go tools miss the line
 * behind, and with it the test's end: "words--- PASS: TestX (0.00s)".
 */
static int
said_at_end(const struct str *line)
{
	static const char *const said[] = {[PASSED] = "--- PASS: ",
	    [FAILED] = "--- FAIL: ", [SKIPPED] = "--- SKIP: "};

	for (int i = PASSED; i <= SKIPPED; i++)
		if (strstr(line->s, said[i]) != NULL)
			return i;
	return NOTHING;
}

static bool
take_output(struct go *g)
{
	static const struct str none = {0};
	struct event *v = &g->event;
	struct begun *e;

	set_key(g, &v->package, &v->test);
	e = v->test.n != 0 ? begun_find(&g->tests, &g->key) : NULL;
	if (e == NULL) {
		set_key(g, &v->package, &none);
		e = begun_of(&g->tests, &g->key);
	}
	if (e == NULL)
		return too_many(g);
	if (v->output.n == 0)
		return true;
	if (!is_package(e) && strstr(v->output.s, "--- ") != NULL)
		e->state = said_at_end(&v->output);
	if (!is_frame(&v->output))
		begun_output(&g->tests, e, &v->output);
	return true;
}

static bool
take_build(struct go *g)
{
	struct begun *e = begun_of(&g->builds, &g->event.import);

	if (e == NULL)
		return too_many(g);
	if (g->event.output.n != 0 && e->test.failure.details.n < DETAILS_MAX)
		begun_output(&g->builds, e, &g->event.output);
	return true;
}

/* ---- events ---- */

static void
clear_event(struct event *v)
{
	str_clear(&v->action);
	str_clear(&v->package);
	str_clear(&v->test);
	str_clear(&v->output);
	str_clear(&v->import);
	str_clear(&v->build);
	v->time = v->elapsed = (struct value){0};
}

static void
read_event(struct go *g)
{
	struct doc *d = &g->lines.doc;
	struct event *v = &g->event;

	clear_event(v);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "Time"))
			v->time = stamp_pull(g->lines.sink, d);
		else if (doc_named(d, "Action"))
			(void)doc_set(d, &v->action, DETAILS_MAX);
		else if (doc_named(d, "Package"))
			(void)doc_set(d, &v->package, DETAILS_MAX);
		else if (doc_named(d, "Test"))
			(void)doc_set(d, &v->test, DETAILS_MAX);
		else if (doc_named(d, "Output"))
			(void)doc_set(d, &v->output, DETAILS_MAX);
		else if (doc_named(d, "Elapsed"))
			v->elapsed = seconds_pull(g->lines.sink, d, 1);
		else if (doc_named(d, "ImportPath"))
			(void)doc_set(d, &v->import, DETAILS_MAX);
		else if (doc_named(d, "FailedBuild"))
			(void)doc_set(d, &v->build, DETAILS_MAX);
}

static bool
take_event(struct go *g)
{
	const struct event *v = &g->event;
	bool ends = str_is(&v->action, "pass") || str_is(&v->action, "fail") ||
	    str_is(&v->action, "skip");

	if (ends)
		return v->test.n != 0 ? end_test(g) : end_package(g);
	if (str_is(&v->action, "output"))
		return take_output(g);
	if (str_is(&v->action, "build-output"))
		return take_build(g);
	if (str_is(&v->action, "run"))
		end_before(g);
	if (str_is(&v->action, "run") || str_is(&v->action, "start"))
		return begun_at_hand(g) != NULL || too_many(g);
	return true;
}

/*
 * Other programs write into the same stream, at times without a newline: then
 * the event begins inside of a line.
 */
static void
find_event(struct go *g)
{
	static const char begin[] = "{\"Time\":\"";
	struct objects *o = &g->lines;
	char *found = o->n != 0 && *o->line != '{' ?
	    memmem(o->line, o->n, begin, sizeof(begin) - 1) : NULL;
	size_t before = found != NULL ? (size_t)(found - o->line) : o->n;

	if (o->is_object)
		return;
	if (before != 0)
		diag_say("%.*s", (int)(before < 2000 ? before : 2000),
		    o->line);
	if (found != NULL) {
		doc_again(&o->doc, found, o->n - before);
		o->is_object = doc_next(&o->doc);
		o->count++;
		o->sink->repairs++;
	}
}

static bool
take_line(struct go *g)
{
	struct objects *o = &g->lines;

	find_event(g);
	if (!o->is_object)
		return true;
	read_event(g);
	if (!objects_good(o))
		return false;
	if (g->event.action.n != 0)
		return take_event(g);
	diag_say("%.*s", 2000, o->line);
	return true;
}

bool
go_recognise(const char *head, size_t n)
{
	return head_line_has(head, n, "Action") &&
	    (head_line_has(head, n, "Package") ||
	    head_line_has(head, n, "ImportPath") ||
	    head_line_has(head, n, "Time"));
}

static bool
is_whole(struct go *g)
{
	const struct begun *e = g->tests.first;

	return e == NULL || report_wrong(g->lines.source, "the report is cut "
	    "off: package %s has no end", e->key.s);
}

bool
go_read(struct source *s, struct sink *k)
{
	struct go g = {0};
	bool good = true;

	objects_open(&g.lines, s, k);
	while (good && objects_next(&g.lines))
		good = take_line(&g);
	good = objects_end(&g.lines, good) && is_whole(&g);
	begun_free(&g.tests);
	begun_free(&g.builds);
	str_free_all(&g.event.action, &g.event.package, &g.event.test,
	    &g.event.output, &g.event.import, &g.event.build, &g.key, NULL);
	return good;
}
