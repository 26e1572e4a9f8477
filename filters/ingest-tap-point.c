/*
 * One test point of TAP: its number, its description, and what stands behind
 * a "#".
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-tap.h"
#include "ingest-value.h"

static bool
ends_word(char c)
{
	return !isalnum((unsigned char)c) && c != '_';
}

/* Behind "ok" or "not ok", NULL: it is no point. */
static const char *
behind_ok(const char *s, bool *ok)
{
	*ok = !text_begins(s, "not ");
	if (!*ok)
		s += 4 + strspn(s + 4, " ");
	return text_begins(s, "ok") && ends_word(s[2]) ? s + 2 : NULL;
}

bool
point_is(const char *s)
{
	bool ok;

	return behind_ok(s, &ok) != NULL;
}

void
point_unescape(struct str *to, const char *s, size_t n)
{
	str_room(to, 0);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n &&
		    (s[i + 1] == '#' || s[i + 1] == '\\'))
			i++;
		str_byte(to, s[i]);
	}
	while (to->n > 0 && isspace((unsigned char)to->s[to->n - 1]))
		str_cut(to, to->n - 1);
}

/* ---- behind a "#" ---- */

/* What is no part of a description, as it changes from run to run. */
static bool
begins_remark(const char *s)
{
	static const char *const words[] = {"time=", "duration_ms ", "exit=",
	    "TIMEOUT", "XFAIL", "ERROR"};

	s += 1 + strspn(s + 1, " \t");
	if (strncasecmp(s, "skip", 4) == 0)
		return true;
	if (strncasecmp(s, "todo", 4) == 0)
		return ends_word(s[4]);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_begins(s, words[i]))
			return true;
	return false;
}

/* The first "#", not escaped, that begins a remark; else the end. */
static const char *
find_remark(const char *s)
{
	for (const char *p = s; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '#' && begins_remark(p) &&
		    (p == s || isspace((unsigned char)p[-1])))
			return p;
	}
	return s + strlen(s);
}

/* Behind a word like "SKIP:" or "skipped". */
static const char *
behind_word(const char *s)
{
	while (isalpha((unsigned char)*s))
		s++;
	return s + strspn(s, ": \t");
}

static void
read_time(struct point *p, struct sink *k, const char *s)
{
	str_set(&p->text, s, strcspn(s, " \t"));
	p->duration = seconds_said(k, p->text.s);
}

static void
read_remark(struct point *p, struct sink *k, const char *s, size_t n)
{
	bool skip = strncasecmp(s, "skip", 4) == 0;
	bool todo = strncasecmp(s, "todo", 4) == 0;
	size_t word;

	if (text_begins(s, "time=")) {
		read_time(p, k, s + 5);
	} else if (text_begins(s, "duration_ms ")) {
		read_time(p, k, s + 12);
		p->duration.d /= 1000;
	} else {
		p->skip |= skip;
		p->todo |= todo || text_begins(s, "XFAIL");
		if (skip || todo) {
			word = (size_t)(behind_word(s) - s);
			word = word < n ? word : n;
			s += word;
			n -= word;
		}
		if (p->reason.n == 0)
			str_bytes(&p->reason, s, n);
	}
}

static void
read_remarks(struct point *p, struct sink *k, const char *s)
{
	while (*s == '#') {
		const char *next;

		s += 1 + strspn(s + 1, " \t");
		next = find_remark(s);
		while (next > s && *next == '\0' && isspace((unsigned
		    char)next[-1]))
			next--;
		read_remark(p, k, s, (size_t)(next - s));
		s = next + strspn(next, " \t");
	}
}

/* ---- before it ---- */

static const char *
read_number(struct point *p, const char *s)
{
	size_t n;

	s += strspn(s, " \t");
	n = strspn(s, "0123456789");
	if (n > 0 && n < 18 && strchr(" \t-#{", s[n]) != NULL) {
		p->number = strtoll(s, NULL, 10);
		s += n + strspn(s + n, " \t");
	}
	s += *s == '-';
	return s + strspn(s, " \t");
}

/* bats --timing: "adds in 12ms" */
static void
cut_time(struct point *p, struct sink *k)
{
	struct str *d = &p->description;
	size_t n = d->n, from;

	while (n > 0 && isalpha((unsigned char)d->s[n - 1]))
		n--;
	from = n;
	while (from > 0 && isdigit((unsigned char)d->s[from - 1]))
		from--;
	if (from == n || from < 4 || !text_begins(d->s + from - 4, " in ")
	    || (strcmp(d->s + n, "ms") != 0 && strcmp(d->s + n, "sec") != 0))
		return;
	read_time(p, k, d->s + from);
	str_cut(d, from - 4);
}

void
point_read(struct point *p, struct sink *k, const char *s)
{
	size_t n = strlen(s);
	const char *remark;
	struct str line = {0};

	str_clear(&p->description);
	str_clear(&p->reason);
	p->skip = p->todo = false;
	p->number = 0;
	p->duration = (struct value){0};
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	p->brace = n > 1 && s[n - 1] == '{' &&
	    isspace((unsigned char)s[n - 2]);
	str_bytes(&line, s, p->brace ? n - 2 : n);
	s = read_number(p, behind_ok(line.s, &p->ok));
	remark = find_remark(s);
	point_unescape(&p->description, s, (size_t)(remark - s));
	cut_time(p, k);
	read_remarks(p, k, remark);
	str_free(&line);
}

void
point_free(struct point *p)
{
	str_free_all(&p->description, &p->reason, &p->text, NULL);
}
