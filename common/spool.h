/*
 * spool - records that wait on disk for a database that is away
 *
 * DIR holds one folder for each database that is away, named by a hash of
 * its address, and in it
 *
 *	0000000001.ndjson ...	segments: lines in the order they came
 *	replayed		how far they are stored by now; its lock is
 *				held by who appends or replays
 *
 * A segment begins with the name of its database, then come batches: a line
 * with lengths and checksums, and the records.  Append-only; a segment is
 * written by one process alone.  A batch that was being written when the
 * power or the process went was never promised to anybody: it is cut off.
 * Anything else that is wrong with a segment is an error.
 *
 * Several processes may append and replay at once: whoever does holds the
 * lock, and batches are replayed one at a time, in order.  `replayed` is a
 * little behind after a crash; what is stored twice must change nothing.
 * Folders are made for the first record that waits; that of the database is
 * removed when none does, while DIR is whoever's made it.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define SPOOL_WHY	512

enum spool_answer {
	SPOOL_GOOD,
	SPOOL_EMPTY,
	SPOOL_FULL,	/* the bound is reached, or the disk is */
	SPOOL_FAILED,	/* it cannot be written or read now */
	SPOOL_BROKEN	/* what is there is not what was written */
};

struct spool_options {
	const char *dir;
	const char *database;	/* what tells it from others, without secrets */
	int64_t max;		/* bytes of all segments */
};

/* What waits the longest. */
struct spool_batch {
	struct str lines;
	struct str file;	/* where it stands, */
	size_t line;		/* and at which line its records begin */
};

struct spool {
	struct str folder;
	struct spool_batch first;
	char why[SPOOL_WHY];	/* of every answer but good and empty */

	/* private */
	const char *dir;
	struct str header;	/* of a segment */
	int64_t max;
	int replayed;		/* that file, or -1 */
	int fd;			/* the segment this process writes, or -1 */
	uint64_t number;	/* of it */
	size_t size, count;	/* its bytes and lines */
	struct spool_mark {	/* how far segments are replayed */
		uint64_t number;
		size_t offset, line;
	} mark;
	size_t taken;		/* bytes of the first batch, and its header */
	size_t taken_lines;
};

/* Makes nothing yet; what could not be made is told now. */
enum spool_answer spool_open(struct spool *, const struct spool_options *);
void	spool_close(struct spool *);

/* Good: the lines, each with its newline, outlast a power cut. */
enum spool_answer spool_append(struct spool *, const char *lines, size_t n);
/*
 * The batch that waits the longest, in spool->first.  If there is one, the
 * lock is held until spool_done(), after which it waits no longer, or
 * spool_leave().
 */
enum spool_answer spool_first(struct spool *);
void	spool_done(struct spool *);
void	spool_leave(struct spool *);
/* The folder, before there is anything to append. */
enum spool_answer spool_make(struct spool *);
/* All folders that are empty but for files of this module. */
void	spool_remove(struct spool *);
/* How many records wait. */
enum spool_answer spool_count(struct spool *, int64_t *records);

#endif
