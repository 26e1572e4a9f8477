/*
 * alert - what its parts share
 */
#ifndef ALERT_H
#define ALERT_H

#include <stdbool.h>
#include <stdint.h>

#include "intern.h"
#include "record.h"
#include "series.h"

/* ---- alert-episode.c: the life of one alert ---- */

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

/* The alert about it. */
struct notice {
	bool open;
	bool acknowledged;
	int level;			/* highest so far */
	int64_t created_at, told_at;
	int64_t ended_change;		/* of an episode that is over */
	int64_t ended_at;		/* the finding that ended it */
	int64_t acknowledged_until;	/* 0: for good */
	char id[17], resolved_id[17], superseded_id[17];
};

/*
 * One test's findings and the alert about them: a machine that is told the
 * time and has no other input.  Zeroed is its beginning.
 */
struct episode {
	int64_t at;			/* of the newest finding */
	bool any;
	struct { int64_t at; int level; } newest[EPISODE_METHODS];
	uint8_t state[EPISODE_STATES];	/* hot or not, the newest last */
	int states;
	struct { int64_t quiet, hot, hot_since; } now, before;
	bool flapped;			/* before the newest one */
	bool muted;			/* since it flaps nobody was told */
	uint8_t by;			/* method of the newest that alerts,
					   from 1 */
	int64_t change;			/* of the newest that alerts */
	int64_t same;			/* changes so near are of one run */
	int64_t began;			/* change of the newest of any level */
	struct notice notice;
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
	int64_t same;		/* and so near, of the same run */
	bool anew;		/* unless it is found by being so again */
};

/*
 * Takes a finding in; false: it is no newer than what was seen.  *level is
 * the highest among the newest finding of every method.
 */
bool	episode_observe(struct episode *, const struct episode_rules *,
	    const struct finding *, int *level);
/* Whether the newest finding is not told of, whatever follows from it. */
void	episode_mute(struct episode *, const struct episode_rules *, bool);
/* The highest level among the newest finding of every method. */
int	episode_level(const struct episode *);
/* What follows from it. */
enum episode_event episode_step(struct episode *,
	    const struct episode_rules *, int level);
/* It fires from now on, at this level. */
void	episode_begin(struct episode *, int level);
/* Whether it is time to be reminded; if so, that is noted. */
bool	episode_remind(struct episode *, const struct episode_rules *);
/* It is over: its change is known from now on. */
void	episode_end(struct episode *);

/* ---- what alerts are about ---- */

struct silences;

/* Runs that were outages, one after another, and the first of them. */
struct outage {
	struct kept run_id;
	int64_t from, to;	/* 0: none; it goes on */
	bool before;		/* an alert that came in tells of it */
};

/*
 * A test: how it ends or, as another matter, how long it takes.  Or a source: a
 * model, a gate, a store, a job, a group of tests.
 */
struct subject {
	struct series series;
	struct episode episode;
	struct kept failure_id;	/* what its findings share */
	uint64_t failure;	/* and its fingerprint, 0: nothing */
	int64_t failed;		/* when what fails so began */
	int64_t voted_at;	/* and how that is known to be its failure */
	int votes;
	uint32_t held;		/* which of those held, from 1 */
	uint32_t known;		/* which line of the baseline, from 1 */
	bool slow;		/* it is about how long a test takes */
	bool seen;		/* in the stream */
	bool silent;		/* nobody is to be told */
	bool unheard;		/* nobody was, but may be from now on */
	int64_t sound;		/* time of a run that may be an outage yet */
	int64_t judged;		/* time of the newest run told of before */
	struct outage told;	/* the newest that its alerts tell of */
};

struct alerts {
	struct record r;
	struct record d;		/* derived */
	struct series_set tests, durations, sources;
	struct episode_rules rules;
	struct silences *silences, *quarantine;
	struct baseline *baseline;
	struct groups *groups;
	struct jobs *jobs;
	struct intern outages;		/* runs that were one */

	/* options */
	const char *last_for;
	const char *silence_file, *quarantine_file, *baseline_file;
	struct opt_word severity, direction;
	struct opt_word fail_on;	/* what counts as found */
	bool update_baseline;
	bool part;			/* of all tests that there are */
	int64_t most, missing;
	bool quiet_end;			/* --no-resolved */
	bool any_direction;

