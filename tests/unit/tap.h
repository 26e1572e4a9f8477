/*
 * tap - what the unit tests print: a line for every statement that holds
 */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct tap {
	int count, failed;
};

/* A statement, printf style. */
__attribute__((format(printf, 3, 4)))
static inline void
tap_ok(struct tap *t, bool good, const char *fmt, ...)
{
	va_list ap;

	t->failed += !good;
	(void)printf("%sok %d - ", good ? "" : "not ", ++t->count);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)printf("\n");
}

/* More about the statement that comes, printf style. */
__attribute__((format(printf, 1, 2)))
static inline void
tap_note(const char *fmt, ...)
{
	va_list ap;

	(void)printf("# ");
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)printf("\n");
}

static inline int
tap_end(const struct tap *t)
{
	(void)printf("1..%d\n", t->count);
	return t->failed != 0;
}

/* splitmix64: the same numbers on every machine. */
static inline uint64_t
tap_random(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

#endif
