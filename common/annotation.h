/*
 * annotation - what a CI service shows beside the code: GitHub's commands
 *
 * A line ::error file=F,line=N,title=T::MESSAGE in the log of a job is a
 * command ("Workflow commands for GitHub Actions").  Names are untrusted, so
 * nothing in a text may end a property, a line or a command: % CR LF are
 * written as %25 %0D %0A, and in properties : and , as %3A and %2C.
 */
#ifndef ANNOTATION_H
#define ANNOTATION_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

enum annotation_level {
	ANNOTATION_NOTICE, ANNOTATION_WARNING, ANNOTATION_ERROR
};

struct annotation {
	enum annotation_level level;
	const struct str *file;		/* or NULL */
	int64_t line;			/* 0: not known */
	const struct str *title;	/* or NULL */
	const struct str *message;
};

/* Appends the command with its newline. */
void	annotation_print(struct str *, const struct annotation *);

/*
 * Appends a text so that Markdown (GitHub's) shows just this text on one
 * line, also in a table: an element <code>, in which nobody is mentioned,
 * with what is punctuation of Markdown or HTML as character references.
 */
void	annotation_markdown(struct str *, const char *, size_t);
/*
 * The same as a code span, which is read more easily as it is; the text has
 * no newline.  Nothing of an empty one.
 */
void	annotation_code(struct str *, const char *, size_t);

#endif
