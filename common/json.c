#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "json-flat.h"
#include "str.h"

/* Every token of the longest text: "[1,1,1..." has one for two bytes. */
#define TOKENS	(JSON_LONGEST / 2 + 2)

struct json_tokens {
	jsmntok_t token[TOKENS];
	uint32_t slot[2 * TOKENS];	/* for finding repeated keys */
	struct str key[2];
};

void
json_open(struct json *j)
{
	*j = (struct json){0};
	j->member = need(JSON_MEMBERS, sizeof(*j->member));
	j->tokens = need(1, sizeof(*j->tokens));
	j->inner = need(1, sizeof(*j->inner));
	j->inner->member = need(JSON_MEMBERS, sizeof(*j->member));
}

void
json_close(struct json *j)
{
	str_free(&j->tokens->key[0]);
	str_free(&j->tokens->key[1]);
	free(j->inner->member);
	free(j->inner);
	free(j->tokens);
	free(j->member);
	*j = (struct json){0};
}

/* ---- jsmn and the checker over its tokens ---- */

static bool
fault(struct json *j, size_t at, const char *why)
{
	j->at = at;
	(void)snprintf(j->why, sizeof(j->why), "%s at byte %zu", why, at + 1);
	return false;
}

/* Between two neighbours: blanks and this separator ('\0': blanks alone). */
static bool
check_gap(struct json *j, const char *text, size_t span[2], char separator)
{
	const char *p = text + span[0], *end = text + span[1];

	p = flat_blanks(p, end);
	if (separator != '\0') {
		if (p == end || *p != separator)
			return fault(j, (size_t)(p - text), separator == ':' ?
			    "a colon is missing" : "a comma is missing");
		p = flat_blanks(p + 1, end);
	}
	return p == end || fault(j, (size_t)(p - text), "stray characters");
}

/* A token's bytes with quotes, if it has some. */
static size_t
token_start(const jsmntok_t *t)
{
	return (size_t)t->start - (t->type == JSMN_STRING);
}

static size_t
token_end(const jsmntok_t *t)
{
	return (size_t)t->end + (t->type == JSMN_STRING);
}

static struct json_value
token_value(const char *text, const jsmntok_t *t)
{
	struct json_value v = {.s = text + t->start,
	    .n = (uint32_t)(t->end - t->start)};

	switch (t->type) {
	case JSMN_OBJECT:
		v.type = JSON_OBJECT;
		break;
	case JSMN_ARRAY:
		v.type = JSON_ARRAY;
		break;
	case JSMN_STRING:
		v.type = JSON_STRING;
		v.escaped = memchr(v.s, '\\', v.n) != NULL;
		break;
	default:
		(void)flat_primitive_end(v.s, v.s + v.n, &v.type);
	}
	return v;
}

static bool
check_scalar(struct json *j, const char *text, const jsmntok_t *t)
{
	const char *p = text + t->start, *end = text + t->end, *stop;
	bool escaped;
	uint8_t type;

	if (t->type == JSMN_STRING) {
		stop = flat_string_end(&p, end + 1, &escaped);
		return stop == end || fault(j, (size_t)(p - text),
		    "a string with a control character, a bad escape or "
		    "bad UTF-8");
	}
	stop = flat_primitive_end(p, end, &type);
	return stop == end || fault(j, (size_t)t->start,
	    "neither a literal nor a number");
}

/* A key's text with escapes resolved, in the given scratch. */
static struct json_value
key_text(struct json *j, const char *text, const jsmntok_t *t, int scratch)
{
	struct json_value v = token_value(text, t);
	struct str *b = &j->tokens->key[scratch];

	if (v.escaped) {
		str_clear(b);
		json_decode(&v, b);
		v.s = b->s;
		v.n = (uint32_t)b->n;
	}
	return v;
}

/* Where the token behind everything in t is. */
static int
next_token(const jsmntok_t *token, int i, int count)
{
	int end = token[i].end;

	for (i++; i < count && token[i].start < end; i++)
		continue;
	return i;
}

/* An object's keys, by open addressing on their hash; t is the object. */
static bool
check_keys(struct json *j, const char *text, int object, int count)
{
	const jsmntok_t *token = j->tokens->token;
	uint32_t *slot = j->tokens->slot, mask = 3;

	while (mask < 2 * (uint32_t)token[object].size)
		mask = mask * 2 + 1;
	memset(slot, 0, (mask + 1) * sizeof(*slot));
	for (int i = object + 1; i < count && token[i].start <
	    token[object].end; i = next_token(token, i + 1, count)) {
		struct json_value k = key_text(j, text, &token[i], 0);
		uint32_t at = (uint32_t)hash64(0, k.s, k.n) & mask;

		for (; slot[at] != 0; at = (at + 1) & mask) {
			struct json_value o = key_text(j, text,
			    &token[slot[at]], 1);

			if (text_same(k.s, k.n, o.s, o.n))
				return fault(j, (size_t)token[i].start,
				    "a repeated key");
		}
		slot[at] = (uint32_t)i;
	}
	return true;
}

static bool check_token(struct json *, const char *, int *, int);

/* One element of an array, or one key with its value. */
static bool
check_element(struct json *j, const char *text, int *i, int count)
{
	const jsmntok_t *key = &j->tokens->token[*i];
	size_t span[2];

	if (key->parent >= 0 &&
	    j->tokens->token[key->parent].type == JSMN_OBJECT) {
		if (key->type != JSMN_STRING || key->size != 1 ||
		    *i + 1 >= count)
			return fault(j, token_start(key),
			    "a key without a value");
		if (!check_scalar(j, text, key))
			return false;
		span[0] = token_end(key);
		span[1] = token_start(key + 1);
		if (!check_gap(j, text, span, ':'))
			return false;
		(*i)++;
	}
	return check_token(j, text, i, count);
}

