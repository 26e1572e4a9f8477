/*
 * RFC 8259, production by production: what is JSON and what is not.
 *
 * Every text is looked at as a member of an object (json_object(), in one
 * pass), as an element of an array (json_array()) and by the oracle.
 */
#include <string.h>

#include "json.h"
#include "str.h"
#include "tap.h"

static const char *const good[] = {
	/* literals, section 3 */
	"null", "true", "false",
	/* numbers, section 6 */
	"0", "-0", "1", "-1", "10", "1234567890", "0.0", "0.5", "-0.5",
	"1.25", "10.01", "1e5", "1E5", "1e+5", "1e-5", "1.5e10", "0e0",
	"1e00", "-1.5E-007", "123456789012345678901234567890",
	/* strings, section 7 */
	"\"\"", "\"a\"", "\" \"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"",
	"\"/\"", "\"\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\\u00E9\"",
	"\"\\u0000\"", "\"\\uD834\\uDD1E\"", "\"\\udbff\\udfff\"",
	"\"\\ufffe\"", "\"\x7f\"", "\"{[,:]}\"", "\"'\"",
	"\"sixteen bytes...\"", "\"seventeen bytes..\"",
	/* UTF-8 at its boundaries (RFC 3629) */
	"\"\xc2\x80\"", "\"\xdf\xbf\"", "\"\xe0\xa0\x80\"",
	"\"\xed\x9f\xbf\"", "\"\xee\x80\x80\"", "\"\xef\xbf\xbf\"",
	"\"\xf0\x90\x80\x80\"", "\"\xf4\x8f\xbf\xbf\"",
	/* arrays and objects, sections 4 and 5 */
	"[]", "[ ]", "[1]", "[1,2]", "[ 1 , 2 ]", "[[]]", "[[],{}]",
	"[null,true,\"a\",0.5,{}]", "\t[\n1\r, 2]", "{}", "{ }",
	"{\"a\":1}", "{ \"a\" : 1 }", "{\"a\":1,\"b\":2}", "{\"\":0}",
	"{\"a\":{\"a\":{\"a\":[]}}}", "{\"a\":1,\"A\":2}",
	"{\"\\u0061b\":1,\"a\":2}",
};

