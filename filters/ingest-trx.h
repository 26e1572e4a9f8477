/*
 * ingest-trx - the parts of the reader of Visual Studio's reports
 */
#ifndef INGEST_TRX_H
#define INGEST_TRX_H

#include <stdbool.h>

struct xml_part;

/*
 * Where a document that is whole and plain has TestDefinitions, at 0 if it has
 * none.  False: nothing is known.
 */
bool	trx_definitions(int fd, struct xml_part *);

#endif
