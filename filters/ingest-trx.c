/*
 * TRX, Visual Studio's and vstest's: TestRun/Results/UnitTestResult.
 *
 * A result only has the id of its test: the class stands in TestDefinitions,
 * which mostly come behind all results.  So these are read first, where their
 * place can be told from the bytes (ingest-trx-parts.c), and then the rest.
 * Elsewhere all is read twice, first for the classes.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest-sheet.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-trx.h"
#include "intern.h"

#define NEST		8	/* results inside of results */
#define TESTS_MAX	(4 << 20)	/* whose classes are remembered */

enum { OTHER, RUN, TIMES, RESULT, GENERIC, WEB, MANUAL, LOAD, INFO, OUTPUT,
    ERROR_INFO, MESSAGE, TRACE, OUT, TEXT };

static const char *const names[] = {NULL, "TestRun", "Times",
    "UnitTestResult", "GenericTestResult", "WebTestResult",
    "ManualTestResult", "LoadTestResult", "RunInfo", "Output", "ErrorInfo",
    "Message", "StackTrace", "StdOut", "Text", NULL};

/* Of these, and with numbers of its own, the reading of definitions. */
enum { D_RUN = 1, D_ALL, D_TEST, D_METHOD };

static const char *const definitions[] = {NULL, "TestRun", "TestDefinitions",
    "UnitTest", "TestMethod", NULL};

/* Those whose text is gathered. */
#define TEXTS	(XML_BIT(OUT) | XML_BIT(MESSAGE) | \
	    XML_BIT(TRACE) | XML_BIT(TEXT))

static const struct status_word words[] = {
	{"Passed", result_status_passed},
	{"PassedButRunAborted", result_status_passed},
	{"Completed", result_status_passed},
	{"Warning", result_status_passed},
	{"Failed", result_status_failed},
	{"NotExecuted", result_status_skipped},
	{"Inconclusive", result_status_skipped},
	{"NotRunnable", result_status_skipped},
	{"Pending", result_status_skipped},
	{NULL, 0}
};

struct definition {
	uint64_t id;		/* its hash */
	uint32_t class;		/* where it is in class_names */
	uint32_t number;
};

struct trx {
	struct sheet sheet;
	struct test test[NEST];	/* the results that are open */
	size_t depth;
	struct value started;
	struct str text;
	bool error;		/* the RunInfo at hand is one */

	struct intern classes;	/* class -> where it is in class_names */
	struct str class_names;	/* each terminated */
	struct definition *definition;	/* sorted when all are read */
	size_t definitions, room;
	struct str id;
	bool whole;		/* they were read to their end */
};

/* ---- classes ---- */

static void
guess_framework(struct trx *x, const char *adapter)
{
	static const char *const tools[][2] = {{"xunit", "xunit"},
	    {"nunit", "nunit"}, {"mstest", "mstest"},
	    {"UnitTestAdapter", "mstest"}};

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		if (adapter != NULL && strcasestr(adapter, tools[i][0])) {
			x->sheet.sink->framework = tools[i][1];
			return;
		}
}

/* "Class, Assembly, Version=1.0.0.0": the class; its own commas are in []. */
static size_t
class_length(const char *s)
{
	size_t inside = 0, n = 0;

	for (; s[n] != '\0' && n < NAME_MAX_BYTES; n++)
		if (s[n] == '[')
			inside++;
		else if (s[n] == ']' && inside > 0)
			inside--;
		else if (s[n] == ',' && inside == 0)
			break;
	return n;
}

static uint32_t
class_number(struct trx *x, const char *s)
{
	size_t n = class_length(s);
	const int64_t *known = intern_find(&x->classes, s, n);
	size_t number = x->class_names.n;

	if (known != NULL)
		return (uint32_t)*known;
	intern_add(&x->classes, s, n, (int64_t)number);
	str_bytes(&x->class_names, s, n);
	str_byte(&x->class_names, '\0');
	return (uint32_t)number;
}

static void
keep_class(struct trx *x, const char *class)
{
	size_t n = x->definitions;

	if (class == NULL || x->id.n == 0)
		return;
	if (n >= TESTS_MAX || x->class_names.n > UINT32_MAX) {
		xml_refuse(&x->sheet.xml, "more than %d tests are defined",
		    TESTS_MAX);
		return;
	}
	x->definition = need_room(x->definition, n, &x->room,
	    sizeof(*x->definition));
	x->definition[n] = (struct definition){hash64(0, x->id.s, x->id.n),
	    class_number(x, class), (uint32_t)n};
	x->definitions++;
}

