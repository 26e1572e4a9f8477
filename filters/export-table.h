/*
 * export-table.h - the parts of the table format
 */
#ifndef EXPORT_TABLE_H
#define EXPORT_TABLE_H

#include "aside.h"
#include "export-tests.h"
#include "export.h"
#include "grid.h"

struct table {
	struct tests tests;
	struct grid *grid[KIND_count];		/* of other kinds */
	struct grid_column *column[KIND_count];
	struct aside alerts;			/* their list, in words */
	size_t count[KIND_count];
	size_t alerts_by[severity_words];	/* not resolved */
	size_t acknowledged;
	bool markdown;				/* and so are all grids */
	struct str text;			/* of the cell being made */
};

/* Opens a grid of the table's sort. */
void	table_grid(const struct table *, struct grid *,
    const struct grid_column *, int columns);
enum grid_style style_of(int64_t severity);
/* A time, as when_words() has it: 16 bytes where a table is better narrow. */
void	cell_time(struct grid *, int64_t us, int n);

/* export-table-alert.c: one alert of the numbered list. */
void	table_alert(struct export *);
/* export-table-test.c: what is known of tests, by test or in sum. */
void	table_findings(struct export *);
void	table_rows(struct export *);
void	table_summary(struct export *);

#endif