	bool blind;			/* nothing can be remembered */
	bool found;
	int64_t newest;			/* time of any finding, 0: none */
	struct str message;
};

/* ---- alert-print.c ---- */

/* A message, and what its cause adds to the alert; the rest is said here. */
struct telling {
	enum episode_event event;
	int level;
	struct alert alert;	/* owner, failure_id, and what else is known */
};

/* Makes the alert in s->d of what happened to a subject. */
void	alert_make(struct alerts *, struct subject *, const struct telling *);
/* It is told of: what is known, or below --fail-on, is not found by that. */
void	alert_count(struct alerts *, const struct subject *, int level);
/* Makes and prints it. */
void	alert_tell(struct alerts *, struct subject *, const struct telling *);
/* The severity, or what became of the alert, in capitals. */
void	message_end(struct str *, enum episode_event, int level);

/* ---- alert-test.c: analyses ---- */

/* Of a test, one of two: whether the method looks at how long it takes. */
bool	alert_is_slow(const struct value *method);
struct subject *alert_test(struct alerts *, const struct series_key *,
	    bool slow);
/* Tells what waits of the moments before s->r.analysis. */
void	alert_before(struct alerts *);
void	alert_take_analysis(struct alerts *);

/* ---- alert-group.c: what is one thing to many tests ---- */

#define GROUP_LEAST	3	/* tests that fail alike */

/* Notes that a finding of s->r.analysis fails in this way. */
void	groups_note(struct alerts *, struct subject *, const struct finding *);
/*
 * What happened to a test waits: a firing one until its run is over, since
 * others may fail alike; an end until its moment is, since another method may
 * see it differently.  `before` is what the notice was.
 */
void	groups_hold(struct alerts *, struct subject *,
	    const struct telling *, const struct notice *before);
/* A test's finding comes: what waits of an earlier moment is told. */
void	groups_before(struct alerts *, struct subject *, int64_t at);
/* Takes back what waits of this test. */
void	groups_drop(struct alerts *, struct subject *);
/* Of a test that is forgotten, tells what waits. */
void	groups_forget(void *alerts, struct series *);
/* Tells all that waits, at the end. */
void	groups_end(struct alerts *);

/* ---- alert-source.c: models, gates, stores, outages ---- */

struct subject *alert_source(struct alerts *, const struct value *project,
	    const char *what, const struct value *which);
/* The source that an alert without a test was about. */
struct subject *alert_source_of(struct alerts *, const struct alert *);
/* A finding about a source; the message is in s->message. */
struct source_finding {
	int level;
	int64_t at;
	bool ends;		/* at once, when it is quiet */
	struct alert alert;
};
void	alert_source_finding(struct alerts *, struct subject *,
	    const struct source_finding *);
void	alert_take_monitoring(struct alerts *);
void	alert_take_decision(struct alerts *);
void	alert_take_health(struct alerts *);
void	alert_take_run(struct alerts *);
/* What an alert of before says about it: the runs up to then were judged. */
void	alert_note_judged(struct alerts *, struct subject *,
	    const struct alert *);
/* Whether the analysis is of a run that was an outage. */
bool	alert_in_outage(const struct alerts *, const struct analysis *);
void	alert_source_end(struct alerts *);

/* ---- alert-missing.c: who stopped reporting ---- */

void	jobs_note(struct alerts *);		/* s->r.run */
void	jobs_end(struct alerts *);

/* ---- alert-silence.c: who is not to be told of ---- */

struct silences *silences_open(const char *file);
bool	silences_hold(struct silences *, const struct value *name,
	    const struct value *owner);
/* Whether one that has expired since held at that time. */
bool	silences_held(const struct silences *, const struct value *name,
	    const struct value *owner, int64_t at);
/* There is such a test, though nothing may be said of it. */
void	alert_see_test(struct alerts *, const struct value *name,
	    const struct value *owner);
/* Entries that are expired, twice, without reason or of no test. */
void	silences_end(struct alerts *, struct silences *);
void	silences_close(struct silences *);

/* ---- alert-baseline.c: what is known ---- */

void	baseline_open(struct alerts *, const char *file);
/* Whether a finding about it, of this level, is no news. */
bool	baseline_knows(const struct alerts *, const struct subject *,
	    int level);
/* Writes the file anew, if that was asked for. */
void	baseline_end(struct alerts *);

#endif
