/*
 * Method category: a test whose label turns to one that says it broke.
 *
 * While it stays so every measurement says it again, so that whoever looks at
 * the newest analyses sees it; the return to another label is said once.
 */
#include <math.h>

#include "detect.h"
#include "when.h"

/* Most tests keep theirs: it is looked at first. */
static bool
has_number(const struct detect *d, const struct value *name, int number)
{
	const char *s;

	if (number == 0)
		return false;
	s = d->names.s + number - 1;
	return strncmp(s, name->s, name->n) == 0 && s[name->n] == '\0';
}

int
category_number(struct detect *d, const struct value *name, int before)
{
	const int64_t *known;
	int64_t number;

	if (has_number(d, name, before))
		return before;
	known = intern_find(&d->numbers, name->s, name->n);

	if (known != NULL)
		return (int)*known;
	number = (int64_t)d->names.n + 1;
	intern_add(&d->numbers, name->s, name->n, number);
	str_bytes(&d->names, name->s, name->n);
	str_byte(&d->names, '\0');
	return (int)number;
}

struct value
category_name(const struct detect *d, int number)
{
	return value_text(number == 0 ? NULL : d->names.s + number - 1);
}

static bool
says_broken(const struct value *category)
{
	return value_is(category, "regression") ||
	    value_is(category, "unstable") || value_is(category, "broken");
}

/*
 * The rate of a few runs swings by itself: instability needs twice as many.
 * And it is no news of a test that was never known as anything else.
 */
static bool
is_news(const struct detect *d, const struct test *t,
    const struct measurement *m)
{
	struct value from = category_name(d, t->good_category);

	if (!value_is(&m->category, "unstable"))
		return true;
	if (value_is(&from, "new_test") || value_is(&from, "unknown"))
		return false;
	return !m->runs.set || m->runs.i >= 2 * d->least_runs;
}

static void
print_evidence(struct detect *d, const struct test *t,
    const struct measurement *m)
{
	struct value from = category_name(d, t->good_category);
	struct str *b = &d->evidence;

	str_clear(b);
	str_text(b, "{\"from\":");
	str_string(b, from.s, from.n);
	str_text(b, ",\"to\":");
	str_string(b, m->category.s, m->category.n);
	if (m->runs.set)
		str_print(b, ",\"runs\":%lld", (long long)m->runs.i);
	if (m->failures.set)
		str_print(b, ",\"failures\":%lld", (long long)m->failures.i);
	str_byte(b, '}');
}

static void
print(struct detect *d, const struct test *t, bool bad)
{
	const struct measurement *m = &d->r.measurement;
	struct analysis *x = &d->d.analysis;
	double before = t->good_confidence, now = m->confidence.d;

	record_clear(&d->d, KIND_analysis);
	print_evidence(d, t, m);
	advice_of_category(&d->advice, bad, m->category.s, m->category.n);
	x->method = value_int(method_category);
	x->category = m->category;
	x->analyzed_at = m->timestamp;
	x->change_at = value_time(t->bad_since);
	x->baseline_confidence = value_real(before);
	x->current_confidence = value_real(now);
	x->drift_absolute = value_real(now - before);
	x->drift_percentage = value_real(before > 0 ? (now - before) / before :
	    NAN);
	x->severity = value_int(bad ? severity_high : severity_none);
	x->direction = value_int(bad ? direction_decreasing :
	    direction_increasing);
	x->trend = value_int(trend_insufficient_data);
	x->measurements_count = value_int(2);
	x->time_span_seconds = value_real((double)(m->timestamp.i -
	    t->bad_since) / (double)WHEN_SECOND);
	x->recommendations = value_str(&d->advice);
	x->evidence = value_str(&d->evidence);
	if (bad)
		x->class = value_int(class_broken);
	detect_emit(d, t);
}

void
detect_category(struct detect *d, struct test *t)
{
	const struct measurement *m = &d->r.measurement;
	bool was = t->bad, bad = says_broken(&m->category) &&
	    (was || is_news(d, t, m));

	if (bad && t->good_category == 0)
		return;			/* it never was anything else */
	if (bad && !was)
		t->bad_since = m->timestamp.i;
	t->bad = bad;
	if ((bad || was) && detect_uses(d, method_category) &&
	    !d->r.remembered)
		print(d, t, bad);
}

void
category_keep(struct detect *d, struct test *t)
{
	const struct measurement *m = &d->r.measurement;

	t->category = category_number(d, &m->category, t->category);
	if (says_broken(&m->category))
		return;
	t->good_category = t->category;
	t->good_confidence = m->confidence.d;
}
