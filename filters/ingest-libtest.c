/*
 * Rust's libtest, --format json: an event a line.  cargo-nextest writes the
 * same.  Names on Windows may have back-slashes in them that are not escaped.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-lines.h"
#include "ingest-test.h"
#include "ingest-value.h"

#define TRIES_MAX	1000	/* that a name may say */

static const struct status_word words[] = {
	{"ok", result_status_passed}, {"failed", result_status_failed},
	{"ignored", result_status_skipped},
	{"allowed_failure", result_status_skipped}, {NULL, 0}
};

struct libtest {
	struct objects lines;
	struct test test;
	struct str type, event, name, text, suite;
	size_t suites;		/* that have begun and not ended */
};

/*
 * "\t" in a path that was written without escapes came out as a tab: no name
 * has control characters.
 */
static void
repair_name(struct libtest *l)
{
	static const char letters[] = "b\bf\fn\nr\rt\t";
	struct str *name = &l->name;
	size_t before = name->n, plain = 0;

	while (plain < name->n && (unsigned char)name->s[plain] >= ' ')
		plain++;
	if (plain == name->n)
		return;
	str_clear(&l->text);
	for (size_t i = 0; i < name->n; i++) {
		const char *found = name->s[i] < ' ' && name->s[i] > 0 ?
		    strchr(letters, name->s[i]) : NULL;

		if (found != NULL)
			str_byte(&l->text, '\\');
		str_byte(&l->text, found != NULL ? found[-1] : name->s[i]);
	}
	str_set(name, l->text.s, l->text.n);
	if (name->n != before)
		l->lines.doc.repairs++;
}

/* ---- tests ---- */

/* "src/lib.rs - adds (line 12)": a test in the documentation. */
static void
take_place(struct test *t, const struct str *name)
{
	const char *dash = strstr(name->s, " - ");
	const char *line = strstr(name->s, " (line ");
	struct str path = {0};

	if (dash == NULL || line == NULL || line < dash)
		return;
	str_bytes(&path, name->s, (size_t)(dash - name->s));
	file_set(&t->file, path.s);
	str_free(&path);
	t->line = value_int(strtol(line + 7, NULL, 10));
}

/* "src/lib.rs:10:9" */
static void
take_panic_place(struct test *t, const char *s, size_t n)
{
	struct str path = {0};
	const char *colon = memchr(s, ':', n);

	if (colon == NULL || !isdigit((unsigned char)colon[1]))
		return;
	str_bytes(&path, s, (size_t)(colon - s));
	file_set(&t->file, path.s);
	t->line = value_int(strtol(colon + 1, NULL, 10));
	str_free(&path);
}

/*
 * "thread 'x' panicked at src/lib.rs:10:9:" and why in the next line; before
 * Rust 1.73 "thread 'x' panicked at 'why', src/lib.rs:10:9".
 */
static void
read_panic(struct test *t)
{
	static const char word[] = "panicked at ";
	struct failure *f = &t->failure;
	const char *s = f->details.n != 0 ? strstr(f->details.s, word) : NULL;
	const char *end;
	size_t n;

	if (s == NULL || f->message.n != 0)
		return;
	str_text(&f->type, "panic");
	s += sizeof(word) - 1;
	if (*s != '\'') {
		n = strcspn(s, "\n");
		take_panic_place(t, s, n);
		s += n + (s[n] != '\0');
		str_bytes(&f->message, s, strcspn(s, "\n"));
	} else if ((end = strstr(s + 1, "', ")) != NULL) {
		str_bytes(&f->message, s + 1, (size_t)(end - s - 1));
		take_panic_place(t, end + 3, strcspn(end + 3, "\n"));
	}
}

/*
 * nextest: "crate::binary$module::test#3" is the third try, and the only one
 * that is told.  Returns how many failed before.
 */
static int64_t
cut_tries(struct str *name)
{
	size_t n = name->n, tries = 0;

	while (n > 0 && isdigit((unsigned char)name->s[n - 1]))
		n--;
	if (n == name->n || n == 0 || name->s[n - 1] != '#' ||
	    memchr(name->s, '$', n) == NULL)
		return 0;
	tries = strtoul(name->s + n, NULL, 10);
	str_cut(name, n - 1);
	return tries > 1 && tries <= TRIES_MAX ? (int64_t)tries - 1 : 0;
}

