/*
 * batch - records that wait for one transaction
 *
 * Lines and values are copied into buffers that are kept between batches, so
 * that memory is that of the largest batch.  A text that stands in its line
 * is not copied again.  All lines together are what is passed on afterwards.
 * A row can be had from its line again, as long as that waits.
 */
#ifndef BATCH_H
#define BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

/* A field that is set. */
struct cell {
	union {
		size_t at;	/* text: where in lines, or in texts */
		int64_t i;
		double d;
	};
	uint32_t n;
	uint8_t field;
	bool aside;		/* the text stands in texts */
	bool number;		/* i is what stands for the text */
};

struct row {
	enum kind kind;
	uint32_t number;	/* in the order of arrival */
	size_t first;		/* of its cells */
	int cells;
	uint32_t line;		/* where that begins in lines */
	int64_t series_id;	/* of SERIES kinds: the key; see sql.h */
	int64_t at;
	int64_t h;
};

struct batch {
	struct row *row;
	size_t rows, row_room;
	struct cell *cell;
	size_t cells, cell_room;
	struct row *spare;	/* for sorting */
	size_t *place;
	size_t spare_room, place_room;
	uint64_t fields[KIND_count];	/* that any of its rows has: bits */
	size_t *input;		/* by row's number: its line in the input */
	size_t line;		/* where the newest one begins in lines */
	size_t dropped;		/* lines that will go */
	struct str lines;	/* each with its newline */
	struct str texts;
};

/* A line to be passed on afterwards; what of it is stored follows it. */
void	batch_line(struct batch *, const struct record *);
void	batch_take(struct batch *, const struct record *);
/* The values of a row into a record of its kind: of one that had no line. */
void	batch_values(const struct batch *, const struct row *,
	    struct record *);
/* The rest of a series' key, beside the series and the time; see sql.h. */
int64_t	batch_hash(const struct record *);
void	batch_clear(struct batch *);
void	batch_free(struct batch *);

/* How long its line is, without the newline. */
size_t	batch_length(const struct batch *, const struct row *);
/* The record of a row, from its line; valid until the batch changes. */
void	batch_record(struct batch *, const struct row *, struct record *);
/* Forgets numbers that a row got, with the record to parse it into. */
void	batch_renew(struct batch *, struct row *, struct record *);
/* A row that is to go: first of all with all rows, later with the lines. */
void	batch_drop(struct batch *, const struct row *);
void	batch_drop_rows(struct batch *);
void	batch_drop_lines(struct batch *);
/* Rows into the order in which they came. */
void	batch_arrival(struct row *, size_t);

/* Rows that are stored together. */
struct group {
	struct batch *batch;
	struct row *row;
	size_t n;
};

/*
 * Puts the rows into the order of their kinds, and returns how many belong to
 * the first: these are stored together, then it is asked again for the rest.
 */
size_t	batch_group(struct row *, size_t);
/* Rows of one SERIES kind, whose keys are complete, into the keys' order. */
void	batch_sort(struct batch *, struct row *, size_t);
bool	batch_same_key(const struct row *, const struct row *);
/* For qsort() and bsearch() of rows. */
int	batch_key_order(const void *, const void *);

struct value batch_value(const struct batch *, enum kind, const struct cell *);
/* Of a row's field; absent where it is not set. */
struct value batch_field(const struct batch *, const struct row *, int field);

/*
 * Sorted rows are far apart in memory: before a row is looked at, asks for the
 * cells of one that comes soon, if it does before the end.
 */
void	batch_expect(const struct batch *, const struct row *,
	    const struct row *end);

#endif
