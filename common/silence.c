/*
 * Who is not to be told of: the file.
 */
#include <stdlib.h>

#include "entries.h"
#include "silence.h"
#include "str.h"
#include "when.h"

static const char *
set_member(struct silence *x, const struct json_member *m)
{
	const struct { const char *name; char **to; } texts[] = {
		{"test", &x->test}, {"owner", &x->owner}, {"by", &x->by},
		{"reason", &x->reason},
	};
	const struct json_value *v = &m->value;

	if (v->type == JSON_NULL)
		return NULL;
	if (v->type != JSON_STRING)
		return "its members are texts";
	if (text_same(m->key.s, m->key.n, "until", 5))
		return when_typed(v->s, v->n, &x->until) ? NULL :
		    "until is a time";
	for (size_t i = 0; i < 4; i++) {
		if (!text_same(m->key.s, m->key.n, texts[i].name,
		    strlen(texts[i].name)))
			continue;
		*texts[i].to = json_text(v);
		return NULL;
	}
	return "there are test, owner, until, by and reason";
}

const char *
silence_line(struct silence *x, struct json *j, const char *s, size_t n)
{
	const char *why = NULL;

	x->until = INT64_MAX;
	if (!json_object(j, s, n))
		return j->why;
	for (size_t i = 0; i < j->count && why == NULL; i++)
		why = set_member(x, &j->member[i]);
	if (why == NULL && x->test == NULL && x->owner == NULL)
		why = "neither test nor owner";
	return why;
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static const char *
take(void *list, struct entry *e)
{
	struct silence_list *l = list;
	struct silence x = {.number = e->number};
	const char *why = silence_line(&x, &e->json, e->s, e->n);

	for (size_t i = 0; i < l->n; i++)
		x.twice |= same_text(l->entry[i].test, x.test) &&
		    same_text(l->entry[i].owner, x.owner);
	l->entry = need_more(l->entry, l->n + 1, sizeof(x));
	l->entry[l->n++] = x;
	return why;
}

void
silence_read(struct silence_list *l, const char *file)
{
	entries_read(file, take, l);
}

void
silence_clear(struct silence *x)
{
	free(x->test);
	free(x->owner);
	free(x->by);
	free(x->reason);
}

void
silence_free(struct silence_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		silence_clear(&l->entry[i]);
	free(l->entry);
}
