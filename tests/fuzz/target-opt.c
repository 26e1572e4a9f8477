/*
 * target-opt - arguments of every type: they are read, or the program would
 * end with status 0 (help) or 2
 */
#include "diag.h"
#include "exits.h"
#include "opt.h"
#include "target.h"

#define ARGUMENTS	24

struct read {
	bool flag, unflag;
	const char *text;
	struct opt_list list, each;
	int64_t whole, span, time, size;
	double real;
	struct opt_word word;
	struct opt_words words;
};

static int
split(const uint8_t *bytes, size_t n, char *copy, char **argv)
{
	const char *s = copy, *end = copy + n;
	int argc = 1;

	memcpy(copy, bytes, n);
	copy[n] = '\0';
	while (s < end && argc < ARGUMENTS)
		argv[argc++] = (char *)(uintptr_t)next_text(&s, end);
	argv[argc] = NULL;
	return argc;
}

static void
parse(struct read *r, int argc, char **argv)
{
	const struct opt table[] = {
		{'f', "flag", OPT_FLAG, &r->flag, NULL, "", 0},
		{'u', "no-flag", OPT_CLEAR, &r->unflag, NULL, "", 0},
		{'t', "text", OPT_TEXT, &r->text, "TEXT", "", 0},
		{'l', "list", OPT_LIST, &r->list, "LIST", "", 0},
		{'e', "each", OPT_EACH, &r->each, "TEXT", "", 0},
		{'i', "int", OPT_INT, &r->whole, "N", "", 0},
		{'r', "real", OPT_REAL, &r->real, "X", "", 0},
		{'s', "span", OPT_SPAN, &r->span, "SPAN", "", 'd'},
		{'a', "at", OPT_TIME, &r->time, "TIME", "", 0},
		{'b', "size", OPT_SIZE, &r->size, "SIZE", "", 0},
		{'w', "word", OPT_WORD, &r->word, "WORD", "", 0},
		{'m', "words", OPT_WORDS, &r->words, "LIST", "", 0}, {0},
	};
	const struct opt shared[] = {
		{'\0', "now", OPT_NOW, NULL, "TIME", "", 0}, {0},
	};
	const struct usage usage = {.synopsis = "", .purpose = "",
	    .options = table, .shared = shared};
	int n = opt_parse(&usage, argc, argv);

	must(n < argc && argv[n] == NULL && r->whole >= 0 && r->real >= 0 &&
	    r->size >= 0 && r->list.count < OPT_MANY &&
	    r->each.count < OPT_MANY && r->word.at < 3 && r->words.set < 8);
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	static const char *const words[] = {"low", "moderate", "high", NULL};
	char name[] = "fuzz", *argv[ARGUMENTS + 1] = {name};
	struct read r = {.word.of = words, .words.of = words};
	char copy[1024];
	int status;

	if (n >= sizeof(copy))
		return 0;
	exits_caught = true;
	status = setjmp(exits_to);
	if (status == 0)
		parse(&r, split(bytes, n, copy, argv), argv);
	else
		must(status - 1 == DONE || status - 1 == USAGE);
	exits_caught = false;
	return 0;
}
