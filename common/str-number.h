/*
 * str-number - the text of a number, as printf() writes it, but in integers
 *
 * printf() takes half a microsecond for a double, which is more than a record
 * may take.
 */
#ifndef STR_NUMBER_H
#define STR_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#define INT_LENGTH	20	/* digits and sign of 64 bits */
#define REAL_LENGTH	25

/* Not terminated; returns the length. */
size_t	int_print(int64_t, char out[INT_LENGTH]);

/*
 * The fewest digits that strtod() reads back to the same double; returns the
 * length, at most REAL_LENGTH.  The double must be finite.
 */
size_t	real_print(double, char out[REAL_LENGTH + 1]);

/*
 * As %.*g and %.*f write it, not terminated, rounded exactly; 0: printf() has
 * to, for it is too large or small, or the digits are too many.
 */
size_t	real_general(double, int digits, char out[REAL_LENGTH + 1]);
size_t	real_fixed(double, int decimals, char out[REAL_LENGTH + 1]);

#endif
