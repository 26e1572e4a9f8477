/*
 * monitor - whether a model still sees, and says, what it used to
 *
 * Predictions of the window are kept by model, labels by the prediction they
 * belong to.  At the end of input each model is compared with the reference,
 * feature by feature, and what came of it is one `monitoring` record and a
 * `feature_drift` record of every feature.
 */
#include <float.h>
#include <math.h>
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

struct monitor {
	struct record r;
	struct features features;
	struct models models;
	struct arrivals arrivals;
	struct labels labels;
	struct verdict_rules rules;
	struct segments segments;
	int64_t now;
	bool learning;		/* the stream itself is the reference */
	bool only_new;		/* --new */
	bool found, incomplete;
	size_t learned;

	/* options */
	struct opt_list references, names, segment_names, profiles;
	const char *model, *test, *summary, *report, *profile_file;
	int64_t lookback, least, sample, exact;
};

/* ---- what comes in ---- */

static bool
is_wanted(const struct monitor *m, const struct value *name)
{
	return m->model == NULL || value_is(name, m->model);
}

/* From when on predictions are looked at. */
static int64_t
since(const struct monitor *m, const struct model *x)
{
	int64_t from = m->now - m->lookback;

	return m->only_new && x->judged > from ? x->judged : from;
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
	if (p->timestamp.i <= since(m, x))
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

/* ---- what goes out ---- */

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
	int64_t hours = (m->now - since(m, j->model) + WHEN_HOUR - 1) /
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
	return since(m, x) > m->now - m->lookback &&
	    x->seen < (size_t)m->least;
}

static void
judge_all(struct monitor *m)
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

/* ---- options ---- */

static void
set_profiles(struct monitor *m)
{
	static const char *const rules[] = {"reference", "default", NULL};

	for (int i = 0; i < m->profiles.count; i++) {
		const char *s = m->profiles.item[i];

		if (strcmp(s, rules[0]) == 0 || strcmp(s, rules[1]) == 0)
			m->rules.table = s[0] == 'r';
		else if (strpbrk(s, "./") != NULL && m->profile_file == NULL)
			m->profile_file = s;
		else
			diag_fail(USAGE, "--profile takes reference or "
			    "default, not \"%s\"; --write-profile FILE "
			    "writes one", s);
	}
}

static void
set_rules(struct monitor *m)
{
	int test = word_find(test_words, m->test);

	if (test < 0)
		diag_fail(USAGE, "unknown test %s; there are auto, ks, chi2, "
		    "z, wasserstein, js, psi and hellinger", m->test);
	m->rules.test = (enum test)test;
	if (m->rules.share > 1 || m->rules.fdr >= 1)
		diag_fail(USAGE, "--share takes a fraction up to 1, --fdr one "
		    "below 1");
	if (m->lookback <= 0 || m->least < 1)
		diag_fail(USAGE, "--lookback takes a span, --min at least 1");
	set_profiles(m);
}

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
	set_rules(m);
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
	judge_all(m);
}

int
main(int argc, char **argv)
{
	static const char *const examples[] = {
		"drift read --kind prediction,label --since 24h | "
		    "drift monitor --reference train.csv | drift store",
		"monitor --reference train.csv --write-profile train.profile",
		NULL
	};
	struct monitor m = {.lookback = 24 * WHEN_HOUR, .least = 200,
	    .test = "auto", .rules = {.fdr = -1, .share = .5}};
	const struct opt options[] = {
		{'r', "reference", OPT_EACH, &m.references, "FILE",
		    "rows, or a profile, to compare with; repeatable", 0},
		{0, "lookback", OPT_SPAN, &m.lookback, "SPAN",
		    "predictions newer than that are looked at (24h)", 'h'},
		{0, "min", OPT_INT, &m.least, "N",
		    "predictions, below which nothing is said (200)", 0},
		{0, "new", OPT_FLAG, &m.only_new, NULL,
		    "and newer than the model's last verdict in history", 0},
		{0, "model", OPT_TEXT, &m.model, "NAME",
		    "only this model", 0},
		{0, "features", OPT_LIST, &m.names, "LIST",
		    "names, or auto: those of the reference (auto)", 0},
		{0, "test", OPT_TEXT, &m.test, "TEST",
		    "auto, ks, chi2, z, wasserstein, js, psi, hellinger", 0},
		{0, "profile", OPT_EACH, &m.profiles, "NAME",
		    "how it is judged: default or reference (default)", 0},
		{0, "write-profile", OPT_TEXT, &m.profile_file, "FILE",
		    "keep the reference there, in little space", 0},
		{0, "fdr", OPT_REAL, &m.rules.fdr, "RATE",
		    "false discoveries among features (0.05)", 0},
		{0, "share", OPT_REAL, &m.rules.share, "SHARE",
		    "of drifted features that is a drift of all (0.5)", 0},
		{0, "segment", OPT_LIST, &m.segment_names, "FEATURE",
		    "performance for each of its values; repeatable", 0},
		{0, "sample", OPT_INT, &m.sample, "N",
		    "predictions of a model kept at most", 0},
		{0, "exact", OPT_INT, &m.exact, "N",
		    "the same, but more of them is a failure", 0},
		{0, "summary", OPT_TEXT, &m.summary, "FILE",
		    "write all figures there, as JSON", 0},
		{0, "report", OPT_TEXT, &m.report, "FILE",
		    "write a page with distributions there, as HTML", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Compare a model's predictions with a reference.", examples,
	    options, NULL};

	record_open(&m.r, &usage, argc, argv);
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
