/*
 * classify - give every execution a label, and say how certain it is
 *
 * A signal is labelled as it comes.  Results are gathered per test and
 * labelled when their run is complete: at its `run` record, else at the
 * first result of another run, else at end of input.
 */
#include <math.h>
#include <stdlib.h>

#include "classify.h"
#include "diag.h"
#include "hash.h"
#include "when.h"

struct classify {
	struct record r;
	struct record d;		/* derived */
	struct series_set tests;
	struct limits limits;
	struct verdict label;

	/* options */
	int64_t window, most;
	const char *confidence;
	bool explain, by_evidence;

	/* the run that is going on */
	uint64_t run;
	struct test *first, *last;	/* tests it touched */
	int64_t earliest;		/* result, or when it began */
	bool began;			/* which its record has said */
	uint64_t *failures;		/* of its failing tests, sorted */
	size_t failure_count, failure_room;
	bool blind;			/* nothing can be remembered */
	bool found;
};

static uint64_t
text_hash(const struct value *v)
{
	return v->set && v->n != 0 ? hash64(1, v->s, v->n) : 0;
}

/* ---- one measurement ---- */

/* To 12 decimals: 0.9, where the sum of doubles is 0.8999999999999999. */
static struct value
score(double x)
{
	return value_real(round(x * 1e12) / 1e12);
}

static void
print(struct classify *c, const struct signal_facts *f)
{
	struct measurement *m = &c->d.measurement;
	struct verdict *label = &c->label;

	rules_decide(&c->limits, f, label);
	score_evidence(&c->limits, f, label);
	m->category = value_text(label->category);
	m->rule = value_text(label->rule);
	m->confidence = score(label->confidence);
	if (c->by_evidence)
		m->confidence = score(fmin(1, 0.7 * label->rule_score +
		    0.3 * label->signal_score));
	m->rule_score = score(label->rule_score);
	m->signal_score = score(label->signal_score);
	m->reasons = value_str(&label->reasons);
	m->runs = value_int(f->runs);
	m->failures = value_int(llround(f->rate * (double)f->runs));
	if (c->explain)
		m->explanation = value_str(&label->parts);
	c->found |= strcmp(label->category, "stable") != 0;
	record_print(&c->d, c->r.out);
}

/* ---- from a signal ---- */

static int
line_count(const struct value *v)
{
	int lines = v->set && v->n > 0;

	for (uint32_t i = 0; v->set && i + 1 < v->n; i++)
		lines += v->s[i] == '\n';
	return lines;
}

static bool
is_failure(const struct value *status)
{
	int64_t s = status->i % result_status_words;

	return status->set && (s == result_status_failed ||
	    s == result_status_errored);
}

static bool
is_pass(const struct value *status)
{
	return status->set &&
	    status->i % result_status_words == result_status_passed;
}

static void
take_signal(struct classify *c)
{
	const struct signal *s = &c->r.signal;
	struct measurement *m = &c->d.measurement;
	struct signal_facts f = {
		.failed = is_failure(&s->test_status),
		.passed_on_retry = is_pass(&s->final_status),
		.retries = s->retry_count.i,
		.before = s->total_runs.i,
		.runs = s->total_runs.i,
		.rate = s->historical_failure_rate.d,
		.passes_before = s->consecutive_passes.i,
		.streak = s->consecutive_failures.i,
		.code_changed = s->code_changed.i,
		.message = s->error_message.set && s->error_message.n > 0,
		.trace_lines = line_count(&s->error_message),
	};

	record_clear(&c->d, KIND_measurement);
	m->project = s->project;
	m->test_name = s->test_name;
	m->context = s->context;
	m->timestamp = s->timestamp.set ? s->timestamp :
	    value_time(when_now());
	m->failure_id = s->failure_id;
	m->run_id = s->run_id;
	m->revision = s->revision;
	m->branch = s->branch;
	m->owner = s->owner;
	print(c, &f);
}

/* ---- from results ---- */

static struct value
kept_value(const struct kept *k)
{
	return k->n == 0 ? (struct value){0} : value_bytes(k->s, k->n);
}

