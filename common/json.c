#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "hash.h"
#include "json.h"
#include "lines.h"
#include "str.h"

/* Every token of the longest line: "[1,1,1..." has one for two bytes. */
#define TOKENS	(LINES_MAX / 2 + 2)

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
}

void
json_close(struct json *j)
{
	str_free(&j->tokens->key[0]);
	str_free(&j->tokens->key[1]);
	free(j->tokens);
	free(j->member);
	*j = (struct json){0};
}

/* ---- the grammar of one value, on bytes ---- */

static const char *
blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' ||
	    *p == '\r'))
		p++;
	return p;
}

size_t
json_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xbf;
	size_t length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 :
	    p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

	if (length < 2 || length > n)
		return length > n ? 0 : length;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* uXXXX behind a back-slash; -1 if it is not one. */
static int
hex4(const char *p, const char *end)
{
	int code = 0;

	if (end - p < 5 || p[0] != 'u')
		return -1;
	for (int i = 1; i <= 4; i++) {
		int digit = hex_value(p[i]);

		if (digit < 0)
			return -1;
		code = code * 16 + digit;
	}
	return code;
}

/* The bytes of an escape, p at its back-slash; 0 if it is none. */
static size_t
escape_length(const char *p, const char *end)
{
	int high, low;

	if (end - p < 2)
		return 0;
	if (p[1] != 'u')
		return p[1] != '\0' && strchr("\"\\/bfnrt", p[1]) ? 2 : 0;
	high = hex4(p + 1, end);
	if (high < 0)
		return 0;
	if (high < 0xd800 || high > 0xdfff)
		return 6;
	if (high > 0xdbff || end - p < 12 || p[6] != '\\')
		return 0;
	low = hex4(p + 7, end);
	return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

/* Needs no second look inside a string. */
static bool
plain(char c)
{
	return (unsigned char)c - 0x20U < 0x60 && c != '"' && c != '\\';
}

/* Over the bytes that are plain, sixteen at once where the machine can. */
static inline const char *
plain_end(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(' ');

	for (; end - p >= 16; p += 16) {
		__m128i b = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i odd = _mm_or_si128(_mm_or_si128(
		    _mm_cmpeq_epi8(b, quote), _mm_cmpeq_epi8(b, slash)),
		    _mm_cmplt_epi8(b, space));	/* signed: also 0x80.. */
		int mask = _mm_movemask_epi8(odd);

		if (mask != 0)
			return p + __builtin_ctz((unsigned)mask);
	}
#endif
	while (p < end && plain(*p))
		p++;
	return p;
}

/*
 * From behind the opening quote to the closing one; NULL where the string is
 * none, with *p at the fault.
 */
static const char *
string_end(const char **p, const char *end, bool *escaped)
{
	const char *s = plain_end(*p, end);

	*escaped = false;
	if (s < end && *s == '"')
		return s;
	while (s < end) {
		size_t step;

		s = plain_end(s, end);
		if (s == end)
			break;
		if (*s == '"')
			return s;
		if (*s == '\\') {
			step = escape_length(s, end);
			*escaped = true;
		} else if ((unsigned char)*s >= 0x80) {
			step = json_utf8(s, (size_t)(end - s));
		} else {
			step = (unsigned char)*s >= ' ';
		}
		if (step == 0)
			break;
		s += step;
	}
	*p = s;
	return NULL;
}

static const char *
digits_end(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

/* The end of a number, or NULL if it is none. */
static const char *
number_end(const char *p, const char *end)
{
	const char *from;

	if (p < end && *p == '-')
		p++;
	from = p;
	p = digits_end(p, end);
	if (p == from || (*from == '0' && p - from > 1))
		return NULL;
	if (p < end && *p == '.') {
		from = ++p;
		p = digits_end(p, end);
		if (p == from)
			return NULL;
	}
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		from = p;
		p = digits_end(p, end);
		if (p == from)
			return NULL;
	}
	return p;
}

/* The end of null, true, false or a number; NULL if it is none of them. */
static const char *
primitive_end(const char *p, const char *end, uint8_t *type)
{
	static const struct { const char *word; size_t n; uint8_t type; }
	words[] = {
		{"null", 4, JSON_NULL}, {"true", 4, JSON_TRUE},
		{"false", 5, JSON_FALSE},
	};

	for (size_t i = 0; i < 3; i++)
		if (p < end && *p == words[i].word[0]) {
			*type = words[i].type;
			return (size_t)(end - p) >= words[i].n &&
			    memcmp(p, words[i].word, words[i].n) == 0 ?
			    p + words[i].n : NULL;
		}
	*type = JSON_NUMBER;
	return number_end(p, end);
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

	p = blanks(p, end);
	if (separator != '\0') {
		if (p == end || *p != separator)
			return fault(j, (size_t)(p - text), separator == ':' ?
			    "a colon is missing" : "a comma is missing");
		p = blanks(p + 1, end);
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
		(void)primitive_end(v.s, v.s + v.n, &v.type);
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
		stop = string_end(&p, end + 1, &escaped);
		return stop == end || fault(j, (size_t)(p - text),
		    "a string with a control character, a bad escape or "
		    "bad UTF-8");
	}
	stop = primitive_end(p, end, &type);
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
check_depth(struct json *j, const char *text, size_t n)
{
	int depth = 0;
	bool escaped;

	for (const char *p = text, *end = text + n; p < end; p++) {
		if (*p == '"') {
			const char *q = p + 1;

			q = string_end(&q, end, &escaped);
			if (q == NULL)
				return true;	/* the checker says why */
			p = q;
		} else if (*p == '{' || *p == '[') {
			if (++depth > JSON_DEPTH)
				return fault(j, (size_t)(p - text),
				    "nested too deeply");
		} else if (*p == '}' || *p == ']') {
			depth--;
		}
	}
	return true;
}

/* Tokens of one whole value; their number, or 0. */
static int
tokenize(struct json *j, const char *text, size_t n)
{
	jsmn_parser parser;
	int count, i = 0;
	size_t start, end;

	j->why[0] = '\0';
	if (!check_depth(j, text, n))
		return 0;
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
	return tokenize(j, text, n) != 0;
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
	int count = tokenize(j, text, n);

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

/* ---- one pass over flat objects ---- */

/* The end of a nested value by its brackets alone; the checker does the rest. */
static const char *
nested_end(const char *p, const char *end)
{
	int depth = 0;
	bool escaped;

	for (; p < end; p++) {
		if (*p == '"') {
			p++;
			p = string_end(&p, end, &escaped);
			if (p == NULL)
				return NULL;
		} else if (*p == '{' || *p == '[') {
			depth++;
		} else if ((*p == '}' || *p == ']') && --depth == 0) {
			return p + 1;
		}
	}
	return NULL;
}

static const char *
flat_value(struct json *j, const char *p, const char *end,
    struct json_value *v)
{
	const char *stop;

	v->s = p;
	v->escaped = false;
	if (*p == '"') {
		v->type = JSON_STRING;
		v->s = ++p;
		stop = string_end(&p, end, &v->escaped);
	} else if (*p == '{' || *p == '[') {
		v->type = *p == '{' ? JSON_OBJECT : JSON_ARRAY;
		stop = nested_end(p, end);
		if (stop != NULL && !json_check(j, p, (size_t)(stop - p)))
			return NULL;
	} else {
		stop = primitive_end(p, end, &v->type);
	}
	if (stop == NULL)
		return NULL;
	v->n = (uint32_t)(stop - v->s);
	return stop + (v->type == JSON_STRING);
}

/* One key and its value; NULL: leave it to jsmn. */
static const char *
flat_member(struct json *j, const char *p, const char *end,
    struct json_member *m)
{
	const char *stop;

	if (p == end || *p != '"')
		return NULL;
	m->key.s = ++p;
	stop = string_end(&p, end, &m->key.escaped);
	if (stop == NULL || m->key.escaped)
		return NULL;
	m->key.type = JSON_STRING;
	m->key.n = (uint32_t)(stop - m->key.s);
	p = blanks(stop + 1, end);
	if (p == end || *p != ':')
		return NULL;
	p = blanks(p + 1, end);
	return p == end ? NULL : flat_value(j, p, end, &m->value);
}

/* Length, first and last letter: a bit of 64 that tells most keys apart. */
static uint64_t
key_bit(const struct json_value *k)
{
	unsigned h = k->n * 7;

	if (k->n != 0)
		h += (unsigned char)k->s[0] * 31U +
		    (unsigned char)k->s[k->n - 1] * 5U +
		    (unsigned char)k->s[k->n / 2];
	return UINT64_C(1) << (h & 63);
}

static bool
repeated(const struct json *j, const struct json_value *key)
{
	for (size_t i = 0; i < j->count; i++)
		if (text_same(j->member[i].key.s, j->member[i].key.n, key->s,
		    key->n))
			return true;
	return false;
}

static bool
flat_object(struct json *j, const char *p, const char *end)
{
	uint64_t seen = 0, bit;

	j->count = 0;
	p = blanks(p, end);
	if (p == end || *p++ != '{')
		return false;
	p = blanks(p, end);
	if (p < end && *p == '}')
		return blanks(p + 1, end) == end;
	for (;;) {
		struct json_member *m = &j->member[j->count];

		if (j->count == JSON_MEMBERS ||
		    (p = flat_member(j, p, end, m)) == NULL)
			return false;
		bit = key_bit(&m->key);
		if ((seen & bit) != 0 && repeated(j, &m->key))
			return false;
		seen |= bit;
		j->count++;
		p = blanks(p, end);
		if (p == end)
			return false;
		if (*p == '}')
			return blanks(p + 1, end) == end;
		if (*p != ',')
			return false;
		p = blanks(p + 1, end);
	}
}

bool
json_object(struct json *j, const char *text, size_t n)
{
	return flat_object(j, text, text + n) ||
	    split(j, text, n, JSMN_OBJECT);
}
