/*
 * sketch - how numbers are distributed, in little room
 *
 * Exact while there are at most SKETCH_DISTINCT different values, however
 * often each comes.  Beyond, a hierarchy of compactors (Munro & Paterson
 * 1980; Karnin, Lang & Liberty 2016): a level is SKETCH_LEVEL values at most,
 * each of which stands for twice as many as one of the level below; a full one
 * is sorted and every second value goes up, by turns the odd and the even
 * ones.  No chance is in it: the same values in the same order give the same.
 *
 * One such step changes the rank of any value by what one of the values that
 * went in stands for at most, and two in turn by no more.  `off` adds this up,
 * also of what was merged, so it bounds the error of every rank: for a million
 * values .25 % of them.
 *
 * Zeroed is empty.  Values are finite.
 */
#ifndef SKETCH_H
#define SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "json.h"
#include "str.h"

#define SKETCH_LEVEL	2048
#define SKETCH_DISTINCT	2048
#define SKETCH_LEVELS	64

struct sketch_point {
	double value, count;
};

struct sketch {
	uint64_t n;		/* values added */
	double mean, square;	/* sum of squared deviations from it */
	double least, most;
	uint64_t off;		/* in ranks; 0: all of it is exact */

	/* private */
	struct sketch_level {
		double *value;
		size_t n;
		bool odd;	/* whose turn is next */
	} level[SKETCH_LEVELS];
	bool spread;		/* values have gone to levels above 0 */
	struct sketch_point *distinct;	/* upwards, until then */
	size_t distincts;
};

void	sketch_add(struct sketch *, double value);
/* As if the other's values had been added. */
void	sketch_merge(struct sketch *, const struct sketch *);
void	sketch_free(struct sketch *);

/* Its different values upwards, each with how many it stands for. */
size_t	sketch_points(const struct sketch *, struct sketch_point **);
/*
 * At most so many values, upwards, that stand for as many each: all there are
 * where these are no more and known exactly, else the quantiles in the middle
 * of equal shares.  The array is the caller's to free.
 */
size_t	sketch_values(const struct sketch *, size_t most, double **);

/*
 * As a JSON array of arrays, with all digits; and back, by a struct json that
 * holds nothing else.  False: it is none, or its numbers contradict each
 * other, and the sketch is empty.
 */
void	sketch_write(const struct sketch *, struct str *);
bool	sketch_read(struct sketch *, struct json *, const struct json_value *);

#endif
