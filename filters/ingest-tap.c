/*
 * The Test Anything Protocol, versions 12 to 14, and the kernel's KTAP:
 * lines for people in which some begin with "ok" and "not ok".
 *
 * A test point is told when the line after it shows that nothing more about
 * it comes.  Subtests are points that are indented, before the point of their
 * parent or, where that ends with a brace, behind it; what is indented more is
 * inside.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-tap.h"
#include "ingest-test.h"

struct tap {
	struct source *source;
	struct sink *sink;
	struct levels levels;
	struct str text;
	struct str before;	/* what KTAP says before a point */

	bool waits;		/* the point at hand is yet to be told */
	bool settled;		/* what follows is not about it */
	bool in_yaml;
	size_t indent;		/* of the point */
	struct point point;
	struct test test;
	struct yaml yaml;

	size_t braces;		/* that are open */
	bool ktap, bailed;
	bool prove, ended;	/* prove said how a script ended, */
	bool result;		/* and all of them */
	bool open_ended;	/* the last line has no newline, */
	bool open_plan;		/* and is a plan */
	bool wrong;
	struct str file;	/* that prove named */
};

/* ---- the point at hand ---- */

static void
tell(struct tap *t)
{
	struct point *p = &t->point;
	struct test *test = &t->test;

	if (!t->waits)
		return;
	t->waits = t->in_yaml = false;
	if (p->ok || test->status == result_status_skipped) {
		str_clear(&test->failure.details);
		str_clear(&test->failure.type);
	}
	if (test->status != result_status_skipped || p->reason.n == 0) {
		test_tell(t->sink, test);
		return;
	}
	str_set(&test->failure.message, p->reason.s, p->reason.n);
	test_tell(t->sink, test);
}

static void
name_point(struct tap *t, const struct nest *l)
{
	struct point *p = &t->point;

	if (p->description.n == 0)
		str_print(&p->description, "test %lld",
		    (long long)(p->number != 0 ? p->number : l->points));
	name_add(&t->test.name, t->file.s, t->file.n);
	name_add(&t->test.name, t->levels.path.s, t->levels.path.n);
	levels_add_name(&t->test.name, &p->description);
}

/* ---- documents ---- */

static void
begin_document(struct tap *t)
{
	levels_begin(&t->levels);
	t->braces = 0;
	t->bailed = t->ended = false;
}

__attribute__((format(printf, 2, 3)))
static void
go_wrong(struct tap *t, const char *fmt, ...)
{
	va_list ap;

	if (!t->wrong) {
		t->source->line = t->source->r->lines.number;
		va_start(ap, fmt);
		(void)vsnprintf(t->source->why, sizeof(t->source->why), fmt,
		    ap);
		va_end(ap);
	}
	t->wrong = true;
}

/* Fewer points than planned, or no plan: the tests died, or it is cut off. */
static void
end_document(struct tap *t)
{
	const struct nest *l = &t->levels.level[0];

	if (t->bailed)
		return;
	if (l->planned != NO_PLAN && l->points != l->planned)
		sink_error(t->sink, "%lld tests were planned, %lld ran",
		    (long long)l->planned, (long long)l->points);
	if (t->ended)
		return;
	if (l->planned == NO_PLAN)
		go_wrong(t, "the report is cut off: it has no plan");
	else if (l->points < l->planned || t->braces != 0 ||
	    (l->points > l->planned && t->open_plan))
		go_wrong(t, "the report is cut off, or its tests ended "
		    "early: %lld of %lld", (long long)l->points,
		    (long long)l->planned);
}

static void
next_document(struct tap *t)
{
	const struct nest *l = &t->levels.level[0];

	if (l->points != 0 || l->planned != NO_PLAN)
		end_document(t);
	begin_document(t);
}

/* ---- lines ---- */

