/*
 * The file of findings that are known: what it holds is no news.
 *
 * A line is {"project", "test" or "source", "context", "method", "severity",
 * "until", "by", "reason"}; source and context are the key of what is no test,
 * and of a test the method duration is another matter than the others: none
 * means both.  A finding above the severity is worse than what is known, and
 * after `until` nothing is.  The file is written sorted, one finding a line, so
 * that a difference of two versions is what became known and what was mended.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "alert.h"
#include "aside.h"
#include "entries.h"
#include "when.h"

enum {
	PROJECT, TEST, SOURCE, CONTEXT, METHOD, SEVERITY, UNTIL, BY, REASON,
	MEMBERS
};

static const char *const members[] = {"project", "test", "source", "context",
    "method", "severity", "until", "by", "reason", NULL};

struct known {
	struct str text[MEMBERS];	/* empty: not said */
	int method;			/* -1: any */
	int level;
	int64_t until;			/* INT64_MAX: for good */
};

struct baseline {
	const char *file;
	struct known *entry;
	uint32_t n;
};

/* ---- reading ---- */

static const char *
set_member(struct known *x, const struct json_member *m)
{
	for (int i = 0; i < MEMBERS; i++) {
		if (!text_same(m->key.s, m->key.n, members[i],
		    strlen(members[i])))
			continue;
		if (m->value.type == JSON_NULL)
			return NULL;
		if (m->value.type != JSON_STRING)
			return "its members are texts";
		json_decode(&m->value, &x->text[i]);
		return NULL;
	}
	return "there are project, test, source, context, method, severity, "
	    "until, by and reason";
}

static const char *
understand(struct known *x)
{
	const struct str *until = &x->text[UNTIL];

	if ((x->text[TEST].n > 0) == (x->text[SOURCE].n > 0))
		return "either test or source names what is known";
	x->method = x->text[METHOD].n == 0 ? -1 : word_find(words_method,
	    x->text[METHOD].s);
	if (x->text[METHOD].n > 0 && x->method < 0)
		return "method is that of an analysis, as duration";
	x->level = x->text[SEVERITY].n == 0 ? -1 : word_find(words_severity,
	    x->text[SEVERITY].s);
	if (x->level < 0)
		return "severity is low, moderate, high or critical";
	x->until = INT64_MAX;
	if (until->n > 0 && !when_typed(until->s, until->n, &x->until))
		return "until is a time";
	return NULL;
}

static const char *
read_entry(void *baseline, struct entry *e)
{
	struct baseline *b = baseline;
	struct known x = {0};
	const char *why = NULL;

	if (!json_object(&e->json, e->s, e->n))
		return e->json.why;
	for (size_t i = 0; i < e->json.count && why == NULL; i++)
		why = set_member(&x, &e->json.member[i]);
	if (why == NULL)
		why = understand(&x);
	b->entry = need_more(b->entry, b->n + 1, sizeof(x));
	b->entry[b->n++] = x;
	return why;
}

static const char *
text_of(const struct str *s)
{
	return s->n == 0 ? "" : s->s;
}

/* What the i-th is about is known; one that says its method says it best. */
static void
know(struct alerts *s, uint32_t i)
{
	const struct known *x = &s->baseline->entry[i];
	bool test = x->text[TEST].n > 0;
	const struct str *name = &x->text[test ? TEST : SOURCE];
	const char *project = x->text[PROJECT].n > 0 ? x->text[PROJECT].s :
	    "default";
	struct series_key k = {{project, name->s, text_of(&x->text[CONTEXT])},
	    {(uint32_t)strlen(project), (uint32_t)name->n,
	    (uint32_t)x->text[CONTEXT].n}};
	bool slow = x->method == method_duration;
	struct subject *t = test ? alert_test(s, &k, slow) :
	    series_of(&s->sources, &k, NULL);

	t->known = i + 1;
	if (!test || x->method >= 0)
		return;
	t = alert_test(s, &k, true);
	if (t->known == 0)
		t->known = i + 1;
}

