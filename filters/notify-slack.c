/*
 * Slack: Block Kit, for an incoming webhook.
 *
 * Texts are plain_text, so nothing in them is markup; & < > are escaped all
 * the same, as the page "Formatting text" asks for.
 */
#include "notify.h"
#include "when.h"

#define TITLE_UNITS	150	/* of a header block */
#define TEXT_UNITS	3000	/* of a section's text */
#define BLOCKS		50	/* of a message */

static void
add(struct notify *n, const struct notice *t)
{
	struct pieces p;

	notice_text(t, &n->text);
	p = pieces_of(&n->text, ESCAPE_SLACK, TEXT_UNITS);
	while (text_piece(&p, &n->piece)) {
		str_clear(&n->block);
		str_text(&n->block, "{\"type\":\"section\",\"text\":{"
		    "\"type\":\"plain_text\",\"emoji\":false");
		put_member(&n->block, "text", &n->piece);
		str_text(&n->block, "}}");
		message_block(n, &n->block, 0);
	}
}

static void
add_link(struct notify *n, struct str *to)
{
	if (n->options.link == NULL)
		return;
	str_text(to, ",{\"type\":\"actions\",\"elements\":[{\"type\":"
	    "\"button\",\"text\":{\"type\":\"plain_text\",\"text\":\"Open\"}");
	put_text(to, "url", n->options.link);
	str_text(to, "}]}");
}

static void
close_message(struct notify *n, struct str *to)
{
	str_clear(&n->head);
	text_title(&n->head, &n->title, ESCAPE_SLACK, TITLE_UNITS);
	str_text(to, "{");
	put_member(to, "text", &n->head);
	str_text(to, ",\"mrkdwn\":false,\"unfurl_links\":false,"
	    "\"unfurl_media\":false,\"blocks\":[");
	if (n->message.alerts > 1) {
		str_text(to, "{\"type\":\"header\",\"text\":{"
		    "\"type\":\"plain_text\",\"emoji\":false");
		put_member(to, "text", &n->head);
		str_text(to, "}},");
	}
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
	add_link(n, to);
	str_text(to, "]}");
}

/* The header and the link take two of the blocks. */
const struct receiver notify_slack = {
	.name = "slack", .type = "application/json", .people = true,
	.pause = WHEN_SECOND,
	.limits = {.blocks = BLOCKS - 2},
	.add = add, .close = close_message,
};
