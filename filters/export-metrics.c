/*
 * Gauges in OpenMetrics 1.0, also read by the text-file collector of
 * Prometheus' node_exporter: no time stamps, HELP and TYPE, "# EOF".
 *
 * Counts are of every project and severity, also where they are 0, so that no
 * alert hangs on a line that vanished; of single tests only the worst have
 * lines.
 */
#include <stdlib.h>
#include <string.h>

#include "export-tests.h"
#include "export.h"
#include "when.h"

struct project {
	struct series series;
	size_t tests[severity_words];	/* with an analysis */
	size_t firing[severity_words];
	size_t unacknowledged;
};

/* An alert as it stood last. */
struct episode {
	struct series series;
	int64_t at;
	int severity;
	bool firing, acknowledged;
};

struct metrics {
	struct tests tests;
	struct series_set projects, episodes;
	int64_t newest;			/* measurement; INT64_MIN: none */
	struct value size;		/* of the database */
	int health;			/* its status, or -1 */
	struct str text;
};

/* ---- what comes ---- */

static void
begin(struct export *e)
{
	struct metrics *m = need(1, sizeof(*m));
	size_t most = (size_t)e->max_series;

	tests_open(&m->tests, most, 1);
	m->projects = (struct series_set){.state = sizeof(struct project),
	    .keep = 1, .most = most};
	m->episodes = (struct series_set){.state = sizeof(struct episode),
	    .keep = 1, .most = most};
	series_open(&m->projects);
	series_open(&m->episodes);
	m->newest = INT64_MIN;
	m->health = -1;
	if (e->database_size >= 0)
		m->size = value_int(e->database_size);
	e->state = m;
}

static struct project *
project_of(struct metrics *m, const char *name, uint32_t n)
{
	struct series_key k = {{name, "", ""}, {n, 0, 0}};

	return series_of(&m->projects, &k, NULL);
}

static void
add_measurement(struct metrics *m, const struct record *r)
{
	tests_measure(&m->tests, r, true);
	(void)project_of(m, r->measurement.project.s,
	    r->measurement.project.n);
	if (r->measurement.timestamp.i > m->newest)
		m->newest = r->measurement.timestamp.i;
}

static void
add_alert(struct metrics *m, const struct record *r)
{
	const struct alert *a = &r->alert;
	struct series_key k = series_key_of(&a->project, &a->alert_id, NULL);
	struct episode *x = series_of(&m->episodes, &k, NULL);
	int64_t at = a->updated_at.set ? a->updated_at.i : a->created_at.i;

	(void)project_of(m, a->project.s, a->project.n);
	if (x->at > at)
		return;
	x->at = at;
	x->severity = (int)a->severity.i;
	x->firing = a->state.i != alert_state_resolved;
	x->acknowledged = a->acknowledged.i;
}

static void
add(struct export *e)
{
	struct metrics *m = e->state;

	switch ((int)e->r.kind) {
	case KIND_measurement:
		add_measurement(m, &e->r);
		break;
	case KIND_analysis:
		tests_find(&m->tests, &e->r);
		break;
	case KIND_alert:
		add_alert(m, &e->r);
		break;
	default:
		m->size = e->r.health.size_bytes;
		m->health = (int)e->r.health.status.i;
	}
}

/* ---- sums ---- */

static void
count_episodes(struct metrics *m)
{
	const struct episode *x;

	for (size_t at = 0; (x = series_next(&m->episodes, &at)) != NULL;) {
		const struct series_key *k = &x->series.key;
		struct project *p = project_of(m, k->s[0], k->n[0]);

		p->firing[x->severity] += x->firing;
		p->unacknowledged += x->firing && !x->acknowledged;
	}
}

static void
count_tests(struct metrics *m)
{
	const struct row *row;

	for (size_t at = 0; (row = series_next(&m->tests.rows, &at)) != NULL;) {
		const struct series_key *k = &row->series.key;

		if (row->worst != NULL)
			project_of(m, k->s[0], k->n[0])->tests[
			    row->worst->severity]++;
	}
}

/* ---- lines ---- */

static void
put_family(struct out *o, const char *name, const char *unit,
    const char *help)
{
	struct str text = {0};

	str_print(&text, "# TYPE %s gauge\n", name);
	if (unit != NULL)
		str_print(&text, "# UNIT %s %s\n", name, unit);
	str_print(&text, "# HELP %s %s\n", name, help);
	out_bytes(o, text.s, text.n);
	str_free(&text);
}

/* Without characters that move a cursor; back-slash and quote escaped. */
static void
add_label(struct metrics *m, const char *name, const char *s, size_t n)
{
	struct str *to = &m->text, clean = {0};

	width_clean(&clean, s, n);
	str_print(to, "%s%s=\"", to->n > 0 ? "," : "", name);
	for (size_t i = 0; i < clean.n; i++) {
		if (clean.s[i] == '\\' || clean.s[i] == '"')
			str_byte(to, '\\');
		str_byte(to, clean.s[i]);
	}
	str_byte(to, '"');
	str_free(&clean);
}

static void
put_value(struct export *e, const char *name, double value)
{
	struct metrics *m = e->state;
	struct out *o = e->out;

	out_text(o, name);
	if (m->text.n > 0) {
		out_byte(o, '{');
		out_bytes(o, m->text.s, m->text.n);
		out_byte(o, '}');
	}
	out_byte(o, ' ');
	out_real(o, value);
	out_byte(o, '\n');
	str_clear(&m->text);
}

