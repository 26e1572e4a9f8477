/*
 * ingest - what the readers of report formats share
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
 * What a reader is made of: XML comes through a sheet, a JSON document is
 * pulled (json-doc.h), lines come from report_line().
 */
#ifndef INGEST_H
#define INGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"
#include "json-doc.h"
#include "record.h"
#include "renames.h"
#include "rows.h"
#include "str.h"
#include "when.h"
#include "xml.h"

#define DETAILS_MAX	65536	/* bytes of result.details */
/* Of CTest, in either of its reports: that is no skip. */
#define NOTHING_TO_RUN	"Unable to find executable"
#define FAILURE_LENGTH	16	/* hexadecimal digits of result.failure_id */

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

/* ---- ingest-source.c: files, folders, pipes ---- */

void	files_find(struct files *, const char *folder);
void	files_free(struct files *);
void	files_add(struct files *, char *path);	/* takes the path */

/*
 * Opens a path ("-": standard input) and looks at its first bytes, which are
 * none when it is empty.  False: why.
 */
bool	source_open(struct source *, const char *path, const char **head,
	    size_t *n);
/* What is to become a digest: a file's bytes; of a pipe, its beginning. */
bool	source_digest(struct source *);
/* The length of a byte order mark before UTF-8, which is no part of lines. */
size_t	source_mark(const char *head, size_t n);
/* A document: its digest is taken, and fd is set.  False: why. */
bool	source_spool(struct source *);
/* The same, to look at more than what came first through a pipe. */
bool	source_look(struct source *, const char **head, size_t *n);
void	source_close(struct source *);

/* ---- ingest-folder.c: reports that are folders ---- */

struct dirent;
/* Whether a folder with these entries is a report as a whole. */
bool	folder_is_report(const char *folder, struct dirent **entry, int n);
/* Whether a file of this name in there is a part of it. */
bool	folder_has_part(const char *name);
/* Opens one: its parts and its digest are set.  False: why. */
bool	folder_open(struct source *, const char *folder);

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

/* ---- ingest-owners.c: who a CODEOWNERS file names ---- */

struct owners;
/* What is wrong in the file ends the program, with its line. */
struct owners *owners_open(const char *file);
void	owners_close(struct owners *);
/*
 * Of a test's file, else of the path that its name begins with, if it does;
 * absent where there is none.  Valid until the next call.
 */
struct value owners_of(struct owners *, const struct value *file,
	    const struct value *test_name);

/* ---- ingest-sink.c: from tests to records ---- */

struct tally {
	size_t counts[result_status_words];	/* without retried ones */
	int64_t started;	/* INT64_MAX: no test yet */
	struct str list;	/* run.reports, without brackets */
};

/* ingest-attempts.c: name -> tries in this report; 6 bytes a name. */
struct often {
	uint64_t key;
	int64_t count;
};
struct attempts {
	uint64_t *recent;	/* in order, 0 between them */
	size_t recent_count, recent_size;
	unsigned char *old;
	size_t old_room;
	uint32_t *part;		/* where each begins; the last: how many */
	struct often *often;
	size_t often_count, often_size;
};
void	attempts_clear(struct attempts *);
void	attempts_free(struct attempts *);
/* Counts a name, and says the how many-th it was; how often it was there. */
int64_t	attempts_count(struct attempts *, const struct value *name);
int64_t	attempts_of(const struct attempts *, const struct value *name);

struct memo {			/* a field as it was last printed */
	struct str text;	/* ,"name":value */
	struct str value;
	int64_t time;
};

struct failure {
	struct str type, message, details;
	size_t cut;		/* bytes that did not fit into details */
	struct str normal;	/* private */
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
	struct owners *owners;	/* --codeowners, or NULL */
	struct renames *renames;	/* --renames, or NULL */

	/* the report being read; readers may set framework */
	const char *framework;
	size_t repairs;
	size_t errors;		/* outside of any test */

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
	struct str name;	/* a test's, where it was renamed */
	struct failure failure;	/* of a record, and its fingerprint */
	char failure_id[FAILURE_LENGTH + 1];
};

