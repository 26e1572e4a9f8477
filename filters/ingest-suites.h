/*
 * ingest-suites - suites inside each other
 */
#ifndef INGEST_SUITES_H
#define INGEST_SUITES_H

#include <stddef.h>

#include "record.h"
#include "str.h"

#define SUITES_MAX	32	/* deeper ones are read, their names are not */

struct suites {
	size_t depth;		/* suites that are open */
	struct suite {
		size_t name, chain;	/* lengths before it */
		struct value timestamp;
	} suite[SUITES_MAX];
	struct str names;	/* each terminated */
	struct str chain;	/* result.suite */
	struct str said;	/* private */
};
/* A suite without a time has the one of the suite around it. */
void	suites_open(struct suites *, const char *name, struct value timestamp);
void	suites_close(struct suites *);
void	suites_free(struct suites *);
struct value suites_timestamp(const struct suites *);

/* What a report says about a test; everything but number may be NULL. */
struct title {
	const char *class, *name, *file;
	size_t number;		/* in its report, from 1 */
};
/* result.test_name; the recipe stands in ingest(1), IDENTITY. */
void	suites_identity(struct suites *, const struct title *, struct str *);

#endif
