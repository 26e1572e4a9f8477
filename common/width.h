/*
 * width - texts on a terminal: how wide they are, and safe to print
 *
 * Width as Unicode's East Asian Width (UAX #11) and general category have it:
 * combining characters take no column, wide ones two.  Texts are UTF-8 and
 * untrusted: control characters, and those that turn the direction of what
 * follows, are printed as '?'.
 */
#ifndef WIDTH_H
#define WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

/* Appends the text made safe; newlines and tabs become blanks. */
void	width_clean(struct str *, const char *, size_t);
/*
 * The same, but nothing unsafe is lost: it is spelled as in JSON, \u202e, and
 * so are invisible characters that no writing needs, and what XML forbids.
 */
void	width_spell(struct str *, const char *, size_t);
/* Bytes of the character at s with all that combines with it; 0 at the end. */
size_t	width_cluster(const char *, size_t);
/* Columns a clean text takes. */
size_t	width_of(const char *, size_t);
/*
 * Appends a clean text cut or padded to exactly so many columns; what was cut
 * ends with an ellipsis, and no character is cut in half.
 */
void	width_fit(struct str *, const char *, size_t, size_t columns);

struct terminal {
	bool colour;
	size_t columns;		/* 0: no terminal, as wide as it gets */
	bool ascii;		/* the locale has no other characters */
};

/*
 * NO_COLOR and TERM=dumb are obeyed, and a pipe gets neither colours nor
 * columns.
 */
struct terminal terminal_of(int fd);

/* One bar a value from 0 to 1; what is no number is a blank. */
void	spark_add(struct str *, const double *, size_t n, struct terminal);

#endif
