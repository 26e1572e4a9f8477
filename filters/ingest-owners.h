/*
 * ingest-owners - who a CODEOWNERS file names
 */
#ifndef INGEST_OWNERS_H
#define INGEST_OWNERS_H

#include "record.h"

struct owners;
/* What is wrong in the file ends the program, with its line. */
struct owners *owners_open(const char *file);
void	owners_close(struct owners *);
/*
 * Of a test's file, else of the path that its name begins with, if it does;
 * absent where there is none.  Valid until the next call.
 */
struct value owners_of(struct owners *, const struct value *file,
	    const struct value *test_name);

#endif
