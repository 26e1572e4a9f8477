/*
 * Mail: one whole message for "sendmail -t -oi".
 *
 * The body is quoted-printable, so no line is long and none is a command;
 * a subject that is not ASCII is encoded words (RFC 2047).  Texts have no
 * line breaks, so none of them begins another header.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "diag.h"
#include "notify.h"
#include "when.h"

#define SUBJECT_UNITS	200
#define WORD_BYTES	42	/* 56 in base64, with =?UTF-8?B? and ?= 68 */
#define LINE_LENGTH	76

/* ---- quoted-printable (RFC 2045, 6.7) ---- */

static bool
is_plain(unsigned char c)
{
	return (c >= ' ' && c <= '~' && c != '=') || c == '\t';
}

/* One line; a blank at its end and "From " at its beginning are encoded. */
static void
put_line(struct out *o, const char *s, size_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t column = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		bool blank = i + 1 == n && c == ' ';
		bool head = i == 0 && (c == 'F' || c == '.');
		bool plain = is_plain(c) && !blank && !head;

		if (column + (plain ? 1 : 3) > LINE_LENGTH - 1) {
			out_text(o, "=\n");
			column = 0;
		}
		if (plain) {
			out_byte(o, (char)c);
			column++;
		} else {
			out_bytes(o, (const char[]){'=', hex[c >> 4],
			    hex[c & 15]}, 3);
			column += 3;
		}
	}
	out_byte(o, '\n');
}

static void
put_lines(struct out *o, const struct str *text)
{
	const char *s = text->s, *end = text->s + text->n, *line;

	for (; s < end; s = line + 1) {
		line = memchr(s, '\n', (size_t)(end - s));
		if (line == NULL)
			line = end;
		put_line(o, s, (size_t)(line - s));
	}
}

/* ---- the subject ---- */

static void
put_base64(struct out *o, const char *s, size_t n)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		size_t left = n - i;
		unsigned bits = (unsigned)(unsigned char)s[i] << 16;
		char four[4] = {0, 0, '=', '='};

		if (left > 1)
			bits |= (unsigned)(unsigned char)s[i + 1] << 8;
		if (left > 2)
			bits |= (unsigned char)s[i + 2];
		four[0] = digit[bits >> 18];
		four[1] = digit[bits >> 12 & 63];
		if (left > 1)
			four[2] = digit[bits >> 6 & 63];
		if (left > 2)
			four[3] = digit[bits & 63];
		out_bytes(o, four, 4);
	}
}

/* Plain words, if they are ASCII, fit a line and look like no encoded ones. */
static bool
is_simple(const struct str *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text->s[i] < ' ' || text->s[i] > '~')
			return false;
	return text->n <= LINE_LENGTH - strlen("Subject: ") &&
	    memmem(text->s, text->n, "=?", 2) == NULL;
}

static void
put_subject(struct out *o, const struct str *text)
{
	size_t n;

	out_text(o, "Subject: ");
	if (is_simple(text)) {
		out_bytes(o, text->s, text->n);
		out_byte(o, '\n');
		return;
	}
	for (size_t at = 0; at < text->n; at += n) {
		size_t step;

		for (n = 0; at + n < text->n; n += step) {
			step = text_utf8(text->s + at + n, text->n - at - n);
			step += step == 0;
			if (n + step > WORD_BYTES)
				break;
		}
		out_text(o, at > 0 ? " =?UTF-8?B?" : "=?UTF-8?B?");
		put_base64(o, text->s + at, n);
		out_text(o, "?=\n");
	}
}

/* ---- the message ---- */

static void
begin(struct notify *n)
{
	struct aside *body = n->state = need(1, sizeof(*body));

	aside_open(body);
}

static void
add(struct notify *n, const struct notice *t)
{
	struct aside *body = n->state;

	message_count(&n->message, t);
	notice_text(t, &n->text);
	str_byte(&n->text, '\n');
	put_lines(body->out, &n->text);
	out_byte(body->out, '\n');
}

/* Thu, 01 Jan 2026 00:00:00 +0000 */
static void
put_date(struct out *o, int64_t us)
{
	static const char days[] = "ThuFriSatSunMonTueWed";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char t[WHEN_LENGTH + 1], date[40];
	int64_t day = us / WHEN_DAY - (us % WHEN_DAY < 0);
	int weekday = (int)((day % 7 + 7) % 7);
	int month;

	when_print(us, t);
	month = (t[5] - '0') * 10 + t[6] - '1';
	(void)snprintf(date, sizeof(date), "%.3s, %.2s %.3s %.4s %.8s +0000",
	    days + 3 * weekday, t + 8, months + 3 * month, t, t + 11);
	out_text(o, "Date: ");
	out_text(o, date);
	out_byte(o, '\n');
}

static void
put_addresses(struct out *o, const char *name, const struct opt_list *list)
{
	for (int i = 0; i < list->count; i++) {
		out_text(o, i == 0 ? name : ",\n ");
		out_text(o, list->item[i]);
	}
	if (list->count > 0)
		out_byte(o, '\n');
}

static void
put_head(struct notify *n)
{
	static const struct opt_list root = {{"root"}, 1};
	struct out *o = n->out;

	put_addresses(o, "From: ", &n->options.from);
	put_addresses(o, "To: ", n->options.to.count > 0 ? &n->options.to :
	    &root);
	str_clear(&n->title);
	message_title(&n->message, &n->title);
	text_title(&n->head, &n->title, ESCAPE_NONE, SUBJECT_UNITS);
	put_subject(o, &n->head);
	put_date(o, when_now());
	out_text(o, "Auto-Submitted: auto-generated\n"
	    "MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n");
}

/* Without an alert there is no mail. */
static void
end(struct notify *n)
{
	struct aside *body = n->state;
	size_t size;
	const char *text;

	if (n->message.alerts > 0) {
		put_head(n);
		text = aside_read(body, &size);
		out_bytes(n->out, text, size);
		if (n->options.link != NULL)
			put_line(n->out, n->options.link,
			    strlen(n->options.link));
	}
	aside_close(body);
}

const struct receiver notify_mail = {
	.name = "mail", .begin = begin, .add = add, .end = end,
};
