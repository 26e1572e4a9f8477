/*
 * The seven gates, in their order, and the decision to train.
 */
#include <inttypes.h>
#include <math.h>

#include "gate.h"
#include "out.h"
#include "when.h"

#define TOLERANCE	1e-9	/* a nominal limit counts as reached */

const char *const profile_words[] = {"default", "conservative", "aggressive",
    NULL};

static const struct limits profiles[] = {
	{200, 30, 7 * WHEN_DAY, 2, .01, 5},
	{500, 50, 14 * WHEN_DAY, 5, .005, 5},
	{100, 10, WHEN_DAY, 1, .05, 5},
};

static void
choose_real(double *given, double otherwise)
{
	if (*given < 0)
		*given = otherwise;
}

static void
choose_int(int64_t *given, int64_t otherwise)
{
	if (*given < 0)
		*given = otherwise;
}

void
limits_choose(struct limits *given, int profile)
{
	const struct limits *l = &profiles[profile];

	choose_int(&given->min_samples, l->min_samples);
	choose_real(&given->min_coverage, l->min_coverage);
	choose_int(&given->cooldown, l->cooldown);
	choose_real(&given->min_gain, l->min_gain);
	choose_real(&given->max_brier, l->max_brier);
	choose_real(&given->max_drop, l->max_drop);
}

/* ---- what a gate writes down ---- */

enum outcome { FAILS, PASSES, NOT_EVALUATED };

/* One run through the gates. */
struct trial {
	const struct candidates *e;
	const struct circumstances *c;
	struct verdict *v;
	struct str figures;	/* of the gate at hand: ,"name":value ... */
};

static void
note(struct trial *t, const char *name, double x)
{
	char digits[REAL_LENGTH + 1];

	if (isfinite(x))
		digits[real_print(x, digits)] = '\0';
	str_print(&t->figures, ",\"%s\":%s", name,
	    isfinite(x) ? digits : "null");
}

static void
note_count(struct trial *t, const char *name, int64_t n)
{
	if (n >= 0)
		str_print(&t->figures, ",\"%s\":%" PRId64, name, n);
	else
		str_print(&t->figures, ",\"%s\":null", name);
}

#define because(t, ...)	str_print(&(t)->v->reason, __VA_ARGS__)

/* ---- the gates ---- */

/* Fails closed: who does not say how much is labelled is not let through. */
static enum outcome
check_coverage_given(struct trial *t)
{
	bool required = t->c->limits->min_coverage > 0;
	bool given = !isnan(t->e->coverage_pct);

	str_print(&t->figures, ",\"required\":%s,\"given\":%s",
	    required ? "true" : "false", given ? "true" : "false");
	if (given || !required)
		return PASSES;
	because(t, "the evaluation does not say how many predictions have "
	    "labels");
	return FAILS;
}

static enum outcome
check_samples(struct trial *t)
{
	int64_t n = t->e->shadow.num_samples, least = t->c->limits->min_samples;

	note_count(t, "num_samples", n);
	note_count(t, "minimum", least);
	if (n >= least)
		return PASSES;
	if (n < 0)
		because(t, "num_samples of the shadow is missing");
	else
		because(t, "the shadow has %" PRId64 " samples; %" PRId64
		    " are needed", n, least);
	return FAILS;
}

static enum outcome
check_coverage(struct trial *t)
{
	double pct = t->e->coverage_pct, least = t->c->limits->min_coverage;

	note(t, "coverage_pct", pct);
	note(t, "minimum_pct", least);
	if (isnan(pct) || pct >= least - TOLERANCE)
		return PASSES;
	because(t, "%g %% of the predictions have labels; %g %% are needed",
	    pct, least);
	return FAILS;
}

