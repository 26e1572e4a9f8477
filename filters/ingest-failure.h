/*
 * ingest-failure - how a test failed, and what is the same in every run of it
 */
#ifndef INGEST_FAILURE_H
#define INGEST_FAILURE_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"
#include "str.h"

#define DETAILS_MAX	65536	/* bytes of result.details */
#define FAILURE_LENGTH	16	/* hexadecimal digits of result.failure_id */
/* Of CTest, in either of its reports: that is no skip. */
#define NOTHING_TO_RUN	"Unable to find executable"

struct doc;

struct failure {
	struct str type, message, details;
	size_t cut;		/* bytes that did not fit into details */
	struct str normal;	/* private */
};

void	failure_clear(struct failure *);
void	failure_free(struct failure *);
/* A type of the message that begins with one: "System.Exception : ...". */
void	failure_type(struct failure *);
/* Details of an array of lines, or of one text. */
void	failure_lines(struct failure *, struct doc *);
/* Bytes that are no UTF-8 become '?'. */
void	text_whole(struct str *);
/* Takes the colours of a terminal out. */
void	text_plain(struct str *);
/*
 * Of details like "TypeError: no such thing\n    at f (a.js:1:2)\n ..." the
 * type and the message, where they are not known; a message that begins with
 * its type loses it.
 */
void	failure_stack(struct failure *);
/*
 * Tidies up and puts the texts and their fingerprint, kept in id, into a
 * result: the same failure has the same fingerprint in every run.
 */
void	failure_tell(struct failure *, struct result *,
	    char id[FAILURE_LENGTH + 1]);
/* The fingerprint of the texts of a result; false: it has none. */
bool	failure_of_result(struct failure *, const struct result *,
	    char id[FAILURE_LENGTH + 1]);

#endif
