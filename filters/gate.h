/*
 * gate - what its parts share
 *
 * gate.c is the walk and the records; gate-evaluation.c reads what is to be
 * judged, gate-rules.c judges it, gate-drift.c keeps the drift of each model.
 */
#ifndef GATE_H
#define GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "json-doc.h"
#include "record.h"
#include "series.h"
#include "str.h"

/* ---- gate-evaluation.c: what is judged ---- */

struct segment {
	struct str name;
	double f1;
};

/* A version and its figures; what was not given is NAN, or -1. */
struct candidate {
	bool given;
	struct str version, run_id;	/* empty: not given */
	int64_t num_samples;
	double f1, brier;
	struct segment *segment;
	size_t segments, segments_room;
};

struct candidates {
	struct candidate shadow, production;
	double coverage_pct;
	int64_t labeled;
	int trigger;		/* enum trigger, or -1 */
	struct doc doc;
};

void	candidates_open(struct candidates *);
/* Of an evaluation; false: why (JSON_WHY bytes) says what is wrong. */
bool	candidates_take(struct candidates *, const struct evaluation *,
	    char *why);
void	candidates_free(struct candidates *);

/* ---- gate-rules.c: how it is judged ---- */

struct limits {
	int64_t min_samples;
	double min_coverage;	/* percent */
	int64_t cooldown;	/* microseconds */
	double min_gain;	/* of F1, percent */
	double max_brier;
	double max_drop;	/* of a segment's F1, percent */
};

extern const char *const profile_words[];
/* What is negative in `given` is taken from the profile. */
void	limits_choose(struct limits *given, int profile);

/* What the rules know besides the evaluation. */
struct circumstances {
	const struct limits *limits;
	int64_t now;
	int64_t promoted_at;	/* INT64_MIN: never, as far as is known */
	bool occupied;		/* a version is known to be in production */
};

struct verdict {
	enum action action;
	const char *failed_gate;	/* NULL: none */
	struct str reason;		/* one sentence for people */
	struct str results;		/* JSON: what each gate found */
	double gain, brier_change;	/* NAN: not evaluated */
};

void	verdict_reach(struct verdict *, const struct candidates *,
	    const struct circumstances *);
void	verdict_free(struct verdict *);

/* ---- gate-drift.c: what monitoring said ---- */

/* One monitoring record, with the names of the features that drifted. */
struct summary {
	bool any;
	int64_t at;
	double ratio;			/* NAN: not given */
	int64_t drifted, features;	/* -1: not given */
	int64_t predictions;
	int dataset;			/* 0, 1; -1: not given */
	struct kept ref, names;		/* names: JSON texts with commas */
};

/* Of one model: the newest, and the newest before it that is drift. */
struct drift {
	struct summary newest, before;
};

void	drift_monitoring(struct drift *, struct series_set *,
	    const struct monitoring *);
void	drift_feature(struct drift *, struct series_set *,
	    const struct feature_drift *);
/*
 * The one a decision is made on: of the last 24 hours the newest that is
 * drift, else the newest; NULL if there is none.
 */
const struct summary *drift_behind(const struct drift *, int64_t now);
/* At least three features in ten have drifted. */
bool	drift_triggers(const struct summary *);

#endif
