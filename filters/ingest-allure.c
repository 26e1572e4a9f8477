/*
 * Allure 2 results: a folder of *-result.json, one file for each execution of
 * a test; *-container.json and *-globals.json tell of what failed around.
 *
 * The files have names without an order, so all are looked at before the
 * first is told: when they ended, and what they are called.  Tests are told
 * in the order in which they ended, which makes tries of one test attempts in
 * their order.
 *
 * historyId is the same for all tries of a test and in every run, but nothing
 * to read: fullName, and what parameters count, make the name.  Where tests
 * of several historyIds would have one name, their titles tell them apart.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"

static const struct status_word words[] = {
	{"passed", result_status_passed}, {"failed", result_status_failed},
	{"skipped", result_status_skipped}, {"broken", result_status_errored},
	{NULL, 0}
};

/* The labels that are used; of each the first one. */
enum use {
	PARENT_SUITE, SUITE, SUB_SUITE, CLASS, METHOD, OWNER, FRAMEWORK,
	LABELS
};

/* What is remembered of a file. */
struct part {
	uint64_t name, history;	/* hashes; 0: there is none */
	int64_t start, stop;
	size_t file;		/* in s->parts */
	bool alike;		/* others have the name, and not the history */
};

struct allure {
	struct doc doc;
	struct source *source;
	struct sink *sink;
	struct test test;
	struct str title, full, history, parameters, text, value;
	struct str label[LABELS];
	int64_t start, stop;
	bool started, stopped, said;
	struct part *part;
	size_t parts, room;
	size_t broken;		/* files */
};

/* ---- one result ---- */

static void
take_label(struct allure *a)
{
	static const char *const names[][LABELS] = {
		{"parentSuite", "suite", "subSuite", "testClass", "testMethod",
		    "owner", "framework"},
		/* as adapters once wrote them */
		{"", "", "", "class", "method", "", ""}};
	struct doc *d = &a->doc;

	str_clear(&a->text);
	str_clear(&a->value);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "name"))
			(void)doc_set(d, &a->text, NAME_MAX_BYTES);
		else if (doc_named(d, "value"))
			(void)doc_set(d, &a->value, NAME_MAX_BYTES);
	for (int i = 0; a->text.n != 0 && i < LABELS; i++)
		if (a->label[i].n == 0 && (str_is(&a->text, names[0][i]) ||
		    str_is(&a->text, names[1][i])))
			str_bytes(&a->label[i], a->value.s, a->value.n);
}

/* What differs between runs is excluded; what is masked is a secret. */
static void
take_parameter(struct allure *a)
{
	struct doc *d = &a->doc;
	struct str *to = &a->parameters;
	bool left_out = false;

	str_clear(&a->text);
	str_clear(&a->value);
	for (doc_object(d); doc_member(d);) {
		if (doc_named(d, "name")) {
			(void)doc_set(d, &a->text, NAME_MAX_BYTES);
		} else if (doc_named(d, "value")) {
			(void)doc_set(d, &a->value, NAME_MAX_BYTES);
		} else if (doc_named(d, "excluded")) {
			left_out |= doc_true(d);
		} else if (doc_named(d, "mode")) {
			struct str mode = {0};

			left_out |= doc_set(d, &mode, 16) &&
			    str_is(&mode, "masked");
			str_free(&mode);
		}
	}
	if (left_out || a->text.n == 0 || to->n > NAME_MAX_BYTES)
		return;
	str_text(to, to->n == 0 ? "[" : ", ");
	str_print(to, "%s=", a->text.s);
	str_bytes(to, a->value.s, a->value.n);
}

static void
take_details(struct allure *a)
{
	struct doc *d = &a->doc;
	struct failure *f = &a->test.failure;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "message"))
			(void)doc_text(d, &f->message, NAME_MAX_BYTES);
		else if (doc_named(d, "trace")) {
			(void)doc_text(d, &f->details, DETAILS_MAX);
			f->cut = d->cut;
		}
}

