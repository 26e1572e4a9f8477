/*
 * The rules, first match decides; and the explained scores beside them.
 */
#include <math.h>
#include <stdarg.h>

#include "classify.h"

#define TOLERANCE	1e-9	/* a nominal 0.1 is 0.1 */

static double
at_most(double limit, double x)
{
	return x < limit ? x : limit;
}

static bool
known(const struct limits *l, const struct signal_facts *f)
{
	return f->runs >= l->runs;
}

static bool
is_unstable(const struct limits *l, const struct signal_facts *f)
{
	return known(l, f) && f->rate >= l->unstable - TOLERANCE;
}

static bool
is_flaky(const struct limits *l, const struct signal_facts *f)
{
	return known(l, f) && f->rate >= l->flaky - TOLERANCE &&
	    !is_unstable(l, f);
}

static bool
is_stable(const struct limits *l, const struct signal_facts *f)
{
	return known(l, f) && f->rate < l->flaky - TOLERANCE;
}

static bool
is_regression(const struct signal_facts *f)
{
	return f->failed && f->code_changed;
}

static bool
is_retry(const struct signal_facts *f)
{
	return f->retries > 0 && f->passed_on_retry;
}

/* Evidence of flakiness in contradictions: a flip is a third of one. */
static double
contradiction(const struct signal_facts *f)
{
	return (double)f->contradictions + (double)f->flips / 3;
}

static bool
is_contradiction(const struct limits *l, const struct signal_facts *f)
{
	return known(l, f) && contradiction(f) >= 1 - TOLERANCE &&
	    (f->contradictions > 0 || f->rate >= l->flaky / 2 - TOLERANCE);
}

static void
say(struct verdict *label, const char *category, const char *rule,
    double confidence)
{
	label->category = category;
	label->rule = rule;
	label->confidence = confidence;
}

static long long
failures(const struct signal_facts *f)
{
	return llround(f->rate * (double)f->runs);
}

/* Words and figures, nothing that JSON would escape. */
__attribute__((format(printf, 2, 3)))
static void
because(struct verdict *label, const char *fmt, ...)
{
	struct str *b = &label->reasons;
	va_list ap;

	str_clear(b);
	str_text(b, "[\"");
	va_start(ap, fmt);
	str_print_args(b, fmt, ap);
	va_end(ap);
	str_text(b, "\"]");
}

/* Rules about one execution. */
static bool
decide_by_event(const struct signal_facts *f, struct verdict *label)
{
	long long passes = f->passes_before;

	if (f->before == 0) {
		say(label, "new_test", "new_test", 1.0);
		because(label, "No historical runs of this test");
	} else if (f->before < 3) {
		say(label, "new_test", "new_test_limited", 0.8);
		because(label, "Limited history: %lld runs so far",
		    (long long)f->before);
	} else if (is_retry(f)) {
		say(label, "flaky", "flaky_retry",
		    at_most(0.95, 0.7 + 0.1 * (double)f->retries));
		because(label, "Passed after %lld retries",
		    (long long)f->retries);
	} else if (is_regression(f)) {
		say(label, "regression", "regression_code_change",
		    passes >= 5 ? 0.85 : 0.7);
		because(label, "Code changed and the test fails; it passed "
		    "%lld times in a row before", passes);
	} else if (f->broken) {
		say(label, "regression", "regression_streak",
		    f->streak < 5 ? 0.85 : 0.9);
		because(label, "Failed %lld times in a row, which its "
		    "failures before do not explain", (long long)f->streak);
	} else {
		return false;
	}
	return true;
}

static void
contradict(const struct signal_facts *f, struct verdict *label)
{
	say(label, "flaky", "flaky_contradiction",
	    at_most(0.95, 0.7 + 0.1 * contradiction(f)));
	if (f->contradictions == 0)
		because(label, "The outcome flipped %lld times from one "
		    "revision to the next", (long long)f->flips);
	else
		because(label, "Passed and failed on unchanged code; "
		    "revisions with both outcomes: %lld, flips from one to "
		    "the next: %lld", (long long)f->contradictions,
		    (long long)f->flips);
}

/* Rules about many. */
static void
decide_by_rate(const struct limits *l, const struct signal_facts *f,
    struct verdict *label)
{
	long long k = failures(f), n = f->runs;

