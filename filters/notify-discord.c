/*
 * Discord: a webhook message with embeds.
 *
 * A backslash takes its meaning from every character of their Markdown;
 * allowed_mentions says that nobody is called, whatever a name says.
 */
#include "notify.h"

#define CONTENT_UNITS		2000
#define TITLE_UNITS		256
#define DESCRIPTION_UNITS	4096
#define EMBEDS			10
#define EMBEDS_UNITS		6000	/* of all embeds of a message */

static int
colour(const struct notice *t)
{
	static const int colours[severity_words] = {
		[severity_none] = 0x8a8a8a, [severity_low] = 0x3b82f6,
		[severity_moderate] = 0xd9a400, [severity_high] = 0xe06000,
		[severity_critical] = 0xc00020
	};

	return t->state == alert_state_resolved ? 0x2e9e5b :
	    colours[t->severity];
}

/* The title is the message; one that is longer stands below as a whole. */
static void
add(struct notify *n, const struct notice *t)
{
	struct pieces p;
	struct str title = {0};
	size_t skip = t->message.n + 1;

	text_title(&title, &t->message, ESCAPE_DISCORD, TITLE_UNITS);
	if (text_ends(title.s, title.n, "\xe2\x80\xa6"))
		skip = 0;
	notice_text(t, &n->text);
	p = pieces_of(&n->text, ESCAPE_DISCORD, DESCRIPTION_UNITS);
	p.s += skip;
	p.n -= skip;
	while (text_piece(&p, &n->piece)) {
		str_clear(&n->block);
		str_byte(&n->block, '{');
		put_member(&n->block, "title", &title);
		put_member(&n->block, "description", &n->piece);
		str_print(&n->block, ",\"color\":%d}", colour(t));
		message_block(n, &n->block, p.units + text_units(&title));
	}
	str_free(&title);
}

static void
close_message(struct notify *n, struct str *to)
{
	str_clear(&n->head);
	if (n->message.alerts > 1)
		text_title(&n->head, &n->title, ESCAPE_DISCORD,
		    CONTENT_UNITS);
	if (n->options.link != NULL)
		str_print(&n->head, "%s<%s>", n->head.n > 0 ? " " : "",
		    n->options.link);
	str_text(to, "{\"content\":");
	put_string(to, &n->head);
	str_text(to, ",\"embeds\":[");
	str_bytes(to, n->message.blocks.s, n->message.blocks.n);
	str_text(to, "],\"allowed_mentions\":{\"parse\":[]}}");
}

const struct receiver notify_discord = {
	.name = "discord", .type = "application/json", .people = true,
	.limits = {.blocks = EMBEDS, .units = EMBEDS_UNITS},
	.add = add, .close = close_message,
};
