/*
 * subunit version 1: lines like "test: x" and "success: x" among other text;
 * a time stands in a line of its own, before what happened then.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-subunit.h"
#include "ingest-test.h"
#include "ingest-value.h"

static const struct status_word words[] = {
	{"success", result_status_passed},
	{"successful", result_status_passed},
	{"failure", result_status_failed}, {"error", result_status_errored},
	{"skip", result_status_skipped}, {"xfail", result_status_skipped},
	{"uxsuccess", result_status_failed}, {NULL, 0}
};

/* Where in the details of a test the next byte stands. */
enum part { OUTSIDE, BRACKET, HEADER, NAME, LENGTH, DATA };

struct subunit1 {
	struct source *source;
	struct sink *sink;
	struct str id;		/* of the test that has begun */
	bool begun;
	struct value now, from;
	struct tags tags, own;	/* of all tests, of this one */
	struct test test;
	struct str word, text;

	enum part part;
	size_t left;		/* bytes of a chunk */
	bool reason;		/* the part says why it was skipped */

	int64_t announced, seen;	/* tests */
	bool counts;		/* announced means something */
};

/* ---- tests ---- */

static void
begin_test(struct subunit1 *u, const char *id)
{
	if (u->begun) {
		sink_error(u->sink, "%s has no end", u->id.s);
		u->seen++;
	}
	u->begun = true;
	u->from = u->now;
	str_clear(&u->id);
	str_text(&u->id, id);
	tags_copy(&u->own, &u->tags);
}

static void
tell(struct subunit1 *u)
{
	struct test *t = &u->test;

	name_add(&t->name, u->id.s, u->id.n);
	tags_join(&u->own, &u->text);
	name_add(&t->name, u->text.s, u->text.n);
	t->timestamp = u->from;
	if (u->from.set && u->now.set && u->now.i >= u->from.i)
		t->duration = value_real((double)(u->now.i - u->from.i) /
		    WHEN_SECOND);
	traceback_read(&t->failure);
	test_tell(u->sink, t);
	u->seen++;
	u->begun = false;
	u->part = OUTSIDE;
}

/* Whether s is "id", "id [" or "id [ multipart", and which. */
static bool
outcome_read(struct subunit1 *u, const char *s, enum part *details)
{
	static const struct {
		const char *text;
		enum part part;
	} ends[] = {{" [ multipart", HEADER}, {" [", BRACKET}, {"", OUTSIDE}};
	size_t n = strlen(s);

	for (size_t i = 0; i < 3; i++) {
		size_t length = strlen(ends[i].text);

		if (n < length || strcmp(s + n - length, ends[i].text) != 0)
			continue;
		*details = ends[i].part;
		if (u->begun && !text_same(s, n - length, u->id.s, u->id.n))
			continue;
		if (!u->begun) {
			str_set(&u->text, s, n - length);
			begin_test(u, u->text.s);
		}
		return true;
	}
	return false;
}

/* A last line without its end: details might have begun in it. */
static bool
is_cut(const struct subunit1 *u, enum part details)
{
	return u->source->r->lines.open_ended && details == OUTSIDE &&
	    status_of(words, &u->word, result_status_errored) !=
	    result_status_passed;
}

static void
take_outcome(struct subunit1 *u, const char *s)
{
	enum part details;

	if (!outcome_read(u, s, &details) || is_cut(u, details))
		return;
	test_clear(&u->test);
	u->test.status = status_of(words, &u->word, result_status_errored);
	if (str_is(&u->word, "uxsuccess"))
		str_text(&u->test.failure.message, "unexpected success");
	u->part = details;
	u->reason = details == BRACKET && str_is(&u->word, "skip");
	if (details == OUTSIDE)
		tell(u);
}

/* ---- details ---- */

static void
add_details(struct subunit1 *u, const char *s, size_t n)
{
	struct failure *f = &u->test.failure;
	struct str *to = u->reason ? &f->message : &f->details;
	size_t most = u->reason ? NAME_MAX_BYTES : DETAILS_MAX;
	size_t room = to->n < most ? most - to->n : 0;

	if (!u->reason && n > room)
		f->cut += n - room;
	str_bytes(to, s, n < room ? n : room);
}

/* Lines up to "]"; one that is itself a bracket has a blank before it. */
static void
take_plain(struct subunit1 *u, const char *s, size_t n)
{
	if (text_same(s, n, "]\n", 2)) {
		tell(u);
		return;
	}
	if (text_same(s, n, " ]\n", 3)) {
		s++;
		n--;
	}
	add_details(u, s, n);
}

/* Content-Type, a name, chunks of bytes behind their length: like HTTP. */
static size_t
take_part(struct subunit1 *u, const char *s, size_t n)
{
	size_t most = n < u->left ? n : u->left;

	switch (u->part) {
	case HEADER:
		if (*s == ']')
			tell(u);
		else if (strncasecmp(s, "Content-Type:", 13) == 0)
			u->part = NAME;
		return n;
	case NAME:
		u->reason = text_begins(s, "reason");
		u->part = LENGTH;
		return n;
	case LENGTH:
		u->left = strtoul(s, NULL, 16);
		u->part = u->left != 0 ? DATA : HEADER;
		return n;
	default:
		add_details(u, s, most);
		u->left -= most;
		if (u->left == 0)
			u->part = LENGTH;
		return most;
	}
}

