/*
 * quarantine - tests that are set aside, as arguments of what runs them
 *
 * One argument a line.  Names are untrusted: what would mean anything else to
 * a runner is escaped in its own syntax, and what cannot be said to it is
 * refused.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "opt.h"
#include "out.h"
#include "silence.h"
#include "str.h"
#include "when.h"

/* How a runner is told: what stands around all names, and how one is said. */
struct runner {
	const char *name;
	const char *before, *between, *after;
	bool (*say)(struct str *, const char *test);
};

/* ---- parts of names ---- */

/* After the first "::", or all. */
static const char *
without_first(const char *s)
{
	const char *at = strstr(s, "::");

	return at == NULL ? s : at + 2;
}

static const char *
last_separator(const char *s)
{
	const char *found = NULL;

	for (; (s = strstr(s, "::")) != NULL; s += 2)
		found = s;
	return found;
}

/* A star is any text, a question mark any character; the rest is itself. */
static void
add_pattern(struct str *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '*' || s[i] == '?') {
			str_text(b, s[i] == '*' ? ".*" : ".");
			continue;
		}
		if (strchr("\\.+()[]{}^$|/", s[i]) != NULL)
			str_byte(b, '\\');
		str_byte(b, s[i]);
	}
}

/* ---- runners ---- */

/*
 * JUnit has dots where pytest has folders, a file and classes, and does not
 * say which: a.b::t is b.py in a, or the class b in a.py.  What is not there
 * leaves nothing out.
 */
static void
add_places(struct str *b, const char *test, size_t n)
{
	size_t module = strcspn(test, ":");

	if (module >= n || memchr(test, '/', module) != NULL ||
	    (module > 3 && memcmp(test + module - 3, ".py", 3) == 0))
		return;
	for (size_t file = 1; file <= module; file++) {
		if (file < module && test[file] != '.')
			continue;
		str_text(b, "\n--deselect=");
		for (size_t i = 0; i < file; i++)
			str_byte(b, test[i] == '.' ? '/' : test[i]);
		str_text(b, ".py");
		for (size_t i = file; i < module; i++)
			if (test[i] == '.')
				str_text(b, "::");
			else
				str_byte(b, test[i]);
		str_bytes(b, test + module, n - module);
	}
}

/* Everything that begins so is left out: a star can only be at the end. */
static bool
say_pytest(struct str *b, const char *test)
{
	size_t n = strcspn(test, "*?");

	if (test[n] != '\0' && strcmp(test + n, "*") != 0)
		return false;
	str_print(b, "--deselect=%.*s", (int)n, test);
	add_places(b, test, n);
	return n > 0;
}

/* Each part between slashes is a pattern of its own. */
static bool
say_go(struct str *b, const char *test)
{
	const char *s = without_first(test);

	for (size_t n; n = strcspn(s, "/"), true; s += n + 1) {
		str_byte(b, '^');
		add_pattern(b, s, n);
		str_byte(b, '$');
		if (s[n] == '\0')
			return true;
		str_byte(b, '/');
	}
}

/* The names of groups and test are joined by blanks. */
static bool
say_jest(struct str *b, const char *test)
{
	const char *s = without_first(test), *at;

	for (; (at = strstr(s, "::")) != NULL; s = at + 2) {
		add_pattern(b, s, (size_t)(at - s));
		str_byte(b, ' ');
	}
	add_pattern(b, s, strlen(s));
	return true;
}

/* It has no way to escape a colon, a minus, or a wildcard. */
static bool
say_gtest(struct str *b, const char *test)
{
	const char *at = last_separator(test), *s = test;

	if (at != NULL)
		for (s = at; s > test && s[-1] != ':'; s--)
			;
	if (at != NULL)
		str_print(b, "%.*s.%s", (int)(at - s), s, at + 2);
	else
		str_text(b, s);
	return strpbrk(at != NULL ? at + 2 : s, ":-") == NULL &&
	    memchr(s, '-', at != NULL ? (size_t)(at - s) : 0) == NULL;
}

