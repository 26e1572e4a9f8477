/*
 * What recall asks a database: of a series, by the texts ?1 to ?3 and between
 * the times ?4 and ?6, the newest ?5; of the project ?1; and of all there is.
 * The answers come in the order of their time.
 */
#ifndef STORE_RECALL_H
#define STORE_RECALL_H

#include "store.h"

enum {
	RESULTS, MEASUREMENTS, ANALYSES, ALERTS,	/* of a series */
	RUNS,			/* of a project, as what follows */
	SOURCES,		/* alerts without a test */
	MONITORINGS, DECISIONS,
	VERSIONS,		/* of models, in production */
	OPEN_ALERTS,		/* of all */
	RECALL_QUESTIONS
};

/* The kind of their answers. */
extern const enum kind recall_kind[RECALL_QUESTIONS];

void	recall_question(struct str *, enum dialect, int which);

#endif