static void
take_point(struct tap *t, const char *s, size_t indent)
{
	struct point *p = &t->point;
	struct nest *l;

	point_read(p, t->sink, s);
	l = &t->levels.level[0];
	if (indent == 0 && p->number == 1 && l->planned > 0 &&
	    l->points == l->planned)
		next_document(t);
	l = levels_enter(&t->levels, indent, &p->description);
	l->points++;
	l->failed += !p->ok && !p->skip && !p->todo;
	test_clear(&t->test);
	name_point(t, l);
	t->test.subtest = t->levels.depth > 0;
	t->test.duration = p->duration;
	t->test.status = p->skip || (p->todo && !p->ok) ?
	    result_status_skipped : p->ok ? result_status_passed :
	    result_status_failed;
	suite_add(&t->test.suite, t->levels.suite.s, t->levels.suite.n);
	str_bytes(&t->test.file, t->file.s, t->file.n);
	str_bytes(&t->test.failure.message, p->reason.s, p->reason.n);
	str_bytes(&t->test.failure.details, t->before.s, t->before.n);
	str_clear(&t->before);
	t->indent = indent;
	t->waits = true;
	t->settled = t->in_yaml = false;
}

/* "1..12", "1..0 # SKIP why" */
static bool
plan_read(const char *s, int64_t *planned)
{
	char *end;
	long long from = strtoll(s, &end, 10), to;

	if (!isdigit((unsigned char)*s) || !text_begins(end, "..") ||
	    !isdigit((unsigned char)end[2]))
		return false;
	to = strtoll(end + 2, &end, 10);
	if (*end != '\0' && !isspace((unsigned char)*end) && *end != '#')
		return false;
	*planned = to < from || from < 0 || to == INT64_MAX ? 0 :
	    to - from + 1;
	return true;
}

static void
take_plan(struct tap *t, const char *s, size_t indent, int64_t planned)
{
	struct nest *l = &t->levels.level[0];
	const char *why = strchr(s, '#');

	if (indent == 0 && l->planned != NO_PLAN && l->points >= l->planned)
		next_document(t);
	l = levels_enter(&t->levels, indent, NULL);
	if (l->planned == NO_PLAN)
		l->planned = planned;
	if (t->levels.depth == 0 && planned == 0)
		diag_say("%s: no tests: %s", t->source->name, why != NULL ?
		    why + 1 + strspn(why + 1, " ") : "none was planned");
	if (t->levels.depth == 0)
		t->open_plan = t->open_ended;
}

static void
take_version(struct tap *t, const char *s, size_t indent)
{
	t->ktap |= *s == 'K';
	if (indent == 0)
		next_document(t);
	(void)levels_enter(&t->levels, indent, NULL);
}

/* ---- comments, and what is no TAP ---- */

/* What is said about a failure, before or behind its point. */
static void
take_words(struct tap *t, const char *s, size_t indent)
{
	struct failure *f = &t->test.failure;
	bool behind = !t->ktap && t->waits && !t->settled &&
	    !t->point.ok && indent >= t->indent;
	struct str *to = behind ? &f->details : &t->before;
	size_t n = strlen(s), room;

	if (!behind && !t->ktap)
		return;
	if (behind)
		comment_place(&t->test, s);
	room = to->n < DETAILS_MAX ? DETAILS_MAX - to->n : 0;
	if (behind && n > room)
		f->cut += n - room;
	if (room == 0)
		return;
	str_bytes(to, s, n < room ? n : room);
	str_byte(to, '\n');
}

static void
take_comment(struct tap *t, const char *s, size_t indent)
{
	static const char word[] = "Subtest:";

	s += 1 + (s[1] == ' ');
	if (text_begins(s, word)) {
		tell(t);
		s += sizeof(word) - 1;
		s += strspn(s, " ");
		str_clear(&t->text);
		point_unescape(&t->text, s, strlen(s));
		levels_name(&t->levels, &t->text, indent);
	} else {
		take_words(t, s, indent);
	}
}

