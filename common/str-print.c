/*
 * Text by format.  What most formats are made of is written here; whatever
 * else there is in one, vsnprintf() writes all of it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "str-number.h"
#include "str.h"

__attribute__((format(printf, 2, 0)))
static void
print_otherwise(struct str *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return;
	str_room(b, (size_t)n);
	(void)vsnprintf(b->s + b->n, (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

static void
add_int(struct str *b, int64_t i)
{
	str_room(b, INT_LENGTH);
	b->n += int_print(i, b->s + b->n);
}

/* %.*g and %.*f, by its letter. */
static bool
add_real(struct str *b, char letter, int precision, double d)
{
	size_t n;

	str_room(b, REAL_LENGTH + 1);
	n = letter == 'g' ? real_general(d, precision, b->s + b->n) :
	    letter == 'f' ? real_fixed(d, precision, b->s + b->n) : 0;
	b->n += n;
	return n != 0;
}

/* What follows "%."; false: it is something else. */
static bool
add_precise(struct str *b, const char **fmt, va_list *ap)
{
	const char *p = *fmt;

	if (p[0] == '*' && p[1] == 's') {
		int n = va_arg(*ap, int);

		if (n < 0)
			return false;
		*fmt += 2;
		str_bytes(b, va_arg(*ap, const char *), (size_t)n);
		return true;
	}
	if (p[0] < '1' || p[0] > '9' || (p[1] != 'g' && p[1] != 'f'))
		return false;
	*fmt += 2;
	return add_real(b, p[1], p[0] - '0', va_arg(*ap, double));
}

/* What follows a "%"; false: it is something else. */
static bool
add(struct str *b, const char **fmt, va_list *ap)
{
	const char *p = (*fmt)++;
	size_t n;

	switch (*p) {
	case '%':
		str_byte(b, '%');
		return true;
	case 's':
		str_text(b, va_arg(*ap, const char *));
		return true;
	case 'd':
		add_int(b, va_arg(*ap, int));
		return true;
	case 'u':
		add_int(b, va_arg(*ap, unsigned));
		return true;
	case 'z':
		n = *++p == 'u' ? va_arg(*ap, size_t) : SIZE_MAX;
		*fmt = p + 1;
		add_int(b, (int64_t)n);
		return n <= INT64_MAX;
	case 'l':
		if (p[1] == 'd') {
			*fmt = p + 2;
			add_int(b, va_arg(*ap, long));
			return true;
		}
		if (p[1] != 'l' || p[2] != 'd')
			return false;
		*fmt = p + 3;
		add_int(b, va_arg(*ap, long long));
		return true;
	case '.':
		return add_precise(b, fmt, ap);
	default:
		return false;
	}
}

void
str_print_args(struct str *b, const char *fmt, va_list ap)
{
	size_t before = b->n;
	const char *p = fmt;
	va_list mine;
	bool good = true;

	va_copy(mine, ap);
	str_room(b, 0);
	while (good && *p != '\0') {
		size_t plain = (size_t)(strchrnul(p, '%') - p);

		str_bytes(b, p, plain);
		p += plain;
		if (*p == '%') {
			p++;
			good = add(b, &p, &mine);
		}
	}
	va_end(mine);
	if (!good) {
		b->n = before;
		print_otherwise(b, fmt, ap);
	}
	b->s[b->n] = '\0';
}

void
str_print(struct str *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_print_args(b, fmt, ap);
	va_end(ap);
}
