/*
 * detect - has a test's confidence moved, how much, and is it more than chance
 *
 * Keeps the newest points of every series and judges each at end of input,
 * or after every measurement with --each.
 */
#include <stdlib.h>
#include <string.h>

#include "detect.h"
#include "diag.h"

static void
keep(struct detect *d, struct kept *k, const struct value *v)
{
	if (v->set)
		series_keep(&d->tests, k, v->s, v->n);
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

	if (d->blind || (d->drifting && x->severity.i == severity_none))
		return;
	x->project = value_bytes(k->s[0], k->n[0]);
	x->test_name = value_bytes(k->s[1], k->n[1]);
	if (k->n[2] != 0)
		x->context = value_bytes(k->s[2], k->n[2]);
	if (!x->category.set)
		x->category = category_name(d, t->category);
	x->owner = kept_value(&t->owner);
	x->failure_id = kept_value(&t->failure_id);
	x->run_id = kept_value(&t->run_id);
	x->revision = kept_value(&t->revision);
	d->found |= x->severity.i >= d->fail_level;
	record_print(&d->d, d->r.out);
}

static void
judge(struct detect *d, const struct test *t)
{
	struct windows_verdict v;

	if (d->windows && detect_windows(d, t, &v))
		detect_print_windows(d, t, &v);
}

static struct series_key
key_of(const struct value *project, const struct value *name,
    const struct value *context)
{
	return (struct series_key){{project->s, name->s, context->s},
	    {project->n, name->n, context->set ? context->n : 0}};
}

/*
 * Confidence is certainty of a label: a test that is too young to have one
 * says nothing about drift.
 */
static bool
is_evidence(const struct detect *d, const struct measurement *m)
{
	return !value_is(&m->category, "new_test") &&
	    !value_is(&m->category, "unknown") &&
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
	t->runs = m->runs.i;
}

/* Once more among the rows of its category alone. */
static void
add_row(struct detect *d, struct point x)
{
	const struct measurement *m = &d->r.measurement;
	struct series_key k = key_of(&m->project, &m->test_name, &m->context);
	struct test *t;

	str_clear(&d->advice);
	str_bytes(&d->advice, m->category.s, m->category.n);
	str_byte(&d->advice, '\x1f');
	str_bytes(&d->advice, m->test_name.s, m->test_name.n);
	k.s[1] = d->advice.s;
	k.n[1] = (uint32_t)d->advice.n;
	t = series_of(&d->rows, &k, NULL);
	if (!t->measured || x.at >= t->newest) {
		int category = category_number(d, &m->category,
		    t->category);

		grow_up(t, m, category);
		t->category = category;
		t->newest = x.at;
	}
	t->measured = true;
	points_add(&d->rows, &t->points, x, d->r.remembered);
}

/* What is newer than all before says how the test stands now. */
static void
follow(struct detect *d, struct test *t)
{
	const struct measurement *m = &d->r.measurement;

	t->newest = m->timestamp.i;
	keep(d, &t->owner, &m->owner);
	keep(d, &t->failure_id, &m->failure_id);
	keep(d, &t->run_id, &m->run_id);
	keep(d, &t->revision, &m->revision);
	if (is_evidence(d, m)) {
		grow_up(t, m, category_number(d, &m->category, t->category));
		detect_category(d, t);
	}
	category_keep(d, t);
}

static void
take_measurement(struct detect *d)
{
	const struct measurement *m = &d->r.measurement;
	struct series_key k = key_of(&m->project, &m->test_name, &m->context);
	struct test *t = series_of(&d->tests, &k, NULL);
	struct point x = {m->timestamp.i, m->confidence.d};

	if (!t->measured)
		points_free(&d->tests, &t->points);
	if (!t->measured || x.at >= t->newest)
		follow(d, t);
	t->measured = true;
	if (is_evidence(d, m)) {
		points_add(&d->tests, &t->points, x, d->r.remembered);
		if (d->summary)
			add_row(d, x);
	}
	if (d->each && !d->r.remembered)
		judge(d, t);
}

/* Passed 1, failed and errored 0; skips and retried tries say nothing. */
static void
take_result(struct detect *d)
{
	const struct result *m = &d->r.result;
	struct series_key k = key_of(&m->project, &m->test_name, &m->context);
	struct test *t = series_of(&d->tests, &k, NULL);
	struct point x = {m->timestamp.i,
	    m->status.i == result_status_passed};

	if (t->measured || m->status.i == result_status_skipped ||
	    m->retried.i)
		return;
	keep(d, &t->owner, &m->owner);
	keep(d, &t->run_id, &m->run_id);
	keep(d, &t->revision, &m->revision);
	keep(d, &t->failure_id, &m->failure_id);
	t->points.several = true;
	points_add(&d->tests, &t->points, x, d->r.remembered);
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
	default:
		d->blind = true;	/* history of: none */
	}
}

static void
forget(void *arg, struct series *s)
{
	struct detect *d = arg;
	struct test *t = (struct test *)s;

	if (!d->each || !t->measured)
		judge(d, t);
	points_free(&d->tests, &t->points);
	series_release(&d->tests, &t->owner);
	series_release(&d->tests, &t->failure_id);
	series_release(&d->tests, &t->run_id);
	series_release(&d->tests, &t->revision);
}

