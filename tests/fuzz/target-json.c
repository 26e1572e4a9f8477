/*
 * target-json - both readers of JSON say the same, and the one of documents
 * accepts what they accept
 */
#include "json-doc.h"
#include "json-oracle.h"
#include "out.h"
#include "target.h"

/* Whether the document reader takes all of it as one value, unrepaired. */
static bool
doc_accepts(const char *s, size_t n)
{
	static struct doc d;
	int values = 0;
	bool good;

	d.strict = true;
	doc_open_text(&d, s, n);
	while (doc_next(&d))
		values++;
	good = d.why[0] == '\0' && d.repairs == 0 && values == 1;
	doc_close(&d);
	return good;
}

/* Written again and read again, a text is what it was. */
static void
try_text(struct oracle *o, const struct json_value *v)
{
	struct str once = {0}, quoted = {0}, twice = {0};

	str_text(&once, "");
	json_decode(v, &once);
	str_text(&quoted, "[");
	str_string(&quoted, once.s, once.n);
	str_text(&quoted, "]");
	must(json_array(&o->tokens, quoted.s, quoted.n) &&
	    o->tokens.count == 1);
	str_text(&twice, "");
	json_decode(&o->tokens.member[0].value, &twice);
	must(text_same(once.s, once.n, twice.s, twice.n));
	str_free(&once);
	str_free(&quoted);
	str_free(&twice);
}

static void
try_number(const struct json_value *v)
{
	char text[REAL_LENGTH + 1], whole[1024];
	double d, again;
	int64_t i;

	if (v->n < sizeof(whole)) {
		memcpy(whole, v->s, v->n);
		whole[v->n] = '\0';
		d = strtod(whole, NULL);
		must(json_real(v, &again) == (d - d == 0));
		must(d - d != 0 || memcmp(&d, &again, sizeof(d)) == 0);
	}
	if (!json_real(v, &d))
		return;
	text[real_print(d, text)] = '\0';
	must(strtod(text, NULL) == d);
	if (json_int(v, &i))
		must((double)i == d);
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	static struct oracle o;
	const char *s = (const char *)bytes;

	if (o.flat.member == NULL)
		oracle_open(&o);
	must(oracle_ask(&o, s, n) == ORACLE_SAME);
	for (size_t i = 0; o.accepted && i < o.flat.count; i++) {
		const struct json_value *v = &o.flat.member[i].value;

		if (v->type == JSON_STRING)
			try_text(&o, v);
		else if (v->type == JSON_NUMBER)
			try_number(v);
	}
	if (json_check(&o.tokens, s, n) &&
	    memmem(s, n, "\\u0000", 6) == NULL)
		must(doc_accepts(s, n));
	return 0;
}
