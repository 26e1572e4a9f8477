/*
 * monitor - whether a model still sees, and says, what it used to
 *
 * Predictions of the window are kept by model, labels by the prediction they
 * belong to.  At the end of input each model is compared with the reference,
 * feature by feature, and what came of it is one `monitoring` record and a
 * `feature_drift` record of every feature.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "monitor.h"
#include "sandbox.h"
#include "when.h"

#define CELLS	INT64_C(16000000)	/* of a model, when nobody says */
#define ROWS_LEAST	2000
#define ROWS_MOST	2000000

/* ---- what comes in ---- */

static bool
is_wanted(const struct monitor *m, const struct value *name)
{
	return m->model == NULL || value_is(name, m->model);
}

static void
read_cells(struct monitor *m, const struct prediction *p)
{
	const struct value *row = &p->features;

	if (row->set && row->s[0] == '{')
		(void)features_row(&m->features, row->s, row->n);
	else
		features_clear(&m->features);
}

static void
take_prediction(struct monitor *m)
{
	const struct prediction *p = &m->r.prediction;
	struct model *x;

	if (!is_wanted(m, &p->model_name))
		return;
	if (m->learning) {
		read_cells(m, p);
		reference_add(&m->features);
		m->learned++;
		return;
	}
	x = models_of(&m->models, &p->project, &p->model_name);
	if (p->timestamp.i <= monitor_since(m, x))
		return;
	arrivals_add(&m->arrivals, x, p);
}

/* What history tells of makes the model known, and when it was judged. */
static void
take_monitoring(struct monitor *m)
{
	const struct monitoring *old = &m->r.monitoring;
	struct model *x;

	if (m->learning || !is_wanted(m, &old->model_name))
		return;
	x = models_of(&m->models, &old->project, &old->model_name);
	if (old->status.i == monitoring_status_ok &&
	    old->timestamp.i > x->judged && old->timestamp.i < m->now)
		x->judged = old->timestamp.i;
}

/* The catalogue knows whole numbers; these two are 0 or 1. */
static bool
is_good(struct record *r, const struct value *v, const char *field)
{
	if (!v->set || v->i == 0 || v->i == 1)
		return true;
	record_refuse(r, "%s is not 0 or 1", field);
	return false;
}

static void
take(struct monitor *m)
{
	const struct label *l = &m->r.label;

	if (m->r.kind == KIND_prediction)
		take_prediction(m);
	else
		labels_add(&m->labels, id_hash(&l->project,
		    &l->prediction_id), (int)l->true_label.i);
}

/* More is refused than the catalogue does. */
static bool
is_sound(struct record *r)
{
	if (r->kind == KIND_label)
		return is_good(r, &r->label.true_label, "true_label");
	return r->kind != KIND_prediction ||
	    is_good(r, &r->prediction.prediction, "prediction");
}

/* So lines are passed on here. */
static void
read_stream(struct monitor *m)
{
	struct record *r = &m->r;

	r->hold = true;
	while (record_next(r, BIT(prediction) | BIT(label))) {
		if (!r->remembered && !is_sound(r))
			continue;
		if (!r->options.only || r->remembered)
			record_pass(r);
		if (r->remembered && r->kind == KIND_monitoring)
			take_monitoring(m);
		else if (!r->remembered && (r->kind == KIND_prediction ||
		    r->kind == KIND_label))
			take(m);
	}
}

/* ---- the beginning and the end ---- */

static bool
is_auto(const struct opt_list *names)
{
	return names->count == 0 ||
	    (names->count == 1 && strcmp(names->item[0], "auto") == 0);
}

/* The columns that are asked for, else whatever the reference has. */
static void
read_references(struct monitor *m)
{
	struct features *f = &m->features;
	struct reference x = {.r = &m->r, .features = f, .model = m->model};

	f->open = is_auto(&m->names);
	for (int i = 0; !f->open && i < m->names.count; i++)
		(void)features_add(f, m->names.item[i],
		    strlen(m->names.item[i]));
	m->learning = m->references.count == 0 && m->profile_file != NULL;
	if (m->learning)
		return;
	if (m->references.count == 0 && !f->open)
		diag_fail(USAGE, "--features needs a --reference");
	for (int i = 0; i < m->references.count; i++)
		reference_read(&x, m->references.item[i]);
	reference_settle(f);
	if (m->profile_file != NULL)
		profile_write(f, x.rows, m->profile_file);
}

static void
add_segments(struct monitor *m)
{
	struct features *f = &m->features;
	size_t *feature = need(OPT_MANY, sizeof(*feature));

	for (int i = 0; i < m->segment_names.count; i++) {
		const char *name = m->segment_names.item[i];
		size_t n = strlen(name), at = features_find(f, name, n);

		if (at == f->count) {
			at = features_add(f, name, n);
			f->list[at].compared = false;
			f->list[at].words = true;
		}
		feature[i] = at;
	}
	m->segments = (struct segments){feature,
	    (size_t)m->segment_names.count};
}

static void
set_bounds(struct monitor *m)
{
	int64_t columns = (int64_t)m->features.count;
	int64_t most = columns < CELLS / ROWS_MOST ? ROWS_MOST :
	    CELLS / columns;

	if (m->sample > 0)
		most = m->sample;
	if (m->exact > 0)
		most = m->exact;
	if (most > UINT32_MAX / 4)
		diag_fail(USAGE, "--sample and --exact take at most %u",
		    UINT32_MAX / 4);
	m->models.most = most < ROWS_LEAST ? ROWS_LEAST : (size_t)most;
	m->models.features = &m->features;
	m->arrivals.models = &m->models;
	m->labels.most = 2 * m->models.most;
}

static void
start(struct monitor *m, char *const *files)
{
	m->now = when_now();
	features_open(&m->features);
	read_references(m);
	if (!m->learning)
		add_segments(m);
	set_bounds(m);
	(void)sandbox_enter(&(struct sandbox){.files = files,
	    .output = {m->summary, m->report, m->profile_file}});
}

/* A model that was asked for has a record in any case. */
static void
finish(struct monitor *m)
{
	const struct value project = value_text("default");
	const struct value name = value_text(m->model);

	if (m->learning) {
		if (m->learned == 0)
			diag_fail(USAGE, "cannot write %s: there is no "
			    "prediction", m->profile_file);
		reference_settle(&m->features);
		profile_write(&m->features, m->learned, m->profile_file);
		return;
	}
	if (m->model != NULL && m->models.count == 0)
		(void)models_of(&m->models, &project, &name);
	monitor_judge(m);
}

int
main(int argc, char **argv)
{
	struct monitor m = {.lookback = 24 * WHEN_HOUR, .least = 200,
	    .rules = {.fdr = -1, .share = .5}};

	options_read(&m, argc, argv);
	start(&m, argv);
	read_stream(&m);
	finish(&m);
	m.r.refused += m.incomplete;
	free((size_t *)(uintptr_t)m.segments.feature);
	labels_close(&m.labels);
	arrivals_close(&m.arrivals);
	models_close(&m.models);
	features_close(&m.features);
	return record_end(&m.r, m.found);
}
