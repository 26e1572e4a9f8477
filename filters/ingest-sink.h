/*
 * ingest-sink - from tests to records
 */
#ifndef INGEST_SINK_H
#define INGEST_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest-failure.h"
#include "ingest.h"
#include "opt.h"
#include "record.h"
#include "str.h"
#include "when.h"

struct owners;
struct renames;
struct rows;

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

/* ---- ingest-sink.c ---- */

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

/* ---- ingest-csv.c ---- */

/* The row at hand, from the line on which it began. */
void	rows_refuse(const struct rows *, struct record *, const char *why);

#endif
