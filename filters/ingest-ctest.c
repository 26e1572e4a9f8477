/*
 * CTest's Test.xml, which CDash takes: Site/Testing/Test, with its figures as
 * Results/NamedMeasurement/Value and its output as Results/Measurement/Value.
 */
#include <string.h>

#include "ingest-sheet.h"
#include "ingest-test.h"

enum { OTHER, SITE, TESTING, START, TEST, NAME, PATH, NAMED, MEASUREMENT,
    VALUE };

static const char *const names[] = {NULL, "Site", "Testing", "StartTestTime",
    "Test", "Name", "Path", "NamedMeasurement", "Measurement", "Value", NULL};

/* Those whose text is gathered. */
#define TEXTS	(XML_BIT(VALUE) | XML_BIT(START) | \
	    XML_BIT(NAME) | XML_BIT(PATH))

static const struct status_word words[] = {
	{"passed", result_status_passed}, {"failed", result_status_failed},
	{"notrun", result_status_skipped}, {NULL, 0}
};

struct ctest {
	struct sheet sheet;
	struct test test;
	struct value started;
	struct str status, text;
	struct str figure;	/* the name of the one at hand */
};

/* What is in the list of tests is none. */
static bool
is_test(const struct sheet *x)
{
	return sheet_parent(x) == TESTING;
}

static void
open(struct sheet *x, int element, const char **attribute)
{
	struct ctest *c = (struct ctest *)x;
	bool output = sheet_parent(x) == MEASUREMENT;

	str_clear(&c->text);
	switch (element) {
	case TEST:
		test_clear(&c->test);
		c->test.timestamp = c->started;
		str_clear(&c->status);
		attribute_add(&c->status, attribute, "Status");
		break;
	case NAMED:
		str_clear(&c->figure);
		attribute_add(&c->figure, attribute, "name");
		break;
	case VALUE:
		sheet_gather(x, output ? &c->test.failure.details : &c->text);
		break;
	case START:
	case NAME:
	case PATH:
		sheet_gather(x, &c->text);
	}
}

static void
take_figure(struct ctest *c)
{
	struct test *t = &c->test;

	if (str_is(&c->figure, "Execution Time"))
		t->duration = seconds_read(c->sheet.sink, &c->sheet.numbers,
		    c->text.s);
	else if (str_is(&c->figure, "Completion Status") &&
	    !str_is(&c->text, "Completed"))
		str_bytes(&t->failure.message, c->text.s, c->text.n);
	else if (str_is(&c->figure, "Exit Code"))
		str_bytes(&t->failure.type, c->text.s, c->text.n);
}

static void
tell(struct ctest *c)
{
	struct test *t = &c->test;

	t->status = status_of(words, &c->status, result_status_errored);
	if (t->status == result_status_skipped &&
	    str_is(&t->failure.message, NOTHING_TO_RUN))
		t->status = result_status_errored;
	test_tell(c->sheet.sink, t);
}

static void
close(struct sheet *x, int element)
{
	struct ctest *c = (struct ctest *)x;

	if (element == START)
		c->started = stamp_read(x->sink, c->text.s);
	else if (element == NAME && sheet_parent(x) == TEST)
		name_add(&c->test.name, c->text.s, c->text.n);
	else if (element == PATH && !str_is(&c->text, "."))
		suite_add(&c->test.suite, c->text.s, c->text.n);
	else if (element == VALUE && sheet_parent(x) == NAMED)
		take_figure(c);
	else if (element == VALUE)
		c->test.failure.cut = x->xml.cut;
	else if (element == TEST && is_test(x))
		tell(c);
}

bool
ctest_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "Site");
}

bool
ctest_read(struct source *s, struct sink *k)
{
	struct ctest c = {.sheet = {.names = names, .texts = TEXTS,
	    .open = open,
	    .close = close}};
	bool good = sheet_read(&c.sheet, s, k);

	test_free(&c.test);
	str_free_all(&c.status, &c.text, &c.figure, NULL);
	return good;
}
