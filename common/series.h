/*
 * series - what is kept of every (project, test, context), in bounded memory
 *
 * A program embeds struct series at the head of its own state:
 *
 *	struct test { struct series series; struct points confidence; ... };
 *
 * series_of() finds it, or makes it zeroed.  When there are more than
 * `most`, the ones not asked for longest are given to evict() and dropped,
 * and the user is told once.  Points keep the newest `keep`; memory comes in
 * slabs from the system and is used again, so that neither a record nor a
 * point costs an allocation.
 */
#ifndef SERIES_H
#define SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct point {
	int64_t at;		/* microseconds */
	double y;
};

struct points {
	uint32_t n;		/* the newest that came */
	uint32_t remembered;	/* how many came as history */
	uint64_t dropped;	/* older ones that fell out */
	int64_t newest;		/* time of the newest */

	/* private */
	struct chunk *first, *last;
	uint32_t head, tail;	/* bytes of the first that are gone, of the
				   last that are used */
	int64_t before, last_at;	/* times of the newest that fell out
					   and of the last that came */
	bool unsorted;
};

struct series_key {
	const char *s[3];	/* project, test name, context */
	uint32_t n[3];
};

struct series {
	struct series_key key;
	uint64_t hash;
	uint64_t used;		/* the set's clock when it was asked for */
	struct series *then;	/* the one asked for after it, last time;
				   mostly it is in the cache by now */
};

struct series_set {
	size_t state;		/* bytes of the program's struct */
	uint32_t keep;		/* points, or executions, of one series */
	size_t most;		/* series */
	void (*evict)(void *arg, struct series *);
	void *arg;

	/* private */
	struct series **slot;
	size_t slots, count;
	struct series *last;	/* that was asked for */
	uint64_t clock;
	struct slabs *slabs;
	struct point *sorted;	/* room for twice `keep` */
	struct runs *runs;	/* of executions that came */
	bool told;
};

/* state, keep, most (and evict) are set before. */
void	series_open(struct series_set *);
void	series_close(struct series_set *);

/* *fresh, if asked for: it was made now. */
void	*series_of(struct series_set *, const struct series_key *, bool *fresh);
void	*series_find(struct series_set *, const struct series_key *);
/*
 * All of them, in no order: *at begins as 0, NULL comes after the last, and
 * none may be made in between.
 */
void	*series_next(const struct series_set *, size_t *at);
/* All of them, ordered by key; the array is the caller's to free. */
struct series **series_sorted(struct series_set *);
/* Memory that all of them take, with what is kept of them. */
size_t	series_bytes(const struct series_set *);
int	series_order(const struct series_key *, const struct series_key *);

/* A copy of a text that lives as long as the set. */
struct kept {
	char *s;
	uint32_t n, size;
};
void	series_keep(struct series_set *, struct kept *, const char *, size_t);
/* At least so many bytes, aligned for anything; what was there may be lost. */
void	series_room(struct series_set *, struct kept *, size_t);
void	series_release(struct series_set *, struct kept *);
/* A piece of so many bytes, aligned for anything, and back. */
void	*series_take(struct series_set *, size_t);
void	series_give(struct series_set *, void *, size_t);

/*
 * Points are packed: of most, the time since the one before and a value of
 * few decimals take six bytes, not sixteen.
 *
 * Adds a point.  In a series with history one of the same time takes the
 * place of the one that is there, so history and stream may overlap.
 */
void	points_add(struct series_set *, struct points *, struct point,
	    bool remembered);
void	points_free(struct series_set *, struct points *);
/*
 * The n points in order of time, equal times as they came; valid until the
 * next call of this or of points_add() for any points of the set.
 */
const struct point *points_sorted(struct series_set *, const struct points *);

#endif
