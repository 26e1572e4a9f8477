/*
 * xUnit.net's XML: assembly/class/test of version 1, and since then
 * assemblies/assembly/collection/test.
 */
#include <ctype.h>
#include <string.h>

#include "ingest-sheet.h"
#include "ingest-sink.h"
#include "ingest-test.h"

enum { OTHER, ASSEMBLIES, ASSEMBLY, CLASS, ERROR, TEST, FAILURE, REASON,
    MESSAGE, TRACE, FILE_NAME, LINE };

static const char *const names[] = {NULL, "assemblies", "assembly", "class",
    "error", "test", "failure", "reason", "message", "stack-trace",
    "source-file", "source-line", NULL};

/* Those whose text is gathered. */
#define TEXTS	(XML_BIT(TRACE) | XML_BIT(MESSAGE) | XML_BIT(REASON) | \
	    XML_BIT(FILE_NAME) | XML_BIT(LINE))

static const struct status_word words[] = {
	{"Pass", result_status_passed}, {"Fail", result_status_failed},
	{"Skip", result_status_skipped}, {"NotRun", result_status_skipped},
	{NULL, 0}
};

struct xunit {
	struct sheet sheet;
	struct value began, started;	/* all assemblies, this one */
	struct str assembly;	/* its name, without folders and ".dll" */
	struct str part;	/* of something outside of any test */
	struct test test;
	bool in_test;
	struct str text;
};

/* ---- assemblies ---- */

/* Since version 3 there is one with a zone. */
static struct value
started(struct xunit *x, const char **attribute)
{
	struct sink *k = x->sheet.sink;
	struct value v = stamp_read(k, attribute_of(attribute, "start-rtf"));

	if (v.set || attribute_of(attribute, "run-date") == NULL)
		return v;
	str_clear(&x->text);
	attribute_add(&x->text, attribute, "run-date");
	str_byte(&x->text, ' ');
	attribute_add(&x->text, attribute, "run-time");
	return stamp_read(k, x->text.s);
}

static void
open_assembly(struct xunit *x, const char **attribute)
{
	const char *name = attribute_of(attribute, "name");
	struct str *s = &x->assembly;

	x->started = started(x, attribute);
	if (!x->started.set)
		x->started = x->began;
	str_clear(s);
	if (name == NULL)
		return;
	name = path_base(name);
	str_bytes(s, name, strnlen(name, NAME_MAX_BYTES));
	if (s->n > 4 && (strcasecmp(s->s + s->n - 4, ".dll") == 0 ||
	    strcasecmp(s->s + s->n - 4, ".exe") == 0))
		str_cut(s, s->n - 4);
}

/* ---- tests ---- */

/* Behind a word that s begins with, or NULL. */
static const char *
behind(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s, word, n) == 0 && s[n] != '_' &&
	    !isalnum((unsigned char)s[n]) ? s + n : NULL;
}

/*
 * The parameters in a name that is shown: behind type and method, or behind
 * whatever the author calls the test.
 */
static const char *
parameters(const char *name, const char *method)
{
	const char *rest = behind(name, method);
	size_t n = strlen(name);

	if (rest == NULL && n > 0 && name[n - 1] == ')')
		rest = strchr(name, '(');
	return rest != NULL ? rest : "";
}

static void
name_test(struct xunit *x, const char **attribute)
{
	struct test *t = &x->test;
	const char *type = attribute_of(attribute, "type");
	const char *method = attribute_of(attribute, "method");
	const char *name = attribute_of(attribute, "name"), *rest;

	name_add(&t->name, x->assembly.s, x->assembly.n);
	suite_add(&t->suite, x->assembly.s, x->assembly.n);
	if (name == NULL)
		name = "";
	if (type != NULL) {
		name_add(&t->name, type, strlen(type));
		suite_add(&t->suite, type, strlen(type));
		rest = behind(name, type);
		name = rest != NULL && *rest == '.' ? rest + 1 : name;
	}
	str_clear(&x->text);
	if (method != NULL && *method != '\0')
		str_print(&x->text, "%s%s", method, parameters(name, method));
	else
		str_text(&x->text, name);
	name_add(&t->name, x->text.s, x->text.n);
}

