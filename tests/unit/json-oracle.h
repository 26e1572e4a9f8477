/*
 * json-oracle - the one pass over flat objects against jsmn and the checker
 *
 * Both have to accept and refuse the same, and where they accept, one pass
 * has to find the members that splitting by tokens finds.
 */
#ifndef JSON_ORACLE_H
#define JSON_ORACLE_H

#include <string.h>

#include "json.h"
#include "str.h"

struct oracle {
	struct json flat, tokens;
	struct str longer;
	bool accepted;		/* by one pass, the text asked about last */
};

enum oracle_verdict { ORACLE_SAME, ORACLE_ACCEPTS, ORACLE_MEMBERS };

static inline void
oracle_open(struct oracle *o)
{
	*o = (struct oracle){0};
	json_open(&o->flat);
	json_open(&o->tokens);
}

static inline void
oracle_close(struct oracle *o)
{
	json_close(&o->flat);
	json_close(&o->tokens);
	str_free(&o->longer);
}

static inline size_t
oracle_blanks(const char *s, size_t i, size_t n)
{
	while (i < n && memchr(" \t\n\r", s[i], 4) != NULL)
		i++;
	return i;
}

/* Keys with escapes are always split by tokens: there is nothing to compare. */
static inline bool
oracle_has_escapes(const struct json *j)
{
	for (size_t i = 0; i < j->count; i++)
		if (j->member[i].key.escaped)
			return true;
	return false;
}

/* The same object with one more key, whose escape sends it to the tokens. */
static inline bool
oracle_split(struct oracle *o, const char *s, size_t n)
{
	size_t brace = oracle_blanks(s, 0, n);
	size_t next = oracle_blanks(s, brace + 1, n);

	str_clear(&o->longer);
	str_text(&o->longer, "{\"\\u0007\":0");
	str_byte(&o->longer, s[next] == '}' ? ' ' : ',');
	str_bytes(&o->longer, s + brace + 1, n - brace - 1);
	return json_object(&o->tokens, o->longer.s, o->longer.n);
}

static inline bool
oracle_value_same(const struct json_value *a, const struct json_value *b)
{
	return a->type == b->type && a->escaped == b->escaped &&
	    text_same(a->s, a->n, b->s, b->n);
}

static inline bool
oracle_members_same(const struct json *flat, const struct json *tokens)
{
	if (flat->count + 1 != tokens->count)
		return false;
	for (size_t i = 0; i < flat->count; i++)
		if (!oracle_value_same(&flat->member[i].key,
		    &tokens->member[i + 1].key) ||
		    !oracle_value_same(&flat->member[i].value,
		    &tokens->member[i + 1].value))
			return false;
	return true;
}

/* Of a text that JSON_MEMBERS does not bound. */
static inline enum oracle_verdict
oracle_ask(struct oracle *o, const char *s, size_t n)
{
	size_t i = oracle_blanks(s, 0, n);
	bool object = i < n && s[i] == '{';

	o->accepted = json_object(&o->flat, s, n);
	if (o->accepted != (object && json_check(&o->tokens, s, n)))
		return ORACLE_ACCEPTS;
	if (!o->accepted || oracle_has_escapes(&o->flat))
		return ORACLE_SAME;
	return oracle_split(o, s, n) &&
	    oracle_members_same(&o->flat, &o->tokens) ? ORACLE_SAME :
	    ORACLE_MEMBERS;
}

#endif
