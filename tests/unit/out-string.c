/*
 * Texts as JSON: against an escaper that looks at one byte after the other,
 * at every length around the words and buffers of the quick one; and what
 * reading makes of them again.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json.h"
#include "out.h"
#include "str.h"
#include "tap.h"
#include "when.h"

static void
escape_slowly(struct str *b, const char *s, size_t n)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";

	str_byte(b, '"');
	for (size_t i = 0; i < n; i++) {
		const char *c = s[i] ? strchr(from, s[i]) : NULL;

		if (c != NULL)
			str_print(b, "\\%c", to[c - from]);
		else if ((unsigned char)s[i] < ' ')
			str_print(b, "\\u%04x", (unsigned)s[i]);
		else
			str_byte(b, s[i]);
	}
	str_byte(b, '"');
}

/* A character of one to four bytes; some need an escape. */
static void
add_character(struct str *b, uint64_t dice)
{
	static const char *const some[] = {"\"", "\\", "\n", "\x01", "\x1f",
	    "\x7f", " ", "/", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
	    "!", "#", "[", "]", "a"};

	if (dice & 1)
		str_byte(b, (char)('a' + (dice >> 8) % 26));
	else if ((dice & 62) == 0)
		str_byte(b, '\0');
	else
		str_text(b, some[(dice >> 8) % 16]);
}

static bool
reads_back(struct json *j, const struct str *quoted, const struct str *text)
{
	struct str line = {0}, back = {0};
	bool good;

	str_text(&line, "{\"k\":");
	str_bytes(&line, quoted->s, quoted->n);
	str_byte(&line, '}');
	good = json_object(j, line.s, line.n);
	if (good)
		json_decode(&j->member[0].value, &back);
	good &= text_same(back.s, back.n, text->s, text->n);
	str_free(&line);
	str_free(&back);
	return good;
}

static void
try_texts(struct tap *t)
{
	struct str text = {0}, quick = {0}, slow = {0};
	struct json j;
	uint64_t seed = 5;
	int differ = 0, lost = 0;

	json_open(&j);
	for (int i = 0; i < 200000; i++) {
		uint64_t length = tap_random(&seed) % 40;

		str_clear(&text);
		str_clear(&quick);
		str_clear(&slow);
		str_text(&text, "");
		while (length-- > 0)
			add_character(&text, tap_random(&seed));
		str_string(&quick, text.s, text.n);
		escape_slowly(&slow, text.s, text.n);
		differ += !text_same(quick.s, quick.n, slow.s, slow.n);
		lost += !reads_back(&j, &quick, &text);
	}
	tap_ok(t, differ == 0, "as byte for byte");
	tap_ok(t, lost == 0, "and read back as they were");
	json_close(&j);
	str_free(&text);
	str_free(&quick);
	str_free(&slow);
}

/* All of a temporary file. */
static void
read_all(FILE *f, struct str *b)
{
	char piece[4096];
	size_t n;

	rewind(f);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		str_bytes(b, piece, n);
}

/* Texts of many lengths through one buffer: none is cut at its end. */
static void
try_buffer(struct tap *t)
{
	struct out *o = need(1, sizeof(*o));
	struct str text = {0}, want = {0}, got = {0};
	FILE *f = tmpfile();
	char at[WHEN_LENGTH + 1];

	if (f == NULL)
		abort();
	out_open(o, dup(fileno(f)), "a file");
	for (size_t n = 0; n < 200000; n = n * 5 / 4 + 1) {
		str_clear(&text);
		for (size_t i = 0; i < n; i++)
			str_byte(&text, i % 1000 == 999 ? '"' : 'x');
		out_string(o, text.s, n);
		escape_slowly(&want, text.s, n);
		out_byte(o, ',');
		str_byte(&want, ',');
	}
	for (int64_t us = -3 * WHEN_DAY; us < 3 * WHEN_DAY;
	    us += WHEN_DAY / 4) {
		out_bare_time(o, us);
		when_print(us, at);
		str_text(&want, at);
	}
	out_int(o, INT64_MIN);
	out_int(o, 0);
	out_int(o, INT64_MAX);
	out_time(o, 0);
	str_text(&want, "-9223372036854775808" "0" "9223372036854775807"
	    "\"1970-01-01T00:00:00.000000Z\"");
	out_close(o);
	read_all(f, &got);
	tap_ok(t, text_same(got.s, got.n, want.s, want.n),
	    "%zu bytes through a buffer", want.n);
	(void)fclose(f);
	free(o);
	str_free(&text);
	str_free(&want);
	str_free(&got);
}

int
main(void)
{
	struct tap t = {0};

	try_texts(&t);
	try_buffer(&t);
	return tap_end(&t);
}
