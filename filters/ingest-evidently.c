/*
 * Evidently: a comparison of two tables, as feature_drift and monitoring.
 *
 * Three shapes: of reports from 0.7 on, a metric has a metric_name, like
 * "ValueDrift(column=age,method=K-S p_value,threshold=0.05)", and a value; of
 * those before, a metric and a result; of profiles before 0.2, there is
 * data_drift with a feature in each member.
 *
 * What the comparison's time is may stand at its end: it is looked for first.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-test.h"
#include "ingest-value.h"

/* One feature, or what is said about all: what was not said is not set. */
struct comparison {
	struct str column, test;
	struct value score, threshold, drifted;
	struct value features, drifted_features, share, share_threshold;
	struct value dataset, rows;
};

struct evidently {
	struct doc doc;
	struct source *source;
	struct sink *sink;
	struct value timestamp;
	struct str text, name;
	struct comparison one;
	struct comparison all;	/* what makes the monitoring record */
	int64_t features, drifted;	/* records of features */
};

/* ---- tests ---- */

static const struct {
	const char *name;	/* as reports have it, or as it is asked for */
	const char *word;
	bool p_value;
} tests[] = {
	{"k-s p_value", "ks", true}, {"ks", "ks", true},
	{"chi-square p_value", "chi2", true}, {"chisquare", "chi2", true},
	{"z-test p_value", "z", true}, {"z", "z", true},
	{"wasserstein distance (normed)", "wasserstein", false},
	{"wasserstein", "wasserstein", false},
	{"jensen-shannon distance", "js", false},
	{"jensenshannon", "js", false}, {"psi", "psi", false},
	{"hellinger distance", "hellinger", false},
	{"hellinger", "hellinger", false},
	{"kullback-leibler divergence", "kl", false}, {"kl_div", "kl", false},
	{"anderson", "anderson", true}, {"fisher_exact", "fisher", true},
	{"cramer_von_mises", "cramer_von_mises", true},
	{"g_test", "g", true}, {"mannw", "mann_whitney", true},
	{"t_test", "t", true}, {"es", "epps_singleton", true},
	{"empirical_mmd", "mmd", true}, {"tvd", "tvd", true},
};

/* Its word, and whether its score is a p-value. */
static const char *
find_test(const struct str *name, bool *p_value)
{
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		if (strcasecmp(tests[i].name, name->s) == 0) {
			*p_value = tests[i].p_value;
			return tests[i].word;
		}
	*p_value = strstr(name->s, "p_value") != NULL;
	return name->s;
}

/* Reports of old say it themselves; K-S alone counts the threshold itself. */
static bool
is_drifted(const struct comparison *c, const char *word, bool p_value)
{
	double score = c->score.d, threshold = c->threshold.d;

	if (c->drifted.set)
		return c->drifted.i != 0;
	if (!p_value)
		return score >= threshold;
	return strcmp(word, "ks") == 0 ? score <= threshold :
	    score < threshold;
}

/* ---- records ---- */

static void
refuse_feature(struct evidently *e, const char *why)
{
	diag_say("%s: %s: refused: %s", e->source->name, e->one.column.s, why);
	e->sink->r->refused++;
}

static void
tell_feature(struct evidently *e)
{
	const struct comparison *c = &e->one;
	struct feature_drift *f;
	char why[JSON_WHY];
	const char *word;
	bool p_value, drifted;

	if (!c->threshold.set || c->test.n == 0) {
		refuse_feature(e, "its test and threshold are not said");
		return;
	}
	if (!c->score.set) {
		refuse_feature(e, "it has no score");
		return;
	}
	word = find_test(&c->test, &p_value);
	drifted = is_drifted(c, word, p_value);
	f = &sink_other(e->sink, KIND_feature_drift)->feature_drift;
	f->timestamp = e->timestamp;
	f->feature = value_str(&c->column);
	f->stat_test = value_text(word);
	f->score = c->score;
	if (p_value)
		f->p_value = c->score;
	f->threshold = c->threshold;
	f->drift_detected = value_int(drifted);
	if (!sink_print(e->sink, why)) {
		refuse_feature(e, why);
		return;
	}
	e->features++;
	e->drifted += drifted;
}

