/*
 * breaker - a circuit breaker: whether a database that failed is asked again
 *
 * closed: it is asked; after a failure, not before a pause that doubles with
 * each one in a row and of which a random part is waited, so that those who
 * failed together do not come back together ("full jitter": M. Brooker,
 * Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 * open, after `failures` in a row: it is not asked for a while.
 * half-open, after that: what is asked is a probe; a failure opens the
 * circuit again, `successes` in a row close it.
 *
 * Points in time are microseconds from anywhere and come from the caller, and
 * so does the seed: what is told decides everything.
 */
#ifndef BREAKER_H
#define BREAKER_H

#include <stdbool.h>
#include <stdint.h>

enum breaker_state { BREAKER_CLOSED, BREAKER_OPEN, BREAKER_HALF_OPEN };

struct breaker_rules {
	int64_t failures;	/* in a row open it */
	int64_t successes;	/* in a row close it */
	int64_t open;		/* that long it stays open, microseconds */
	int64_t pause;		/* at most, after the first failure */
	int64_t longest;	/* pause of all */
};

/* 5 failures, 3 successes, 60 s open; pauses of 0.5 s to 30 s */
extern const struct breaker_rules breaker_defaults;

struct breaker {
	struct breaker_rules rules;
	enum breaker_state state;
	int64_t failures;	/* in a row */
	int64_t successes;	/* in a row, half-open */
	int64_t next;		/* not to be asked before */
	uint64_t random;
};

void	breaker_start(struct breaker *, const struct breaker_rules *,
	    uint64_t seed);
/* Whether to ask now; an open circuit whose time is over is half-open then. */
bool	breaker_allows(struct breaker *, int64_t now);
/* How long until it allows that: 0 is now. */
int64_t	breaker_wait(const struct breaker *, int64_t now);
void	breaker_failed(struct breaker *, int64_t now);
void	breaker_succeeded(struct breaker *);
/* One failure that is enough. */
void	breaker_trip(struct breaker *, int64_t now);

#endif
