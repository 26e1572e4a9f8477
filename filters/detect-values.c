/*
 * What the methods look at, and what every analysis has.
 */
#include <math.h>

#include "detect.h"
#include "hash.h"
#include "when.h"

/* ---- outages ---- */

static uint64_t
outage_key(const char *const s[3], const uint32_t n[3], uint64_t rank)
{
	uint64_t h = hash64(rank, s[0], n[0]);

	return hash64(h, s[2], n[2]);
}

void
detect_take_run(struct detect *d)
{
	const struct run *m = &d->r.run;
	const char *s[] = {m->project.s, NULL, m->context.s};
	uint32_t n[] = {m->project.n, 0, m->context.set ? m->context.n : 0};
	uint64_t k = outage_key(s, n, execution_rank(&m->run_id));
	int64_t *known = intern_find(&d->outages, (const char *)&k, sizeof(k));

	if (known != NULL)
		*known = m->outage.i;
	else if (m->outage.i)
		intern_add(&d->outages, (const char *)&k, sizeof(k), 1);
}

bool
detect_is_outage(const struct detect *d, const struct test *t,
    const struct execution *e)
{
	const struct series_key *key = &t->series.key;
	const int64_t *known;
	uint64_t k;

	if (d->outages.used == 0)
		return false;
	k = outage_key(key->s, key->n, e->rank);
	known = intern_find(&d->outages, (const char *)&k, sizeof(k));
	return known != NULL && *known != 0;
}

/* ---- runs in which many tests failed ---- */

#define MANY		10	/* failures, */
#define MANY_SHARE	0.1	/* and that of all tests */
#define RECOVERED	1024	/* runs that are worth forgetting */

static uint64_t
run_of(const struct test *t, const struct execution *e)
{
	return outage_key(t->series.key.s, t->series.key.n, e->rank);
}

/*
 * A run of which no failure is kept any more is forgotten, with the many that
 * went before it.
 */
void
detect_count_failure(struct detect *d, const struct test *t,
    const struct execution *e, int more)
{
	uint64_t k = run_of(t, e);
	int64_t *known = intern_find(&d->failures, (const char *)&k,
	    sizeof(k));

	if (known == NULL) {
		if (d->recovered >= RECOVERED &&
		    d->recovered > d->failures.used / 2) {
			intern_drop(&d->failures, 0);
			d->recovered = 0;
		}
		intern_add(&d->failures, (const char *)&k, sizeof(k), more);
		return;
	}
	d->recovered -= *known == 0;
	*known += more;
	d->recovered += *known == 0;
}

bool
detect_is_shared(const struct detect *d, const struct test *t,
    const struct execution *e)
{
	uint64_t k = run_of(t, e);
	const int64_t *known = intern_find(&d->failures, (const char *)&k,
	    sizeof(k));

	return known != NULL && *known >= MANY &&
	    (double)*known >= MANY_SHARE * (double)d->tests.count;
}

/* ---- what is looked at ---- */

static int64_t
window_begin(const struct detect *d)
{
	return d->window > 0 ? when_now() - d->window : INT64_MIN;
}

size_t
detect_runs(struct detect *d, const struct test *t)
{
	const struct value project = value_bytes(t->series.key.s[0],
	    t->series.key.n[0]);
	bool matters = branches_matter(&d->branches, &project);
	int64_t since = window_begin(d);
	size_t n = 0;

	d->before = d->dropped = t->executions.dropped;
	for (uint32_t i = 0; i < t->executions.n; i++) {
		const struct execution *e = executions_at(&t->executions, i);

		if (detect_is_outage(d, t, e) || (matters &&
		    (e->marks & EXECUTION_ELSEWHERE)))
			continue;
		if (e->at <= since) {
			d->before++;
			continue;
		}
		d->run[n] = e;
		d->at[n++] = e->at;
	}
	return n;
}

size_t
detect_values(struct detect *d, const struct test *t)
{
	const struct points *a = &t->points;
	const struct point *p = points_sorted(&d->tests, a);
	int64_t since = window_begin(d);
	size_t n = 0;

	if (!t->measured && !t->metric) {
		n = detect_runs(d, t);
		for (size_t i = 0; i < n; i++)
			d->y[i] = !execution_failed(d->run[i]);
		return n;
	}
	d->before = d->dropped = a->dropped;
	for (uint32_t i = 0; i < a->n; i++) {
		if (p[i].at <= since) {
			d->before++;
			continue;
		}
		d->at[n] = p[i].at;
		d->y[n++] = p[i].y;
	}
	return n;
}

/* ---- what is said ---- */

struct analysis *
detect_begin(struct detect *d, enum method method, size_t n)
{
	struct analysis *x = &d->d.analysis;

	record_clear(&d->d, KIND_analysis);
	x->method = value_int(method);
	x->analyzed_at = value_time(d->at[n - 1]);
	x->measurements_count = value_int((int64_t)n);
	x->time_span_seconds = value_real((double)(d->at[n - 1] - d->at[0]) /
	    (double)WHEN_SECOND);
	x->trend = value_int(trend_insufficient_data);
	return x;
}

void
analysis_levels(struct analysis *x, double before, double after, int severity)
{
	x->baseline_confidence = value_real(before);
	x->current_confidence = value_real(after);
	x->drift_absolute = value_real(after - before);
	x->drift_percentage = value_real(before > 0 || before < 0 ?
	    (after - before) / fabs(before) : NAN);
	x->severity = value_int(severity);
	x->direction = value_int(severity == severity_none ?
	    direction_stable : after > before ? direction_increasing :
	    direction_decreasing);
}

void
analysis_change(struct detect *d, size_t i)
{
	struct analysis *x = &d->d.analysis;

	x->change_at = value_time(d->at[i]);
	x->change_index = value_int((int64_t)(d->before + i));
	x->level_before = x->baseline_confidence;
	x->level_after = x->current_confidence;
}

static struct value
kept_value(const struct kept *k)
{
	return k->n == 0 ? (struct value){0} : value_bytes(k->s, k->n);
}

void
detect_emit(struct detect *d, const struct test *t)
{
	struct analysis *x = &d->d.analysis;
	const struct series_key *k = &t->series.key;

	/* Of a run's results and of its measurements at one time. */
	if (t->measured && (x->method.i == method_rate || x->method.i ==
	    method_contradiction || x->method.i == method_duration))
		x->analyzed_at = value_time(t->newest);
	if (d->blind || (d->drifting && x->severity.i == severity_none))
		return;
	x->project = value_bytes(k->s[0], k->n[0]);
	x->test_name = value_bytes(k->s[1], k->n[1]);
	if (k->n[2] != 0)
		x->context = value_bytes(k->s[2], k->n[2]);
	if (!x->category.set)
		x->category = category_name(d, t->category);
	x->owner = kept_value(&t->owner.text);
	x->failure_id = kept_value(&t->failure_id.text);
	x->run_id = kept_value(&t->run_id.text);
	x->revision = kept_value(&t->revision.text);
	d->found |= x->severity.i >= d->fail_on.at;
	record_print(&d->d, d->r.out);
}
