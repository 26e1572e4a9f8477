/*
 * Alertmanager's two bodies: what it sends to a webhook (version 4), and what
 * it takes at /api/v2/alerts.  Labels say which alert it is and stay the same
 * as long as it lives, since they are its key there; the rest is annotations.
 */
#include <string.h>

#include "notify.h"
#include "when.h"

#define ALERTS		100	/* of one message */
#define BYTES		500000	/* more only for one alert alone */

enum member {
	ALERTNAME, ALERT_ID, PROJECT, TEST, CONTEXT, SOURCE, SEVERITY, OWNER,
	LABELS,
	SUMMARY = LABELS, DESCRIPTION, CLASS, RUN, ACKNOWLEDGED_BY, MEMBERS
};

static const char *const keys[MEMBERS] = {"alertname", "alert_id", "project",
    "test", "context", "source", "severity", "owner", "summary",
    "description", "class", "run", "acknowledged_by"};

/* What all alerts of a message have in common; empty: nothing. */
struct common {
	struct str text[MEMBERS];
};

static struct value
of_str(const struct str *s)
{
	return value_bytes(s->s, s->n);
}

/* The labels, then the annotations, of the notice; its text is in n->text. */
static void
gather(struct notify *n, const struct notice *t, struct value v[MEMBERS])
{
	notice_text(t, &n->text);
	v[ALERTNAME] = value_text("drift");
	v[ALERT_ID] = of_str(&t->id);
	v[PROJECT] = of_str(&t->project);
	v[TEST] = of_str(&t->test);
	v[CONTEXT] = of_str(&t->context);
	v[SOURCE] = value_text(words_alert_source[t->source]);
	v[SEVERITY] = value_text(words_severity[t->fired]);
	v[OWNER] = of_str(&t->owner);
	v[SUMMARY] = of_str(&t->message);
	v[DESCRIPTION] = of_str(&n->text);
	v[CLASS] = value_text(t->class != NULL ? t->class : "");
	v[RUN] = of_str(&t->run);
	v[ACKNOWLEDGED_BY] = of_str(&t->acknowledged_by);
}

/* {"KEY":"TEXT",...} of those that have a text */
static void
put_members(struct str *to, const struct value *v, int from, int end)
{
	const char *between = "{";

	for (int i = from; i < end; i++) {
		if (v[i].n == 0)
			continue;
		str_print(to, "%s\"%s\":", between, keys[i]);
		str_string(to, v[i].s, v[i].n);
		between = ",";
	}
	str_text(to, between[0] == '{' ? "{}" : "}");
}

static void
put_link(struct str *to, const char *key, const char *link)
{
	put_text(to, key, link != NULL ? link : "");
}

static void
put_alert(struct notify *n, const struct notice *t, int64_t ends)
{
	struct str *b = &n->block;
	struct value v[MEMBERS];

	gather(n, t, v);
	str_text(b, "\"labels\":");
	put_members(b, v, 0, LABELS);
	str_text(b, ",\"annotations\":");
	put_members(b, v, LABELS, MEMBERS);
	put_time(b, "startsAt", t->created_at);
	if (ends != 0)
		put_time(b, "endsAt", ends);
	else
		put_text(b, "endsAt", "0001-01-01T00:00:00Z");
	put_link(b, "generatorURL", n->options.link);
}

/* ---- webhook ---- */

static void
begin_webhook(struct notify *n)
{
	n->state = need(1, sizeof(struct common));
}

/* What this alert does not share is common no more. */
static void
note_common(struct notify *n, const struct notice *t)
{
	struct common *c = n->state;
	struct value v[MEMBERS];

	gather(n, t, v);
	for (int i = 0; i < MEMBERS; i++) {
		if (n->message.alerts == 1) {
			str_set(&c->text[i], v[i].s, v[i].n);
		} else if (!text_same(c->text[i].s, c->text[i].n, v[i].s,
		    v[i].n)) {
			str_clear(&c->text[i]);
		}
	}
}

static void
add_firing(struct notify *n, const struct notice *t)
{
	str_clear(&n->block);
	str_byte(&n->block, '{');
	put_text(&n->block, "status", t->state == alert_state_resolved ?
	    "resolved" : "firing");
	str_byte(&n->block, ',');
	put_alert(n, t, t->resolved_at);
	put_member(&n->block, "fingerprint", &t->id);
	str_byte(&n->block, '}');
	message_block(n, &n->block, 0);
}

static void
close_webhook(struct notify *n, struct str *to)
{
	const struct common *c = n->state;
	struct value v[MEMBERS];
	bool firing = n->message.alerts > n->message.over;

	str_text(to, "{\"version\":\"4\",\"groupKey\":"
	    "\"{}:{alertname=\\\"drift\\\"}\",\"truncatedAlerts\":0");
	put_text(to, "status", firing ? "firing" : "resolved");
	for (int i = 0; i < MEMBERS; i++)
		v[i] = of_str(&c->text[i]);
	str_text(to, ",\"receiver\":\"webhook\","
	    "\"groupLabels\":{\"alertname\":\"drift\"},\"commonLabels\":");
	put_members(to, v, 0, LABELS);
	str_text(to, ",\"commonAnnotations\":");
	put_members(to, v, LABELS, MEMBERS);
	put_link(to, "externalURL", n->options.link);
	str_text(to, ",\"alerts\":[");
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
	str_text(to, "]}");
}

static void
end_webhook(struct notify *n)
{
	struct common *c = n->state;

	for (int i = 0; i < MEMBERS; i++)
		str_free(&c->text[i]);
}

const struct receiver notify_webhook = {
	.name = "webhook", .type = "application/json",
	.limits = {.blocks = ALERTS, .bytes = BYTES},
	.begin = begin_webhook, .add = add_firing, .count = note_common,
	.close = close_webhook, .end = end_webhook,
};

/* ---- alertmanager ---- */

/*
 * Alertmanager holds an alert for resolved when endsAt is over, so that has
 * to be later than the next times it is told.
 */
static void
add_posted(struct notify *n, const struct notice *t)
{
	int64_t ends = t->resolved_at != 0 ? t->resolved_at :
	    when_now() + 3 * n->options.interval;

	if (ends <= t->created_at)
		ends = t->created_at + (t->resolved_at != 0 ? 1 :
		    3 * n->options.interval);
	str_clear(&n->block);
	str_byte(&n->block, '{');
	put_alert(n, t, ends);
	str_byte(&n->block, '}');
	message_block(n, &n->block, 0);
}

static void
close_posted(struct notify *n, struct str *to)
{
	str_byte(to, '[');
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
	str_byte(to, ']');
}

const struct receiver notify_alertmanager = {
	.name = "alertmanager", .type = "application/json",
	.limits = {.blocks = ALERTS, .bytes = BYTES},
	.add = add_posted, .close = close_posted,
};
