/*
 * reader - one reader of ingest over bytes in memory, as ingest runs it
 */
#ifndef READER_H
#define READER_H

#include "ingest.h"

struct reading {
	struct str out;		/* the records; digests are zeros */
	bool good;
	char why[200];
};

/* NULL: there is no such format. */
const struct format *reader_named(const char *name);
void	reader_read(const struct format *, const void *, size_t,
	    struct reading *);

#endif
