/*
 * Everything that was found about a test, with a chart of its confidence.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export-chart.h"
#include "export-table.h"
#include "when.h"

#define POINTS	1024		/* newest values kept of a test */

static void
begin(struct export *e)
{
	struct tests *t = need(1, sizeof(*t));

	tests_open(t, (size_t)e->max_series, POINTS);
	e->state = t;
}

static void
add(struct export *e)
{
	if (e->r.kind == KIND_analysis)
		tests_find(e->state, &e->r);
	else if (e->r.kind == KIND_measurement)
		tests_measure(e->state, &e->r, false);
}

static void
glance(struct export *e)
{
	tests_measure(e->state, &e->r, false);
}

static void
put_text(struct export *e, const struct value *v)
{
	struct str clean = {0};

	width_clean(&clean, v->s, v->n);
	out_bytes(e->out, clean.s, clean.n);
	str_free(&clean);
}

static void
put_name(struct export *e)
{
	const struct analysis *a = &e->r.analysis;
	struct series_key k = series_key_of(&a->project, &a->test_name,
	    &a->context);
	struct str name = {0};

	name_write(&name, &k, width_clean);
	str_text(&name, "\n\n");
	out_bytes(e->out, name.s, name.n);
	str_free(&name);
}

static void
put_head(struct export *e)
{
	const struct analysis *a = &e->r.analysis;
	enum grid_style style = style_of(a->severity.i);

	out_text(e->out, "status        ");
	style_begin(style, e->terminal, e->out);
	out_text(e->out, a->severity.i == severity_none ? "no drift" :
	    record_word(&e->r, "severity"));
	style_end(style, e->terminal, e->out);
	if (a->category.set && a->category.n > 0) {
		out_text(e->out, ", ");
		put_text(e, &a->category);
	}
	out_text(e->out, "\nmethod        ");
	out_text(e->out, record_word(&e->r, "method"));
	out_text(e->out, "\ndirection     ");
	out_text(e->out, direction_symbol(a->direction.i, e->terminal));
	out_byte(e->out, ' ');
	out_text(e->out, record_word(&e->r, "direction"));
	out_text(e->out, "\ntrend         ");
	out_text(e->out, record_word(&e->r, "trend"));
	out_byte(e->out, '\n');
}

static void
put_figures(const struct analysis *a, struct str *to)
{
	char at[WHEN_WORDS];

	if (a->method.i == method_duration)
		str_print(to, "baseline      %.3g s\ncurrent       %.3g s\n",
		    a->baseline_confidence.d, a->current_confidence.d);
	else
		str_print(to, "baseline      %.2f %%\ncurrent       "
		    "%.2f %%\n", a->baseline_confidence.d * 100,
		    a->current_confidence.d * 100);
	if (a->method.i == method_duration)
		str_print(to, "drift         %+.2f %% (%+.3g s)\n",
		    a->drift_percentage.d * 100, a->drift_absolute.d);
	else if (a->drift_percentage.set)
		str_print(to, "drift         %+.2f %% (%+.2f points)\n",
		    a->drift_percentage.d * 100, a->drift_absolute.d * 100);
	else
		str_print(to, "drift         %+.2f points, from 0\n",
		    a->drift_absolute.d * 100);
	str_print(to, "measurements  %lld in %.1f days\n",
	    (long long)a->measurements_count.i,
	    a->time_span_seconds.d / 86400);
	if (a->p_value.set)
		str_print(to, "p             %.4g\n", a->p_value.d);
	if (a->change_at.set && a->change_at.i != 0) {
		when_words(a->change_at.i, 19, at);
		str_print(to, "changed       %s\n", at);
	}
	if (a->flake_rate.set)
		str_print(to, "flake rate    %.2f %%", a->flake_rate.d * 100);
	if (a->flake_rate.set && a->flake_rate_lower.set)
		str_print(to, ", at least %.2f %%",
		    a->flake_rate_lower.d * 100);
	if (a->flake_rate.set)
		str_print(to, ", n = %lld\n",
		    (long long)a->measurements_count.i);
}

static void
put_advice(struct export *e)
{
	const struct value *v = &e->r.analysis.recommendations;
	struct json *j = &e->r.json;	/* the record is bound already */
	struct str text = {0};

	if (!json_array(j, v->s, v->n))
		return;
	for (size_t i = 0; i < j->count; i++) {
		struct value one;

		str_clear(&text);
		json_decode(&j->member[i].value, &text);
		one = value_str(&text);
		out_text(e->out, i == 0 ? "advice        - " :
		    "              - ");
		put_text(e, &one);
		out_byte(e->out, '\n');
	}
	str_free(&text);
}

static void
put_finding(struct export *e)
{
	struct str figures = {0};

	put_head(e);
	put_figures(&e->r.analysis, &figures);
	out_bytes(e->out, figures.s, figures.n);
	str_free(&figures);
	put_advice(e);
}

/* What each method found about a test, and its chart. */
static size_t
put_test(struct export *e, struct finding **f, size_t n)
{
	struct row *row = NULL;
	char why[JSON_WHY];
	size_t i = 0;

	for (; i < n && findings_same(f[0], f[i]); i++) {
		if (!record_parse(&e->r, f[i]->line.s, f[i]->line.n, why))
			continue;
		if (i == 0)
			put_name(e);
		else
			out_byte(e->out, '\n');
		row = tests_row(e->state, &e->r);
		put_finding(e);
	}
	if (row != NULL && row->points.n > 0)
		plot_put(e, row);
	return i;
}

static void
end(struct export *e)
{
	struct tests *t = e->state;
	size_t n;
	struct finding **f = tests_worst(t, false, &n);

	tests_join(t);
	for (size_t i = 0; i < n;) {
		if (i > 0)
			out_byte(e->out, '\n');
		i += put_test(e, f + i, n - i);
	}
	free(f);
	tests_close(t);
	free(t);
}

const struct format export_detail = {"detail", begin, add, glance, end, 0};
