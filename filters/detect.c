/*
 * detect - has a test's confidence moved, when, how much, and is it chance
 *
 * Keeps the newest values and executions of every series and judges each at
 * end of input, after every measurement with --each, or as soon as a change
 * is certain with --follow.
 */
#include <stdlib.h>

#include "detect.h"
#include "diag.h"
#include "sandbox.h"
#include "when.h"

/* The newest says it, in whatever order they come. */
static void
keep(struct detect *d, struct said *k, const struct value *v, int64_t at)
{
	if (!v->set || (k->text.n != 0 && at < k->at))
		return;
	series_keep(&d->tests, &k->text, v->s, v->n);
	k->at = at;
}

/* ---- judging ---- */

static void
judge_values(struct detect *d, const struct test *t)
{
	struct windows_verdict v;

	if (detect_uses(d, method_windows) && !t->metric &&
	    detect_windows(d, t, &v))
		detect_print_windows(d, t, &v);
	if (detect_uses(d, method_changepoint))
		detect_change(d, t);
}

static void
judge_runs(struct detect *d, const struct test *t, const struct outlook *o)
{
	if (t->executions.n == 0 && t->skipped == 0)
		return;
	if (detect_uses(d, method_rate))
		detect_rate(d, t, o);
	if (detect_uses(d, method_contradiction))
		detect_contradiction(d, t, o);
	if (detect_uses(d, method_duration))
		detect_duration(d, t);
}

/* By itself, without its company. */
static void
judge(struct detect *d, const struct test *t)
{
	struct outlook o = {0};

	outlook_of(d, t, &o);
	judge_values(d, t);
	judge_runs(d, t, &o);
}

/* ---- what comes in ---- */

static void
add_value(struct detect *d, struct test *t, struct point x)
{
	uint64_t before = t->points.dropped + t->points.n, all;

	points_add(&d->tests, &t->points, x, d->r.remembered);
	all = t->points.dropped + t->points.n;
	if (!detect_uses(d, method_changepoint) || all == before)
		return;
	if (d->follow)
		detect_change_follow(d, t, x.y);
	else if (all - t->settled >= (uint64_t)d->points)
		detect_change_settled(d, t);
}

/*
 * Confidence is certainty of a label: a test that is too young to have one
 * says nothing about drift.
 */
static bool
is_evidence(const struct detect *d, int category)
{
	const struct measurement *m = &d->r.measurement;

	return !is_young(category) &&
	    !(m->runs.set && m->runs.i < d->least_runs);
}

/*
 * The same label all along, and more runs behind it: its certainty grows up
 * with the test, which is no drift.
 */
static void
grow_up(struct test *t, const struct measurement *m, int category)
{
	bool same = category == t->category && m->runs.set &&
	    m->runs.i >= t->runs;

	t->grown = same ? t->grown + 1 : m->runs.set;
	if (!same)
		t->runs_from = m->runs.i;
	if (category != t->category)
		t->label_since = m->timestamp.i;
	t->labelled = m->rule.set;
	t->runs = m->runs.i;
}

/* Once more among the rows of its category alone. */
static void
add_row(struct detect *d, struct point x, int category)
{
	const struct measurement *m = &d->r.measurement;
	struct series_key k = series_key_of(&m->project, &m->test_name,
	    &m->context);
	struct test *t;

	str_clear(&d->advice);
	str_bytes(&d->advice, m->category.s, m->category.n);
	str_byte(&d->advice, '\x1f');
	str_bytes(&d->advice, m->test_name.s, m->test_name.n);
	k.s[1] = d->advice.s;
	k.n[1] = (uint32_t)d->advice.n;
	t = series_of(&d->rows, &k, NULL);
	if (!t->measured || x.at >= t->newest) {
		grow_up(t, m, category);
		t->category = category;
		t->newest = x.at;
	}
	t->measured = true;
	points_add(&d->rows, &t->points, x, d->r.remembered);
}

