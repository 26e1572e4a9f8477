/*
 * alert - tell about a drift once, and once more when it is over
 *
 * Every test, and every model, gate, store and job, has one episode at most; a
 * test that takes longer and one that fails are two matters.
 * What is remembered (history) brings it to where it was; what comes in the
 * stream carries it on.
 */
#include <stdlib.h>

#include "alert.h"
#include "diag.h"
#include "sandbox.h"
#include "when.h"

/* ---- alerts and acknowledgements ---- */

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
	struct series_key k = series_key_of(&a->project, &a->test_name,
	    &a->context);
	struct subject *t = a->test_name.set ? alert_test(s, &k,
	    alert_is_slow(&a->method)) : alert_source_of(s, a);
	struct notice *n = &t->episode.notice;

	alert_note_judged(s, t, a);
	if (a->state.i == alert_state_resolved || a->resolved_at.set) {
		copy_id(n->resolved_id, &a->alert_id);
		if (!n->open || value_is(&a->alert_id, n->id))
			episode_end(&t->episode);
		return;
	}
	if (n->open && a->created_at.i < n->created_at)
		return;
	copy_id(n->id, &a->alert_id);
	n->open = true;
	n->level = (int)(a->fired_severity.set ? a->fired_severity.i :
	    a->severity.i);
	n->created_at = a->created_at.i;
	n->told_at = a->last_sent_at.set ? a->last_sent_at.i :
	    a->updated_at.set ? a->updated_at.i : a->created_at.i;
	n->acknowledged = a->acknowledged.i;
	n->acknowledged_until = a->acknowledged_until.set ?
	    a->acknowledged_until.i : 0;
}

static bool
acks(const struct ack *a, const struct subject *t, bool test)
{
	const struct series_key *k = &t->series.key;

	if (!t->episode.notice.open || !text_same(a->project.s, a->project.n,
	    k->s[0], k->n[0]))
		return false;
	if (a->alert_id.set)
		return value_is(&a->alert_id, t->episode.notice.id);
	return test && a->test_name.set && text_same(a->test_name.s,
	    a->test_name.n, k->s[1], k->n[1]);
}

/* The first acknowledgement of an episode wins. */
static void
take_ack(struct alerts *s, struct series_set *set)
{
	const struct ack *a = &s->r.ack;
	struct subject *t;

	for (size_t at = 0; (t = series_next(set, &at)) != NULL;) {
		struct notice *n = &t->episode.notice;

		if (n->acknowledged || !acks(a, t, set != &s->sources))
			continue;
		n->acknowledged = true;
		n->acknowledged_until = a->until.set ? a->until.i : 0;
	}
}

/* ---- what comes in ---- */

/* An end that still waits stands before what comes after it. */
static void
pass(struct alerts *s)
{
	if (s->r.kind == KIND_analysis && !s->r.remembered)
		alert_before(s);
	if (!s->r.options.only || s->r.remembered)
		record_pass(&s->r);
}

static void
take(struct alerts *s)
{
	switch (s->r.kind) {
	case KIND_analysis:
		alert_take_analysis(s);
		break;
	case KIND_result:
		alert_see_test(s, &s->r.result.test_name, &s->r.result.owner);
		break;
	case KIND_measurement:
		alert_see_test(s, &s->r.measurement.test_name,
		    &s->r.measurement.owner);
		break;
	case KIND_alert:
		take_alert(s);
		break;
	case KIND_ack:
		take_ack(s, &s->tests);
		take_ack(s, &s->durations);
		take_ack(s, &s->sources);
		break;
	case KIND_run:
		jobs_note(s);
		alert_take_run(s);
		break;
	case KIND_monitoring:
		alert_take_monitoring(s);
		break;
	case KIND_decision:
		alert_take_decision(s);
		break;
	case KIND_health:
		alert_take_health(s);
		break;
	default:
		s->blind = true;	/* history of: none */
	}
}

static int
end(struct alerts *s)
{
	groups_end(s);
	alert_source_end(s);
	jobs_end(s);
	silences_end(s, s->silences);
	silences_end(s, s->quarantine);
	baseline_end(s);
	silences_close(s->silences);
	silences_close(s->quarantine);
	series_close(&s->tests);
	series_close(&s->durations);
	series_close(&s->sources);
	str_free(&s->message);
	return record_end(&s->r, s->found);
}

/* ---- options ---- */

static void
set_for(struct alerts *s)
{
	char *rest;

	s->rules.for_count = strtoll(s->last_for, &rest, 10);
	if (rest != s->last_for && *rest == '\0' && s->rules.for_count >= 1)
		return;
	s->rules.for_count = 1;
	if (!when_span(s->last_for, 'h', &s->rules.for_span))
		diag_fail(USAGE, "--for takes a count or a span, not \"%s\"",
		    s->last_for);
}