static int
by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The failures of the run, so that equal ones can be counted. */
static void
gather_failures(struct classify *c)
{
	c->failure_count = 0;
	for (const struct test *t = c->first; t != NULL;
	    t = t->next_touched) {
		if (c->failure_count == c->failure_room) {
			c->failure_room = c->failure_room * 2 + 64;
			c->failures = need_more(c->failures, c->failure_room,
			    sizeof(*c->failures));
		}
		if (t->failure != 0)
			c->failures[c->failure_count++] = t->failure;
	}
	if (c->failure_count > 0)
		qsort(c->failures, c->failure_count, sizeof(*c->failures),
		    by_hash);
}

/* Other tests of the run that fail in the same way. */
static int64_t
correlated(const struct classify *c, uint64_t failure)
{
	const uint64_t *at;
	int64_t n = -1;

	if (failure == 0)
		return 0;
	at = bsearch(&failure, c->failures, c->failure_count, sizeof(failure),
	    by_hash);
	while (at > c->failures && at[-1] == failure)
		at--;
	for (; at < c->failures + c->failure_count && *at == failure; at++)
		n++;
	return n;
}

static void
label_test(struct classify *c, struct test *t, int64_t at)
{
	struct measurement *m = &c->d.measurement;
	const struct series_key *k = &t->series.key;
	struct signal_facts f = {
		.trace_lines = t->trace_lines,
		.correlated = correlated(c, t->failure),
	};

	(void)executions_move(&t->window, executions_find(&t->window,
	    t->current), at);
	window_facts(t, t->current, &f);
	record_clear(&c->d, KIND_measurement);
	m->project = value_bytes(k->s[0], k->n[0]);
	m->test_name = value_bytes(k->s[1], k->n[1]);
	if (k->n[2] != 0)
		m->context = value_bytes(k->s[2], k->n[2]);
	m->timestamp = value_time(at);
	m->failure_id = kept_value(&t->failure_id);
	m->run_id = kept_value(&t->run_id);
	m->revision = kept_value(&t->revision);
	m->branch = kept_value(&t->branch);
	m->owner = kept_value(&t->owner);
	print(c, &f);
}

static void
start_over(struct test *t)
{
	t->touched = false;
	t->failure = 0;
	t->trace_lines = 0;
	t->failure_id.n = 0;
}

/* The run is complete, and began then. */
static void
end_run(struct classify *c, int64_t at)
{
	gather_failures(c);
	for (struct test *t = c->first, *next; t != NULL; t = next) {
		next = t->next_touched;
		if (!c->blind)
			label_test(c, t, at);
		start_over(t);
	}
	c->first = c->last = NULL;
}

static void
touch(struct classify *c, struct test *t, const struct execution *e)
{
	if (!t->touched) {
		t->touched = true;
		t->next_touched = NULL;
		*(c->last != NULL ? &c->last->next_touched : &c->first) = t;
		c->last = t;
	}
	t->current = e->run;
	if (!c->began && e->at < c->earliest)
		c->earliest = e->at;
}

static void
keep_text(struct classify *c, struct kept *k, const struct value *v)
{
	series_keep(&c->tests, k, v->s, v->set ? v->n : 0);
}

static void
note_failure(struct classify *c, struct test *t, const struct result *s)
{
	const struct value *trace = s->details.set ? &s->details :
	    &s->message;

	t->trace_lines = line_count(trace);
	t->failure = execution_failure(s);
	keep_text(c, &t->failure_id, &s->failure_id);
}

static struct test *
test_of(struct classify *c, const struct result *s)
{
	struct series_key k = {
		{s->project.s, s->test_name.s, s->context.s},
		{s->project.n, s->test_name.n,
		    s->context.set ? s->context.n : 0}
	};

	return series_of(&c->tests, &k, NULL);
}

static void
take_result(struct classify *c)
{
	const struct result *s = &c->r.result;
	struct execution *e;
	struct test *t;

	if (s->status.i == result_status_skipped)
		return;
	t = test_of(c, s);
	e = executions_take(&c->tests, &t->window, s);
	if (e == NULL)
		return;
	if (c->r.remembered)
		return;
	touch(c, t, e);
	if (s->status.i != result_status_passed)
		note_failure(c, t, s);
	keep_text(c, &t->run_id, &s->run_id);
	keep_text(c, &t->revision, &s->revision);
	keep_text(c, &t->branch, &s->branch);
	keep_text(c, &t->owner, &s->owner);
}