static bool
is_before(const struct definition *a, const struct definition *b)
{
	return a->id != b->id ? a->id < b->id : a->number < b->number;
}

/* Puts d where it belongs in the heap of n below the place at. */
static void
sift(struct definition *heap, size_t n, size_t at, struct definition d)
{
	size_t below;

	while ((below = 2 * at + 1) < n) {
		if (below + 1 < n && is_before(&heap[below], &heap[below + 1]))
			below++;
		if (!is_before(&d, &heap[below]))
			break;
		heap[at] = heap[below];
		at = below;
	}
	heap[at] = d;
}

/* A heap sort: where there are many, qsort() would take a copy of them. */
static void
sort_definitions(struct trx *x)
{
	struct definition *d = x->definition;
	size_t n = x->definitions;

	for (size_t i = n / 2; i-- > 0;)
		sift(d, n, i, d[i]);
	while (n-- > 1) {
		struct definition last = d[n];

		d[n] = d[0];
		sift(d, n, 0, last);
	}
}

/* The first of that id. */
static const struct definition *
find_definition(const struct trx *x, uint64_t id)
{
	size_t low = 0, high = x->definitions;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (x->definition[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < x->definitions && x->definition[low].id == id ?
	    &x->definition[low] : NULL;
}

static void
open_definition(struct sheet *s, int element, const char **attribute)
{
	struct trx *x = (struct trx *)s;

	if (element == D_TEST) {
		str_clear(&x->id);
		attribute_add(&x->id, attribute, "id");
	} else if (element == D_METHOD && sheet_parent(s) == D_TEST) {
		keep_class(x, attribute_of(attribute, "className"));
		guess_framework(x, attribute_of(attribute,
		    "adapterTypeName"));
	}
}

static void
close_nothing(struct sheet *s, int element)
{
	(void)s;
	(void)element;
}

/* ---- results ---- */

static const char *
class_of(struct trx *x, const char **attribute)
{
	const struct definition *d;

	str_clear(&x->id);
	attribute_add(&x->id, attribute, "testId");
	d = find_definition(x, hash64(0, x->id.s, x->id.n));
	return d != NULL ? x->class_names.s + d->class : NULL;
}

/* Rows of data may be named as the test that they are of. */
static void
add_row(struct trx *x, struct str *name, const char *row)
{
	const struct test *outer = x->depth > 1 ? &x->test[x->depth - 2] :
	    NULL;

	if (row != NULL && outer != NULL && text_same(name->s, name->n,
	    outer->name.s, outer->name.n))
		str_print(name, " (Data Row %.32s)", row);
}

/* Many runners write the class before the name again. */
static void
name_test(struct trx *x, struct test *t, const char **attribute)
{
	const char *class = class_of(x, attribute);
	const char *name = attribute_of(attribute, "testName");
	size_t n = class != NULL ? strlen(class) : 0;

	if (name == NULL)
		name = "";
	if (class != NULL) {
		name_add(&t->name, class, n);
		suite_add(&t->suite, class, n);
		if (strncmp(name, class, n) == 0 && name[n] == '.')
			name += n + 1;
	} else if (!x->whole) {
		xml_refuse(&x->sheet.xml, "the class of %s is missing", name);
	}
	name_add(&t->name, name, strlen(name));
	add_row(x, &t->name, attribute_of(attribute, "dataRowInfo"));
}

static void
open_result(struct trx *x, const char **attribute)
{
	struct sink *k = x->sheet.sink;
	struct test *t;

	if (x->depth == NEST) {
		xml_refuse(&x->sheet.xml, "results are nested deeper than %d",
		    NEST);
		return;
	}
	t = &x->test[x->depth++];
	test_clear(t);
	name_test(x, t, attribute);
	str_clear(&x->text);
	attribute_add(&x->text, attribute, "outcome");
	t->status = status_of(words, &x->text, result_status_errored);
	t->duration = span_read(k, attribute_of(attribute, "duration"));
	t->timestamp = stamp_read(k, attribute_of(attribute, "startTime"));
	if (!t->timestamp.set)
		t->timestamp = x->started;
}

/* Why a test did not run is often only in its output. */
static void
open_output(struct sheet *s, struct test *t, int element)
{
	struct failure *f = &t->failure;

	if (element == OUT && sheet_parent(s) == OUTPUT &&
	    t->status == result_status_skipped) {
		sheet_gather(s, &f->message);
	} else if (element == MESSAGE && sheet_parent(s) == ERROR_INFO) {
		str_clear(&f->message);
		sheet_gather(s, &f->message);
	} else if (element == TRACE && sheet_parent(s) == ERROR_INFO) {
		sheet_gather(s, &f->details);
	}
}

/* What is said about the run, if it went wrong. */
static void
open_info(struct trx *x, const char **attribute)
{
	str_clear(&x->text);
	attribute_add(&x->text, attribute, "outcome");
	x->error = str_is(&x->text, "Failed") || status_of(words, &x->text,
	    result_status_errored) == result_status_errored;
}

static void
open(struct sheet *s, int element, const char **attribute)
{
	struct trx *x = (struct trx *)s;

	if (element >= RESULT && element <= LOAD)
		open_result(x, attribute);
	else if (x->depth > 0)
		open_output(s, &x->test[x->depth - 1], element);
	else if (element == TIMES)
		x->started = stamp_read(s->sink, attribute_of(attribute,
		    "start"));
	else if (element == INFO)
		open_info(x, attribute);
	else if (element == TEXT && sheet_parent(s) == INFO) {
		str_clear(&x->text);
		sheet_gather(s, &x->text);
	}
}

/* The runner of xUnit.net says every failed test here once more. */
static bool
is_echo(const char *s)
{
	return text_begins(s, "[xUnit.net ") &&
	    strstr(s, " [FAIL]") != NULL;
}

static void
close(struct sheet *s, int element)
{
	struct trx *x = (struct trx *)s;
	struct test *t = x->depth > 0 ? &x->test[x->depth - 1] : NULL;

	if (t != NULL && element >= RESULT && element <= LOAD) {
		failure_type(&t->failure);
		test_tell(s->sink, t);
		x->depth--;
	} else if (t != NULL && element == TRACE) {
		t->failure.cut = s->xml.cut;
	} else if (t == NULL && element == TEXT && x->error &&
	    x->text.n != 0 && !is_echo(x->text.s)) {
		sink_error(s->sink, "%s", x->text.s);
	}
}

/* ---- the format ---- */

bool
trx_recognise(const char *head, size_t n)
{
	return sheet_recognise(head, n, "TestRun");
}

static void
trx_free(struct trx *x)
{
	for (size_t i = 0; i < NEST; i++)
		test_free(&x->test[i]);
	str_free(&x->text);
	intern_free(&x->classes);
	free(x->definition);
	str_free(&x->class_names);
	str_free(&x->id);
}

static bool
read_definitions(struct trx *x, struct source *s, struct sink *k,
    struct xml_part part)
{
	bool good;

	x->sheet = (struct sheet){.names = definitions,
	    .open = open_definition, .close = close_nothing, .part = {part}};
	x->definitions = 0;
	good = sheet_read(&x->sheet, s, k);
	sort_definitions(x);
	return good;
}

static bool
read_results(struct trx *x, struct source *s, struct sink *k,
    struct xml_part without)
{
	x->sheet = (struct sheet){.names = names, .texts = TEXTS,
	    .open = open, .close = close};
	if (without.to != 0) {
		x->sheet.part[0].to = without.from;
		x->sheet.part[1] = (struct xml_part){without.to, INT64_MAX};
	}
	return sheet_read(&x->sheet, s, k);
}

/* What is wrong is what the first reading found: it knows the line. */
static bool
read_twice(struct trx *x, struct source *s, struct sink *k)
{
	const struct xml_part all = {0};
	struct source first = *s;
	size_t repairs = k->repairs;
	bool good;

	x->whole = read_definitions(x, &first, k, all);
	k->repairs = repairs;	/* counted again */
	good = read_results(x, s, k, all);
	if (!x->whole) {
		s->line = first.line;
		memcpy(s->why, first.why, sizeof(s->why));
	}
	return good && x->whole;
}

static bool
read_once(struct trx *x, struct source *s, struct sink *k)
{
	struct source first = *s;
	struct xml_part part;
	size_t repairs = k->repairs;

	x->whole = trx_definitions(s->fd, &part) && (part.to == 0 ||
	    read_definitions(x, &first, k, part));
	if (x->whole)
		return read_results(x, s, k, part);
	k->repairs = repairs;
	return read_twice(x, s, k);
}

bool
trx_read(struct source *s, struct sink *k)
{
	struct trx x = {0};
	bool good = read_once(&x, s, k);

	trx_free(&x);
	return good;
}