static void
clear(struct allure *a)
{
	struct str *texts[] = {&a->title, &a->full, &a->history,
	    &a->parameters};

	test_clear(&a->test);
	a->test.status = result_status_errored;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		str_clear(texts[i]);
		str_text(texts[i], "");
	}
	for (int i = 0; i < LABELS; i++)
		str_clear(&a->label[i]);
	a->started = a->stopped = a->said = false;
	a->start = a->stop = 0;
}

static bool
take_text(struct allure *a)
{
	struct doc *d = &a->doc;

	if (doc_named(d, "name"))
		return doc_set(d, &a->title, NAME_MAX_BYTES);
	if (doc_named(d, "fullName"))
		return doc_set(d, &a->full, NAME_MAX_BYTES);
	if (doc_named(d, "historyId"))
		return doc_set(d, &a->history, NAME_MAX_BYTES);
	return false;
}

static void
take_member(struct allure *a)
{
	struct doc *d = &a->doc;

	if (doc_named(d, "status")) {
		a->said = doc_set(d, &a->text, 32);
		if (a->said)
			a->test.status = status_of(words, &a->text,
			    result_status_errored);
	} else if (doc_named(d, "statusDetails")) {
		take_details(a);
	} else if (doc_named(d, "start")) {
		a->started = doc_int(d, &a->start);
	} else if (doc_named(d, "stop")) {
		a->stopped = doc_int(d, &a->stop);
	} else if (doc_named(d, "labels")) {
		for (doc_array(d); doc_element(d);)
			take_label(a);
	} else if (doc_named(d, "parameters")) {
		for (doc_array(d); doc_element(d);)
			take_parameter(a);
	} else {
		(void)take_text(a);
	}
}

/* The bytes before ":LINE:COLUMN", which Playwright's adapter once wrote. */
static size_t
before_place(const struct str *full)
{
	size_t n = full->n;

	for (int i = 0; i < 2; i++) {
		size_t digits = 0;

		while (n > digits && full->s[n - digits - 1] >= '0' &&
		    full->s[n - digits - 1] <= '9')
			digits++;
		if (digits == 0 || n == digits ||
		    full->s[n - digits - 1] != ':')
			return 0;
		n -= digits + 1;
	}
	return n;
}

/* By fullName; without one by class and method, or suites and title. */
static void
make_base(struct allure *a)
{
	struct str *name = &a->test.name;
	const char *path = origin_path(a->full.s);
	size_t n = before_place(&a->full);
	const char *mark;

	if (path == NULL)
		path = a->full.s;
	mark = strchr(path, '#');
	if (n != 0) {
		str_cut(&a->full, n);
		file_set(&a->test.file, a->full.s);
		name_add(name, a->test.file.s, a->test.file.n);
		name_add(name, a->label[SUB_SUITE].s, a->label[SUB_SUITE].n);
		name_add(name, a->title.s, a->title.n);
	} else if (a->full.n != 0) {
		name_add(name, path, strlen(path));
		if (mark != NULL &&
		    memchr(path, '/', (size_t)(mark - path)) != NULL)
			str_bytes(&a->test.file, path, (size_t)(mark - path));
	} else if (a->label[CLASS].n != 0) {
		const struct str *last = a->label[METHOD].n != 0 ?
		    &a->label[METHOD] : &a->title;

		name_add(name, a->label[CLASS].s, a->label[CLASS].n);
		name_add(name, last->s, last->n);
	} else {
		for (int i = PARENT_SUITE; i <= SUB_SUITE; i++)
			name_add(name, a->label[i].s, a->label[i].n);
		name_add(name, a->title.s, a->title.n);
	}
}

static void
make_name(struct allure *a, bool alike)
{
	make_base(a);
	if (alike)
		name_add(&a->test.name, a->title.s, a->title.n);
	if (a->parameters.n == 0)
		return;
	str_bytes(&a->test.name, a->parameters.s, a->parameters.n);
	str_byte(&a->test.name, ']');
}