void	sink_open(struct sink *);
void	sink_begin(struct sink *, const struct source *, const char *reader);
/* An empty result to fill; its texts must last until sink_add(). */
struct result *sink_result(struct sink *);
void	sink_add(struct sink *);
/* Something failed outside of any test: said, and counted in run.reports. */
__attribute__((format(printf, 2, 3)))
void	sink_error(struct sink *, const char *fmt, ...);
/* The report is read, to its end or not: a line about it, its run record. */
void	sink_end(struct sink *, bool good);
/* A report with the same bytes is already part of the run. */
bool	sink_knows(const struct sink *, const struct source *);
/* All reports are: the run record of several. */
void	sink_close(struct sink *);

/*
 * Of reports that make other records than results: an empty one to fill, and
 * prints it; false and why (JSON_WHY bytes) where something is missing.
 */
int64_t	sink_time(const struct sink *);	/* when a report does not say */
struct record *sink_other(struct sink *, enum kind);
bool	sink_print(struct sink *, char *why);
/* Gives a test of that time the name it has now; false: the same. */
bool	sink_rename(struct sink *, struct value *name, int64_t at);
/* A record in r that was checked: options fill in what is absent; printed. */
void	sink_record(struct sink *);

/* ---- ingest-value.c: what reports write for numbers and times ---- */

/* A time without a zone was read: said once, unless --tz names it. */
void	zone_assumed(struct sink *);
/* A time; one without a zone is in --tz.  Absent before 1980. */
struct value stamp_read(struct sink *, const char *text);

struct numbers {
	bool groups;		/* "1,024.12" was seen: a comma groups */
};
/* Seconds; what cannot be read, or is negative, is absent: a repair. */
struct value seconds_read(struct sink *, struct numbers *, const char *text);

/* A line's number; absent where there is none. */
struct value line_read(const char *text);
/* Seconds of "hh:mm:ss.f" or "d.hh:mm:ss.f", as .NET writes a span. */
struct value span_read(struct sink *, const char *text);

/* What JSON has for a time: a text, or a number of either. */
struct value stamp_pull(struct sink *, struct doc *);
/* Seconds from a text with its unit, like "12ms", "0.5s" or "0.5". */
struct value seconds_said(struct sink *, const char *);
/* A number times unit; what cannot be read, or is negative, is absent. */
struct value seconds_pull(struct sink *, struct doc *, double unit);
/* To the nanosecond, so that .1 and .2 are .3; absent ones add nothing. */
void	seconds_add(struct value *sum, const struct value *more);

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

/* ---- ingest-test.c: one try of a test ---- */

#define NAME_MAX_BYTES	16384	/* of names and messages that are kept */

struct test {
	struct str name;	/* its identity */
	struct str suite, file;
	struct str owner;	/* empty: the report names none */
	struct value line, duration, timestamp;
	enum result_status status;
	bool retried, subtest;
	struct failure failure;
};
void	test_clear(struct test *);
void	test_free(struct test *);
void	test_tell(struct sink *, struct test *);

/* One more part of an identity, behind a "::"; an empty one is left out. */
void	name_add(struct str *, const char *s, size_t n);
/* The same for a result.suite, joined by " > ". */
void	suite_add(struct str *, const char *s, size_t n);
/* A path as an identity has it: without the folder the tests ran in. */
void	file_set(struct str *, const char *path);

/* The last part of a path of any system. */
const char *path_base(const char *path);

/* Words of a format to ours; `other` for one that is not in the list. */
struct status_word {
	const char *word;
	enum result_status status;
};
enum result_status status_of(const struct status_word *, const struct str *,
	    enum result_status other);
/* Of a list that ends with NULL; NULL is none of them. */
bool	is_one_of(const char *, const char *const *words,
	    int (*compare)(const char *, const char *));

/* ---- ingest-begun.c: tests that have begun and not ended ---- */

#define BEGUN_MAX	65536	/* at once */

/* A test, or whatever else in a stream has an end of its own. */
struct begun {
	struct test test;
	int state;		/* the reader's own; zero to begin with */
	int64_t from;		/* microseconds, INT64_MIN: not known */
	size_t dropped;		/* bytes of details, from their beginning */
	struct begun *before, *after;	/* as they began */
	struct str key;

	/* private */
	uint64_t hash;
	struct begun *chain;
	size_t bytes;
};
struct begun_set {
	struct begun *first, *last;
	size_t count;

	/* private */
	struct begun **slot, *spare;
	size_t bytes;		/* of all details */
};
struct begun *begun_find(const struct begun_set *, const struct str *key);
/* The one with that key, made if need be; NULL: there are too many. */
struct begun *begun_of(struct begun_set *, const struct str *key);
/*
 * Adds to its details, of which the newest DETAILS_MAX bytes stay; less,
 * where many tests that are open at once have many.
 */
