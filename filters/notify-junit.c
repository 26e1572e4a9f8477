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
put_failure(struct notify *n, const struct notice *t)
{
	struct out *o = ((struct aside *)n->state)->out;
	bool over = t->state == alert_state_resolved;

	notice_text(t, &n->text);
	if (over) {
		out_text(o, "<system-out>");
	} else {
		out_text(o, "<failure");
		xml_put_attribute(o, "message", t->message.s, t->message.n);
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
	xml_put_attribute(o, "name", n->head.s, n->head.n);
	if (t->file != NULL)
		xml_put_attribute(o, "file", t->file, strlen(t->file));
	if (t->line > 0)
		xml_put_number(o, "line", t->line);
	out_text(o, ">\n");
	put_failure(n, t);
	out_text(o, "</testcase>\n");
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
	xml_put_number(o, "tests", (int64_t)n->message.alerts);
	xml_put_number(o, "failures",
	    (int64_t)(n->message.alerts - n->message.over));
	out_text(o, " errors=\"0\" skipped=\"0\">\n");
	out_bytes(o, text, size);
	out_text(o, "</testsuite>\n</testsuites>\n");
	aside_close(cases);
}

const struct receiver notify_junit = {
	.name = "junit", .begin = begin, .add = add, .end = end,
};