static void
open_test(struct xunit *x, const char **attribute)
{
	struct sink *k = x->sheet.sink;
	struct test *t = &x->test;
	const char *file = attribute_of(attribute, "source-file");

	x->in_test = true;
	test_clear(t);
	name_test(x, attribute);
	str_clear(&x->text);
	attribute_add(&x->text, attribute, "result");
	t->status = status_of(words, &x->text, result_status_errored);
	t->duration = seconds_read(k, &x->sheet.numbers,
	    attribute_of(attribute, "time"));
	t->timestamp = stamp_read(k, attribute_of(attribute, "start-rtf"));
	if (!t->timestamp.set)
		t->timestamp = x->started;
	if (file != NULL)
		file_set(&t->file, file);
	t->line = line_read(attribute_of(attribute, "source-line"));
}

/* ---- elements ---- */

static void
open_text(struct sheet *s, int element, const char **attribute)
{
	struct xunit *x = (struct xunit *)s;
	struct failure *f = &x->test.failure;

	if (element == FAILURE && x->in_test)
		attribute_add(&f->type, attribute, "exception-type");
	else if (element == FAILURE)
		str_clear(&x->text);
	else if (element == TRACE && x->in_test)
		sheet_gather(s, &f->details);
	else if ((element == MESSAGE || element == REASON) && x->in_test) {
		str_clear(&f->message);
		sheet_gather(s, &f->message);
	} else if (element == MESSAGE || element == FILE_NAME ||
	    element == LINE) {
		str_clear(&x->text);
		sheet_gather(s, &x->text);
	}
}

static void
open(struct sheet *s, int element, const char **attribute)
{
	struct xunit *x = (struct xunit *)s;

	if (element == ASSEMBLIES) {
		x->began = started(x, attribute);
	} else if (element == ASSEMBLY) {
		open_assembly(x, attribute);
	} else if (element == TEST) {
		open_test(x, attribute);
	} else if (element == ERROR || element == CLASS) {
		str_clear(&x->part);
		attribute_add(&x->part, attribute, "type");
		if (x->part.n != 0)
			str_byte(&x->part, ' ');
		attribute_add(&x->part, attribute, "name");
	} else {
		open_text(s, element, attribute);
	}
}

static void
close(struct sheet *s, int element)
{
	struct xunit *x = (struct xunit *)s;
	struct test *t = &x->test;

	if (element == TEST) {
		test_tell(s->sink, t);
		x->in_test = false;
	} else if (element == FAILURE && !x->in_test) {
		sink_error(s->sink, "%s: %s: %s", x->assembly.s, x->part.s,
		    x->text.s);
	} else if (element == TRACE) {
		t->failure.cut = s->xml.cut;
	} else if (element == FILE_NAME && x->in_test) {
		file_set(&t->file, x->text.s);
	} else if (element == LINE && x->in_test) {
		t->line = line_read(x->text.s);
	}
}

/* ---- the format ---- */

/* Other XML begins with <assembly> too. */
bool
xunit_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "assemblies") ||
	    (sheet_recognise(head, n, "assembly") &&
	    memmem(head, n, "run-date=", 9) != NULL);
}

bool
xunit_read(struct source *s, struct sink *k)
{
	struct xunit x = {.sheet = {.names = names, .texts = TEXTS,
	    .open = open,
	    .close = close}};
	bool good;

	str_text(&x.text, "");
	str_text(&x.part, "");
	str_text(&x.assembly, "");
	good = sheet_read(&x.sheet, s, k);
	str_free_all(&x.assembly, &x.part, &x.text, NULL);
	test_free(&x.test);
	return good;
}
