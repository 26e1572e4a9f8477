#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "opt.h"
#include "str.h"
#include "when.h"

#ifndef VERSION
#define VERSION	"0"
#endif

/* What -h adds to every table. */
static const struct opt help_option = {'h', "help", OPT_FLAG, NULL, NULL,
    "print this help and stop", 0};
static const struct opt version_option = {0, "version", OPT_FLAG, NULL,
    NULL, "print the version and stop", 0};

/* Levenshtein distance, words up to 31 bytes; longer ones are far apart. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[32], an = strlen(a), bn = strlen(b);

	if (an > 31 || bn > 31)
		return 32;
	for (size_t j = 0; j <= bn; j++)
		row[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			size_t best = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[bn];
}

const char *
opt_nearest(const char *s, const char *const *words)
{
	const char *best = NULL;
	size_t n = strlen(s), least = n < 2 ? n : n / 3 + 2;

	for (; *words != NULL; words++) {
		size_t d = distance(s, *words);

		if (d < least) {
			least = d;
			best = *words;
		}
	}
	return best;
}

void
opt_unknown(const char *what, const char *name, const char *const *known,
    const char *lister)
{
	const char *near = opt_nearest(name, known);

	if (near != NULL)
		diag_fail(USAGE, "unknown %s %s; did you mean %s?", what, name,
		    near);
	diag_fail(USAGE, "unknown %s %s; %s lists them", what, name, lister);
}

static const struct opt *
find(const struct usage *u, const char *name, size_t n, char letter)
{
	const struct opt *tables[] = {u->options, u->shared};

	for (size_t t = 0; t < 2; t++)
		for (const struct opt *o = tables[t]; o != NULL &&
		    o->name != NULL; o++)
			if (name != NULL ? strlen(o->name) == n &&
			    memcmp(o->name, name, n) == 0 :
			    o->letter == letter)
				return o;
	return NULL;
}

static void
print_option(const struct opt *o)
{
	char left[64];

	(void)snprintf(left, sizeof(left), "%c%c%s--%s%s%s",
	    o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
	    o->letter ? ", " : "  ", o->name, o->value ? " " : "",
	    o->value ? o->value : "");
	(void)printf("  %-26s %s\n", left, o->help);
}

/* Of a closed list, or NULL: it takes what is no word. */
static const char *const *
words_of(const struct opt *o)
{
	return o->type == OPT_WORD ? ((const struct opt_word *)o->to)->of :
	    o->type == OPT_WORDS ? ((const struct opt_words *)o->to)->of :
	    NULL;
}

/* Below their option. */
static void
print_words(const char *const *word)
{
	size_t column = 0;

	for (; *word != NULL; word++) {
		if (column == 0 || column + strlen(*word) > 76)
			column = (size_t)printf("%s%28s", column == 0 ? "" :
			    "\n", "");
		column += (size_t)printf(" %s", *word);
	}
	(void)printf("\n");
}

static void
print_table(const struct opt *o)
{
	for (; o != NULL && o->name != NULL; o++) {
		print_option(o);
		if (words_of(o) != NULL)
			print_words(words_of(o));
	}
}

void
opt_list_one(const struct opt *o)
{
	const char *const *word = words_of(o);

	(void)printf("%s%.1s\t--%s\t", o->letter != '\0' ? "-" : "",
	    &o->letter, o->name);
	if (word == NULL)
		(void)printf("%s", o->value != NULL ? o->value : "");
	for (size_t i = 0; word != NULL && word[i] != NULL; i++)
		(void)printf("%s%s", i > 0 ? "|" : "", word[i]);
	(void)printf("\t%s\n", o->help);
}

static _Noreturn void
list_options(const struct usage *u)
{
	const struct opt *tables[] = {u->options, u->shared};

	for (size_t t = 0; t < 2; t++)
		for (const struct opt *o = tables[t]; o != NULL &&
		    o->name != NULL; o++)
			opt_list_one(o);
	opt_list_one(&help_option);
	opt_list_one(&version_option);
	diag_exit(DONE);
}