/* The value at *i, which moves behind it; depth is bounded by the caller. */
static bool
check_token(struct json *j, const char *text, int *i, int count)
{
	int self = *i;
	const jsmntok_t *token = j->tokens->token, *t = &token[self];
	size_t span[2] = {(size_t)t->start + 1, 0};
	bool first = true;

	(*i)++;
	if (t->type == JSMN_STRING || t->type == JSMN_PRIMITIVE)
		return t->size == 0 ? check_scalar(j, text, t) :
		    fault(j, token_start(t), "a comma is missing");
	while (*i < count && token[*i].start < t->end) {
		int child = *i + (t->type == JSMN_OBJECT);

		span[1] = token_start(&token[*i]);
		if (!check_gap(j, text, span, first ? '\0' : ','))
			return false;
		if (!check_element(j, text, i, count))
			return false;
		span[0] = token_end(&token[child]);
		first = false;
	}
	span[1] = (size_t)t->end - 1;
	return check_gap(j, text, span, '\0') &&
	    (t->type != JSMN_OBJECT || check_keys(j, text, self, count));
}

/* Before recursing into it. */
static bool
check_depth(struct json *j, const char *text, size_t n, int deepest)
{
	int depth = 0;
	bool escaped;

	for (const char *p = text, *end = text + n; p < end; p++) {
		if (*p == '"') {
			const char *q = p + 1;

			q = flat_string_end(&q, end, &escaped);
			if (q == NULL)
				return true;	/* the checker says why */
			p = q;
		} else if (*p == '{' || *p == '[') {
			if (++depth > deepest)
				return fault(j, (size_t)(p - text),
				    "nested too deeply");
		} else if (*p == '}' || *p == ']') {
			depth--;
		}
	}
	return true;
}

/* jsmn knows a number or a literal only by what stands behind it. */
static bool
is_lone(struct json *j, const char *text, size_t n)
{
	const char *end = text + n, *p = flat_blanks(text, end), *stop;
	uint8_t type;

	stop = flat_primitive_end(p, end, &type);
	if (stop == NULL || flat_blanks(stop, end) != end)
		return false;
	j->tokens->token[0] = (jsmntok_t){.type = JSMN_PRIMITIVE,
	    .start = (int)(p - text), .end = (int)(stop - text),
	    .parent = -1};
	return true;
}

/* Tokens of one whole value; their number, or 0. */
static int
tokenize(struct json *j, const char *text, size_t n, int deepest)
{
	jsmn_parser parser;
	int count, i = 0;
	size_t start, end;

	j->why[0] = '\0';
	if (!check_depth(j, text, n, deepest))
		return 0;
	if (is_lone(j, text, n))
		return 1;
	jsmn_init(&parser);
	count = jsmn_parse(&parser, text, n, j->tokens->token, TOKENS);
	if (count == 0 || count == JSMN_ERROR_PART)
		(void)fault(j, n, "the value is cut short");
	else if (count == JSMN_ERROR_NOMEM)
		(void)fault(j, parser.pos, "too many values");
	else if (count < 0)
		(void)fault(j, parser.pos, "no JSON");
	if (count <= 0)
		return 0;
	start = token_start(&j->tokens->token[0]);
	end = token_end(&j->tokens->token[0]);
	if (!check_gap(j, text, (size_t[]){0, start}, '\0') ||
	    !check_token(j, text, &i, count) ||
	    !check_gap(j, text, (size_t[]){end, n}, '\0'))
		return 0;
	return i == count ? count : (fault(j, end, "stray characters"), 0);
}

bool
json_check(struct json *j, const char *text, size_t n)
{
	return tokenize(j, text, n, JSON_DEPTH) != 0;
}

bool
json_check_inside(struct json *j, const char *text, size_t n)
{
	return tokenize(j, text, n, JSON_DEPTH - 1) != 0;
}

static bool
collect(struct json *j, const char *text, int count)
{
	const jsmntok_t *token = j->tokens->token;
	bool object = token[0].type == JSMN_OBJECT;

	j->count = 0;
	for (int i = 1; i < count; i = next_token(token, i, count)) {
		struct json_member *m = &j->member[j->count];

		if (j->count++ == JSON_MEMBERS)
			return fault(j, (size_t)token[i].start,
			    "too many members");
		*m = (struct json_member){0};
		if (object)
			m->key = token_value(text, &token[i++]);
		m->value = token_value(text, &token[i]);
	}
	return true;
}

static bool
split(struct json *j, const char *text, size_t n, jsmntype_t wanted)
{
	int count = tokenize(j, text, n, JSON_DEPTH);

	if (count == 0)
		return false;
	if (j->tokens->token[0].type != wanted)
		return fault(j, 0, wanted == JSMN_OBJECT ? "no JSON object" :
		    "no JSON array");
	return collect(j, text, count);
}

bool
json_array(struct json *j, const char *text, size_t n)
{
	return split(j, text, n, JSMN_ARRAY);
}

bool
json_object(struct json *j, const char *text, size_t n)
{
	if (flat_object(j, text, text + n))
		return true;
	j->shape++;
	j->key[0].n = 0;	/* nothing is expected after this shape */
	return split(j, text, n, JSMN_OBJECT);
}
