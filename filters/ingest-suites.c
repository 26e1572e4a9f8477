/*
 * Suites inside each other, and the identity of the tests in them.
 */
#include <string.h>

#include "ingest-sink.h"
#include "ingest-suites.h"
#include "ingest-test.h"

void
suites_open(struct suites *x, const char *name, struct value timestamp)
{
	struct suite *s;

	if (x->depth++ >= SUITES_MAX)
		return;
	s = &x->suite[x->depth - 1];
	if (name == NULL)
		name = "";
	*s = (struct suite){x->names.n, x->chain.n, timestamp};
	if (!timestamp.set && x->depth > 1)
		s->timestamp = s[-1].timestamp;
	str_bytes(&x->names, name, strlen(name) + 1);
	if (*name == '\0')
		return;
	if (x->chain.n != 0)
		str_text(&x->chain, " > ");
	str_text(&x->chain, name);
}

void
suites_close(struct suites *x)
{
	if (x->depth == 0 || --x->depth >= SUITES_MAX)
		return;
	x->names.n = x->suite[x->depth].name;
	x->chain.n = x->suite[x->depth].chain;
}

void
suites_free(struct suites *x)
{
	str_free_all(&x->names, &x->chain, &x->said, NULL);
}

/* How many of those that are open have a name here. */
static size_t
depth(const struct suites *x)
{
	return x->depth < SUITES_MAX ? x->depth : SUITES_MAX;
}

struct value
suites_timestamp(const struct suites *x)
{
	return depth(x) == 0 ? (struct value){0} :
	    x->suite[depth(x) - 1].timestamp;
}

static const char *
suite_name(const struct suites *x, size_t i)
{
	return x->names.s + x->suite[i].name;
}

/* ---- identity ---- */

/* Separators in names of classes and files are all the same. */
static char
fold(char c)
{
	return c == '\\' || c == '/' || c == ':' ? '.' : c;
}

static bool
is_part(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

/* Whether text says part, as whole words. */
static bool
says(const char *text, const char *part)
{
	size_t n = strlen(part);

	if (strcmp(text, part) == 0)
		return true;
	for (const char *at = text; *at != '\0'; at++) {
		size_t i = 0;

		while (i < n && at[i] != '\0' && fold(at[i]) == fold(part[i]))
			i++;
		if (i == n && (at == text || !is_part(at[-1])) &&
		    !is_part(at[n]))
			return true;
	}
	return n == 0;
}

/* The first suite inside of the one that says the class, else of any. */
static size_t
first_below(const struct suites *x, const char *class)
{
	size_t first = 0;

	for (size_t i = depth(x); i > 0; i--)
		if (*suite_name(x, i - 1) != '\0' &&
		    says(class, suite_name(x, i - 1)))
			return i;
	while (first < depth(x) && *suite_name(x, first) == '\0')
		first++;
	return first + 1;
}

/* The names of suites from one on, where they are not said otherwise. */
static void
add_suites(const struct suites *x, size_t from, const char *said,
    struct str *to)
{
	/* what tools write where there is none */
	static const char *const empty[] = {"", "(empty)", "undefined",
	    "Root Suite", NULL};

	for (size_t i = from; i < depth(x); i++) {
		const char *name = suite_name(x, i), *path;

		if (is_one_of(name, empty, strcmp) || says(said, name))
			continue;
		path = origin_path(name);
		str_text(to, path != NULL ? path : name);
		str_text(to, "::");
	}
}

static const char *
without_blanks(const char *s)
{
	return s == NULL ? "" : s + strspn(s, " \t\r\n");
}

/* Node's test runner writes one of these for every class. */
static bool
is_constant(const char *class)
{
	static const char *const words[] = {"test", "suite", NULL};

	return is_one_of(class, words, strcmp);
}

void
suites_identity(struct suites *x, const struct title *t, struct str *to)
{
	const char *class = without_blanks(t->class);
	const char *name = without_blanks(t->name);
	const char *file = without_blanks(t->file);

	str_clear(to);
	if (*class != '\0' && strcmp(class, name) != 0 && !is_constant(class)) {
		size_t below = first_below(x, class);

		str_text(to, class);
		str_text(to, "::");
		if (below < depth(x)) {
			str_clear(&x->said);
			str_print(&x->said, "%s::%s", class, name);
			add_suites(x, below, x->said.s, to);
		}
	} else if (*file != '\0') {
		str_text(to, file);
		str_text(to, "::");
		add_suites(x, is_constant(class) ? 0 : first_below(x, file),
		    file, to);
	} else {
		add_suites(x, 0, "", to);
	}
	if (*name != '\0')
		str_text(to, name);
	else
		str_print(to, "testcase %zu", t->number);
	while (to->n > 1 && strchr(" \t\r\n", to->s[to->n - 1]) != NULL)
		to->n--;
}
