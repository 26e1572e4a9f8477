/*
 * The grammar of JSON on bytes, and one pass over flat objects.
 */
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "json-flat.h"
#include "str.h"

/* ---- the grammar of one value, on bytes ---- */

static inline const char *
blanks(const char *p, const char *end)
{
	while (p < end && (unsigned char)*p <= ' ' && (*p == ' ' ||
	    *p == '\t' || *p == '\n' || *p == '\r'))
		p++;
	return p;
}

const char *
flat_blanks(const char *p, const char *end)
{
	return blanks(p, end);
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
size_t
flat_escape_length(const char *p, const char *end)
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

bool
flat_half_pair(const char *p, const char *end)
{
	int code = end - p < 2 ? -1 : hex4(p + 1, end);

	return code >= 0xd800 && code <= 0xdfff;
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

const char *
flat_plain_end(const char *p, const char *end)
{
	return plain_end(p, end);
}

/*
 * From behind the opening quote to the closing one; NULL where the string is
 * none, with *p at the fault.
 */
const char *
flat_string_end(const char **p, const char *end, bool *escaped)
{
	const char *s = plain_end(*p, end);

	*escaped = false;
	while (s < end) {
		size_t step;

		s = plain_end(s, end);
		if (s == end)
			break;
		if (*s == '"')
			return s;
		if (*s == '\\') {
			step = flat_escape_length(s, end);
			*escaped = true;
		} else if ((unsigned char)*s >= 0x80) {
			step = text_utf8(s, (size_t)(end - s));
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
__attribute__((noinline))
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

#ifdef __SSE2__
/*
 * The end of a number without exponent that ends within 15 bytes, as most do;
 * NULL: number_end() has to look.  16 bytes can be read from p.
 */
static inline const char *
short_number_end(const char *p)
{
	const __m128i b = _mm_add_epi8(_mm_loadu_si128(
	    (const __m128i *)(const void *)p), _mm_set1_epi8(0x80 - '0'));
	unsigned other = ~(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(b,
	    _mm_set1_epi8(-0x80 + 10)));	/* bits above 15 are set */
	unsigned n = (unsigned)__builtin_ctz(other), point = n;

	if (n == 0 || (n > 1 && *p == '0'))
		return NULL;
	if (n < 16 && p[n] == '.') {
		n = (unsigned)__builtin_ctz(other & (other - 1));
		if (n == point + 1)
			return NULL;
	}
	return n > 15 || (p[n] | 0x20) == 'e' ? NULL : p + n;
}
#endif

static inline const char *
any_number_end(const char *p, const char *end)
{
#ifdef __SSE2__
	const char *digits = *p == '-' ? p + 1 : p;

	if (end - digits >= 16) {
		digits = short_number_end(digits);
		if (digits != NULL)
			return digits;
	}
#endif
	return number_end(p, end);
}

static const char *
word_end(const char *p, const char *end, const char *word, size_t n)
{
	return (size_t)(end - p) >= n && memcmp(p, word, n) == 0 ? p + n :
	    NULL;
}

static inline const char *
primitive_end(const char *p, const char *end, uint8_t *type)
{
	if (p == end)
		return NULL;
	if (*p <= '9') {
		*type = JSON_NUMBER;
		return any_number_end(p, end);
	}
	switch (*p) {
	case 'n':
		*type = JSON_NULL;
		return word_end(p, end, "null", 4);
	case 't':
		*type = JSON_TRUE;
		return word_end(p, end, "true", 4);
	case 'f':
		*type = JSON_FALSE;
		return word_end(p, end, "false", 5);
	default:
		return NULL;
	}
}

/* The end of null, true, false or a number; NULL if it is none of them. */
const char *
flat_primitive_end(const char *p, const char *end, uint8_t *type)
{
	return primitive_end(p, end, type);
}

bool
flat_no_number(const char *p, size_t n)
{
	static const char *const words[] = {"NaN", "Infinity", "-Infinity"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_same(p, n, words[i], strlen(words[i])))
			return true;
	return false;
}

/* ---- one pass over flat objects ---- */

/*
 * Most values are strings that are plain to their end, or numbers: what is
 * rare stands in functions of its own, so that the common way is short.
 */
#define RARE	__attribute__((noinline))

RARE static const char *
odd_string_end(const char *p, const char *end, bool *escaped)
{
	return flat_string_end(&p, end, escaped);
}

static inline const char *
string_end(const char *p, const char *end, bool *escaped)
{
	const char *s = plain_end(p, end);

	*escaped = false;
	return s < end && *s == '"' ? s : odd_string_end(p, end, escaped);
}

/* The end of a nested value by its brackets; the checker does the rest. */
static const char *
nested_end(const char *p, const char *end)
{
	int depth = 0;
	bool escaped;

	for (; p < end; p++) {
		if (*p == '"') {
			p++;
			p = flat_string_end(&p, end, &escaped);
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

static const char *flat_members(struct json *, const char *, const char *);

/* The end of an array or object; mostly it is an object that is flat. */
RARE static const char *
nested_value(struct json *j, const char *p, const char *end)
{
	const char *stop = NULL;

	if (j->inner == NULL)
		return NULL;
	if (*p == '{')
		stop = flat_members(j->inner, p + 1, end);
	if (stop != NULL)
		return stop;
	stop = nested_end(p, end);
	return stop != NULL && json_check_inside(j, p, (size_t)(stop - p)) ?
	    stop : NULL;
}

/*
 * What a byte decides is decided by branches: the next ones are then looked
 * at before it is there, where sums with it would have to wait.
 */
static inline const char *
flat_value(struct json *j, const char *p, const char *end,
    struct json_value *v)
{
	const char *stop;

	v->escaped = false;
	if (*p == '"') {
		v->s = ++p;
		v->type = JSON_STRING;
		stop = string_end(p, end, &v->escaped);
		if (stop == NULL)
			return NULL;
		v->n = (uint32_t)(stop - p);
		return stop + 1;
	}
	v->s = p;
	if (*p == '{' || *p == '[') {
		v->type = *p == '{' ? JSON_OBJECT : JSON_ARRAY;
		stop = nested_value(j, p, end);
	} else {
		stop = primitive_end(p, end, &v->type);
	}
	if (stop != NULL)
		v->n = (uint32_t)(stop - p);
	return stop;
}

/* A member is written from `gap`, behind the value before, to its value. */
static void
expect_key(struct json *j, const struct json_value *key, const char *gap,
    const char *value)
{
	size_t n = (size_t)(value - gap);
	struct json_key *k;

	j->shape++;
	if (j->count >= JSON_KEYS)
		return;
	k = &j->key[j->count];
	k[1].n = 0;
	k->n = 0;
	if (n > sizeof(k->s))
		return;
	memcpy(k->s, gap, n);
	k->n = (uint8_t)n;
	k->key = (uint8_t)(key->s - gap);
	k->key_n = (uint8_t)key->n;
}

/* A key and its colon; NULL: leave it to jsmn. */
static const char *
any_key(const char *p, const char *end, struct json_value *key)
{
	const char *stop;

	if (p == end || *p != '"')
		return NULL;
	key->s = ++p;
	stop = string_end(p, end, &key->escaped);
	if (stop == NULL || key->escaped)
		return NULL;
	key->type = JSON_STRING;
	key->n = (uint32_t)(stop - key->s);
	p = blanks(stop + 1, end);
	return p < end && *p == ':' ? p + 1 : NULL;
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

/* The bits of the keys before, when one is not as expected. */
static uint64_t
bits_so_far(const struct json *j)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < j->count; i++)
		seen |= key_bit(&j->member[i].key);
	return seen;
}

/* One member, from behind the one before; NULL: leave it to jsmn. */
static const char *
flat_member(struct json *j, const char *gap, const char *end, uint64_t *seen)
{
	struct json_member *m = &j->member[j->count];
	const char *p = blanks(gap, end);
	uint64_t bit;

	if (j->count == JSON_MEMBERS)
		return NULL;
	if (j->count > 0) {
		if (p == end || *p != ',')
			return NULL;
		p = blanks(p + 1, end);
	}
	p = any_key(p, end, &m->key);
	if (p == NULL)
		return NULL;
	bit = key_bit(&m->key);
	if ((*seen & bit) != 0 && repeated(j, &m->key))
		return NULL;
	*seen |= bit;
	p = blanks(p, end);
	expect_key(j, &m->key, gap, p);
	j->count++;
	return p == end ? NULL : flat_value(j, p, end, &m->value);
}

/*
 * Objects of a stream mostly have the keys of the one before, in its order,
 * and the same commas, colons and blanks about them.  What is expected is the
 * beginning of one object whose keys differ from each other, so what is as
 * expected needs no search for repeated keys.
 */
static const char *
expected_members(struct json *j, const char *p, const char *end, bool *last)
{
	const struct json_key *k = j->key;
	struct json_member *m = j->member;

	for (; k->n != 0 && (size_t)(end - p) > k->n && text_same(p, k->n,
	    k->s, k->n) && p[k->n] > ' '; k++) {
		m->key = (struct json_value){.s = p + k->key, .n = k->key_n,
		    .type = JSON_STRING};
		p = flat_value(j, p + k->n, end, &m++->value);
		if (p == NULL || p == end)
			return NULL;
		if (*p == '}') {
			*last = true;
			p++;
			break;
		}
	}
	j->count = (size_t)(m - j->member);
	return p;
}

/* From behind the opening brace to behind the closing one. */
static const char *
flat_members(struct json *j, const char *p, const char *end)
{
	uint64_t seen;
	bool last = false;

	j->count = 0;
	p = expected_members(j, p, end, &last);
	if (p == NULL || last)
		return p;
	seen = bits_so_far(j);
	while (p != NULL) {
		const char *close = blanks(p, end);

		if (close < end && *close == '}')
			return close + 1;
		p = flat_member(j, p, end, &seen);
	}
	return NULL;
}

bool
flat_object(struct json *j, const char *p, const char *end)
{
	j->count = 0;
	p = blanks(p, end);
	if (p == end || *p != '{')
		return false;
	p = flat_members(j, p + 1, end);
	return p != NULL && blanks(p, end) == end;
}
