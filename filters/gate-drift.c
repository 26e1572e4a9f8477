/*
 * What monitoring said of a model lately.
 */
#include <math.h>

#include "gate.h"
#include "out.h"
#include "when.h"

#define SHARE		.3	/* of the features, from which it is drift */
#define TOLERANCE	1e-9
#define LATELY		(24 * WHEN_HOUR)

bool
drift_triggers(const struct summary *s)
{
	return s->any && s->ratio >= SHARE - TOLERANCE && s->drifted != 0;
}

/* The place for what was said at that time; NULL: it no longer matters. */
static struct summary *
place_of(struct drift *d, int64_t at)
{
	struct summary older = d->newest;

	if (d->newest.any && at == d->newest.at)
		return &d->newest;
	if (d->newest.any && at < d->newest.at)
		return d->before.any && at < d->before.at ? NULL : &d->before;
	if (drift_triggers(&d->newest)) {
		d->newest = d->before;	/* for its memory */
		d->before = older;
	}
	return &d->newest;
}

static void
begin(struct summary *s, int64_t at)
{
	struct kept ref = s->ref, names = s->names;

	ref.n = names.n = 0;
	*s = (struct summary){.any = true, .at = at, .ratio = NAN,
	    .drifted = -1, .features = -1, .predictions = -1, .dataset = -1,
	    .ref = ref, .names = names};
}

static int64_t
count_of(const struct value *v)
{
	return v->set ? v->i : -1;
}

void
drift_monitoring(struct drift *d, struct series_set *set,
    const struct monitoring *m)
{
	struct summary *s = place_of(d, m->timestamp.i);

	if (s == NULL)
		return;
	if (s == &d->before && !(m->feature_drift_ratio.set &&
	    m->feature_drift_ratio.d >= SHARE - TOLERANCE))
		return;
	if (!s->any || s->at != m->timestamp.i)
		begin(s, m->timestamp.i);
	s->ratio = m->feature_drift_ratio.set ? m->feature_drift_ratio.d : NAN;
	s->drifted = count_of(&m->num_drifted_features);
	s->features = count_of(&m->num_features);
	s->predictions = count_of(&m->num_predictions);
	s->dataset = m->dataset_drift_detected.set ?
	    (int)m->dataset_drift_detected.i : -1;
	series_keep(set, &s->ref, m->drift_summary_ref.s,
	    m->drift_summary_ref.set ? m->drift_summary_ref.n : 0);
}

/* Once, however often it is said. */
static void
add_name(struct summary *s, struct series_set *set, const struct str *name)
{
	struct str all = {0};

	if (s->names.n > 0) {
		if (memmem(s->names.s, s->names.n, name->s, name->n) != NULL)
			return;
		str_bytes(&all, s->names.s, s->names.n);
		str_byte(&all, ',');
	}
	str_bytes(&all, name->s, name->n);
	series_keep(set, &s->names, all.s, all.n);
	str_free(&all);
}

void
drift_feature(struct drift *d, struct series_set *set,
    const struct feature_drift *f)
{
	struct summary *s;
	struct str name = {0};

	if (!f->drift_detected.i)
		return;
	s = place_of(d, f->timestamp.i);
	if (s == NULL || (s == &d->before && s->at != f->timestamp.i))
		return;
	if (!s->any || s->at != f->timestamp.i)
		begin(s, f->timestamp.i);
	str_string(&name, f->feature.s, f->feature.n);
	add_name(s, set, &name);
	str_free(&name);
}

static bool
is_recent(const struct summary *s, int64_t now)
{
	return s->any && s->at >= now - LATELY;
}

const struct summary *
drift_behind(const struct drift *d, int64_t now)
{
	if (is_recent(&d->before, now) && drift_triggers(&d->before) &&
	    !drift_triggers(&d->newest))
		return &d->before;
	return is_recent(&d->newest, now) ? &d->newest : NULL;
}
