/*
 * Methods rate and contradiction: has the failure rate changed, and what kind
 * of test is this now.
 */
#include <math.h>

#include "detect.h"
#include "when.h"

#define LEAST_STREAK	3	/* failures in a row that are no bad luck */
#define CHANCE		1e-3	/* what is less likely than that neither */
#define NEARLY_ALL	0.9	/* failures per run of what is broken */
#define ALL_BUT_TEN	10	/* runs from which that can be said */
#define CERTAIN		12	/* G of a test that failed before, too */

/* ---- what executions say ---- */

static bool
contradicts_itself(const struct execution *e)
{
	return e->failed != 0 && e->failed != e->tried;
}

/* Another one of the i-th's revision, before it, that ends the other way. */
static bool
contradicts_another(const struct execution *const *e, size_t i)
{
	bool failed = execution_failed(e[i]);

	for (size_t j = 0; j < i && e[i]->revision != 0; j++)
		if (e[j]->revision == e[i]->revision &&
		    execution_failed(e[j]) != failed)
			return true;
	return false;
}

/* One of the i-th's revision, before it, has counted. */
static bool
has_counted(const struct execution *const *e, size_t i)
{
	for (size_t j = 0; j < i && e[i]->revision != 0; j++)
		if (e[j]->revision == e[i]->revision &&
		    (contradicts_itself(e[j]) || contradicts_another(e, j)))
			return true;
	return false;
}

/*
 * Revisions with both outcomes, also on branches that otherwise do not count;
 * each once.
 */
static size_t
contradictions(const struct detect *d, const struct test *t, int64_t since)
{
	const struct execution *e[2 * RECENT];
	size_t n = 0, found = 0;

	for (uint32_t i = t->executions.n; i-- > 0 && n < 2 * RECENT;) {
		e[n] = executions_at(&t->executions, i);
		if (e[n]->at < since)
			break;
		n += !detect_is_outage(d, t, e[n]);
	}
	for (size_t i = 0; i < n; i++)
		found += (contradicts_itself(e[i]) ||
		    contradicts_another(e, i)) && !has_counted(e, i);
	return found;
}

static struct tally
tally(const struct detect *d, size_t from, size_t to)
{
	struct tally y = {.count.n = to - from};

	for (size_t i = from; i < to; i++) {
		bool failed = execution_failed(d->run[i]);

		y.flips += i > from && failed != (y.streak > 0);
		y.count.k += failed;
		y.streak = failed ? y.streak + 1 : 0;
		y.passes = failed ? 0 : y.passes + 1;
	}
	return y;
}

/* ---- what kind of test that is ---- */

/*
 * Broken: it failed from the change on, or in a row that its failures before
 * do not explain, or nearly always.
 */
static bool
is_broken(const struct tally *y, bool changed, size_t least)
{
	size_t k = y->count.k, n = y->count.n, s = y->streak;
	struct rate_count before = {k - s, n - s};

	if (s >= LEAST_STREAK && s == n)
		return changed || n >= least;
	if (s >= LEAST_STREAK && rate_streak(before, s) <= CHANCE)
		return true;
	return n >= ALL_BUT_TEN && s > 0 &&
	    (double)k >= NEARLY_ALL * (double)n;
}

/*
 * Both outcomes at one revision are proof; a flip from one revision to
 * another is a third of one, for the code may be to blame.
 */
static bool
is_flaky(const struct tally *y)
{
	return 3 * y->contradictions + y->flips >= 3;
}

static enum class
class_of(const struct tally *y, bool changed, size_t least)
{
	if (is_broken(y, changed, least))
		return class_broken;
	if (y->count.n < least && !changed)
		return class_insufficient;
	return is_flaky(y) ? class_flaky : class_stable;
}

/* ---- changes of the rate ---- */

/* The runs that are looked at, once more in their order. */
struct replay {
	struct rate_watch watch;
	size_t at, n;
	bool tries;		/* of which any failed, not the last alone */
};

static bool
counts_as_failed(const struct execution *e, bool tries)
{
	return tries ? e->failed != 0 : execution_failed(e);
}

static bool
next_change(const struct detect *d, struct replay *r,
    struct rate_change *change)
{
	while (r->at < r->n)
		if (rate_add(&d->rate, &r->watch, counts_as_failed(
		    d->run[r->at++], r->tries), change))
			return true;
	return false;
}

void
outlook_of(struct detect *d, const struct test *t, struct outlook *o)
{
	size_t n = detect_runs(d, t), least = (size_t)d->least_runs;
	size_t from = 0, previous = 0;
	struct replay r = {.n = n};
	struct tally y;

	while (next_change(d, &r, &o->last)) {
		o->changes++;
		previous = from;
		from = (size_t)o->last.change;
	}
	if (o->changes > 0) {
		y = tally(d, previous, from);
		o->was = class_of(&y, o->changes > 1, least);
	}
	o->since = tally(d, from, n).count;
	if (n - from > RECENT)
		from = n - RECENT;
	o->recent = tally(d, from, n);
	if (n > 0)
		o->recent.contradictions = contradictions(d, t, d->at[from]);
	o->class = class_of(&o->recent, o->changes > 0, least);
	if (t->skipped != 0 && (n == 0 || t->skipped > d->at[n - 1]))
		o->class = class_skipped;
}

