/*
 * opt - options and their help, from one table
 *
 * A table ends with an entry whose name is NULL.  Options and operands may be
 * mixed; "--" ends the options; "-h" anywhere prints the help; letters can be
 * bundled; a value follows as "--name value", "--name=value", "-x value" or
 * "-xvalue".  Whatever is wrong ends the program with status 2 and, for an
 * unknown name, the nearest known one.  Completion and the manual pages are
 * held against the same tables: "--list-options" prints one, a line each of
 * letter, name, value (words of a closed list between strokes) and help, with
 * tabs between them.
 */
#ifndef OPT_H
#define OPT_H

#include <stdbool.h>
#include <stdint.h>

enum opt_type {
	OPT_FLAG,	/* bool *: set */
	OPT_CLEAR,	/* bool *: unset */
	OPT_TEXT,	/* const char ** */
	OPT_LIST,	/* struct opt_list *: repeated, or with commas */
	OPT_EACH,	/* struct opt_list *: repeated; commas belong to it */
	OPT_INT,	/* int64_t *: not negative */
	OPT_REAL,	/* double *: not negative; 10% is 0.1, where unit is
			   '%' it is 10 */
	OPT_SPAN,	/* int64_t *: microseconds; unit as in when_span() */
	OPT_TIME,	/* int64_t *: a point in time, or a date */
	OPT_SIZE,	/* int64_t *: bytes; KiB, MiB, GiB, kB, MB, GB */
	OPT_WORD,	/* struct opt_word *: one of a list */
	OPT_WORDS,	/* struct opt_words *: some, repeated or with commas */
	OPT_NOW		/* replaces the clock */
};

struct opt_word {
	const char *const *of;	/* NULL after the last */
	int at;			/* which it is */
};

struct opt_words {
	const char *const *of;
	unsigned set;		/* a bit each */
};

#define OPT_MANY	64

struct opt_list {
	const char *item[OPT_MANY];	/* NULL after the last */
	int count;
};

struct opt {
	char letter;		/* '\0': none */
	const char *name;
	enum opt_type type;
	void *to;
	const char *value;	/* "FILE"; a span: its unit is unit */
	const char *help;
	char unit;		/* of a bare number in a span, or '%' */
};

struct usage {
	const char *synopsis;		/* "[options] [FILE ...]" */
	const char *purpose;		/* one line */
	const char *const *examples;	/* NULL after the last */
	const struct opt *options;
	const struct opt *shared;	/* of every filter, or NULL */
};

/* Moves the operands to argv[0..n-1], argv[n] = NULL, and returns n. */
int	opt_parse(const struct usage *, int argc, char **argv);
/* One line of --list-options. */
void	opt_list_one(const struct opt *);
__attribute__((noreturn))
void	opt_help(const struct usage *, int status);

/*
 * Ends the program: there is no WHAT of this name.  The nearest one is named,
 * or who lists them.
 */
__attribute__((noreturn))
void	opt_unknown(const char *what, const char *name,
	    const char *const *known, const char *lister);
/* The word of a NULL-terminated list nearest to s, or NULL if none is near. */
const char *opt_nearest(const char *s, const char *const *words);

#endif
