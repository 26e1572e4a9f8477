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

static void
put_labels(struct str *to, const struct notice *t)
{
	str_text(to, "\"labels\":{\"alertname\":\"drift\"");
	put_member(to, "alert_id", &t->id);
	put_member(to, "project", &t->project);
	put_member(to, "test", &t->test);
	put_member(to, "context", &t->context);
	put_text(to, "source", words_alert_source[t->source]);
	put_text(to, "severity", words_severity[t->severity]);
	put_member(to, "owner", &t->owner);
	str_byte(to, '}');
}

static void
put_annotations(struct notify *n, struct str *to, const struct notice *t)
{
	str_text(to, ",\"annotations\":{");
	put_member(to, "summary", &t->message);
	str_clear(&n->text);
	notice_text(t, &n->text);
	put_member(to, "description", &n->text);
	if (t->class != NULL)
		put_text(to, "class", t->class);
	put_member(to, "run", &t->run);
	put_member(to, "acknowledged_by", &t->acknowledged_by);
	str_byte(to, '}');
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

	put_labels(b, t);
	put_annotations(n, b, t);
	put_time(b, "startsAt", t->created_at);
	if (ends != 0)
		put_time(b, "endsAt", ends);
	else
		put_text(b, "endsAt", "0001-01-01T00:00:00Z");
	put_link(b, "generatorURL", n->options.link);
}

/* ---- webhook ---- */

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
	bool firing = n->message.alerts > n->message.over;

	str_text(to, "{\"version\":\"4\",\"groupKey\":"
	    "\"{}:{alertname=\\\"drift\\\"}\",\"truncatedAlerts\":0");
	put_text(to, "status", firing ? "firing" : "resolved");
	str_text(to, ",\"receiver\":\"webhook\","
	    "\"groupLabels\":{\"alertname\":\"drift\"},"
	    "\"commonLabels\":{\"alertname\":\"drift\"},"
	    "\"commonAnnotations\":{}");
	put_link(to, "externalURL", n->options.link);
	str_text(to, ",\"alerts\":[");
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
	str_text(to, "]}");
}

const struct receiver notify_webhook = {
	.name = "webhook", .type = "application/json",
	.limits = {.blocks = ALERTS, .bytes = BYTES},
	.add = add_firing, .close = close_webhook,
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
