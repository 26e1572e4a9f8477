/*
 * detect - what its parts share
 */
#ifndef DETECT_H
#define DETECT_H

#include "intern.h"
#include "record.h"
#include "series.h"
#include "windows.h"

/*
 * What is kept of one test.  Small, because every record brings in another
 * one: categories are numbers in detect's list of them.
 */
struct test {
	struct series series;
	struct points points;		/* confidence, or 1 passed, 0 failed */
	bool measured;			/* its results are not judged */
	bool bad;			/* its category says that it broke */
	int category, good_category;	/* the newest, and the newest that
					   does not say so */
	uint32_t grown;			/* measurements since the category is
					   the same and runs did not fall */
	int64_t runs_from, runs;	/* of the first of these, and of the
					   last */
	int64_t bad_since;
	int64_t newest;			/* time of the newest measurement */
	double good_confidence;
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

	struct intern numbers;		/* of categories, from 1 */
	struct str names;		/* of them, terminated */
	bool windows, category;		/* methods */
	int fail_level;
	bool blind;			/* nothing can be remembered */
	bool found;
	struct str evidence, advice;
	double y[WINDOWS_MAX], days[WINDOWS_MAX];	/* of the window */
	int64_t first;			/* time of its first value */
};

/* Prints d->d.analysis, whose texts are set, unless --drifting says no. */
void	detect_emit(struct detect *, const struct test *);
/* The baseline and current windows of one series; false: too short. */
bool	detect_windows(struct detect *, const struct test *,
	    struct windows_verdict *);
void	detect_print_windows(struct detect *, const struct test *,
	    const struct windows_verdict *);
/*
 * The number of a category, from 1, and back; `before` is the one it had and
 * most likely has, or 0.
 */
int	category_number(struct detect *, const struct value *, int before);
struct value category_name(const struct detect *, int);
/* A measurement's category: a change for the worse is a finding. */
void	detect_category(struct detect *, struct test *);
void	category_keep(struct detect *, struct test *);
/* The summaries of --summary, at the end. */
void	detect_summary(struct detect *);

/* Recommendations as a JSON array. */
void	advice_of_windows(struct str *, const struct windows_verdict *);
void	advice_of_category(struct str *, bool bad, const char *category,
	    size_t n);

#endif
