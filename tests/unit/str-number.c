/*
 * real_print(): reads back to the same double, and with fewer digits no other
 * would; it is a number of JSON.  All else is as printf() writes it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "out.h"
#include "tap.h"

#define DOUBLES	200000

/* From the first to the last digit that is not zero. */
static int
significant(const char *s)
{
	int n = 0, zeros = 0;

	for (; *s != '\0' && *s != 'e'; s++) {
		if (*s < '0' || *s > '9' || (n == 0 && *s == '0'))
			continue;
		zeros = *s == '0' ? zeros + 1 : 0;
		n++;
	}
	return n - zeros;
}

static bool
is_number(const char *s, size_t n)
{
	static struct json j;
	char text[64];
	int length = snprintf(text, sizeof(text), "{\"k\":%s}", s);

	if (j.member == NULL)
		json_open(&j);
	return json_object(&j, text, (size_t)length) &&
	    j.member[0].value.type == JSON_NUMBER && strlen(s) == n &&
	    n <= REAL_LENGTH;
}

static bool
prints_well(double d)
{
	char s[REAL_LENGTH + 1], fewer[64];
	size_t n = real_print(d, s);
	int digits = significant(s);
	double back = strtod(s, NULL);

	if (!is_number(s, n) || (back < d || back > d) ||
	    signbit(back) != signbit(d))
		return false;
	if (digits < 2)
		return true;
	(void)snprintf(fewer, sizeof(fewer), "%.*e", digits - 2, d);
	back = strtod(fewer, NULL);
	return back < d || back > d;
}

static double
any_double(uint64_t *seed)
{
	uint64_t bits = tap_random(seed);
	double d;

	memcpy(&d, &bits, sizeof(d));
	return isfinite(d) ? d : 0.5;
}

/* As they come out of means and ratios of few digits. */
static double
usual_double(uint64_t *seed)
{
	static const double power[] = {1, 10, 100, 1e3, 1e4, 1e6, 1e9, 1e12};
	uint64_t dice = tap_random(seed);
	double a = (double)(dice % 100000), b = (double)(dice >> 40 & 0xff);

	switch (dice >> 60 & 3) {
	case 0:
		return a / power[dice >> 52 & 7];
	case 1:
		return a / (b + 1);
	case 2:
		return a * power[dice >> 52 & 7];
	default:
		return -(a / 100000 - b / 256);
	}
}

static double
subnormal(uint64_t *seed)
{
	uint64_t bits = tap_random(seed) >> 12 >> (tap_random(seed) % 52);
	double d;

	memcpy(&d, &bits, sizeof(d));
	return d;
}

static void
try_many(struct tap *t, double (*next)(uint64_t *), const char *what)
{
	uint64_t seed = 3;
	int wrong = 0;

	for (int i = 0; i < DOUBLES; i++) {
		double d = next(&seed);

		if (!prints_well(d) && wrong++ < 5)
			tap_note("%.17g", d);
	}
	tap_ok(t, wrong == 0, "%s", what);
}

static void
try_texts(struct tap *t)
{
	static const struct { double d; const char *s; } cases[] = {
		{0.0, "0"}, {-0.0, "-0"}, {1, "1"}, {-1, "-1"}, {0.1, "0.1"},
		{0.3, "0.3"}, {0.1 + 0.2, "0.30000000000000004"},
		{0.85, "0.85"}, {100, "100"}, {-12.5, "-12.5"},
		{1.0 / 3, "0.3333333333333333"}, {2.0 / 3,
		"0.6666666666666666"}, {1e-4, "0.0001"}, {1e15, "1e+15"},
		{123456789012345, "123456789012345"}, {5e-324, "5e-324"},
		{1.7976931348623157e308, "1.7976931348623157e+308"},
		{2.2250738585072014e-308, "2.2250738585072014e-308"},
		{9007199254740992, "9007199254740992"}, {1e21, "1e+21"},
	};
	char s[REAL_LENGTH + 1];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		(void)real_print(cases[i].d, s);
		tap_ok(t, strcmp(s, cases[i].s) == 0, "%s is printed %s",
		    cases[i].s, s);
	}
}

/* Some of them lie half way between two decimals. */
static double
half_way(uint64_t *seed)
{
	uint64_t dice = tap_random(seed);

	return (double)(dice % 20001) / (double)(1U << (dice >> 60));
}

/* Whether both say what printf() does, or leave it to printf(). */
static bool
prints_as_printf(double d, int digits)
{
	char text[400], s[REAL_LENGTH + 1];
	int length = snprintf(text, sizeof(text), "%.*g", digits, d);
	size_t n = real_general(d, digits, s);

	if (n != 0 && (n != (size_t)length || memcmp(s, text, n) != 0))
		return false;
	length = snprintf(text, sizeof(text), "%.*f", digits, d);
	n = real_fixed(d, digits, s);
	return n == 0 || (n == (size_t)length && memcmp(s, text, n) == 0);
}

static void
try_printf(struct tap *t, double (*next)(uint64_t *), const char *what)
{
	uint64_t seed = 5;
	int wrong = 0;

	for (int i = 0; i < DOUBLES; i++) {
		double d = next(&seed);
		int digits = (int)(tap_random(&seed) % 9) + 1;

		if (!prints_as_printf(d, digits) && wrong++ < 5)
			tap_note("%.17g with %d digits", d, digits);
	}
	tap_ok(t, wrong == 0, "%s are rounded as by printf()", what);
}

static void
try_ints(struct tap *t)
{
	static const int64_t cases[] = {0, 1, -1, 9, 10, 99, 100, -100, 12345,
	    INT64_MAX, INT64_MIN};
	char text[32], s[INT_LENGTH];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int n = snprintf(text, sizeof(text), "%lld",
		    (long long)cases[i]);

		tap_ok(t, int_print(cases[i], s) == (size_t)n &&
		    memcmp(s, text, (size_t)n) == 0, "%s", text);
	}
}

/* One for each way through a format, and some that printf() has to go. */
static void
try_formats(struct tap *t)
{
	struct str b = {0};

	str_print(&b, "%d|%u|%zu|%ld|%lld|%s|%.*s|%.4g|%.1f|%%|%.0f", -7,
	    7U, (size_t)8, (long)INT32_MIN, -9LL, "text", 2, "cut off",
	    0.123456, 12.25, 2.0);
	tap_ok(t, str_is(&b, "-7|7|8|-2147483648|-9|text|cu|0.1235|12.2|%|2"),
	    "%s", b.s);
	str_clear(&b);
	str_print(&b, "%s %5d %zu %.3g", "a", 7, SIZE_MAX, 1e30);
	tap_ok(t, str_is(&b, "a     7 18446744073709551615 1e+30"), "%s", b.s);
	str_clear(&b);
	str_print(&b, "%s", "");
	tap_ok(t, b.n == 0 && b.s[0] == '\0', "nothing is terminated");
	str_free(&b);
}

int
main(void)
{
	struct tap t = {0};

	try_ints(&t);
	try_formats(&t);
	try_printf(&t, any_double, "any bits");
	try_printf(&t, usual_double, "means and ratios");
	try_printf(&t, half_way, "halves");

	try_texts(&t);
	try_many(&t, any_double, "any bits");
	try_many(&t, usual_double, "what means and ratios are like");
	try_many(&t, subnormal, "subnormal ones");
	return tap_end(&t);
}
