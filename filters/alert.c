/*
 * alert - tell about a drift once, and once more when it is over
 *
 * Every test has one episode at most.  What is remembered (history) brings it
 * to where it was; analyses in the stream carry it on.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "alert.h"
#include "diag.h"
#include "hash.h"
#include "record.h"
#include "series.h"
#include "when.h"

struct test {
	struct series series;
	struct episode episode;
};

struct alerts {
	struct record r;
	struct record d;		/* derived */
	struct series_set tests;
	struct episode_rules rules;

	/* options */
	const char *severity, *last_for, *direction;
	int64_t most;
	bool quiet_end;			/* --no-resolved */
	bool any_direction;

	bool blind;			/* nothing can be remembered */
	bool found;
	struct str message;
};

/* ---- the alert's words ---- */

/* Seconds, a fraction as percent, or the value of a metric. */
static void
write_level(struct str *b, const struct analysis *a, double level)
{
	bool fractions = a->baseline_confidence.d >= 0 &&
	    a->baseline_confidence.d <= 1 && a->current_confidence.d >= 0 &&
	    a->current_confidence.d <= 1;

	if (a->method.i == method_duration)
		str_print(b, "%.3gs", level);
	else if (fractions)
		str_print(b, "%.1f%%", 100 * level);
	else
		str_print(b, "%.6g", level);
}

static void
write_change(struct str *b, const struct analysis *a)
{
	write_level(b, a, a->baseline_confidence.d);
	str_text(b, " \xe2\x86\x92 ");
	write_level(b, a, a->current_confidence.d);
	if (a->drift_percentage.set)
		str_print(b, " (%+.1f%%)", 100 * a->drift_percentage.d);
	else
		str_print(b, " (%+.1f points)", 100 * a->drift_absolute.d);
}

static void
write_message(struct alerts *s, enum episode_event event, int level)
{
	static const char *const symbol[direction_words] = {
		"\xe2\x86\x92", "\xe2\x86\x91", "\xe2\x86\x93", "\xe2\x86\x95"
	};
	const struct analysis *a = &s->r.analysis;
	struct str *b = &s->message;
	const char *word = words_severity[level];

	str_clear(b);
	str_print(b, "%s %.*s: ", symbol[a->direction.i], (int)a->test_name.n,
	    a->test_name.s);
	write_change(b, a);
	str_text(b, " - ");
	if (event == EPISODE_RESOLVES)
		word = "resolved";
	else if (event == EPISODE_FLAPS)
		word = "flapping";
	for (; *word != '\0'; word++)
		str_byte(b, (char)(*word & ~0x20));
	if (a->method.i == method_category && a->category.set)
		str_print(b, ", now %.*s", (int)a->category.n, a->category.s);
}

/* ---- the alert's record ---- */

/*
 * Deterministic, so that two jobs that see the same find the same; the last
 * resolved episode makes the next one different.
 */
static void
make_id(struct test *t)
{
	struct episode *e = &t->episode;
	const struct series_key *k = &t->series.key;
	const char *severity = words_severity[e->level];
	uint64_t h = hash64(0, k->s[0], k->n[0]);

	h = hash64(h, k->s[2], k->n[2]);
	h = hash64(h, k->s[1], k->n[1]);
	h = hash64(h, severity, strlen(severity));
	h = hash64(h, e->resolved_id, strlen(e->resolved_id));
	memcpy(e->superseded_id, e->id, sizeof(e->id));
	(void)snprintf(e->id, sizeof(e->id), "%016" PRIx64, h);
}

static void
fill(struct alerts *s, const struct test *t, int level)
{
	const struct analysis *a = &s->r.analysis;
	const struct episode *e = &t->episode;
	struct value none = {0};

	record_clear(&s->d, KIND_alert);
	s->d.alert = (struct alert){
		.project = a->project, .alert_id = value_text(e->id),
		.test_name = a->test_name,
		.context = a->context.n ? a->context : none,
		.source = value_int(alert_source_drift),
		.severity = value_int(level),
		.drift_percentage = a->drift_percentage,
		.message = value_str(&s->message),
		.recommendations = a->recommendations,
		.created_at = value_time(e->created_at),
		.updated_at = value_time(e->at),
		.class = a->class, .owner = a->owner,
		.failure_id = a->failure_id, .run_id = a->run_id,
	};
}