/* Results of another run than before end that one. */
static void
take_result_of_run(struct classify *c)
{
	const struct result *s = &c->r.result;
	uint64_t run = hash64(text_hash(&s->project), s->run_id.s,
	    s->run_id.set ? s->run_id.n : 0);

	if (!c->r.remembered && run != c->run) {
		end_run(c, c->earliest);
		c->run = run;
		c->earliest = INT64_MAX;
		c->began = false;
	}
	take_result(c);
}

static void
take_run(struct classify *c)
{
	const struct run *s = &c->r.run;

	if (c->r.remembered || c->run != hash64(text_hash(&s->project),
	    s->run_id.s, s->run_id.n))
		return;
	if (s->started_at.set) {
		c->earliest = s->started_at.i;
		c->began = true;
	}
	end_run(c, c->earliest);
}

static void
take(struct classify *c)
{
	switch (c->r.kind) {
	case KIND_signal:
		take_signal(c);
		break;
	case KIND_result:
		take_result_of_run(c);
		break;
	case KIND_run:
		take_run(c);
		break;
	default:
		c->blind = true;	/* history of: none */
	}
}

static void
forget(void *arg, struct series *s)
{
	struct classify *c = arg;

	struct test *t = (struct test *)s;

	if (t->touched)
		end_run(c, c->earliest);
	executions_free(&c->tests, &t->window);
	series_release(&c->tests, &t->failure_id);
	series_release(&c->tests, &t->run_id);
	series_release(&c->tests, &t->revision);
	series_release(&c->tests, &t->branch);
	series_release(&c->tests, &t->owner);
}

static void
open_tests(struct classify *c)
{
	if (c->window < 5 || c->window > 100000 || c->most < 1)
		diag_fail(USAGE, "--window takes 5 to 100000, --max-series "
		    "at least 1");
	c->by_evidence = strcmp(c->confidence, "explained") == 0;
	if (!c->by_evidence && strcmp(c->confidence, "rule") != 0)
		diag_fail(USAGE, "--confidence takes rule or explained, not "
		    "\"%s\"", c->confidence);
	c->tests = (struct series_set){.keep = (uint32_t)c->window,
	    .most = (size_t)c->most, .state = sizeof(struct test),
	    .evict = forget, .arg = c};
	series_open(&c->tests);
}

static void
close_tests(struct classify *c)
{
	series_close(&c->tests);
	free(c->failures);
	str_free(&c->label.reasons);
	str_free(&c->label.parts);
}

int
main(int argc, char **argv)
{
	static const char *const examples[] = {
		"drift ingest reports/*.xml | drift recall | drift classify",
		"classify --kind signal < signals.ndjson", NULL
	};
	struct classify c = {.limits = {0.1, 0.4, 5}, .window = 100,
	    .most = 1000000, .confidence = "rule", .earliest = INT64_MAX};
	const struct opt options[] = {
		{'\0', "flaky", OPT_REAL, &c.limits.flaky, "RATE",
		    "failures per run from which a test is flaky (0.1)", 0},
		{'\0', "unstable", OPT_REAL, &c.limits.unstable, "RATE",
		    "and from which it is unstable (0.4)", 0},
		{'\0', "min-runs", OPT_INT, &c.limits.runs, "N",
		    "runs, below which neither is said (5)", 0},
		{'w', "window", OPT_INT, &c.window, "N",
		    "newest runs of a test that count (100)", 0},
		{'\0', "confidence", OPT_TEXT, &c.confidence, "HOW",
		    "rule, or explained: from both scores (rule)", 0},
		{'\0', "explain", OPT_FLAG, &c.explain, NULL,
		    "also print the parts of both scores", 0},
		{'\0', "max-series", OPT_INT, &c.most, "N",
		    "tests kept at once (1000000)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Label tests: signals or results in, measurements added.",
	    examples, options, NULL};

	record_open(&c.r, &usage, argc, argv);
	open_tests(&c);
	while (record_next(&c.r, BIT(signal) | BIT(result) | BIT(run) |
	    BIT(history)))
		take(&c);
	end_run(&c, c.earliest);
	close_tests(&c);
	return record_end(&c.r, c.found);
}
