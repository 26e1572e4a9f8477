/*
 * The list of alerts: open ones first, then by severity, the newest first.
 */
#include "export-html.h"
#include "hash.h"
#include "when.h"

#define SHOWN		50
#define ADVICE		3	/* recommendations shown of one alert */
#define ADVISED		15	/* alerts that have some */
#define OPEN		(INT64_C(8) << 58)	/* ranks of open ones */

void
html_alert_add(struct export *e)
{
	struct page *page = e->state;
	const struct alert *a = &e->r.alert;
	bool over = a->state.i == alert_state_resolved;
	struct ticket t = {
		.rank = (((over ? INT64_C(8) : 0) + severity_critical -
		    a->severity.i) << 58) - a->created_at.i,
		.id = hash64(hash64(1, a->project.s, a->project.n),
		    a->alert_id.s, a->alert_id.n) | 1,
		.version = a->updated_at.set ? a->updated_at.i :
		    a->created_at.i};

	shelf_put(&page->alerts, t, &e->r);
	tests_alert(&page->tests, &e->r);
}

size_t
html_open_alerts(const struct page *page)
{
	return shelf_below(&page->alerts, OPEN - WHEN_LAST);
}

/* NULL: it is about no test. */
static const struct row *
row_of(struct export *e)
{
	struct page *page = e->state;
	const struct alert *a = &e->r.alert;
	struct series_key k = series_key_of(&a->project, &a->test_name,
	    &a->context);

	return a->test_name.set ? series_find(&page->tests.rows, &k) : NULL;
}

static void
put_subject(struct export *e, const struct row *row)
{
	const struct alert *a = &e->r.alert;

	if (!a->test_name.set) {
		html_print(e->out, "<b>%s</b>", record_word(&e->r, "source"));
		return;
	}
	if (row != NULL)
		html_print(e->out, "<a href=#t%u>", row->number);
	html_value(e->out, &a->test_name);
	if (row != NULL)
		out_text(e->out, "</a>");
	html_context(e->out, &a->context);
}

static void
put_time(struct out *o, const char *before, const struct value *v)
{
	if (!v->set)
		return;
	out_text(o, before);
	html_minute(o, v->i);
}

static void
put_state(struct export *e)
{
	const struct alert *a = &e->r.alert;
	struct out *o = e->out;

	if (a->state.i == alert_state_resolved)
		out_text(o, "<p class=q>from ");
	else
		html_print(o, "<p class=q>%s since ",
		    record_word(&e->r, "state"));
	html_minute(o, a->created_at.i);
	put_time(o, " to ", &a->resolved_at);
	if (!a->acknowledged.i) {
		out_text(o, a->resolved_at.set ? "" : ", not acknowledged");
	} else {
		out_text(o, ", acknowledged");
		if (a->acknowledged_by.set) {
			out_text(o, " by ");
			html_value(o, &a->acknowledged_by);
		}
		put_time(o, " at ", &a->acknowledged_at);
		put_time(o, " until ", &a->acknowledged_until);
		if (a->ack_reason.set) {
			out_text(o, ": ");
			html_value(o, &a->ack_reason);
		}
	}
	if (a->owner.set) {
		out_text(o, ", owner ");
		html_value(o, &a->owner);
	}
	out_text(o, "</p>\n");
}

/* Advice is given once: where the test is shown in full it stands there. */
static void
put_alert(struct export *e)
{
	struct page *page = e->state;
	const struct alert *a = &e->r.alert;
	const struct row *row = row_of(e);

	html_print(e->out, "<li%s>", a->state.i == alert_state_resolved ?
	    " class=over" : "");
	html_severity(e->out, "b", a->severity.i);
	out_byte(e->out, ' ');
	put_subject(e, row);
	out_text(e->out, "<p>");
	html_value(e->out, &a->message);
	out_text(e->out, "</p>");
	put_state(e);
	if (a->state.i != alert_state_resolved &&
	    (row == NULL || row->number > page->cards) &&
	    page->advised++ < ADVISED)
		html_list(e, &a->recommendations, ADVICE);
}

void
html_alerts(struct export *e)
{
	struct page *page = e->state;
	size_t n = page->alerts.tickets;

	if (n == 0)
		return;
	html_section(e->out, "alerts", "Alerts");
	out_text(e->out, "<ol class=alerts>\n");
	shelf_show(e, &page->alerts, SHOWN, put_alert);
	out_text(e->out, "</ol>\n");
	if (n > SHOWN)
		html_print(e->out, "<p class=q>and %zu more, older or less "
		    "severe</p>\n", n - SHOWN);
	out_text(e->out, "</section>\n");
}