static void
set_rules(struct alerts *s, double flap)
{
	s->rules.threshold = s->severity.at;
	if (s->rules.threshold == severity_none)
		diag_fail(USAGE, "--severity none would alert about nothing");
	s->any_direction = s->direction.at == 1;
	if (s->update_baseline && s->baseline_file == NULL)
		diag_fail(USAGE, "--update-baseline needs --baseline FILE");
	if (s->last_for != NULL)
		set_for(s);
	if (s->rules.keep_firing < 1 || s->most < 1)
		diag_fail(USAGE, "--keep-firing and --max-series take at "
		    "least 1");
	s->rules.flap = flap / 100;
	s->sources = (struct series_set){.state = sizeof(struct subject),
	    .keep = 1, .most = (size_t)s->most};
	s->tests = s->sources;
	s->tests.evict = groups_forget;
	s->tests.arg = s;
	s->durations = s->tests;
	series_open(&s->tests);
	series_open(&s->durations);
	series_open(&s->sources);
}

static const char *const examples[] = {
	"drift recall < new.ndjson | drift detect | drift alert | "
	    "drift store",
	"alert --severity moderate --for 3 analyses.ndjson", NULL
};

static void
options_read(struct alerts *s, int argc, char **argv)
{
	double flap = 30;
	const struct opt options[] = {
		{'s', "severity", OPT_WORD, &s->severity, "SEVERITY",
		    "the level that alerts (high)", 0},
		{0, "direction", OPT_WORD, &s->direction, "HOW",
		    "worse, or any: improvements alert too (worse)", 0},
		{0, "for", OPT_TEXT, &s->last_for, "N|SPAN",
		    "findings in a row, or time, before it fires (1)", 0},
		{0, "keep-firing", OPT_INT, &s->rules.keep_firing, "N",
		    "quiet findings before it resolves (2)", 0},
		{0, "repeat", OPT_SPAN, &s->rules.repeat, "SPAN",
		    "remind that often while it fires (30d)", 'h'},
		{0, "resolved", OPT_CLEAR, &s->quiet_end, NULL,
		    "tell also when it ends (as without it)", 0},
		{0, "no-resolved", OPT_FLAG, &s->quiet_end, NULL,
		    "do not tell when it ends", 0},
		{0, "flap", OPT_REAL, &flap, "PERCENT",
		    "changes among 21 states above which it flaps (30)", '%'},
		{0, "silences", OPT_TEXT, &s->silence_file, "FILE",
		    "who is not to be told of, until when and why", 0},
		{0, "quarantine", OPT_TEXT, &s->quarantine_file, "FILE",
		    "tests that are set aside; the same", 0},
		{0, "part", OPT_FLAG, &s->part, NULL,
		    "these are some of the tests: none is unknown", 0},
		{0, "baseline", OPT_TEXT, &s->baseline_file, "FILE",
		    "findings that are known, and not found by -e", 0},
		{0, "update-baseline", OPT_FLAG, &s->update_baseline, NULL,
		    "write that file anew, with all that stands", 0},
		{0, "fail-on", OPT_WORD, &s->fail_on, "SEVERITY",
		    "with -e, what counts as found (what alerts)", 0},
		{0, "missing", OPT_SPAN, &s->missing, "SPAN",
		    "silence of a job, or a test, that is too long", 'h'},
		{0, "max-series", OPT_INT, &s->most, "N",
		    "tests kept at once (1000000)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "Turn analyses into alerts, one an episode.", examples, options,
	    NULL};

	record_open(&s->r, &usage, argc, argv);
	s->r.hold = true;
	set_rules(s, flap);
}

int
main(int argc, char **argv)
{
	kind_set wanted = BIT(analysis) | BIT(alert) | BIT(ack) | BIT(run) |
	    BIT(monitoring) | BIT(decision) | BIT(health) | BIT(history);
	static const char *const directions[] = {"worse", "any", NULL};
	struct alerts s = {.severity = {words_severity, severity_high},
	    .direction = {directions, 0}, .fail_on = {words_severity, 0},
	    .most = 1000000, .rules = {.for_count = 1, .keep_firing = 2,
	    .repeat = 30 * WHEN_DAY}};

	options_read(&s, argc, argv);
	if (s.silence_file != NULL)
		s.silences = silences_open(s.silence_file);
	if (s.baseline_file != NULL)
		baseline_open(&s, s.baseline_file);
	if (s.quarantine_file != NULL)
		s.quarantine = silences_open(s.quarantine_file);
	if ((s.silences != NULL || s.quarantine != NULL) && !s.part)
		wanted |= BIT(result) | BIT(measurement);
	(void)sandbox_enter(&(struct sandbox){.files = argv,
	    .output = {s.update_baseline ? s.baseline_file : NULL}});
	while (record_next(&s.r, wanted)) {
		pass(&s);
		if (wanted & KIND_BIT(s.r.kind))
			take(&s);
	}
	return end(&s);
}
