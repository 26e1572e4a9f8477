/*
 * The fewest digits that read back to the same double.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "out.h"

__extension__ typedef unsigned __int128 wide;

#define LEAST	1e-5		/* what wide can hold 17 digits of */
#define MOST	1e15
#define DIGITS	17		/* always enough for a double */
#define DECIMALS	22	/* of LEAST, to have so many */

/* value / 10^decimals, without zeros at its end. */
static size_t
print_decimal(uint64_t value, int decimals, char *out)
{
	char digits[DIGITS + DECIMALS];
	char *end = digits + sizeof(digits), *p = end;
	size_t whole, n;

	for (; decimals > 0 && value % 10 == 0; decimals--)
		value /= 10;
	for (; value != 0 || p > end - decimals - 1; value /= 10)
		*--p = (char)('0' + value % 10);
	n = (size_t)(end - p);
	whole = n - (size_t)decimals;
	memcpy(out, p, whole);
	if (decimals == 0)
		return whole;
	out[whole] = '.';
	memcpy(out + whole + 1, p + whole, (size_t)decimals);
	return n + 1;
}

/* Decimals that give a number from LEAST to MOST its 17 digits. */
static int
decimals_of(double d)
{
	static const double power[] = {1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2,
	    1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
	int n = DECIMALS - 1;

	for (size_t i = 0; i < sizeof(power) / sizeof(power[0]); i++, n--)
		if (d < power[i])
			break;
	return n;
}

static wide
power_of_ten(int n)
{
	static const uint64_t power[] = {1, 10, 100, 1000, 10000, 100000,
	    1000000, 10000000, 100000000, 1000000000, 10000000000,
	    100000000000, 1000000000000, 10000000000000, 100000000000000,
	    1000000000000000, 10000000000000000, 100000000000000000,
	    1000000000000000000};

	return n <= 18 ? power[n] : (wide)power[18] * power[n - 18];
}

/*
 * A double is m / 2^s with whole m and s; times 10^decimals it is `all` / 2^s,
 * which fits.  Rounded to 15, 16, 17 digits, the first whose distance is less
 * than half of that to the next double reads back to it: there is no other
 * rounding in this, so nothing is left to chance.  Where the next double
 * below is nearer, at powers of two, a quarter is asked for.
 */
static size_t
print_exactly(double d, char *out)
{
	int exponent, decimals = decimals_of(d), s;
	uint64_t m = (uint64_t)ldexp(frexp(d, &exponent), 53);
	wide scale = power_of_ten(decimals), all = (wide)m * scale;
	wide reach = m == UINT64_C(1) << 52 ? 4 : 2;
	uint64_t whole;

	s = 53 - exponent;
	whole = (uint64_t)(all >> s);
	for (uint64_t unit = 100; unit > 0; unit /= 10) {
		uint64_t digits = unit > 1 ? (whole + unit / 2) / unit * unit :
		    (uint64_t)((all + ((wide)1 << (s - 1))) >> s);
		wide near = (wide)digits << s;

		if ((near > all ? near - all : all - near) * reach < scale)
			return print_decimal(digits, decimals, out);
	}
	return 0;
}

/*
 * Most reals people write have few decimals: below 2^53 / 10^4 the division
 * is correctly rounded, so what gives d again is d's decimal.
 */
static size_t
print_short(double d, char *out)
{
	double whole = floor(d * 1e4 + 0.5);

	return d < 1e11 && whole / 1e4 == d ?
	    print_decimal((uint64_t)whole, 4, out) : 0;
}

static size_t
print_size(double d, char *out)
{
	size_t n = print_short(d, out);

	return n != 0 || !(d >= LEAST && d < MOST) ? n :
	    print_exactly(d, out);
}

/* By asking strtod(). */
static size_t
print_by_trial(double d, char out[REAL_LENGTH + 1])
{
	char fewer[REAL_LENGTH + 1];
	size_t n = (size_t)snprintf(out, REAL_LENGTH + 1, "%.17g", d);

	for (int precision = 16; precision >= 1; precision--) {
		int length = snprintf(fewer, sizeof(fewer), "%.*g", precision,
		    d);

		if (strtod(fewer, NULL) != d)
			break;
		n = (size_t)length;
		memcpy(out, fewer, n + 1);
	}
	return n;
}

size_t
real_print(double d, char out[REAL_LENGTH + 1])
{
	size_t sign = signbit(d) != 0, n = print_size(fabs(d), out + sign);

	if (n == 0)
		return print_by_trial(d, out);
	if (sign)
		out[0] = '-';
	out[sign + n] = '\0';
	return sign + n;
}
