/*
 * inflate - files packed with gzip, and the checksum in them
 */
#ifndef INFLATE_H
#define INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INFLATE_WHY	80
#define INFLATE_MOST	(INT64_C(8) << 30)	/* bytes that come out */

bool	inflate_recognise(const char *head, size_t n);
/*
 * Unpacks the rest of a file, of one or several members, into another.
 * False: why; what came out before the fault is there.
 */
bool	inflate_copy(int from, int to, char why[INFLATE_WHY]);

/* CRC-32, as in gzip and PNG. */
uint32_t inflate_sum(const void *, size_t);

#endif
