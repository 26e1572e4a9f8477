/*
 * rows - CSV (RFC 4180): rows and their cells
 *
 * Lines of a file become rows, joined while a quote is open.  A row and its
 * cells are valid until the next rows_next().  Where the first row has no comma
 * between cells, as spreadsheets write it that use it in numbers, semicolons
 * or else tabs are between those of all rows.
 */
#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "lines.h"
#include "str.h"

#define COLUMNS_MAX	4096

struct rows {
	struct lines *lines;	/* set before */
	char between;		/* private: two cells */
	struct str row;		/* as read; may span lines */
	size_t number;		/* of the line on which it began */
	struct str text;	/* its cells, one behind the other */
	size_t from[COLUMNS_MAX], length[COLUMNS_MAX];
	size_t cells;
};

/* The next row that is not empty; lines are joined while a quote is open. */
bool	rows_next(struct rows *);
/* Its cells; false and why (JSON_WHY bytes) where it has none. */
bool	rows_split(struct rows *, char *why);
void	rows_free(struct rows *);

#endif