/* What is newer than all before says how the test stands now. */
static void
renew(struct detect *d, struct test *t, int category)
{
	const struct measurement *m = &d->r.measurement;

	t->newest = m->timestamp.i;
	keep(d, &t->owner, &m->owner, m->timestamp.i);
	keep(d, &t->failure_id, &m->failure_id, m->timestamp.i);
	keep(d, &t->run_id, &m->run_id, m->timestamp.i);
	keep(d, &t->revision, &m->revision, m->timestamp.i);
	if (is_evidence(d, category)) {
		grow_up(t, m, category);
		detect_category(d, t, category);
	}
	category_keep(d, t, category);
}

static void
take_measurement(struct detect *d)
{
	const struct measurement *m = &d->r.measurement;
	struct series_key k = series_key_of(&m->project, &m->test_name,
	    &m->context);
	struct test *t;
	struct point x = {m->timestamp.i, m->confidence.d};
	int category;

	if (!branches_counts(&d->branches, &m->project, &m->branch))
		return;
	t = series_of(&d->tests, &k, NULL);
	category = category_number(d, &m->category, t->category);
	if (!t->measured || x.at >= t->newest)
		renew(d, t, category);
	t->measured = true;
	if (is_evidence(d, category)) {
		add_value(d, t, x);
		if (d->summary)
			add_row(d, x, category);
	}
	if (d->each && !d->r.remembered)
		judge(d, t);
}

/* Of the test that most likely comes next. */
static void
fetch(const struct test *t)
{
	if (t == NULL)
		return;
	executions_fetch(&t->executions);
	__builtin_prefetch(t->owner.text.s);
	__builtin_prefetch(t->run_id.text.s);
	__builtin_prefetch(t->revision.text.s);
}

/* What a full memory lets go for it counts no more. */
static struct execution *
find_execution(struct detect *d, struct test *t,
    const struct execution *wanted)
{
	struct executions *x = &t->executions;
	uint64_t dropped = x->dropped;
	struct execution oldest = {0}, *found;

	if (x->n == d->tests.keep)
		oldest = *executions_at(x, 0);
	found = executions_of(&d->tests, x, wanted);
	if (x->dropped != dropped && execution_failed(&oldest))
		detect_count_failure(d, t, &oldest, -1);
	return found;
}

/* Skips are no results, and retried tries belong to their execution. */
static void
take_result(struct detect *d)
{
	const struct result *m = &d->r.result;
	struct series_key k = series_key_of(&m->project, &m->test_name,
	    &m->context);
	struct test *t = series_of(&d->tests, &k, NULL);
	struct execution wanted = execution_of(m), *e;
	bool failed;

	fetch((const struct test *)t->series.then);
	if (m->status.i == result_status_skipped) {
		if (m->timestamp.i > t->skipped)
			t->skipped = m->timestamp.i;
		return;
	}
	e = find_execution(d, t, &wanted);
	if (e == NULL)
		return;
	failed = execution_failed(e);
	execution_try(e, m);
	if (execution_failed(e) != failed)
		detect_count_failure(d, t, e, failed ? -1 : 1);
	if (d->r.remembered)
		execution_mark(e, EXECUTION_REMEMBERED, true);
	if (branches_note(&d->branches, &m->project, &m->branch)) {
		keep(d, &t->owner, &m->owner, m->timestamp.i);
		keep(d, &t->run_id, &m->run_id, m->timestamp.i);
		keep(d, &t->revision, &m->revision, m->timestamp.i);
		keep(d, &t->failure_id, &m->failure_id, m->timestamp.i);
	} else {
		execution_mark(e, EXECUTION_ELSEWHERE, true);
	}
	if (d->follow && detect_uses(d, method_rate))
		detect_rate_follow(d, t, e);
	if (m->timestamp.i < e->at)
		(void)executions_move(&t->executions, executions_find(
		    &t->executions, e->run), m->timestamp.i);
}

static void
take_metric(struct detect *d)
{
	const struct performance_metric *m = &d->r.performance_metric;
	struct series_key k = series_key_of(&m->project, &m->metric_name,
	    &m->component);
	struct test *t = series_of(&d->tests, &k, NULL);

	t->metric = true;
	t->category = category_number(d, &m->metric_type, t->category);
	add_value(d, t, (struct point){m->timestamp.i, m->metric_value.d});
}