static enum outcome
check_cooldown(struct trial *t)
{
	int64_t least = t->c->limits->cooldown, days;

	if (!t->e->production.given && !t->c->occupied)
		return NOT_EVALUATED;
	note(t, "minimum_days", (double)least / (double)WHEN_DAY);
	if (t->c->promoted_at == INT64_MIN) {
		note(t, "days_since_promotion", NAN);
		return PASSES;
	}
	days = (t->c->now - t->c->promoted_at) / WHEN_DAY;
	note(t, "days_since_promotion", (double)days);
	if (t->c->now >= t->c->promoted_at && days * WHEN_DAY >= least)
		return PASSES;
	if (t->c->now < t->c->promoted_at)
		because(t, "the last promotion lies in the future");
	else
		because(t, "the last promotion was %" PRId64 " days ago; %g "
		    "are needed", days, (double)least / (double)WHEN_DAY);
	return FAILS;
}

static enum outcome
check_improvement(struct trial *t)
{
	double shadow = t->e->shadow.f1, production = t->e->production.f1;
	double least = t->c->limits->min_gain;
	double *gain = &t->v->gain;

	if (!t->e->production.given && !t->c->occupied)
		return NOT_EVALUATED;
	if (production > 0)
		*gain = (shadow - production) / production * 100;
	note(t, "f1_shadow", shadow);
	note(t, "f1_production", production);
	note(t, "f1_improvement_pct", *gain);
	note(t, "minimum_pct", least);
	if (production <= 0 ? shadow > 0 : *gain >= least - TOLERANCE)
		return PASSES;
	if (isnan(shadow) || isnan(production))
		because(t, "F1 of %s is missing", isnan(shadow) ?
		    "the shadow" : "what is in production");
	else
		because(t, "F1 changes from %g to %g, by %+.4g %%; %+g %% are "
		    "needed", production, shadow, production > 0 ? *gain : 0,
		    least);
	return FAILS;
}

static enum outcome
check_calibration(struct trial *t)
{
	double shadow = t->e->shadow.brier, production = t->e->production.brier;
	double most = t->c->limits->max_brier, change = shadow - production;

	if (!t->e->production.given)
		return NOT_EVALUATED;
	t->v->brier_change = change;
	note(t, "brier_shadow", shadow);
	note(t, "brier_production", production);
	note(t, "brier_change", change);
	note(t, "maximum", most);
	if (change <= most + TOLERANCE)
		return PASSES;
	if (isnan(change))
		because(t, "the Brier score of %s is missing", isnan(shadow) ?
		    "the shadow" : "what is in production");
	else
		because(t, "the Brier score changes by %+.4g; %+g is allowed",
		    change, most);
	return FAILS;
}

static double
f1_of(const struct candidate *c, const struct str *segment)
{
	for (size_t i = 0; i < c->segments; i++)
		if (text_same(c->segment[i].name.s, c->segment[i].name.n,
		    segment->s, segment->n))
			return c->segment[i].f1;
	return NAN;
}

/* By how many percent a segment's F1 falls; what is 0 cannot fall. */
static double
drop_of(double production, double shadow)
{
	if (isnan(production) || isnan(shadow))
		return NAN;
	return production > 0 ? (production - shadow) / production * 100 : 0;
}

/* Of the segments that both sides have; those of one side are counted. */
static enum outcome
check_segments(struct trial *t)
{
	const struct candidate *production = &t->e->production;
	const struct str *name = NULL;
	double worst = NAN, most = t->c->limits->max_drop;
	int64_t compared = 0;

	for (size_t i = 0; i < production->segments; i++) {
		const struct segment *s = &production->segment[i];
		double drop = drop_of(s->f1, f1_of(&t->e->shadow, &s->name));

		compared += !isnan(drop);
		if (isnan(drop) || drop <= worst)
			continue;
		worst = drop;
		name = &s->name;
	}
	if (name == NULL)
		return NOT_EVALUATED;
	note_count(t, "compared", compared);
	note_count(t, "not_compared", (int64_t)(production->segments +
	    t->e->shadow.segments) - 2 * compared);
	str_text(&t->figures, ",\"worst\":");
	str_string(&t->figures, name->s, name->n);
	note(t, "drop_pct", worst);
	note(t, "maximum_pct", most);
	if (worst <= most + TOLERANCE)
		return PASSES;
	because(t, "F1 of the segment %s falls by %.4g %%; %g %% are allowed",
	    name->s, worst, most);
	return FAILS;
}