static void
put_by_severity(struct export *e, const char *name, size_t member)
{
	struct metrics *m = e->state;
	struct project **p = (void *)series_sorted(&m->projects);

	for (size_t i = 0; i < m->projects.count; i++) {
		const struct series_key *k = &p[i]->series.key;
		const size_t *n = (const void *)((const char *)p[i] + member);

		for (int s = 0; s < severity_words; s++) {
			add_label(m, "project", k->s[0], k->n[0]);
			add_label(m, "severity", words_severity[s],
			    strlen(words_severity[s]));
			put_value(e, name, (double)n[s]);
		}
	}
	free(p);
}

static void
put_counts(struct export *e)
{
	struct metrics *m = e->state;
	struct project **p = (void *)series_sorted(&m->projects);

	put_family(e->out, "drift_tests", NULL,
	    "Tests by the severity of the worst that was found last.");
	put_by_severity(e, "drift_tests", offsetof(struct project, tests));
	put_family(e->out, "drift_alerts_firing", NULL,
	    "Alerts that are not resolved.");
	put_by_severity(e, "drift_alerts_firing",
	    offsetof(struct project, firing));
	put_family(e->out, "drift_alerts_unacknowledged", NULL,
	    "Of these, those that nobody takes care of.");
	for (size_t i = 0; i < m->projects.count; i++) {
		const struct series_key *k = &p[i]->series.key;

		add_label(m, "project", k->s[0], k->n[0]);
		put_value(e, "drift_alerts_unacknowledged",
		    (double)p[i]->unacknowledged);
	}
	free(p);
}

static void
put_times(struct export *e)
{
	struct metrics *m = e->state;

	put_family(e->out, "drift_last_success_timestamp_seconds", "seconds",
	    "When this was written.");
	put_value(e, "drift_last_success_timestamp_seconds",
	    (double)when_now() / WHEN_SECOND);
	if (m->newest == INT64_MIN)
		return;
	put_family(e->out, "drift_newest_measurement_timestamp_seconds",
	    "seconds", "Time of the newest measurement.");
	put_value(e, "drift_newest_measurement_timestamp_seconds",
	    (double)m->newest / WHEN_SECOND);
}

static void
put_health(struct export *e)
{
	struct metrics *m = e->state;

	if (m->health >= 0) {
		put_family(e->out, "drift_database_healthy", NULL,
		    "1: it is; 0: see drift health.");
		put_value(e, "drift_database_healthy",
		    m->health == health_status_healthy);
	}
	if (!m->size.set)
		return;
	put_family(e->out, "drift_database_size_bytes", "bytes",
	    "Size of the database.");
	put_value(e, "drift_database_size_bytes", (double)m->size.i);
}

/* ---- the worst ---- */

static void
add_test(struct metrics *m, const struct record *r)
{
	const struct analysis *a = &r->analysis;

	add_label(m, "project", a->project.s, a->project.n);
	add_label(m, "test", a->test_name.s, a->test_name.n);
	add_label(m, "context", a->context.set ? a->context.s : "",
	    a->context.set ? a->context.n : 0);
}

static void
put_worst(struct export *e, struct finding *const *f, size_t n)
{
	struct metrics *m = e->state;
	const struct analysis *a = &e->r.analysis;
	char why[JSON_WHY];

	put_family(e->out, "drift_test_drift_ratio", "ratio",
	    "How far the worst tests have moved, against their baseline.");
	for (size_t i = 0; i < n; i++) {
		if (!record_parse(&e->r, f[i]->line.s, f[i]->line.n, why))
			continue;
		add_test(m, &e->r);
		add_label(m, "severity", words_severity[a->severity.i],
		    strlen(words_severity[a->severity.i]));
		put_value(e, "drift_test_drift_ratio", a->drift_percentage.set
		    ? a->drift_percentage.d : a->drift_absolute.d);
	}
	put_family(e->out, "drift_test_confidence_ratio", "ratio",
	    "Their newest confidence.");
	for (size_t i = 0; i < n; i++) {
		struct row *row;

		if (!record_parse(&e->r, f[i]->line.s, f[i]->line.n, why))
			continue;
		row = tests_row(&m->tests, &e->r);
		if (row == NULL || row->n == 0)
			continue;
		add_test(m, &e->r);
		put_value(e, "drift_test_confidence_ratio", row->last);
	}
}

/* How many of the worst are drifting at all, at most --worst. */
static size_t
drifting(const struct export *e, struct finding *const *f, size_t n)
{
	size_t i = 0;

	while (i < n && i < (size_t)e->worst &&
	    f[i]->severity > severity_none)
		i++;
	return i;
}

static void
end(struct export *e)
{
	struct metrics *m = e->state;
	size_t n;
	struct finding **f;

	tests_join(&m->tests);
	f = tests_worst(&m->tests, true, &n);
	count_tests(m);
	count_episodes(m);
	put_counts(e);
	put_worst(e, f, drifting(e, f, n));
	put_health(e);
	put_times(e);
	out_text(e->out, "# EOF\n");
	free(f);
	tests_close(&m->tests);
	series_close(&m->projects);
	series_close(&m->episodes);
	str_free(&m->text);
	free(m);
}

const struct format export_openmetrics = {"openmetrics", begin, add, NULL,
    end, BIT(measurement) | BIT(analysis) | BIT(alert) | BIT(health)};