/* "t/cart.t .. " of prove --verbose: what stands behind, NULL: it is none. */
static const char *
behind_header(const char *s)
{
	size_t n = strcspn(s, " "), dots;

	if (n == 0 || s[n] == '\0')
		return NULL;
	s += n + 1;
	dots = strspn(s, ".");
	s += dots;
	s += strspn(s, " ");
	return dots >= 2 && (*s == '\0' || text_begins(s, "skipped: ")) ? s :
	    NULL;
}

static void
take_header(struct tap *t, const char *s, const char *behind)
{
	struct str path = {0};

	next_document(t);
	t->prove = true;
	t->ended = *behind != '\0';
	str_bytes(&path, s, strcspn(s, " "));
	file_set(&t->file, path.s);
	str_free(&path);
}

/* prove says how each script ended: it is not cut off, then. */
static bool
take_prove(struct tap *t, const char *s)
{
	const struct nest *l = &t->levels.level[0];
	const char *behind = behind_header(s);

	if (behind != NULL) {
		take_header(t, s, behind);
		return true;
	}
	if (!t->prove || t->levels.depth != 0)
		return false;
	if (text_begins(s, "Dubious, ") || text_begins(s, "No subtests run")) {
		if (l->failed == 0)
			sink_error(t->sink, "%s: %s", t->file.s, s);
	} else if (text_begins(s, "Result: ")) {
		t->result = true;
	} else if (!(strcmp(s, "ok") == 0 && l->points >= l->planned) &&
	    !text_begins(s, "Failed ") && !text_begins(s, "skipped: ")) {
		return false;
	}
	t->ended = true;
	return true;
}

static void
bail_out(struct tap *t, const char *s)
{
	s += strspn(s, " ");
	if (!t->bailed)
		sink_error(t->sink, "bail out%s%s", *s != '\0' ? ": " : "", s);
	t->bailed = true;
}

static bool
is_version(const char *s)
{
	return text_begins(s, "TAP version ") ||
	    text_begins(s, "KTAP version ");
}

/* What tools write below a failing point without any sign. */
static bool
is_tap(const struct tap *t, const char *s, size_t indent)
{
	int64_t planned;

	return indent <= t->indent || is_version(s) || point_is(s) ||
	    plan_read(s, &planned) || text_begins(s, "Bail out!") || *s == '{';
}

/* Any line but those of YAML and comments. */
static void
take_other(struct tap *t, const char *s, size_t indent)
{
	int64_t planned;

	if (is_version(s)) {
		take_version(t, s, indent);
	} else if (take_prove(t, s)) {
		return;
	} else if (point_is(s)) {
		take_point(t, s, indent);
	} else if (plan_read(s, &planned)) {
		take_plan(t, s, indent, planned);
	} else if (text_begins(s, "Bail out!")) {
		bail_out(t, s + 9);
	} else if (strcmp(s, "}") == 0 && t->braces > 0) {
		t->braces--;
		levels_leave(&t->levels, indent);
	} else if (t->ktap) {
		take_words(t, s, indent);
	}
}

/* ---- what may follow a point ---- */

/* "ok 1 - x {": a brace, if what comes is inside, else a character. */
static void
settle_brace(struct tap *t, const char *s, size_t indent)
{
	struct point *p = &t->point;

	if (!t->waits)
		return;
	if (p->brace && indent <= t->indent && *s != '}') {
		str_text(&t->test.name, " {");
	} else if (p->brace || strcmp(s, "{") == 0) {
		levels_wait(&t->levels, &p->description, t->indent);
		t->braces++;
	}
	p->brace = false;
}

/* False: the line stands outside of the block. */
static bool
take_yaml(struct tap *t, const char *line, const char *s, size_t indent)
{
	if (strcmp(s, "...") == 0 && indent <= t->yaml.indent) {
		t->in_yaml = false;
		t->settled = true;
		return true;
	}
	if (*s == '\0' || indent >= t->yaml.indent) {
		yaml_line(&t->yaml, &t->test, t->sink, line);
		return true;
	}
	t->in_yaml = false;		/* it was never closed */
	t->sink->repairs++;
	return false;
}