/* What nobody has said follows from the features. */
static void
tell_all(struct evidently *e)
{
	struct comparison *c = &e->all;
	struct monitoring *m;
	char why[JSON_WHY];

	if (!c->drifted_features.set)
		c->drifted_features = value_int(e->drifted);
	if (!c->features.set && c->share.set && c->share.d > 0)
		c->features = value_int(llround(
		    (double)c->drifted_features.i / c->share.d));
	if (!c->features.set)
		c->features = value_int(e->features);
	if (!c->share.set && c->features.i > 0)
		c->share = value_real((double)c->drifted_features.i /
		    (double)c->features.i);
	if (!c->dataset.set && c->share.set && c->share_threshold.set)
		c->dataset = value_int(c->share.d >= c->share_threshold.d);
	m = &sink_other(e->sink, KIND_monitoring)->monitoring;
	m->timestamp = e->timestamp;
	m->lookback_hours = value_int(0);
	m->status = value_int(monitoring_status_ok);
	m->num_predictions = c->rows.set ? c->rows : value_int(0);
	m->num_features = c->features;
	m->num_drifted_features = c->drifted_features;
	if (c->share.set && c->share.d >= 0 && c->share.d <= 1)
		m->feature_drift_ratio = c->share;
	m->drift_share_threshold = c->share_threshold;
	m->dataset_drift_detected = c->dataset;
	if (!sink_print(e->sink, why))
		diag_say("%s: %s", e->source->name, why);
}

/* ---- members ---- */

static struct value
take_real(struct doc *d)
{
	double x;

	return doc_real(d, &x) ? value_real(x) : (struct value){0};
}

/* Counts come as 3 and as 3.0. */
static struct value
take_count(struct doc *d)
{
	struct value v = take_real(d);

	if (!v.set || !(v.d >= 0 && v.d < 1e15))
		return (struct value){0};
	return value_int(llround(v.d));
}

static struct value
take_bool(struct doc *d)
{
	enum json_type type = doc_type(d);

	if (type != JSON_TRUE && type != JSON_FALSE)
		return (struct value){0};
	return value_int(doc_true(d));
}

/* Sets what is said, and leaves what an earlier metric said. */
static void
set(struct value *to, struct value v)
{
	if (v.set)
		*to = v;
}

static void
clear(struct comparison *c)
{
	struct str column = c->column, test = c->test;

	str_clear(&column);
	str_text(&column, "");
	str_clear(&test);
	str_text(&test, "");
	*c = (struct comparison){.column = column, .test = test};
}

static void
take_rows(struct evidently *e)
{
	struct doc *d = &e->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "number_of_rows"))
			set(&e->all.rows, take_count(d));
}

/* A member about one feature, of whatever version. */
static bool
take_feature_member(struct evidently *e)
{
	struct doc *d = &e->doc;
	struct comparison *c = &e->one;

	if (doc_named(d, "column_name") || doc_named(d, "column"))
		(void)doc_set(d, &c->column, NAME_MAX_BYTES);
	else if (doc_named(d, "stattest_name") || doc_named(d, "stattest") ||
	    doc_named(d, "method"))
		(void)doc_set(d, &c->test, NAME_MAX_BYTES);
	else if (doc_named(d, "stattest_threshold") ||
	    doc_named(d, "threshold"))
		set(&c->threshold, take_real(d));
	else if (doc_named(d, "drift_score") || doc_named(d, "p_value"))
		set(&c->score, take_real(d));
	else if (doc_named(d, "drift_detected"))
		set(&c->drifted, take_bool(d));
	else
		return false;
	return true;
}

