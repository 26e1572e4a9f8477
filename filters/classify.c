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
#include "sandbox.h"
#include "when.h"

/* To 12 decimals: 0.9, where the sum of doubles is 0.8999999999999999. */
static struct value
score(double x)
{
	return value_real(round(x * 1e12) / 1e12);
}

void
classify_print(struct classify *c, const struct signal_facts *f)
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
	if (label->explain)
		m->explanation = value_str(&label->parts);
	c->found |= strcmp(label->category, "stable") != 0;
	c->classified++;
	if (c->enricher.command != NULL)
		enrich_print(&c->enricher, &c->d);
	else
		record_print(&c->d, c->r.out);
}

/* ---- from a signal ---- */

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
	classify_print(c, &f);
}

/* ---- the program ---- */

static void
print_metric(struct classify *c, const char *name, double value,
    const char *type)
{
	struct performance_metric *m = &c->r.performance_metric;
	char why[JSON_WHY];

	record_clear(&c->r, KIND_performance_metric);
	m->metric_name = value_text(name);
	m->metric_value = value_real(value);
	m->metric_type = value_text(type);
	m->component = value_text("classify");
	m->timestamp = value_time(when_now());
	if (record_complete(&c->r, why))
		record_print(&c->r, c->r.out);
}

static void
print_metrics(struct classify *c)
{
	struct enricher *e = &c->enricher;

	print_metric(c, "classified", (double)c->classified, "count");
	print_metric(c, "enrich_attempted", (double)e->attempted, "count");
	print_metric(c, "enrich_ok", (double)e->ok, "count");
	print_metric(c, "enrich_failed", (double)e->failed, "count");
	print_metric(c, "enrich_late", (double)e->lates, "count");
	print_metric(c, "enrich_latency_p50", enrich_latency(e, 50),
	    "seconds");
	print_metric(c, "enrich_latency_p95", enrich_latency(e, 95),
	    "seconds");
}

static void
take(struct classify *c)
{
	switch (c->r.kind) {
	case KIND_signal:
		take_signal(c);
		break;
	case KIND_result:
		run_take_result(c);
		break;
	case KIND_run:
		run_take(c);
		break;
	default:
		c->blind = true;	/* history of: none */
	}
}

/* An enricher may do anything. */
static void
open_tests(struct classify *c, char *const *files)
{
	int64_t window = c->lookback.window;

	if (window < 5 || window > 100000 || c->most < 1)
		diag_fail(USAGE, "--window takes 5 to 100000, --max-series "
		    "at least 1");
	c->by_evidence = strcmp(c->confidence, "explained") == 0;
	if (!c->by_evidence && strcmp(c->confidence, "rule") != 0)
		diag_fail(USAGE, "--confidence takes rule or explained, not "
		    "\"%s\"", c->confidence);
	c->tests = (struct series_set){.keep = 2 * (uint32_t)window,
	    .most = (size_t)c->most, .state = sizeof(struct test),
	    .evict = run_forget, .arg = c};
	series_open(&c->tests);
	branches_open(&c->branches);
	outages_open(&c->outages);
	lookback_open(&c->lookback, c->tests.keep);
	enrich_open(&c->enricher, &c->r);
	if (c->enricher.command == NULL)
		(void)sandbox_enter(&(struct sandbox){.files = files});
}

static void
close_tests(struct classify *c)
{
	lookback_close(&c->lookback);
	branches_close(&c->branches);
	outages_close(&c->outages);
	series_close(&c->tests);
	free(c->failures);
	str_free_all(&c->label.reasons, &c->label.parts, &c->family, NULL);
}

static const char *const examples[] = {
	"drift ingest reports/*.xml | drift recall | drift classify",
	"classify --kind signal < signals.ndjson", NULL
};

static void
options_read(struct classify *c, int argc, char **argv)
{
	const struct opt options[] = {
		{0, "flaky", OPT_REAL, &c->limits.flaky, "RATE",
		    "failures per run from which a test is flaky (0.1)", 0},
		{0, "unstable", OPT_REAL, &c->limits.unstable, "RATE",
		    "and from which it is unstable (0.4)", 0},
		{0, "min-runs", OPT_INT, &c->limits.runs, "N",
		    "runs, below which neither is said (5)", 0},
		{'w', "window", OPT_INT, &c->lookback.window, "N",
		    "newest runs of a test that count (100)", 0},
		{0, "half-life", OPT_INT, &c->lookback.half_life, "N",
		    "revisions after which a run weighs half (100; 0: no)", 0},
		{0, "families", OPT_FLAG, &c->families, NULL,
		    "also judge test[*] for what test[x] does", 0},
		BRANCHES_OPTION(&c->branches),
		{0, "outage", OPT_REAL, &c->outages.share, "SHARE",
		    "failures in a run that are an outage (0.8; 0: none)", 0},
		{0, "outages", OPT_TEXT, &c->outages.file, "FILE",
		    "measured outages, NDJSON with from and to", 0},
		{0, "enrich", OPT_TEXT, &c->enricher.command, "COMMAND",
		    "ask this co-process for advice on every measurement", 0},
		{0, "min-ai", OPT_REAL, &c->enricher.least, "CONFIDENCE",
		    "weakest advice that is kept (0.5)", 0},
		{0, "enrich-timeout", OPT_SPAN, &c->enricher.timeout,
		    "SPAN", "that long a measurement waits for it (2s)", 's'},
		{0, "metrics", OPT_FLAG, &c->metrics, NULL,
		    "end with figures of this run", 0},
		{0, "confidence", OPT_TEXT, &c->confidence, "HOW",
		    "rule, or explained: from both scores (rule)", 0},
		{0, "explain", OPT_FLAG, &c->label.explain, NULL,
		    "also print the parts of both scores", 0},
		{0, "max-series", OPT_INT, &c->most, "N",
		    "tests kept at once (1000000)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Label tests: signals or results in, measurements added.",
	    examples, options, NULL};

	record_open(&c->r, &usage, argc, argv);
}

int
main(int argc, char **argv)
{
	struct classify c = {.limits = {0.1, 0.4, 5},
	    .lookback = {.window = 100, .half_life = 100},
	    .outages.share = -1,
	    .enricher = {.least = 0.5, .timeout = 2 * WHEN_SECOND},
	    .most = 1000000, .confidence = "rule", .earliest = INT64_MAX};

	options_read(&c, argc, argv);
	open_tests(&c, argv);
	while (record_next(&c.r, BIT(signal) | BIT(result) | BIT(run) |
	    BIT(history)))
		take(&c);
	run_end(&c);
	enrich_close(&c.enricher);
	if (c.metrics)
		print_metrics(&c);
	close_tests(&c);
	return record_end(&c.r, c.found);
}
