/*
 * classify - what its parts share
 */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include "branch.h"
#include "executions.h"
#include "proc.h"
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
	int64_t contradictions;		/* revisions with both outcomes */
	int64_t flips;			/* from a revision to the next */
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
	bool explain;			/* parts are wanted */
	struct str parts;		/* of both scores, a JSON object */
};

/* The first rule that matches decides; see classify(1). */
void	rules_decide(const struct limits *, const struct signal_facts *,
	    struct verdict *);
void	score_evidence(const struct limits *, const struct signal_facts *,
	    struct verdict *);

struct test {
	struct series series;
	struct test *next_touched, *next_failed;
	bool touched;			/* by the run that is going on */
	bool listed;			/* among those that failed in it */
	bool failing;			/* in that run, so far */
	uint64_t current;		/* its execution of that run */
	uint64_t failure;		/* hash of what failed in it */
	int trace_lines;
	bool joined;			/* counted among a family's members */
	uint32_t members;		/* of a family; a test has none */
	struct kept failure_id, run_id, revision, branch, owner;
	struct executions window;
	int64_t trouble;		/* since then all of them passed, at
					   once, and count */
};

/* An execution may have changed: what is no plain pass is trouble. */
void	window_note(struct test *, const struct execution *);

/*
 * Runs that say nothing about tests, because the environment was to blame.
 * One is known by project, context and run; what is known outlives it, so
 * that results that come late, or from history, are marked as well.
 */
struct outages {
	double share;		/* --outage: of a run's tests; < 0: not given */
	const char *file;	/* --outages */

	/* private */
	struct outage_window *window;
	size_t windows;
	struct intern runs;
};

void	outages_open(struct outages *);
void	outages_close(struct outages *);
/* A measured window holds this moment. */
bool	outages_cover(const struct outages *, const struct series_key *,
	    int64_t at);
/* The fingerprint of a run, by the rank of its executions. */
uint64_t outages_run(const struct series_key *, uint64_t rank);
bool	outages_know(const struct outages *, uint64_t run);

/* The family's name, if a test of this name has one. */
bool	family_of(const struct value *name, struct str *family);
/* A member's execution was like this and is like that. */
void	family_count(struct execution *family, const struct execution *before,
	    const struct execution *after);

/* What an execution is judged by: those that count, up to itself. */
struct lookback {
	int64_t window;			/* that many */
	int64_t half_life;		/* in revisions; 0: all weigh alike */
	bool apart;			/* those elsewhere do not count */

	/* private: the memory is kept, the rest is of one execution */
	const struct execution **room, **x;	/* n, oldest first */
	double *weight;			/* of each */
	double step;			/* from a revision to the one before */
	int n, oldest;
	bool failing;			/* some attempt failed */
	struct revision *slot;
	uint32_t slots, stamp;
};

void	lookback_open(struct lookback *, uint32_t keep);
void	lookback_close(struct lookback *);
/* Brings into the cache what window_facts() of the newest looks at first. */
void	lookback_fetch(const struct lookback *, const struct test *);
/* What the window says about the i-th execution. */
void	window_facts(struct lookback *, const struct test *, int i,
	    struct signal_facts *);

/*
 * A command that is asked about every measurement.  What it answers in time
 * is added; whatever else it does neither keeps nor loses anything.
 */
#define REQUESTS	64	/* unanswered at once */
#define LATENCIES	1024	/* newest ones that are kept */

struct request {
	size_t at;		/* where its advice belongs, in held */
	int64_t asked;
};

struct enricher {
	const char *command;	/* --enrich; NULL: none */
	double least;		/* --min-ai */
	int64_t timeout;	/* --enrich-timeout */
	uint64_t attempted, ok, failed, lates;

	/* private */
	struct coproc process;
	struct request ring[REQUESTS];
	int head, count, late;	/* unanswered; nobody waits for the first
				   `late` of them */
	struct out *in, *out;	/* what comes, and where all goes */
	struct str held;	/* output; `passed` bytes are gone */
	size_t passed;
	struct out *request;	/* prints to line */
	struct str line, unsent, answers, advice;
	int together;		/* requests since the last talk */
	struct json json;
	int64_t pause, again;	/* back-off, until */
	bool told;
	int64_t latency[LATENCIES];
	uint64_t latencies;
};

/* After record_open(): output goes through it from now on, if asked for. */
void	enrich_open(struct enricher *, struct record *);
/* Prints a measurement, now or with its advice. */
void	enrich_print(struct enricher *, const struct record *);
/* Output goes where it went before. */
void	enrich_close(struct enricher *);
/* Seconds within which so many percent of the answers came. */
double	enrich_latency(struct enricher *, int percent);

struct classify {
	struct record r;
	struct record d;		/* derived */
	struct series_set tests;
	struct limits limits;
	struct branches branches;
	struct outages outages;
	struct enricher enricher;
	struct lookback lookback;
	struct verdict label;

	/* options */
	int64_t most;
	struct opt_word confidence;
	bool by_evidence, metrics, families;

	/* the run that is going on */
	uint64_t run;
	struct test *first, *last;	/* tests it touched, */
	struct test *failed;		/* those that failed, if only once, */
	int64_t count, failing;		/* without families so many */
	int64_t earliest;		/* result, or when it began */
	bool began;			/* which its record has said */
	bool sound;			/* no outage, its record has said */
	uint64_t *failures;		/* of its failing tests, sorted */
	size_t failure_count, failure_room;
	struct str family;		/* name of the one that is asked for */
	bool blind;			/* nothing can be remembered */
	bool found;
	uint64_t classified;
};

/* Prints c->d.measurement, whose texts and time are set. */
void	classify_print(struct classify *, const struct signal_facts *);

/* What a run record says about an outage holds from now on. */
void	outages_take(struct classify *);
/* Whether the tests of the run that is going on say that it is one. */
bool	outages_suspect(const struct classify *);
/* It is one. */
void	outages_mark(struct classify *);
/* Prints its record, which does not say so, as one that does. */
void	outages_tell(struct classify *);

/* Lines of a text, which may be absent. */
int	line_count(const struct value *);

/* Results and runs as they come, and the end of all. */
void	run_take_result(struct classify *);
void	run_take(struct classify *);
void	run_end(struct classify *);
/* A test that must be dropped. */
void	run_forget(void *classify, struct series *);

#endif