static void
tell(struct allure *a)
{
	struct test *t = &a->test;
	const struct str *framework = &a->label[FRAMEWORK];

	for (int i = PARENT_SUITE; i <= SUB_SUITE; i++)
		suite_add(&t->suite, a->label[i].s, a->label[i].n);
	str_bytes(&t->owner, a->label[OWNER].s, a->label[OWNER].n);
	if (a->started && a->start > 0 && a->start < INT64_MAX / 1000)
		t->timestamp = value_time(a->start * 1000);
	if (a->started && a->stopped && a->start >= 0 &&
	    a->stop >= a->start)
		t->duration = value_real((double)(a->stop - a->start) / 1e3);
	else if (a->started && a->stopped)
		a->sink->repairs++;
	a->sink->framework = framework->n != 0 ? framework->s :
	    a->sink->reader;
	if (!a->said)
		str_text(&t->failure.message, "it has no status");
	test_tell(a->sink, t);
	a->sink->framework = a->sink->reader;
}

/* ---- fixtures ---- */

/* What failed around the tests, with its message if there is one. */
static void
tell_error(struct allure *a, const char *what)
{
	const struct str *message = &a->test.failure.message;

	if (a->doc.why[0] != '\0')
		return;
	if (message->n == 0)
		sink_error(a->sink, "%s", what);
	else
		sink_error(a->sink, "%s: %s", what, message->s);
}

static void
take_fixture(struct allure *a)
{
	struct doc *d = &a->doc;

	clear(a);
	a->test.status = result_status_passed;
	for (doc_object(d); doc_member(d);)
		take_member(a);
	if (a->test.status == result_status_failed ||
	    a->test.status == result_status_errored)
		tell_error(a, a->title.n != 0 ? a->title.s : "a fixture");
}

static void
take_others(struct allure *a)
{
	struct doc *d = &a->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "befores") || doc_named(d, "afters"))
			for (doc_array(d); doc_element(d);)
				take_fixture(a);
		else if (doc_named(d, "errors"))
			for (doc_array(d); doc_element(d);) {
				clear(a);
				take_details(a);
				tell_error(a, "an error");
			}
}

/* ---- files ---- */

static void
take_result(struct allure *a)
{
	clear(a);
	for (doc_object(&a->doc); doc_member(&a->doc);)
		take_member(a);
}

/* A result has something to be called by, and says how it ended or where. */
static bool
is_result(const struct allure *a)
{
	return (a->title.n != 0 || a->full.n != 0) &&
	    (a->said || a->started || a->history.n != 0);
}

/* Reads the document in fd; false: it is no whole one, as doc.why says. */
static bool
read_one(struct allure *a, int fd, void (*take)(struct allure *))
{
	struct doc *d = &a->doc;

	*d = (struct doc){.strict = a->sink->r->options.strict};
	doc_open(d, fd);
	if (!doc_next(d) && d->why[0] == '\0')
		doc_refuse(d, "the file is empty");
	if (d->why[0] == '\0')
		take(a);
	if (d->why[0] == '\0' && doc_next(d))
		doc_refuse(d, "something follows the document");
	a->sink->repairs += d->repairs;
	return d->why[0] == '\0';
}

/* The same of a part of the folder; what is wrong is said. */
static bool
read_part(struct allure *a, size_t i, void (*take)(struct allure *))
{
	const char *path = a->source->parts.path[i];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good;

	if (fd < 0) {
		diag_say("cannot open %s: %s", path, strerror(errno));
		return false;
	}
	good = read_one(a, fd, take);
	if (!good)
		diag_at(path, a->doc.line, "%s", a->doc.why);
	doc_close(&a->doc);
	(void)close(fd);
	return good;
}

static uint64_t
hash_of(const struct str *s)
{
	return s->n == 0 ? 0 : hash64(0, s->s, s->n);
}

static void
add_part(struct allure *a, size_t file)
{
	a->part = need_room(a->part, a->parts, &a->room, sizeof(*a->part));
	make_name(a, false);
	a->part[a->parts++] = (struct part){.file = file,
	    .name = hash_of(&a->test.name), .history = hash_of(&a->history),
	    .start = a->start, .stop = a->stopped ? a->stop : a->start};
}