/*
 * By how much more often it fails.  No more than high, as when its category
 * says that it broke: one test that fails is one test.
 */
static int
grade(double more)
{
	if (more >= 0.20 - 1e-9)
		return severity_high;
	return more >= 0.10 - 1e-9 ? severity_moderate : severity_low;
}

/* ---- the analyses ---- */

static double
pass_rate(struct rate_count c)
{
	return c.n == 0 ? 0 : 1 - (double)c.k / (double)c.n;
}

static void
write_company(struct str *b, const struct outlook *o)
{
	if (o->elsewhere.n > 0)
		str_print(b, ",\"elsewhere\":{\"failures\":%zu,\"n\":%zu,"
		    "\"p\":%.3g}", o->elsewhere.k, o->elsewhere.n, o->p);
	if (o->alike > 0)
		str_print(b, ",\"fail_alike\":%u", o->alike);
	if (o->members > 0)
		str_print(b, ",\"family\":{\"members\":%u,\"bad\":%u}",
		    o->members, o->bad_members);
}

static void
write_recent(struct str *b, const struct tally *y)
{
	struct rate_interval i = beta_interval(y->count, 0.95);

	str_print(b, "\"recent\":{\"n\":%zu,\"failures\":%zu,\"flips\":%zu,"
	    "\"flip_rate\":%.4g,\"contradictions\":%zu,\"streak\":%zu,"
	    "\"beta\":[%.4g,%.4g]}", y->count.n, y->count.k, y->flips,
	    y->count.n < 2 ? 0 : (double)y->flips /
	    (double)(y->count.n - 1), y->contradictions, y->streak,
	    i.low, i.high);
}

static void
write_change(struct str *b, const struct rate_change *c, size_t n)
{
	str_print(b, ",\"g\":%.4g,\"before\":{\"n\":%zu,\"failures\":%zu},"
	    "\"after\":{\"n\":%zu,\"failures\":%zu},\"runs_since\":%zu",
	    c->g, c->before.n, c->before.k, c->after.n, c->after.k,
	    n - (size_t)c->change);
}

/* Was flaky, now broken, or the reverse; once, when it is news. */
static void
write_event(struct str *b, const struct outlook *o)
{
	str_print(b, ",\"event\":\"was %s, now %s\"", words_class[o->was],
	    words_class[o->class]);
}

static void
finish(struct detect *d, const struct test *t)
{
	struct analysis *x = &d->d.analysis;

	str_byte(&d->evidence, '}');
	x->evidence = value_str(&d->evidence);
	advice_of_analysis(&d->advice, x);
	x->recommendations = value_str(&d->advice);
	detect_emit(d, t);
}

static void
set_change(struct detect *d, const struct rate_change *c, int severity)
{
	struct analysis *x = &d->d.analysis;

	analysis_levels(x, pass_rate(c->before), pass_rate(c->after),
	    severity);
	analysis_change(d, (size_t)c->change);
	x->detected_at = value_time(d->at[c->detected]);
	x->detected_index = value_int((int64_t)(d->before + c->detected));
}

/* It is of the recent ones of n runs. */
static void
set_runs(struct detect *d, size_t n, const struct tally *recent)
{
	struct analysis *x = &d->d.analysis;
	size_t count = recent->count.n;
	int64_t first = d->at[count > 0 ? n - count : n - 1];

	x->measurements_count = value_int((int64_t)count);
	x->time_span_seconds = value_real((double)(d->at[n - 1] - first) /
	    (double)WHEN_SECOND);
}

static bool
is_news(const struct detect *d, const struct rate_change *c)
{
	return !(d->run[c->detected]->marks & EXECUTION_REMEMBERED);
}

/* The changes before the last one that are news. */
static void
print_earlier(struct detect *d, const struct test *t, size_t n,
    size_t changes)
{
	struct replay r = {.n = n};
	struct rate_change c;

	for (size_t k = 1; k < changes && next_change(d, &r, &c); k++) {
		if (!is_news(d, &c))
			continue;
		(void)detect_begin(d, method_rate, n);
		set_change(d, &c, grade(pass_rate(c.before) -
		    pass_rate(c.after)));
		str_clear(&d->evidence);
		str_text(&d->evidence, "{\"earlier\":true");
		write_change(&d->evidence, &c, n);
		finish(d, t);
	}
}

/*
 * How grave the last change still is.  A test that failed before is looked at
 * in each of its runs, so that chance finds a change some day: that has to
 * become more certain first.
 */
