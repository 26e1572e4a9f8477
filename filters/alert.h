/*
 * alert - what its parts share
 */
#ifndef ALERT_H
#define ALERT_H

#include <stdbool.h>
#include <stdint.h>

#define EPISODE_STATES	21	/* over which flapping is judged */
#define EPISODE_METHODS	8

/* When to tell somebody. */
struct episode_rules {
	int threshold;		/* severity that alerts */
	int64_t for_count;	/* findings in a row before it fires */
	int64_t for_span;	/* or microseconds since the first of them */
	int64_t keep_firing;	/* quiet findings before it resolves */
	int64_t repeat;		/* microseconds between reminders */
	double flap;		/* share of changed states above which */
};

/*
 * One test's findings and the alert about them: a machine that is told the
 * time and has no other input.  Zeroed is its beginning.
 */
struct episode {
	/* findings */
	int64_t at;			/* of the newest one */
	bool any;
	struct { int64_t at; int level; } newest[EPISODE_METHODS];
	uint8_t state[EPISODE_STATES];	/* hot or not, the newest last */
	int states;
	struct { int64_t quiet, hot, hot_since; } now, before;
	bool flapping;

	/* the alert */
	bool open;
	int level;			/* highest so far */
	int64_t created_at, told_at;
	int64_t change, ended_change;	/* of the newest finding that alerts;
					   and of an episode that is over */
	bool acknowledged;
	int64_t acknowledged_until;	/* 0: for good */
	char id[17], resolved_id[17], superseded_id[17];
};

enum episode_event {
	EPISODE_NOTHING, EPISODE_FIRES, EPISODE_ESCALATES, EPISODE_REPEATS,
	EPISODE_FLAPS, EPISODE_RESOLVES
};

struct finding {
	int method;
	int level;		/* severity; 0 for what is no change for the
				   worse */
	int64_t at;
	int64_t change;		/* when it began, 0: that is not said */
	int64_t near;		/* what begins so near to it is the same */
};

/*
 * Takes a finding in; false: it is no newer than what was seen.  *level is
 * the highest among the newest finding of every method.
 */
bool	episode_observe(struct episode *, const struct episode_rules *,
	    const struct finding *, int *level);
/* What follows from it. */
enum episode_event episode_step(struct episode *,
	    const struct episode_rules *, int level);
/* It is over: its change is known from now on. */
void	episode_end(struct episode *);

#endif
