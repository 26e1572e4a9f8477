/*
 * classify - what its parts share
 */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include "executions.h"
#include "record.h"

/* What the rules are asked about, from a signal or from results. */
struct signal_facts {
	bool failed;			/* this execution, finally */
	bool passed_on_retry;
	int64_t retries;
	int64_t before;			/* runs before this one */
	int64_t runs;			/* runs behind rate */
	double rate;			/* failures per run */
	int64_t passes_before;		/* in a row */
	int64_t streak;			/* failures in a row, this included */
	bool code_changed;
	bool broken;			/* the streak is more than chance */
	bool message, varying;		/* there is one; it is not the same */
	int trace_lines;
	int64_t correlated;		/* others failing the same way */
};

struct limits {
	double flaky, unstable;		/* failures per run */
	int64_t runs;			/* below which nothing is flaky */
};

struct verdict {
	const char *category, *rule;
	double confidence;
	double rule_score, signal_score;
	struct str reasons;		/* a JSON array */
	struct str parts;		/* of both scores, a JSON object */
};

/* The first rule that matches decides; see classify(1). */
void	rules_decide(const struct limits *, const struct signal_facts *,
	    struct verdict *);
void	score_evidence(const struct limits *, const struct signal_facts *,
	    struct verdict *);

struct test {
	struct series series;
	struct test *next_touched;
	bool touched;			/* by the run that is going on */
	uint64_t current;		/* its execution of that run */
	uint64_t failure;		/* hash of what failed in it */
	int trace_lines;
	struct kept failure_id, run_id, revision, branch, owner;
	struct executions window;
};

/* What the window says about the execution of a run. */
void	window_facts(const struct test *, uint64_t run, struct signal_facts *);

#endif
