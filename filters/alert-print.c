/*
 * The record of an alert.
 */
#include <inttypes.h>

#include "alert.h"
#include "hash.h"

void
message_end(struct str *b, enum episode_event event, int level)
{
	const char *word = words_severity[level];

	if (event == EPISODE_RESOLVES)
		word = "resolved";
	else if (event == EPISODE_FLAPS)
		word = "flapping";
	str_text(b, " - ");
	for (; *word != '\0'; word++)
		str_byte(b, (char)(*word & ~0x20));
}

/*
 * Deterministic, so that two jobs that see the same find the same; the last
 * resolved episode makes the next one different.
 */
static void
make_id(struct subject *t)
{
	struct notice *n = &t->episode.notice;
	const struct series_key *k = &t->series.key;
	const char *severity = words_severity[n->level];
	uint64_t h = hash64(0, k->s[0], k->n[0]);

	h = hash64(h, k->s[2], k->n[2]);
	h = hash64(h, k->s[1], k->n[1]);
	h = hash64(h, severity, strlen(severity));
	h = hash64(h, n->resolved_id, strlen(n->resolved_id));
	if (t->slow)
		h = hash64(h, "duration", 8);
	memcpy(n->superseded_id, n->id, sizeof(n->id));
	(void)snprintf(n->id, sizeof(n->id), "%016" PRIx64, h);
}

static bool
is_new(const struct subject *t, enum episode_event event)
{
	const struct episode *e = &t->episode;

	return event == EPISODE_FIRES || event == EPISODE_ESCALATES ||
	    (event == EPISODE_FLAPS && e->notice.created_at == e->at);
}

void
alert_make(struct alerts *s, struct subject *t, const struct telling *w)
{
	struct alert *x = &s->d.alert;
	struct notice *n = &t->episode.notice;
	bool over = w->event == EPISODE_RESOLVES;

	if (is_new(t, w->event))
		make_id(t);
	record_clear(&s->d, KIND_alert);
	*x = w->alert;
	x->project = value_bytes(t->series.key.s[0], t->series.key.n[0]);
	x->alert_id = value_text(n->id);
	x->severity = value_int(w->event == EPISODE_FLAPS &&
	    w->level < s->rules.threshold ? n->level : w->level);
	if (x->severity.i != n->level)
		x->fired_severity = value_int(n->level);
	x->message = value_str(&s->message);
	x->created_at = value_time(n->created_at);
	x->updated_at = value_time(t->episode.at);
	x->state = value_int(over ? alert_state_resolved :
	    w->event == EPISODE_REPEATS ? alert_state_repeat :
	    alert_state_firing);
	if (w->event == EPISODE_ESCALATES)
		x->supersedes = value_text(n->superseded_id);
	if (over) {
		x->resolved_at = value_time(t->episode.at);
		memcpy(n->resolved_id, n->id, sizeof(n->id));
	}
}

void
alert_count(struct alerts *s, const struct subject *t, int level)
{
	if (level >= s->fail_on.at && !baseline_knows(s, t, level))
		s->found = true;
}

void
alert_tell(struct alerts *s, struct subject *t, const struct telling *w)
{
	alert_make(s, t, w);
	if (s->d.alert.state.i == alert_state_firing)
		alert_count(s, t, (int)s->d.alert.severity.i);
	if (w->event != EPISODE_RESOLVES || !s->quiet_end)
		record_print(&s->d, s->r.out);
}
