/*
 * progress - one line for whoever waits at a terminal
 *
 * Rows, rate and what is left, on standard error: where that is a terminal
 * that can move its cursor, after a second of work, five times a second, and
 * nothing stays of it.
 *
 *	progress_begin(&p);
 *	while (...)
 *		progress_show(&p, "test_results", rows);
 *	progress_hide(&p);
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROGRESS_LINE	160

struct progress {
	int64_t expected;	/* rows; negative: nobody knows */
	bool about;		/* that is an estimate */

	bool watched;		/* somebody looks */
	int64_t began, last;	/* ticks */
};

/* `expected` and `about` are kept. */
void	progress_begin(struct progress *);
void	progress_look(struct progress *, const char *what, int64_t rows);
/* At the end, or before something else is printed. */
void	progress_hide(struct progress *);

/* Costs nothing where nobody looks. */
static inline void
progress_show(struct progress *p, const char *what, int64_t rows)
{
	if (p->watched)
		progress_look(p, what, rows);
}

/* What is shown at that time; false: nothing yet, or again. */
bool	progress_line(const struct progress *, int64_t ticks, int64_t rows,
    char line[PROGRESS_LINE]);

#endif