	if (is_unstable(l, f)) {
		say(label, "unstable", "unstable_high_failure",
		    at_most(0.95, 0.6 + 0.3 * f->rate));
		because(label, "High failure rate: %lld of %lld runs failed "
		    "(%.1f %%)", k, n, 100 * f->rate);
	} else if (is_contradiction(l, f)) {
		contradict(f, label);
	} else if (is_flaky(l, f)) {
		say(label, "flaky", "flaky_intermittent", 0.65 + 0.2 * f->rate);
		because(label, "Intermittent failures: %lld of %lld runs "
		    "failed (%.1f %%)", k, n, 100 * f->rate);
	} else if (is_stable(l, f)) {
		say(label, "stable", "stable_low_failure",
		    at_most(0.95, 0.75 + (double)f->runs / 100));
		if (k == 0)
			because(label, "Perfect: low failure rate, none of "
			    "%lld runs failed", n);
		else
			because(label, "Consistently low failure rate: %lld "
			    "of %lld runs failed (%.1f %%)", k, n,
			    100 * f->rate);
	} else {
		say(label, "unknown", "unknown_fallback", 0.3);
		because(label, "%lld runs are too few for a verdict; %lld "
		    "are needed", n, (long long)l->runs);
	}
}

void
rules_decide(const struct limits *l, const struct signal_facts *f,
    struct verdict *label)
{
	if (!decide_by_event(f, label))
		decide_by_rate(l, f, label);
}

/* ---- the scores, and of what they are made ---- */

static void
write_name(struct str *b, size_t i, const char *name)
{
	if (i > 0)
		str_byte(b, ',');
	str_byte(b, '"');
	str_text(b, name);
	str_text(b, "\":");
}

static void
write_real(struct str *b, double x)
{
	char text[REAL_LENGTH + 1];

	(void)real_print(round(x * 1e12) / 1e12, text);
	str_text(b, text);
}

/* The weight of every rule, whether it could have applied, and did. */
struct weighed {
	const char *name;
	double weight;
	bool could, holds;
};

static void
score_rules(const struct limits *l, const struct signal_facts *f,
    struct verdict *label)
{
	bool known_rate = known(l, f), contradicted = is_contradiction(l, f);
	const struct weighed rules[] = {
		{"new_test", 1.0, true, f->before < 3},
		{"flaky_retry", 0.9, f->retries > 0, is_retry(f)},
		{"regression", 0.85, f->failed, is_regression(f) || f->broken},
		{"unstable", 0.8, known_rate, is_unstable(l, f)},
		{"flaky_contradiction", 0.9, f->contradictions > 0 ||
		    contradicted, contradicted},
		{"flaky_history", 0.7, known_rate, is_flaky(l, f)},
		{"stable", 0.6, known_rate, is_stable(l, f)},
	};
	double could = 0, holds = 0;

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		could += rules[i].could ? rules[i].weight : 0;
		holds += rules[i].holds ? rules[i].weight : 0;
		if (!label->explain)
			continue;
		write_name(&label->parts, i, rules[i].name);
		str_text(&label->parts, rules[i].holds ? "true" : "false");
	}
	label->rule_score = holds / could;
}

static void
score_signal(const struct signal_facts *f, struct verdict *label)
{
	const struct { const char *name; double quality; } parts[] = {
		{"stack_trace", f->trace_lines > 3 ? 0.9 :
		    f->trace_lines > 0 ? 0.6 : 0.3},
		{"error_message", !f->message ? 0.2 : f->varying ? 0.5 : 0.85},
		{"retry", f->retries == 0 ? 0.5 : f->passed_on_retry ? 0.4 :
		    0.9},
		{"history", f->runs >= 10 ? 0.8 : f->runs >= 5 ? 0.6 : 0.3},
		{"correlation", f->correlated >= 3 ? 0.85 :
		    f->correlated >= 1 ? 0.6 : 0.4},
	};
	double sum = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		sum += parts[i].quality;
		if (!label->explain)
			continue;
		write_name(&label->parts, i, parts[i].name);
		write_real(&label->parts, parts[i].quality);
	}
	label->signal_score = sum / 5;
}

static void
write_facts(const struct signal_facts *f, struct str *b)
{
	str_print(b, "\"contradictions\":%lld,\"flips\":%lld,\"rate\":",
	    (long long)f->contradictions, (long long)f->flips);
	write_real(b, f->rate);
}

void
score_evidence(const struct limits *l, const struct signal_facts *f,
    struct verdict *label)
{
	struct str *b = &label->parts;

	if (!label->explain) {
		score_rules(l, f, label);
		score_signal(f, label);
		return;
	}
	str_clear(b);
	str_text(b, "{\"rules\":{");
	score_rules(l, f, label);
	str_text(b, "},\"evidence\":{");
	write_facts(f, b);
	str_text(b, "},\"signal\":{");
	score_signal(f, label);
	str_text(b, "}}");
}
