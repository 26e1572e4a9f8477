/*
 * json - reading JSON, exactly RFC 8259
 *
 * One object is split into its members without copying; nested values stay
 * as they are written and can be split in turn.  Everything is checked: the
 * grammar of literals and numbers, separators, control characters, UTF-8,
 * lone surrogates and repeated keys at any depth (at most JSON_DEPTH).
 *
 * Flat objects take one pass over the text.  Whatever else there is goes
 * through jsmn and a checker over its tokens, which also finds the words for
 * what is wrong; tests hold one against the other.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define JSON_MEMBERS	4096	/* of one object or array */
#define JSON_DEPTH	64
#define JSON_LONGEST	(1 << 20)	/* bytes of a text */
#define JSON_WHY	120

enum json_type {
	JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING,
	JSON_ARRAY, JSON_OBJECT
};

struct json_value {
	const char *s;		/* a string's text lies between the quotes */
	uint32_t n;
	uint8_t type;
	bool escaped;		/* a string with escapes in it */
};

struct json_member {
	struct json_value key;
	struct json_value value;
};

#define JSON_KEYS	32	/* of an object that the next one may repeat */

struct json_key {
	uint8_t n;		/* 0: none is expected here */
	uint8_t key, key_n;	/* where it is in s */
	char s[45];		/* all from the value before to its own */
};

struct json {
	struct json_member *member;	/* JSON_MEMBERS of them */
	size_t count;
	unsigned shape;			/* as long as it is the same, so are
					   the keys and their order, but an
					   object may end sooner */
	char why[JSON_WHY];		/* what is wrong, when false came */
	size_t at;			/* and at which byte, from 0 */
	struct json_tokens *tokens;	/* private, as what follows */
	struct json *inner;		/* of a flat object inside of it */
	struct json_key key[JSON_KEYS + 1];
};

void	json_open(struct json *);
void	json_close(struct json *);

/* The members of one object, and nothing else in the text but blanks. */
bool	json_object(struct json *, const char *, size_t);
/* The elements of one array; keys are empty. */
bool	json_array(struct json *, const char *, size_t);
/* Any one value, through jsmn and the checker alone: the oracle of tests. */
bool	json_check(struct json *, const char *, size_t);

/* The member of this name, or NULL. */
static inline const struct json_value *
json_member(const struct json *j, const char *name)
{
	for (size_t i = 0; i < j->count; i++)
		if (text_same(j->member[i].key.s, j->member[i].key.n, name,
		    strlen(name)))
			return &j->member[i].value;
	return NULL;
}

/* Appends a string's text with its escapes resolved. */
void	json_decode(const struct json_value *, struct str *);
/* The same as a copy, terminated, which is the caller's to free. */
char	*json_text(const struct json_value *);
/* Appends, quoted, what may be anything: no UTF-8 becomes U+FFFD. */
void	json_quote_any(const char *, size_t, struct str *);
/* Exactly as strtod() reads it; false where it is out of range. */
bool	json_real(const struct json_value *, double *);
/* A number without fraction, also 1.0 and 1e3, that fits. */
bool	json_int(const struct json_value *, int64_t *);

#endif
