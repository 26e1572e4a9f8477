/*
 * ingest-begun - tests that have begun and not ended
 */
#ifndef INGEST_BEGUN_H
#define INGEST_BEGUN_H

#include <stddef.h>
#include <stdint.h>

#include "ingest-test.h"

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

#endif