/* A first look at everything. */
static void
find_parts(struct allure *a)
{
	struct files *f = &a->source->parts;

	for (size_t i = 0; i < f->count && lines_signal() == 0; i++) {
		size_t repairs = a->sink->repairs, n = strlen(f->path[i]);
		static const char end[] = "-result.json";

		if (n < sizeof(end) || strcmp(f->path[i] + n -
		    (sizeof(end) - 1), end) != 0) {
			a->broken += !read_part(a, i, take_others);
			continue;
		}
		if (!read_part(a, i, take_result))
			a->broken++;
		else if (is_result(a))
			add_part(a, i);
		else
			diag_say("%s: skipped: it is no result of Allure",
			    f->path[i]);
		a->sink->repairs = repairs;	/* the second look counts */
	}
}

static int
by_name(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return x->history < y->history ? -1 : x->history > y->history;
}

static int
by_end(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->stop != y->stop)
		return x->stop < y->stop ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->file < y->file ? -1 : 1;
}

/* Marks those of one name with several histories. */
static void
find_alike(struct allure *a)
{
	struct part *p = a->part;

	for (size_t i = 0, end; i < a->parts; i = end) {
		size_t histories = p[i].history != 0;

		for (end = i + 1; end < a->parts && p[end].name == p[i].name;
		    end++)
			histories += p[end].history != p[end - 1].history &&
			    p[end].history != 0;
		for (size_t at = i; at < end; at++)
			p[at].alike = histories > 1;
	}
}

static void
tell_part(struct allure *a, const struct part *p)
{
	if (!read_part(a, p->file, take_result)) {
		a->broken++;
		return;
	}
	make_name(a, p->alike);
	tell(a);
}

static bool
read_folder(struct allure *a)
{
	struct source *s = a->source;

	find_parts(a);
	if (a->parts > 0)
		qsort(a->part, a->parts, sizeof(*a->part), by_name);
	find_alike(a);
	if (a->parts > 0)
		qsort(a->part, a->parts, sizeof(*a->part), by_end);
	for (size_t i = 0; i < a->parts && lines_signal() == 0; i++)
		tell_part(a, &a->part[i]);
	if (lines_signal() != 0)
		(void)snprintf(s->why, sizeof(s->why), "stopped by a signal");
	else if (a->broken != 0)
		(void)snprintf(s->why, sizeof(s->why),
		    "%zu of its files cannot be read", a->broken);
	return s->why[0] == '\0';
}

static bool
read_alone(struct allure *a)
{
	struct source *s = a->source;

	if (!read_one(a, s->fd, take_result)) {
		s->line = a->doc.line;
		(void)snprintf(s->why, sizeof(s->why), "%s", a->doc.why);
	} else if (!is_result(a)) {
		(void)snprintf(s->why, sizeof(s->why),
		    "it is no result of Allure");
	} else {
		make_name(a, false);
		tell(a);
	}
	doc_close(&a->doc);
	return s->why[0] == '\0';
}

/* ---- the format ---- */

bool
allure_recognise(const char *head, size_t n)
{
	static const char *const ids[] = {"uuid", "historyId", "testCaseId"};
	static const char *const ends[] = {"status", "stage", "statusDetails",
	    "labels"};
	bool id = false, end = false;

	if (n == 0 || *head != '{')
		return false;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		id = id || head_has(head, n, ids[i]);
	for (size_t i = 0; id && i < sizeof(ends) / sizeof(ends[0]); i++)
		end = end || head_has(head, n, ends[i]);
	return end && !head_has(head, n, "children") &&
	    !head_has(head, n, "kind");
}

bool
allure_read(struct source *s, struct sink *k)
{
	struct allure a = {.source = s, .sink = k};
	bool good = s->parts.count != 0 ? read_folder(&a) : read_alone(&a);

	test_free(&a.test);
	str_free_all(&a.title, &a.full, &a.history, &a.parameters, &a.text,
	    &a.value, NULL);
	for (int i = 0; i < LABELS; i++)
		str_free(&a.label[i]);
	free(a.part);
	return good;
}
