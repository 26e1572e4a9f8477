/*
 * ingest - what the readers of report formats share
 *
 * A format is one file, filters/ingest-NAME.c, with two functions, and one
 * line in the table of formats in ingest.c.  A reader turns one source into
 * results:
 *
 *	while (there is a test) {
 *		struct result *t = sink_result(sink);
 *		t->test_name = ...; t->status = ...; t->duration = ...;
 *		sink_add(sink);
 *	}
 *
 * and knows nothing of runs, attempts, defaults or output: the sink fills in
 * project, run_id, report, context, attempt, branch, revision, owner, the
 * framework and the time where the reader left them out, counts, and prints.
 */
#ifndef INGEST_H
#define INGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"
#include "record.h"
#include "str.h"
#include "when.h"

#define DETAILS_MAX	65536	/* bytes of result.details */
#define FAILURE_LENGTH	16	/* hexadecimal digits of result.failure_id */

struct sink;

/* One report, wherever it came from. */
struct source {
	const char *name;	/* for people */
	struct record *r;	/* r->lines stands at the beginning */
	int fd;			/* documents: the same bytes, seekable */
	char *head;		/* what source_look() saw */
	bool named;		/* a file, and not standard input */
	char *operand[2];	/* for lines_open() */
	int64_t changed;	/* of a file: when, else INT64_MIN */
	char digest[HASH_LENGTH + 1];	/* of a document's bytes */
	size_t line;		/* where reading failed, 0: not known */
	char why[200];		/* and why */
	const char *cannot;	/* "open", "read": why is the system's */
};

struct format {
	const char *name;
	bool document;		/* read as a whole, in two passes */
	/* Whether a source that begins with these bytes is one. */
	bool (*recognise)(const char *head, size_t n);
	/* False: line and why are set; what was complete is in the sink. */
	bool (*read)(struct source *, struct sink *);
};

bool	junit_recognise(const char *, size_t);
bool	junit_read(struct source *, struct sink *);
bool	ndjson_recognise(const char *, size_t);
bool	ndjson_read(struct source *, struct sink *);
bool	export_recognise(const char *, size_t);
bool	export_read(struct source *, struct sink *);
bool	csv_recognise(const char *, size_t);
bool	csv_read(struct source *, struct sink *);

/* ---- ingest-source.c: files, folders, pipes ---- */

/* The files of a folder and of all in it, sorted. */
struct files {
	char **path;
	size_t count, room;
};
void	files_find(struct files *, const char *folder);
void	files_free(struct files *);

/*
 * Opens a path ("-": standard input) and looks at its first bytes, which are
 * none when it is empty.  False: why.
 */
bool	source_open(struct source *, const char *path, const char **head,
	    size_t *n);
/* The length of a byte order mark before UTF-8, which is no part of lines. */
size_t	source_mark(const char *head, size_t n);
/* A document: its digest is taken, and fd is set.  False: why. */
bool	source_spool(struct source *);
/* The same, to look at more than what came first through a pipe. */
bool	source_look(struct source *, const char **head, size_t *n);
void	source_close(struct source *);

/* ---- ingest-origin.c: what the surroundings say about a run ---- */

struct origin {
	const char *project, *run_id, *context, *branch, *revision, *owner;
	const char *job;
	struct str texts[2];	/* run_id and context, where they were made */
};
/* Fills in what is NULL from the variables of CI systems. */
void	origin_look(struct origin *);
/* A path without the folder the tests ran in, so that it is the same on
   every machine; NULL for one that is absolute and lies elsewhere. */
const char *origin_path(const char *path);

/* ---- ingest-sink.c: from tests to records ---- */

struct tally {
	size_t counts[result_status_words];	/* without retried ones */
	int64_t started;	/* INT64_MAX: no test yet */
	struct str list;	/* run.reports, without brackets */
};

/* Test name -> tries so far in this report; 8 to 16 bytes a name. */
struct attempts {
	uint64_t *slot;		/* upper bits: of the name's hash; 0: free */
	size_t count, size;
};

struct memo {			/* a field as it was last printed */
	struct str text;	/* ,"name":value */
	struct str value;
	int64_t time;
};

struct sink {
	/* set before */
	struct record *r;
	struct origin origin;
	struct origin given;	/* of these, what options said */
	int64_t at;		/* --at, INT64_MIN: none */
	const char *zone_name;	/* --tz, or NULL */
	struct zone zone;
	struct opt_list map;	/* --map */
	bool one_run;		/* run_id was given: all reports are one run */

	/* the report being read; readers may set framework */
	const char *framework;
	size_t repairs;

	/* private */
	struct record *d;
	const struct source *source;
	const char *reader;
	struct result common;	/* what all results of a report have */
	int64_t fallback;	/* time of a test that has none */
	size_t records, refused;	/* of lines */
	bool unzoned;		/* a time without a zone was read */
	struct tally report, run;
	struct attempts attempts;
	struct memo memo[FIELDS_MAX];
};

void	sink_open(struct sink *);
void	sink_begin(struct sink *, const struct source *, const char *reader);
/* An empty result to fill; its texts must last until sink_add(). */
struct result *sink_result(struct sink *);
void	sink_add(struct sink *);
/* The report is read, to its end or not: a line about it, its run record. */
void	sink_end(struct sink *, bool good);
/* A report with the same bytes is already part of the run. */
bool	sink_knows(const struct sink *, const struct source *);
/* All reports are: the run record of several. */
void	sink_close(struct sink *);

/* A record in r that was checked: options fill in what is absent; printed. */
void	sink_record(struct sink *);

/* ---- ingest-value.c: what reports write for numbers and times ---- */

/* A time; one without a zone is in --tz.  Absent before 1980. */
struct value stamp_read(struct sink *, const char *text);

struct numbers {
	bool groups;		/* "1,024.12" was seen: a comma groups */
};
/* Seconds; what cannot be read, or is negative, is absent: a repair. */
struct value seconds_read(struct sink *, struct numbers *, const char *text);

/* ---- ingest-suites.c: suites inside each other ---- */

#define SUITES_MAX	32	/* deeper ones are read, their names are not */

struct suites {
	size_t depth;		/* suites that are open */
	struct suite {
		size_t name, chain;	/* lengths before it */
		struct value timestamp;
	} suite[SUITES_MAX];
	struct str names;	/* each terminated */
	struct str chain;	/* result.suite */
	struct str said;	/* private */
};
/* A suite without a time has the one of the suite around it. */
void	suites_open(struct suites *, const char *name, struct value timestamp);
void	suites_close(struct suites *);
void	suites_free(struct suites *);
struct value suites_timestamp(const struct suites *);

/* What a report says about a test; everything but number may be NULL. */
struct title {
	const char *class, *name, *file;
	size_t number;		/* in its report, from 1 */
};
/* result.test_name; the recipe stands in ingest(1), IDENTITY. */
void	suites_identity(struct suites *, const struct title *, struct str *);

/* ---- ingest-failure.c ---- */

struct failure {
	struct str type, message, details;
	size_t cut;		/* bytes that did not fit into details */
	struct str normal;	/* private */
};
void	failure_clear(struct failure *);
void	failure_free(struct failure *);
/*
 * Tidies up and puts the texts and their fingerprint, kept in id, into a
 * result: the same failure has the same fingerprint in every run.
 */
void	failure_tell(struct failure *, struct result *,
	    char id[FAILURE_LENGTH + 1]);

#endif
