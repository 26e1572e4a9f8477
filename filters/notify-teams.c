/*
 * Microsoft Teams: a message of the Workflows app with an Adaptive Card 1.4.
 *
 * A TextRun is not read as Markdown, as a TextBlock is.
 */
#include "notify.h"

#define CARD_BYTES	28000	/* of the whole message; 28 KB */
#define HEAD_BYTES	4000	/* of what is not blocks */
#define TITLE_UNITS	300
#define TEXT_UNITS	5000	/* of a run: at most 15,000 bytes */

static void
put_run(struct str *to, const struct str *text, const char *style)
{
	str_text(to, "{\"type\":\"RichTextBlock\",\"inlines\":[{"
	    "\"type\":\"TextRun\"");
	put_member(to, "text", text);
	str_text(to, style);
	str_text(to, "}]}");
}

static void
add_part(struct notify *n, const struct str *text, const char *style)
{
	struct pieces p = pieces_of(text, ESCAPE_NONE, TEXT_UNITS);

	while (text_piece(&p, &n->piece)) {
		str_clear(&n->block);
		put_run(&n->block, &n->piece, style);
		message_block(n, &n->block, 0);
	}
}

static void
add(struct notify *n, const struct notice *t)
{
	const char *colour = t->state == alert_state_resolved ? "good" :
	    t->severity >= severity_high ? "attention" : "warning";
	struct str style = {0};

	str_text(&style, ",\"weight\":\"bolder\"");
	put_text(&style, "color", colour);
	add_part(n, &t->message, style.s);
	str_free(&style);
	str_clear(&n->text);
	notice_details(t, &n->text);
	add_part(n, &n->text, ",\"size\":\"small\"");
}

static void
close_message(struct notify *n, struct str *to)
{
	str_clear(&n->head);
	text_title(&n->head, &n->title, ESCAPE_NONE, TITLE_UNITS);
	str_text(to, "{\"type\":\"message\"");
	put_member(to, "summary", &n->head);
	str_text(to, ",\"attachments\":[{\"contentType\":"
	    "\"application/vnd.microsoft.card.adaptive\",\"contentUrl\":null,"
	    "\"content\":{\"$schema\":"
	    "\"http://adaptivecards.io/schemas/adaptive-card.json\","
	    "\"type\":\"AdaptiveCard\",\"version\":\"1.4\","
	    "\"msteams\":{\"width\":\"Full\"},\"body\":[");
	if (n->message.alerts > 1) {
		put_run(to, &n->head, ",\"size\":\"large\"");
		str_byte(to, ',');
	}
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
	str_text(to, "]");
	if (n->options.link != NULL) {
		str_text(to, ",\"actions\":[{\"type\":\"Action.OpenUrl\","
		    "\"title\":\"Open\"");
		put_text(to, "url", n->options.link);
		str_text(to, "}]");
	}
	str_text(to, "}}]}");
}

const struct receiver notify_teams = {
	.name = "teams", .type = "application/json", .people = true,
	.limits = {.bytes = CARD_BYTES - HEAD_BYTES},
	.add = add, .close = close_message,
};
