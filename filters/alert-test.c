/*
 * Analyses: what happens to a test, in words.
 */
#include "alert.h"
#include "hash.h"
#include "when.h"

/* ---- the message ---- */

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

/*
 * Only the method that found it knows figures of an end; what another one
 * sees just then has nothing to do with it.
 */
static bool
knows(const struct subject *t, const struct analysis *a)
{
	return t->episode.by == a->method.i + 1;
}

/* Confidence is that in a label: what it was sure of has to be said. */
static void
write_labels(struct alerts *s)
{
	const struct analysis *a = &s->r.analysis;
	const struct json_value *from = a->evidence.set &&
	    json_object(&s->r.json, a->evidence.s, a->evidence.n) ?
	    json_member(&s->r.json, "from") : NULL;

	if (from != NULL && from->type == JSON_STRING && from->n > 0 &&
	    !text_same(from->s, from->n, a->category.s, a->category.n)) {
		str_text(&s->message, ", was ");
		json_decode(from, &s->message);
	}
	str_print(&s->message, ", now %.*s", (int)a->category.n,
	    a->category.s);
}

static void
write_message(struct alerts *s, const struct telling *w, bool known)
{
	static const char *const symbol[direction_words] = {
		"\xe2\x86\x92", "\xe2\x86\x91", "\xe2\x86\x93", "\xe2\x86\x95"
	};
	const struct analysis *a = &s->r.analysis;
	struct str *b = &s->message;

	str_clear(b);
	str_print(b, "%s %.*s", symbol[known ? a->direction.i :
	    direction_stable], (int)a->test_name.n, a->test_name.s);
	if (known) {
		str_text(b, ": ");
		write_change(b, a);
	}
	message_end(b, w->event, w->level);
	if (a->method.i == method_category && a->category.set)
		write_labels(s);
}

static struct telling
telling_of(struct alerts *s, const struct subject *t, enum episode_event event,
    int level)
{
	const struct analysis *a = &s->r.analysis;
	bool known = event != EPISODE_RESOLVES || knows(t, a);
	struct value none = {0};
	struct telling w = {event, level, {
		.test_name = a->test_name,
		.context = a->context.n ? a->context : none,
		.source = value_int(alert_source_drift), .method = a->method,
		.drift_percentage = known ? a->drift_percentage : none,
		.recommendations = a->recommendations,
		.class = a->class, .owner = a->owner,
		.failure_id = a->failure_id, .run_id = a->run_id,
	}};

	write_message(s, &w, known);
	return w;
}

/* ---- the finding ---- */

bool
alert_is_slow(const struct value *method)
{
	return method->set && method->i == method_duration;
}

struct subject *
alert_test(struct alerts *s, const struct series_key *k, bool slow)
{
	struct subject *t = series_of(slow ? &s->durations : &s->tests, k,
	    NULL);

	t->slow = slow;
	return t;
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

static struct finding
finding_of(const struct alerts *s)
{
	const struct analysis *a = &s->r.analysis;
	bool counts = s->any_direction || is_worse(a);
	int64_t near = nearness(a);

	return (struct finding){.method = (int)a->method.i,
	    .at = a->analyzed_at.i,
	    .level = counts ? (int)a->severity.i : severity_none,
	    .change = a->change_at.i, .near = near,
	    .same = near / (2 * SAME_CHANGE),
	    .anew = a->method.i == method_category};
}

/* ---- what follows ---- */

static void
find_silences(struct alerts *s, struct subject *t)
{
	const struct analysis *a = &s->r.analysis;
	struct silences *all[] = {s->silences, s->quarantine};

	t->silent = t->unheard = false;
	for (int i = 0; i < 2; i++) {
		t->silent |= silences_hold(all[i], &a->test_name, &a->owner);
		t->unheard |= silences_held(all[i], &a->test_name, &a->owner,
		    a->analyzed_at.i);
	}
}

/* What was found while nobody was to be told, and is still the newest. */
static bool
can_be_heard(const struct subject *t, const struct finding *f)
{
	return t->unheard && !t->episode.notice.open &&
	    f->at == t->episode.at;
}

/* Others may fail alike, and another method may still see no end. */
static bool
must_wait(const struct alerts *s, enum episode_event event)
{
	return event == EPISODE_RESOLVES ||
	    (s->r.analysis.failure_id.n > 0 && event != EPISODE_REPEATS);
}

/*
 * Whoever is told is told the figures of the method that found it: where
 * another one's finding stands, that one will say so itself.
 */
static void
follow(struct alerts *s, struct subject *t, int own, int level)
{
	bool hot = level >= s->rules.threshold;
	struct notice before;
	struct telling w;
	enum episode_event event;

	if ((hot && own < level) ||
	    (t->silent && (hot || !t->episode.notice.open)))
		return;
	if (!hot && t->held != 0 &&
	    (t->episode.notice.open || !knows(t, &s->r.analysis)))
		return;
	groups_drop(s, t);
	before = t->episode.notice;
	event = episode_step(&t->episode, &s->rules, level);
	if (event == EPISODE_NOTHING ||
	    (t->silent && event != EPISODE_RESOLVES))
		return;
	w = telling_of(s, t, event, level);
	if (must_wait(s, event))
		groups_hold(s, t, &w, &before);
	else
		alert_tell(s, t, &w);
}

static struct subject *
its_test(struct alerts *s)
{
	const struct analysis *a = &s->r.analysis;
	struct series_key k = series_key_of(&a->project, &a->test_name,
	    &a->context);

	return alert_test(s, &k, alert_is_slow(&a->method));
}

void
alert_before(struct alerts *s)
{
	groups_before(s, its_test(s), s->r.analysis.analyzed_at.i);
}

void
alert_take_analysis(struct alerts *s)
{
	const struct analysis *a = &s->r.analysis;
	struct subject *t = its_test(s);
	struct finding f = finding_of(s);
	int level, own;

	find_silences(s, t);
	if (!s->r.remembered) {
		t->seen = true;
		if (f.at > s->newest)
			s->newest = f.at;
	}
	if (alert_in_outage(s, a))
		return;
	if (!episode_observe(&t->episode, &s->rules, &f, &level)) {
		if (!can_be_heard(t, &f))
			return;
		level = episode_level(&t->episode);
	}
	episode_mute(&t->episode, &s->rules, t->silent || t->unheard);
	if (f.level > severity_none && !t->slow)
		groups_note(s, t, &f);
	own = t->episode.newest[f.method].level;	/* more if it stands */
	if (!s->r.remembered && !s->blind)
		follow(s, t, own > f.level ? own : f.level, level);
}
