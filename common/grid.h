/*
 * grid - rows and columns for people
 *
 * Cells are made safe to print (see width.h) and put aside row by row; at the
 * end every column is as wide as its widest cell.  On a terminal that is too
 * narrow the columns that may shrink are cut; anywhere else nothing is.
 */
#ifndef GRID_H
#define GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "aside.h"
#include "out.h"
#include "str.h"
#include "width.h"

#define GRID_COLUMNS	48

enum grid_style { GRID_PLAIN, GRID_DIM, GRID_GOOD, GRID_WARN, GRID_BAD,
    GRID_WORST };

struct grid_column {
	const char *title;
	bool right;		/* numbers */
	bool shrinks;		/* texts of any length */
};

struct grid {
	size_t rows;
	const struct grid_column *column;
	int columns;
	bool markdown;		/* set after grid_open(): a table of Markdown,
				   as GitHub has it */

	/* private */
	int at;			/* column of the next cell */
	size_t width[GRID_COLUMNS];
	struct aside cells;
	struct str clean, code;
};

/* The columns must live as long as the grid. */
void	grid_open(struct grid *, const struct grid_column *, int columns);
/* The next cell; the row ends with its last. */
void	grid_cell(struct grid *, enum grid_style, const char *, size_t);
__attribute__((format(printf, 2, 3)))
void	grid_print(struct grid *, const char *fmt, ...);
/* Titles, rows, and everything given back. */
void	grid_close(struct grid *, struct terminal, struct out *);

/* Text in a style, where the terminal has colours. */
void	style_begin(enum grid_style, struct terminal, struct out *);
void	style_end(enum grid_style, struct terminal, struct out *);

#endif