static void
end(struct detect *d)
{
	struct series **all = series_sorted(&d->tests);

	for (size_t i = 0; all[i] != NULL; i++) {
		const struct test *t = (const struct test *)all[i];

		if (!d->each || !t->measured)
			judge(d, t);
	}
	free(all);
	if (d->summary && !d->blind)
		detect_summary(d);
}

static void
close_tests(struct detect *d)
{
	series_close(&d->tests);
	series_close(&d->rows);
	intern_free(&d->numbers);
	str_free(&d->names);
	str_free(&d->evidence);
	str_free(&d->advice);
}

static void
set_thresholds(struct detect *d)
{
	double *t = d->rules.threshold;
	const char *s = d->thresholds;
	char *next;

	for (int i = 0; i < 4; i++, s = next + 1) {
		t[i] = strtod(s, &next);
		if (next == s || *next != (i < 3 ? ',' : '\0') ||
		    !(t[i] > (i > 0 ? t[i - 1] : 0)))
			diag_fail(USAGE, "--thresholds takes four rising "
			    "fractions, not \"%s\"", d->thresholds);
	}
}

static void
set_methods(struct detect *d)
{
	static const char *const known[] = {"windows", "category", NULL};
	bool *on[] = {&d->windows, &d->category};

	for (int i = 0; i < d->methods.count; i++) {
		const char *name = d->methods.item[i];
		int k = 0;

		while (known[k] != NULL && strcmp(known[k], name) != 0)
			k++;
		if (known[k] == NULL)
			diag_fail(USAGE, "unknown method %s; there are "
			    "windows and category", name);
		*on[k] = true;
	}
	if (d->methods.count == 0)
		d->windows = d->category = true;
}

static void
set_rules(struct detect *d)
{
	set_methods(d);
	if (d->thresholds != NULL)
		set_thresholds(d);
	d->rules.test = !d->no_test;
	d->rules.least = (size_t)d->least;
	d->rules.baseline = (size_t)d->baseline;
	d->rules.current = (size_t)d->current;
	d->fail_level = word_find(words_severity, d->fail_on);
	if (d->fail_level < 0)
		diag_fail(USAGE, "--fail-on takes a severity, not \"%s\"",
		    d->fail_on);
	if (d->points < 8 || d->points > WINDOWS_MAX / 2 || d->most < 1)
		diag_fail(USAGE, "--points takes 8 to %d, --max-series at "
		    "least 1", WINDOWS_MAX / 2);
	d->tests = (struct series_set){.state = sizeof(struct test),
	    .keep = (uint32_t)d->points, .most = (size_t)d->most,
	    .evict = forget, .arg = d};
	d->rows = d->tests;
	d->rows.evict = NULL;
	series_open(&d->tests);
	series_open(&d->rows);
}

int
main(int argc, char **argv)
{
	static const char *const examples[] = {
		"drift ingest reports/*.xml | drift detect",
		"detect --kind measurement < log.ndjson",
		"drift read --kind measurement | drift detect --only "
		    "--drifting", NULL
	};
	struct detect d = {.rules = windows_defaults, .least = 3,
	    .points = 1024, .most = 1000000, .least_runs = 5,
	    .fail_on = "high"};
	const struct opt options[] = {
		{'m', "method", OPT_LIST, &d.methods, "LIST",
		    "windows, category (all)", 0},
		{'\0', "each", OPT_FLAG, &d.each, NULL,
		    "judge after every measurement, not at the end", 0},
		{'w', "window", OPT_SPAN, &d.window, "SPAN",
		    "use what is newer than that (everything)", 'd'},
		{'\0', "min", OPT_INT, &d.least, "N",
		    "values, below which there is no analysis (3)", 0},
		{'\0', "min-runs", OPT_INT, &d.least_runs, "N",
		    "runs a label needs to be evidence (5)", 0},
		{'\0', "baseline", OPT_INT, &d.baseline, "N",
		    "values of the baseline window (a third)", 0},
		{'\0', "current", OPT_INT, &d.current, "N",
		    "values of the current window (a third)", 0},
		{'\0', "thresholds", OPT_TEXT, &d.thresholds, "A,B,C,D",
		    "low to critical (.05,.10,.20,.30)", 0},
		{'\0', "no-test", OPT_FLAG, &d.no_test, NULL,
		    "grade by the thresholds alone", 0},
		{'\0', "per-day", OPT_FLAG, &d.per_day, NULL,
		    "also give the slope against time", 0},
		{'\0', "summary", OPT_FLAG, &d.summary, NULL,
		    "end with a summary of every category", 0},
		{'\0', "drifting", OPT_FLAG, &d.drifting, NULL,
		    "leave out analyses with severity none", 0},
		{'\0', "fail-on", OPT_TEXT, &d.fail_on, "SEVERITY",
		    "what -e calls found (high)", 0},
		{'\0', "points", OPT_INT, &d.points, "N",
		    "newest values kept of a series (1024)", 0},
		{'\0', "max-series", OPT_INT, &d.most, "N",
		    "series kept at once (1000000)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Judge whether tests have drifted: measurements or results in, "
	    "analyses added.", examples, options, NULL};

	record_open(&d.r, &usage, argc, argv);
	set_rules(&d);
	while (record_next(&d.r, BIT(measurement) | BIT(result) |
	    BIT(history)))
		take(&d);
	end(&d);
	close_tests(&d);
	return record_end(&d.r, d.found);
}
