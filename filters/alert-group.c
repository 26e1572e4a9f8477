/*
 * What is one thing to many tests is told once: tests that fail alike.
 *
 * What happened to a test is made into its line at once and waits, with what
 * its notice was before; where three or more turn out to fail alike, the
 * lines are dropped, the notices taken back, and one alert bears the names.
 */
#include <stdlib.h>

#include "alert.h"
#include "hash.h"

#define NAMES_SHOWN	20

struct held {
	struct subject *test;
	struct notice before;
	int64_t at;
	int level;
	bool ends;		/* it is the end of an episode */
	bool dropped;
	size_t line, line_n;	/* in lines */
	size_t owner, owner_n;
};

struct groups {
	struct held *held;
	uint32_t n, waiting;	/* of these, not dropped */
	int64_t now;		/* the moment that still goes on */
	struct str lines;
	struct out *out;	/* what is printed to it is added to lines */
};

/* ---- what waits ---- */

static void
add_line(void *lines, const char *text, size_t n)
{
	str_bytes(lines, text, n);
}

static struct groups *
groups_of(struct alerts *s)
{
	struct groups *g = s->groups;

	if (g != NULL)
		return g;
	s->groups = g = need(1, sizeof(*g));
	g->out = need(1, sizeof(*g->out));
	out_open(g->out, -1, "what waits");
	g->out->take = add_line;
	g->out->take_arg = &g->lines;
	return g;
}

static size_t
keep(struct str *lines, const struct value *v)
{
	str_bytes(lines, v->s, v->set ? v->n : 0);
	return lines->n - (v->set ? v->n : 0);
}

void
groups_hold(struct alerts *s, struct subject *t, const struct telling *w,
    const struct notice *before)
{
	struct groups *g = groups_of(s);
	struct held *h;

	g->held = need_more(g->held, g->n + 1, sizeof(*g->held));
	h = &g->held[g->n++];
	*h = (struct held){.test = t, .before = *before, .level = w->level,
	    .at = t->episode.at, .ends = w->event == EPISODE_RESOLVES,
	    .line = g->lines.n, .owner_n = w->alert.owner.n};
	t->held = g->n;
	alert_make(s, t, w);
	record_print(&s->d, g->out);
	out_flush(g->out);
	h->line_n = g->lines.n - h->line;
	h->owner = keep(&g->lines, &w->alert.owner);
	g->waiting++;
}

/* The last one takes all the room with it. */
static void
drop(struct groups *g, struct held *h)
{
	h->test->held = 0;
	h->dropped = true;
	if (--g->waiting > 0)
		return;
	g->n = 0;
	str_clear(&g->lines);
}

static void
take_back(struct groups *g, struct held *h)
{
	h->test->episode.notice = h->before;
	drop(g, h);
}

void
groups_drop(struct alerts *s, struct subject *t)
{
	if (t->held != 0)
		take_back(s->groups, &s->groups->held[t->held - 1]);
}

static void
tell(struct alerts *s, struct held *h)
{
	if (!h->ends)
		alert_count(s, h->test, h->level);
	if (!h->ends || !s->quiet_end)
		out_bytes(s->r.out, s->groups->lines.s + h->line, h->line_n);
	drop(s->groups, h);
}

void
groups_forget(void *alerts, struct series *test)
{
	struct alerts *s = alerts;
	struct subject *t = (struct subject *)test;

	if (t->held != 0)
		tell(s, &s->groups->held[t->held - 1]);
	series_release(&s->tests, &t->failure_id);
}

/* ---- who fails alike ---- */

/*
 * What most analyses of its change failed with, a vote for each moment (Boyer
 * and Moore, 1981; the newer one of two): when it becomes certain, as when it
 * begins, the run may fail for another reason, too.
 */
static bool
is_outvoted(struct subject *t, const struct finding *f, uint64_t failure)
{
	int64_t apart = f->change - t->failed;

	if (t->failure == 0 || f->change == 0 || apart > f->same ||
	    -apart > f->same)
		t->votes = 0;
	else if (f->at == t->voted_at)
		return true;
	t->failed = f->change;
	t->voted_at = f->at;
	if (failure == t->failure)
		t->votes++;
	else if (t->votes > 1)
		t->votes--;
	else
		return false;
	return true;
}

void
groups_note(struct alerts *s, struct subject *t, const struct finding *f)
{
	const struct value *v = &s->r.analysis.failure_id;
	uint64_t failure = v->n == 0 ? 0 : hash64(hash64(0,
	    t->series.key.s[0], t->series.key.n[0]), v->s, v->n);

	if ((t->failure != 0 && t->episode.now.hot > 1) ||
	    is_outvoted(t, f, failure))
		return;
	series_keep(&s->tests, &t->failure_id, v->s, v->n);
	t->failure = failure;
	t->votes = 1;
}

