/*
 * The options of detect, and what follows from them.
 */
#include <stdlib.h>

#include "detect.h"
#include "diag.h"
#include "when.h"

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

/* 25% or .25, and 3/4. */
static void
set_floors(struct detect *d)
{
	char *end;
	double ratio = strtod(d->relative, &end);
	long k, n = 0;

	if (end != d->relative && strcmp(end, "%") == 0) {
		ratio /= 100;
		end++;
	}
	if (end == d->relative || *end != '\0' || !(ratio > 0))
		diag_fail(USAGE, "--rel takes a percentage, not \"%s\"",
		    d->relative);
	d->ratio = 1 + ratio;
	k = strtol(d->sustained, &end, 10);
	if (*end == '/')
		n = strtol(end + 1, &end, 10);
	else if (text_begins(end, " of "))
		n = strtol(end + 4, &end, 10);
	if (*end != '\0' || k < 1 || n < k || n > 100)
		diag_fail(USAGE, "--sustained takes K/N, not \"%s\"",
		    d->sustained);
	d->long_ones = (size_t)k;
	d->of_last = (size_t)n;
}

static void
set_rules(struct detect *d)
{
	d->change = d->follow ? change_online : change_offline;
	d->change.steps = d->model.at == 1;
	set_floors(d);
	if (d->thresholds != NULL)
		set_thresholds(d);
	d->rules.test = !d->no_test;
	d->rules.least = (size_t)d->least;
	d->rules.baseline = (size_t)d->baseline;
	d->rules.current = (size_t)d->current;
	if (d->points < 8 || d->points > CHANGE_MAX || d->most < 1)
		diag_fail(USAGE, "--points takes 8 to %d, --max-series at "
		    "least 1", CHANGE_MAX);
	if (d->each && d->follow)
		diag_fail(USAGE, "--each and --follow exclude each other");
}

static const char *const examples[] = {
	"drift ingest reports/*.xml | drift detect",
	"detect --kind measurement < log.ndjson",
	"drift read --kind measurement | drift detect --only --drifting", NULL
};

void
options_read(struct detect *d, int argc, char **argv)
{
	const struct opt options[] = {
		{'m', "method", OPT_WORDS, &d->methods, "LIST",
		    "look for what these find (all)", 0},
		{0, "each", OPT_FLAG, &d->each, NULL,
		    "judge after every measurement, not at the end", 0},
		{0, "follow", OPT_FLAG, &d->follow, NULL,
		    "tell only of changes, as soon as they are certain", 0},
		{'w', "window", OPT_SPAN, &d->window, "SPAN",
		    "use what is newer than that (everything)", 'd'},
		{0, "min", OPT_INT, &d->least, "N",
		    "values, below which there is no analysis (3)", 0},
		{0, "min-runs", OPT_INT, &d->least_runs, "N",
		    "runs a label or class needs (5)", 0},
		{0, "baseline", OPT_INT, &d->baseline, "N",
		    "values of the baseline window (a third)", 0},
		{0, "current", OPT_INT, &d->current, "N",
		    "values of the current window (a third)", 0},
		{0, "thresholds", OPT_TEXT, &d->thresholds, "A,B,C,D",
		    "low to critical (.05,.10,.20,.30)", 0},
		{0, "no-test", OPT_FLAG, &d->no_test, NULL,
		    "grade windows by the thresholds alone", 0},
		{0, "per-day", OPT_FLAG, &d->per_day, NULL,
		    "also give the slope against time", 0},
		{0, "model", OPT_WORD, &d->model, "MODEL",
		    "pieces are levels or lines, or steps alone (auto)", 0},
		{0, "rel", OPT_TEXT, &d->relative, "PERCENT",
		    "a duration moves by that much, at least (25%)", 0},
		{0, "abs", OPT_SPAN, &d->floor, "SPAN",
		    "and by that long (0.2s)", 's'},
		{0, "sustained", OPT_TEXT, &d->sustained, "K/N",
		    "in so many of the last runs (3/4)", 0},
		BRANCHES_OPTION(&d->branches),
		{0, "runs", OPT_FLAG, &d->runs, NULL,
		    "pass records of runs on in any case", 0},
		{0, "summary", OPT_FLAG, &d->summary, NULL,
		    "end with a summary of every category", 0},
		{0, "drifting", OPT_FLAG, &d->drifting, NULL,
		    "leave out analyses with severity none", 0},
		{0, "fail-on", OPT_WORD, &d->fail_on, "SEVERITY",
		    "what -e calls found (high)", 0},
		{0, "points", OPT_INT, &d->points, "N",
		    "newest values kept of a series (1024)", 0},
		{0, "max-series", OPT_INT, &d->most, "N",
		    "series kept at once (1000000)", 0},
		{0, "stats", OPT_FLAG, &d->stats, NULL,
		    "say at the end how much memory a series took", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]", "Judge whether tests "
	    "have drifted, when and how much.", examples, options, NULL};

	record_open(&d->r, &usage, argc, argv);
	set_rules(d);
}
