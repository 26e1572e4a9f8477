/*
 * Method changepoint: when values changed, by how much, for how long.
 *
 * The newest change comes first, for it says where a series stands; a series
 * without any gets an analysis all the same.  Changes that were found before
 * (history) are not told again.
 */
#include <math.h>

#include "detect.h"
#include "when.h"

#define FEWEST		10	/* values: two pieces of five */

/* The pieces of the n values from `skip` on. */
struct view {
	struct pieces all;
	size_t skip, n;
};

/* Values whose changes were told when they were about to fall out. */
static size_t
settled(const struct detect *d, const struct test *t)
{
	return t->settled > d->before ? (size_t)(t->settled - d->before) : 0;
}

static bool
look(struct detect *d, const struct test *t, struct view *v)
{
	size_t n = detect_values(d, t);

	v->skip = settled(d, t);
	v->n = n > v->skip ? n - v->skip : 0;
	if (v->n < FEWEST || v->n < (size_t)d->least)
		return false;
	v->all = change_pieces(d->pieces, &d->change, d->y + v->skip, v->n);
	return true;
}

/*
 * The certainty of one label is not that of another, and it grows with the
 * test; that of a bad one falls when the test gets better.  Only where it
 * falls under one and the same good label has it drifted.
 */
static const char *
excuse(const struct test *t, int64_t before, double rise)
{
	if (!t->labelled)
		return NULL;
	if (t->label_since > before)
		return "the label changed";
	if (rise > 0)
		return "the label grew up";
	return is_bad_news(t->category) ? "the label wears off" : NULL;
}

/* The level a piece ends with, and that before it. */
static double
level_before(const struct view *v, size_t i)
{
	const struct piece *p = v->all.piece;

	return i == 0 ? p[0].first : p[i - 1].last;
}

/* It moved more along the line than at its beginning. */
static bool
is_gradual(const struct view *v, size_t i)
{
	const struct piece *p = &v->all.piece[i];

	return fabs(p->last - p->first) > fabs(p->first - level_before(v, i));
}

static void
print_evidence(struct detect *d, const struct view *v, size_t i,
    const char *verdict)
{
	const struct piece *p = &v->all.piece[i];
	struct str *b = &d->evidence;

	str_clear(b);
	str_print(b, "{\"n\":%zu,\"finding\":\"%s\",\"verdict\":\"%s\","
	    "\"changes\":%zu,\"gain\":%.6g,\"slope_before\":%.6g,"
	    "\"slope_after\":%.6g,\"piece\":%u,\"points_since\":%zu",
	    v->n, is_gradual(v, i) ? "gradual" : i > 0 ? "step" : "none",
	    verdict, v->all.n - 1, i > 0 ? p->gain : p->slope_gain,
	    i > 0 ? p[-1].slope : 0, p->slope, p->n, v->n - p->from);
	if (v->all.period > 0)
		str_print(b, ",\"season\":%zu", v->all.period);
	if (d->dropped > 0)
		str_print(b, ",\"older_dropped\":%zu", d->dropped);
	str_byte(b, '}');
}

/* Piece i: what it changed, or for the first how the series moves. */
static void
print(struct detect *d, const struct test *t, const struct view *v, size_t i)
{
	const struct piece *p = &v->all.piece[i];
	double before = level_before(v, i), after = p->last;
	double moved = before > 0 || before < 0 ?
	    (after - before) / fabs(before) : after - before;
	size_t begin = v->skip + (i > 0 ? p[-1].from : 0);
	const char *verdict = excuse(t, d->at[begin], after - before);
	int severity = verdict != NULL || (i == 0 && p->slope == 0) ?
	    WINDOWS_NONE : (int)windows_grade(&d->rules, moved);
	struct analysis *x = detect_begin(d, method_changepoint,
	    v->skip + v->n);

	print_evidence(d, v, i, verdict != NULL ? verdict : i > 0 ||
	    p->slope != 0 ? "significant" : "no change");
	analysis_levels(x, before, after, severity);
	if (i > 0)
		analysis_change(d, v->skip + p->from);
	x->slope = value_real(p->slope);
	x->trend = value_int((int)windows_trend(t->metric && after != 0 ?
	    p->slope / fabs(after) : p->slope));
	advice_of_analysis(&d->advice, x);
	x->recommendations = value_str(&d->advice);
	x->evidence = value_str(&d->evidence);
	detect_emit(d, t);
}

static bool
is_news(const struct detect *d, const struct test *t, size_t index)
{
	return d->before + index >= t->points.remembered;
}

void
detect_change(struct detect *d, const struct test *t)
{
	struct view v;

	if ((!t->measured && !t->metric) || !look(d, t, &v))
		return;
	print(d, t, &v, v.all.n - 1);
	for (size_t i = v.all.n - 1; !d->each && i-- > 1;)
		if (is_news(d, t, v.skip + v.all.piece[i].from))
			print(d, t, &v, i);
}

void
detect_change_settled(struct detect *d, struct test *t)
{
	struct view v;
	size_t kept;

	if (!look(d, t, &v))
		return;
	t->settled = d->before + v.skip + change_settled(&v.all, v.n,
	    &kept);
	for (size_t i = 1; i <= kept; i++)
		if (is_news(d, t, v.skip + v.all.piece[i].from))
			print(d, t, &v, i);
}

/* ---- --follow ---- */

static void
print_alarm(struct detect *d, const struct test *t,
    const struct change_alarm *a)
{
	size_t n = detect_values(d, t);
	size_t i = a->index > d->before ? (size_t)(a->index - d->before) : 0;
	double moved = a->before > 0 || a->before < 0 ?
	    (a->after - a->before) / fabs(a->before) : a->after - a->before;
	const char *verdict = excuse(t, d->at[i] - 1, a->after - a->before);
	struct analysis *x = detect_begin(d, method_changepoint, n);

	analysis_levels(x, a->before, a->after, verdict != NULL ?
	    severity_none : (int)windows_grade(&d->rules, moved));
	analysis_change(d, i);
	x->change_index = value_int((int64_t)a->index);
	x->detected_index = value_int((int64_t)a->detected);
	x->detected_at = x->analyzed_at;
	x->slope = value_real(a->slope_after);
	str_clear(&d->evidence);
	str_print(&d->evidence, "{\"n\":%zu,\"verdict\":\"%s\","
	    "\"gain\":%.6g,\"slope_before\":%.6g,\"slope_after\":%.6g}", n,
	    verdict != NULL ? verdict : "significant", a->gain,
	    a->slope_before, a->slope_after);
	advice_of_analysis(&d->advice, x);
	x->recommendations = value_str(&d->advice);
	x->evidence = value_str(&d->evidence);
	detect_emit(d, t);
}

void
detect_change_follow(struct detect *d, struct test *t, double y)
{
	const struct change_alarm *a;

	if (t->follow.n == 0) {
		series_room(&d->tests, &t->follow, change_follow_size());
		t->follow.n = (uint32_t)change_follow_size();
		memset(t->follow.s, 0, t->follow.n);
	}
	a = change_follow(d->pieces, &d->change, (void *)t->follow.s, y);
	if (a != NULL && !d->r.remembered)
		print_alarm(d, t, a);
}
