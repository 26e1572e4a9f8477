/*
 * ingest-subunit - what both versions of subunit share
 *
 * For ingest-subunit*.c alone.
 */
#ifndef INGEST_SUBUNIT_H
#define INGEST_SUBUNIT_H

#include "ingest-failure.h"

#define TAGS_MAX	64	/* of a test; more are left out */

struct tags {
	struct str tag[TAGS_MAX];
	size_t count;
};
void	tags_clear(struct tags *);
void	tags_copy(struct tags *, const struct tags *);
void	tags_add(struct tags *, const char *, size_t);
void	tags_remove(struct tags *, const char *, size_t);
/*
 * Joins them, sorted, for an identity; without "worker-3", which says where a
 * test ran and not which one it is.
 */
void	tags_join(struct tags *, struct str *);
void	tags_free(struct tags *);

/* Type and message of the last Python traceback in the details. */
void	traceback_read(struct failure *);

#endif
