/*
 * The values of JSON: texts without their escapes, numbers.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "out.h"
#include "str.h"

#define NUMBER_MAX	400	/* digits of a number strtod() is asked about */

static unsigned
hex_code(const char *p)
{
	char digits[5] = {p[0], p[1], p[2], p[3], '\0'};

	return (unsigned)strtoul(digits, NULL, 16);
}

static void
put_utf8(struct str *b, unsigned code)
{
	char out[4];
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

	for (size_t i = n; i-- > 1; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(lead[n] | code);
	str_bytes(b, out, n);
}

/* The escape at p, which was checked before; returns its length. */
static size_t
put_escape(struct str *b, const char *p)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *found;
	unsigned code;

	if (p[1] != 'u') {
		found = strchr(from, p[1]);
		str_byte(b, found != NULL ? to[found - from] : p[1]);
		return 2;
	}
	code = hex_code(p + 2);
	if (code < 0xd800 || code > 0xdbff) {
		put_utf8(b, code);
		return 6;
	}
	put_utf8(b, 0x10000 + ((code - 0xd800) << 10) +
	    (hex_code(p + 8) - 0xdc00));
	return 12;
}

void
json_decode(const struct json_value *v, struct str *b)
{
	const char *p = v->s, *end = v->s + v->n;

	while (p < end) {
		const char *slash = memchr(p, '\\', (size_t)(end - p));
		size_t plain = (size_t)((slash != NULL ? slash : end) - p);

		str_bytes(b, p, plain);
		p += plain;
		if (slash != NULL)
			p += put_escape(b, p);
	}
}

/*
 * Up to 15 digits and 22 decimals: one integer, one correctly rounded
 * division by an exact power of ten (Clinger 1990), the same as strtod().
 */
static bool
short_real(const char *s, size_t n, double *d)
{
	static const double power[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
	    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	size_t i = n > 0 && s[0] == '-', decimals = 0;
	uint64_t digits = 0;
	unsigned digit;

	if (n > 16)
		return false;
	for (; i < n && (digit = (unsigned)s[i] - '0') < 10; i++)
		digits = digits * 10 + digit;
	if (i < n && s[i] == '.') {
		decimals = n - 1 - i;
		for (i++; i < n && (digit = (unsigned)s[i] - '0') < 10; i++)
			digits = digits * 10 + digit;
	}
	if (i < n)
		return false;
	if (digits >= UINT64_C(1000000000000000))
		return false;
	*d = (double)digits / power[decimals];
	if (s[0] == '-')
		*d = -*d;
	return true;
}

bool
json_real(const struct json_value *v, double *d)
{
	char text[NUMBER_MAX + 1];
	struct str longer = {0};
	char *s = text;

	if (v->type != JSON_NUMBER)
		return false;
	if (short_real(v->s, v->n, d))
		return true;
	if (v->n > NUMBER_MAX) {
		str_bytes(&longer, v->s, v->n);
		s = longer.s;
	} else {
		memcpy(text, v->s, v->n);
		text[v->n] = '\0';
	}
	*d = strtod(s, NULL);
	str_free(&longer);
	return isfinite(*d);
}

/* Plain digits; false where there is more to it. */
static bool
short_int(const char *s, size_t n, int64_t *i)
{
	size_t at = n > 0 && s[0] == '-';
	int64_t value = 0;

	if (n > 18)
		return false;
	for (; at < n; at++) {
		if (s[at] < '0' || s[at] > '9')
			return false;
		value = value * 10 + (s[at] - '0');
	}
	*i = s[0] == '-' ? -value : value;
	return true;
}

bool
json_int(const struct json_value *v, int64_t *i)
{
	char text[32], *end;
	double d;

	if (v->type != JSON_NUMBER)
		return false;
	if (short_int(v->s, v->n, i))
		return true;
	if (v->n < sizeof(text)) {
		memcpy(text, v->s, v->n);
		text[v->n] = '\0';
		errno = 0;
		*i = strtoll(text, &end, 10);
		if (*end == '\0')
			return errno == 0;
	}
	if (!json_real(v, &d) || d != floor(d) || fabs(d) >= 9007199254740992.0)
		return false;
	*i = (int64_t)d;
	return true;
}

void
json_quote_any(const char *s, size_t n, struct str *b)
{
	struct str valid = {0};
	size_t length;

	for (size_t i = 0; i < n; i += length == 0 ? 1 : length) {
		length = json_utf8(s + i, n - i);
		if (length == 0)
			str_text(&valid, "\xef\xbf\xbd");
		else
			str_bytes(&valid, s + i, length);
	}
	str_string(b, valid.s, valid.n);
	str_free(&valid);
}
