/*
 * xml: repairs wherever a piece of input ends, and what is refused.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "xml.h"

#define PIECE	65536

struct seen {
	struct xml *xml;
	size_t elements;
	struct str text;
};

static int tests;

static void
say(bool good, const char *what)
{
	tests++;
	(void)printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

static void
begin(void *arg, int element, const char *name, const char **attribute)
{
	struct seen *seen = arg;

	(void)element;
	(void)name;
	(void)attribute;
	seen->elements++;
	xml_gather(seen->xml, &seen->text, 100);
}

static void
end(void *arg, int element)
{
	struct seen *seen = arg;

	(void)element;
	xml_gather(seen->xml, NULL, 0);
}

static bool
read_text(const char *s, size_t n, struct xml *x, struct seen *seen)
{
	char path[] = "/tmp/xml.XXXXXX";
	int fd = mkstemp(path);
	bool good;

	(void)unlink(path);
	if (write(fd, s, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) != 0)
		exit(1);
	*x = (struct xml){.begin = begin, .end = end, .arg = seen};
	seen->xml = x;
	seen->elements = 0;
	str_clear(&seen->text);
	good = xml_read(x, fd);
	(void)close(fd);
	return good;
}

/* A document with `odd` so far into it that a piece may end inside. */
static void
make(struct str *b, size_t fill, const char *odd)
{
	str_clear(b);
	str_text(b, "<a><b/>");
	str_text(b, "<!--");
	while (b->n < fill)
		str_byte(b, 'x');
	str_text(b, "--><c>");
	str_text(b, odd);
	str_text(b, "</c></a>");
}

/* The same result wherever the first piece ends. */
static void
try_everywhere(const char *odd, const char *text, size_t repairs)
{
	struct str b = {0}, what = {0};
	struct seen seen = {0};
	struct xml x;
	bool same = true;

	for (size_t before = 0; before < 64; before++) {
		make(&b, PIECE - before, odd);
		same &= read_text(b.s, b.n, &x, &seen) &&
		    seen.elements == 3 && x.repairs == repairs &&
		    strcmp(seen.text.s, text) == 0;
	}
	str_print(&what, "%zu repairs leave \"%s\"", repairs, text);
	say(same, what.s);
	str_free(&what);
	str_free(&b);
	str_free(&seen.text);
}

/* Three documents, wherever in the second beginning the first piece ends. */
static void
try_documents(const char *beginning)
{
	struct str b = {0}, what = {0};
	struct seen seen = {0};
	struct xml x;
	bool good = true;

	for (size_t before = 0; before < 128; before++) {
		str_clear(&b);
		str_print(&b, "%s<a><!--", beginning);
		while (b.n < PIECE - before)
			str_byte(&b, 'x');
		str_print(&b, "--></a>%s<a><c>&#27;</c></a>%s<a/>", beginning,
		    beginning);
		good &= read_text(b.s, b.n, &x, &seen) &&
		    seen.elements == 4 && x.repairs == 1;
	}
	str_print(&what, "three documents with \"%s\" before each",
	    beginning);
	what.n = strcspn(what.s, "\n");
	what.s[what.n] = '\0';
	say(good, what.s);
	str_free(&what);
	str_free(&b);
	str_free(&seen.text);
}

static void
try_refusal(const char *s, size_t line, const char *why)
{
	struct seen seen = {0};
	struct xml x;
	bool refused = !read_text(s, strlen(s), &x, &seen);

	if (!refused || x.line != line || strstr(x.why, why) == NULL)
		(void)printf("# line %zu: %s\n", x.line, x.why);
	say(refused && x.line == line && strstr(x.why, why) != NULL, why);
	str_free(&seen.text);
}

/* ---- two threads tell what one tells ---- */

struct log {
	struct xml *xml;
	struct str told, text;
	size_t events, refused;	/* 0: none is */
};

static void
count(struct log *l)
{
	if (++l->events == l->refused)
		xml_refuse(l->xml, "event %zu", l->events);
}

static void
log_begin(void *arg, int element, const char *name, const char **attribute)
{
	struct log *l = arg;

	str_print(&l->told, "<%d %s", element, name);
	for (; *attribute != NULL; attribute++)
		str_print(&l->told, " %zu %.9s", strlen(*attribute),
		    *attribute);
	str_clear(&l->text);
	xml_gather(l->xml, element == 2 ? &l->text : NULL, 1000);
	count(l);
}

static void
log_end(void *arg, int element)
{
	struct log *l = arg;

	str_print(&l->told, "%s>%d\n", l->text.s, element);
	xml_gather(l->xml, NULL, 0);
	count(l);
}