/* Whoever alerts has to know of outages. */
static void
take_run(struct detect *d)
{
	if (d->runs && d->r.options.only && !d->r.remembered)
		record_pass(&d->r);
	(void)branches_note(&d->branches, &d->r.run.project,
	    &d->r.run.branch);
	detect_take_run(d);
}

static void
take(struct detect *d)
{
	switch (d->r.kind) {
	case KIND_measurement:
		take_measurement(d);
		break;
	case KIND_result:
		take_result(d);
		break;
	case KIND_run:
		take_run(d);
		break;
	case KIND_performance_metric:
		take_metric(d);
		break;
	default:
		d->blind = true;	/* history of: none */
	}
}

/* ---- the end ---- */

static void
forget(void *arg, struct series *s)
{
	struct detect *d = arg;
	struct test *t = (struct test *)s;

	if (!d->follow)
		judge(d, t);
	for (uint32_t i = 0; i < t->executions.n; i++) {
		const struct execution *e = executions_at(&t->executions, i);

		if (execution_failed(e))
			detect_count_failure(d, t, e, -1);
	}
	points_free(&d->tests, &t->points);
	executions_free(&d->tests, &t->executions);
	series_release(&d->tests, &t->owner.text);
	series_release(&d->tests, &t->failure_id.text);
	series_release(&d->tests, &t->run_id.text);
	series_release(&d->tests, &t->revision.text);
	series_release(&d->tests, &t->follow);
}

static void
judge_all(struct detect *d)
{
	struct series **all = series_sorted(&d->tests);
	struct outlook *o = need(d->tests.count + 1, sizeof(*o));

	for (size_t i = 0; all[i] != NULL; i++)
		outlook_of(d, (const struct test *)all[i], &o[i]);
	detect_groups(d, all, o);
	for (size_t i = 0; all[i] != NULL; i++) {
		const struct test *t = (const struct test *)all[i];

		if (!d->each || !t->measured)
			judge_values(d, t);
		judge_runs(d, t, &o[i]);
	}
	free(all);
	free(o);
}

static void
tell_memory(const struct detect *d)
{
	size_t bytes = series_bytes(&d->tests), n = d->tests.count;

	diag_say("%zu series, %zu bytes in all, %zu each; the newest %lld "
	    "values and executions of each are kept", n, bytes,
	    n == 0 ? 0 : bytes / n, (long long)d->points);
}

static void
open_tests(struct detect *d)
{
	d->tests = (struct series_set){.state = sizeof(struct test),
	    .keep = (uint32_t)d->points, .most = (size_t)d->most, .arg = d};
	d->rows = d->tests;
	d->tests.evict = forget;
	series_open(&d->tests);
	series_open(&d->rows);
	categories_open(d);
	d->pieces = change_open();
	rate_open(&d->rate);
	branches_open(&d->branches);
}

static void
end(struct detect *d)
{
	if (!d->follow)
		judge_all(d);
	if (d->summary && !d->blind)
		detect_summary(d);
	if (d->stats)
		tell_memory(d);
	series_close(&d->tests);
	series_close(&d->rows);
	change_close(d->pieces);
	branches_close(&d->branches);
	categories_close(d);
	intern_free(&d->outages);
	intern_free(&d->failures);
	str_free(&d->evidence);
	str_free(&d->advice);
}

int
main(int argc, char **argv)
{
	static const char *const models[] = {"auto", "step", NULL};
	struct detect d = {.rules = windows_defaults, .least = 3,
	    .least_runs = 5, .model = {models, 0}, .relative = "25%",
	    .floor = WHEN_SECOND / 5, .sustained = "3/4", .points = 1024,
	    .most = 1000000, .fail_on = {words_severity, severity_high},
	    .methods.of = words_method};

	options_read(&d, argc, argv);
	open_tests(&d);
	(void)sandbox_enter(&(struct sandbox){.files = argv});
	while (record_next(&d.r, BIT(measurement) | BIT(result) | BIT(run) |
	    BIT(performance_metric) | BIT(history)))
		take(&d);
	end(&d);
	return record_end(&d.r, d.found);
}
