/*
 * The life of one alert: for, escalation, reminders, flapping, resolution.
 */
#include <string.h>

#include "alert.h"

static void
push_state(struct episode *e, bool hot)
{
	if (e->states == EPISODE_STATES) {
		memmove(e->state, e->state + 1, EPISODE_STATES - 1);
		e->states--;
	}
	e->state[e->states++] = hot;
}

static bool
flaps(const struct episode *e, double share)
{
	int changes = 0;

	if (e->states < EPISODE_STATES)
		return false;
	for (int i = 1; i < e->states; i++)
		changes += e->state[i] != e->state[i - 1];
	return changes > share * (EPISODE_STATES - 1);
}

int
episode_level(const struct episode *e)
{
	int level = 0;

	for (int i = 0; i < EPISODE_METHODS; i++)
		if (e->newest[i].level > level)
			level = e->newest[i].level;
	return level;
}

/*
 * A change that was told of, and is over, is not told of again; while another
 * method may still see no end, it is not over.
 */
static bool
has_ended(const struct episode *e, const struct finding *f)
{
	int64_t apart = f->change - e->notice.ended_change;

	return !e->notice.open && f->at != e->notice.ended_at && !f->anew &&
	    f->change != 0 && e->notice.ended_change != 0 &&
	    apart <= f->near && -apart <= f->near;
}

/*
 * A change that fires is not over while it is still found, though graded less:
 * a grade near its limit goes up and down with every value.  Another method
 * that sees nothing may have ended it a moment too soon.
 */
static bool
stands(const struct episode *e, const struct finding *f)
{
	int64_t known = e->change != 0 ? e->change : e->began;
	int64_t apart = f->change - known;

	return (e->notice.open || e->notice.ended_at == f->at) &&
	    f->level > 0 && f->change != 0 && !f->anew && known != 0 &&
	    apart <= f->near && -apart <= f->near;
}

static int
level_of(const struct episode *e, const struct episode_rules *rules,
    const struct finding *f)
{
	if (has_ended(e, f))
		return 0;
	return f->level < rules->threshold && stands(e, f) ?
	    rules->threshold : f->level;
}

bool
episode_observe(struct episode *e, const struct episode_rules *rules,
    const struct finding *f, int *level)
{
	int now = level_of(e, rules, f);
	bool hot;

	if (e->any && (f->at < e->at || f->at <= e->newest[f->method].at))
		return false;
	e->newest[f->method].at = f->at;
	e->newest[f->method].level = now;
	if (now >= rules->threshold)
		e->by = (uint8_t)(f->method + 1);
	if (f->change != 0 && now >= rules->threshold) {
		e->change = f->change;
		e->same = f->same;
	}
	if (f->change != 0 && f->level > 0)
		e->began = f->change;
	*level = episode_level(e);
	hot = *level >= rules->threshold;
	if (e->any && f->at == e->at) {
		/* Another method about the same moment: judge it again. */
		e->states--;
		e->now = e->before;
	} else {
		e->flapped = flaps(e, rules->flap);
	}
	e->any = true;
	e->at = f->at;
	e->before = e->now;
	push_state(e, hot);
	if (hot && e->now.hot++ == 0)
		e->now.hot_since = f->at;
	e->now.hot = hot ? e->now.hot : 0;
	e->now.quiet = hot ? 0 : e->now.quiet + 1;
	return true;
}

void
episode_mute(struct episode *e, const struct episode_rules *rules, bool mute)
{
	if (!flaps(e, rules->flap))
		e->muted = false;
	else if (!e->flapped)
		e->muted = mute;
}

static bool
lasted(const struct episode *e, const struct episode_rules *rules)
{
	return e->now.hot >= rules->for_count &&
	    e->at - e->now.hot_since >= rules->for_span;
}

bool
episode_remind(struct episode *e, const struct episode_rules *rules)
{
	struct notice *n = &e->notice;
	bool expired = n->acknowledged && n->acknowledged_until != 0 &&
	    e->at > n->acknowledged_until;

	if (n->acknowledged && !expired)
		return false;
	if (!expired && e->at - n->told_at < rules->repeat)
		return false;
	n->acknowledged = false;
	n->told_at = e->at;
	return true;
}

void
episode_begin(struct episode *e, int level)
{
	struct notice *n = &e->notice;

	n->open = true;
	n->level = level;
	n->created_at = n->told_at = e->at;
	n->acknowledged = false;
	n->acknowledged_until = 0;
}

static enum episode_event
step_hot(struct episode *e, const struct episode_rules *rules, int level)
{
	bool open = e->notice.open;

	if (!lasted(e, rules))
		return EPISODE_NOTHING;
	if (!open || level > e->notice.level) {
		episode_begin(e, level);
		return open ? EPISODE_ESCALATES : EPISODE_FIRES;
	}
	return episode_remind(e, rules) ? EPISODE_REPEATS : EPISODE_NOTHING;
}

void
episode_end(struct episode *e)
{
	e->notice.open = false;
	e->notice.ended_change = e->change;
	e->notice.ended_at = e->at;
}

enum episode_event
episode_step(struct episode *e, const struct episode_rules *rules, int level)
{
	bool hot = level >= rules->threshold;

	if (flaps(e, rules->flap)) {
		if (e->flapped && (e->notice.open || !e->muted))
			return EPISODE_NOTHING;
		if (!e->notice.open)
			episode_begin(e, hot ? level : rules->threshold);
		e->flapped = true;
		return EPISODE_FLAPS;
	}
	if (hot)
		return step_hot(e, rules, level);
	if (!e->notice.open || e->now.quiet < rules->keep_firing)
		return EPISODE_NOTHING;
	episode_end(e);
	return EPISODE_RESOLVES;
}