void	begun_output(struct begun_set *, struct begun *, const struct str *);
/* Makes details of its output: what was dropped is said at their head. */
void	begun_settle(struct begun *);
void	begun_end(struct begun_set *, struct begun *);
void	begun_free(struct begun_set *);

/* ---- ingest-csv.c ---- */

/* The row at hand, from the line on which it began. */
void	rows_refuse(const struct rows *, struct record *, const char *why);

/* ---- ingest-sheet.c: reports in XML ---- */

/*
 * Deeper elements are not known, but where what is around them is: then the
 * report is refused.
 */
#define SHEET_DEPTH	1024

/*
 * A reader names the elements it knows, as in xml.h, and those whose text it
 * may gather.  It is told where they begin and end, as the numbers of that
 * list.  A root that it does not know is refused.
 */
struct sheet {
	const char *const *names;
	uint32_t texts;
	struct xml_part part[XML_PARTS];	/* as in xml.h */
	void (*open)(struct sheet *, int element, const char **attribute);
	void (*close)(struct sheet *, int element);
	struct sink *sink;
	struct numbers numbers;

	/* private */
	struct xml xml;
	size_t depth;
	int path[SHEET_DEPTH];
	size_t gathering;	/* depth of the element whose text is wanted */
	struct str *text;
};
/* The whole source, from its beginning.  False: its line and why are set. */
bool	sheet_read(struct sheet *, struct source *, struct sink *);
/* The element around the one that opens or closes, 0 at the root. */
int	sheet_parent(const struct sheet *);
/* From within open(): text directly in this element is added to a str,
   at most DETAILS_MAX in all; x->xml.cut says what did not fit. */
void	sheet_gather(struct sheet *, struct str *);
/* An attribute's value, or NULL. */
const char *attribute_of(const char **attribute, const char *name);
/* Appends it, if it is there, at most NAME_MAX_BYTES. */
void	attribute_add(struct str *, const char **attribute, const char *name);
bool	sheet_recognise(const char *head, size_t n, const char *root);

/* ---- ingest-trx-parts.c ---- */

/*
 * Where a document that is whole and plain has TestDefinitions, at 0 if it has
 * none.  False: nothing is known.
 */
bool	trx_definitions(int fd, struct xml_part *);

/* ---- ingest-lines.c: reports in lines, and what JSON begins with ---- */

/*
 * The next line, terminated; too long ones are refused, each with its number.
 * False: the end, or a signal.
 */
bool	report_line(struct source *, char **line, size_t *n);
/* What is wrong with the line at hand: always false. */
__attribute__((format(printf, 2, 3)))
bool	report_wrong(struct source *, const char *fmt, ...);

/*
 * Lines of JSON, one object each, among other text:
 *
 *	while (good && objects_next(&o)) {
 *		if (!o.is_object)
 *			continue;
 *		for (doc_object(&o.doc); doc_member(&o.doc);)
 *			...
 *		good = objects_good(&o) && ...;
 *	}
 *
 * A line that was repaired is counted.  Of one that is too long the beginning
 * is read, which is a repair too: what stands in it may be enough.
 */
struct objects {
	struct source *source;
	struct sink *sink;
	struct doc doc;
	char *line;		/* terminated */
	size_t n;
	bool is_object;
	bool cut;		/* only the beginning of a line */
	size_t count;		/* of objects */
};
void	objects_open(struct objects *, struct source *, struct sink *);
bool	objects_next(struct objects *);
/* The object ended well; false: line and why of the source. */
bool	objects_good(struct objects *);
/* Closes; without a single object it is no report.  Returns good, if so. */
bool	objects_end(struct objects *, bool good);

/*
 * Whether a document's beginning has that member: "results/tool" is tool in
 * results.  Of an array, the first element counts.
 */
bool	head_has(const char *head, size_t n, const char *path);
/* Without that member a document is no report: refused. */
void	doc_without(struct doc *, const char *member);
/* The same of a line; they are looked at until one is an object. */
bool	head_line_has(const char *head, size_t n, const char *path);
/* Begins to pull a document. */
void	doc_begin(struct doc *, struct source *, struct sink *);
/* A pulled document is read: false, and line and why, where it was wrong. */
bool	doc_end(struct doc *, struct source *, struct sink *);

#endif
