/*
 * JUnit XML: one testcase a finding, so that any CI shows them.
 */
#include <stdlib.h>

#include "aside.h"
#include "notify.h"
#include "xml-text.h"

static void
begin(struct notify *n)
{
	struct aside *cases = n->state = need(1, sizeof(*cases));

	aside_open(cases);
}

static void
put_attribute(struct out *o, const char *name, const struct str *text)
{
	out_byte(o, ' ');
	out_text(o, name);
	out_text(o, "=\"");
	xml_put_value(o, text->s, text->n);
	out_byte(o, '"');
}

static void
put_failure(struct notify *n, const struct notice *t)
{
	struct out *o = ((struct aside *)n->state)->out;
	bool over = t->state == alert_state_resolved;

	str_clear(&n->text);
	notice_text(t, &n->text);
	if (over) {
		out_text(o, "<system-out>");
	} else {
		out_text(o, "<failure");
		put_attribute(o, "message", &t->message);
		out_text(o, " type=\"");
		out_text(o, words_severity[t->severity]);
		out_text(o, "\">");
	}
	xml_put_text(o, n->text.s, n->text.n);
	out_text(o, over ? "</system-out>\n" : "</failure>\n");
}

/* What is about no test bears the name of what it is about. */
static void
add(struct notify *n, const struct notice *t)
{
	struct out *o = ((struct aside *)n->state)->out;

	message_count(&n->message, t);
	out_text(o, "<testcase classname=\"drift.");
	out_text(o, words_alert_source[t->source]);
	out_byte(o, '"');
	str_clear(&n->head);
	if (t->test.n > 0)
		str_bytes(&n->head, t->test.s, t->test.n);
	else
		str_text(&n->head, words_alert_source[t->source]);
	if (t->context.n > 0) {
		str_text(&n->head, " [");
		str_bytes(&n->head, t->context.s, t->context.n);
		str_byte(&n->head, ']');
	}
	put_attribute(o, "name", &n->head);
	if (t->file != NULL) {
		out_text(o, " file=\"");
		xml_put_value(o, t->file, strlen(t->file));
		out_byte(o, '"');
	}
	if (t->line > 0) {
		out_text(o, " line=\"");
		out_int(o, t->line);
		out_byte(o, '"');
	}
	out_text(o, ">\n");
	put_failure(n, t);
	out_text(o, "</testcase>\n");
}

static void
put_count(struct out *o, const char *name, size_t count)
{
	out_byte(o, ' ');
	out_text(o, name);
	out_text(o, "=\"");
	out_int(o, (int64_t)count);
	out_byte(o, '"');
}

static void
end(struct notify *n)
{
	struct aside *cases = n->state;
	struct out *o = n->out;
	size_t size;
	const char *text = aside_read(cases, &size);

	out_text(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n<testsuite name=\"drift\"");
	put_count(o, "tests", n->message.alerts);
	put_count(o, "failures", n->message.alerts - n->message.over);
	out_text(o, " errors=\"0\" skipped=\"0\">\n");
	out_bytes(o, text, size);
	out_text(o, "</testsuite>\n</testsuites>\n");
	aside_close(cases);
}

const struct receiver notify_junit = {
	.name = "junit", .begin = begin, .add = add, .end = end,
};
