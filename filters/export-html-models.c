/*
 * Models on the page: how far their features have drifted, what was trained,
 * decided and promoted, and each feature's newest comparison.
 */
#include <math.h>
#include <stdlib.h>

#include "export-html.h"
#include "hash.h"
#include "when.h"

#define SHOWN		200	/* versions, and lines of the timeline */

struct model {
	struct series series;
	struct points ratio, promoted;
	struct kept newest;		/* monitoring */
	int64_t at;
};

struct feature {
	struct series series;
	struct kept line;
	int64_t at;
	bool drifted;
};

static void
forget_model(void *page, struct series *s)
{
	struct series_set *set = &((struct page *)page)->models;
	struct model *m = (void *)s;

	points_free(set, &m->ratio);
	points_free(set, &m->promoted);
	series_release(set, &m->newest);
}

static void
forget_feature(void *page, struct series *s)
{
	series_release(&((struct page *)page)->features,
	    &((struct feature *)(void *)s)->line);
}

void
html_models_open(struct page *p, size_t most)
{
	p->models = (struct series_set){.state = sizeof(struct model),
	    .keep = 512, .most = most, .evict = forget_model, .arg = p};
	p->features = (struct series_set){.state = sizeof(struct feature),
	    .keep = 1, .most = most, .evict = forget_feature, .arg = p};
	series_open(&p->models);
	series_open(&p->features);
}

void
html_models_close(struct page *p)
{
	series_close(&p->models);
	series_close(&p->features);
	shelf_close(&p->versions);
	shelf_close(&p->timeline);
}

bool
html_has_models(const struct page *p)
{
	return p->models.count + p->features.count + p->versions.at +
	    p->timeline.at > 0;
}

/* ---- what comes ---- */

static void
add_monitoring(struct page *p, const struct record *r)
{
	const struct monitoring *m = &r->monitoring;
	struct series_key k = series_key_of(&m->project, &m->model_name, NULL);
	struct model *model = series_of(&p->models, &k, NULL);

	if (m->feature_drift_ratio.set)
		points_add(&p->models, &model->ratio,
		    (struct point){m->timestamp.i, m->feature_drift_ratio.d},
		    false);
	if (model->newest.n > 0 && m->timestamp.i < model->at)
		return;
	model->at = m->timestamp.i;
	series_keep(&p->models, &model->newest, r->line, r->length);
}

static void
add_feature(struct page *p, const struct record *r)
{
	const struct feature_drift *f = &r->feature_drift;
	struct series_key k = series_key_of(&f->project, &f->model_name,
	    &f->feature);
	struct feature *feature = series_of(&p->features, &k, NULL);

	if (feature->line.n > 0 && f->timestamp.i < feature->at)
		return;
	feature->at = f->timestamp.i;
	feature->drifted = f->drift_detected.i;
	series_keep(&p->features, &feature->line, r->line, r->length);
}

static void
add_promotion(struct page *p, const struct series_key *k, int64_t at)
{
	struct model *model = series_of(&p->models, k, NULL);

	points_add(&p->models, &model->promoted, (struct point){at, 0},
	    false);
}

static void
add_version(struct page *p, const struct record *r)
{
	const struct model_version *v = &r->model_version;
	struct series_key k = series_key_of(&v->project, &v->model_name, NULL);
	int64_t newest = v->archived_at.set ? v->archived_at.i :
	    v->promoted_at.set ? v->promoted_at.i : v->trained_at.set ?
	    v->trained_at.i : 0;
	struct ticket t = {.id = hash64(hash64(hash64(1, k.s[0], k.n[0]),
	    k.s[1], k.n[1]), v->model_version.s, v->model_version.n) | 1,
	    .version = newest, .rank = -newest};

	shelf_put(&p->versions, t, r);
	if (v->trained_at.set)
		shelf_put(&p->timeline, (struct ticket){
		    .rank = -v->trained_at.i, .id = t.id ^ 2}, r);
	if (v->promoted_at.set)
		add_promotion(p, &k, v->promoted_at.i);
}

