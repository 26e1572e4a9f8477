#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "xml-repair.h"

#define TAIL	16	/* longest thing a piece's end may cut in two */
#define BLOCK	64	/* bytes looked at together */

void
repair_open(struct repair *x, const char *s, size_t n)
{
	const char *end, *name;
	char head[128];

	if (n > sizeof(head) - 1)
		n = sizeof(head) - 1;
	memcpy(head, s, n);
	head[n] = '\0';
	x->wide = n >= 2 &&
	    ((unsigned char)s[0] >= 0xfe || s[0] == '\0' || s[1] == '\0');
	x->utf8 = true;
	end = strstr(head, "?>");
	name = strstr(head, "encoding=");
	if (end == NULL || name == NULL || name > end)
		return;
	name += strlen("encoding=") + 1;
	x->utf8 = strncasecmp(name, "utf-8", 5) == 0 ||
	    strncasecmp(name, "us-ascii", 8) == 0;
}

/* Whether a byte may need a repair; written so that compilers vectorise it. */
static unsigned char
is_odd(unsigned char c)
{
	return (unsigned char)(((c < ' ') & (c != '\t') & (c != '\n') &
				   (c != '\r')) |
	    (c >= 0x80) | (c == '&'));
}

/* The next odd byte from i on. */
static size_t
find_odd(const char *text, size_t i, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;

	for (; i + BLOCK <= n; i += BLOCK) {
		unsigned char odd = 0;

		for (size_t k = 0; k < BLOCK; k++)
			odd |= is_odd(s[i + k]);
		if (odd)
			break;
	}
	while (i < n && !is_odd(s[i]))
		i++;
	return i;
}

static bool
is_allowed(uint32_t c)
{
	return (c >= 0x20 && c < 0xd800) || c == '\t' || c == '\n' ||
	    c == '\r' || (c >= 0xe000 && c < 0xfffe) ||
	    (c >= 0x10000 && c < 0x110000);
}

/* How many bytes a UTF-8 character has that begins with this one. */
static size_t
length_after(unsigned char c)
{
	if (c < 0xc2 || c > 0xf4)
		return 0;
	return c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* The length of the UTF-8 character at s, 0 where there is none. */
static size_t
utf8_length(const char *text, size_t n, uint32_t *c)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *s = (const unsigned char *)text;
	size_t length = length_after(s[0]);

	if (length == 0 || length > n)
		return 0;
	*c = s[0] & (0xffU >> (length + 1));
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (s[i] & 0x3f);
	}
	if (*c < least[length] || *c > 0x10ffff ||
	    (*c >= 0xd800 && *c < 0xe000))
		return 0;
	return length;
}

/* The value of a digit in this base, or base where it is none. */
static uint32_t
digit(char c, uint32_t base)
{
	uint32_t value = base;

	if (c >= '0' && c <= '9')
		value = (uint32_t)(c - '0');
	else if ((c | ' ') >= 'a' && (c | ' ') <= 'f')
		value = (uint32_t)((c | ' ') - 'a' + 10);
	return value < base ? value : base;
}

/* The length of a reference to a forbidden character, else 0. */
static size_t
bad_reference(const char *s, size_t n)
{
	size_t i = 2;
	uint32_t c = 0, base = 10;

	if (n < 4 || s[1] != '#')
		return 0;
	if (s[2] == 'x') {
		base = 16;
		i = 3;
	}
	for (; i < n && i < TAIL && s[i] != ';'; i++) {
		uint32_t value = digit(s[i], base);

		if (value == base)
			return 0;
		if (c < 0x110000)
			c = c * base + value;
	}
	return i < n && s[i] == ';' && !is_allowed(c) ? i + 1 : 0;
}

/* Whether byte `to` lies in a CDATA section, known for byte `from`. */
static bool
cdata_at(const char *s, size_t from, size_t to, bool inside)
{
	for (;;) {
		const char *mark = inside ? "]]>" : "<![CDATA[";
		const char *found = memmem(s + from, to - from, mark,
		    strlen(mark));

		if (found == NULL)
			return inside;
		from = (size_t)(found - s) + strlen(mark);
		inside = !inside;
	}
}

/*
 * Looks at the odd byte at s[0]: returns how many bytes to take from there,
 * and in keep how many of these to keep, all or none.  A byte that is no
 * UTF-8 is made a question mark.
 */
static size_t
judge(const struct repair *x, char *s, size_t n, size_t *keep)
{
	unsigned char c = (unsigned char)s[0];
	uint32_t code = c;
	size_t length = 1;

	if (c >= 0x80 && x->utf8) {
		length = utf8_length(s, n, &code);
		if (length == 0) {
			s[0] = '?';
			code = '?';
			length = 1;
		}
	}
	*keep = is_allowed(code) ? length : 0;
	return length;
}

/* CDATA sections, as far as they had to be followed. */
struct sections {
	size_t known; /* up to here */
	bool inside;
};

/* Whether the byte at `to` lies in a section; the ones before are clean. */
static bool
in_section(struct sections *x, const char *s, size_t to)
{
	x->inside = cdata_at(s, x->known, to, x->inside);
	x->known = to;
	return x->inside;
}

size_t
repair_clean(struct repair *x, char *s, size_t n, bool in_cdata)
{
	struct sections sections = {0, in_cdata};
	size_t to = 0, keep;

	if (x->wide)
		return n;
	for (size_t at = 0, take; at < n; at += take) {
		size_t odd = find_odd(s, at, n);
		char before;

		if (to != at)
			memmove(s + to, s + at, odd - at);
		to += odd - at;
		at = odd;
		if (at == n)
			break;
		before = s[at];
		if (before == '&') {
			take = bad_reference(s + at, n - at);
			keep = take == 0 || in_section(&sections, s, to);
			take = keep ? 1 : take;
		} else {
			take = judge(x, s + at, n - at, &keep);
		}
		if (keep == 0 || s[at] != before) {
			x->count++;
			if (x->strict)
				return to;
		}
		memmove(s + to, s + at, keep);
		to += keep;
	}
	return to;
}

size_t
repair_end(const struct repair *x, const char *s, size_t n)
{
	for (size_t i = x->wide ? n : n < TAIL ? 0 : n - TAIL; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == ']' && i > 0 && s[i - 1] == ']')
			return i - 1;
		if (c == '<' || c == '&' || c == ']' || c >= 0xc0)
			return i;
	}
	return n;
}