/* A file that is to be written need not be there. */
void
baseline_open(struct alerts *s, const char *file)
{
	struct baseline *b = need(1, sizeof(*b));

	s->baseline = b;
	b->file = file;
	if (s->update_baseline && access(file, F_OK) != 0 && errno == ENOENT)
		return;
	entries_read(file, read_entry, b);
	for (uint32_t i = 0; i < b->n; i++)
		know(s, i);
}

/* ---- asking ---- */

static const struct known *
known_of(const struct alerts *s, const struct subject *t)
{
	const struct known *x = s->baseline == NULL || t->known == 0 ? NULL :
	    &s->baseline->entry[t->known - 1];

	return x == NULL || x->until <= when_now() ? NULL : x;
}

bool
baseline_knows(const struct alerts *s, const struct subject *t, int level)
{
	const struct known *x = known_of(s, t);

	return x != NULL && level <= x->level;
}

/* ---- writing ---- */

static void
write_member(struct str *b, int member, const char *s, size_t n)
{
	if (n == 0)
		return;
	str_print(b, "%c\"%s\":", b->n == 0 ? '{' : ',', members[member]);
	str_string(b, s, n);
}

static char *
line_of(const struct alerts *s, const struct subject *t, bool test)
{
	const struct series_key *k = &t->series.key;
	const struct known *x = known_of(s, t);
	int level = t->episode.notice.open ? t->episode.notice.level :
	    x->level;
	const char *word = words_severity[level];
	const char *slow = words_method[method_duration];
	struct str b = {0};

	if (!text_same(k->s[0], k->n[0], "default", 7))
		write_member(&b, PROJECT, k->s[0], k->n[0]);
	write_member(&b, test ? TEST : SOURCE, k->s[1], k->n[1]);
	write_member(&b, CONTEXT, k->s[2], k->n[2]);
	if (t->slow)
		write_member(&b, METHOD, slow, strlen(slow));
	write_member(&b, SEVERITY, word, strlen(word));
	for (int i = UNTIL; x != NULL && i < MEMBERS; i++)
		write_member(&b, i, x->text[i].s, x->text[i].n);
	str_text(&b, "}\n");
	return b.s;
}

/* What stands, and what was known of those that did not appear. */
static bool
belongs(const struct alerts *s, const struct subject *t)
{
	const struct series_key *k = &t->series.key;
	const struct known *x = known_of(s, t);

	if (text_same(k->s[1], k->n[1], "outage", 6) ||
	    text_same(k->s[1], k->n[1], "health", 6))
		return false;
	if (t->episode.notice.open)
		return true;
	return !t->seen && x != NULL && !(t->slow && x->method < 0);
}

static size_t
add_lines(struct alerts *s, struct series_set *set, char ***lines, size_t n)
{
	const struct subject *t;

	for (size_t at = 0; (t = series_next(set, &at)) != NULL;) {
		if (!belongs(s, t))
			continue;
		*lines = need_more(*lines, n + 1, sizeof(**lines));
		(*lines)[n++] = line_of(s, t, set != &s->sources);
	}
	return n;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
write_file(const char *file, char **lines, size_t n)
{
	struct out *o = need(1, sizeof(*o));

	out_open(o, replace_open(file), file);
	for (size_t i = 0; i < n; i++)
		out_text(o, lines[i]);
	out_flush(o);
	replace_done();
	free(o);
}

static void
update(struct alerts *s)
{
	char **lines = NULL;
	size_t n = add_lines(s, &s->tests, &lines, 0);

	n = add_lines(s, &s->durations, &lines, n);
	n = add_lines(s, &s->sources, &lines, n);
	if (n > 0)
		qsort(lines, n, sizeof(*lines), by_text);
	write_file(s->baseline->file, lines, n);
	for (size_t i = 0; i < n; i++)
		free(lines[i]);
	free(lines);
}

void
baseline_end(struct alerts *s)
{
	struct baseline *b = s->baseline;

	if (b == NULL)
		return;
	if (s->update_baseline && !s->blind) {
		update(s);
		s->found = false;	/* all of it is known now */
	}
	for (uint32_t i = 0; i < b->n; i++)
		for (int m = 0; m < MEMBERS; m++)
			str_free(&b->entry[i].text[m]);
	free(b->entry);
	free(b);
}