static void
add_change(struct page *p, const struct record *r)
{
	const struct stage_change *c = &r->stage_change;
	struct series_key k = series_key_of(&c->project, &c->model_name, NULL);

	shelf_put(&p->timeline, (struct ticket){.rank = -c->at.i}, r);
	if (c->to_stage.i == stage_Production)
		add_promotion(p, &k, c->at.i);
}

void
html_model_add(struct export *e)
{
	struct page *p = e->state;

	switch ((int)e->r.kind) {
	case KIND_monitoring:
		add_monitoring(p, &e->r);
		break;
	case KIND_feature_drift:
		add_feature(p, &e->r);
		break;
	case KIND_model_version:
		add_version(p, &e->r);
		break;
	case KIND_stage_change:
		add_change(p, &e->r);
		break;
	case KIND_decision:
		shelf_put(&p->timeline, (struct ticket){
		    .rank = -e->r.decision.timestamp.i}, &e->r);
	}
}

/* ---- a model ---- */

static void
put_fact(struct out *o, const char *name, const struct value *v)
{
	if (v->set)
		html_print(o, " · %s %.4g", name, v->d);
}

static void
put_newest(struct export *e, const struct model *model)
{
	const struct monitoring *m = &e->r.monitoring;
	struct out *o = e->out;
	char why[JSON_WHY];

	if (!record_parse(&e->r, model->newest.s, model->newest.n, why))
		return;
	html_print(o, "<p>%s%s · %lld predictions in %lld hours until ",
	    m->dataset_drift_detected.i ? "<b class=s3>dataset drift</b> · " :
	    "", record_word(&e->r, "status"), (long long)m->num_predictions.i,
	    (long long)m->lookback_hours.i);
	html_minute(o, m->timestamp.i);
	if (m->num_features.set && m->num_drifted_features.set)
		html_print(o, " · %lld of %lld features drifted",
		    (long long)m->num_drifted_features.i,
		    (long long)m->num_features.i);
	put_fact(o, "positive rate", &m->positive_rate);
	put_fact(o, "mean probability", &m->probability_mean);
	put_fact(o, "entropy", &m->entropy);
	out_text(o, "</p>\n");
}

static double
threshold_of(struct export *e, const struct model *model)
{
	char why[JSON_WHY];

	return record_parse(&e->r, model->newest.s, model->newest.n, why) &&
	    e->r.monitoring.drift_share_threshold.set ?
	    e->r.monitoring.drift_share_threshold.d : NAN;
}

static void
put_lines(struct export *e, const struct chart *c, struct model *model,
    double threshold)
{
	struct page *page = e->state;
	struct series_set *set = &page->models;
	const struct point *p = points_sorted(set, &model->promoted);
	struct str *text = &page->text;
	int last = -1;

	if (!isnan(threshold))
		html_print(e->out, "<path class=b d=M0,%dH%d />",
		    chart_y(c, threshold), c->width);
	for (uint32_t i = 0; i < model->promoted.n; i++) {
		int x = chart_x(c, p[i].at);

		if (x != last)
			html_print(e->out, "<path class=o d=M%d,0V%d />", x,
			    c->height);
		last = x;
	}
	str_clear(text);
	chart_path(c, points_sorted(set, &model->ratio), model->ratio.n,
	    text);
	out_text(e->out, "<path d=\"");
	out_bytes(e->out, text->s, text->n);
	out_text(e->out, "\"/>");
}

static void
put_chart(struct export *e, struct model *model)
{
	struct page *page = e->state;
	double threshold = threshold_of(e, model), step;
	const struct point *p = points_sorted(&page->models, &model->ratio);
	uint32_t n = model->ratio.n;
	struct chart c = {LARGE_WIDTH, LARGE_HEIGHT, 2, INT64_MAX, INT64_MIN,
	    0, isnan(threshold) ? 0 : threshold, 240};

	chart_stretch(&c, p, n);
	for (uint32_t i = 0; i < n; i++)
		c.high = fmax(c.high, p[i].y);
	step = chart_scale(&c);
	chart_begin(&c, e->out);
	html_print(e->out, "<title>Share of drifted features, %u values, "
	    "%.0f %% in the end, at most %.0f %%</title>", n, p[n - 1].y *
	    100, c.high * 100);
	chart_stretch(&c, points_sorted(&page->models, &model->promoted),
	    model->promoted.n);
	chart_grid(&c, step, e->out);
	put_lines(e, &c, model, threshold);
	out_text(e->out, "</svg>");
	chart_words(&c, step, NULL, e->out);
	out_text(e->out, "</div>\n<p class=\"q legend\"><span class=l1>drifted"
	    " features</span> <span class=l3>threshold</span> <span class=l7>"
	    "promotion</span></p>\n");
}

