/*
 * detect - what its parts share
 */
#ifndef DETECT_H
#define DETECT_H

#include "branch.h"
#include "change.h"
#include "executions.h"
#include "intern.h"
#include "rate.h"
#include "record.h"
#include "series.h"
#include "windows.h"

#define DETECT_MAX	WINDOWS_MAX	/* values looked at */
#define RECENT		50		/* runs that say how a test stands */

/* What some executions in a row say about their test. */
struct tally {
	struct rate_count count;	/* failed, of executions */
	size_t flips;			/* of outcome, from one to the next */
	size_t contradictions;		/* revisions with both outcomes */
	size_t streak;			/* failures at the end */
	size_t passes;			/* or passes */
};

/* Categories are numbered as they come, behind those that mean something. */
enum {
	CATEGORY_none, CATEGORY_new_test, CATEGORY_unknown,
	CATEGORY_unstable, CATEGORY_regression, CATEGORY_broken,
	CATEGORY_flaky
};

struct category { size_t at, n; };	/* its name, in detect's texts */

/* Too young to be called anything. */
static inline bool
is_young(int category)
{
	return category == CATEGORY_new_test || category == CATEGORY_unknown;
}

/* The surer of it, the worse: less of it is no change for the worse. */
static inline bool
is_bad_news(int category)
{
	return category >= CATEGORY_unstable && category <= CATEGORY_flaky;
}

/*
 * Since when a test fails more than what was before explains, told one
 * execution after another; zeroed is its beginning.  See detect-spell.c.
 */
struct spell {
	bool stands;			/* it does, and has not recovered */
	struct rate_count since;	/* from its first failure on */
	size_t from, found;		/* executions before that, and before
					   it was certain */
	struct rate_count known;	/* outside of any spell */
	size_t seen, streak;		/* all, and failures at the end */

	/* private */
	size_t clean;			/* of these, before any failed */
	size_t passes;			/* at the end of the spell */
	size_t shared;			/* of the streak, with many others */
};

void	spell_add(struct spell *, bool failed, bool shared);
/* It passes so often in a row that a rate is no more. */
bool	rate_has_recovered(struct rate_count since, size_t passes);

/* How a test stands at the end, by its executions and its company. */
struct outlook {
	struct tally recent;		/* the last RECENT since the change */
	struct rate_count since;	/* all of these */
	enum class class, was;		/* now, and before the change */
	size_t changes;			/* of its rate, and the last one */
	struct rate_change last;

	/* what others say, see detect-groups.c; zero: nothing */
	struct rate_count elsewhere;	/* in other contexts */
	double p;			/* that it fails as often there */
	uint32_t alike;			/* others that fail the same way */
	uint32_t members, bad_members;	/* of its family test[*] */
};

/* Where the newest record comes from that says so. */
struct said {
	struct kept text;
	int64_t at;
};

/*
 * What is kept of one test.  Small, because every record brings in another
 * one: categories are numbers in detect's list of them.
 */
struct test {
	struct series series;
	struct points points;		/* confidence, or values of a metric */
	struct executions executions;
	bool measured, metric;
	bool bad;			/* its category says that it broke */
	bool labelled;			/* by classify: it names a rule */
	int category, good_category;	/* the newest, and the newest that
					   does not say so */
	uint32_t grown;			/* measurements since the category is
					   the same and runs did not fall */
	int64_t runs_from, runs;	/* of the first of these, and of the
					   last */
	int64_t bad_since, label_since;
	int64_t newest;			/* time of the newest measurement */
	int64_t skipped;		/* of the newest skip; 0: none */
	double good_confidence;
	uint64_t settled;		/* values that can no longer change
					   where the series changed */
	struct said owner, failure_id, run_id, revision;
	struct kept follow;		/* --follow: where the values stand */
	struct rate_watch watch;	/* and the executions */
};

struct detect {
	struct record r;
	struct record d;		/* derived */
	struct series_set tests;
	struct series_set rows;		/* per category, for --summary */
	struct windows_rules rules;
	struct change_rules change;
	struct change *pieces;		/* where they are looked for */
	struct rate_table rate;

