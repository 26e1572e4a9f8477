/*
 * The numbered list of alerts.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "annotation.h"
#include "export-table.h"
#include "when.h"

#define ADVICE	3		/* recommendations shown of one alert */

static void
add_code(struct str *to, const char *s, size_t n)
{
	struct str clean = {0};

	width_clean(&clean, s, n);
	annotation_code(to, clean.s, clean.n);
	str_free(&clean);
}

static void
put_clean(struct table *t, const char *s, size_t n)
{
	str_clear(&t->text);
	(t->markdown ? add_code : width_clean)(&t->text, s, n);
	out_bytes(t->alerts.out, t->text.s, t->text.n);
}

/* The end of one line of an alert, and the beginning of the next. */
static void
put_break(struct table *t)
{
	out_text(t->alerts.out, t->markdown ? "\\\n    " : "\n   ");
}

static void
put_time(struct table *t, const char *before, const struct value *v)
{
	char words[WHEN_WORDS];

	if (!v->set)
		return;
	when_words(v->i, 19, words);
	out_text(t->alerts.out, before);
	out_text(t->alerts.out, words);
}

/* 3. checkout [linux]  HIGH  firing */
static void
put_head(struct export *e)
{
	struct table *t = e->state;
	const struct alert *a = &e->r.alert;
	struct out *o = t->alerts.out;
	enum grid_style style = style_of(a->severity.i);
	const struct kind_spec *k = kind_spec(KIND_alert);
	const struct value *name = a->test_name.set ? &a->test_name :
	    &a->message;
	struct series_key key = series_key_of(&a->project, name, &a->context);
	int severity = field_find(KIND_alert, "severity", 8);
	int state = field_find(KIND_alert, "state", 5);

	out_int(o, (int64_t)t->count[KIND_alert]);
	out_text(o, ". ");
	str_clear(&t->text);
	name_write(&t->text, &key, t->markdown ? add_code : width_clean);
	out_bytes(o, t->text.s, t->text.n);
	out_text(o, t->markdown ? " **" : "  ");
	style_begin(style, e->terminal, o);
	for (const char *c = k->field[severity].words[a->severity.i];
	    *c != '\0'; c++)
		out_byte(o, (char)toupper((unsigned char)*c));
	style_end(style, e->terminal, o);
	out_text(o, t->markdown ? "** " : "  ");
	out_text(o, k->field[state].words[a->state.i]);
	put_break(t);
}

static void
put_state(struct export *e)
{
	struct table *t = e->state;
	const struct alert *a = &e->r.alert;
	struct out *o = t->alerts.out;

	out_text(o, "created");
	put_time(t, " ", &a->created_at);
	if (a->acknowledged.i) {
		out_text(o, ", acknowledged");
		if (a->acknowledged_by.set) {
			out_text(o, " by ");
			put_clean(t, a->acknowledged_by.s,
			    a->acknowledged_by.n);
		}
		put_time(t, " at ", &a->acknowledged_at);
		put_time(t, " until ", &a->acknowledged_until);
		if (a->ack_reason.set) {
			out_text(o, ": ");
			put_clean(t, a->ack_reason.s, a->ack_reason.n);
		}
	} else {
		out_text(o, ", not acknowledged");
	}
	put_time(t, ", resolved ", &a->resolved_at);
	put_break(t);
	out_text(o, "id ");
	put_clean(t, a->alert_id.s, a->alert_id.n);
	out_byte(o, '\n');
}

static void
put_advice(struct export *e)
{
	struct table *t = e->state;
	const struct value *v = &e->r.alert.recommendations;
	struct json *j = &e->r.json;	/* the record is bound already */
	const char *item = t->markdown ? "    - " : "   - ";
	struct str text = {0};

	if (!v->set || !json_array(j, v->s, v->n))
		return;
	for (size_t i = 0; i < j->count && i < ADVICE; i++) {
		str_clear(&text);
		json_decode(&j->member[i].value, &text);
		out_text(t->alerts.out, item);
		put_clean(t, text.s, text.n);
		out_byte(t->alerts.out, '\n');
	}
	if (j->count > ADVICE) {
		out_text(t->alerts.out, item);
		out_text(t->alerts.out, "and ");
		out_int(t->alerts.out, (int64_t)(j->count - ADVICE));
		out_text(t->alerts.out, " more\n");
	}
	str_free(&text);
}

void
table_alert(struct export *e)
{
	struct table *t = e->state;
	const struct alert *a = &e->r.alert;

	if (a->state.i != alert_state_resolved)
		t->alerts_by[a->severity.i]++;
	t->acknowledged += a->acknowledged.i != 0;
	if (e->summary)
		return;
	if (t->alerts.out == NULL)
		aside_open(&t->alerts);
	put_head(e);
	put_clean(t, a->message.s, a->message.n);
	put_break(t);
	put_state(e);
	put_advice(e);
}
