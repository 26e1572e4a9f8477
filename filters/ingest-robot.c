/*
 * Robot Framework's output.xml, versions 2 to 7: suite ... test, each with
 * its status behind everything else in it.  What its keywords did may be
 * huge, and nothing of it is kept.
 */
#include <stdio.h>
#include <string.h>

#include "ingest-sheet.h"
#include "ingest-sink.h"
#include "ingest-suites.h"
#include "ingest-test.h"

#define MERGED_MAX	16	/* tries of one test */

enum { OTHER, ROBOT, SUITE, TEST, STATUS, ERRORS, MESSAGE };

static const char *const names[] = {NULL, "robot", "suite", "test", "status",
    "errors", "msg", NULL};

/* Those whose text is gathered. */
#define TEXTS	(XML_BIT(STATUS) | XML_BIT(MESSAGE))

static const struct status_word words[] = {
	{"PASS", result_status_passed}, {"FAIL", result_status_failed},
	{"SKIP", result_status_skipped}, {"NOT RUN", result_status_skipped},
	{"NOT_RUN", result_status_skipped}, {NULL, 0}
};

struct robot {
	struct sheet sheet;
	struct suites suites;
	struct str source;	/* the file of the suite */
	struct test test;
	size_t tests;
	bool error;		/* the message at hand is one */
	struct str text, word;
};

/* ---- times ---- */

/* Until version 7, "20260131 10:00:00.000", or "N/A". */
static struct value
old_stamp(struct robot *x, const char *s)
{
	char text[64];

	if (s == NULL || strspn(s, "0123456789") != 8 || s[8] != ' ')
		return (struct value){0};
	(void)snprintf(text, sizeof(text), "%.4s-%.2s-%.30s", s, s + 4,
	    s + 6);
	return stamp_read(x->sheet.sink, text);
}

static void
take_times(struct robot *x, const char **attribute)
{
	struct sink *k = x->sheet.sink;
	struct test *t = &x->test;
	struct value end;

	t->timestamp = stamp_read(k, attribute_of(attribute, "start"));
	t->duration = seconds_read(k, &x->sheet.numbers,
	    attribute_of(attribute, "elapsed"));
	if (t->timestamp.set)
		return;
	t->timestamp = old_stamp(x, attribute_of(attribute, "starttime"));
	end = old_stamp(x, attribute_of(attribute, "endtime"));
	if (t->timestamp.set && end.set && end.i >= t->timestamp.i)
		t->duration = value_real((double)(end.i - t->timestamp.i) /
		    WHEN_SECOND);
}

/* ---- tests that were run again, and merged by rebot ---- */

/* What stands between a mark and the end of its line, without tags. */
static void
take_field(struct str *to, const char *s, const char *end, const char *mark)
{
	const char *from = memmem(s, (size_t)(end - s), mark, strlen(mark));
	const char *line;
	bool tag = false;

	str_clear(to);
	if (from == NULL)
		return;
	from += strlen(mark);
	line = memmem(from, (size_t)(end - from), "<br>", 4);
	for (; from < (line != NULL ? line : end); from++)
		if (*from == '<' || *from == '>')
			tag = *from == '<';
		else if (!tag && (to->n != 0 || *from != ' '))
			str_byte(to, *from);
}

/*
 * Then the message is HTML that tells the status and message of the test and
 * of each try before, the newest first.
 */
static size_t
find_tries(const char *message, const char *from[MERGED_MAX + 1])
{
	const char *s = NULL;
	size_t n = 0;

	if (message != NULL && text_begins(message, "*HTML*"))
		s = strstr(message, "New status:");
	for (; s != NULL && n < MERGED_MAX; s = strstr(s + 1, "Old status:"))
		from[n++] = s;
	from[n] = message + (n > 0 ? strlen(message) : 0);
	return n;
}