void
opt_help(const struct usage *u, int status)
{
	(void)printf("usage: %s %s\n%s\n", diag_program(), u->synopsis,
	    u->purpose);
	if (u->examples != NULL && u->examples[0] != NULL) {
		(void)printf("\nexamples:\n");
		for (size_t i = 0; u->examples[i] != NULL; i++)
			(void)printf("  %s\n", u->examples[i]);
	}
	(void)printf("\noptions:\n");
	print_table(u->options);
	print_table(u->shared);
	print_option(&help_option);
	print_option(&version_option);
	diag_exit(status);
}

static _Noreturn void
unknown(const struct usage *u, const char *name)
{
	const struct opt *tables[] = {u->options, u->shared};
	const char *words[128] = {help_option.name, version_option.name};
	size_t n = 2;
	const char *near;

	for (size_t t = 0; t < 2; t++)
		for (const struct opt *o = tables[t]; o != NULL &&
		    o->name != NULL && n < 127; o++)
			words[n++] = o->name;
	near = opt_nearest(name, words);
	if (near != NULL)
		diag_fail(USAGE, "unknown option --%s; did you mean --%s?",
		    name, near);
	diag_fail(USAGE, "unknown option --%s; -h lists the options", name);
}

static bool
set_int(const char *s, int64_t *to)
{
	char *end;
	long long value;

	errno = 0;
	value = strtoll(s, &end, 10);
	*to = value;
	return end != s && *end == '\0' && value >= 0 && errno == 0;
}

static bool
set_real(const struct opt *o, const char *s)
{
	double *to = o->to;
	char *end;

	*to = strtod(s, &end);
	if (end != s && strcmp(end, "%") == 0) {
		*to /= o->unit == '%' ? 1 : 100;
		end++;
	}
	return end != s && *end == '\0' && *to >= 0 && *to < 1e300;
}

static bool
set_size(const char *s, int64_t *to)
{
	static const struct { const char *name; double factor; } units[] = {
		{"", 1}, {"B", 1}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9},
		{"KiB", 1024}, {"MiB", 1048576}, {"GiB", 1073741824},
		{"k", 1024}, {"K", 1024}, {"M", 1048576}, {"G", 1073741824},
	};
	char *end;
	double number = strtod(s, &end);

	if (end == s || !(number >= 0) || number > 1e12)
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(end, units[i].name) == 0) {
			number *= units[i].factor;
			if (number >= 0x1p63)
				return false;
			*to = (int64_t)number;
			return true;
		}
	return false;
}

static bool
set_each(const char *s, struct opt_list *to)
{
	if (to->count >= OPT_MANY - 1)
		return false;
	to->item[to->count++] = s;
	to->item[to->count] = NULL;
	return true;
}

/* Points into the argument, which is cut at its commas. */
static bool
set_list(char *s, struct opt_list *to)
{
	char *item;

	while ((item = strsep(&s, ",")) != NULL)
		if (!set_each(item, to))
			return false;
	return true;
}

static bool
set_now(const char *s)
{
	int64_t us;

	if (!when_typed(s, strlen(s), &us))
		return false;
	when_set_now(us);
	return true;
}

/* The nearest word, or all of them, are named. */
static _Noreturn void
refuse_word(const struct opt *o, const char *s)
{
	const char *const *word = words_of(o);
	const char *near = opt_nearest(s, word);
	char all[512] = "";
	size_t n = 0;

	if (near != NULL)
		diag_fail(USAGE, "unknown --%s %s; did you mean %s?", o->name,
		    s, near);
	for (size_t i = 0; word[i] != NULL && n < sizeof(all); i++)
		n += (size_t)snprintf(all + n, sizeof(all) - n, "%s%s",
		    i == 0 ? "" : word[i + 1] == NULL ? " or " : ", ",
		    word[i]);
	diag_fail(USAGE, "--%s takes %s, not \"%s\"", o->name, all, s);
}

static int
find_word(const struct opt *o, const char *s)
{
	const char *const *word = words_of(o);

	for (int i = 0; word[i] != NULL; i++)
		if (strcmp(word[i], s) == 0)
			return i;
	refuse_word(o, s);
}

static void
set_words(const struct opt *o, char *s)
{
	struct opt_words *w = o->to;
	char *item;

	while ((item = strsep(&s, ",")) != NULL)
		w->set |= 1U << find_word(o, item);
}

