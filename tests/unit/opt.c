/*
 * Options: every way to write them, every type, what is refused and with
 * which words, the nearest name.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diag.h"
#include "opt.h"
#include "tap.h"
#include "when.h"

#define ARGS	10

struct options {
	bool flag, other, clear;
	const char *text;
	struct opt_list list, each;
	int64_t number, span, at, size;
	double real, part;
	struct opt_word word;
	struct opt_words words;
};

/* The arguments, of which opt_parse() leaves the operands. */
struct command {
	char copy[ARGS][64];
	char *argv[ARGS + 2];
	int argc;
};

static void
set_up(struct command *c, const char *const args[ARGS])
{
	static char name[] = "program";

	c->argv[0] = name;
	for (c->argc = 1; c->argc <= ARGS && args[c->argc - 1] != NULL;
	    c->argc++) {
		char *copy = c->copy[c->argc - 1];

		(void)snprintf(copy, sizeof(c->copy[0]), "%s",
		    args[c->argc - 1]);
		c->argv[c->argc] = copy;
	}
	c->argv[c->argc] = NULL;
}

static int
parse(struct options *o, struct command *c)
{
	const struct opt shared[] = {
		{'s', "size", OPT_SIZE, &o->size, "SIZE", "a size", 0},
		{'\0', "now", OPT_NOW, NULL, "TIME", "the time", 0},
		{0}
	};
	static const char *const words[] = {"low", "moderate", "high", NULL};
	const struct opt options[] = {
		{'f', "flag", OPT_FLAG, &o->flag, NULL, "a flag", 0},
		{'o', "other", OPT_FLAG, &o->other, NULL, "another", 0},
		{'\0', "no-clear", OPT_CLEAR, &o->clear, NULL, "clears", 0},
		{'t', "text", OPT_TEXT, &o->text, "TEXT", "a text", 0},
		{'l', "list", OPT_LIST, &o->list, "LIST", "a list", 0},
		{'\0', "each", OPT_EACH, &o->each, "TEXT", "texts", 0},
		{'n', "number", OPT_INT, &o->number, "N", "a number", 0},
		{'\0', "real", OPT_REAL, &o->real, "R", "a real", 0},
		{'\0', "part", OPT_REAL, &o->part, "PERCENT", "a part", '%'},
		{'w', "span", OPT_SPAN, &o->span, "SPAN", "a span", 'd'},
		{'\0', "word", OPT_WORD, &o->word, "WORD", "a word", 0},
		{'\0', "words", OPT_WORDS, &o->words, "LIST", "words", 0},
		{'\0', "at", OPT_TIME, &o->at, "TIME", "a time", 0},
		{0}
	};
	const char *const examples[] = {"program --flag", NULL};
	const struct usage usage = {"[options] [FILE ...]", "Tests options.",
	    examples, options, shared};

	*o = (struct options){.word = {words, -1}, .words.of = words,
	    .clear = true, .number = -1};
	return opt_parse(&usage, c->argc, c->argv);
}

#define ARGUMENTS(...)	((const char *const[ARGS]){__VA_ARGS__})

static void
try_ways(struct tap *t)
{
	struct options o;
	struct command c;
	int n;

	set_up(&c, ARGUMENTS("a", "-f", "b", "--number", "7", "--text=x=y",
	    "--", "-o", "--flag"));
	n = parse(&o, &c);
	tap_ok(t, n == 4 && o.flag && !o.other && o.number == 7 &&
	    strcmp(o.text, "x=y") == 0, "options between operands");
	tap_ok(t, strcmp(c.argv[0], "a") == 0 && strcmp(c.argv[1], "b") == 0 &&
	    strcmp(c.argv[2], "-o") == 0 && strcmp(c.argv[3], "--flag") == 0 &&
	    c.argv[4] == NULL, "operands in front, and all behind --");
	set_up(&c, ARGUMENTS("-fon12", "-t", "-x", "-", "-w3", "--no-clear"));
	n = parse(&o, &c);
	tap_ok(t, n == 1 && o.flag && o.other && o.number == 12 && !o.clear &&
	    strcmp(o.text, "-x") == 0 && strcmp(c.argv[0], "-") == 0 &&
	    o.span == 3 * WHEN_DAY, "letters in bundles, with their values");
	set_up(&c, ARGUMENTS("-n1", "-n", "2", "--text=", "--number=3"));
	n = parse(&o, &c);
	tap_ok(t, n == 0 && o.number == 3 && o.text[0] == '\0',
	    "the last one counts; a value may be empty");
	set_up(&c, ARGUMENTS(NULL));
	tap_ok(t, parse(&o, &c) == 0 && o.clear && o.number == -1,
	    "nothing changes nothing");
}

