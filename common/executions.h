/*
 * executions - the newest executions of one test, in order of time
 *
 * An execution is all that one report of one run says about a test: several
 * attempts are one, and the last of them is its outcome.  What comes again
 * finds what is there, so neither order nor repetition matters.  Equal times
 * are in the order of their runs' names, numbers as numbers.
 *
 * The newest `keep` of the series_set are kept, in its memory.  A pointer to
 * an execution is valid until the next executions_of() of the same test.
 */
#ifndef EXECUTIONS_H
#define EXECUTIONS_H

#include <math.h>

#include "record.h"
#include "series.h"

#define ATTEMPTS	32	/* told apart; later ones count as the last */

enum execution_mark {
	EXECUTION_OUTAGE = 1,	/* its run says nothing about tests */
	EXECUTION_ELSEWHERE = 2,	/* not on the branch that counts */
	EXECUTION_REMEMBERED = 4,	/* it came as history */
	EXECUTION_FOLLOWED = 8		/* a stream of outcomes has it */
};

struct execution {
	int64_t at;			/* microseconds */
	uint64_t run;			/* fingerprint of run and report */
	uint64_t rank;			/* of the run, at equal times */
	uint32_t revision, failure;	/* fingerprints, 0: none */
	uint32_t tried, failed;		/* a bit an attempt */
	float seconds;			/* that it took; nan: not known */
	unsigned marks : 8;		/* enum execution_mark */
	unsigned failing : 12;		/* set by the program: of what is put */
	unsigned retried : 12;		/* together in it, so many did */
};

/* Runs are searched by tags of four bytes, which lie together. */
#define EXECUTIONS_BLOCK	16

struct executions_block {	/* private */
	uint32_t tag[EXECUTIONS_BLOCK];
	struct execution e[EXECUTIONS_BLOCK];
};

struct executions {
	uint32_t n;
	uint64_t dropped;	/* older ones that fell out */

	/* private */
	uint32_t runs;		/* had come when one was last asked for */
	uint32_t first;		/* of the first block */
	uint32_t blocks;
	struct executions_block *newest;	/* where the last one is */
	struct kept list;	/* pointers to all blocks; those behind the
				   newest wait for more */
};

static inline struct executions_block *
executions_block(const struct executions *x, uint32_t i)
{
	return ((struct executions_block **)(void *)x->list.s)[(x->first + i) /
	    EXECUTIONS_BLOCK];
}

/* The i-th, from the oldest. */
static inline struct execution *
executions_at(const struct executions *x, uint32_t i)
{
	return &executions_block(x, i)->e[(x->first + i) % EXECUTIONS_BLOCK];
}

/* The place of a run's execution, or -1. */
int	executions_find(const struct executions *, uint64_t run);
/*
 * The execution of a run: the one that is there, else wanted is added.
 * NULL: it is older than all of a full memory.
 */
struct execution *executions_of(struct series_set *, struct executions *,
	    const struct execution *wanted);
/* Brings into the cache, ahead of its time, what executions_of() looks at. */
void	executions_fetch(const struct executions *);
/* Gives the i-th another time, and its place among the others; returns it. */
int	executions_move(struct executions *, int i, int64_t at);
void	executions_free(struct series_set *, struct executions *);

static inline void
execution_mark(struct execution *e, enum execution_mark mark, bool on)
{
	e->marks = (on ? e->marks | mark : e->marks & ~(unsigned)mark) & 0xff;
}

/* The bit of an attempt, from 1. */
static inline uint32_t
execution_attempt(int64_t attempt)
{
	if (attempt < 1)
		attempt = 1;
	return UINT32_C(1) << (attempt < ATTEMPTS ? attempt - 1 :
	    ATTEMPTS - 1);
}

/* Its last attempt did. */
static inline bool
execution_failed(const struct execution *e)
{
	return e->tried != 0 && (e->failed &
	    UINT32_C(1) << (31 - __builtin_clz(e->tried))) != 0;
}

/* Attempts before a pass that failed, or attempts before the last failure. */
static inline int
execution_retries(const struct execution *e)
{
	return execution_failed(e) ? __builtin_popcount(e->tried) - 1 :
	    __builtin_popcount(e->failed);
}

/* The execution a result belongs to, without any attempt. */
struct execution execution_of(const struct result *);
/* Takes the attempt in that a result, which was not skipped, tells of. */
void	execution_try(struct execution *, const struct result *);
/* The rank of a run; 0 where it is not named. */
uint64_t execution_rank(const struct value *run_id);
/* The fingerprint of what failed, in few words; 0: nothing is said. */
uint64_t execution_failure(const struct result *);

#endif