/* How it went, behind all that was told. */
static void
log_read(struct log *l, bool (*read)(struct xml *, int), int fd)
{
	static const char *const names[] = {NULL, "a", "b", "c", NULL};
	struct xml x = {.names = names, .texts = XML_BIT(2),
	    .begin = log_begin, .end = log_end, .arg = l};
	bool good;

	l->xml = &x;
	(void)lseek(fd, 0, SEEK_SET);
	str_clear(&l->told);
	str_text(&l->text, "");
	l->events = 0;
	good = read(&x, fd);
	str_print(&l->told, "\n%d %zu: %s; %zu repairs", good, x.line, x.why,
	    x.repairs);
}

/* Elements of all kinds and sizes, some lines each, in two documents. */
static void
make_large(struct str *b, const char *last)
{
	for (int i = 0; i < 30000; i++) {
		size_t n = i == 20000 ? 200000 : i % 3000 == 0 ? 70000 :
		    (size_t)i % 90;

		if (i % 15000 == 0)
			str_print(b, "%s<a>", i == 0 ? "" : "</a>");
		str_print(b, "<n:b c='%d' d='&lt;'>%d &#27;", i, i);
		str_print(b, "<c/>\n</n:b><x y='%0*d'>\nno</x><c z='%0*d'/>",
		    (int)n, i, (int)n, i);
	}
	str_text(b, last);
}

static void
try_threads(const char *last, size_t refused)
{
	char path[] = "/tmp/xml.XXXXXX";
	int fd = mkstemp(path);
	struct str b = {0};
	struct log one = {.refused = refused}, two = {.refused = refused};

	(void)unlink(path);
	make_large(&b, last);
	if (write(fd, b.s, b.n) != (ssize_t)b.n)
		exit(1);
	log_read(&one, xml_read_here, fd);
	log_read(&two, xml_read, fd);
	say(strcmp(one.told.s, two.told.s) == 0,
	    strrchr(one.told.s, '\n') + 1);
	(void)close(fd);
	str_free(&b);
	str_free(&one.told);
	str_free(&one.text);
	str_free(&two.told);
	str_free(&two.text);
}

static void
try_root(const char *s, const char *want)
{
	char name[16] = "";
	bool found = xml_root(s, strlen(s), name, sizeof(name));

	say(want == NULL ? !found : found && strcmp(name, want) == 0, s);
}

int
main(void)
{
	try_everywhere("plain &amp; \xc3\xa9 \xe2\x82\xac &#233;",
	    "plain & \xc3\xa9 \xe2\x82\xac \xc3\xa9", 0);
	try_everywhere("&#27;[1m&#x1B;&#x0;&#xFFFE;.", "[1m.", 4);
	try_everywhere("\x1b[1m\x01.", "[1m.", 2);
	try_everywhere("\xff\xc3-\xed\xa0\x80.", "\?\?-\?\?\?.", 5);
	try_everywhere("<![CDATA[&#27; ]] > &#27;]]>&#27;.",
	    "&#27; ]] > &#27;.", 1);
	try_everywhere("]]<![CDATA[]]]]><![CDATA[>&#1;]]>.", "]]]]>&#1;.", 0);
	try_documents("");
	try_documents("\xef\xbb\xbf");
	try_documents("<?xml version='1.0' encoding='UTF-8'?>");
	try_documents("<?xml version='1.0'?><!DOCTYPE a><?b?><!-- c -->");
	try_refusal("<a/>\n<a/>words", 2, "junk");
	try_refusal("<a/>\n<a>\n\n<a/>", 4, "cut off");
	try_refusal("<a \xef\xbb\xbf<b/>", 1, "invalid token");
	try_refusal("<a/>\n</a>", 2, "invalid token");
	try_refusal("<a>\n<b></a>", 2, "mismatched tag");
	try_refusal("<a>\n<b>", 2, "cut off");
	try_refusal("", 1, "cut off");
	try_refusal("<a>\n&b;</a>", 2, "undefined entity");
	try_refusal("<!DOCTYPE a [<!ENTITY b PUBLIC 'x' 'y'>]><a/>", 1,
	    "external");
	try_refusal("<!DOCTYPE a [\n<!ENTITY b '&#38;c;'>]><a/>", 2,
	    "made of entities");
	try_refusal("<!DOCTYPE a SYSTEM 'x'><a>&b;</a>", 1, "not declared");
	try_threads("</a>", 0);
	try_threads("</a>\n<a", 0);
	try_threads("\n</b>", 0);
	try_threads("</a>", 1);
	try_threads("</a>", 77777);
	try_threads("</a>", 160000);
	try_root("<?xml version='1.0'?> <!-- <x> --> <a b='c'>", "a");
	try_root("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "a");
	try_root("\xef\xbb\xbf <n:a>", "a");
	try_root("<!-- not closed <a>", NULL);
	try_root("words", NULL);
	(void)printf("1..%d\n", tests);
	return 0;
}