static int
standing_severity(const struct outlook *o)
{
	const struct rate_change *c = &o->last;
	int severity;

	if (o->changes == 0 ||
	    rate_has_recovered(o->recent.count, o->recent.passes))
		return severity_none;
	severity = grade(fabs(pass_rate(c->before) - pass_rate(c->after)));
	if (severity > severity_moderate && c->before.k > 0 &&
	    rate_gain(c->before, o->since) < CERTAIN)
		return severity_moderate;
	return severity;
}

void
detect_rate(struct detect *d, const struct test *t, const struct outlook *o)
{
	size_t n = detect_runs(d, t);
	double rate = pass_rate(o->recent.count);
	struct analysis *x;

	if (n == 0 && t->skipped == 0)
		return;			/* other branches, or outages */
	if (n == 0)
		d->at[n++] = t->skipped;
	x = detect_begin(d, method_rate, n);
	set_runs(d, n, &o->recent);
	str_clear(&d->evidence);
	str_byte(&d->evidence, '{');
	write_recent(&d->evidence, &o->recent);
	analysis_levels(x, rate, rate, severity_none);
	if (o->changes > 0) {
		set_change(d, &o->last, standing_severity(o));
		write_change(&d->evidence, &o->last, n);
		if (o->was != o->class && is_news(d, &o->last))
			write_event(&d->evidence, o);
	}
	write_company(&d->evidence, o);
	x->class = value_int((int)o->class);
	if (o->recent.count.n > 0) {
		x->flake_rate = value_real(1 - rate);
		x->flake_rate_lower = value_real(wilson_lower(
		    o->recent.count, RATE_Z80));
	}
	finish(d, t);
	if (!d->follow)
		print_earlier(d, t, n, o->changes);
}

/* The rate of runs with a try that failed has risen, and that stands. */
static bool
tries_have_risen(const struct detect *d, size_t n, struct rate_change *last)
{
	struct replay r = {.n = n, .tries = true};
	struct rate_count since = {0};
	struct rate_change c;
	size_t passes = 0;
	bool found = false;

	for (; next_change(d, &r, &c); found = true)
		*last = c;
	if (!found || pass_rate(last->after) >= pass_rate(last->before))
		return false;
	for (size_t i = (size_t)last->change; i < n; i++) {
		bool failed = counts_as_failed(d->run[i], true);

		since.n++;
		since.k += failed;
		passes = failed ? 0 : passes + 1;
	}
	return !rate_has_recovered(since, passes);
}

/* Or a test that needed none comes to need them. */
static bool
needs_more_tries(const struct detect *d, size_t n, struct rate_change *c)
{
	struct spell s = {0};

	if (tries_have_risen(d, n, c))
		return true;
	for (size_t i = 0; i < n; i++)
		spell_add(&s, counts_as_failed(d->run[i], true), false);
	*c = (struct rate_change){s.from, s.found, s.known, s.since,
	    rate_gain(s.known, s.since)};
	return s.stands;
}

/*
 * One is proof that the test is flaky, and that is no change by itself; but
 * that it passes at once less often is.  A retry buys a label, not a pass.
 */
void
detect_contradiction(struct detect *d, const struct test *t,
    const struct outlook *o)
{
	const struct tally *y = &o->recent;
	double rate = pass_rate(y->count);
	struct rate_change c;
	struct analysis *x;
	size_t n;

	if (y->contradictions == 0 || y->count.n < (size_t)d->least_runs)
		return;
	n = detect_runs(d, t);
	x = detect_begin(d, method_contradiction, n);
	analysis_levels(x, rate, rate, severity_low);
	x->direction = value_int(direction_volatile);
	if (needs_more_tries(d, n, &c))
		set_change(d, &c, grade(pass_rate(c.before) -
		    pass_rate(c.after)));
	set_runs(d, n, y);
	x->class = value_int((int)o->class);
	x->flake_rate = value_real(1 - rate);
	x->flake_rate_lower = value_real(wilson_lower(y->count, RATE_Z80));
	str_clear(&d->evidence);
	str_byte(&d->evidence, '{');
	write_recent(&d->evidence, y);
	if (x->change_at.set)
		write_change(&d->evidence, &c, n);
	finish(d, t);
}

/* ---- --follow ---- */

/* An execution counts with its first attempt, and once. */
void
detect_rate_follow(struct detect *d, struct test *t, struct execution *e)
{
	struct outlook o = {0};
	struct rate_change change;

	if (e->marks & (EXECUTION_FOLLOWED | EXECUTION_ELSEWHERE))
		return;
	execution_mark(e, EXECUTION_FOLLOWED, true);
	if (!rate_add(&d->rate, &t->watch, execution_failed(e), &change) ||
	    d->r.remembered)
		return;
	outlook_of(d, t, &o);
	if (o.changes > 0)
		detect_rate(d, t, &o);
}
