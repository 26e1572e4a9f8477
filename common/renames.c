#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "intern.h"
#include "lines.h"
#include "renames.h"
#include "when.h"

#define OLD_MAX		1000	/* names that one name had */
#define NONE		SIZE_MAX

struct rule {
	int64_t day;
	size_t line;
	size_t from, to;	/* in texts, terminated; without the star */
	size_t from_n, to_n;
	bool prefix;
	size_t same;		/* the next one to the same name, or NONE */
	size_t mark;		/* of the walk that came by, for circles */
};

struct renames {
	struct lines lines;
	struct rule *rule;	/* by day, then by line */
	size_t count, room;
	size_t *prefix;		/* rules with a star, the longest first */
	size_t prefixes;
	struct str texts;
	struct intern from;	/* name, with its star -> line, then rule */
	struct intern to;	/* name of no prefix -> the first rule */
	struct str key, now;
};

/* ---- lines ---- */

__attribute__((noreturn, format(printf, 3, 4)))
static void
fail(const struct renames *r, size_t line, const char *fmt, ...)
{
	char why[200];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	diag_at(r->lines.source, line, "%s", why);
	exit(USAGE);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The arrow between two blanks; *n is its length. */
static char *
find_arrow(char *s, size_t *n)
{
	for (char *at = s; *at != '\0'; at++) {
		*n = text_begins(at, "->") ? 2 :
		    text_begins(at, "\xe2\x86\x92") ? 3 : 0;
		if (*n != 0 && at > s && is_blank(at[-1]) && is_blank(at[*n]))
			return at;
	}
	return NULL;
}

/* Puts a name without the blanks around it in texts; its star is cut off. */
static size_t
take_name(struct renames *r, const char *s, size_t n, bool *star)
{
	size_t at = r->texts.n;

	while (n > 0 && is_blank(*s)) {
		s++;
		n--;
	}
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	if (n == 0)
		fail(r, r->lines.number, "a name is missing");
	*star = s[n - 1] == '*';
	str_bytes(&r->texts, s, n - *star);
	str_byte(&r->texts, '\0');
	return at;
}

static int64_t
take_day(const struct renames *r, const char *s)
{
	char text[] = "0000-00-00T00:00:00Z";
	int64_t day;

	if (strnlen(s, 11) < 11 || !is_blank(s[10]))
		fail(r, r->lines.number,
		    "a line has to begin with a day: 2026-01-31");
	memcpy(text, s, 10);
	if (!when_parse(text, sizeof(text) - 1, &day, NULL))
		fail(r, r->lines.number, "%.10s is no day", s);
	return day;
}

/* The key of a name in r->from: with the star, which is no part of it. */
static int64_t *
find_from(struct renames *r, const char *name, size_t n, bool star)
{
	str_set(&r->key, name, n);
	str_byte(&r->key, star ? '*' : ' ');
	return intern_find(&r->from, r->key.s, r->key.n);
}

static void
know_from(struct renames *r, const struct rule *rule)
{
	const char *name = r->texts.s + rule->from;
	int64_t *line = find_from(r, name, rule->from_n, rule->prefix);

	if (line != NULL)
		fail(r, rule->line, "%s%s was renamed on line %lld", name,
		    rule->prefix ? "*" : "", (long long)*line);
	intern_add(&r->from, r->key.s, r->key.n, (int64_t)rule->line);
}

static void
take_line(struct renames *r, char *s)
{
	struct rule rule = {.line = r->lines.number, .same = NONE};
	size_t n, again;
	char *arrow;
	bool star;

	rule.day = take_day(r, s);
	s += 10;
	arrow = find_arrow(s, &n);
	if (arrow == NULL)
		fail(r, rule.line, "there is no -> between two names");
	if (find_arrow(arrow + n, &again) != NULL)
		fail(r, rule.line, "there is more than one ->");
	rule.from = take_name(r, s, (size_t)(arrow - s), &rule.prefix);
	rule.to = take_name(r, arrow + n, strlen(arrow + n), &star);
	if (star != rule.prefix)
		fail(r, rule.line, "a * has to stand at the end of both "
		    "names, or of none");
	rule.from_n = strlen(r->texts.s + rule.from);
	rule.to_n = strlen(r->texts.s + rule.to);
	know_from(r, &rule);
	r->rule = need_room(r->rule, r->count, &r->room, sizeof(*r->rule));
	r->rule[r->count++] = rule;
}

static void
read_lines(struct renames *r)
{
	char *s;
	size_t n;

	while (lines_next(&r->lines, &s, &n)) {
		s[n] = '\0';
		if (r->lines.overlong || strlen(s) != n)
			fail(r, r->lines.number,
			    "the line is too long, or has a NUL byte");
		if (r->lines.number == 1 && text_begins(s, "\xef\xbb\xbf"))
			s += 3;
		while (is_blank(*s))
			s++;
		if (*s != '\0' && *s != '#')
			take_line(r, s);
	}
}

/* ---- order ---- */

static int
by_day(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->line < y->line ? -1 : 1;
}

/* The longest first; of equal ones, which differ, any. */
static int
by_length(const void *a, const void *b, void *renames)
{
	const struct renames *r = renames;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	if (r->rule[x].from_n != r->rule[y].from_n)
		return r->rule[x].from_n > r->rule[y].from_n ? -1 : 1;
	return x < y ? -1 : 1;
}

static void
index_rule(struct renames *r, size_t i)
{
	struct rule *rule = &r->rule[i];
	const char *to = r->texts.s + rule->to;
	int64_t *first;

	*find_from(r, r->texts.s + rule->from, rule->from_n, rule->prefix) =
	    (int64_t)i;
	if (rule->prefix) {
		r->prefix[r->prefixes++] = i;
		return;
	}
	first = intern_find(&r->to, to, rule->to_n);
	if (first == NULL) {
		intern_add(&r->to, to, rule->to_n, (int64_t)i);
		return;
	}
	rule->same = (size_t)*first;
	*first = (int64_t)i;
}

/* The rule that renames what this one renames to, or NONE. */
static size_t
next_rule(struct renames *r, size_t i)
{
	const struct rule *rule = &r->rule[i];
	int64_t *next = find_from(r, r->texts.s + rule->to, rule->to_n,
	    rule->prefix);

	return next != NULL ? (size_t)*next : NONE;
}

/* The line that closes the circle which a rule is in is the last of them. */
__attribute__((noreturn))
static void
fail_circle(struct renames *r, size_t in)
{
	size_t last = in;

	for (size_t i = next_rule(r, in); i != in; i = next_rule(r, i))
		if (r->rule[i].line > r->rule[last].line)
			last = i;
	fail(r, r->rule[last].line, "%s%s comes back to its own name",
	    r->texts.s + r->rule[last].from,
	    r->rule[last].prefix ? "*" : "");
}

/* Every rule has one next one at most, so each is walked over once. */
static void
find_circles(struct renames *r)
{
	for (size_t i = 0; i < r->count; i++) {
		size_t at = i;

		while (at != NONE && r->rule[at].mark == 0) {
			r->rule[at].mark = i + 1;
			at = next_rule(r, at);
		}
		if (at != NONE && r->rule[at].mark == i + 1)
			fail_circle(r, at);
	}
}

struct renames *
renames_open(const char *file)
{
	struct renames *r;
	char *files[] = {NULL, NULL};

	if (file == NULL)
		file = getenv("DRIFT_RENAMES");
	if (file == NULL || *file == '\0')
		return NULL;
	files[0] = need_text(file);
	r = need(1, sizeof(*r));
	lines_open(&r->lines, files);
	read_lines(r);
	if (r->count > 0)
		qsort(r->rule, r->count, sizeof(*r->rule), by_day);
	r->prefix = need(r->count + 1, sizeof(*r->prefix));
	for (size_t i = 0; i < r->count; i++)
		index_rule(r, i);
	qsort_r(r->prefix, r->prefixes, sizeof(*r->prefix), by_length, r);
	find_circles(r);
	lines_close(&r->lines);
	free(files[0]);
	return r;
}

void
renames_close(struct renames *r)
{
	if (r == NULL)
		return;
	free(r->rule);
	free(r->prefix);
	str_free_all(&r->texts, &r->key, &r->now, NULL);
	intern_free(&r->from);
	intern_free(&r->to);
	free(r);
}

/* ---- asking ---- */

/* The first rule that is not over at that time. */
static size_t
first_after(const struct renames *r, int64_t at)
{
	size_t low = 0, high = r->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r->rule[middle].day > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static bool
begins(const struct str *name, const char *with, size_t n)
{
	return name->n >= n && memcmp(name->s, with, n) == 0;
}

/* The rule, from one on, that renames this; NONE: none does. */
static size_t
find_rule(struct renames *r, const struct str *name, size_t from)
{
	int64_t *exact = find_from(r, name->s, name->n, false);

	if (exact != NULL && (size_t)*exact >= from)
		return (size_t)*exact;
	for (size_t i = 0; i < r->prefixes; i++) {
		const struct rule *rule = &r->rule[r->prefix[i]];

		if (r->prefix[i] >= from &&
		    begins(name, r->texts.s + rule->from, rule->from_n))
			return r->prefix[i];
	}
	return NONE;
}

/* Instead of its first bytes, which go, others. */
static void
replace(struct str *name, size_t going, const char *by, size_t n)
{
	size_t rest = name->n - going;

	str_room(name, n);
	memmove(name->s + n, name->s + going, rest);
	memcpy(name->s, by, n);
	name->n = n + rest;
	name->s[name->n] = '\0';
}

bool
renames_apply(struct renames *r, struct str *name, int64_t at)
{
	size_t from = first_after(r, at), i;
	bool renamed = false;

	while (from < r->count &&
	    (i = find_rule(r, name, from)) != NONE) {
		const struct rule *rule = &r->rule[i];

		replace(name, rule->from_n, r->texts.s + rule->to, rule->to_n);
		renamed = true;
		from = i + 1;
	}
	return renamed;
}

/* Whether what had that name just before the day has the other one now. */
static bool
leads_to(struct renames *r, const struct str *old, int64_t day,
    const char *name)
{
	str_set(&r->now, old->s, old->n);
	(void)renames_apply(r, &r->now, day - 1);
	return str_is(&r->now, name);
}

/* One more old name: what the rule made `later` of. */
static void
add_old(const struct renames *r, struct old_names *o, size_t rule,
    const struct str *later)
{
	const struct rule *u = &r->rule[rule];
	struct old_name *old;

	if (o->count == OLD_MAX)
		return;
	o->old = need_room(o->old, o->count, &o->room, sizeof(*o->old));
	old = &o->old[o->count++];
	old->until = u->day;
	old->rule = rule;
	str_set(&old->name, later->s, later->n);
	replace(&old->name, u->to_n, r->texts.s + u->from, u->from_n);
}

/* What rules before this one made this name of. */
static void
add_before(const struct renames *r, struct old_names *o, size_t before,
    const struct str *name)
{
	int64_t *first = intern_find(&r->to, name->s, name->n);
	size_t i = first != NULL ? (size_t)*first : NONE;

	for (; i != NONE; i = r->rule[i].same)
		if (i < before)
			add_old(r, o, i, name);
	for (size_t p = 0; p < r->prefixes; p++) {
		const struct rule *rule = &r->rule[r->prefix[p]];

		if (r->prefix[p] < before &&
		    begins(name, r->texts.s + rule->to, rule->to_n))
			add_old(r, o, r->prefix[p], name);
	}
}

void
renames_find(struct renames *r, const char *name, struct old_names *o)
{
	size_t kept = 0;

	o->count = 0;
	str_clear(&r->now);
	str_text(&r->now, name);
	add_before(r, o, r->count, &r->now);
	for (size_t i = 0; i < o->count; i++) {
		str_set(&r->now, o->old[i].name.s, o->old[i].name.n);
		add_before(r, o, o->old[i].rule, &r->now);
	}
	for (size_t i = 0; i < o->count; i++) {
		struct old_name swap = o->old[kept];

		if (!leads_to(r, &o->old[i].name, o->old[i].until, name))
			continue;
		o->old[kept++] = o->old[i];
		o->old[i] = swap;
	}
	o->count = kept;
}

void
old_names_free(struct old_names *o)
{
	for (size_t i = 0; i < o->room; i++)
		str_free(&o->old[i].name);
	free(o->old);
}
