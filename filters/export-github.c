/*
 * GitHub Actions: an annotation for what failed, drifted or alerts.
 *
 * A failed result is annotated where it stands in the source, as its report
 * says; what was found about a test stands at the same place, where a result
 * of it came before.
 */
#include <stdlib.h>
#include <string.h>

#include "annotation.h"
#include "export.h"
#include "series.h"

/* Where a test stands. */
struct source {
	struct series series;
	struct kept file;
	int64_t line;
};

struct github {
	struct series_set sources;
	struct str file, title, message, line;
};

static void
forget(void *github, struct series *s)
{
	struct github *g = github;

	series_release(&g->sources, &((struct source *)(void *)s)->file);
}

static void
begin(struct export *e)
{
	struct github *g = need(1, sizeof(*g));

	g->sources = (struct series_set){.state = sizeof(struct source),
	    .keep = 1, .most = (size_t)e->max_series, .evict = forget,
	    .arg = g};
	series_open(&g->sources);
	e->state = g;
}

/* Everything that has a test begins with its project. */
static struct series_key
key_of(const struct record *r, const struct value *name)
{
	return series_key_of(&r->v[0], name, NULL);
}

static void
keep_source(struct github *g, const struct record *r)
{
	const struct result *x = &r->result;
	struct series_key k = key_of(r, &x->test_name);
	struct source *s;

	if (!x->file.set)
		return;
	s = series_of(&g->sources, &k, NULL);
	series_keep(&g->sources, &s->file, x->file.s, x->file.n);
	s->line = x->line.set && x->line.i > 0 ? x->line.i : 0;
}

static void
set(struct str *to, const struct value *v)
{
	str_clear(to);
	if (v->set)
		str_bytes(to, v->s, v->n);
}

/* The message is made; the rest is known of the test. */
static void
put(struct export *e, enum annotation_level level, const struct value *name)
{
	struct github *g = e->state;
	struct series_key k = key_of(&e->r, name);
	const struct source *s = name->set ? series_find(&g->sources, &k) :
	    NULL;
	struct annotation a = {.level = level, .title = &g->title,
	    .message = &g->message};

	set(&g->title, name);
	if (s != NULL) {
		str_set(&g->file, s->file.s, s->file.n);
		a.file = &g->file;
		a.line = s->line;
	}
	str_clear(&g->line);
	annotation_print(&g->line, &a);
	out_bytes(e->out, g->line.s, g->line.n);
}

static enum annotation_level
level_of(int64_t severity)
{
	return severity >= severity_high ? ANNOTATION_ERROR :
	    severity == severity_moderate ? ANNOTATION_WARNING :
	    ANNOTATION_NOTICE;
}

/* A try that another one followed is not the outcome. */
static void
put_result(struct export *e)
{
	struct github *g = e->state;
	const struct result *x = &e->r.result;

	keep_source(g, &e->r);
	if ((x->status.i != result_status_failed &&
	    x->status.i != result_status_errored) ||
	    (x->retried.set && x->retried.i))
		return;
	set(&g->message, &x->message);
	if (g->message.n == 0)
		str_text(&g->message, words_result_status[x->status.i]);
	put(e, ANNOTATION_ERROR, &x->test_name);
}

static void
put_analysis(struct export *e)
{
	struct github *g = e->state;
	const struct analysis *a = &e->r.analysis;
	const char *unit = a->method.i == method_duration ? "s" : "%";
	double scale = a->method.i == method_duration ? 1 : 100;

	if (a->severity.i == severity_none)
		return;
	str_clear(&g->message);
	str_print(&g->message, "%s drift, by %s: %.4g %s, before %.4g %s",
	    words_severity[a->severity.i], words_method[a->method.i],
	    a->current_confidence.d * scale, unit,
	    a->baseline_confidence.d * scale, unit);
	if (a->drift_percentage.set)
		str_print(&g->message, " (%+.2f %%)",
		    a->drift_percentage.d * 100);
	put(e, level_of(a->severity.i), &a->test_name);
}

static void
put_alert(struct export *e)
{
	struct github *g = e->state;
	const struct alert *a = &e->r.alert;
	bool told = a->state.i == alert_state_resolved || a->acknowledged.i;

	set(&g->message, &a->message);
	put(e, told ? ANNOTATION_NOTICE : level_of(a->severity.i),
	    &a->test_name);
}

static void
add(struct export *e)
{
	if (e->r.kind == KIND_result)
		put_result(e);
	else if (e->r.kind == KIND_analysis)
		put_analysis(e);
	else
		put_alert(e);
}

static void
end(struct export *e)
{
	struct github *g = e->state;

	series_close(&g->sources);
	str_free_all(&g->file, &g->title, &g->message, &g->line, NULL);
	free(g);
}

const struct format export_github = {"github", begin, add, NULL, end,
    BIT(result) | BIT(analysis) | BIT(alert)};
