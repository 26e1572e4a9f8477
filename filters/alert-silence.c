/*
 * Who is not to be told of, and entries about it that no longer serve: those
 * are findings of their own.
 */
#include <stdlib.h>

#include "alert.h"
#include "silence.h"
#include "when.h"

struct silences {
	const char *file;
	struct silence_list list;
	bool asked;			/* any test was seen */
};

struct silences *
silences_open(const char *file)
{
	struct silences *l = need(1, sizeof(*l));

	l->file = file;
	silence_read(&l->list, file);
	return l;
}

void
silences_close(struct silences *l)
{
	if (l != NULL)
		silence_free(&l->list);
	free(l);
}

/* ---- who it is about ---- */

static bool
matches(const struct silence *x, const struct value *name,
    const struct value *owner)
{
	if (x->owner != NULL && !value_is(owner, x->owner))
		return false;
	return x->test == NULL || value_is(name, x->test) ||
	    text_glob(x->test, name->s, name->n);
}

static bool
has_expired(const struct silence *x)
{
	return x->until <= when_now();
}

bool
silences_hold(struct silences *l, const struct value *name,
    const struct value *owner)
{
	bool hold = false;

	if (l != NULL)
		l->asked = true;
	for (size_t i = 0; l != NULL && i < l->list.n; i++) {
		struct silence *x = &l->list.entry[i];

		if ((x->matched && hold) || !matches(x, name, owner))
			continue;
		x->matched = true;
		hold |= !has_expired(x);
	}
	return hold;
}

void
alert_see_test(struct alerts *s, const struct value *name,
    const struct value *owner)
{
	(void)silences_hold(s->silences, name, owner);
	(void)silences_hold(s->quarantine, name, owner);
}

bool
silences_held(const struct silences *l, const struct value *name,
    const struct value *owner, int64_t at)
{
	for (size_t i = 0; l != NULL && i < l->list.n; i++) {
		const struct silence *x = &l->list.entry[i];

		if (x->until > at && has_expired(x) && matches(x, name, owner))
			return true;
	}
	return false;
}

/* ---- entries that no longer serve ---- */

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static bool
has_reason(const struct silence *x)
{
	return x->reason != NULL && x->reason[0] != '\0';
}

static bool
is_unknown(const struct silences *l, const struct silence *x)
{
	return l->asked && !x->matched;
}

static bool
serves(const struct silences *l, const struct silence *x)
{
	return !x->twice && !has_expired(x) && has_reason(x) &&
	    !is_unknown(l, x);
}

static void
write_faults(struct str *b, const struct silences *l,
    const struct silence *x)
{
	char until[WHEN_LENGTH + 1];

	str_print(b, "%s:%zu: %s%s%s", base_name(l->file), x->number,
	    x->test ? x->test : "", x->test && x->owner ? " of " : "",
	    x->owner ? x->owner : "");
	if (x->by != NULL)
		str_print(b, " by %s", x->by);
	if (has_expired(x)) {
		when_print(x->until, until);
		str_print(b, ", expired %.10s", until);
	}
	if (x->twice)
		str_text(b, ", duplicate of an earlier line");
	if (!has_reason(x))
		str_text(b, ", without a reason");
	if (is_unknown(l, x))
		str_text(b, ", unknown: it matches no test");
}

/* Of the first test there is; an entry belongs to no project by itself. */
static struct value
project_of(struct alerts *s)
{
	const struct series *first = NULL, *t;

	for (size_t at = 0; (t = series_next(&s->tests, &at)) != NULL;)
		if (first == NULL || series_order(&t->key, &first->key) < 0)
			first = t;
	return first == NULL ? value_text("default") :
	    value_bytes(first->key.s[0], first->key.n[0]);
}

/* The subject of an entry, whatever line it stands on. */
static struct subject *
entry_subject(struct alerts *s, const struct silences *l,
    const struct silence *x)
{
	struct value project = project_of(s), which;
	struct subject *t;
	struct str b = {0};

	str_print(&b, "%s %s", base_name(l->file), x->test ? x->test : "*");
	if (x->owner != NULL)
		str_print(&b, " of %s", x->owner);
	if (x->until != INT64_MAX)
		str_print(&b, " until %lld", (long long)(x->until /
		    WHEN_SECOND));
	if (x->twice)
		str_text(&b, " again");
	which = value_str(&b);
	t = alert_source(s, &project, "health", &which);
	str_free(&b);
	return t;
}

static void
tell(struct alerts *s, struct subject *t, enum episode_event event)
{
	const struct series_key *k = &t->series.key;
	int level = event == EPISODE_FIRES ? severity_moderate :
	    severity_none;
	struct telling w = {event, level, {
	    .context = value_bytes(k->s[2], k->n[2]),
	    .source = value_int(alert_source_health)}};

	t->episode.at = when_now();
	if (event == EPISODE_FIRES)
		episode_begin(&t->episode, level);
	else
		episode_end(&t->episode);
	message_end(&s->message, event, level);
	alert_tell(s, t, &w);
}

static void
tell_end(struct alerts *s, struct subject *t)
{
	const struct series_key *k = &t->series.key;

	if (!t->episode.notice.open)
		return;
	str_clear(&s->message);
	str_print(&s->message, "%.*s", (int)k->n[2], k->s[2]);
	tell(s, t, EPISODE_RESOLVES);
}

/* Told once, at whatever level alerts: it is about what keeps alerts away. */
static void
tell_entry(struct alerts *s, const struct silences *l,
    const struct silence *x)
{
	struct subject *t = entry_subject(s, l, x);

	t->seen = true;
	if (serves(l, x) && x->matched)
		tell_end(s, t);
	if (serves(l, x) || t->episode.notice.open)
		return;
	str_clear(&s->message);
	write_faults(&s->message, l, x);
	tell(s, t, EPISODE_FIRES);
}

/* What was told of a line that is no longer there is over. */
static void
end_told(struct alerts *s, const struct silences *l, struct subject *t)
{
	const struct series_key *k = &t->series.key;
	const char *base = base_name(l->file);
	size_t n = strlen(base);

	if (!t->seen && k->n[2] > n && k->s[2][n] == ' ' &&
	    memcmp(k->s[2], base, n) == 0)
		tell_end(s, t);
}

void
silences_end(struct alerts *s, struct silences *l)
{
	struct series **all;

	if (l == NULL || s->blind)
		return;
	l->asked &= !s->part;
	for (size_t i = 0; i < l->list.n; i++)
		tell_entry(s, l, &l->list.entry[i]);
	all = series_sorted(&s->sources);
	for (size_t i = 0; all[i] != NULL; i++)
		end_told(s, l, (struct subject *)all[i]);
	free(all);
}