static const struct {
	const char *name;
	enum outcome (*check)(struct trial *);
} gates[] = {
	{"coverage_validation", check_coverage_given},
	{"insufficient_samples", check_samples},
	{"insufficient_coverage", check_coverage},
	{"promotion_cooldown", check_cooldown},
	{"insufficient_improvement", check_improvement},
	{"calibration_degraded", check_calibration},
	{"segment_regression", check_segments},
};

/* ---- the verdict ---- */

static void
record_outcome(struct trial *t, const char *name, enum outcome o)
{
	struct str *b = &t->v->results;

	str_print(b, "%c\"%s\":", b->n == 0 ? '{' : ',', name);
	if (o == NOT_EVALUATED)
		str_text(b, "\"not evaluated\"");
	else
		str_print(b, "{\"passed\":%s%s}", o == PASSES ? "true" :
		    "false", t->figures.n > 0 ? t->figures.s : "");
}

/* Behind the first that fails, no gate is looked at. */
static void
pass_gates(struct trial *t)
{
	for (size_t i = 0; i < sizeof(gates) / sizeof(gates[0]); i++) {
		enum outcome o = NOT_EVALUATED;

		str_clear(&t->figures);
		if (t->v->failed_gate == NULL)
			o = gates[i].check(t);
		if (o == FAILS)
			t->v->failed_gate = gates[i].name;
		record_outcome(t, gates[i].name, o);
	}
	str_byte(&t->v->results, '}');
}

static void
explain_promotion(struct trial *t)
{
	const struct candidate *s = &t->e->shadow, *p = &t->e->production;

	if (!p->given)
		because(t, "first deployment: nothing is in production");
	else
		because(t, "every gate passed: F1 from %g to %g, Brier score "
		    "%+.4g", p->f1, s->f1, t->v->brier_change);
}

/* There is no candidate yet: are there labels enough to train one? */
static void
decide_training(struct trial *t)
{
	const struct limits *l = t->c->limits;
	int64_t n = t->e->labeled;
	double pct = t->e->coverage_pct;
	bool labels = n >= l->min_samples;
	bool covered = isnan(pct) ? l->min_coverage <= 0 :
	    pct >= l->min_coverage - TOLERANCE;

	t->v->action = labels && covered ? action_train : action_skip;
	if (n < 0 || (isnan(pct) && !covered))
		because(t, "how many predictions have labels is not known");
	else if (!labels)
		because(t, "%" PRId64 " predictions have labels; %" PRId64
		    " are needed", n, l->min_samples);
	else if (isnan(pct))
		because(t, "%" PRId64 " predictions have labels", n);
	else
		because(t, "%" PRId64 " predictions have labels, %.4g %%%s", n,
		    pct, covered ? "" : " of all");
	if (labels && !covered && !isnan(pct))
		because(t, "; %g %% are needed", l->min_coverage);
}

void
verdict_reach(struct verdict *v, const struct candidates *e,
    const struct circumstances *c)
{
	struct trial t = {.e = e, .c = c, .v = v};

	v->failed_gate = NULL;
	v->gain = v->brier_change = NAN;
	str_clear(&v->reason);
	str_clear(&v->results);
	if (!e->shadow.given) {
		decide_training(&t);
		return;
	}
	pass_gates(&t);
	v->action = v->failed_gate ? action_reject : action_promote;
	if (v->failed_gate == NULL)
		explain_promotion(&t);
	str_free(&t.figures);
}

void
verdict_free(struct verdict *v)
{
	str_free(&v->reason);
	str_free(&v->results);
}
