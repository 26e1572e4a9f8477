#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "str-number.h"
#include "str.h"

__extension__ typedef unsigned __int128 wide;

#define LEAST	1e-5		/* what wide can hold 17 digits of */
#define MOST	1e15
#define DIGITS	17		/* always enough for a double */
#define DECIMALS	22	/* of LEAST, to have so many */

static const char pairs[] =
    "00010203040506070809" "10111213141516171819" "20212223242526272829"
    "30313233343536373839" "40414243444546474849" "50515253545556575859"
    "60616263646566676869" "70717273747576777879" "80818283848586878889"
    "90919293949596979899";

static void
put_pair(char *to, uint64_t below_100)
{
	memcpy(to, pairs + 2 * below_100, 2);
}

/* Backwards, from its end; returns where it begins. */
static char *
print_digits(uint64_t value, char *end)
{
	for (; value > 9; value /= 100) {
		end -= 2;
		put_pair(end, value % 100);
	}
	if (value > 0)
		*--end = (char)('0' + value);
	return end;
}

size_t
int_print(int64_t value, char out[INT_LENGTH])
{
	char digits[INT_LENGTH], *end = digits + sizeof(digits);
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char *p = print_digits(size, end);

	if (value == 0)
		*--p = '0';
	else if (value < 0)
		*--p = '-';
	text_copy(out, p, (size_t)(end - p));
	return (size_t)(end - p);
}

/* value / 10^decimals. */
static size_t
print_decimal(uint64_t value, int decimals, char *out)
{
	char digits[DIGITS + DECIMALS];
	char *end = digits + sizeof(digits), *p = print_digits(value, end);
	size_t whole, n;

	while (p > end - decimals - 1)
		*--p = '0';
	n = (size_t)(end - p);
	whole = n - (size_t)decimals;
	text_copy(out, p, whole);
	if (decimals == 0)
		return whole;
	out[whole] = '.';
	text_copy(out + whole + 1, p + whole, (size_t)decimals);
	return n + 1;
}

/* The same without zeros at its end. */
static size_t
print_shortened(uint64_t value, int decimals, char *out)
{
	for (; decimals > 3 && value % 10000 == 0; decimals -= 4)
		value /= 10000;
	for (; decimals > 0 && value % 10 == 0; decimals--)
		value /= 10;
	return print_decimal(value, decimals, out);
}

/* ---- exactly: a double is m / 2^s with whole m and s ---- */

struct fraction {
	wide m;
	int s;		/* 3 to 69 from LEAST to MOST */
};

static struct fraction
fraction_of(double d)
{
	uint64_t bits;

	memcpy(&bits, &d, sizeof(bits));
	return (struct fraction){(bits & ((UINT64_C(1) << 52) - 1)) |
	    UINT64_C(1) << 52, 1075 - (int)(bits >> 52)};
}

/* The power of ten from which on d is smaller, from -4. */
static int
magnitude(double d)
{
	static const double power[] = {1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2,
	    1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
	int n = 0;

	while (n < (int)(sizeof(power) / sizeof(power[0])) && d >= power[n])
		n++;
	return n - 4;
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
 * A double times 10^decimals is `all` / 2^s, which fits.  Rounded to 15, 16,
 * 17 digits, the first whose distance is less than half of that to the next
 * double reads back to it: there is no other rounding in this, so nothing is
 * left to chance.  Where the next double below is nearer, at powers of two, a
 * quarter is asked for.
 */
static size_t
print_exactly(double d, char *out)
{
	struct fraction x = fraction_of(d);
	int decimals = DIGITS - magnitude(d);
	wide scale = power_of_ten(decimals), all = x.m * scale;
	wide reach = x.m == UINT64_C(1) << 52 ? 4 : 2;
	uint64_t whole = (uint64_t)(all >> x.s);

	for (uint64_t unit = 100; unit > 0; unit /= 10) {
		uint64_t digits = unit > 1 ? (whole + unit / 2) / unit * unit :
		    (uint64_t)((all + ((wide)1 << (x.s - 1))) >> x.s);
		wide near = (wide)digits << x.s;

		if ((near > all ? near - all : all - near) * reach < scale)
			return print_shortened(digits, decimals, out);
	}
	return 0;
}

/* value / 10^4, below 10, without zeros at its end: what is most common. */
static size_t
print_four(uint64_t value, char *out)
{
	uint64_t high = value / 100 % 100, low = value % 100;

	out[0] = (char)('0' + value / 10000);
	out[1] = '.';
	put_pair(out + 2, high);
	put_pair(out + 4, low);
	if (low != 0)
		return low % 10 != 0 ? 6 : 5;
	return high % 10 != 0 ? 4 : high != 0 ? 3 : 1;
}

/*
 * Most reals people write have few decimals: up to 15 digits the division is
 * correctly rounded, so what gives d again is d's decimal, and no other of as
 * many digits does.  Four decimals are most common, twelve are what scores
 * are rounded to.
 */
static size_t
print_short(double d, char *out)
{
	uint64_t whole;

	if (d < 1e11) {
		whole = (uint64_t)(d * 1e4 + 0.5);
		if ((double)whole / 1e4 == d)
			return whole < 100000 ? print_four(whole, out) :
			    print_shortened(whole, 4, out);
	}
	if (d >= LEAST && d < 1e3) {
		whole = (uint64_t)(d * 1e12 + 0.5);
		if ((double)whole / 1e12 == d)
			return print_shortened(whole, 12, out);
	}
	return 0;
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

/* ---- as printf() rounds ---- */

/* d * 10^decimals, ties to even. */
static uint64_t
rounded(double d, int decimals)
{
	struct fraction x = fraction_of(d);
	wide all = x.m * power_of_ten(decimals), half = (wide)1 << (x.s - 1);
	uint64_t whole = (uint64_t)(all >> x.s);
	wide rest = all - ((wide)whole << x.s);

	return whole + (rest > half || (rest == half && (whole & 1) != 0));
}

/* From 1e-4 on and below 10^digits there is no exponent. */
static size_t
print_general(double d, int digits, char *out)
{
	int decimals = digits - magnitude(d);
	uint64_t value;

	if (!(d >= 1e-4) || digits > DIGITS || decimals < 0 || d >= MOST)
		return 0;
	value = rounded(d, decimals);
	return decimals == 0 && value >= power_of_ten(digits) ? 0 :
	    print_shortened(value, decimals, out);
}

static size_t
print_fixed(double d, int decimals, char *out)
{
	return d >= LEAST && d * (double)power_of_ten(decimals) < MOST ?
	    print_decimal(rounded(d, decimals), decimals, out) : 0;
}

size_t
real_general(double d, int digits, char out[REAL_LENGTH + 1])
{
	size_t sign = signbit(d) != 0, n;

	out[0] = sign ? '-' : '0';
	out[sign] = '0';
	n = fabs(d) > 0 ? print_general(fabs(d), digits, out + sign) : 1;
	return n == 0 ? 0 : sign + n;
}

size_t
real_fixed(double d, int decimals, char out[REAL_LENGTH + 1])
{
	size_t sign = signbit(d) != 0, n = decimals > 4 ? 0 :
	    print_fixed(fabs(d), decimals, out + sign);

	if (n > 0 && sign)
		out[0] = '-';
	return n == 0 ? 0 : sign + n;
}