static void
print(struct alerts *s, struct test *t, enum episode_event event, int level)
{
	struct alert *x = &s->d.alert;
	struct episode *e = &t->episode;

	if (event == EPISODE_FIRES || event == EPISODE_ESCALATES ||
	    (event == EPISODE_FLAPS && e->created_at == e->at))
		make_id(t);
	if (event == EPISODE_FLAPS && level < s->rules.threshold)
		level = e->level;
	write_message(s, event, level);
	fill(s, t, level);
	x->state = value_int(event == EPISODE_RESOLVES ? alert_state_resolved :
	    event == EPISODE_REPEATS ? alert_state_repeat :
	    alert_state_firing);
	if (event == EPISODE_ESCALATES)
		x->supersedes = value_text(e->superseded_id);
	if (event == EPISODE_RESOLVES) {
		x->resolved_at = value_time(e->at);
		memcpy(e->resolved_id, e->id, sizeof(e->id));
	}
	s->found |= x->state.i == alert_state_firing;
	if (event != EPISODE_RESOLVES || !s->quiet_end)
		record_print(&s->d, s->r.out);
}

/* ---- what comes in ---- */

static struct test *
test_of(struct alerts *s, const struct value *project,
    const struct value *name, const struct value *context)
{
	struct series_key k = {{project->s, name->s, context->s},
	    {project->n, name->n, context->set ? context->n : 0}};

	return series_of(&s->tests, &k, NULL);
}

/* An improvement is an analysis, not an alert; longer is no improvement. */
static bool
is_worse(const struct analysis *a)
{
	bool longer = a->method.i == method_duration;
	int64_t worse = longer ? direction_increasing : direction_decreasing;

	if (a->direction.i == direction_increasing ||
	    a->direction.i == direction_decreasing)
		return a->direction.i == worse;
	return longer ? a->drift_absolute.d > 0 : a->drift_absolute.d < 0;
}

/* Changes this near to each other, about a minimum piece, are one. */
#define SAME_CHANGE	5

static int64_t
nearness(const struct analysis *a)
{
	double n = (double)a->measurements_count.i;

	return n < 2 ? 0 : (int64_t)(SAME_CHANGE * a->time_span_seconds.d /
	    (n - 1) * (double)WHEN_SECOND);
}

static void
take_analysis(struct alerts *s)
{
	const struct analysis *a = &s->r.analysis;
	struct test *t = test_of(s, &a->project, &a->test_name, &a->context);
	bool counts = s->any_direction || is_worse(a);
	struct finding f = {.method = (int)a->method.i, .at = a->analyzed_at.i,
	    .level = counts ? (int)a->severity.i : severity_none,
	    .change = a->method.i == method_category ? 0 : a->change_at.i,
	    .near = nearness(a)};
	enum episode_event event;
	int level;

	if (!episode_observe(&t->episode, &s->rules, &f, &level) ||
	    s->r.remembered || s->blind)
		return;
	event = episode_step(&t->episode, &s->rules, level);
	if (event != EPISODE_NOTHING)
		print(s, t, event, level);
}

static void
copy_id(char id[17], const struct value *v)
{
	size_t n = v->n < 16 ? v->n : 16;

	memcpy(id, v->s, n);
	id[n] = '\0';
}

/* An alert of before: the open one goes on, a resolved one is over. */
static void
take_alert(struct alerts *s)
{
	const struct alert *a = &s->r.alert;
	struct episode *e;

	if (!a->test_name.set)
		return;
	e = &test_of(s, &a->project, &a->test_name, &a->context)->episode;
	if (a->state.i == alert_state_resolved || a->resolved_at.set) {
		copy_id(e->resolved_id, &a->alert_id);
		if (!e->open || value_is(&a->alert_id, e->id))
			episode_end(e);
		return;
	}
	if (e->open && a->created_at.i < e->created_at)
		return;
	copy_id(e->id, &a->alert_id);
	e->open = true;
	e->level = (int)a->severity.i;
	e->created_at = a->created_at.i;
	e->told_at = a->last_sent_at.set ? a->last_sent_at.i :
	    a->updated_at.set ? a->updated_at.i : a->created_at.i;
	e->acknowledged = a->acknowledged.i;
	e->acknowledged_until = a->acknowledged_until.set ?
	    a->acknowledged_until.i : 0;
}

static bool
acks(const struct ack *a, const struct test *t)
{
	const struct series_key *k = &t->series.key;

	if (!t->episode.open || !text_same(a->project.s, a->project.n,
	    k->s[0], k->n[0]))
		return false;
	return a->alert_id.set ? value_is(&a->alert_id, t->episode.id) :
	    a->test_name.set && text_same(a->test_name.s, a->test_name.n,
	    k->s[1], k->n[1]);
}

