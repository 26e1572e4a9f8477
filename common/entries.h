/*
 * entries - a file that people write: one JSON object a line
 *
 * Blank lines are passed over.  A file that cannot be read ends the program,
 * and so does what is wrong with a line, as "FILE:LINE: REASON".
 */
#ifndef ENTRIES_H
#define ENTRIES_H

#include <stddef.h>

#include "json.h"

struct entry {
	struct json json;	/* open, for json_object() */
	const char *s;		/* the line: n bytes */
	size_t n;
	size_t number;		/* from 1 */
};

/* take() returns NULL, or what is wrong with the line. */
void	entries_read(const char *file, const char *(*take)(void *arg,
	    struct entry *), void *arg);

#endif