	/* options */
	const char *thresholds, *sustained, *relative;
	struct opt_word model, fail_on;
	struct opt_words methods;	/* none: all */
	int64_t window, least, baseline, current, points, most, least_runs;
	int64_t floor;			/* microseconds a duration moves */
	double ratio;			/* and by what factor */
	size_t long_ones, of_last;	/* so many of the last so many */
	bool each, follow, summary, drifting, no_test, per_day, stats, runs;

	struct intern numbers;		/* of categories */
	struct category *category;	/* by number */
	int categories;
	struct intern outages;		/* runs, and whether they are */
	struct intern failures;		/* runs, and how many failed */
	size_t recovered;		/* of these, in which none did */
	struct branches branches;
	bool blind;			/* nothing can be remembered */
	bool found;
	struct str evidence, advice;

	/* what is looked at */
	double y[DETECT_MAX];
	int64_t at[DETECT_MAX];
	const struct execution *run[DETECT_MAX];
	size_t before;			/* of the series, before these */
	size_t dropped;			/* of those, no longer kept */
};

/* Runs that were outages say nothing about their tests. */
void	detect_take_run(struct detect *);
bool	detect_is_outage(const struct detect *, const struct test *,
	    const struct execution *);
/*
 * How many executions of a run failed, of those that are kept; whether so many
 * did that one of them says little about its test.
 */
void	detect_count_failure(struct detect *, const struct test *,
	    const struct execution *, int more);
bool	detect_is_shared(const struct detect *, const struct test *,
	    const struct execution *);
/* The options and the rules that follow; what is wrong ends the program. */
void	options_read(struct detect *, int argc, char **argv);

static inline bool
detect_uses(const struct detect *d, enum method m)
{
	return d->methods.set == 0 || (d->methods.set & (1U << m)) != 0;
}

/* Begins an analysis of the newest n values looked at. */
struct analysis *detect_begin(struct detect *, enum method, size_t n);
/* Levels before and after, what they differ by, and how grave that is. */
void	analysis_levels(struct analysis *, double before, double after,
	    int severity);
/* Where it changed: before the i-th of the values looked at. */
void	analysis_change(struct detect *, size_t i);
/* Prints d->d.analysis, whose texts are set, unless --drifting says no. */
void	detect_emit(struct detect *, const struct test *);

/*
 * What is looked at: the values, and the executions that count, within
 * --window of now, in order of time; d->before says how many came earlier.
 * Return how many.
 */
size_t	detect_values(struct detect *, const struct test *);
size_t	detect_runs(struct detect *, const struct test *);

/* The baseline and current windows of one series; false: too short. */
bool	detect_windows(struct detect *, const struct test *,
	    struct windows_verdict *);
void	detect_print_windows(struct detect *, const struct test *,
	    const struct windows_verdict *);

/* Where the values changed; of those about to fall out what is settled. */
void	detect_change(struct detect *, const struct test *);
void	detect_change_settled(struct detect *, struct test *);
/* --follow: a value, or an execution, has come. */
void	detect_change_follow(struct detect *, struct test *, double y);

/* Passes and failures. */
void	outlook_of(struct detect *, const struct test *, struct outlook *);
void	detect_rate(struct detect *, const struct test *,
	    const struct outlook *);
void	detect_contradiction(struct detect *, const struct test *,
	    const struct outlook *);
void	detect_rate_follow(struct detect *, struct test *,
	    struct execution *);

/* How long it takes. */
void	detect_duration(struct detect *, const struct test *);

/* All tests in the order of their keys, and their outlooks. */
void	detect_groups(struct detect *, struct series **all,
	    struct outlook *);

/*
 * The number of a category and back; `before` is the one it had and most
 * likely has.
 */
void	categories_open(struct detect *);
void	categories_close(struct detect *);
int	category_number(struct detect *, const struct value *, int before);
struct value category_name(const struct detect *, int);
/* A measurement's category: a change for the worse is a finding. */
void	detect_category(struct detect *, struct test *, int category);
void	category_keep(struct detect *, struct test *, int category);
/* The summaries of --summary, at the end. */
void	detect_summary(struct detect *);

/* Recommendations as a JSON array. */
void	advice_of_windows(struct str *, const struct windows_verdict *);
void	advice_of_category(struct str *, bool bad, const char *category,
	    size_t n);
void	advice_of_analysis(struct str *, const struct analysis *);

#endif
