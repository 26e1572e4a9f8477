/*
 * target - what the targets for libFuzzer share
 *
 * A target is tests/fuzz/target-NAME.c; FUZZ of any bytes returns, or what it
 * tried is wrong and FUZZ aborts.  libFuzzer calls it, and so does replay.c.
 */
#ifndef TARGET_H
#define TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);
#define FUZZ	LLVMFuzzerTestOneInput

/* What must hold. */
static inline void
must(int holds)
{
	if (!holds)
		abort();
}

/* The next of the texts that a zero or the end ends, terminated; "" at last. */
static inline const char *
next_text(const char **s, const char *end)
{
	const char *from = *s;

	if (from >= end)
		return "";
	*s = from + strlen(from) + 1;
	return from;
}

#endif
