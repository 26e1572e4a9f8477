/*
 * Texts on the page: nothing that comes from a record can become markup.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "export-html.h"
#include "when.h"
#include "xml-text.h"

static void
put_escaped(struct out *o, char c)
{
	const char *reference = c == '\'' ? "&#39;" : xml_reference(c);

	if (reference != NULL)
		out_text(o, reference);
	else
		out_byte(o, c);
}

/* Control characters, and what turns the direction of a text, become '?'. */
void
html_text(struct out *o, const char *s, size_t n)
{
	struct str clean = {0};

	width_clean(&clean, s, n);
	for (size_t i = 0; i < clean.n; i++)
		put_escaped(o, clean.s[i]);
	str_free(&clean);
}

void
html_value(struct out *o, const struct value *v)
{
	if (v->set)
		html_text(o, v->s, v->n);
}

void
html_context(struct out *o, const struct value *v)
{
	if (!v->set || v->n == 0)
		return;
	out_text(o, " <i>[");
	html_value(o, v);
	out_text(o, "]</i>");
}

void
html_print(struct out *o, const char *fmt, ...)
{
	char text[512];
	va_list list;
	int n;

	va_start(list, fmt);
	n = vsnprintf(text, sizeof(text), fmt, list);
	va_end(list);
	out_bytes(o, text, n < 0 ? 0 : n < (int)sizeof(text) ? (size_t)n :
	    sizeof(text) - 1);
}

void
html_percent(struct out *o, double fraction)
{
	html_print(o, "%.2f", fraction * 100);
}

/* With a minus as wide as a plus. */
void
html_change(struct out *o, double fraction)
{
	double percent = fraction * 100;

	html_print(o, "%s%.2f", percent <= -0.005 ? "−" :
	    percent >= 0.005 ? "+" : "", fabs(percent));
}

void
html_minute(struct out *o, int64_t us)
{
	char text[WHEN_LENGTH + 1];

	when_print(us, text);
	html_print(o, "%.10s %.5s", text, text + 11);
}

void
html_day(struct out *o, int64_t us)
{
	char text[WHEN_LENGTH + 1];

	when_print(us, text);
	html_print(o, "%.10s", text);
}

void
html_severity(struct out *o, const char *element, int64_t severity)
{
	html_print(o, "<%s class=s%d>%s", element, (int)severity,
	    words_severity[severity]);
	if (element[0] == 'b')
		out_text(o, "</b>");
}

void
html_name(struct out *o, const struct row *row)
{
	const struct series_key *k = &row->series.key;
	struct value context = value_bytes(k->s[2], k->n[2]);

	html_text(o, k->s[1], k->n[1]);
	html_context(o, &context);
	if (!text_same(k->s[0], k->n[0], "default", 7)) {
		out_text(o, " <i>of ");
		html_text(o, k->s[0], k->n[0]);
		out_text(o, "</i>");
	}
}

void
html_owner(struct out *o, const struct row *row)
{
	if (row->owner.n == 0)
		return;
	out_text(o, " <i>@");
	html_text(o, row->owner.s, row->owner.n);
	out_text(o, "</i>");
}

void
html_list(struct export *e, const struct value *v, size_t most)
{
	struct json *j = &e->r.json;	/* the record is bound already */
	struct str text = {0};

	if (!v->set || !json_array(j, v->s, v->n) || j->count == 0)
		return;
	out_text(e->out, "<ul>");
	for (size_t i = 0; i < j->count && i < most; i++) {
		str_clear(&text);
		json_decode(&j->member[i].value, &text);
		out_text(e->out, "<li>");
		html_text(e->out, text.s, text.n);
	}
	if (j->count > most)
		html_print(e->out, "<li>and %zu more", j->count - most);
	out_text(e->out, "</ul>\n");
	str_free(&text);
}

void
html_section(struct out *o, const char *id, const char *title)
{
	html_print(o, "<section id=%s>\n<h2>%s</h2>\n", id, title);
}
