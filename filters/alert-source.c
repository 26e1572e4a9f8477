/*
 * What is no test: models, gates, stores, and runs that were outages.
 *
 * The key of a source is project, what it is, and which: the model, the
 * database, or the context of the runs; the last stands in its alert's
 * context.
 */
#include <stdlib.h>

#include "alert.h"
#include "hash.h"
#include "when.h"

#define RATIO_MODERATE	0.3	/* of drifted features */
#define RATIO_CRITICAL	0.5
#define TOLERANCE	1e-9

struct subject *
alert_source(struct alerts *s, const struct value *project, const char *what,
    const struct value *which)
{
	struct series_key k = {{project->s, what, which->s},
	    {project->n, (uint32_t)strlen(what), which->set ? which->n : 0}};

	return series_of(&s->sources, &k, NULL);
}

struct subject *
alert_source_of(struct alerts *s, const struct alert *a)
{
	static const char *const what[] = {"outage", "model", "gate",
	    "health", "missing"};
	bool insufficient = a->class.set && a->class.i == class_insufficient;

	if (a->source.i == alert_source_drift && a->failure_id.n > 0)
		return alert_source(s, &a->project, "group", &a->failure_id);
	if (a->source.i == alert_source_model && insufficient)
		return alert_source(s, &a->project, "insufficient",
		    &a->context);
	return alert_source(s, &a->project, what[a->source.i], &a->context);
}

void
alert_source_finding(struct alerts *s, struct subject *t,
    const struct source_finding *f)
{
	struct finding x = {.level = f->level, .at = f->at};
	struct episode_rules rules = s->rules;
	struct telling w = {.level = f->level, .alert = f->alert};
	int level;

	if (!s->r.remembered) {
		t->seen = true;
		if (f->at > s->newest)
			s->newest = f->at;
	}
	if (f->ends)
		rules.keep_firing = 1;
	if (!episode_observe(&t->episode, &rules, &x, &level) ||
	    s->r.remembered || s->blind)
		return;
	w.event = episode_step(&t->episode, &rules, level);
	if (w.event == EPISODE_NOTHING)
		return;
	if (t->series.key.n[2] > 0)
		w.alert.context = value_bytes(t->series.key.s[2],
		    t->series.key.n[2]);
	message_end(&s->message, w.event, level);
	alert_tell(s, t, &w);
}

/* ---- models ---- */

static int
drift_level(const struct monitoring *m)
{
	if (!m->feature_drift_ratio.set)
		return m->dataset_drift_detected.set &&
		    m->dataset_drift_detected.i ? severity_moderate :
		    severity_none;
	if (m->feature_drift_ratio.d >= RATIO_CRITICAL - TOLERANCE)
		return severity_critical;
	return m->feature_drift_ratio.d >= RATIO_MODERATE - TOLERANCE ?
	    severity_moderate : severity_none;
}

static void
take_data(struct alerts *s, const struct value *model)
{
	const struct monitoring *m = &s->r.monitoring;
	struct source_finding f = {.at = m->timestamp.i, .alert = {
	    .source = value_int(alert_source_model),
	    .class = value_int(class_insufficient)}};

	f.level = m->status.i == monitoring_status_failed ? severity_high :
	    m->status.i == monitoring_status_insufficient_data ?
	    severity_moderate : severity_none;
	str_clear(&s->message);
	str_print(&s->message, "model %.*s: %s, %lld predictions in %lld "
	    "hours", (int)model->n, model->s,
	    m->status.i == monitoring_status_failed ? "monitoring failed" :
	    m->status.i == monitoring_status_ok ? "data again" :
	    "insufficient data", (long long)m->num_predictions.i,
	    (long long)m->lookback_hours.i);
	alert_source_finding(s, alert_source(s, &m->project, "insufficient",
	    model), &f);
}