static void
try_types(struct tap *t)
{
	struct options o;
	struct command c;

	set_up(&c, ARGUMENTS("-la,b", "--list", "c", "--each=a,b", "--each",
	    "", "--real=.5", "--size", "2MiB"));
	(void)parse(&o, &c);
	tap_ok(t, o.list.count == 3 && strcmp(o.list.item[1], "b") == 0 &&
	    strcmp(o.list.item[2], "c") == 0 && o.list.item[3] == NULL,
	    "a list, by commas and again");
	tap_ok(t, o.each.count == 2 && strcmp(o.each.item[0], "a,b") == 0 &&
	    o.each.item[1][0] == '\0', "texts with commas of their own");
	tap_ok(t, o.size == 2 << 20 && o.real > 0.49 && o.real < 0.51,
	    "a size and a real");
	set_up(&c, ARGUMENTS("--words=high", "--words", "low,high", "--word",
	    "moderate"));
	(void)parse(&o, &c);
	tap_ok(t, o.word.at == 1 && o.words.set == 5, "words of a list");
	set_up(&c, ARGUMENTS("--real=50%", "--part=30%"));
	(void)parse(&o, &c);
	tap_ok(t, o.real > 0.49 && o.real < 0.51 && o.part > 29.9 &&
	    o.part < 30.1, "percents, where they are the unit and where not");
	set_up(&c, ARGUMENTS("-s", "1.5kB", "--at=2026-01-31T00:00:00Z",
	    "--span", "90m", "--now", "1970-01-01T00:00:01Z"));
	(void)parse(&o, &c);
	tap_ok(t, o.size == 1500 && o.at == INT64_C(1769817600000000) &&
	    o.span == 90 * 60 * WHEN_SECOND && when_now() == WHEN_SECOND,
	    "times and spans");
	set_up(&c, ARGUMENTS("--at=2026-01-31", "--now", "1970-01-02"));
	(void)parse(&o, &c);
	tap_ok(t, o.at == INT64_C(1769817600000000) && when_now() == WHEN_DAY,
	    "a date is when it begins");
}

/* Status of a child that parses, and what it printed to either output. */
static int
answer(const char *const args[ARGS], char *said, size_t room)
{
	int ends[2], status = -1;
	size_t n = 0;
	ssize_t did;
	pid_t child;

	(void)fflush(stdout);
	if (pipe(ends) != 0 || (child = fork()) < 0)
		return -1;
	if (child == 0) {
		struct options o;
		struct command c;

		(void)dup2(ends[1], STDOUT_FILENO);
		(void)dup2(ends[1], STDERR_FILENO);
		diag_open("program");
		set_up(&c, args);
		(void)parse(&o, &c);
		_exit(99);
	}
	(void)close(ends[1]);
	while (n + 1 < room && (did = read(ends[0], said + n, room - 1 - n)) >
	    0)
		n += (size_t)did;
	said[n] = '\0';
	(void)close(ends[0]);
	return waitpid(child, &status, 0) == child && WIFEXITED(status) ?
	    WEXITSTATUS(status) : -1;
}

