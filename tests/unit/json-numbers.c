/*
 * json_real() reads what strtod() reads, for a million spellings, and
 * json_int() what is a whole number that fits.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "tap.h"

#define SPELLINGS	1000000

static size_t
put_digits(char *s, uint64_t *seed, size_t most)
{
	size_t n = tap_random(seed) % most + 1;

	for (size_t i = 0; i < n; i++)
		s[i] = (char)('0' + tap_random(seed) % 10);
	return n;
}

/* A number of the grammar, mostly short as people write them. */
static size_t
spell(char *s, uint64_t *seed)
{
	uint64_t dice = tap_random(seed);
	size_t n = 0, most = dice % 8 == 0 ? 40 : 9;

	if (dice >> 8 & 1)
		s[n++] = '-';
	if (dice >> 9 & 1) {
		s[n++] = '0';
	} else {
		s[n] = (char)('1' + (dice >> 16) % 9);
		n += 1 + put_digits(s + n + 1, seed, most);
	}
	if (dice >> 10 & 3) {
		s[n++] = '.';
		n += put_digits(s + n, seed, most);
	}
	if ((dice >> 12 & 3) == 0) {
		s[n++] = dice >> 14 & 1 ? 'e' : 'E';
		if (dice >> 15 & 1)
			s[n++] = dice >> 20 & 1 ? '+' : '-';
		n += put_digits(s + n, seed, 3);
	}
	s[n] = '\0';
	return n;
}

static bool
real_same(const char *s)
{
	struct json_value v = {.s = s, .n = (uint32_t)strlen(s),
	    .type = JSON_NUMBER};
	double want = strtod(s, NULL), got = 0;
	bool good = json_real(&v, &got);

	if (good != (isfinite(want) != 0))
		return false;
	return !good || memcmp(&want, &got, sizeof(want)) == 0;
}

static void
try_random(struct tap *t)
{
	uint64_t seed = 2;
	char s[256];
	int differ = 0;

	for (int i = 0; i < SPELLINGS; i++) {
		(void)spell(s, &seed);
		if (!real_same(s) && differ++ < 10)
			tap_note("%s", s);
	}
	tap_ok(t, differ == 0, "strtod() reads a million the same");
}

/* Ties and limits, from Clinger 1990 and the edges of the format. */
static void
try_hard(struct tap *t)
{
	static const char *const hard[] = {
		"0", "-0", "-0.0", "0e0", "0e999", "1e308",
		"1.7976931348623157e308", "1.7976931348623159e308", "1e309",
		"-1e309", "2.2250738585072014e-308", "2.2250738585072011e-308",
		"5e-324", "2e-324", "3e-324", "1e-400", "9007199254740992",
		"9007199254740993", "9007199254740993.0", "999999999999999",
		"9999999999999999", "0.3", "0.1", "1e22", "1e23",
		"123456789012345.6", "0.000000000000001", "4.35", "8.95",
		"179769313486231580793728971405301e276", "0.30000000000000004",
		"1.00000000000000011102230246251565404236316680908203125",
		"1.00000000000000011102230246251565404236316680908203124",
		"1.00000000000000011102230246251565404236316680908203126",
	};
	char long_one[1001];

	for (size_t i = 0; i < sizeof(hard) / sizeof(hard[0]); i++)
		tap_ok(t, real_same(hard[i]), "as strtod(): %s", hard[i]);
	memset(long_one, '3', 1000);
	long_one[1] = '.';
	long_one[1000] = '\0';
	tap_ok(t, real_same(long_one), "a thousand digits");
}

static void
try_int(struct tap *t)
{
	static const struct { const char *s; bool good; int64_t i; } cases[] = {
		{"0", true, 0}, {"-0", true, 0}, {"1", true, 1},
		{"-1", true, -1}, {"1.0", true, 1}, {"1e3", true, 1000},
		{"-2.50e1", true, -25}, {"1200e-2", true, 12},
		{"1.5", false, 0}, {"1e-1", false, 0}, {"0.0", true, 0},
		{"999999999999999999", true, INT64_C(999999999999999999)},
		{"9223372036854775807", true, INT64_MAX},
		{"-9223372036854775808", true, INT64_MIN},
		{"9223372036854775808", false, 0},
		{"-9223372036854775809", false, 0},
		{"1e18", false, 0}, {"1e19", false, 0}, {"1e400", false, 0},
		{"9007199254740991.0", true, INT64_C(9007199254740991)},
		{"9007199254740993.0", false, 0},
		{"100000000000000000000000000000000000000", false, 0},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct json_value v = {.s = cases[i].s, .type = JSON_NUMBER,
		    .n = (uint32_t)strlen(cases[i].s)};
		int64_t got = 0;
		bool good = json_int(&v, &got);

		tap_ok(t, good == cases[i].good && (!good ||
		    got == cases[i].i), "whole: %s", cases[i].s);
	}
}

int
main(void)
{
	struct tap t = {0};
	struct json_value text = {.s = "1", .n = 1, .type = JSON_STRING};
	int64_t i;
	double d;

	try_random(&t);
	try_hard(&t);
	try_int(&t);
	tap_ok(&t, !json_real(&text, &d) && !json_int(&text, &i),
	    "a text is no number");
	return tap_end(&t);
}
