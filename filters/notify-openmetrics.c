/*
 * OpenMetrics text for a text-file collector: how many alerts there are, and
 * series of their own for the worst tests alone, since every name is a series
 * that the server keeps for long.  No sample has a time.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "notify.h"
#include "when.h"

/* The newest of one alert. */
struct gauge {
	struct series series;
	enum severity severity;
	bool over, acknowledged;
	int64_t updated_at;
	double drift;			/* NAN: not said */
	struct kept test, context;
};

static void
forget(void *arg, struct series *s)
{
	struct gauge *g = (struct gauge *)(void *)s;

	series_release(arg, &g->test);
	series_release(arg, &g->context);
}

static void
begin(struct notify *n)
{
	struct series_set *set = n->state = need(1, sizeof(*set));

	*set = (struct series_set){.state = sizeof(struct gauge), .keep = 1,
	    .most = 1000000, .evict = forget, .arg = set};
	series_open(set);
}

static void
add(struct notify *n, const struct notice *t)
{
	struct series_set *set = n->state;
	struct series_key k = {{t->project.s, t->id.s, ""},
	    {(uint32_t)t->project.n, (uint32_t)t->id.n, 0}};
	bool fresh;
	struct gauge *g = series_of(set, &k, &fresh);

	if (!fresh && t->updated_at < g->updated_at)
		return;
	g->severity = t->severity;
	g->over = t->state == alert_state_resolved;
	g->acknowledged = t->acknowledged;
	g->updated_at = t->updated_at;
	g->drift = t->drift.set ? t->drift.d : NAN;
	series_keep(set, &g->test, t->test.s, t->test.n);
	series_keep(set, &g->context, t->context.s, t->context.n);
}

/* ---- the text ---- */

static void
put_family(struct out *o, const char *name, const char *help)
{
	out_text(o, "# TYPE ");
	out_text(o, name);
	out_text(o, " gauge\n# HELP ");
	out_text(o, name);
	out_byte(o, ' ');
	out_text(o, help);
	out_byte(o, '\n');
}

static void
put_label(struct out *o, const char *name, const char *s, size_t n)
{
	out_text(o, name);
	out_text(o, "=\"");
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\' || s[i] == '"')
			out_byte(o, '\\');
		out_byte(o, s[i]);
	}
	out_byte(o, '"');
}

static void
put_counts(struct out *o, struct series **all)
{
	size_t firing[severity_words] = {0}, acknowledged = 0;

	for (size_t i = 0; all[i] != NULL; i++) {
		const struct gauge *g = (const struct gauge *)all[i];

		firing[g->severity] += !g->over;
		acknowledged += !g->over && g->acknowledged;
	}
	put_family(o, "drift_alerts_firing", "Alerts that fire, by severity.");
	for (int i = 0; i < severity_words; i++) {
		out_text(o, "drift_alerts_firing{severity=\"");
		out_text(o, words_severity[i]);
		out_text(o, "\"} ");
		out_int(o, (int64_t)firing[i]);
		out_byte(o, '\n');
	}
	put_family(o, "drift_alerts_acknowledged",
	    "Alerts that fire and that somebody takes care of.");
	out_text(o, "drift_alerts_acknowledged ");
	out_int(o, (int64_t)acknowledged);
	out_byte(o, '\n');
}

static bool
has_series(const struct gauge *g)
{
	return !g->over && g->test.n > 0 && isfinite(g->drift);
}

/* Tests that fire before others, then by severity, drift and name. */
static int
by_badness(const void *a, const void *b)
{
	const struct gauge *x = *(const struct gauge *const *)a;
	const struct gauge *y = *(const struct gauge *const *)b;
	double difference;

	if (has_series(x) != has_series(y))
		return has_series(y) - has_series(x);
	if (x->severity != y->severity)
		return (int)y->severity - (int)x->severity;
	difference = fabs(y->drift) - fabs(x->drift);
	if (difference > 0 || difference < 0)
		return difference > 0 ? 1 : -1;
	return series_order(&x->series.key, &y->series.key);
}

static void
put_worst(struct notify *n, struct series **all)
{
	struct series_set *set = n->state;
	struct out *o = n->out;
	const struct gauge *g;

	put_family(o, "drift_test_drift_ratio",
	    "Change against the baseline of the worst tests, a fraction.");
	if (set->count > 0)
		qsort(all, set->count, sizeof(*all), by_badness);
	for (int64_t i = 0; i < n->options.worst && all[i] != NULL; i++) {
		g = (const struct gauge *)all[i];
		if (!has_series(g))
			break;
		out_text(o, "drift_test_drift_ratio{");
		put_label(o, "project", g->series.key.s[0],
		    g->series.key.n[0]);
		put_label(o, ",alert_id", g->series.key.s[1],
		    g->series.key.n[1]);
		put_label(o, ",test", g->test.s, g->test.n);
		put_label(o, ",context", g->context.s, g->context.n);
		out_text(o, ",severity=\"");
		out_text(o, words_severity[g->severity]);
		out_text(o, "\"} ");
		out_real(o, g->drift);
		out_byte(o, '\n');
	}
}

static void
end(struct notify *n)
{
	struct series_set *set = n->state;
	struct series **all = series_sorted(set);
	struct out *o = n->out;

	put_counts(o, all);
	put_worst(n, all);
	put_family(o, "drift_written_timestamp_seconds",
	    "When this was written.");
	out_text(o, "drift_written_timestamp_seconds ");
	out_int(o, when_now() / WHEN_SECOND);
	out_text(o, "\n# EOF\n");
	free(all);
	series_close(set);
}

const struct receiver notify_openmetrics = {
	.name = "openmetrics", .begin = begin, .add = add, .end = end,
};
