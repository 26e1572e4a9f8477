/*
 * The Test Anything Protocol, versions 12 to 14, and the kernel's KTAP:
 * lines for people in which some begin with "ok" and "not ok".
 *
 * A test point is told when the line after it shows that nothing more about
 * it comes.  Subtests are points that are indented, before the point of their
 * parent ("# Subtest: x", then "ok 1 - x") or inside of it ("ok 1 - x {");
 * how deep is not fixed, so what is indented more is inside.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest-tap.h"

#define LEVELS_MAX	64	/* deeper subtests are taken for these */
#define NO_PLAN		(-1)

struct nest {
	size_t indent;
	bool floating;		/* its points are yet to show how deep it is */
	bool named;
	size_t path, suite;	/* lengths without its name */
	int64_t points, planned;
};

struct name {			/* of a subtest whose points are to come */
	struct str text;
	size_t indent;
};

struct tap {
	struct source *source;
	struct sink *sink;
	struct nest level[LEVELS_MAX];
	size_t depth;
	struct str path, suite;
	struct name name[LEVELS_MAX];
	size_t names;
	struct str before;	/* what KTAP says before a point */

	bool waits;		/* the point at hand is yet to be told */
	bool settled;		/* what follows is not about it */
	bool in_yaml;
	size_t indent;		/* of the point */
	struct point point;
	struct test test;
	struct yaml yaml;

	size_t braces;		/* that are open */
	bool ktap, prove, bailed;
	bool ended;		/* prove said how it ended */
	bool open_plan;		/* the last line is a plan, without newline */
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
	str_clear(&test->failure.message);
	str_bytes(&test->failure.message, p->reason.s, p->reason.n);
	test_tell(t->sink, test);
}

/* A path is the name of a file that was run, and differs by machine. */
static void
add_name(struct str *to, const struct str *name)
{
	struct str path = {0};

	if (name->n != 0 && *name->s == '/')
		file_set(&path, name->s);
	else
		str_bytes(&path, name->s, name->n);
	name_add(to, path.s, path.n);
	str_free(&path);
}

static void
name_point(struct tap *t, const struct nest *l)
{
	struct point *p = &t->point;

	if (p->description.n == 0)
		str_print(&p->description, "test %lld",
		    (long long)(p->number != 0 ? p->number : l->points));
	name_add(&t->test.name, t->file.s, t->file.n);
	name_add(&t->test.name, t->path.s, t->path.n);
	add_name(&t->test.name, &p->description);
}

/* ---- levels ---- */

static void
pop(struct tap *t)
{
	str_cut(&t->path, t->level[t->depth].path);
	str_cut(&t->suite, t->level[t->depth].suite);
	t->depth--;
}

static void
name_level(struct tap *t, const struct str *name)
{
	t->level[t->depth].named = true;
	add_name(&t->path, name);
	suite_add(&t->suite, name->s, name->n);
}

static void
push(struct tap *t, size_t indent, bool floating)
{
	if (t->depth + 1 == LEVELS_MAX)
		return;
	t->level[++t->depth] = (struct nest){.indent = indent,
	    .floating = floating, .path = t->path.n, .suite = t->suite.n,
	    .planned = NO_PLAN};
}

static void
add_pending(struct tap *t, const char *s, size_t n, size_t indent)
{
	struct name *name;

	if (t->names == LEVELS_MAX)
		return;
	name = &t->name[t->names++];
	str_clear(&name->text);
	str_bytes(&name->text, s, n);
	name->indent = indent;
}

/*
 * Into subtests, one for each name that waits; only the last one's depth is
 * known.  A name at the same depth as the point that bears it is no parent.
 */
static void
go_inside(struct tap *t, size_t indent, const struct str *description)
{
	const struct name *last = &t->name[t->names - 1];
	size_t outside = t->level[t->depth].indent;

	if (t->names > 1 && last->indent == indent && description != NULL &&
	    text_same(last->text.s, last->text.n, description->s,
	    description->n))
		t->names--;
	if (t->names == 0)
		push(t, indent, false);
	for (size_t i = 0; i < t->names; i++) {
		bool inner = i + 1 == t->names;

		push(t, inner ? indent : outside + i + 1, !inner);
		name_level(t, &t->name[i].text);
	}
}

/* To the level of a line; description: of the point that it is. */
static struct nest *
enter(struct tap *t, size_t indent, const struct str *description)
{
	struct nest *l;

	while (t->depth > 0 && t->level[t->depth].indent > indent)
		pop(t);
	l = &t->level[t->depth];
	if (l->floating) {
		l->indent = indent;
		l->floating = false;
	} else if (l->indent < indent) {
		go_inside(t, indent, description);
		l = &t->level[t->depth];
	}
	t->names = 0;
	return l;
}

/* ---- documents ---- */

