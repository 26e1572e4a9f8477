/*
 * Who is not to be told of: the file.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "json.h"
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
	struct str b = {0};

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
		str_text(&b, "");
		json_decode(v, &b);
		*texts[i].to = b.s;
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

static void
add_entry(struct silence_list *l, const struct silence *x)
{
	l->entry = need_more(l->entry, l->n + 1, sizeof(*l->entry));
	l->entry[l->n] = *x;
	for (size_t i = 0; i < l->n; i++)
		if (same_text(l->entry[i].test, x->test) &&
		    same_text(l->entry[i].owner, x->owner))
			l->entry[l->n].twice = true;
	l->n++;
}

void
silence_read(struct silence_list *l, const char *file)
{
	FILE *in = fopen(file, "re");
	struct json j = {0};
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	if (in == NULL)
		diag_fail(USAGE, "cannot open %s: %s", file, strerror(errno));
	json_open(&j);
	for (size_t i = 1; (n = getline(&line, &room, in)) >= 0; i++) {
		struct silence x = {.number = i};
		const char *why;

		if (strspn(line, " \t\r\n") == (size_t)n)
			continue;
		why = silence_line(&x, &j, line, (size_t)n);
		if (why != NULL)
			diag_fail(USAGE, "%s:%zu: %s", file, i, why);
		add_entry(l, &x);
	}
	if (feof(in) == 0)
		diag_fail(USAGE, "cannot read %s: %s", file, strerror(errno));
	free(line);
	json_close(&j);
	(void)fclose(in);
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
