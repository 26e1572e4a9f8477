/*
 * gate - decide whether a version of a model goes into production
 *
 * Every evaluation gives a decision, and a candidate that was judged gives
 * its version of the model, in production or archived.  What monitoring and
 * the past say of a model is kept, from the stream or from history.
 */
#include <math.h>

#include "diag.h"
#include "gate.h"
#include "sandbox.h"
#include "when.h"

#define MODELS_MOST	100000

struct model {
	struct series series;
	struct drift drift;
	int64_t promoted_at;	/* the last promotion; INT64_MIN: unknown */
	struct kept production;	/* version that is known to be there */
	bool occupied;		/* there is one */
	int64_t decided_at;	/* the last decision of this run */
};

struct gatekeeper {
	struct record r;
	struct record d;		/* derived */
	struct series_set models;
	struct candidates candidates;
	struct verdict verdict;

	/* options */
	struct limits limits;
	struct opt_word profile;
	const char *by;

	bool blind;			/* nothing can be remembered */
	bool rejected;
	struct str names, context, details;	/* JSON of the decision */
};

/* ---- what is known of a model ---- */

static struct model *
model_of(struct gatekeeper *g, const struct value *project,
    const struct value *name)
{
	struct series_key k = series_key_of(project, name, NULL);
	bool fresh;
	struct model *m = series_of(&g->models, &k, &fresh);

	if (fresh)
		m->promoted_at = m->decided_at = INT64_MIN;
	return m;
}

static void
promoted(struct model *m, int64_t at)
{
	if (at > m->promoted_at)
		m->promoted_at = at;
}

static bool
is_in_production(const struct model *m, const char *s, size_t n)
{
	return m->occupied && text_same(m->production.s, m->production.n, s, n);
}

static void
enter_production(struct gatekeeper *g, struct model *m, const char *s,
    size_t n)
{
	m->occupied = true;
	series_keep(&g->models, &m->production, s, n);
}

static void
take_version(struct gatekeeper *g)
{
	const struct model_version *v = &g->r.model_version;
	struct model *m = model_of(g, &v->project, &v->model_name);
	const struct value *name = &v->model_version;

	if (v->promoted_at.set)
		promoted(m, v->promoted_at.i);
	if (v->stage.i == stage_Production)
		enter_production(g, m, name->s, name->n);
	else if (is_in_production(m, name->s, name->n))
		m->occupied = false;
}

static void
take_decision(struct gatekeeper *g)
{
	const struct decision *d = &g->r.decision;

	if (d->action.i == action_promote)
		promoted(model_of(g, &d->project, &d->model_name),
		    d->timestamp.i);
}

/* ---- the records of a decision ---- */

static struct value
text_or_none(const struct str *s)
{
	return s->n > 0 ? value_str(s) : (struct value){0};
}

static struct value
count_or_none(int64_t n)
{
	return n >= 0 ? value_int(n) : (struct value){0};
}

static void
fill_drift(struct gatekeeper *g, const struct summary *s)
{
	struct decision *d = &g->d.decision;
	char at[WHEN_LENGTH + 1];

	if (s == NULL)
		return;
	d->feature_drift_ratio = value_real(s->ratio);
	d->num_drifted_features = count_or_none(s->drifted);
	d->dataset_drift_detected = count_or_none(s->dataset);
	if (s->ref.n > 0)
		d->drift_summary_ref = value_bytes(s->ref.s, s->ref.n);
	str_clear(&g->names);
	str_byte(&g->names, '[');
	str_bytes(&g->names, s->names.s, s->names.n);
	str_byte(&g->names, ']');
	if (s->names.n > 0 || s->drifted == 0)
		d->drifted_features = value_str(&g->names);
	when_print(s->at, at);
	str_clear(&g->context);
	str_print(&g->context, "{\"monitored_at\":\"%s\"", at);
	if (s->features >= 0)
		str_print(&g->context, ",\"num_features\":%lld",
		    (long long)s->features);
	if (s->predictions >= 0)
		str_print(&g->context, ",\"num_predictions\":%lld",
		    (long long)s->predictions);
	str_byte(&g->context, '}');
	d->drift_context = value_str(&g->context);
}