static const char *const bad[] = {
	/* literals */
	"nul", "nulll", "Null", "NULL", "tru", "True", "fals", "undefined",
	"nan", "NaN", "Infinity", "-Infinity", "inf", "None", "n", "t",
	/* numbers */
	"01", "-01", "00", "+1", "-", "--1", "1.", ".5", "-.5", "1.e5", "1e",
	"1e+", "1e-", "e5", "1.5.5", "1e5e5", "1e5.5", "0x10", "1_000",
	"1,5e", "1f", "1 2", "0-1", "1+1", "\xc2\xb2",
	/* strings */
	"\"", "\"a", "a\"", "'a'", "a", "\"\\\"", "\"\\a\"", "\"\\v\"",
	"\"\\'\"", "\"\\0\"", "\"\\x41\"", "\"\\u\"", "\"\\u1\"",
	"\"\\u12\"", "\"\\u123\"", "\"\\u123g\"", "\"\\U0041\"",
	"\"\\ u0041\"", "\"\t\"", "\"\n\"", "\"\r\"", "\"\x1f\"",
	"\"\x01\"", "\"a\"\"b\"", "\"a\" \"b\"", "\"a\"b", "\"a\\",
	"\"sixteen bytes..\x1f\"", "\"sixteen bytes...\x1f\"",
	/* surrogates without their other half */
	"\"\\ud800\"", "\"\\udbff\"", "\"\\udc00\"", "\"\\udfff\"",
	"\"\\ud800\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud800a\"",
	"\"\\ud800\\n\"", "\"\\ud800\\u0041\"", "\"\\ud834\\udd1\"",
	/* not UTF-8: tails, overlong, surrogates, beyond U+10FFFF, cut */
	"\"\x80\"", "\"\xbf\"", "\"\xc0\x80\"", "\"\xc1\xbf\"",
	"\"\xc2\"", "\"\xc2\x7f\"", "\"\xc2\xc0\"", "\"\xe0\x80\x80\"",
	"\"\xe0\x9f\xbf\"", "\"\xe2\x82\"", "\"\xe2\x82\x7f\"",
	"\"\xed\xa0\x80\"", "\"\xed\xbf\xbf\"", "\"\xf0\x80\x80\x80\"",
	"\"\xf0\x8f\xbf\xbf\"", "\"\xf0\x90\x80\"", "\"\xf4\x90\x80\x80\"",
	"\"\xf5\x80\x80\x80\"", "\"\xff\"", "\"\xfe\"", "\xef\xbb\xbf" "1",
	/* arrays */
	"[", "]", "[1", "1]", "[1,", "[,1]", "[1,]", "[1,,2]", "[,]", "[1 2]",
	"[1;2]", "[1:2]", "[\"a\":1]", "[}", "[1}", "[[]", "[]]", "[] []",
	"[1]2", "[[1]2]", "[\"a\" \"b\"]", "[\"a\"\"b\"]", "[1\"a\"]",
	"[{}{}]", "[[][]]",
	/* objects */
	"{", "}", "{]", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}",
	"{,\"a\":1}", "{\"a\":1,,\"b\":2}", "{\"a\":1 \"b\":2}",
	"{\"a\":1;\"b\":2}", "{\"a\"::1}", "{\"a\",1}", "{\"a\":1:2}",
	"{\"a\":1 2}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}",
	"{{}:1}", "{:1}", "{\"a\":\"b\":\"c\"}", "{\"a\":1}}", "{} {}",
	"{\"a\":1}x", "{\"a\" \"b\"}", "{\"a\"=1}", "{\"a\":1\"b\":2}",
	/* keys twice, also when spelt otherwise */
	"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":3}",
	"{\"a\":1,\"\\u0061\":2}", "{\"\\u0061\":1,\"\\u0061\":2}",
	"{\"\":1,\"\":2}", "{\"x\":{\"a\":1,\"a\":2}}",
	"[{\"a\":1,\"a\":2}]", "{\"\xc3\xa9\":1,\"\\u00e9\":2}",
	/* blanks that are none, comments, nothing */
	"\v1", "\f1", "1\v", "\xc2\xa0" "1", "1\xe2\x80\xa8", "/**/1", "1//",
	"", " ", ",", ":", "#1",
};

static bool
accepts(struct json *j, const char *before, const char *text,
    const char *after)
{
	struct str whole = {0};
	bool one, oracle;

	str_text(&whole, before);
	str_text(&whole, text);
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

static void
try_all(struct tap *t, struct json *j)
{
	size_t n = sizeof(good) / sizeof(good[0]);
	size_t bads = sizeof(bad) / sizeof(bad[0]);

	for (size_t i = 0; i < n; i++)
		tap_ok(t, accepts(j, "{\"k\":", good[i], "}") &&
		    accepts(j, "[", good[i], "]") &&
		    accepts(j, " {\"k\": ", good[i], " , \"l\":0 }\n") &&
		    accepts(j, "[0,", good[i], ",0]"),
		    "good %zu: %s", i, good[i][0] < ' ' ? "?" : good[i]);
	for (size_t i = 0; i < bads; i++)
		tap_ok(t, !accepts(j, "{\"k\":", bad[i], "}") &&
		    (bad[i][strspn(bad[i], " ")] == '\0' ||
		    !accepts(j, "[", bad[i], "]")) &&
		    !accepts(j, "{\"l\":0,\"k\":", bad[i], ",\"m\":0}"),
		    "bad %zu: %s", i, strpbrk(bad[i], "\n\r\v\f#") != NULL ?
		    "?" : bad[i]);
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
	tap_ok(t, !json_object(j, "{\"a\":\"\0\"}", 9) &&
	    !json_object(j, "{\"a\":1}\0", 8), "U+0000 as it is");
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