static void
take_all_member(struct evidently *e)
{
	struct doc *d = &e->doc;
	struct comparison *c = &e->all;

	if (doc_named(d, "number_of_columns") || doc_named(d, "n_features"))
		set(&c->features, take_count(d));
	else if (doc_named(d, "number_of_drifted_columns") ||
	    doc_named(d, "n_drifted_features"))
		set(&c->drifted_features, take_count(d));
	else if (doc_named(d, "share_of_drifted_columns") ||
	    doc_named(d, "share_drifted_features"))
		set(&c->share, take_real(d));
	else if (doc_named(d, "drift_share"))
		set(&c->share_threshold, take_real(d));
	else if (doc_named(d, "dataset_drift"))
		set(&c->dataset, take_bool(d));
	else if (doc_named(d, "current"))
		take_rows(e);
}

/* Members that are features, by name; old profiles have others, too. */
static void
take_columns(struct evidently *e)
{
	struct doc *d = &e->doc;

	for (doc_object(d); doc_member(d);) {
		if (doc_type(d) != JSON_OBJECT) {
			take_all_member(e);
			continue;
		}
		if (doc_named(d, "features")) {
			take_columns(e);
			continue;
		}
		clear(&e->one);
		str_bytes(&e->one.column, d->key.s, d->key.n);
		for (doc_object(d); doc_member(d);)
			(void)take_feature_member(e);
		if (d->why[0] == '\0' && e->one.score.set)
			tell_feature(e);
	}
}

/* ---- before 0.7 ---- */

static void
take_result(struct evidently *e)
{
	struct doc *d = &e->doc;

	clear(&e->one);
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "drift_by_columns")) {
			take_columns(e);
			clear(&e->one);
		} else if (!take_feature_member(e)) {
			take_all_member(e);
		}
	if (d->why[0] == '\0' && e->one.score.set && e->one.column.n != 0)
		tell_feature(e);
}

static void
take_profile(struct evidently *e)
{
	struct doc *d = &e->doc;

	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "data"))
			for (doc_object(d); doc_member(d);)
				if (doc_named(d, "metrics"))
					take_columns(e);
}

/* ---- from 0.7 on ---- */

/* One of the a=b in a metric's name. */
static void
take_argument(struct evidently *e, const char *s, size_t n)
{
	const char *equals = memchr(s, '=', n);
	size_t key = equals != NULL ? (size_t)(equals - s) : 0;
	struct comparison *c = &e->one;
	char *end;

	if (equals == NULL)
		return;
	str_set(&e->text, equals + 1, n - key - 1);
	if (text_same(s, key, "column", 6) && c->column.n == 0)
		str_bytes(&c->column, e->text.s, e->text.n);
	else if (text_same(s, key, "method", 6) && c->test.n == 0)
		str_bytes(&c->test, e->text.s, e->text.n);
	else if (text_same(s, key, "threshold", 9) && !c->threshold.set)
		c->threshold = value_real(strtod(e->text.s, &end));
	else if (text_same(s, key, "drift_share", 11))
		e->all.share_threshold = value_real(strtod(e->text.s, &end));
}

/* What config does not say; a comma separates where a key follows it. */
static void
take_arguments(struct evidently *e)
{
	static const char *const keys[] = {"column=", "method=", "threshold=",
	    "drift_share=", NULL};
	const char *s = strchr(e->name.s, '('), *end;

	while (s != NULL) {
		bool last = true;

		s++;
		for (end = s; *end != '\0'; end++) {
			for (int i = 0; *end == ',' && keys[i] != NULL; i++)
				if (strncmp(end + 1, keys[i],
				    strlen(keys[i])) == 0)
					last = false;
			if (!last)
				break;
		}
		if (last && end > s && end[-1] == ')')
			end--;
		take_argument(e, s, (size_t)(end - s));
		s = last ? NULL : end;
	}
}

static bool
is_metric(const struct evidently *e, const char *name)
{
	size_t n = strlen(name);

	return strncmp(e->name.s, name, n) == 0 &&
	    (e->name.s[n] == '(' || e->name.s[n] == '\0');
}

