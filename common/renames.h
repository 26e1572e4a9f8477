/*
 * renames - the names that tests had before
 *
 * A file of lines like
 *
 *	2026-01-31 tests/cart.py::adds -> tests/cart.py::adds_items
 *	2026-02-01 tests/old.py::* -> tests/new.py::*
 *
 * says that what had the first name before that day has the second one since;
 * a star at the end of both stands for the rest of any name.  The arrow may
 * also be U+2192; names may hold blanks; lines that are empty or begin with #
 * do not count.
 *
 * Renamings follow one another in the order of their days, and of their
 * lines within a day.  Of those that match, one of the whole name goes first,
 * then the longest.  A name is renamed once at most; one that comes back to
 * itself is an error, as whatever cannot be read: it ends the program with
 * status 2, file and line.
 */
#ifndef RENAMES_H
#define RENAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct renames;

/* NULL: what DRIFT_RENAMES says, and nothing, NULL, if it is not set. */
struct renames *renames_open(const char *file);
void	renames_close(struct renames *);

/* The name that a test of that time has now; false: the same. */
bool	renames_apply(struct renames *, struct str *name, int64_t at);

/* A name that something had before a point in time. */
struct old_name {
	struct str name;
	int64_t until;
	size_t rule;		/* private */
};

struct old_names {
	struct old_name *old;	/* the newest first */
	size_t count;
	size_t room;		/* private */
};

/* What had the old name before `until` may have this one now. */
void	renames_find(struct renames *, const char *name,
	    struct old_names *);
void	old_names_free(struct old_names *);

#endif
