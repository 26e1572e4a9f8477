/*
 * JUnit XML: results as <testcase>, with tries as Surefire's schema has them.
 *
 * Results of one run, report and suite that come together are a <testsuite>.
 * Viewers like its totals, which stand before its tests: these are put aside
 * until it ends.  <testsuites> has none, so that a stream is not held back
 * until its end.
 *
 * classname and name are what ingest(1) puts together again as test_name.
 * Where that cannot be, because there is no class, or because XML has no way
 * to write a character, a property of the test says the name in JSON.
 */
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "export-element.h"
#include "when.h"
#include "xml-text.h"

#define PROPERTY	"drift.test_name"

struct junit {
	struct element element;
	struct aside cases;	/* of the suite that is open */
	struct str run, context, report, suite, framework;
	int64_t counts[result_status_words];
	double seconds;
	struct value timestamp;
	struct str text;
};

/* ---- text ---- */

static void
print_attribute(struct out *o, const char *name, const struct str *s)
{
	if (s->n != 0)
		xml_put_attribute(o, name, s->s, s->n);
}

static void
print_time(struct out *o, const struct value *v)
{
	if (!v->set)
		return;
	out_text(o, " time=\"");
	out_real(o, v->d);
	out_byte(o, '"');
}

static void
print_stamp(struct out *o, const struct value *v)
{
	if (!v->set)
		return;
	out_text(o, " timestamp=");
	out_time(o, v->i);
}

/* ---- names ---- */

static bool
is_bare(const char *s, size_t n)
{
	static const char blanks[] = " \t\r\n";

	return n > 0 && strchr(blanks, s[0]) == NULL &&
	    strchr(blanks, s[n - 1]) == NULL;
}

/*
 * Where class::name falls apart, so that ingest(1), IDENTITY, puts it
 * together again; 0 where it would not.
 */
static size_t
find_class(const struct str *s)
{
	const char *mark = memmem(s->s, s->n, "::", 2);
	size_t n = mark != NULL ? (size_t)(mark - s->s) : 0;
	const char *name = s->s + n + 2;
	size_t name_n = s->n - n - 2;

	if (mark == NULL || !is_bare(s->s, n) || !is_bare(name, name_n) ||
	    text_same(s->s, n, name, name_n) ||
	    text_same(s->s, n, "test", 4) || text_same(s->s, n, "suite", 5))
		return 0;
	return n;
}

static void
print_names(struct out *o, const struct str *s, size_t class)
{
	const char *mark = memmem(s->s, s->n, "::", 2);
	size_t from = class;

	if (from == 0 && mark != NULL)
		from = (size_t)(mark - s->s);
	if (from != 0) {
		xml_put_attribute(o, "classname", s->s, from);
		from += 2;
	}
	xml_put_attribute(o, "name", s->s + from, s->n - from);
}

/* JSON of ASCII, or of characters that XML allows. */
static void
print_property(struct junit *j, const struct str *name)
{
	struct out *o = j->cases.out;
	struct str *t = &j->text;

	str_clear(t);
	str_string(t, name->s, name->n);
	out_text(o, "<properties><property name=\"" PROPERTY "\" value=\"");
	for (size_t i = 0; i < t->n; i++) {
		if (xml_forbidden(t->s + i, t->n - i) == 0) {
			xml_put_byte(o, t->s[i]);
			continue;
		}
		i += 2;
		out_text(o, t->s[i] == '\xbe' ? "\\ufffe" : "\\uffff");
	}
	out_text(o, "\"/></properties>\n");
}

/* ---- tries ---- */

/* LAST is also the first of those that all failed. */
enum role { LAST, RERUN, FLAKY };

static const char *
element_of(enum role role, enum result_status status)
{
	static const char *const names[][result_status_words] = {
		[LAST] = {NULL, "failure", "error", "skipped"},
		[RERUN] = {NULL, "rerunFailure", "rerunError", NULL},
		[FLAKY] = {NULL, "flakyFailure", "flakyError", NULL},
	};

	return names[role][status];
}

/* The trace of a failure stands in it, that of another try one level below. */
static void
print_details(struct out *o, enum role role, const struct str *details)
{
	if (role != LAST)
		out_text(o, "<stackTrace>");
	xml_put_text(o, details->s, details->n);
	if (role != LAST)
		out_text(o, "</stackTrace>");
}

/* The last try has its times in the test itself. */
static void
print_try(struct junit *j, const struct try *t, enum role role)
{
	const char *name = element_of(role, t->status);
	struct out *o = j->cases.out;

	if (name == NULL)
		return;
	out_byte(o, '<');
	out_text(o, name);
	print_attribute(o, "message", &t->message);
	print_attribute(o, "type", &t->type);
	if (t != element_last(&j->element)) {
		print_time(o, &t->duration);
		print_stamp(o, &t->timestamp);
	}
	if (t->details.n == 0) {
		out_text(o, "/>\n");
		return;
	}
	out_byte(o, '>');
	print_details(o, role, &t->details);
	out_text(o, "</");
	out_text(o, name);
	out_text(o, ">\n");
}

