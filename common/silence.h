/*
 * silence - a file that says which tests are not to be told of, and why
 *
 * A line is {"test": GLOB, "owner": NAME, "until": TIME, "by": NAME,
 * "reason": TEXT}; test or owner has to be there, and where both are, both
 * have to match.  It holds until its time, for good where there is none.
 */
#ifndef SILENCE_H
#define SILENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct silence {
	size_t number;			/* of its line */
	char *test, *owner, *by, *reason;	/* NULL: not said */
	int64_t until;			/* INT64_MAX: for good */
	bool twice;			/* an earlier line is about the same */
	bool matched;			/* for the caller */
};

struct silence_list {
	struct silence *entry;
	size_t n;
};

struct json;
/*
 * One line into an empty entry, whose texts are the caller's to free.  NULL,
 * or what is wrong with it: the entry then has what came before.
 */
const char *silence_line(struct silence *, struct json *, const char *,
	    size_t);
/* A file that cannot be used ends the program, with its line and reason. */
void	silence_read(struct silence_list *, const char *file);
void	silence_free(struct silence_list *);
void	silence_clear(struct silence *);

#endif
