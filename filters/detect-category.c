/*
 * Method category: a test whose label turns to one that says it broke.
 *
 * While it stays so every measurement says it again, so that whoever looks at
 * the newest analyses sees it; the return to another label is said once.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "detect.h"
#include "when.h"

static int
add_category(struct detect *d, const char *s, size_t n)
{
	int number = d->categories++;

	d->category = need_more(d->category, (size_t)d->categories,
	    sizeof(*d->category));
	d->category[number] = (struct category){d->numbers.texts.n, n};
	intern_add(&d->numbers, s, n, number);
	return number;
}

void
categories_open(struct detect *d)
{
	static const char *const known[] = {"new_test", "unknown", "unstable",
	    "regression", "broken", "flaky"};	/* as CATEGORY_ has them */

	d->category = need(1, sizeof(*d->category));
	d->category[d->categories++].n = SIZE_MAX;	/* no text is it */
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		(void)add_category(d, known[i], strlen(known[i]));
}

void
categories_close(struct detect *d)
{
	intern_free(&d->numbers);
	free(d->category);
}

/* Most tests keep theirs: it is looked at first. */
int
category_number(struct detect *d, const struct value *name, int before)
{
	const struct category *c = &d->category[before];
	const int64_t *known;

	if (text_same(d->numbers.texts.s + c->at, c->n, name->s, name->n))
		return before;
	known = intern_find(&d->numbers, name->s, name->n);
	return known != NULL ? (int)*known :
	    add_category(d, name->s, name->n);
}

struct value
category_name(const struct detect *d, int number)
{
	const struct category *c = &d->category[number];

	return number == CATEGORY_none ? (struct value){0} :
	    value_bytes(d->numbers.texts.s + c->at, c->n);
}

static bool
says_broken(int category)
{
	return category >= CATEGORY_unstable && category <= CATEGORY_broken;
}

/*
 * The rate of a few runs swings by itself: instability needs twice as many.
 * And it is no news of a test that was never known as anything else.
 */
static bool
is_news(const struct detect *d, const struct test *t, int category)
{
	const struct measurement *m = &d->r.measurement;

	if (category != CATEGORY_unstable)
		return true;
	if (is_young(t->good_category))
		return false;
	return !m->runs.set || m->runs.i >= 2 * d->least_runs;
}

/* One failure is no break yet: flaky tests have it, too. */
static struct spell
spell_of(struct detect *d, const struct test *t)
{
	struct spell s = {0};
	size_t n = detect_runs(d, t);

	for (size_t i = 0; i < n; i++) {
		bool failed = execution_failed(d->run[i]);

		spell_add(&s, failed, failed &&
		    detect_is_shared(d, t, d->run[i]));
	}
	return s;
}

static void
print_evidence(struct detect *d, const struct test *t,
    const struct spell *s)
{
	const struct measurement *m = &d->r.measurement;
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
	if (s->seen > 0)
		str_print(b, ",\"in_a_row\":%zu", s->streak);
	if (s->stands)
		str_print(b, ",\"spell\":{\"n\":%zu,\"failures\":%zu}",
		    s->since.n, s->since.k);
	str_byte(b, '}');
}

/* Runs since it began to fail; 0: there are no results that tell. */
static size_t
runs_of(const struct spell *s)
{
	return s->stands ? s->since.n : s->streak;
}

/* When it did; by its label, where there are no results. */
static int64_t
began_at(const struct detect *d, const struct test *t, const struct spell *s)
{
	int64_t now = d->r.measurement.timestamp.i, at;

	if (runs_of(s) == 0)
		return t->bad_since;
	at = d->at[s->seen - runs_of(s)];
	return at < now ? at : now;
}

static void
print(struct detect *d, const struct test *t, bool bad,
    const struct spell *s)
{
	const struct measurement *m = &d->r.measurement;
	struct analysis *x = &d->d.analysis;
	double before = t->good_confidence, now = m->confidence.d;
	int64_t began = began_at(d, t, s);
	/* Without results its label has to do. */
	int level = s->seen == 0 || s->stands ? severity_high :
	    severity_moderate;

	record_clear(&d->d, KIND_analysis);
	print_evidence(d, t, s);
	advice_of_category(&d->advice, bad, m->category.s, m->category.n);
	x->method = value_int(method_category);
	x->category = m->category;
	x->analyzed_at = m->timestamp;
	x->change_at = value_time(began);
	x->baseline_confidence = value_real(before);
	x->current_confidence = value_real(now);
	x->drift_absolute = value_real(now - before);
	x->drift_percentage = value_real(before > 0 ? (now - before) / before :
	    NAN);
	x->severity = value_int(bad ? level : severity_none);
	x->direction = value_int(bad ? direction_decreasing :
	    direction_increasing);
	x->trend = value_int(trend_insufficient_data);
	x->measurements_count = value_int(runs_of(s) < 2 ? 2 :
	    (int64_t)runs_of(s));
	x->time_span_seconds = value_real((double)(m->timestamp.i - began) /
	    (double)WHEN_SECOND);
	x->recommendations = value_str(&d->advice);
	x->evidence = value_str(&d->evidence);
	if (bad && level == severity_high)
		x->class = value_int(class_broken);
	detect_emit(d, t);
}

void
detect_category(struct detect *d, struct test *t, int category)
{
	const struct measurement *m = &d->r.measurement;
	bool was = t->bad, bad = says_broken(category) &&
	    (was || is_news(d, t, category));
	struct spell s = {0};

	if (bad || was || category == CATEGORY_flaky)
		s = spell_of(d, t);
	bad |= s.stands;
	if (bad && t->good_category == CATEGORY_none)
		return;			/* it never was anything else */
	if (bad && !was)
		t->bad_since = m->timestamp.i;
	t->bad = bad;
	if ((bad || was) && detect_uses(d, method_category) &&
	    !d->r.remembered)
		print(d, t, bad, &s);
}

void
category_keep(struct detect *d, struct test *t, int category)
{
	t->category = category;
	if (says_broken(category))
		return;
	t->good_category = category;
	t->good_confidence = d->r.measurement.confidence.d;
}
