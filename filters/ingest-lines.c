/*
 * Reports in lines of JSON or text, and what documents of JSON begin with.
 */
#include <string.h>

#include "ingest.h"

/* ---- lines ---- */

bool
report_line(struct source *s, char **line, size_t *n)
{
	struct record *r = s->r;

	while (lines_signal() == 0 && lines_next(&r->lines, line, n)) {
		r->line = *line;
		r->length = *n;
		if (r->lines.overlong) {
			record_refuse(r, "the line is longer than %zu bytes",
			    r->lines.max);
			continue;
		}
		if (*n > 0 && (*line)[*n - 1] == '\r')
			--*n;
		(*line)[*n] = '\0';
		return true;
	}
	return false;
}

bool
report_wrong(struct source *s, const char *why)
{
	s->line = s->r->lines.number;
	(void)snprintf(s->why, sizeof(s->why), "%s", why);
	return false;
}

const struct json_value *
member_of(const struct json *j, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < j->count; i++)
		if (text_same(j->member[i].key.s, j->member[i].key.n, name, n))
			return &j->member[i].value;
	return NULL;
}

bool
member_is(const struct json *j, const char *name, const char *text)
{
	const struct json_value *v = member_of(j, name);

	return v != NULL && v->type == JSON_STRING &&
	    text_same(v->s, v->n, text, strlen(text));
}

void
member_add(struct str *to, const struct json *j, const char *name)
{
	const struct json_value *v = member_of(j, name);

	str_text(to, "");
	if (v == NULL || v->type != JSON_STRING)
		return;
	json_decode(v, to);
	if (to->n > DETAILS_MAX)
		str_cut(to, DETAILS_MAX);
}

/* ---- documents ---- */

/* Whether the value at hand has the member; a path goes on inside. */
static bool
has_member(struct doc *d, const char *path)
{
	size_t n = strcspn(path, "/");

	for (doc_object(d); doc_member(d);)
		if (text_same(d->key.s, d->key.n, path, n))
			return path[n] == '\0' || has_member(d, path + n + 1);
	return false;
}

bool
head_has(const char *head, size_t n, const char *path)
{
	struct doc d = {0};
	bool found = false;

	doc_open_text(&d, head, n);
	if (doc_next(&d)) {
		if (doc_type(&d) == JSON_ARRAY) {
			doc_array(&d);
			found = doc_element(&d) && has_member(&d, path);
		} else {
			found = has_member(&d, path);
		}
	}
	doc_close(&d);
	return found;
}

void
doc_begin(struct doc *d, struct source *s, struct sink *k)
{
	d->strict = k->r->options.strict;
	doc_open(d, s->fd);
}

void
doc_without(struct doc *d, const char *member)
{
	doc_refuse(d, "the document has no \"%s\"", member);
}

bool
doc_end(struct doc *d, struct source *s, struct sink *k)
{
	bool good = d->why[0] == '\0';

	if (!good) {
		s->line = d->line;
		(void)snprintf(s->why, sizeof(s->why), "%s", d->why);
	}
	k->repairs += d->repairs;
	doc_close(d);
	return good;
}
