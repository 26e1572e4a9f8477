/*
 * windows - baseline against current: how much, which way, more than chance
 *
 * Of n values in order of time the baseline is the first k and the current
 * window the last k, k = max(1, n / 3), or as given.  The rules, thresholds
 * and the level of the test are those of detect(1).
 */
#ifndef WINDOWS_H
#define WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum windows_severity {	/* in the order of the catalogue's severity */
	WINDOWS_NONE, WINDOWS_LOW, WINDOWS_MODERATE, WINDOWS_HIGH,
	WINDOWS_CRITICAL
};
enum windows_direction {	/* of the catalogue's direction */
	WINDOWS_STABLE, WINDOWS_INCREASING, WINDOWS_DECREASING,
	WINDOWS_VOLATILE
};
enum windows_trend {		/* of the catalogue's trend */
	WINDOWS_FLAT = 1, WINDOWS_GRADUALLY_UP, WINDOWS_STRONGLY_UP,
	WINDOWS_GRADUALLY_DOWN, WINDOWS_STRONGLY_DOWN
};
enum windows_test {
	WINDOWS_NOT_NEEDED,	/* the thresholds say none, or --no-test */
	WINDOWS_UNTESTED,	/* fewer than WINDOWS_TESTABLE values */
	WINDOWS_SIGNIFICANT,
	WINDOWS_CHANCE		/* severity was taken back */
};

#define WINDOWS_MAX		2048	/* values looked at */
#define WINDOWS_TESTABLE	10	/* fewer cannot be tested */

struct windows_rules {
	size_t least;		/* values, below which there is no verdict */
	size_t baseline;	/* values of each window; 0: a third */
	size_t current;
	double threshold[4];	/* low, moderate, high, critical; fractions */
	bool test;
	bool outcomes;		/* values are 0 and 1: Fisher's test */
};

struct windows_verdict {
	double baseline, current;	/* means */
	double absolute;		/* current - baseline */
	double relative;		/* absolute / baseline; nan for 0 */
	double slope;			/* per value */
	double p;			/* nan where there was no test */
	size_t n, k_baseline, k_current, m;
	enum windows_severity severity;
	enum windows_direction direction;
	enum windows_trend trend;
	enum windows_test test;
	bool grew_up;		/* for the caller: severity was taken back
				   because only certainty grew, */
	bool relabelled;	/* because the label is another one */
	bool wore_off;		/* or because a bad one becomes doubtful */
};

extern const struct windows_rules windows_defaults;

/* False: fewer than `least` values. */
bool	windows_judge(const struct windows_rules *, const double *y, size_t n,
	    struct windows_verdict *);
enum windows_severity windows_grade(const struct windows_rules *,
	    double drift);
enum windows_trend windows_trend(double slope);

#endif