static void
tell(struct robot *x)
{
	struct test *t = &x->test;
	struct value duration = t->duration;
	const char *from[MERGED_MAX + 1];
	size_t n = find_tries(x->text.s, from);

	for (size_t i = n; i-- > 0;) {
		take_field(&x->word, from[i], from[i + 1], "status:");
		t->status = status_of(words, &x->word, result_status_errored);
		take_field(&t->failure.message, from[i], from[i + 1],
		    "message:");
		t->retried = i > 0;
		t->duration = t->retried ? (struct value){0} : duration;
		test_tell(x->sheet.sink, t);
	}
	if (n == 0) {
		str_bytes(&t->failure.message, x->text.s, x->text.n);
		test_tell(x->sheet.sink, t);
	}
}

/* ---- elements ---- */

static void
open_test(struct robot *x, const char **attribute)
{
	struct test *t = &x->test;

	test_clear(t);
	suites_identity(&x->suites, &(struct title){.name =
	    attribute_of(attribute, "name"), .number = ++x->tests}, &t->name);
	suite_add(&t->suite, x->suites.chain.s, x->suites.chain.n);
	if (x->source.n != 0)
		file_set(&t->file, x->source.s);
	t->line = line_read(attribute_of(attribute, "line"));
	t->status = result_status_errored;	/* until it is told */
	str_clear(&x->text);
}

static void
open_status(struct robot *x, const char **attribute)
{
	str_clear(&x->word);
	attribute_add(&x->word, attribute, "status");
	x->test.status = status_of(words, &x->word, result_status_errored);
	take_times(x, attribute);
}

static void
open_message(struct robot *x, const char **attribute)
{
	const char *level = attribute_of(attribute, "level");

	x->error = level != NULL && (strcmp(level, "ERROR") == 0 ||
	    strcmp(level, "FAIL") == 0);
}

static void
open(struct sheet *s, int element, const char **attribute)
{
	struct robot *x = (struct robot *)s;
	int parent = sheet_parent(s);
	bool wanted = (element == STATUS && (parent == TEST ||
	    parent == SUITE)) || (element == MESSAGE && parent == ERRORS);

	if (element == SUITE) {
		suites_open(&x->suites, attribute_of(attribute, "name"),
		    (struct value){0});
		str_clear(&x->source);
		attribute_add(&x->source, attribute, "source");
	} else if (element == TEST) {
		open_test(x, attribute);
	} else if (wanted) {
		if (parent == TEST)
			open_status(x, attribute);
		else if (element == MESSAGE)
			open_message(x, attribute);
		str_clear(&x->text);
		sheet_gather(s, &x->text);
	}
}

/* What happens behind the last test of a suite is told by the suite alone. */
static void
tell_suite(struct robot *x)
{
	if (strcasestr(x->text.s, "suite teardown failed") == NULL)
		return;
	for (char *s = x->text.s; *s != '\0'; s++)
		if (*s == '\n')
			*s = ' ';
	sink_error(x->sheet.sink, "%s: %s", x->suites.chain.n != 0 ?
	    x->suites.chain.s : "", x->text.s);
}

static void
close(struct sheet *s, int element)
{
	struct robot *x = (struct robot *)s;
	int parent = sheet_parent(s);

	if (element == TEST)
		tell(x);
	else if (element == SUITE)
		suites_close(&x->suites);
	else if (element == STATUS && parent == SUITE)
		tell_suite(x);
	else if (element == MESSAGE && parent == ERRORS && x->error)
		sink_error(s->sink, "%s", x->text.s);
}

/* ---- the format ---- */

/* Descriptions of real robots begin with <robot> too. */
bool
robot_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "robot") &&
	    memmem(head, n, "generator=", 10) != NULL;
}

bool
robot_read(struct source *s, struct sink *k)
{
	struct robot x = {.sheet = {.names = names, .texts = TEXTS,
	    .open = open,
	    .close = close}};
	bool good;

	str_text(&x.text, "");
	good = sheet_read(&x.sheet, s, k);
	suites_free(&x.suites);
	test_free(&x.test);
	str_free_all(&x.source, &x.text, &x.word, NULL);
	return good;
}
