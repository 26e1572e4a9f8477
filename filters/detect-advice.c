/*
 * What to do about a drift, in words people search for.
 */
#include <math.h>

#include "detect.h"

static void
start(struct str *b)
{
	str_clear(b);
	str_byte(b, '[');
}

static void
add(struct str *b, const char *text)
{
	if (b->n > 1)
		str_byte(b, ',');
	str_string(b, text, strlen(text));
}

static void
of_severity(struct str *b, int severity)
{
	if (severity < severity_high)
		return;
	add(b, "URGENT: find the root cause now");
	add(b, "consider switching the test off meanwhile");
}

static void
of_direction(struct str *b, enum windows_direction direction)
{
	if (direction == WINDOWS_DECREASING)
		add(b, "confidence is DECREASING: look at signal quality, "
		    "rule changes and instability");
	else if (direction == WINDOWS_INCREASING)
		add(b, "confidence is improving: check that it is real");
	else if (direction == WINDOWS_VOLATILE)
		add(b, "high VOLATILITY: look at the environment and at "
		    "reliability");
}

static void
of_trend(struct str *b, enum windows_trend trend)
{
	if (trend == WINDOWS_STRONGLY_UP)
		add(b, "strong trend (strongly increasing): recalibrate if "
		    "it goes on");
	else if (trend == WINDOWS_STRONGLY_DOWN)
		add(b, "strong trend (strongly decreasing): recalibrate if "
		    "it goes on");
}

void
advice_of_windows(struct str *b, const struct windows_verdict *v)
{
	start(b);
	if (v->severity == WINDOWS_NONE) {
		add(b, "stable, nothing to do");
	} else {
		of_severity(b, (int)v->severity);
		of_direction(b, v->direction);
		of_trend(b, v->trend);
		if (fabs(v->relative) > 0.20)
			add(b, "over 20 % drift: review rules and weights");
	}
	if (v->severity >= WINDOWS_MODERATE) {
		add(b, "run more cycles to confirm");
		add(b, "compare signal scores over time");
		add(b, "review recent code changes");
	}
	str_byte(b, ']');
}

void
advice_of_category(struct str *b, bool bad, const char *category, size_t n)
{
	struct str text = {0};

	start(b);
	if (bad) {
		of_severity(b, severity_high);
		str_print(&text, "the test is now %.*s: review recent code "
		    "changes", (int)n, category);
	} else {
		str_print(&text, "the test is %.*s again, nothing to do",
		    (int)n, category);
	}
	add(b, text.s);
	str_byte(b, ']');
	str_free(&text);
}

/* What moved, and what to do about it, by method. */
static void
of_method(struct str *b, const struct analysis *x)
{
	bool up = x->direction.i == direction_increasing;

	switch (x->method.i) {
	case method_rate:
		add(b, up ? "it fails less often: check that it is real" :
		    "it fails more often: look at what changed just before "
		    "change_at");
		break;
	case method_contradiction:
		add(b, "both outcomes at one revision: the test is flaky, "
		    "whatever the code");
		break;
	case method_duration:
		add(b, up ? "it takes longer: profile it, or look at the "
		    "machine" : "it takes less time: check that it still "
		    "tests what it did");
		break;
	default:
		of_direction(b, up ? WINDOWS_INCREASING : WINDOWS_DECREASING);
	}
}

/* What did not move may be bad all the same. */
static void
of_class(struct str *b, const struct analysis *x)
{
	static const char *const text[class_words] = {
		"stable, nothing to do",
		"flaky, and no worse than before: quarantine it or mend it",
		"broken, and no news: mend it or remove it",
		"skipped: is it still wanted?",
		"too few runs for a verdict"
	};

	add(b, text[x->class.set ? x->class.i : class_stable]);
}

void
advice_of_analysis(struct str *b, const struct analysis *x)
{
	start(b);
	if (x->severity.i == severity_none) {
		of_class(b, x);
	} else {
		if (x->method.i != method_duration)
			of_severity(b, (int)x->severity.i);
		of_method(b, x);
	}
	if (x->severity.i >= severity_moderate)
		add(b, "review recent code changes");
	str_byte(b, ']');
}
