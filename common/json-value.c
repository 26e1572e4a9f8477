/*
 * The values of JSON: texts without their escapes, numbers.
 */
#include <endian.h>
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

/* ---- up to eight bytes at once, the first of them lowest ---- */

#define EACH	UINT64_C(0x0101010101010101)

static inline uint64_t
few_bytes(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	if (n >= 4)
		return le32toh(text_4_bytes(s)) |
		    (uint64_t)le32toh(text_4_bytes(s + n - 4)) << 8 * (n - 4);
	return u[0] | (uint64_t)u[n / 2] << 8 * (n / 2) |
	    (uint64_t)u[n - 1] << 8 * (n - 1);
}

/* Eight digits, each a byte of its value: neighbours, pairs, fours. */
static inline uint64_t
eight_digits(uint64_t x)
{
	x = (x * 10 + (x >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
	x = (x * 100 + (x >> 16)) & UINT64_C(0x0000ffff0000ffff);
	return (x * 10000 + (x >> 32)) & UINT64_C(0xffffffff);
}

/* Digits and perhaps a point; *decimals stand behind it. */
static inline bool
few_digits(const char *s, size_t n, uint64_t *digits, size_t *decimals)
{
	uint64_t x = few_bytes(s, n) ^ (EACH * '0' >> 8 * (8 - n));
	uint64_t other = ((x + EACH * (0x80 - 10)) | x) & EACH * 0x80;
	unsigned point;

	*decimals = 0;
	if (other != 0) {
		point = (unsigned)__builtin_ctzll(other) - 7;
		if ((other & (other - 1)) != 0 || point == 0 ||
		    (x >> point & 0xff) != ('.' ^ '0'))
			return false;
		*decimals = --n - point / 8;
		x = (x & ((UINT64_C(1) << point) - 1)) |
		    (x >> point >> 8 << point);
	}
	*digits = eight_digits(x << 8 * (8 - n));
	return true;
}

/* ---- numbers ---- */

static inline bool
many_digits(const char *s, size_t n, uint64_t *digits, size_t *decimals)
{
	const char *p = s, *end = s + n, *behind = end;

	for (*digits = 0; p < end; p++) {
		unsigned digit = (unsigned char)*p - '0';

		if (digit < 10)
			*digits = *digits * 10 + digit;
		else if (*p == '.')
			behind = p + 1;
		else
			return false;
	}
	*decimals = (size_t)(end - behind);
	return *digits < UINT64_C(1000000000000000);
}

/*
 * Up to 15 digits and 22 decimals: one integer, one correctly rounded
 * division by an exact power of ten (Clinger 1990), the same as strtod().
 */
static inline bool
short_real(const char *s, size_t n, double *d)
{
	static const double power[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
	    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	size_t sign = *s == '-', decimals;
	uint64_t digits;

	if (n > 16 || !(n - sign <= 8 ?
	    few_digits(s + sign, n - sign, &digits, &decimals) :
	    many_digits(s + sign, n - sign, &digits, &decimals)))
		return false;
	*d = (double)digits / power[decimals];
	if (sign)
		*d = -*d;
	return true;
}

__attribute__((noinline))
static bool
long_real(const char *from, size_t n, double *d)
{
	char text[NUMBER_MAX + 1];
	struct str longer = {0};
	char *s = text;

	if (n > NUMBER_MAX) {
		str_bytes(&longer, from, n);
		s = longer.s;
	} else {
		memcpy(text, from, n);
		text[n] = '\0';
	}
	*d = strtod(s, NULL);
	str_free(&longer);
	return isfinite(*d);
}

char *
json_text(const struct json_value *v)
{
	struct str b = {0};

	str_text(&b, "");
	json_decode(v, &b);
	return b.s;
}

bool
json_real(const struct json_value *v, double *d)
{
	return v->type == JSON_NUMBER &&
	    (short_real(v->s, v->n, d) || long_real(v->s, v->n, d));
}

/* Plain digits; false where there is more to it. */
static inline bool
short_int(const char *s, size_t n, int64_t *i)
{
	size_t sign = *s == '-', decimals;
	uint64_t digits;

	if (n > 15 || !(n - sign <= 8 ?
	    few_digits(s + sign, n - sign, &digits, &decimals) :
	    many_digits(s + sign, n - sign, &digits, &decimals)) ||
	    decimals > 0)
		return false;
	*i = sign ? -(int64_t)digits : (int64_t)digits;
	return true;
}

__attribute__((noinline))
static bool
long_int(const struct json_value *v, int64_t *i)
{
	char text[32], *end;
	double d;

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

bool
json_int(const struct json_value *v, int64_t *i)
{
	return v->type == JSON_NUMBER &&
	    (short_int(v->s, v->n, i) || long_int(v, i));
}

void
json_quote_any(const char *s, size_t n, struct str *b)
{
	struct str valid = {0};
	size_t length;

	for (size_t i = 0; i < n; i += length == 0 ? 1 : length) {
		length = text_utf8(s + i, n - i);
		if (length == 0)
			str_text(&valid, "\xef\xbf\xbd");
		else
			str_bytes(&valid, s + i, length);
	}
	str_string(b, valid.s, valid.n);
	str_free(&valid);
}