static void
take_value(struct evidently *e)
{
	struct doc *d = &e->doc;

	if (doc_type(d) != JSON_OBJECT) {
		e->one.score = take_real(d);
		return;
	}
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "value"))
			e->one.score = take_real(d);
		else if (!is_metric(e, "DriftedColumnsCount"))
			continue;
		else if (doc_named(d, "count"))
			e->all.drifted_features = take_count(d);
		else if (doc_named(d, "share"))
			e->all.share = take_real(d);
}

static void
take_config(struct evidently *e)
{
	struct doc *d = &e->doc;

	for (doc_object(d); doc_member(d);)
		if (!take_feature_member(e) && doc_named(d, "drift_share"))
			set(&e->all.share_threshold, take_real(d));
}

/* A metric of either; of a new one the value waits for the name. */
static void
take_metric(struct evidently *e)
{
	struct doc *d = &e->doc;
	struct place value = {0};

	clear(&e->one);
	str_clear(&e->name);
	str_text(&e->name, "");
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "result"))
			take_result(e);
		else if (doc_named(d, "metric_name") ||
		    doc_named(d, "metric_id"))
			(void)doc_set(d, &e->name, NAME_MAX_BYTES);
		else if (doc_named(d, "config"))
			take_config(e);
		else if (doc_named(d, "value"))
			doc_later(d, &value);
	if (e->name.n == 0)
		return;
	take_arguments(e);
	if (doc_visit(d, &value)) {
		take_value(e);
		doc_leave(d);
	}
	if (d->why[0] != '\0')
		return;
	if (is_metric(e, "ValueDrift") && e->one.column.n != 0)
		tell_feature(e);
	else if (is_metric(e, "RowCount") && e->one.score.set)
		e->all.rows = value_int(llround(e->one.score.d));
}

/* ---- the format ---- */

bool
evidently_recognise(const char *head, size_t n)
{
	static const char *const members[] = {"\"metric_name\"",
	    "\"metric_id\"", "\"result\"", NULL};

	if (n == 0 || *head != '{')
		return false;
	if (head_has(head, n, "data_drift/data"))
		return true;
	if (!head_has(head, n, "metrics") || head_has(head, n, "kind"))
		return false;
	for (int i = 0; members[i] != NULL; i++)
		if (memmem(head, n, members[i], strlen(members[i])) != NULL)
			return true;
	return false;
}

/* The end of what was compared; a report of 0.7 does not say. */
static bool
find_time(struct evidently *e)
{
	struct doc *d = &e->doc;

	doc_begin(d, e->source, e->sink);
	while (doc_next(d))
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "timestamp"))
				e->timestamp = stamp_pull(e->sink, d);
	if (!e->timestamp.set)
		e->timestamp = value_time(sink_time(e->sink));
	e->sink->repairs -= d->repairs;		/* the second look counts */
	return doc_end(d, e->source, e->sink) &&
	    lseek(e->source->fd, 0, SEEK_SET) == 0;
}

static bool
read_metrics(struct evidently *e)
{
	struct doc *d = &e->doc;
	bool any;

	doc_begin(d, e->source, e->sink);
	while (doc_next(d))
		for (doc_object(d); doc_member(d);)
			if (doc_named(d, "metrics"))
				for (doc_array(d); doc_element(d);)
					take_metric(e);
			else if (doc_named(d, "data_drift"))
				take_profile(e);
	any = e->features > 0 || e->all.share.set || e->all.features.set;
	if (d->why[0] == '\0' && any)
		tell_all(e);
	if (!doc_end(d, e->source, e->sink))
		return false;
	if (!any)
		(void)snprintf(e->source->why, sizeof(e->source->why),
		    "it says nothing of drift");
	return any;
}

bool
evidently_read(struct source *s, struct sink *k)
{
	struct evidently e = {.source = s, .sink = k};
	bool good;

	clear(&e.one);
	clear(&e.all);
	good = find_time(&e);
	if (good) {
		e.doc = (struct doc){0};
		good = read_metrics(&e);
	}
	str_free_all(&e.text, &e.name, &e.one.column, &e.one.test,
	    &e.all.column, &e.all.test, NULL);
	return good;
}
