#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "str.h"
#include "width.h"

/*
 * libc knows the widths, in any locale whose characters are UTF-8; numbers
 * and messages stay as they are.
 */
static void
know_characters(void)
{
	static bool known;

	if (!known && setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		(void)setlocale(LC_CTYPE, "en_US.UTF-8");
	known = true;
}

/*
 * The bytes of the character at s; what is no UTF-8 is one byte, one '?'.
 * mbrtowc() would take all of it for that where there is no locale, be it for
 * want of memory: then only the widths are those of letters.
 */
static size_t
character(const char *s, size_t n, wchar_t *c)
{
	size_t length = *s == '\0' ? 0 : text_utf8(s, n);
	unsigned code = (unsigned char)*s;

	*c = L'?';
	if (length == 0)
		return 1;
	if (length > 1)
		code &= 0x7fU >> length;
	for (size_t i = 1; i < length; i++)
		code = code << 6 | ((unsigned char)s[i] & 0x3f);
	*c = (wchar_t)code;
	return length;
}

static bool
is_unsafe(wchar_t c)
{
	return c < L' ' || (c >= 0x7f && c < 0xa0) ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	    c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029;
}

static size_t
columns_of(wchar_t c)
{
	int columns = wcwidth(c);

	return columns < 0 ? 1 : (size_t)columns;
}

void
width_clean(struct str *to, const char *s, size_t n)
{
	know_characters();
	for (size_t i = 0, length; i < n; i += length) {
		wchar_t c;

		if (s[i] >= ' ' && s[i] < '\x7f') {
			length = 1;
			str_byte(to, s[i]);
			continue;
		}
		length = character(s + i, n - i, &c);
		if (c == L'\n' || c == L'\t')
			str_byte(to, ' ');
		else if (is_unsafe(c) || c == L'?')
			str_byte(to, '?');
		else
			str_bytes(to, s + i, length);
	}
}

/* Of these a name can have good use, but no letter has. */
static bool
is_invisible(wchar_t c)
{
	return c == 0x61c || c == 0xfeff || c >= 0xe0000 ||
	    (c >= 0xfff9 && c <= 0xfffb) || c == 0xfffe || c == 0xffff;
}

void
width_spell(struct str *to, const char *s, size_t n)
{
	know_characters();
	for (size_t i = 0, length; i < n; i += length) {
		wchar_t c;

		length = character(s + i, n - i, &c);
		if (c == L'\n' || c == L'\t' || c == L'\r')
			str_byte(to, ' ');
		else if (is_unsafe(c) || is_invisible(c))
			str_print(to, "\\u%04x", (unsigned)c);
		else
			str_bytes(to, s + i, length);
	}
}

/* What goes on with the character before it: emoji are made that way. */
static bool
continues(wchar_t before, wchar_t c)
{
	const wchar_t joiner = 0x200d;
	bool tone = c >= 0x1f3fb && c <= 0x1f3ff;

	return before == joiner || c == joiner || tone || wcwidth(c) == 0;
}

static bool
is_flag_letter(wchar_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

size_t
width_cluster(const char *s, size_t n)
{
	wchar_t first, before, c;
	size_t length, all;

	if (n == 0)
		return 0;
	know_characters();
	all = character(s, n, &first);
	for (before = first; all < n; all += length, before = c) {
		length = character(s + all, n - all, &c);
		if (is_flag_letter(first) && before == first &&
		    is_flag_letter(c))
			continue;
		if (!continues(before, c))
			break;
	}
	return all;
}

size_t
width_of(const char *s, size_t n)
{
	size_t columns = 0;

	know_characters();
	for (size_t i = 0, length; i < n; i += length) {
		wchar_t c;

		length = character(s + i, n - i, &c);
		columns += columns_of(c);
	}
	return columns;
}

/* The bytes of s that fit, with the columns they take. */
static size_t
prefix(const char *s, size_t n, size_t columns, size_t *taken)
{
	size_t i = 0, length;

	for (*taken = 0; i < n; i += length) {
		wchar_t c;

		length = character(s + i, n - i, &c);
		if (*taken + columns_of(c) > columns)
			break;
		*taken += columns_of(c);
	}
	return i;
}

void
width_fit(struct str *to, const char *s, size_t n, size_t columns)
{
	size_t taken = width_of(s, n);

	if (taken > columns && columns > 0) {
		str_bytes(to, s, prefix(s, n, columns - 1, &taken));
		str_text(to, "…");
		taken++;
	} else {
		str_bytes(to, s, n);
	}
	for (; taken < columns; taken++)
		str_byte(to, ' ');
}

void
spark_add(struct str *to, const double *value, size_t n, struct terminal t)
{
	static const char *const bars[][2] = {{"▁", "_"}, {"▂", "."},
	    {"▃", ","}, {"▄", "-"}, {"▅", "="}, {"▆", "+"}, {"▇", "*"},
	    {"█", "#"}};

	for (size_t i = 0; i < n; i++) {
		double level = value[i] * 8;

		if (isnan(level))
			str_byte(to, ' ');
		else
			str_text(to, bars[level < 0 ? 0 : level >= 8 ? 7 :
			    (int)level][t.ascii]);
	}
}

/* As setlocale(LC_CTYPE, "") would choose it. */
static bool
is_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value = NULL;

	for (int i = 0; i < 3 && (value == NULL || value[0] == '\0'); i++)
		value = getenv(names[i]);
	return value != NULL && (strcasestr(value, "utf-8") != NULL ||
	    strcasestr(value, "utf8") != NULL);
}

struct terminal
terminal_of(int fd)
{
	const char *kind = getenv("TERM"), *none = getenv("NO_COLOR");
	struct terminal t = {.ascii = !is_utf8()};
	struct winsize size;

	if (!isatty(fd))
		return t;
	t.colour = (none == NULL || none[0] == '\0') && kind != NULL &&
	    strcmp(kind, "dumb") != 0;
	t.columns = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ?
	    size.ws_col : 80;
	return t;
}