void
alert_take_monitoring(struct alerts *s)
{
	const struct monitoring *m = &s->r.monitoring;
	struct value model = m->model_name.set ? m->model_name :
	    value_text("");
	struct source_finding f = {.level = drift_level(m),
	    .at = m->timestamp.i, .alert = {
	    .source = value_int(alert_source_model)}};

	take_data(s, &model);
	if (m->status.i != monitoring_status_ok)
		return;
	str_clear(&s->message);
	str_print(&s->message, "model %.*s: %lld of %lld features drifted",
	    (int)model.n, model.s, (long long)m->num_drifted_features.i,
	    (long long)m->num_features.i);
	if (m->feature_drift_ratio.set)
		str_print(&s->message, " (%.1f%%)",
		    100 * m->feature_drift_ratio.d);
	alert_source_finding(s, alert_source(s, &m->project, "model",
	    &model), &f);
}

/* ---- gates ---- */

static void
write_text(struct str *b, const char *before, const struct value *v)
{
	if (v->set && v->n > 0)
		str_print(b, "%s%.*s", before, (int)v->n, v->s);
}

/* Training or not is no gate's word. */
void
alert_take_decision(struct alerts *s)
{
	const struct decision *m = &s->r.decision;
	bool rejected = m->action.i == action_reject;
	struct source_finding f = {
	    .level = rejected ? severity_high : severity_none,
	    .at = m->timestamp.i, .alert = {
	    .source = value_int(alert_source_gate)}};

	if (!rejected && m->action.i != action_promote)
		return;
	str_clear(&s->message);
	str_text(&s->message, "gate");
	write_text(&s->message, " of ", &m->model_name);
	write_text(&s->message, ", version ", &m->shadow_model_version);
	str_text(&s->message, rejected ? ": rejected" : ": promoted");
	write_text(&s->message, ", ", &m->failed_gate);
	write_text(&s->message, ": ", &m->reason);
	alert_source_finding(s, alert_source(s, &m->project, "gate",
	    &m->model_name), &f);
}

/* ---- stores ---- */

void
alert_take_health(struct alerts *s)
{
	static const int levels[] = {severity_none, severity_moderate,
	    severity_critical, severity_low};
	const struct health *m = &s->r.health;
	struct value project = value_text("default");
	struct source_finding f = {.level = levels[m->status.i],
	    .at = m->timestamp.set ? m->timestamp.i : when_now(),
	    .alert = {.source = value_int(alert_source_health)}};

	str_clear(&s->message);
	str_text(&s->message, "store");
	write_text(&s->message, " ", &m->backend);
	str_print(&s->message, " is %s", words_health_status[m->status.i]);
	write_text(&s->message, ": ", &m->last_error);
	alert_source_finding(s, alert_source(s, &project, "health",
	    m->database.n > 0 ? &m->database : &m->backend), &f);
}

/* ---- runs that were outages ---- */

static uint64_t
run_hash(const struct value *project, const struct value *run,
    const struct value *context)
{
	uint64_t h = hash64(0, project->s, project->n);

	h = hash64(h, run->s, run->set ? run->n : 0);
	return hash64(h, context->s, context->set ? context->n : 0);
}

static bool
is_outage(const struct alerts *s, uint64_t run)
{
	return s->outages.used > 0 && intern_find(&s->outages,
	    (const char *)&run, sizeof(run)) != NULL;
}

bool
alert_in_outage(const struct alerts *s, const struct analysis *a)
{
	return is_outage(s, run_hash(&a->project, &a->run_id, &a->context));
}

static void
note_outage(struct alerts *s, const struct run *m)
{
	uint64_t h = run_hash(&m->project, &m->run_id, &m->context);

	if (!is_outage(s, h))
		intern_add(&s->outages, (const char *)&h, sizeof(h), 1);
}

static void
write_outage(struct str *b, const struct run *m)
{
	str_clear(b);
	str_print(b, "\xe2\x86\x93 run %.*s", (int)m->run_id.n, m->run_id.s);
	write_text(b, " on ", &m->context);
	str_text(b, " was an outage, and says nothing about its tests");
	if (m->tests.set && m->failed.set)
		str_print(b, ": %lld of %lld failed", (long long)(m->failed.i +
		    (m->errored.set ? m->errored.i : 0)),
		    (long long)m->tests.i);
}

static struct value
its_run(const struct subject *t)
{
	struct value none = {0};

	return t->told.run_id.n == 0 ? none :
	    value_bytes(t->told.run_id.s, t->told.run_id.n);
}