/* The first acknowledgement of an episode wins. */
static void
take_ack(struct alerts *s)
{
	const struct ack *a = &s->r.ack;
	struct series **all = series_sorted(&s->tests);

	for (size_t i = 0; all[i] != NULL; i++) {
		struct test *t = (struct test *)all[i];

		if (!acks(a, t) || t->episode.acknowledged)
			continue;
		t->episode.acknowledged = true;
		t->episode.acknowledged_until = a->until.set ? a->until.i : 0;
	}
	free(all);
}

static void
take(struct alerts *s)
{
	switch (s->r.kind) {
	case KIND_analysis:
		take_analysis(s);
		break;
	case KIND_alert:
		take_alert(s);
		break;
	case KIND_ack:
		take_ack(s);
		break;
	default:
		s->blind = true;	/* history of: none */
	}
}

/* ---- options ---- */

static void
set_for(struct alerts *s)
{
	char *end;

	s->rules.for_count = strtoll(s->last_for, &end, 10);
	if (end != s->last_for && *end == '\0' && s->rules.for_count >= 1)
		return;
	s->rules.for_count = 1;
	if (!when_span(s->last_for, 'h', &s->rules.for_span))
		diag_fail(USAGE, "--for takes a count or a span, not \"%s\"",
		    s->last_for);
}

static void
set_rules(struct alerts *s, double flap)
{
	s->rules.threshold = word_find(words_severity, s->severity);
	if (s->rules.threshold < 0)
		diag_fail(USAGE, "--severity takes a severity, not \"%s\"",
		    s->severity);
	if (s->rules.threshold == severity_none)
		diag_fail(USAGE, "--severity none would alert about nothing");
	s->any_direction = strcmp(s->direction, "any") == 0;
	if (!s->any_direction && strcmp(s->direction, "worse") != 0)
		diag_fail(USAGE, "--direction takes worse or any, not \"%s\"",
		    s->direction);
	if (s->last_for != NULL)
		set_for(s);
	if (s->rules.keep_firing < 1 || s->most < 1)
		diag_fail(USAGE, "--keep-firing and --max-series take at "
		    "least 1");
	s->rules.flap = flap / 100;
	s->tests = (struct series_set){.state = sizeof(struct test),
	    .keep = 1, .most = (size_t)s->most};
	series_open(&s->tests);
}

int
main(int argc, char **argv)
{
	static const char *const examples[] = {
		"drift recall < new.ndjson | drift detect | drift alert | "
		    "drift store",
		"alert --severity moderate --for 3 analyses.ndjson", NULL
	};
	double flap = 30;
	struct alerts s = {.severity = "high", .direction = "worse",
	    .most = 1000000, .rules = {.for_count = 1, .keep_firing = 2,
	    .repeat = 4 * WHEN_HOUR}};
	const struct opt options[] = {
		{'s', "severity", OPT_TEXT, &s.severity, "SEVERITY",
		    "the level that alerts (high)", 0},
		{'\0', "direction", OPT_TEXT, &s.direction, "HOW",
		    "worse, or any: improvements alert too (worse)", 0},
		{'\0', "for", OPT_TEXT, &s.last_for, "N|SPAN",
		    "findings in a row, or time, before it fires (1)", 0},
		{'\0', "keep-firing", OPT_INT, &s.rules.keep_firing, "N",
		    "quiet findings before it resolves (2)", 0},
		{'\0', "repeat", OPT_SPAN, &s.rules.repeat, "SPAN",
		    "remind that often while it fires (4h)", 'h'},
		{'\0', "no-resolved", OPT_FLAG, &s.quiet_end, NULL,
		    "do not tell when it ends", 0},
		{'\0', "flap", OPT_REAL, &flap, "PERCENT",
		    "changes among 21 states above which it flaps (30)", 0},
		{'\0', "max-series", OPT_INT, &s.most, "N",
		    "tests kept at once (1000000)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Turn analyses into alerts, one an episode.", examples, options,
	    NULL};

	record_open(&s.r, &usage, argc, argv);
	set_rules(&s, flap);
	while (record_next(&s.r, BIT(analysis) | BIT(alert) | BIT(ack) |
	    BIT(history)))
		take(&s);
	series_close(&s.tests);
	str_free(&s.message);
	return record_end(&s.r, s.found);
}
