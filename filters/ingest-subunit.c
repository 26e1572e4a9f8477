/*
 * What both versions of subunit share: tags, and the tracebacks of Python.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-subunit.h"
#include "ingest-test.h"

/* ---- tags ---- */

void
tags_clear(struct tags *t)
{
	t->count = 0;
}

void
tags_free(struct tags *t)
{
	for (size_t i = 0; i < TAGS_MAX; i++)
		str_free(&t->tag[i]);
}

void
tags_copy(struct tags *to, const struct tags *from)
{
	to->count = 0;
	for (size_t i = 0; i < from->count; i++)
		tags_add(to, from->tag[i].s, from->tag[i].n);
}

static size_t
find(const struct tags *t, const char *s, size_t n)
{
	size_t i = 0;

	while (i < t->count &&
	    !text_same(t->tag[i].s, t->tag[i].n, s, n))
		i++;
	return i;
}

void
tags_add(struct tags *t, const char *s, size_t n)
{
	struct str *tag;

	if (n == 0 || t->count == TAGS_MAX || find(t, s, n) < t->count)
		return;
	tag = &t->tag[t->count++];
	str_set(tag, s, n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES);
}

void
tags_remove(struct tags *t, const char *s, size_t n)
{
	size_t i = find(t, s, n);
	struct str gone;

	if (i == t->count)
		return;
	gone = t->tag[i];
	t->tag[i] = t->tag[--t->count];
	t->tag[t->count] = gone;
}

static int
by_text(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return text_order(x->s, x->n, y->s, y->n);
}

static bool
is_worker(const struct str *tag)
{
	static const char word[] = "worker-";

	return strncmp(tag->s, word, sizeof(word) - 1) == 0 &&
	    isdigit((unsigned char)tag->s[sizeof(word) - 1]);
}

void
tags_join(struct tags *t, struct str *to)
{
	str_clear(to);
	qsort(t->tag, t->count, sizeof(t->tag[0]), by_text);
	for (size_t i = 0; i < t->count; i++)
		if (!is_worker(&t->tag[i]))
			str_print(to, "%s%s", to->n != 0 ? "," : "",
			    t->tag[i].s);
}

/* ---- tracebacks ---- */

/* "ValueError: why", "shop.errors.Closed": the type, if it has that form. */
static size_t
type_length(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (isalnum((unsigned char)s[i]) || s[i] == '_' ||
	    s[i] == '.'))
		i++;
	return i > 0 && (i == n || s[i] == ':') ? i : 0;
}

/* The first line that is not indented behind the frames. */
void
traceback_read(struct failure *f)
{
	static const char head[] = "Traceback (most recent call last)";
	const char *s = NULL, *end;
	size_t n;

	for (const char *p = f->details.n != 0 ? f->details.s : "";
	    (p = strstr(p, head)) != NULL; p++)
		s = p;
	if (s == NULL || f->message.n != 0)
		return;
	do {
		end = strchr(s, '\n');
		if (end == NULL)
			return;
		s = end + 1;
	} while (*s == ' ' || *s == '\t' || *s == '\n');
	n = strcspn(s, "\r\n");
	str_bytes(&f->message, s, n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES);
	if (f->type.n == 0)
		str_bytes(&f->type, s, type_length(s, n));
}
