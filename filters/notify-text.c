/*
 * Texts in a receiver's limits, and as members of its JSON.
 */
#include <string.h>

#include "notify.h"
#include "out.h"
#include "when.h"
#include "width.h"
#include "xml-text.h"

#define ELLIPSIS	"\xe2\x80\xa6"
#define CLUSTER_BYTES	256	/* more comes apart */

static void
escape_byte(struct str *to, enum escape escape, char c)
{
	bool markup = c != '\0' && strchr("\\*_~`|>#-[]()<@:", c) != NULL;
	const char *reference = escape == ESCAPE_SLACK && c != '"' ?
	    xml_reference(c) : NULL;

	if (reference != NULL)
		str_text(to, reference);
	else if (escape == ESCAPE_DISCORD && markup)
		str_bytes(to, (const char[]){'\\', c}, 2);
	else
		str_byte(to, c);
}

/* Not the first byte of a character. */
static bool
is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* One unit a character, two beyond the basic plane. */
static size_t
units_of(const char *s, size_t n)
{
	size_t units = 0;

	for (size_t i = 0; i < n; i++) {
		units += !is_inside(s[i]);
		units += (unsigned char)s[i] >= 0xf0;
	}
	return units;
}

size_t
text_units(const struct str *text)
{
	return units_of(text->s, text->n);
}

/*
 * Bytes of the next characters that stay together.  A heap of combining
 * characters larger than a piece comes apart between them.
 */
static size_t
next_cluster(const struct pieces *p, size_t at)
{
	size_t left = p->n - at;
	size_t n = width_cluster(p->s + at,
	    left < CLUSTER_BYTES ? left : CLUSTER_BYTES);

	while (n > 0 && n < left && is_inside(p->s[at + n]))
		n--;
	if (n == 0 || units_of(p->s + at, n) * 2 > p->limit / 4)
		n = text_utf8(p->s + at, left);
	return n > 0 ? n : 1;
}

struct pieces
pieces_of(const struct str *text, enum escape escape, size_t limit)
{
	return (struct pieces){text->s, text->n, escape, limit, 0};
}

bool
text_piece(struct pieces *p, struct str *to)
{
	size_t at = 0, blank = 0, blank_end = 0, used = 0, n;

	str_clear(to);
	for (; at < p->n; at += n) {
		size_t before = to->n, cost;

		n = next_cluster(p, at);
		for (size_t i = 0; i < n; i++)
			escape_byte(to, p->escape, p->s[at + i]);
		cost = units_of(to->s + before, to->n - before);
		if (used + cost > p->limit) {
			str_cut(to, before);
			break;
		}
		used += cost;
		if ((p->s[at] == ' ' || p->s[at] == '\n') &&
		    used > p->limit - p->limit / 4) {
			blank = at + n;
			blank_end = to->n;
		}
	}
	if (at < p->n && blank > 0) {
		at = blank;
		str_cut(to, blank_end);
	}
	p->units = units_of(to->s, to->n);
	p->s += at;
	p->n -= at;
	return at > 0;
}

void
text_title(struct str *to, const struct str *text, enum escape escape,
    size_t limit)
{
	struct pieces p = pieces_of(text, escape, limit);

	(void)text_piece(&p, to);
	if (p.n == 0)
		return;
	p = pieces_of(text, escape, limit - 1);
	(void)text_piece(&p, to);
	str_text(to, ELLIPSIS);
}

/* ---- JSON ---- */

void
put_string(struct str *to, const struct str *text)
{
	str_string(to, text->n > 0 ? text->s : "", text->n);
}

static void
put_key(struct str *to, const char *key)
{
	str_print(to, "%s\"%s\":", to->n > 0 && (to->s[to->n - 1] == '{' ||
	    to->s[to->n - 1] == '[') ? "" : ",", key);
}

void
put_member(struct str *to, const char *key, const struct str *text)
{
	if (text->n == 0)
		return;
	put_key(to, key);
	put_string(to, text);
}

void
put_text(struct str *to, const char *key, const char *text)
{
	put_key(to, key);
	str_string(to, text, strlen(text));
}

void
put_time(struct str *to, const char *key, int64_t us)
{
	char text[WHEN_LENGTH + 1];

	when_print(us, text);
	put_text(to, key, text);
}