static void
fill_versions(struct gatekeeper *g, const struct model *m)
{
	struct decision *d = &g->d.decision;
	const struct candidates *c = &g->candidates;

	d->shadow_model_version = text_or_none(&c->shadow.version);
	if (c->production.version.n > 0)
		d->production_model_version = value_str(&c->production.version);
	else if (m->occupied)
		d->production_model_version = value_bytes(m->production.s,
		    m->production.n);
	str_clear(&g->details);
	str_print(&g->details, "{\"profile\":\"%s\",\"first_deployment\":%s}",
	    profile_words[g->profile.at],
	    c->production.given || m->occupied ? "false" : "true");
	if (c->shadow.given)
		d->decision_details = value_str(&g->details);
}

static void
print_decision(struct gatekeeper *g, const struct model *m, int64_t at)
{
	const struct evaluation *e = &g->r.evaluation;
	const struct summary *drift = drift_behind(&m->drift, at);
	const struct candidates *c = &g->candidates;
	const struct verdict *v = &g->verdict;
	struct decision *d = &g->d.decision;
	int trigger = c->trigger >= 0 ? c->trigger : drift != NULL &&
	    drift_triggers(drift) ? trigger_drift_alert : trigger_scheduled;

	record_clear(&g->d, KIND_decision);
	*d = (struct decision){
		.project = e->project, .model_name = e->model_name,
		.timestamp = value_time(at),
		.trigger_reason = value_int(trigger),
		.action = value_int(v->action),
		.reason = value_str(&v->reason),
		.gate_results = text_or_none(&v->results),
		.labeled_samples = count_or_none(c->labeled),
		.coverage_pct = value_real(c->coverage_pct),
		.f1_improvement_pct = value_real(v->gain),
		.brier_change = value_real(v->brier_change),
		.data_context = e->coverage,
		.decided_by = value_text(g->by),
	};
	if (v->failed_gate != NULL)
		d->failed_gate = value_text(v->failed_gate);
	fill_versions(g, m);
	fill_drift(g, drift);
	record_print(&g->d, g->r.out);
}

/* In production, or, rejected, archived. */
static void
print_version(struct gatekeeper *g, int64_t at)
{
	const struct candidate *c = &g->candidates.shadow;
	struct model_version *v = &g->d.model_version;
	bool promote = g->verdict.action == action_promote;

	record_clear(&g->d, KIND_model_version);
	*v = (struct model_version){
		.project = g->r.evaluation.project,
		.model_name = g->r.evaluation.model_name,
		.model_version = value_str(&c->version),
		.stage = value_int(promote ? stage_Production :
		    stage_Archived),
		.run_id = text_or_none(&c->run_id),
		.f1_score = value_real(c->f1),
		.brier_score = value_real(c->brier),
		.num_samples = count_or_none(c->num_samples),
		.decided_at = value_time(at),
		.reason = value_str(&g->verdict.reason),
	};
	if (promote) {
		v->promoted_at = value_time(at);
		v->promoted_by = value_text(g->by);
	} else {
		v->archived_at = value_time(at);
	}
	record_print(&g->d, g->r.out);
}

/* ---- an evaluation ---- */

/* Two decisions on a model never have one time, which is their key. */
static int64_t
time_of_decision(struct model *m)
{
	int64_t now = when_now();

	m->decided_at = now > m->decided_at ? now : m->decided_at + 1;
	return m->decided_at;
}

static void
decide(struct gatekeeper *g)
{
	const struct evaluation *e = &g->r.evaluation;
	const struct str *version = &g->candidates.shadow.version;
	struct model *m = model_of(g, &e->project, &e->model_name);
	int64_t at = time_of_decision(m);
	struct circumstances c = {&g->limits, at, m->promoted_at,
	    m->occupied};

	if (e->last_promotion_at.set && e->last_promotion_at.i > c.promoted_at)
		c.promoted_at = e->last_promotion_at.i;
	verdict_reach(&g->verdict, &g->candidates, &c);
	print_decision(g, m, at);
	if (g->candidates.shadow.given)
		print_version(g, at);
	g->rejected |= g->verdict.action == action_reject;
	if (g->verdict.action == action_promote) {
		promoted(m, at);
		enter_production(g, m, version->s, version->n);
	}
}