static void
begin_document(struct tap *t)
{
	while (t->depth > 0)
		pop(t);
	t->level[0] = (struct nest){.planned = NO_PLAN};
	t->names = t->braces = 0;
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
	const struct nest *l = &t->level[0];

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
	const struct nest *l = &t->level[0];

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
	l = &t->level[0];
	if (indent == 0 && p->number == 1 && l->planned > 0 &&
	    l->points == l->planned)
		next_document(t);
	l = enter(t, indent, &p->description);
	l->points++;
	test_clear(&t->test);
	name_point(t, l);
	t->test.subtest = t->depth > 0;
	t->test.duration = p->duration;
	t->test.status = p->skip || (p->todo && !p->ok) ?
	    result_status_skipped : p->ok ? result_status_passed :
	    result_status_failed;
	suite_add(&t->test.suite, t->suite.s, t->suite.n);
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

	if (!isdigit((unsigned char)*s) || strncmp(end, "..", 2) != 0 ||
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
	struct nest *l = &t->level[0];
	const char *why = strchr(s, '#');

	if (indent == 0 && l->planned != NO_PLAN && l->points >= l->planned)
		next_document(t);
	l = enter(t, indent, NULL);
	if (l->planned == NO_PLAN)
		l->planned = planned;
	if (t->depth == 0 && planned == 0)
		diag_say("%s: no tests: %s", t->source->name, why != NULL ?
		    why + 1 + strspn(why + 1, " ") : "none was planned");
	if (t->depth == 0)
		t->open_plan = t->source->r->lines.open_ended;
}

static void
take_version(struct tap *t, const char *s, size_t indent)
{
	t->ktap |= *s == 'K';
	if (indent == 0)
		next_document(t);
	(void)enter(t, indent, NULL);
}

/* ---- comments, and what is no TAP ---- */

/* What is said about a failure, before or behind its point. */
static void
take_words(struct tap *t, const char *s)
{
	struct failure *f = &t->test.failure;
	bool behind = t->waits && !t->settled && !t->point.ok;
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
	struct nest *l = &t->level[t->depth];
	struct str name = {0};

	s += 1 + (s[1] == ' ');
	if (strncmp(s, word, sizeof(word) - 1) != 0) {
		take_words(t, s);
		return;
	}
	tell(t);
	s += sizeof(word) - 1;
	s += strspn(s, " ");
	point_unescape(&name, s, strlen(s));
	if (t->depth > 0 && l->indent == indent && !l->named &&
	    l->points == 0)		/* behind its version */
		name_level(t, &name);
	else
		add_pending(t, name.s, name.n, indent);
	str_free(&name);
}

/* "t/cart.t .. ": prove --verbose. */
static bool
is_header(const char *s)
{
	size_t n = strcspn(s, " "), dots = strspn(s + n, " ");
	size_t count = strspn(s + n + dots, ".");

	return n > 0 && dots == 1 && count >= 2 &&
	    s[n + 1 + count + strspn(s + n + 1 + count, " ")] == '\0';
}

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* prove says how each script ended: it is not cut off, then. */
static bool
take_prove(struct tap *t, const char *s)
{
	const struct nest *l = &t->level[0];
	struct str path = {0};

	if (is_header(s)) {
		next_document(t);
		t->prove = true;
		str_bytes(&path, s, strcspn(s, " "));
		file_set(&t->file, path.s);
		str_free(&path);
		return true;
	}
	if (!t->prove || t->depth != 0)
		return false;
	if (begins(s, "Dubious, ") || begins(s, "No subtests run"))
		sink_error(t->sink, "%s: %s", t->file.s, s);
	else if (!(strcmp(s, "ok") == 0 && l->points >= l->planned) &&
	    !begins(s, "Failed ") && !begins(s, "skipped: ") &&
	    !begins(s, "All ") && !begins(s, "Result: "))
		return false;
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
	return begins(s, "TAP version ") || begins(s, "KTAP version ");
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
	} else if (begins(s, "Bail out!")) {
		bail_out(t, s + 9);
	} else if (strcmp(s, "}") == 0 && t->braces > 0) {
		t->braces--;
		t->names = 0;
		while (t->depth > 0 && t->level[t->depth].indent > indent)
			pop(t);
	} else if (t->ktap) {
		take_words(t, s);
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
		add_pending(t, p->description.s, p->description.n, t->indent);
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

	line = behind_stamp(line);
	n = strlen(line);
	while (n > 0 && isspace((unsigned char)line[n - 1]))
		line[--n] = '\0';
	indent = indent_of(line, &s);
	if (t->in_yaml && take_yaml(t, line, s, indent))
		return;
	if (*s == '\0') {
		t->settled = true;
	} else if (strcmp(s, "---") == 0 && t->waits && !t->settled &&
	    indent > t->indent) {
		t->in_yaml = true;
		str_clear(&t->test.failure.details);
		yaml_begin(&t->yaml, indent);
	} else if (*s == '#') {
		settle_brace(t, s, indent);
		take_comment(t, s, indent);
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
	bool ok = !begins(s, "not ");

	if (is_version(s) || plan_read(s, &planned))
		return true;
	if (!point_is(s))
		return false;
	s += ok ? 2 : 6;
	return *s == ' ' && (isdigit((unsigned char)s[1]) ||
	    begins(s + 1, "- "));
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
	for (size_t i = 0; i < LEVELS_MAX; i++)
		str_free(&t->name[i].text);
	str_free(&t->yaml.text);
	str_free(&t->path);
	str_free(&t->suite);
	str_free(&t->before);
	str_free(&t->file);
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
	if (t.in_yaml) {
		go_wrong(&t, "the report is cut off in what it says about a "
		    "test");
	} else {
		settle_brace(&t, "", 0);
		tell(&t);
		end_document(&t);
	}
	release(&t);
	return !t.wrong;
}
