/*
 * An alert as texts that people read: one line each, and nothing in them
 * that acts on a reader or a terminal.
 */
#include <string.h>

#include "notify.h"
#include "when.h"
#include "width.h"

static void
take_text(struct str *to, const struct value *v)
{
	str_clear(to);
	if (v->set)
		width_spell(to, v->s, v->n);
}

static void
take_advice(struct notify *n, const struct value *v)
{
	struct notice *t = n->notice;
	struct json *j = &n->r.json;	/* the record is bound already */

	t->advices = 0;
	if (!v->set || !json_array(j, v->s, v->n))
		return;
	for (size_t i = 0; i < j->count && t->advices < ADVICE_MAX; i++) {
		if (j->member[i].value.type != JSON_STRING)
			continue;
		str_clear(&n->text);
		json_decode(&j->member[i].value, &n->text);
		str_clear(&t->advice[t->advices]);
		width_spell(&t->advice[t->advices++], n->text.s, n->text.n);
	}
}

static int64_t
time_of(const struct value *v, int64_t otherwise)
{
	return v->set ? v->i : otherwise;
}

/* Where the stream told of the test's place. */
static void
take_place(struct notify *n, const struct alert *a)
{
	struct series_key k = series_key_of(&a->project, &a->test_name,
	    &a->context);
	const struct place *p;

	n->notice->file = NULL;
	n->notice->line = 0;
	if (!n->places_wanted || !a->test_name.set)
		return;
	p = series_find(&n->places, &k);
	if (p == NULL || p->file.n == 0)
		return;
	n->notice->file = p->file.s;
	n->notice->line = p->line;
}

void
notice_take(struct notify *n)
{
	const struct alert *a = &n->r.alert;
	struct notice *t = n->notice;

	take_text(&t->project, &a->project);
	take_text(&t->id, &a->alert_id);
	take_text(&t->test, &a->test_name);
	take_text(&t->context, &a->context);
	take_text(&t->owner, &a->owner);
	take_text(&t->failure, &a->failure_id);
	take_text(&t->run, &a->run_id);
	take_text(&t->message, &a->message);
	take_text(&t->supersedes, &a->supersedes);
	take_text(&t->acknowledged_by, &a->acknowledged_by);
	take_text(&t->reason, &a->ack_reason);
	t->severity = (enum severity)a->severity.i;
	t->fired = (enum severity)(a->fired_severity.set ?
	    a->fired_severity.i : a->severity.i);
	t->state = a->resolved_at.set ? alert_state_resolved :
	    (enum alert_state)a->state.i;
	t->source = (enum alert_source)a->source.i;
	t->class = a->class.set ? words_class[a->class.i] : NULL;
	t->drift = a->drift_percentage;
	t->acknowledged = a->acknowledged.set && a->acknowledged.i;
	t->created_at = a->created_at.i;
	t->updated_at = time_of(&a->updated_at, t->created_at);
	t->resolved_at = time_of(&a->resolved_at,
	    t->state == alert_state_resolved ? t->updated_at : 0);
	take_place(n, a);
	take_advice(n, &a->recommendations);
}

void
notice_free(struct notice *t)
{
	str_free_all(&t->project, &t->id, &t->test, &t->context, &t->owner,
	    &t->failure, &t->run, &t->message, &t->supersedes,
	    &t->acknowledged_by, &t->reason, NULL);
	for (int i = 0; i < ADVICE_MAX; i++)
		str_free(&t->advice[i]);
}

const char *
notice_state(const struct notice *t)
{
	if (t->state == alert_state_resolved)
		return "resolved";
	if (t->acknowledged)
		return "acknowledged";
	return t->state == alert_state_repeat ? "still firing" : "firing";
}

void
notice_time(struct str *to, int64_t us)
{
	char text[WHEN_LENGTH + 1];

	when_print(us, text);
	text[10] = ' ';
	str_bytes(to, text, 16);
	str_text(to, " UTC");
}

static void
add_detail(struct str *to, const char *name, const struct str *text)
{
	if (text->n == 0)
		return;
	str_print(to, " \xc2\xb7 %s ", name);
	str_bytes(to, text->s, text->n);
}

void
notice_details(const struct notice *t, struct str *to)
{
	str_text(to, notice_state(t));
	if (t->acknowledged)
		add_detail(to, "by", &t->acknowledged_by);
	if (t->acknowledged && t->reason.n > 0)
		add_detail(to, "because", &t->reason);
	if (!str_is(&t->project, "default"))
		add_detail(to, "project", &t->project);
	add_detail(to, "context", &t->context);
	if (t->class != NULL)
		str_print(to, " \xc2\xb7 %s", t->class);
	add_detail(to, "owner", &t->owner);
	add_detail(to, "run", &t->run);
	str_text(to, " \xc2\xb7 since ");
	notice_time(to, t->created_at);
	if (t->resolved_at != 0) {
		str_text(to, " until ");
		notice_time(to, t->resolved_at);
	}
	add_detail(to, "alert", &t->id);
	for (int i = 0; i < t->advices; i++) {
		str_text(to, "\n\xe2\x80\xa2 ");
		str_bytes(to, t->advice[i].s, t->advice[i].n);
	}
}

void
notice_text(const struct notice *t, struct str *to)
{
	str_set(to, t->message.s, t->message.n);
	str_byte(to, '\n');
	notice_details(t, to);
}