static void
try_refusals(struct tap *t)
{
	static const struct { const char *args[ARGS], *words; } cases[] = {
		{{"--flg"}, "unknown option --flg; did you mean --flag?"},
		{{"--numbre=3"}, "did you mean --number?"},
		{{"--sise=3"}, "did you mean --size?"},
		{{"--hepl"}, "did you mean --help?"},
		{{"--qwertyuiop"}, "unknown option --qwertyuiop; -h lists"},
		{{"--f"}, "unknown option --f"},
		{{"-x"}, "unknown option -x; -h lists the options"},
		{{"-fx"}, "unknown option -x"},
		{{"--flag=1"}, "--flag takes no value"},
		{{"--number"}, "--number needs a value: N"},
		{{"-fn"}, "-n needs a value: N"},
		{{"--number="}, "--number takes N, not \"\""},
		{{"-n", "x"}, "--number takes N, not \"x\""},
		{{"-n3x"}, "--number takes N, not \"3x\""},
		{{"-n-3"}, "--number takes N, not \"-3\""},
		{{"-n", "99999999999999999999"}, "--number takes N, not"},
		{{"--real=-1"}, "--real takes R, not \"-1\""},
		{{"--real=nan"}, "--real takes R, not \"nan\""},
		{{"--real=inf"}, "--real takes R, not \"inf\""},
		{{"-w", "3x"}, "--span takes SPAN such as 90d"},
		{{"--at", "yesterday"}, "--at takes TIME such as 2026"},
		{{"--now="}, "--now takes TIME such as 2026"},
		{{"--size=1TB"}, "--size takes SIZE, not \"1TB\""},
		{{"--size=1e12GiB"}, "--size takes SIZE, not \"1e12GiB\""},
		{{"--word=hihg"}, "unknown --word hihg; did you mean high?"},
		{{"--word=x"}, "--word takes low, moderate or high, not \"x\""},
		{{"--words=low,lw"}, "unknown --words lw; did you mean low?"},
		{{"--words="}, "--words takes low, moderate or high, not"},
		{{"--size=-1"}, "--size takes SIZE, not \"-1\""},
	};
	char said[4096];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int status = answer(cases[i].args, said, sizeof(said));

		if (strstr(said, cases[i].words) == NULL)
			tap_note("%s", said);
		tap_ok(t, status == USAGE && strncmp(said, "program: ", 9) ==
		    0 && strstr(said, cases[i].words) != NULL, "%s",
		    cases[i].words);
	}
}

static void
try_help(struct tap *t)
{
	char said[4096];
	int status = answer(ARGUMENTS("--bad", "x", "-h"), said,
	    sizeof(said));

	tap_ok(t, status == DONE &&
	    strncmp(said, "usage: program [options] [FILE ...]\n", 36) == 0,
	    "-h wherever it stands");
	tap_ok(t, strstr(said, "  -f, --flag                 a flag\n") &&
	    strstr(said, "      --real R               a real\n") &&
	    strstr(said, "  -s, --size SIZE            a size\n") &&
	    strstr(said, "                             low moderate high\n") &&
	    strstr(said, "  program --flag\n"), "options and examples");
	status = answer(ARGUMENTS("--bad", "--version"), said, sizeof(said));
	tap_ok(t, status == DONE && strncmp(said, "program ", 8) == 0,
	    "--version, too");
	status = answer(ARGUMENTS("--", "-h"), said, sizeof(said));
	tap_ok(t, status == 99, "behind -- it is an operand");
}

static void
try_nearest(struct tap *t)
{
	static const char *const words[] = {"detect", "export", "ingest",
	    "status", "stats", NULL};
	static const struct { const char *s, *near; } cases[] = {
		{"detect", "detect"}, {"detct", "detect"}, {"dtect", "detect"},
		{"detectt", "detect"}, {"exprot", "export"},
		{"stat", "stats"}, {"statsu", "stats"}, {"ing", NULL},
		{"foo", NULL}, {"", NULL}, {"t", NULL},
		{"a_word_of_more_than_thirty_one_bytes", NULL},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *near = opt_nearest(cases[i].s, words);

		tap_ok(t, near == NULL || cases[i].near == NULL ?
		    near == cases[i].near : strcmp(near, cases[i].near) == 0,
		    "\"%s\" is near %s", cases[i].s, near ? near : "nothing");
	}
}

int
main(void)
{
	struct tap t = {0};

	try_ways(&t);
	try_types(&t);
	try_refusals(&t);
	try_help(&t);
	try_nearest(&t);
	return tap_end(&t);
}
