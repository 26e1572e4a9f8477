/*
 * The table of json-rfc8259.h, and the limits (section 9).
 *
 * Every text is looked at as a member of an object (json_object(), in one
 * pass), as an element of an array (json_array()) and by the oracle.
 */
#include <string.h>

#include "json-rfc8259.h"
#include "json.h"
#include "str.h"
#include "tap.h"

static const char *
spelt(const struct json_case *c, struct str *b)
{
	str_clear(b);
	json_quote_any(c->s, c->n, b);
	return b->s;
}

/* By both readers; they have to agree. */
static bool
accepts(struct json *j, const char *before, const struct json_case *c,
    const char *after)
{
	struct str whole = {0};
	bool one, oracle;

	str_text(&whole, before);
	str_bytes(&whole, c->s, c->n);
	str_text(&whole, after);
	one = strchr(before, '{') != NULL ? json_object(j, whole.s, whole.n) :
	    json_array(j, whole.s, whole.n);
	if (!one && (j->why[0] == '\0' || j->at > whole.n))
		tap_note("no reason, or no place in the text");
	oracle = json_check(j, whole.s, whole.n);
	if (one != oracle)
		tap_note("in %s the oracle says %d", whole.s, oracle);
	str_free(&whole);
	return one && oracle;
}

static bool
is_nothing(const struct json_case *c)
{
	return strspn(c->s, " ") == c->n;
}

static bool
is_as_it_should(struct json *j, const struct json_case *c)
{
	if (c->good)
		return accepts(j, "{\"k\":", c, "}") &&
		    accepts(j, "[", c, "]") &&
		    accepts(j, " {\"k\": ", c, " , \"l\":0 }\n") &&
		    accepts(j, "[0,", c, ",0]") &&
		    accepts(j, "{\"k\":{\"m\":[", c, "]}}");
	return !accepts(j, "{\"k\":", c, "}") &&
	    (is_nothing(c) || !accepts(j, "[", c, "]")) &&
	    !accepts(j, "{\"l\":0,\"k\":", c, ",\"m\":0}") &&
	    !accepts(j, "{\"k\":{\"m\":[0,", c, "]}}");
}

static void
try_all(struct tap *t, struct json *j)
{
	struct str b = {0};

	for (size_t i = 0; i < sizeof(json_cases) / sizeof(json_cases[0]);
	    i++) {
		const struct json_case *c = &json_cases[i];

		tap_ok(t, is_as_it_should(j, c), "%s: %s %s", c->section,
		    c->good ? "good" : "bad", spelt(c, &b));
	}
	for (size_t i = 0; i < sizeof(json_texts) / sizeof(json_texts[0]);
	    i++) {
		const struct json_case *c = &json_texts[i];
		bool object = c->good && memchr(c->s, '{', c->n) != NULL;

		tap_ok(t, json_check(j, c->s, c->n) == c->good &&
		    json_object(j, c->s, c->n) == object, "%s: %s text %s",
		    c->section, c->good ? "good" : "bad", spelt(c, &b));
	}
	str_free(&b);
}

/* n braces or brackets around nothing. */
static bool
deep(struct json *j, int n, bool objects)
{
	struct str text = {0};
	bool object, oracle;

	str_text(&text, "{\"k\":");
	for (int i = 1; i < n; i++)
		str_text(&text, objects ? "{\"k\":" : "[");
	str_text(&text, "0");
	for (int i = 1; i < n; i++)
		str_text(&text, objects ? "}" : "]");
	str_text(&text, "}");
	object = json_object(j, text.s, text.n);
	oracle = json_check(j, text.s, text.n);
	if (object != oracle)
		tap_note("at depth %d the oracle says %d", n, oracle);
	str_free(&text);
	return object || oracle;
}

/* An object of n members, or an array of n elements. */
static bool
wide(struct json *j, int n, bool object)
{
	struct str text = {0};
	bool good_one;

	str_byte(&text, object ? '{' : '[');
	for (int i = 0; i < n; i++) {
		str_text(&text, i > 0 ? "," : "");
		if (object)
			str_print(&text, "\"k%d\":", i);
		str_print(&text, "%d", i);
	}
	str_byte(&text, object ? '}' : ']');
	good_one = object ? json_object(j, text.s, text.n) :
	    json_array(j, text.s, text.n);
	str_free(&text);
	return good_one && j->count == (size_t)n;
}

static void
try_limits(struct tap *t, struct json *j)
{
	for (int objects = 0; objects < 2; objects++) {
		tap_ok(t, deep(j, JSON_DEPTH, objects), "as deep as may be");
		tap_ok(t, !deep(j, JSON_DEPTH + 1, objects), "too deep");
		tap_ok(t, !deep(j, 20000, objects), "much too deep");
	}
	for (int object = 0; object < 2; object++) {
		tap_ok(t, wide(j, 0, object), "no member");
		tap_ok(t, wide(j, JSON_MEMBERS, object), "as many as may be");
		tap_ok(t, !wide(j, JSON_MEMBERS + 1, object), "too many");
	}
	tap_ok(t, !json_object(j, "[1]", 3) && !json_array(j, "{}", 2),
	    "an array is no object, nor the other way round");
}

static void
try_members(struct tap *t, struct json *j)
{
	static const char text[] = " { \"a\" : \"x\\ny\" , \"b\":[1, 2] }";
	struct str b = {0};
	bool both = json_object(j, text, sizeof(text) - 1) && j->count == 2;

	tap_ok(t, both && j->member[0].key.n == 1 &&
	    j->member[0].value.type == JSON_STRING &&
	    j->member[0].value.escaped && j->member[0].value.n == 4 &&
	    j->member[1].value.type == JSON_ARRAY &&
	    memcmp(j->member[1].value.s, "[1, 2]", 6) == 0 &&
	    j->member[1].value.n == 6, "members as they are written");
	json_decode(&j->member[0].value, &b);
	tap_ok(t, b.n == 3 && memcmp(b.s, "x\ny", 3) == 0, "decoded");
	str_clear(&b);
	json_decode(&(struct json_value){.s = "\\u00e9\\uD834\\uDD1E\\u0000/",
	    .n = 25, .type = JSON_STRING, .escaped = true}, &b);
	tap_ok(t, b.n == 8 && memcmp(b.s, "\xc3\xa9\xf0\x9d\x84\x9e\0/", 8) ==
	    0, "escapes as UTF-8");
	str_free(&b);
}

int
main(void)
{
	struct tap t = {0};
	struct json j;

	json_open(&j);
	try_all(&t, &j);
	try_limits(&t, &j);
	try_members(&t, &j);
	json_close(&j);
	return tap_end(&t);
}