struct group {
	struct subject *source;
	uint64_t failure;
	struct value id, owner;
	size_t tests, hot;	/* that failed so, and that do */
	size_t waiting;		/* of these, nobody was told */
	size_t warm;		/* and those that begin to drift with them */
	size_t quiet;		/* that did for long enough */
	bool seen;		/* one of them was in the stream */
	bool one_owner;
	int level;
	int64_t at;
	const struct subject *first;	/* of those that wait, or NULL */
};

static bool
is_hot(const struct subject *t)
{
	return t->episode.now.hot > 0;
}

/* Nobody was told of it, and its moment is over. */
static bool
is_due(const struct alerts *s, const struct held *h)
{
	return !h->dropped && h->at < s->groups->now;
}

static bool
waits(const struct alerts *s, const struct subject *t)
{
	return is_hot(t) && t->held != 0 &&
	    is_due(s, &s->groups->held[t->held - 1]);
}

/* It began with one that waits, and drifts less than would alert yet. */
static bool
is_warm(const struct group *g, const struct subject *t)
{
	const struct episode *e = &t->episode, *first;
	int level = severity_none;
	int64_t apart;

	if (g->first == NULL || is_hot(t) || e->notice.open)
		return false;
	first = &g->first->episode;
	apart = e->began - first->change;
	for (int m = 0; m < EPISODE_METHODS; m++)
		if (e->newest[m].at == e->at && e->newest[m].level > level)
			level = e->newest[m].level;
	return e->at == first->at && level > severity_none &&
	    apart <= first->same && -apart <= first->same;
}

/* Tests that fail in a group's way, in the order of their names. */
static void
count(struct alerts *s, struct group *g, struct series **all)
{
	for (size_t i = 0; all[i] != NULL; i++) {
		const struct subject *t = (const struct subject *)all[i];
		const struct episode *e = &t->episode;

		if (t->failure != g->failure || !e->any || t->silent)
			continue;
		g->tests++;
		g->seen |= t->seen;
		g->hot += is_hot(t);
		g->waiting += waits(s, t);
		g->warm += is_warm(g, t);
		g->quiet += e->now.quiet >= s->rules.keep_firing;
		if (e->at > g->at)
			g->at = e->at;
		for (int m = 0; is_hot(t) && m < EPISODE_METHODS; m++)
			if (e->newest[m].level > g->level)
				g->level = e->newest[m].level;
	}
}

/* As it begins its news, in reminders who fails, at its end who did. */
static bool
is_named(const struct alerts *s, const struct group *g,
    const struct subject *t, enum episode_event event)
{
	if (t->failure != g->failure || !t->episode.any || t->silent)
		return false;
	if (event == EPISODE_FIRES)
		return waits(s, t) || is_warm(g, t);
	return event == EPISODE_RESOLVES || is_hot(t);
}

static void
write_names(struct alerts *s, const struct group *g, struct series **all,
    enum episode_event event)
{
	size_t n = 0;

	for (size_t i = 0; all[i] != NULL; i++) {
		const struct subject *t = (const struct subject *)all[i];
		const struct series_key *k = &t->series.key;

		if (!is_named(s, g, t, event) || n++ >= NAMES_SHOWN)
			continue;
		str_print(&s->message, "%s%.*s", n == 1 ? ": " : ", ",
		    (int)k->n[1], k->s[1]);
		if (k->n[2] > 0)
			str_print(&s->message, " (%.*s)", (int)k->n[2],
			    k->s[2]);
	}
	if (n > NAMES_SHOWN)
		str_print(&s->message, " and %zu more", n - NAMES_SHOWN);
}

static void
tell_group(struct alerts *s, struct group *g, struct series **all,
    enum episode_event event)
{
	struct telling w = {event, g->level, {
	    .source = value_int(alert_source_drift), .failure_id = g->id}};

	if (g->one_owner && g->owner.n > 0)
		w.alert.owner = g->owner;
	str_clear(&s->message);
	if (event == EPISODE_RESOLVES)
		str_print(&s->message, "\xe2\x86\x92 no test fails like this "
		    "any more: %.*s", (int)g->id.n, g->id.s);
	else
		str_print(&s->message, "\xe2\x86\x93 %zu tests fail alike",
		    event == EPISODE_FIRES ? g->waiting + g->warm : g->hot);
	write_names(s, g, all, event);
	message_end(&s->message, event, g->level);
	alert_tell(s, g->source, &w);
}

/*
 * Three that are news make a group, and its alert covers those that began with
 * three of them, whenever that is found.  Who began later is news for itself.
 */
