/*
 * ingest - reports, and the table of their formats
 *
 * A format is one file, filters/ingest-NAME.c, with two functions, and one
 * line in the table of formats below.  A reader turns one source into
 * tests:
 *
 *	while (there is a test) {
 *		test_clear(&t);
 *		name_add(&t.name, ...); t.status = ...; t.duration = ...;
 *		test_tell(sink, &t);
 *	}
 *
 * and knows nothing of runs, attempts, defaults or output: the sink fills in
 * project, run_id, report, context, attempt, branch, revision, owner, the
 * framework and the time where the reader left them out, counts, and prints.
 *
 * What a reader is made of: XML comes through a sheet (ingest-sheet.h), a JSON
 * document is pulled (json-doc.h), lines come from report_line()
 * (ingest-lines.h).
 */
#ifndef INGEST_H
#define INGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "hash.h"
#include "record.h"

struct sink;

/* The files of a folder and of all in it, sorted. */
struct files {
	char **path;
	size_t count, room;
	bool reports;	/* set before: a folder that is a report stands for
			   the files it is made of */
};

/* One report, wherever it came from. */
struct source {
	const char *name;	/* for people */
	struct record *r;	/* r->lines stands at the beginning */
	int fd;			/* documents: the same bytes, seekable */
	struct files parts;	/* what a folder that is a report is made of */
	bool file;		/* a regular file */
	char *head;		/* what source_look() saw */
	bool named;		/* a file, and not standard input */
	char *operand[2];	/* for lines_open() */
	int64_t changed;	/* of a file: when, else INT64_MIN */
	char digest[HASH_LENGTH + 1];	/* of a report's bytes */
	size_t line;		/* where reading failed, 0: not known */
	char why[200];		/* and why */
	const char *cannot;	/* "open", "read": why is the system's */
	char broken[80];	/* what it was unpacked from is: why */
};

enum shape {
	RECORDS,	/* lines that are records already */
	STREAM,		/* a report that may be read while it is written */
	DOCUMENT,	/* a report that is there as a whole: fd is set */
	FOLDER		/* the same, or a folder: parts are set, fd is not */
};

struct format {
	const char *name;
	enum shape shape;
	/* Whether a source that begins with these bytes is one. */
	bool (*recognise)(const char *head, size_t n);
	/* False: line and why are set; what was complete is in the sink. */
	bool (*read)(struct source *, struct sink *);
};

/*
 * The formats, in the order in which they are tried: whatever recognises more
 * comes first.  A line here and filters/ingest-NAME.c is all that one takes.
 */
#define FORMATS(F)		\
	F(junit, DOCUMENT)	\
	F(ctest, DOCUMENT)	\
	F(trx, DOCUMENT)	\
	F(xunit, DOCUMENT)	\
	F(robot, DOCUMENT)	\
	F(nunit3, DOCUMENT)	\
	F(nunit2, DOCUMENT)	\
	F(playwright, DOCUMENT)	\
	F(jest, DOCUMENT)	\
	F(ctrf, DOCUMENT)	\
	F(pytest, DOCUMENT)	\
	F(mocha, DOCUMENT)	\
	F(cucumber, DOCUMENT)	\
	F(rspec, DOCUMENT)	\
	F(allure, FOLDER)	\
	F(evidently, DOCUMENT)	\
	F(nannyml, DOCUMENT)	\
	F(reportlog, STREAM)	\
	F(go, STREAM)		\
	F(libtest, STREAM)	\
	F(tap, STREAM)		\
	F(subunit2, STREAM)	\
	F(subunit1, STREAM)	\
	F(export, RECORDS)	\
	F(ndjson, RECORDS)	\
	F(csv, RECORDS)

#define DECLARE(name, shape)					\
	bool	name##_recognise(const char *, size_t);		\
	bool	name##_read(struct source *, struct sink *);
FORMATS(DECLARE)
#undef DECLARE

#endif
