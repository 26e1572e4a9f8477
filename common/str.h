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

#include <stdarg.h>
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
__attribute__((sentinel))
void	str_free_all(struct str *, ...);	/* NULL after the last */
void	str_room(struct str *, size_t more);	/* n + more + 1 bytes fit */
void	str_byte(struct str *, char);
void	str_bytes(struct str *, const char *, size_t);
void	str_text(struct str *, const char *);
void	str_set(struct str *, const char *, size_t);	/* anew */
void	str_cut(struct str *, size_t n);		/* to n bytes */
bool	str_is(const struct str *, const char *);
__attribute__((format(printf, 2, 3)))
void	str_print(struct str *, const char *fmt, ...);
__attribute__((format(printf, 2, 0)))
void	str_print_args(struct str *, const char *fmt, va_list);

__attribute__((noreturn))
void	out_of_memory(void);
/* malloc and friends that end the program instead of returning NULL. */
void	*need(size_t count, size_t size);	/* zeroed */
void	*need_more(void *, size_t count, size_t size);
/*
 * A list of n things of this size, or a larger one, so that there is room for
 * one more; what is new is zeroed.
 */
void	*need_room(void *, size_t n, size_t *room, size_t size);
char	*need_text(const char *);			/* a copy */

static inline uint64_t
text_8_bytes(const char *s)
{
	uint64_t x;

	memcpy(&x, s, sizeof(x));
	return x;
}

static inline uint32_t
text_4_bytes(const char *s)
{
	uint32_t x;

	memcpy(&x, s, sizeof(x));
	return x;
}

/* As memcpy() of a short text, without a call; pieces overlap. */
static inline void
text_copy(char *to, const char *s, size_t n)
{
	if (n >= 16) {
		for (size_t i = 0; i < n - 16; i += 16)
			memcpy(to + i, s + i, 16);
		memcpy(to + n - 16, s + n - 16, 16);
	} else if (n >= 8) {
		memcpy(to, s, 8);
		memcpy(to + n - 8, s + n - 8, 8);
	} else if (n >= 4) {
		memcpy(to, s, 4);
		memcpy(to + n - 4, s + n - 4, 4);
	} else if (n > 0) {
		to[0] = s[0];
		to[n / 2] = s[n / 2];
		to[n - 1] = s[n - 1];
	}
}

/*
 * Most texts compared here are names of a few bytes, for which a call of
 * memcmp() costs more than the comparison.  The last piece overlaps the one
 * before it.
 */
static inline bool
text_same(const char *a, size_t an, const char *b, size_t bn)
{
	if (an != bn)
		return false;
	if (an >= 8) {
		for (size_t i = 0; i < an - 8; i += 8)
			if (text_8_bytes(a + i) != text_8_bytes(b + i))
				return false;
		return text_8_bytes(a + an - 8) == text_8_bytes(b + an - 8);
	}
	if (an >= 4)
		return text_4_bytes(a) == text_4_bytes(b) &&
		    text_4_bytes(a + an - 4) == text_4_bytes(b + an - 4);
	for (size_t i = 0; i < an; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static inline bool
text_begins(const char *s, const char *beginning)
{
	return strncmp(s, beginning, strlen(beginning)) == 0;
}

int	text_order(const char *a, size_t an, const char *b, size_t bn);
/* Whether the n bytes at s are more than this end of theirs. */
bool	text_ends(const char *s, size_t n, const char *end);
/* The bytes of the character at s; 0 where it is not UTF-8 (RFC 3629). */
size_t	text_utf8(const char *s, size_t n);
bool	text_glob(const char *pattern, const char *s, size_t n); /* * ? [] */

#endif
