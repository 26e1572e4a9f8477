/*
 * Rust's libtest, --format json: an event a line.  Names on Windows have
 * back-slashes in them that are not escaped.
 */
#include <string.h>

#include "ingest.h"

static const struct status_word words[] = {
	{"ok", result_status_passed}, {"failed", result_status_failed},
	{"ignored", result_status_skipped}, {NULL, 0}
};

struct libtest {
	struct source *source;
	struct sink *sink;
	struct test test;
	struct str event, text;
	bool in_suite;
};

/* Escapes the back-slashes that begin no escape. */
static void
repair(struct libtest *l, const char *s, size_t n)
{
	str_clear(&l->text);
	for (size_t i = 0; i < n; i++) {
		bool fine = s[i] == '\\' && i + 1 < n &&
		    strchr("\"\\/bfnrtu", s[i + 1]) != NULL;

		str_byte(&l->text, s[i]);
		if (s[i] == '\\' && !fine)
			str_byte(&l->text, '\\');
		else if (fine)
			str_byte(&l->text, s[++i]);
	}
}

static bool
split(struct libtest *l, char *line, size_t n)
{
	struct json *j = &l->source->r->json;

	if (json_object(j, line, n))
		return true;
	if (l->source->r->options.strict)
		return false;
	repair(l, line, n);
	if (!json_object(j, l->text.s, l->text.n))
		return false;
	l->sink->repairs++;
	return true;
}

static void
take_test(struct libtest *l)
{
	const struct json *j = &l->source->r->json;
	const struct json_value *time = member_of(j, "exec_time");
	struct test *t = &l->test;

	if (member_is(j, "event", "started") ||
	    member_is(j, "event", "timeout"))
		return;			/* a warning: its end is to come */
	test_clear(t);
	member_add(&t->name, j, "name");
	t->status = status_of(words, &l->event, result_status_errored);
	t->duration = seconds_member(l->sink, time);
	member_add(&t->failure.message, j, "message");
	member_add(&t->failure.details, j, "stdout");
	member_add(&t->failure.details, j, "stderr");
	test_tell(l->sink, t);
}

static void
take_line(struct libtest *l)
{
	const struct json *j = &l->source->r->json;

	str_clear(&l->event);
	member_add(&l->event, j, "event");
	if (member_is(j, "type", "test"))
		take_test(l);
	else if (member_is(j, "type", "suite"))
		l->in_suite = member_is(j, "event", "started");
}

bool
libtest_recognise(const char *head, size_t n)
{
	return head_has(head, n, "type") && head_has(head, n, "event") &&
	    !head_has(head, n, "kind");
}

/* Cargo's own words come between the lines. */
bool
libtest_read(struct source *s, struct sink *k)
{
	struct libtest l = {.source = s, .sink = k};
	bool good = true;
	char *line;
	size_t n;

	while (good && report_line(s, &line, &n)) {
		if (n == 0 || *line != '{')
			continue;
		good = split(&l, line, n) || report_wrong(s, s->r->json.why);
		if (good)
			take_line(&l);
	}
	if (good && l.in_suite)
		good = report_wrong(s, "the report is cut off: a suite has "
		    "no end");
	test_free(&l.test);
	str_free(&l.event);
	str_free(&l.text);
	return good;
}
