/*
 * Method windows: baseline against current; and the summaries per category.
 */
#include <math.h>
#include <stdlib.h>

#include "detect.h"
#include "stats.h"
#include "when.h"

bool
detect_windows(struct detect *d, const struct test *t,
    struct windows_verdict *v)
{
	size_t n = detect_values(d, t);

	d->rules.outcomes = !t->measured;
	if (!windows_judge(&d->rules, d->y, n, v))
		return false;
	v->grew_up = v->severity != WINDOWS_NONE && v->absolute > 0 &&
	    t->grown >= n && t->runs > t->runs_from;
	v->relabelled = v->severity != WINDOWS_NONE && d->rules.test &&
	    t->labelled && t->label_since > d->at[0];
	v->wore_off = v->severity != WINDOWS_NONE && d->rules.test &&
	    t->labelled && v->absolute < 0 && is_bad_news(t->category);
	if (v->grew_up || v->relabelled || v->wore_off)
		v->severity = WINDOWS_NONE;
	return true;
}

static void
print_evidence(struct detect *d, const struct windows_verdict *v)
{
	static const char *const verdict[] = {"not needed", "untested",
	    "significant", "not significant"};
	struct str *b = &d->evidence;

	str_clear(b);
	str_print(b, "{\"n\":%zu,\"baseline\":%zu,\"current\":%zu,"
	    "\"test\":\"%s\",\"verdict\":\"%s\"", v->n, v->k_baseline,
	    v->k_current, v->test < WINDOWS_SIGNIFICANT ? "none" :
	    d->rules.outcomes ? "Fisher" : "Mann-Whitney",
	    v->grew_up ? "the label grew up" :
	    v->relabelled ? "the label changed" :
	    v->wore_off ? "the label wears off" :
	    d->rules.test ? verdict[v->test] : "test switched off");
	if (v->m != 0)
		str_print(b, ",\"m\":%zu", v->m);
	if (d->dropped != 0)
		str_print(b, ",\"older_dropped\":%zu", d->dropped);
	str_byte(b, '}');
}

/* Against time, per day. */
static double
slope_per_day(const struct detect *d, size_t n)
{
	double days[DETECT_MAX];

	for (size_t i = 0; i < n; i++)
		days[i] = (double)(d->at[i] - d->at[0]) / (double)WHEN_DAY;
	return stats_slope_against(days, d->y, n);
}

void
detect_print_windows(struct detect *d, const struct test *t,
    const struct windows_verdict *v)
{
	struct analysis *x = detect_begin(d, method_windows, v->n);

	print_evidence(d, v);
	advice_of_windows(&d->advice, v);
	analysis_levels(x, v->baseline, v->current, (int)v->severity);
	x->drift_percentage = value_real(v->relative);
	x->direction = value_int((int)v->direction);
	x->trend = value_int((int)v->trend);
	x->slope = value_real(v->slope);
	if (d->per_day)
		x->slope_per_day = value_real(slope_per_day(d, v->n));
	x->p_value = value_real(v->p);
	x->recommendations = value_str(&d->advice);
	x->evidence = value_str(&d->evidence);
	detect_emit(d, t);
}

/* ---- --summary: keys are project, category US test name, context ---- */

struct sums {
	const struct series_key *key;	/* of any row: it names the category */
	size_t category_n;
	int64_t newest;
	int64_t analyzed, drifting, graded, of_severity[5];
	double sum, largest;
	const char *name;		/* of the test that moved most */
	size_t name_n;
};

static size_t
category_length(const struct series_key *k)
{
	const char *end = memchr(k->s[1], '\x1f', k->n[1]);

	return end == NULL ? k->n[1] : (size_t)(end - k->s[1]);
}

static bool
same_category(const struct sums *s, const struct series_key *k)
{
	return s->key != NULL && text_same(s->key->s[0], s->key->n[0],
	    k->s[0], k->n[0]) && text_same(s->key->s[1], s->category_n,
	    k->s[1], category_length(k));
}

static void
sum_row(struct detect *d, struct sums *s, const struct test *t)
{
	struct windows_verdict v;
	const struct points *a = &t->points;

	if (a->n > 0 && a->newest > s->newest)
		s->newest = a->newest;
	if (!detect_windows(d, t, &v))
		return;
	s->analyzed++;
	s->drifting += v.severity != WINDOWS_NONE;
	s->of_severity[v.severity]++;
	if (isnan(v.relative))
		return;
	s->graded++;
	s->sum += v.relative;
	if (s->name == NULL || fabs(v.relative) > fabs(s->largest)) {
		s->largest = v.relative;
		s->name = t->series.key.s[1] + s->category_n + 1;
		s->name_n = t->series.key.n[1] - s->category_n - 1;
	}
}

static void
print_sums(struct detect *d, const struct sums *s)
{
	struct category_summary *x = &d->d.category_summary;
	struct str *b = &d->evidence;

	if (s->key == NULL)
		return;
	str_clear(b);
	for (int i = 0; i < 5; i++)
		str_print(b, "%s\"%s\":%lld", i == 0 ? "{" : ",",
		    words_severity[i], (long long)s->of_severity[i]);
	str_byte(b, '}');
	record_clear(&d->d, KIND_category_summary);
	x->project = value_bytes(s->key->s[0], s->key->n[0]);
	x->category = value_bytes(s->key->s[1], s->category_n);
	x->timestamp = value_time(s->newest);
	x->tests_analyzed = value_int(s->analyzed);
	x->drifting_tests = value_int(s->drifting);
	if (s->graded > 0) {
		x->avg_drift_percentage = value_real(s->sum /
		    (double)s->graded);
		x->max_drift_test = value_bytes(s->name, s->name_n);
		x->max_drift_percentage = value_real(s->largest);
	}
	x->drift_distribution = value_str(b);
	record_print(&d->d, d->r.out);
}

void
detect_summary(struct detect *d)
{
	struct series **all = series_sorted(&d->rows);
	struct sums sums = {0};

	for (size_t i = 0; all[i] != NULL; i++) {
		if (!same_category(&sums, &all[i]->key)) {
			print_sums(d, &sums);
			sums = (struct sums){.key = &all[i]->key, .category_n =
			    category_length(&all[i]->key),
			    .newest = INT64_MIN};
		}
		sum_row(d, &sums, (const struct test *)all[i]);
	}
	print_sums(d, &sums);
	free(all);
}
