/*
 * PagerDuty: Events API v2.  dedup_key is the alert's id, so what is told
 * twice is one incident there.
 *
 * The routing key is a secret: a printed payload has ROUTING_KEY in its
 * place, which post() replaces.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "hash.h"
#include "notify.h"

#define SUMMARY_UNITS	1024
#define FIELD_UNITS	255
#define DETAIL_UNITS	60000	/* at most 180 KB, twice that in escapes */

static const char *
action(const struct notice *t)
{
	if (t->state == alert_state_resolved)
		return "resolve";
	return t->acknowledged ? "acknowledge" : "trigger";
}

static const char *
severity(const struct notice *t)
{
	static const char *const words[severity_words] = {"info", "info",
	    "warning", "error", "critical"};

	return words[t->severity];
}

static void
put_title(struct str *to, const char *key, const struct str *text)
{
	struct str title = {0};

	text_title(&title, text, ESCAPE_NONE, strcmp(key, "summary") == 0 ?
	    SUMMARY_UNITS : FIELD_UNITS);
	put_member(to, key, &title);
	str_free(&title);
}

static void
put_payload(struct str *to, const struct notice *t, const struct str *details)
{
	str_text(to, ",\"payload\":{");
	put_title(to, "summary", &t->message);
	put_title(to, "source", t->context.n > 0 ? &t->context : &t->project);
	put_text(to, "severity", severity(t));
	put_time(to, "timestamp", t->created_at);
	put_title(to, "component", &t->test);
	put_title(to, "group", &t->project);
	put_text(to, "class", words_alert_source[t->source]);
	str_text(to, ",\"custom_details\":{");
	put_member(to, "text", details);
	put_title(to, "owner", &t->owner);
	put_title(to, "run", &t->run);
	if (t->drift.set) {
		char number[REAL_LENGTH + 1];
		size_t length = real_print(t->drift.d, number);

		str_text(to, ",\"drift\":");
		str_bytes(to, number, length);
	}
	str_text(to, "}}");
}

static void
put_links(struct str *to, const char *link)
{
	str_text(to, ",\"client\":\"drift\"");
	if (link == NULL)
		return;
	put_text(to, "client_url", link);
	str_text(to, ",\"links\":[{");
	put_text(to, "href", link);
	put_text(to, "text", "Open");
	str_text(to, "}]");
}

/* Ours are short; another's may be of any length, and is told by its hash. */
static void
put_key(struct str *to, const struct str *id)
{
	char hash[17];

	if (text_units(id) <= FIELD_UNITS) {
		put_member(to, "dedup_key", id);
		return;
	}
	(void)snprintf(hash, sizeof(hash), "%016" PRIx64,
	    hash64(0, id->s, id->n));
	put_text(to, "dedup_key", hash);
}

static void
begin_event(struct str *b, const char *what, const struct str *id)
{
	str_clear(b);
	str_text(b, "{\"routing_key\":\"" NOTIFY_KEY "\"");
	put_text(b, "event_action", what);
	put_key(b, id);
}

static void
add_event(struct notify *n)
{
	put_links(&n->block, n->options.link);
	str_byte(&n->block, '}');
	message_block(n, &n->block, 0);
}

/*
 * A text too long for one event goes on in another of the same incident.  The
 * incident of the alert that this one replaces is over.
 */
static void
add(struct notify *n, const struct notice *t)
{
	struct pieces p;

	notice_text(t, &n->text);
	p = pieces_of(&n->text, ESCAPE_NONE, DETAIL_UNITS);
	while (text_piece(&p, &n->piece)) {
		begin_event(&n->block, action(t), &t->id);
		if (t->state == alert_state_resolved)
			p.n = 0;
		else
			put_payload(&n->block, t, &n->piece);
		add_event(n);
	}
	if (t->supersedes.n == 0)
		return;
	begin_event(&n->block, "resolve", &t->supersedes);
	add_event(n);
}

static void
close_message(struct notify *n, struct str *to)
{
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
}

const struct receiver notify_pagerduty = {
	.name = "pagerduty", .type = "application/json",
	.limits = {.blocks = 1},
	.add = add, .close = close_message,
};
