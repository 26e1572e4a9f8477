/*
 * Both readers of JSON, json-oracle.h, say the same of a million mutated
 * texts.
 */
#include <string.h>

#include "json-oracle.h"
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

int
main(void)
{
	struct tap t = {0};
	struct oracle o;
	uint64_t seed = 1;
	int differ = 0, others = 0, accepted = 0;

	oracle_open(&o);
	for (int i = 0; i < TEXTS; i++) {
		struct mutant m;
		enum oracle_verdict v;

		mutate(&m, &seed);
		v = oracle_ask(&o, m.s, m.n);
		accepted += o.accepted;
		if (v == ORACLE_ACCEPTS && differ++ < 10)
			tap_note("%d, not %d: %.*s", o.accepted, !o.accepted,
			    (int)m.n, m.s);
		if (v == ORACLE_MEMBERS && others++ < 10)
			tap_note("other members: %.*s", (int)m.n, m.s);
	}
	tap_ok(&t, differ == 0, "one pass and the oracle agree");
	tap_ok(&t, others == 0, "on members, too");
	tap_ok(&t, accepted > TEXTS / 20 && accepted < TEXTS / 2,
	    "a good part of the texts is JSON: %d", accepted);
	oracle_close(&o);
	return tap_end(&t);
}
