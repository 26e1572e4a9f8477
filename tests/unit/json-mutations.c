/*
 * json_object() goes over flat objects in one pass; json_check() through jsmn
 * and a checker.  Both have to say the same about a million mutated texts,
 * and where they accept, one pass has to find the members that splitting by
 * tokens finds.
 */
#include <string.h>

#include "json.h"
#include "str.h"
#include "tap.h"

#define TEXTS	1000000

static const char *const corpus[] = {
	"{}", "{\"a\":1}", " { \"a\" : \"b\" , \"c\" : null } ",
	"{\"kind\":\"measurement\",\"confidence\":0.85,\"runs\":20}",
	"{\"test_name\":\"cart::add\",\"timestamp\":\"2026-01-05T00:00:00Z\"}",
	"{\"a\":[1,2,{\"b\":[]}],\"c\":{\"d\":{\"e\":\"f\"}},\"g\":[[],[[]]]}",
	"{\"f\":{\"age\":31,\"city\":\"Ulm\"},\"g\":{ \"age\" : 1 } ,\"h\":{}}",
	"{\"f\":{\"age\":31,\"city\":null,\"age\":[]},\"f\":{\"a\\u0062\":1}}",
	"{\"e\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud834\\udd1e\",\"f\":0}",
	"{\"\\u0061b\":true,\"b\":false,\"c\":[\"x\",\"y\"]}",
	"{\"n\":[-0,1.5,-2.25e10,1E+3,0.1e-7],\"m\":-12.5e+300}",
	"{\"u\":\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\",\"\xc3\xa9\":1}",
	"{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"aa\":1,\"ab\":1}",
};

/* What a mutation puts in: what the grammar is made of, and what it is not. */
static const char *const pieces[] = {
	"{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\t", "\n", "0", "1",
	"-", "+", ".", "e", "E", "null", "true", "false", "a", "\\u", "\\ud800",
	"\\udc00", "\x80", "\xc3", "\xe2\x82", "\xf0", "\xff", "\x01", "{}",
	"[]", "\"a\":1", "\"a\":1,", ",\"a\":[{}]", "/", "\\n", "\"\"",
	"0123456789abcdef", "\x7f", "{\"a\":{\"a\":0}}", "\r",
};

struct mutant {
	char s[512];
	size_t n;
};

static void
splice(struct mutant *m, size_t at, size_t drop, const char *put)
{
	size_t more = strlen(put), rest = m->n - at - drop;

	if (at + more + rest > sizeof(m->s))
		return;
	memmove(m->s + at + more, m->s + at + drop, rest);
	memcpy(m->s + at, put, more);
	m->n = at + more + rest;
}

/* One to three changes: something put in, left out, or put instead. */
static void
mutate(struct mutant *m, uint64_t *seed)
{
	const char *text = corpus[tap_random(seed) %
	    (sizeof(corpus) / sizeof(corpus[0]))];
	uint64_t changes = tap_random(seed) % 4;

	m->n = strlen(text);
	memcpy(m->s, text, m->n);
	while (changes-- > 0) {
		uint64_t dice = tap_random(seed);
		size_t at = (size_t)(dice % (m->n + 1));
		size_t drop = (dice >> 32) % 3 == 0 ? 0 :
		    (size_t)((dice >> 40) % 4);
		const char *put = (dice >> 48) % 4 == 0 ? "" :
		    pieces[(dice >> 52) % (sizeof(pieces) /
		    sizeof(pieces[0]))];

		splice(m, at, drop < m->n - at ? drop : m->n - at, put);
	}
}

/* The same object with one more key, whose escape sends it to the tokens. */
static bool
split_by_tokens(struct json *j, const struct mutant *m, struct str *b)
{
	size_t brace = (size_t)((const char *)memchr(m->s, '{', m->n) - m->s);
	size_t next = brace + 1;

	while (strchr(" \t\n\r", m->s[next]) != NULL)
		next++;
	str_clear(b);
	str_text(b, "{\"\\u0007\":0");
	str_byte(b, m->s[next] == '}' ? ' ' : ',');
	str_bytes(b, m->s + brace + 1, m->n - brace - 1);
	return json_object(j, b->s, b->n);
}

static bool
value_same(const struct json_value *a, const struct json_value *b)
{
	return a->type == b->type && a->escaped == b->escaped &&
	    text_same(a->s, a->n, b->s, b->n);
}

static bool
members_same(const struct json *flat, const struct json *tokens)
{
	if (flat->count + 1 != tokens->count)
		return false;
	for (size_t i = 0; i < flat->count; i++)
		if (!value_same(&flat->member[i].key,
		    &tokens->member[i + 1].key) ||
		    !value_same(&flat->member[i].value,
		    &tokens->member[i + 1].value))
			return false;
	return true;
}

static bool
is_object(const struct mutant *m)
{
	size_t i = 0;

	while (i < m->n && (m->s[i] == ' ' || m->s[i] == '\t' ||
	    m->s[i] == '\n' || m->s[i] == '\r'))
		i++;
	return i < m->n && m->s[i] == '{';
}

int
main(void)
{
	struct tap t = {0};
	struct json flat, tokens;
	struct str b = {0};
	uint64_t seed = 1;
	int differ = 0, others = 0, accepted = 0;

	json_open(&flat);
	json_open(&tokens);
	for (int i = 0; i < TEXTS; i++) {
		struct mutant m;
		bool one, oracle;

		mutate(&m, &seed);
		one = json_object(&flat, m.s, m.n);
		oracle = json_check(&tokens, m.s, m.n) && is_object(&m);
		accepted += one;
		if (one != oracle && differ++ < 10)
			tap_note("%d, not %d: %.*s", one, oracle, (int)m.n,
			    m.s);
		if (one && (!split_by_tokens(&tokens, &m, &b) ||
		    !members_same(&flat, &tokens)) && others++ < 10)
			tap_note("other members: %.*s", (int)m.n, m.s);
	}
	tap_ok(&t, differ == 0, "one pass and the oracle agree");
	tap_ok(&t, others == 0, "on members, too");
	tap_ok(&t, accepted > TEXTS / 20 && accepted < TEXTS / 2,
	    "a good part of the texts is JSON: %d", accepted);
	str_free(&b);
	json_close(&flat);
	json_close(&tokens);
	return tap_end(&t);
}