/* False: refused, and not passed on. */
static bool
is_good(struct gatekeeper *g)
{
	const struct evaluation *e = &g->r.evaluation;
	const struct str *version = &g->candidates.shadow.version;
	char why[JSON_WHY];

	if (g->r.kind != KIND_evaluation)
		return true;
	if (!candidates_take(&g->candidates, e, why)) {
		record_refuse(&g->r, "%s", why);
		return false;
	}
	if (g->candidates.shadow.given && is_in_production(model_of(g,
	    &e->project, &e->model_name), version->s, version->n)) {
		record_refuse(&g->r, "version %s of the shadow is in "
		    "production already", version->s);
		return false;
	}
	return true;
}

static void
take(struct gatekeeper *g)
{
	struct record *r = &g->r;

	switch (r->kind) {
	case KIND_evaluation:
		if (!r->remembered && !g->blind)
			decide(g);
		break;
	case KIND_monitoring:
		drift_monitoring(&model_of(g, &r->monitoring.project,
		    &r->monitoring.model_name)->drift, &g->models,
		    &r->monitoring);
		break;
	case KIND_feature_drift:
		drift_feature(&model_of(g, &r->feature_drift.project,
		    &r->feature_drift.model_name)->drift, &g->models,
		    &r->feature_drift);
		break;
	case KIND_decision:
		take_decision(g);
		break;
	case KIND_model_version:
		take_version(g);
		break;
	case KIND_history:
		g->blind = true;	/* history of: none */
		break;
	default:
		break;
	}
}

static void
judge(struct gatekeeper *g)
{
	kind_set wanted = BIT(evaluation) | BIT(monitoring) |
	    BIT(feature_drift) | BIT(decision) | BIT(model_version) |
	    BIT(history);

	g->r.hold = true;
	while (record_next(&g->r, wanted)) {
		if (!is_good(g))
			continue;
		if (!g->r.options.only || g->r.remembered)
			record_pass(&g->r);
		take(g);
	}
}

static void
open_gate(struct gatekeeper *g)
{
	limits_choose(&g->limits, g->profile.at);
	g->models = (struct series_set){.state = sizeof(struct model),
	    .keep = 1, .most = MODELS_MOST};
	series_open(&g->models);
	candidates_open(&g->candidates);
}

static int
close_gate(struct gatekeeper *g)
{
	candidates_free(&g->candidates);
	verdict_free(&g->verdict);
	series_close(&g->models);
	str_free_all(&g->names, &g->context, &g->details, NULL);
	return record_end(&g->r, g->rejected);
}

int
main(int argc, char **argv)
{
	static const char *const examples[] = {
		"drift gate --profile conservative < evaluation.ndjson | "
		    "drift store",
		"gate -e --only evaluation.ndjson", NULL
	};
	struct gatekeeper g = {.profile = {profile_words, 0}, .by = "gate",
	    .limits = {-1, -1, -1, -1, -1, -1}};
	const struct opt options[] = {
		{0, "profile", OPT_WORD, &g.profile, "NAME",
		    "the limits that are not given (default)", 0},
		{0, "min-samples", OPT_INT, &g.limits.min_samples, "N",
		    "samples of the shadow, labels for training (200)", 0},
		{0, "min-coverage", OPT_REAL, &g.limits.min_coverage,
		    "PERCENT", "labelled predictions; 0: not asked for (30)",
		    '%'},
		{0, "cooldown", OPT_SPAN, &g.limits.cooldown, "SPAN",
		    "whole days since the last promotion (7d)", 'd'},
		{0, "min-f1-gain", OPT_REAL, &g.limits.min_gain, "PERCENT",
		    "of production's F1 (2)", '%'},
		{0, "max-brier", OPT_REAL, &g.limits.max_brier, "N",
		    "by which the Brier score may rise (0.01)", 0},
		{0, "max-segment-drop", OPT_REAL, &g.limits.max_drop,
		    "PERCENT", "by which F1 of a segment may fall (5)", '%'},
		{0, "by", OPT_TEXT, &g.by, "NAME",
		    "who decides (gate)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Decide whether a version of a model goes into production.",
	    examples, options, NULL};

	record_open(&g.r, &usage, argc, argv);
	open_gate(&g);
	(void)sandbox_enter(&(struct sandbox){.files = argv});
	judge(&g);
	return close_gate(&g);
}