static bool
is_bad(enum result_status s)
{
	return s == result_status_failed || s == result_status_errored;
}

/*
 * A failure and reruns of it, if the first try ended as the last one did:
 * readers take the outcome from there.  Else, flaky tries before the last.
 */
static void
print_tries(struct junit *j, const struct element *e)
{
	const struct try *last = element_last(e);
	bool rerun = e->tries > 1 && is_bad(last->status) &&
	    e->try[0].status == last->status;

	for (size_t i = 0; i < e->tries; i++) {
		enum role role = rerun ? (i == 0 ? LAST : RERUN) :
		    &e->try[i] == last ? LAST : FLAKY;

		print_try(j, &e->try[i], role);
	}
}

/* ---- suites ---- */

static bool
is_same(const struct str *a, const struct str *b)
{
	return text_same(a->s, a->n, b->s, b->n);
}

static void
copy(struct str *to, const struct str *from)
{
	str_set(to, from->s, from->n);
}

static void
begin_suite(struct junit *j, const struct element *e)
{
	copy(&j->run, &e->run);
	copy(&j->context, &e->context);
	copy(&j->report, &e->report);
	copy(&j->suite, &e->suite);
	copy(&j->framework, &e->framework);
	memset(j->counts, 0, sizeof(j->counts));
	j->seconds = 0;
	j->timestamp = e->try[0].timestamp;
	aside_open(&j->cases);
}

static void
print_totals(struct junit *j, struct out *o)
{
	int64_t sum = 0;
	struct value seconds = value_real(j->seconds);

	for (int i = 0; i < result_status_words; i++)
		sum += j->counts[i];
	xml_put_number(o, "tests", sum);
	xml_put_number(o, "failures", j->counts[result_status_failed]);
	xml_put_number(o, "errors", j->counts[result_status_errored]);
	xml_put_number(o, "skipped", j->counts[result_status_skipped]);
	print_time(o, &seconds);
	print_stamp(o, &j->timestamp);
}

static void
end_suite(struct junit *j, struct out *o)
{
	const char *cases;
	size_t n;

	if (j->cases.out == NULL)
		return;
	out_text(o, "<testsuite");
	if (j->suite.n == 0 && j->framework.n == 0)
		str_text(&j->suite, "tests");
	print_attribute(o, "name", j->suite.n != 0 ? &j->suite :
	    &j->framework);
	print_totals(j, o);
	out_text(o, ">\n");
	cases = aside_read(&j->cases, &n);
	out_bytes(o, cases, n);
	out_text(o, "</testsuite>\n");
	aside_close(&j->cases);
	j->cases.out = NULL;
}

/* ---- the format ---- */

static void
print_case(struct junit *j, const struct element *e)
{
	const struct try *last = element_last(e);
	struct out *o = j->cases.out;
	size_t class = find_class(&e->name);
	bool named = class != 0 && !xml_has_forbidden(e->name.s,
	    e->name.n);

	out_text(o, "<testcase");
	print_names(o, &e->name, class);
	print_time(o, &last->duration);
	if (last->timestamp.i != j->timestamp.i)
		print_stamp(o, &last->timestamp);
	print_attribute(o, "file", &e->file);
	if (e->line.set && e->line.i >= 0)
		xml_put_number(o, "line", e->line.i);
	if (named && e->tries == 1 && last->status == result_status_passed) {
		out_text(o, "/>\n");
		return;
	}
	out_text(o, ">\n");
	if (!named)
		print_property(j, &e->name);
	print_tries(j, e);
	out_text(o, "</testcase>\n");
}

static void
tell(struct export *x, const struct element *e)
{
	struct junit *j = x->state;
	const struct try *last = element_last(e);

	if (j->cases.out == NULL || !is_same(&j->run, &e->run) ||
	    !is_same(&j->context, &e->context) ||
	    !is_same(&j->report, &e->report) ||
	    !is_same(&j->suite, &e->suite)) {
		end_suite(j, x->out);
		begin_suite(j, e);
	}
	print_case(j, e);
	j->counts[last->status]++;
	if (last->duration.set)
		j->seconds += last->duration.d;
}

static void
begin(struct export *x)
{
	struct junit *j = need(1, sizeof(*j));

	j->element.tell = tell;
	x->state = j;
	out_text(x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n");
}

static void
add(struct export *x)
{
	struct junit *j = x->state;

	element_take(&j->element, x);
}

static void
end(struct export *x)
{
	struct junit *j = x->state;

	element_end(&j->element, x);
	end_suite(j, x->out);
	out_text(x->out, "</testsuites>\n");
	element_free(&j->element);
	str_free_all(&j->run, &j->context, &j->report, &j->suite, &j->framework,
	    &j->text, NULL);
	free(j);
}

const struct format export_junit = {"junit", begin, add, NULL, end,
    BIT(result)};
