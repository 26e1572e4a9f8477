/*
 * json-doc reads what json accepts, in any order, and says where it stopped.
 */
#include <string.h>
#include <unistd.h>

#include "json-doc.h"
#include "tap.h"

static struct tap tap;
static struct str seen;

/* All that is there, as "key=text;" and brackets. */
static void
see(struct doc *d)
{
	struct str text = {0};

	if (doc_type(d) == JSON_OBJECT) {
		str_byte(&seen, '{');
		for (doc_object(d); doc_member(d);) {
			str_bytes(&seen, d->key.s, d->key.n);
			str_byte(&seen, '=');
			see(d);
		}
		str_byte(&seen, '}');
	} else if (doc_type(d) == JSON_ARRAY) {
		str_byte(&seen, '[');
		for (doc_array(d); doc_element(d);)
			see(d);
		str_byte(&seen, ']');
	} else {
		if (doc_text(d, &text, 1000))
			str_bytes(&seen, text.s, text.n);
		str_byte(&seen, ';');
	}
	str_free(&text);
}

static const char *
all_of(const char *text, char why[JSON_WHY])
{
	struct doc d = {0};

	str_clear(&seen);
	doc_open_text(&d, text, strlen(text));
	while (doc_next(&d))
		see(&d);
	memcpy(why, d.why, JSON_WHY);
	doc_close(&d);
	return seen.s == NULL ? "" : seen.s;
}

static void
reads(const char *text, const char *wanted)
{
	char why[JSON_WHY];

	tap_ok(&tap, strcmp(all_of(text, why), wanted) == 0 && why[0] == '\0',
	    "%s is %s", text, wanted);
}

static void
refuses(const char *text, const char *reason)
{
	char why[JSON_WHY];

	(void)all_of(text, why);
	tap_ok(&tap, strstr(why, reason) != NULL, "%s: %s (%s)", text, reason,
	    why);
}

/* Members before and behind the one that is left for later, of a file. */
static void
visits(size_t filling)
{
	struct str text = {0};
	FILE *file = tmpfile();
	struct doc d = {0};
	struct place later = {0};
	double sum = 0, x, last = 0;

	str_text(&text, "{\"list\":[1,2,{\"x\":[3]},4],\"filling\":\"");
	for (size_t i = 0; i < filling; i++)
		str_byte(&text, 'x');
	str_text(&text, "\",\"last\":7} {\"last\":8}");
	(void)fwrite(text.s, 1, text.n, file);
	(void)fflush(file);
	(void)lseek(fileno(file), 0, SEEK_SET);
	doc_open(&d, fileno(file));
	while (doc_next(&d)) {
		for (doc_object(&d); doc_member(&d);)
			if (doc_named(&d, "list"))
				doc_later(&d, &later);
			else if (doc_named(&d, "last"))
				(void)doc_real(&d, &last);
		if (doc_visit(&d, &later)) {
			for (doc_array(&d); doc_element(&d);)
				sum += doc_real(&d, &x) ? x * last : 100;
			doc_leave(&d);
		}
		later.set = false;
	}
	tap_ok(&tap, d.why[0] == '\0' && sum > 148.9 && sum < 149.1,
	    "later, over %zu bytes: %g", filling, sum);
	doc_close(&d);
	(void)fclose(file);
	str_free(&text);
}

/* Every beginning of a document is an error. */
static void
cuts(void)
{
	static const char text[] =
	    "{\"a\":[1,true,null,\"\\u00e9\\\\\"],\"b\":{\"c\":-1.5e3}}";
	size_t wrong = 0;

	for (size_t n = 1; n + 1 < sizeof(text); n++) {
		struct doc d = {0};

		doc_open_text(&d, text, n);
		while (doc_next(&d))
			see(&d);
		wrong += d.why[0] == '\0';
		doc_close(&d);
	}
	tap_ok(&tap, wrong == 0, "cut at any byte it is an error");
}

int
main(void)
{
	char deep[4 * DOC_DEPTH], digits[1001];

	reads("{}", "{}");
	reads(" [ 1 , \"a\" ] ", "[1;a;]");
	reads("{\"a\":{\"b\":[{},[],null]},\"c\":true}",
	    "{a={b=[{}[];]}c=true;}");
	reads("[\"\\u00e9\\t\\ud83d\\ude00\"]",
	    "[\xc3\xa9\t\xf0\x9f\x98\x80;]");
	reads("1 2\n[3]", "1;2;[3;]");
	reads("[\"C:\\dir\",\"\\ud83d!\",\"\x80\"]",
	    "[C:\\dir;\xef\xbf\xbd!;?;]");
	refuses("{\"a\":1", "cut off");
	refuses("{\"a\" 1}", "expected ':'");
	refuses("[1 2]", "expected ','");
	refuses("[1,]", "neither");
	refuses("{\"a\":tru}", "neither");
	refuses("[01]", "neither");
	memset(deep, '[', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	refuses(deep, "inside each other");
	memset(digits, '5', sizeof(digits) - 1);
	digits[sizeof(digits) - 1] = '\0';
	(void)snprintf(deep, sizeof(deep), "%s;", digits);
	reads(digits, deep);
	visits(10);
	visits(200000);
	cuts();
	str_free(&seen);
	return tap_end(&tap);
}