static bool
set(const struct opt *o, char *s)
{
	switch (o->type) {
	case OPT_FLAG:
	case OPT_CLEAR:
		*(bool *)o->to = o->type == OPT_FLAG;
		return true;
	case OPT_TEXT:
		*(const char **)o->to = s;
		return true;
	case OPT_LIST:
		return set_list(s, o->to);
	case OPT_EACH:
		return set_each(s, o->to);
	case OPT_INT:
		return set_int(s, o->to);
	case OPT_REAL:
		return set_real(o, s);
	case OPT_SPAN:
		return when_span(s, o->unit, o->to);
	case OPT_TIME:
		return when_typed(s, strlen(s), o->to);
	case OPT_SIZE:
		return set_size(s, o->to);
	case OPT_WORD:
		((struct opt_word *)o->to)->at = find_word(o, s);
		return true;
	case OPT_WORDS:
		set_words(o, s);
		return true;
	case OPT_NOW:
		return set_now(s);
	}
	return false;
}

static void
set_or_fail(const struct opt *o, char *s)
{
	static const char *const example[] = {
		[OPT_SPAN] = " such as 90d or 12h",
		[OPT_TIME] = " such as 2026-05-03T10:00:00Z",
		[OPT_NOW] = " such as 2026-05-03T10:00:00Z",
	};
	const char *such = o->type < sizeof(example) / sizeof(*example) ?
	    example[o->type] : NULL;

	if (!set(o, s))
		diag_fail(USAGE, "--%s takes %s%s, not \"%s\"", o->name,
		    o->value, such != NULL ? such : "", s);
}

static bool
takes_value(const struct opt *o)
{
	return o->type != OPT_FLAG && o->type != OPT_CLEAR;
}

/* --name, --name=value, --name value; returns how many arguments it took. */
static int
parse_long(const struct usage *u, char **argv)
{
	char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t n = equals ? (size_t)(equals - name) : strlen(name);
	const struct opt *o = find(u, name, n, '\0');

	if (o == NULL) {
		if (equals != NULL)
			*equals = '\0';
		unknown(u, name);
	}
	if (!takes_value(o)) {
		if (equals != NULL)
			diag_fail(USAGE, "--%s takes no value", o->name);
		(void)set(o, NULL);
		return 1;
	}
	if (equals == NULL && argv[1] == NULL)
		diag_fail(USAGE, "--%s needs a value: %s", o->name, o->value);
	set_or_fail(o, equals != NULL ? equals + 1 : argv[1]);
	return equals != NULL ? 1 : 2;
}

/* -abc, -x value, -xvalue */
static int
parse_letters(const struct usage *u, char **argv)
{
	for (char *s = argv[0] + 1; *s != '\0'; s++) {
		const struct opt *o = find(u, NULL, 0, *s);

		if (o == NULL)
			diag_fail(USAGE, "unknown option -%c; -h lists the "
			    "options", *s);
		if (!takes_value(o)) {
			(void)set(o, NULL);
			continue;
		}
		if (s[1] == '\0' && argv[1] == NULL)
			diag_fail(USAGE, "-%c needs a value: %s", *s,
			    o->value);
		set_or_fail(o, s[1] != '\0' ? s + 1 : argv[1]);
		return s[1] != '\0' ? 1 : 2;
	}
	return 1;
}

/* -h and --version work wherever they stand. */
static void
answer(const struct usage *u, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "-h") == 0 ||
		    strcmp(argv[i], "--help") == 0)
			opt_help(u, DONE);
		if (strcmp(argv[i], "--list-options") == 0)
			list_options(u);
		if (strcmp(argv[i], "--version") == 0) {
			(void)printf("%s %s\n", diag_program(), VERSION);
			diag_exit(DONE);
		}
	}
}

int
opt_parse(const struct usage *u, int argc, char **argv)
{
	int operands = 0, i = 1;

	answer(u, argc, argv);
	while (i < argc) {
		if (strcmp(argv[i], "--") == 0) {
			for (i++; i < argc; i++)
				argv[operands++] = argv[i];
		} else if (text_begins(argv[i], "--")) {
			i += parse_long(u, argv + i);
		} else if (argv[i][0] == '-' && argv[i][1] != '\0') {
			i += parse_letters(u, argv + i);
		} else {
			argv[operands++] = argv[i++];
		}
	}
	argv[operands] = NULL;
	return operands;
}