/* "[    1.234567] ok 1 - x": in a kernel's log. */
static char *
behind_stamp(char *s)
{
	char *p = s;

	if (*p != '[')
		return s;
	p += 1 + strspn(p + 1, " 0123456789.");
	return *p == ']' && memchr(s, '.', (size_t)(p - s)) != NULL &&
	    p[1] == ' ' ? p + 2 : s;
}

static void
take_line(struct tap *t, char *line)
{
	const char *s;
	size_t indent, n;

	t->open_ended = t->source->r->lines.open_ended;
	line = behind_stamp(line);
	n = strlen(line);
	while (n > 0 && isspace((unsigned char)line[n - 1]))
		line[--n] = '\0';
	indent = indent_of(line, &s);
	if (t->in_yaml && take_yaml(t, line, s, indent))
		return;
	if (*s == '\0')
		return;
	if (strcmp(s, "---") == 0 && t->waits && !t->settled &&
	    indent > t->indent) {
		t->in_yaml = true;
		str_clear(&t->test.failure.details);
		yaml_begin(&t->yaml, indent);
	} else if (*s == '#') {
		settle_brace(t, s, indent);
		take_comment(t, s, indent);
	} else if (t->waits && !t->point.ok && !t->settled &&
	    !is_tap(t, s, indent)) {
		take_words(t, line, indent);
	} else {
		settle_brace(t, s, indent);
		tell(t);
		t->open_plan = false;
		take_other(t, s, indent);
	}
}

/* ---- the format ---- */

/* Whether only TAP has such a line; "ok" and words may be anything. */
static bool
says_tap(const char *s)
{
	int64_t planned;
	bool ok = !text_begins(s, "not ");

	if (is_version(s) || plan_read(s, &planned))
		return true;
	if (!point_is(s))
		return false;
	s += ok ? 2 : 6;
	return *s == ' ' && (isdigit((unsigned char)s[1]) ||
	    text_begins(s + 1, "- "));
}

bool
tap_recognise(const char *head, size_t n)
{
	char line[256];

	for (size_t at = 0; at < n;) {
		const char *end = memchr(head + at, '\n', n - at), *s;
		size_t length = (end != NULL ? (size_t)(end - head) : n) - at;

		(void)snprintf(line, sizeof(line), "%.*s", (int)length,
		    head + at);
		line[strcspn(line, "\r")] = '\0';
		s = behind_stamp(line);
		if (s == line && *s != '\0' && strchr("{[<", *s) != NULL)
			return false;
		(void)indent_of(s, &s);
		if (says_tap(s))
			return true;
		at += length + 1;
	}
	return false;
}

static void
release(struct tap *t)
{
	test_free(&t->test);
	point_free(&t->point);
	levels_free(&t->levels);
	str_free_all(&t->yaml.text, &t->text, &t->before, &t->file, NULL);
}

/* In what it says about a test, or before the subtests of one. */
static bool
is_cut_inside(const struct tap *t)
{
	const struct nest *l = &t->levels.level[0];

	return t->in_yaml || (t->waits && t->point.brace &&
	    (l->planned == NO_PLAN || l->points < l->planned));
}

bool
tap_read(struct source *s, struct sink *k)
{
	struct tap t = {.source = s, .sink = k};
	char *line;
	size_t n;

	begin_document(&t);
	while (report_line(s, &line, &n))
		take_line(&t, line);
	if (is_cut_inside(&t)) {
		go_wrong(&t, "the report is cut off in what it says about a "
		    "test");
	} else {
		settle_brace(&t, "", 0);
		if (!t.waits || !t.open_ended)
			tell(&t);
		else
			go_wrong(&t, "the report is cut off: its last line "
			    "has no end");
		end_document(&t);
		if (t.prove && !t.result)
			go_wrong(&t, "the report is cut off: it has no "
			    "result");
	}
	release(&t);
	return !t.wrong;
}