static bool
say_ctest(struct str *b, const char *test)
{
	add_pattern(b, test, strlen(test));
	return true;
}

/* Class and method, without what stands in brackets after it. */
static bool
say_junit5(struct str *b, const char *test)
{
	const char *at = last_separator(test);

	if (at == NULL)
		return false;
	str_text(b, "--exclude-methodname=^");
	add_pattern(b, test, (size_t)(at - test));
	str_byte(b, '#');
	add_pattern(b, at + 2, strcspn(at + 2, "(["));
	str_byte(b, '$');
	return true;
}

/* A line that a name breaks was refused. */
static bool
say_name(struct str *b, const char *test)
{
	str_text(b, test);
	return true;
}

static const struct runner runners[] = {
	{"names", "", "\n", "", say_name},
	{"pytest", "", "\n", "", say_pytest},
	{"go", "-skip=", "|", "", say_go},
	{"jest", "--testNamePattern=^(?!(?:", "|", ")$)", say_jest},
	{"gtest", "--gtest_filter=-", ":", "", say_gtest},
	{"ctest", "--exclude-regex\n^(", "|", ")$", say_ctest},
	{"junit5", "", "\n", "", say_junit5},
};

#define RUNNERS	(sizeof(runners) / sizeof(runners[0]))

/* ---- the list ---- */

static const char *
reason_against(const struct silence *x)
{
	if (x->test == NULL)
		return "only an owner is named, and no runner knows owners";
	for (const char *s = x->test; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return "a control character cannot be an argument";
	return NULL;
}

/* False: it cannot be said. */
static bool
add_test(struct str *all, const struct runner *r, const struct silence *x)
{
	struct str one = {0};
	bool said = reason_against(x) == NULL && r->say(&one, x->test);

	if (said) {
		str_text(all, all->n == 0 ? r->before : r->between);
		str_bytes(all, one.s, one.n);
	}
	str_free(&one);
	return said;
}

static bool
print_list(const struct silence_list *l, const struct runner *r,
    const char *file)
{
	struct str all = {0};
	bool whole = true;

	for (size_t i = 0; i < l->n; i++) {
		const struct silence *x = &l->entry[i];
		const char *why = reason_against(x);

		if (x->until <= when_now() || x->twice ||
		    add_test(&all, r, x))
			continue;
		diag_at(file, x->number, "%s", why != NULL ? why :
		    "this name cannot be said to the runner");
		whole = false;
	}
	if (all.n > 0)
		(void)printf("%s%s\n", all.s, r->after);
	str_free(&all);
	return whole;
}

int
main(int argc, char **argv)
{
	static const char *const examples[] = {
		"mapfile -t skip < <(drift quarantine --for pytest "
		    "quarantine.ndjson)", NULL
	};
	const char *names[RUNNERS + 1] = {NULL};
	struct opt_word name = {names, -1};
	const struct opt options[] = {
		{0, "for", OPT_WORD, &name, "RUNNER",
		    "in whose words they are said", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		{0}
	};
	const struct usage usage = {"--for RUNNER FILE", "Print tests that "
	    "are set aside as arguments of a test runner.", examples,
	    options, NULL};
	struct silence_list list = {0};
	const struct runner *r;
	bool whole;

	diag_open(argv[0]);
	for (size_t i = 0; i < RUNNERS; i++)
		names[i] = runners[i].name;
	if (opt_parse(&usage, argc, argv) != 1)
		opt_help(&usage, USAGE);
	if (name.at < 0)
		diag_fail(USAGE, "for whom? --for is needed; -h tells more");
	r = &runners[name.at];
	silence_read(&list, argv[0]);
	whole = print_list(&list, r, argv[0]);
	silence_free(&list);
	diag_exit(whole ? DONE : REFUSED);
}
