/*
 * export.h - what export and its formats know of each other
 *
 * A format is one file and one line in export.c's table.  It gets every
 * selected record through add(), and may keep what it needs in `state`, which
 * begin() makes and end() gives back.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "progress.h"
#include "record.h"
#include "select.h"
#include "width.h"

struct export;

struct format {
	const char *name;
	void (*begin)(struct export *);
	void (*add)(struct export *);
	/*
	 * Measurements that were not selected, or only remembered; NULL: of
	 * no interest.
	 */
	void (*glance)(struct export *);
	void (*end)(struct export *);
	kind_set holds;		/* only these kinds; 0: every kind */
};

extern const struct format export_ndjson, export_json, export_csv;
extern const struct format export_table, export_markdown, export_detail;
extern const struct format export_html, export_openmetrics, export_github;
extern const struct format export_junit, export_ctrf;

struct export {
	struct record r;
	struct select select;
	const char *db, *file;		/* --db, -o */
	struct opt_list fields;		/* empty: all */
	bool chosen;			/* and sorted, by who is read from */
	bool foreign;			/* unknown kinds go out, too */
	bool summary;
	bool local;			/* --local */
	int64_t max_series;
	int64_t worst;			/* tests that have lines of their own */
	int64_t database_size;		/* bytes; negative: not known */

	const struct format *format;
	kind_set wanted;
	struct sorting *sorting;	/* export-order.c's */
	void *state;
	struct out *out;
	struct terminal terminal;	/* what out is */
	size_t count;			/* records selected */
	struct progress progress;
	int64_t read;			/* records, for it */
};

/*
 * The fields of a kind that are asked for, in the order asked for, or all in
 * the catalogue's; returns how many.
 */
int	export_fields(const struct export *, enum kind, int to[FIELDS_MAX]);

/* Keeps a selected record until all are there ... */
void	order_keep(struct export *);
/* ... and gives them to emit() in order, one by one as export->r. */
void	order_release(struct export *, void (*emit)(struct export *));

#endif