/* The last run was no outage after all. */
static void
settle_sound(struct alerts *s, struct subject *t)
{
	struct source_finding f = {.at = t->sound, .ends = true, .alert = {
	    .source = value_int(alert_source_drift)}};

	if (t->sound == 0)
		return;
	if (t->told.to == 0)
		t->told.to = t->sound;
	f.alert.run_id = its_run(t);
	t->sound = 0;
	str_clear(&s->message);
	str_print(&s->message, "\xe2\x86\x92 runs are no outage any more%s%.*s",
	    t->series.key.n[2] > 0 ? " on " : "", (int)t->series.key.n[2],
	    t->series.key.s[2]);
	alert_source_finding(s, t, &f);
}

/* The alert about these runs begins, with this one. */
static void
note_told(struct alerts *s, struct subject *t, int64_t at,
    const struct value *run)
{
	series_keep(&s->sources, &t->told.run_id, run->s, run->set ? run->n :
	    0);
	t->told.from = at;
	t->told.to = 0;
	t->told.before = false;
}

void
alert_note_judged(struct alerts *s, struct subject *t, const struct alert *a)
{
	int64_t at = a->updated_at.set ? a->updated_at.i : a->created_at.i;

	if (at > t->judged)
		t->judged = at;
	if (a->test_name.set || a->created_at.i < t->told.from)
		return;
	note_told(s, t, a->created_at.i, &a->run_id);
	t->told.before = true;
	if (a->resolved_at.set)
		t->told.to = a->resolved_at.i;
}

/*
 * Whether what failed in this run failed elsewhere, too, in the run that an
 * alert about another context tells of, and that alert is not over.
 */
static bool
is_same(const struct alerts *s, const struct subject *u, const struct run *m)
{
	struct value run = its_run(u);
	int64_t to = u->sound != 0 ? u->sound : u->told.to;

	return (to == 0 || m->started_at.i < to) && is_outage(s,
	    run_hash(&m->project, &run, &m->context));
}

/* Contexts that are out together are told of once, and found each. */
static bool
told_elsewhere(struct alerts *s, const struct subject *t)
{
	const struct run *m = &s->r.run;
	const struct series_key *k = &t->series.key, *other;
	const struct subject *u;
	bool same = false, before = false;

	for (size_t at = 0; (u = series_next(&s->sources, &at)) != NULL;) {
		other = &u->series.key;
		if (u == t || u->told.from == 0 ||
		    !text_same(k->s[0], k->n[0], other->s[0], other->n[0]) ||
		    !text_same(k->s[1], k->n[1], other->s[1], other->n[1]))
			continue;
		same |= is_same(s, u, m);
		before |= u->told.before && m->started_at.i <= u->told.from;
	}
	if (same && !s->blind)
		alert_count(s, t, severity_high);
	return same || before;
}

/*
 * That a run was an outage may be said in a second record of it.  Jobs bring
 * the run at hand, a night those of many days: what is not newer than what an
 * alert tells of was judged when that was.
 */
void
alert_take_run(struct alerts *s)
{
	const struct run *m = &s->r.run;
	struct source_finding f = {.level = severity_high,
	    .at = m->started_at.i, .alert = {
	    .source = value_int(alert_source_drift), .run_id = m->run_id}};
	bool outage = m->outage.set && m->outage.i;
	struct subject *t;

	if (outage)
		note_outage(s, m);
	if (s->r.remembered || !m->started_at.set)
		return;
	t = alert_source(s, &m->project, "outage", &m->context);
	if (m->started_at.i <= t->judged)
		return;
	if (t->sound != m->started_at.i)
		settle_sound(s, t);
	t->sound = outage ? 0 : m->started_at.i;
	if (!outage || (!t->episode.notice.open && told_elsewhere(s, t)))
		return;
	if (!t->episode.notice.open)
		note_told(s, t, f.at, &m->run_id);
	write_outage(&s->message, m);
	alert_source_finding(s, t, &f);
}

void
alert_source_end(struct alerts *s)
{
	struct series **all = series_sorted(&s->sources);

	for (size_t i = 0; all[i] != NULL; i++)
		settle_sound(s, (struct subject *)all[i]);
	free(all);
	intern_free(&s->outages);
}
