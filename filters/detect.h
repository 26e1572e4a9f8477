/*
 * detect - what its parts share
 */
#ifndef DETECT_H
#define DETECT_H

#include "record.h"
#include "series.h"
#include "windows.h"

/* What is kept of one test. */
struct test {
	struct series series;
	struct points confidence;	/* measurements that are evidence */
	struct points outcome;		/* results: 1 passed, 0 failed */
	bool measured;			/* its results are not judged */
	bool judged;			/* category holds a category */
	bool bad;			/* which means that something broke */
	int64_t bad_since;
	double good_confidence;		/* before that */
	double confidence_before;	/* of the measurement before */
	struct kept category, good_category;
	struct kept owner, failure_id, run_id, revision;
};

struct detect {
	struct record r;
	struct record d;		/* derived */
	struct series_set tests;
	struct series_set rows;		/* per category, for --summary */
	struct windows_rules rules;

	/* options */
	const char *thresholds, *fail_on;
	struct opt_list methods;
	int64_t window, least, baseline, current, points, most, least_runs;
	bool each, summary, drifting, no_test, per_day;

	bool windows, category;		/* methods */
	int fail_level;
	bool found;
	struct str evidence, advice;
	double y[WINDOWS_MAX], days[WINDOWS_MAX];	/* of the window */
	int64_t first;			/* time of its first value */
};

/* Prints d->d.analysis, whose texts are set, unless --drifting says no. */
void	detect_emit(struct detect *, const struct test *);
/* The baseline and current windows of one series; false: too short. */
bool	detect_windows(struct detect *, const struct points *, bool outcomes,
	    struct windows_verdict *);
void	detect_print_windows(struct detect *, const struct test *,
	    const struct points *, const struct windows_verdict *);
/* A measurement's category: a change for the worse is a finding. */
void	detect_category(struct detect *, struct test *);
/* The summaries of --summary, at the end. */
void	detect_summary(struct detect *);

/* Recommendations as a JSON array. */
void	advice_of_windows(struct str *, const struct windows_verdict *);
void	advice_of_category(struct str *, bool bad, const char *category,
	    size_t n);

#endif