static void
put_models(struct export *e)
{
	struct page *p = e->state;
	struct model **model = (void *)series_sorted(&p->models);

	for (size_t i = 0; i < p->models.count; i++) {
		const struct series_key *k = &model[i]->series.key;

		out_text(e->out, "<article>\n<h3>");
		html_text(e->out, k->n[1] > 0 ? k->s[1] : "model",
		    k->n[1] > 0 ? k->n[1] : 5);
		out_text(e->out, "</h3>\n");
		if (model[i]->newest.n > 0)
			put_newest(e, model[i]);
		if (model[i]->ratio.n > 0)
			put_chart(e, model[i]);
		out_text(e->out, "</article>\n");
	}
	free(model);
}

/* ---- features ---- */

static int
by_verdict(const void *va, const void *vb)
{
	const struct feature *a = *(const struct feature *const *)va;
	const struct feature *b = *(const struct feature *const *)vb;

	if (a->drifted != b->drifted)
		return a->drifted ? -1 : 1;
	return series_order(&a->series.key, &b->series.key);
}

static void
put_feature(struct export *e)
{
	const struct feature_drift *f = &e->r.feature_drift;
	struct out *o = e->out;

	out_text(o, "<tr><th scope=row>");
	html_value(o, &f->feature);
	out_text(o, "<td>");
	html_value(o, &f->model_name);
	html_print(o, "<td class=s%d>%s<td>", f->drift_detected.i ? 3 : 0,
	    f->drift_detected.i ? "drifted" : "no drift");
	html_value(o, &f->stat_test);
	html_print(o, "<td class=n>%.4g<td class=n>%.4g<td class=n>",
	    f->score.d, f->threshold.d);
	if (f->p_value.set)
		html_print(o, "%.2g", f->p_value.d);
	out_text(o, "<td>");
	html_minute(o, f->timestamp.i);
	out_byte(o, '\n');
}

static void
put_features(struct export *e)
{
	struct page *p = e->state;
	struct feature **f = (void *)series_sorted(&p->features);
	size_t n = p->features.count;
	char why[JSON_WHY];

	if (n > 0)
		out_text(e->out, "<h3>Features</h3>\n<div class=wide><table "
		    "class=sort>\n<caption class=v>The newest comparison of "
		    "each feature</caption>\n<thead><tr><th scope=col>Feature"
		    "<th scope=col>Model<th scope=col>Verdict<th scope=col>"
		    "Test<th scope=col class=n>Score<th scope=col class=n>"
		    "Threshold<th scope=col class=n>p<th scope=col>At\n"
		    "<tbody>\n");
	qsort(f, n, sizeof(*f), by_verdict);
	for (size_t i = 0; i < n; i++)
		if (record_parse(&e->r, f[i]->line.s, f[i]->line.n, why))
			put_feature(e);
	if (n > 0)
		out_text(e->out, "</table></div>\n");
	free(f);
}

/* ---- versions and their timeline ---- */

static void
put_real(struct out *o, const struct value *v)
{
	out_text(o, "<td class=n>");
	if (v->set)
		html_print(o, "%.4g", v->d);
}

static void
put_when(struct out *o, const struct value *v)
{
	out_text(o, "<td>");
	if (v->set)
		html_minute(o, v->i);
}

static void
put_version(struct export *e)
{
	const struct model_version *v = &e->r.model_version;
	struct out *o = e->out;

	out_text(o, "<tr><th scope=row>");
	html_value(o, &v->model_name);
	out_byte(o, ' ');
	html_value(o, &v->model_version);
	html_print(o, v->stage.i == stage_Production ? "<td><b>%s</b>" :
	    "<td>%s", record_word(&e->r, "stage"));
	put_real(o, &v->f1_score);
	put_real(o, &v->brier_score);
	put_when(o, &v->trained_at);
	put_when(o, &v->promoted_at);
	out_byte(o, '\n');
}