static bool
covers(const struct group *g, const struct subject *t, struct series **all)
{
	int n = 0;

	for (size_t i = 0; all[i] != NULL; i++) {
		const struct subject *u = (const struct subject *)all[i];
		int64_t apart = u->episode.change - t->episode.change;

		n += u->failure == g->failure && apart <= t->episode.same &&
		    -apart <= t->episode.same;
	}
	return n >= GROUP_LEAST;
}

static bool
fires(struct alerts *s, struct group *g, struct series **all)
{
	struct episode *e = &g->source->episode;
	bool open = e->notice.open, more = open && g->level > e->notice.level;

	if (!open && g->waiting + g->warm < GROUP_LEAST)
		return false;
	e->at = g->at;
	if (!open || more) {
		episode_begin(e, g->level);
		tell_group(s, g, all, more ? EPISODE_ESCALATES :
		    EPISODE_FIRES);
	}
	return true;
}

/* ---- the end of a run ---- */

static struct group
group_of(struct alerts *s, const struct held *h)
{
	const struct groups *x = s->groups;
	const struct series_key *k = &h->test->series.key;
	struct value project = value_bytes(k->s[0], k->n[0]);
	struct group g = {.failure = h->test->failure, .first = h->test,
	    .id = value_bytes(h->test->failure_id.s, h->test->failure_id.n),
	    .owner = value_bytes(x->lines.s + h->owner, h->owner_n)};

	g.source = alert_source(s, &project, "group", &g.id);
	return g;
}

static bool
has_one_owner(const struct alerts *s, const struct group *g)
{
	const struct groups *x = s->groups;

	for (uint32_t i = 0; i < x->n; i++) {
		const struct held *h = &x->held[i];

		if (is_due(s, h) && h->test->failure == g->failure &&
		    !text_same(x->lines.s + h->owner, h->owner_n, g->owner.s,
		    g->owner.n))
			return false;
	}
	return true;
}

/* Those that wait with the i-th: one alert for them, or each its own. */
static void
settle(struct alerts *s, uint32_t i, struct series **all)
{
	struct groups *x = s->groups;
	struct held *first = &x->held[i];
	struct group g;
	bool one, was_open;

	if (first->ends || first->test->failure == 0) {
		tell(s, first);
		return;
	}
	g = group_of(s, first);
	was_open = g.source->episode.notice.open;
	count(s, &g, all);
	g.one_owner = has_one_owner(s, &g);
	one = fires(s, &g, all);
	for (uint32_t j = i; j < x->n; j++) {
		struct held *h = &x->held[j];

		if (!is_due(s, h) || h->ends ||
		    h->test->failure != g.failure)
			continue;
		if (one && (!was_open || covers(&g, h->test, all)))
			take_back(x, h);
		else
			tell(s, h);
	}
}

/* Whatever waits of the moments before this one. */
static void
release(struct alerts *s, int64_t now)
{
	struct groups *x = s->groups;
	struct series **all;

	if (x == NULL || x->n == 0)
		return;
	x->now = now;
	all = series_sorted(&s->tests);
	for (uint32_t i = 0; i < x->n; i++)
		if (is_due(s, &x->held[i]))
			settle(s, i, all);
	free(all);
}

void
groups_before(struct alerts *s, struct subject *t, int64_t at)
{
	struct held *h = t->held == 0 ? NULL : &s->groups->held[t->held - 1];

	if (h == NULL || at <= h->at)
		return;
	if (h->ends)
		tell(s, h);
	else
		release(s, at);
}

/* An open group whose tests are quiet is over. */
static void
end_group(struct alerts *s, struct subject *source, struct series **all)
{
	const struct series_key *k = &source->series.key;
	struct episode *e = &source->episode;
	struct group g = {.source = source,
	    .id = value_bytes(k->s[2], k->n[2]),
	    .failure = hash64(hash64(0, k->s[0], k->n[0]), k->s[2], k->n[2])};

	count(s, &g, all);
	if (!g.seen)
		return;
	e->at = g.at;
	if (g.quiet == g.tests) {
		episode_end(e);
		g.level = severity_none;
		tell_group(s, &g, all, EPISODE_RESOLVES);
	} else if (g.hot > 0 && episode_remind(e, &s->rules)) {
		tell_group(s, &g, all, EPISODE_REPEATS);
	}
}

void
groups_end(struct alerts *s)
{
	struct series **all, **sources;

	release(s, INT64_MAX);
	all = series_sorted(&s->tests);
	sources = series_sorted(&s->sources);
	for (size_t i = 0; sources[i] != NULL; i++) {
		struct subject *g = (struct subject *)sources[i];

		if (g->episode.notice.open && text_same(g->series.key.s[1],
		    g->series.key.n[1], "group", 5))
			end_group(s, g, all);
	}
	free(all);
	free(sources);
	if (s->groups == NULL)
		return;
	str_free(&s->groups->lines);
	free(s->groups->held);
	free(s->groups->out);
	free(s->groups);
}