/* A line with the end that it had. */
static void
take_details(struct subunit1 *u, char *line, size_t n)
{
	size_t length = u->source->r->length;

	if (length > n && u->part != BRACKET)
		line[n] = '\r';
	else
		length = n;
	line[length++] = '\n';
	if (u->part == BRACKET) {
		take_plain(u, line, length);
		return;
	}
	for (size_t at = 0; at < length && u->part != OUTSIDE;)
		at += take_part(u, line + at, length - at);
}

/* ---- lines ---- */

static void
take_tags(struct subunit1 *u, const char *s)
{
	struct tags *tags = u->begun ? &u->own : &u->tags;

	while (*(s += strspn(s, " \t")) != '\0') {
		size_t n = strcspn(s, " \t");

		if (*s == '-')
			tags_remove(tags, s + 1, n - 1);
		else
			tags_add(tags, s, n);
		s += n;
	}
}

/* "199", "+3": so many tests, or so many more; "push" begins another count. */
static void
take_progress(struct subunit1 *u, const char *s)
{
	int64_t n = strtoll(s, NULL, 10);

	if (!isdigit((unsigned char)s[*s == '+' || *s == '-']) ||
	    n > INT32_MAX || n < -INT32_MAX) {
		u->counts = false;
		u->announced = INT64_MIN;
	} else if (u->announced != INT64_MIN) {
		u->announced = isdigit((unsigned char)*s) ? n :
		    u->announced + n;
		u->counts = true;
	}
}

/* The word before a colon; without one, an outcome of the test at hand. */
static const char *
behind_word(struct subunit1 *u, const char *s)
{
	size_t n = strcspn(s, ": ");

	str_set(&u->word, s, n);
	if (s[n] == ':')
		return s + n + 1 + strspn(s + n + 1, " ");
	return s[n] == ' ' && u->begun &&
	    strncmp(s + n + 1, u->id.s, u->id.n) == 0 ? s + n + 1 : NULL;
}

static bool
is_outcome(const struct str *word)
{
	for (const struct status_word *w = words; w->word != NULL; w++)
		if (str_is(word, w->word))
			return true;
	return false;
}

static void
take_line(struct subunit1 *u, const char *line)
{
	const char *s = behind_word(u, line);

	if (s == NULL)
		return;
	if (str_is(&u->word, "test") || str_is(&u->word, "testing"))
		begin_test(u, s);
	else if (str_is(&u->word, "time"))
		u->now = stamp_read(u->sink, s);
	else if (str_is(&u->word, "tags"))
		take_tags(u, s);
	else if (str_is(&u->word, "progress"))
		take_progress(u, s);
	else if (is_outcome(&u->word))
		take_outcome(u, s);
}

/* ---- the format ---- */

/* A test and how it ended, or the time before it. */
bool
subunit1_recognise(const char *head, size_t n)
{
	static const char *const ends[] = {"\ntime: ", "\nsuccess: ",
	    "\nsuccessful: ", "\nfailure: ", "\nerror: ", "\nskip: ",
	    "\nxfail: ", "\nuxsuccess: ", "\nprogress: "};
	struct str text = {0};
	bool test, end = false;

	if (memchr(head, '\0', n) != NULL)
		return false;
	str_byte(&text, '\n');
	str_bytes(&text, head, n);
	test = strstr(text.s, "\ntest: ") != NULL ||
	    strstr(text.s, "\ntesting: ") != NULL;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && test; i++)
		end |= strstr(text.s, ends[i]) != NULL;
	str_free(&text);
	return end;
}

static bool
is_whole(struct subunit1 *u)
{
	if (u->begun)
		return report_wrong(u->source, "the report is cut off: %s has "
		    "no end", u->id.s);
	if (u->counts && u->seen < u->announced)
		return report_wrong(u->source, "the report is cut off: %lld "
		    "of %lld tests", (long long)u->seen,
		    (long long)u->announced);
	return u->seen != 0 || report_wrong(u->source, "no test stands in "
	    "the report");
}

bool
subunit1_read(struct source *s, struct sink *k)
{
	struct subunit1 u = {.source = s, .sink = k};
	char *line;
	size_t n;
	bool good;

	k->framework = "subunit";
	while (report_line(s, &line, &n)) {
		if (u.part != OUTSIDE)
			take_details(&u, line, n);
		else
			take_line(&u, line);
	}
	good = is_whole(&u);
	tags_free(&u.tags);
	tags_free(&u.own);
	test_free(&u.test);
	str_free_all(&u.id, &u.word, &u.text, NULL);
	return good;
}