/* Nothing is known of a try before but that it failed. */
static void
tell_failed(struct libtest *l)
{
	struct test t = {.status = result_status_failed, .retried = true};

	name_add(&t.name, l->name.s, l->name.n);
	suite_add(&t.suite, l->suite.s, l->suite.n);
	test_tell(l->lines.sink, &t);
	test_free(&t);
}

static void
tell(struct libtest *l)
{
	struct test *t = &l->test;

	for (int64_t failed = cut_tries(&l->name); failed > 0; failed--)
		tell_failed(l);
	name_add(&t->name, l->name.s, l->name.n);
	suite_add(&t->suite, l->suite.s, l->suite.n);
	t->status = status_of(words, &l->event, result_status_errored);
	if (l->name.n != 0)
		take_place(t, &l->name);
	if (t->status == result_status_failed)
		read_panic(t);
	test_tell(l->lines.sink, t);
}

/* ---- lines ---- */

static void
read_line(struct libtest *l)
{
	struct doc *d = &l->lines.doc;
	struct failure *f = &l->test.failure;

	test_clear(&l->test);
	str_clear(&l->type);
	str_clear(&l->event);
	str_clear(&l->name);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "type"))
			doc_set(d, &l->type, 32);
		else if (doc_named(d, "event"))
			doc_set(d, &l->event, 32);
		else if (doc_named(d, "name"))
			doc_set(d, &l->name, NAME_MAX_BYTES);
		else if (doc_named(d, "exec_time") &&
		    doc_set(d, &l->text, 64))
			l->test.duration = seconds_said(l->lines.sink,
			    l->text.s);
		else if (doc_named(d, "message") || doc_named(d, "reason"))
			doc_set(d, &f->message, NAME_MAX_BYTES);
		else if (doc_named(d, "stdout") || doc_named(d, "stderr"))
			doc_text(d, &f->details, DETAILS_MAX);
	repair_name(l);
}

static bool
take_line(struct libtest *l)
{
	bool begins = str_is(&l->event, "started");

	if (str_is(&l->type, "suite")) {
		if (begins)
			l->suites++;
		else if (l->suites > 0 && !str_is(&l->event, "discovery"))
			l->suites--;
	} else if (str_is(&l->type, "test") && !begins &&
	    !str_is(&l->event, "timeout") &&	/* its end is to come */
	    !str_is(&l->event, "discovered")) {
		tell(l);
	}
	return true;
}

/*
 * Cargo's own words, if they were sent to the same place:
 * "Running unittests src/lib.rs (target/debug/deps/shop-0a1b2c)",
 * "Doc-tests shop".
 */
static void
take_words(struct libtest *l)
{
	const char *s = l->lines.line + strspn(l->lines.line, " ");
	const char *end = strrchr(s, ')');

	if (text_begins(s, "Doc-tests ")) {
		str_clear(&l->suite);
		str_text(&l->suite, s + 10);
	} else if (text_begins(s, "Running ") && end > s + 8) {
		const char *name = s + 8;

		while (end > name && *end != '-' && *end != ' ')
			end--;
		s = end;
		while (s > name && s[-1] != '/' && s[-1] != '\\' &&
		    s[-1] != ' ')
			s--;
		str_set(&l->suite, s, (size_t)(end - s));
	}
}

bool
libtest_recognise(const char *head, size_t n)
{
	return head_line_has(head, n, "type") &&
	    head_line_has(head, n, "event") && !head_line_has(head, n, "kind");
}

bool
libtest_read(struct source *s, struct sink *k)
{
	struct libtest l = {0};
	bool good = true;

	objects_open(&l.lines, s, k);
	while (good && objects_next(&l.lines)) {
		if (!l.lines.is_object) {
			take_words(&l);
			continue;
		}
		read_line(&l);
		good = objects_good(&l.lines) && take_line(&l);
	}
	good = objects_end(&l.lines, good);
	if (good && l.suites != 0)
		good = report_wrong(s, "the report is cut off: a suite has "
		    "no end");
	test_free(&l.test);
	str_free_all(&l.type, &l.event, &l.name, &l.text, &l.suite, NULL);
	return good;
}
