/*
 * Reports in lines of JSON or text, and what documents of JSON begin with.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "diag.h"
#include "ingest-lines.h"
#include "ingest-sink.h"

/* ---- lines ---- */

static bool
next_line(struct source *s, char **line, size_t *n)
{
	struct record *r = s->r;

	if (lines_signal() != 0 || !lines_next(&r->lines, line, n))
		return false;
	r->line = *line;
	r->length = *n;
	if (*n > 0 && (*line)[*n - 1] == '\r')
		--*n;
	(*line)[*n] = '\0';
	return true;
}

bool
report_line(struct source *s, char **line, size_t *n)
{
	while (next_line(s, line, n)) {
		if (!s->r->lines.overlong)
			return true;
		record_refuse(s->r, "the line is longer than %zu bytes",
		    s->r->lines.max);
	}
	return false;
}

bool
report_wrong(struct source *s, const char *fmt, ...)
{
	va_list ap;

	s->line = s->r->lines.number;
	va_start(ap, fmt);
	(void)vsnprintf(s->why, sizeof(s->why), fmt, ap);
	va_end(ap);
	return false;
}

/* ---- lines of JSON ---- */

void
objects_open(struct objects *o, struct source *s, struct sink *k)
{
	*o = (struct objects){.source = s, .sink = k};
	o->doc.strict = k->r->options.strict;
	doc_open_text(&o->doc, "", 0);
}

bool
objects_next(struct objects *o)
{
	if (!next_line(o->source, &o->line, &o->n))
		return false;
	o->cut = o->source->r->lines.overlong;
	if (o->cut)
		o->n = o->source->r->lines.max;
	o->line[o->n] = '\0';
	o->is_object = *o->line == '{';
	o->count += o->is_object;
	doc_again(&o->doc, o->line, o->n);
	return !o->is_object || doc_next(&o->doc);
}

bool
objects_good(struct objects *o)
{
	struct lines *l = &o->source->r->lines;
	struct doc *d = &o->doc;

	if (d->why[0] == '\0' && doc_next(d))
		doc_refuse(d, "something stands behind the object");
	if (o->cut && d->why[0] != '\0') {
		if (d->strict)
			return report_wrong(o->source, "the line is longer "
			    "than %zu bytes", l->max);
		diag_at(l->source, l->number, "the line is longer than %zu "
		    "bytes: its end is not read", l->max);
		d->why[0] = '\0';
		d->repairs++;
	}
	o->sink->repairs += d->repairs != 0;
	return d->why[0] == '\0' || report_wrong(o->source, "%s", d->why);
}

bool
objects_end(struct objects *o, bool good)
{
	doc_close(&o->doc);
	return good && (o->count != 0 || report_wrong(o->source, "the report "
	    "is cut off: no line of it is an object"));
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

bool
head_line_has(const char *head, size_t n, const char *path)
{
	for (size_t at = 0; at < n;) {
		const char *end = memchr(head + at, '\n', n - at);
		size_t length = (end != NULL ? (size_t)(end - head) : n) - at;

		if (head[at] == '{')
			return head_has(head + at, length, path);
		at += length + 1;
	}
	return false;
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
