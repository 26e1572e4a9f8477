/*
 * str - a text that grows
 *
 * The buffer belongs to the struct and is kept between uses, so that a loop
 * that clears and fills it allocates only until it is as large as it gets.
 * s is always terminated once anything was added.  Out of memory ends the
 * program with status 75: nothing a caller could do would be better.
 */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	char *s;
	size_t n;	/* bytes, without the terminator */
	size_t room;
};

void	str_clear(struct str *);
void	str_free(struct str *);
void	str_room(struct str *, size_t more);	/* n + more + 1 bytes fit */
void	str_byte(struct str *, char);
void	str_bytes(struct str *, const char *, size_t);
void	str_text(struct str *, const char *);
void	str_cut(struct str *, size_t n);		/* to n bytes */
bool	str_is(const struct str *, const char *);
__attribute__((format(printf, 2, 3)))
void	str_print(struct str *, const char *fmt, ...);

__attribute__((noreturn))
void	out_of_memory(void);
/* malloc and friends that end the program instead of returning NULL. */
void	*need(size_t count, size_t size);	/* zeroed */
void	*need_more(void *, size_t count, size_t size);
char	*need_text(const char *);			/* a copy */

/*
 * Most texts compared here are names of a few bytes, for which a call of
 * memcmp() costs more than the comparison.
 */
static inline bool
text_same(const char *a, size_t an, const char *b, size_t bn)
{
	uint64_t x, y;
	size_t i = 0;

	if (an != bn)
		return false;
	for (; i + 8 <= an; i += 8) {
		memcpy(&x, a + i, 8);
		memcpy(&y, b + i, 8);
		if (x != y)
			return false;
	}
	for (; i < an; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

int	text_order(const char *a, size_t an, const char *b, size_t bn);
/* Whether the n bytes at s are more than this end of theirs. */
bool	text_ends(const char *s, size_t n, const char *end);
bool	text_glob(const char *pattern, const char *s, size_t n); /* * ? [] */

#endif
