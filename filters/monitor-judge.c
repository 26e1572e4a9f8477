/*
 * What is said of each model at the end of input: one `monitoring` record,
 * and a `feature_drift` record of every feature.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "monitor.h"
#include "when.h"

int64_t
monitor_since(const struct monitor *m, const struct model *x)
{
	int64_t from = m->now - m->lookback;

	return m->only_new && x->judged > from ? x->judged : from;
}

static void
fill_verdict(struct monitoring *x, const struct verdict *v)
{
	if (v->n == 0)
		return;
	x->num_features = value_int((int64_t)v->evaluated);
	x->num_drifted_features = value_int((int64_t)v->drifted);
	x->feature_drift_ratio = value_real((double)v->drifted /
	    (double)v->evaluated);
	x->drift_share_threshold = value_real(v->rules->share);
	x->dataset_drift_detected = value_int(v->dataset);
}

static struct value
json_of(const struct str *b)
{
	return b->n > 0 ? value_str(b) : (struct value){0};
}

static void
judge(struct monitor *m, struct judged *j)
{
	struct monitoring *x = &j->d.monitoring;
	const struct model *model = j->model;

	x->status = value_int(monitoring_status_insufficient_data);
	if (model->seen < (size_t)m->least) {
		j->failed = "there are too few predictions";
		return;
	}
	x->status = value_int(monitoring_status_failed);
	if (m->exact > 0 && model->level > 0) {
		j->failed = "there are more predictions than --exact allows";
		return;
	}
	labels_join(&(struct join){&m->labels, model, &m->features,
	    m->segments}, &j->performance);
	j->verdict.rules = &m->rules;
	verdict_find(&j->verdict, &m->features, j->model);
	if (j->verdict.n > 0 && j->verdict.evaluated == 0) {
		j->failed = "no feature can be compared";
		return;
	}
	x->status = value_int(monitoring_status_ok);
	proxy_fill(model, x);
	fill_verdict(x, &j->verdict);
	x->coverage = json_of(&j->performance.coverage);
	x->performance = json_of(&j->performance.figures);
	x->segments = json_of(&j->performance.segments);
}

static void
begin(const struct monitor *m, struct judged *j)
{
	struct monitoring *x = &j->d.monitoring;
	int64_t hours = (m->now - monitor_since(m, j->model) + WHEN_HOUR - 1) /
	    WHEN_HOUR;

	record_clear(&j->d, KIND_monitoring);
	x->project = j->model->project;
	x->model_name = j->model->name;
	x->timestamp = value_time(m->now);
	x->lookback_hours = value_int(hours);
	x->num_predictions = value_int((int64_t)j->model->seen);
	if (j->model->version.n > 0)
		x->model_version = value_str(&j->model->version);
}

/* What has no verdict is told, and makes the exit status say so. */
static void
tell(struct monitor *m, const struct judged *j)
{
	const struct value *name = &j->model->name;
	const struct verdict *v = &j->verdict;

	if (j->d.monitoring.status.i == monitoring_status_failed) {
		diag_say("%.*s: %s", (int)name->n, name->set ? name->s : "",
		    j->failed);
		m->incomplete = true;
	}
	for (size_t i = 0; i < v->n; i++)
		if (v->of[i].failed != NULL) {
			diag_say("%.*s: %s: %s", (int)name->n,
			    name->set ? name->s : "", v->of[i].feature->name,
			    v->of[i].failed);
			m->incomplete = true;
		}
	m->found |= j->d.monitoring.status.i != monitoring_status_ok ||
	    v->dataset;
}

static void
print_feature(struct record *d, const struct judged *j,
    const struct comparison *c, struct out *o)
{
	const struct monitoring *x = &j->d.monitoring;

	record_clear(d, KIND_feature_drift);
	d->feature_drift = (struct feature_drift){
		.project = x->project, .model_name = x->model_name,
		.timestamp = x->timestamp,
		.feature = value_bytes(c->feature->name, c->feature->name_n),
		.stat_test = value_text(test_words[c->test]),
		.score = value_real(c->score), .p_value = value_real(c->p),
		.threshold = value_real(c->threshold),
		.drift_detected = value_int(c->drifted),
		.reference_count = value_int(llround(c->reference_count)),
		.current_count = value_int(llround(c->current_count)),
	};
	if (!d->feature_drift.score.set)
		d->feature_drift.score = value_real(DBL_MAX);
	record_print(d, o);
}

static void
print(struct monitor *m, struct judged *j)
{
	struct monitoring *x = &j->d.monitoring;

	if (m->summary != NULL)
		x->drift_summary_ref = value_text(m->summary);
	if (m->report != NULL)
		x->drift_report_ref = value_text(m->report);
	record_print(&j->d, m->r.out);
	for (size_t i = 0; i < j->verdict.n; i++)
		if (j->verdict.of[i].failed == NULL)
			print_feature(&m->r, j, &j->verdict.of[i], m->r.out);
}

/* Under --new: since its last verdict there was neither time nor data. */
static bool
is_waiting(const struct monitor *m, const struct model *x)
{
	return monitor_since(m, x) > m->now - m->lookback &&
	    x->seen < (size_t)m->least;
}

void
monitor_judge(struct monitor *m)
{
	struct judged *j = need(m->models.count + 1, sizeof(*j));
	size_t n = 0;

	arrivals_settle(&m->arrivals);
	models_sort(&m->models);
	for (size_t i = 0; i < m->models.count; i++) {
		if (is_waiting(m, m->models.list[i]))
			continue;
		j[n].model = m->models.list[i];
		begin(m, &j[n]);
		judge(m, &j[n]);
		tell(m, &j[n++]);
	}
	if (m->summary != NULL)
		summary_write(m->summary, j, n);
	if (m->report != NULL)
		report_write(m->report, j, n);
	for (size_t i = 0; i < n; i++) {
		print(m, &j[i]);
		verdict_close(&j[i].verdict);
		str_free_all(&j[i].performance.coverage,
		    &j[i].performance.figures, &j[i].performance.segments,
		    NULL);
	}
	free(j);
}
