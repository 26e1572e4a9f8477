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
of_severity(struct str *b, enum windows_severity severity)
{
	if (severity < WINDOWS_HIGH)
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
		of_severity(b, v->severity);
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
		of_severity(b, WINDOWS_HIGH);
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