static void
put_versions(struct export *e)
{
	struct page *p = e->state;

	if (p->versions.tickets == 0)
		return;
	out_text(e->out, "<h3>Versions</h3>\n<div class=wide><table class=sort>"
	    "\n<caption class=v>Versions of models</caption>\n<thead><tr>"
	    "<th scope=col>Version<th scope=col>Stage<th scope=col class=n>F1"
	    "<th scope=col class=n>Brier<th scope=col>Trained<th scope=col>"
	    "Promoted\n<tbody>\n");
	shelf_show(e, &p->versions, SHOWN, put_version);
	out_text(e->out, "</table></div>\n");
}

static void
put_decision(struct export *e)
{
	const struct decision *d = &e->r.decision;
	struct out *o = e->out;

	html_print(o, "<b>%s</b>", record_word(&e->r, "action"));
	if (d->shadow_model_version.set) {
		out_byte(o, ' ');
		html_value(o, &d->shadow_model_version);
	}
	html_print(o, "<td>%s", record_word(&e->r, "trigger_reason"));
	if (d->failed_gate.set) {
		out_text(o, ", failed gate ");
		html_value(o, &d->failed_gate);
	}
	if (d->reason.set) {
		out_text(o, ": ");
		html_value(o, &d->reason);
	}
	if (d->decided_by.set) {
		out_text(o, ", by ");
		html_value(o, &d->decided_by);
	}
}

static void
put_change(struct export *e)
{
	const struct stage_change *c = &e->r.stage_change;
	struct out *o = e->out;

	out_text(o, "stage of ");
	html_value(o, &c->model_version);
	html_print(o, "<td>%s → %s", record_word(&e->r, "from_stage"),
	    record_word(&e->r, "to_stage"));
	if (c->by.set) {
		out_text(o, ", by ");
		html_value(o, &c->by);
	}
	if (c->reason.set) {
		out_text(o, ": ");
		html_value(o, &c->reason);
	}
}

static void
put_trained(struct export *e)
{
	const struct model_version *v = &e->r.model_version;

	out_text(e->out, "trained ");
	html_value(e->out, &v->model_version);
	out_text(e->out, "<td>");
	html_value(e->out, &v->trigger_reason);
	if (v->f1_score.set)
		html_print(e->out, "%sF1 %.4g", v->trigger_reason.set ? ", " :
		    "", v->f1_score.d);
}

static void
put_event(struct export *e)
{
	const struct kind_spec *k = kind_spec(e->r.kind);
	int model = field_find(e->r.kind, "model_name", 10);

	out_text(e->out, "<tr><td>");
	html_minute(e->out, e->r.v[k->at].i);
	out_text(e->out, "<td>");
	html_value(e->out, &e->r.v[model]);
	out_text(e->out, "<td>");
	if (e->r.kind == KIND_decision)
		put_decision(e);
	else if (e->r.kind == KIND_stage_change)
		put_change(e);
	else
		put_trained(e);
	out_byte(e->out, '\n');
}

static void
put_timeline(struct export *e)
{
	struct page *p = e->state;

	if (p->timeline.tickets == 0)
		return;
	out_text(e->out, "<h3>Timeline</h3>\n<div class=wide><table>\n"
	    "<caption class=v>What happened to models, newest first</caption>"
	    "\n<thead><tr><th scope=col>When<th scope=col>Model<th scope=col>"
	    "What<th scope=col>Why\n<tbody>\n");
	shelf_show(e, &p->timeline, SHOWN, put_event);
	out_text(e->out, "</table></div>\n");
	if (p->timeline.tickets > SHOWN)
		html_print(e->out, "<p class=q>and %zu older</p>\n",
		    p->timeline.tickets - SHOWN);
}

void
html_models(struct export *e)
{
	struct page *p = e->state;

	if (!html_has_models(p))
		return;
	html_section(e->out, "models", "Models");
	put_models(e);
	put_features(e);
	put_versions(e);
	put_timeline(e);
	out_text(e->out, "</section>\n");
}
