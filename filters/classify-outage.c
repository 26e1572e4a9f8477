/*
 * Outages: runs that their record, their results or a file says are one.
 */
#include <stdlib.h>

#include "classify.h"
#include "diag.h"
#include "entries.h"
#include "hash.h"
#include "when.h"

#define OUTAGE_SHARE	0.8	/* of a run's tests, unless --outage is given */
#define OUTAGE_TESTS	10	/* fewer say nothing about the environment */

/* A line of --outages; an empty text stands for any. */
struct outage_window {
	int64_t from, to;
	char *context, *project;	/* a glob, a name */
};

/* ---- the file ---- */

static bool
set_time(const struct json_value *v, int64_t *to, const char **why)
{
	if (v->type == JSON_STRING && when_typed(v->s, v->n, to))
		return true;
	*why = "from and to are times";
	return false;
}

static bool
set_text(const struct json_value *v, char **to, const char **why)
{
	if (v->type == JSON_NULL)
		return true;
	if (v->type == JSON_STRING) {
		*to = json_text(v);
		return true;
	}
	*why = "context and project are texts";
	return false;
}

static bool
set_member(struct outage_window *w, const struct json_member *m,
    const char **why)
{
	const struct json_value *k = &m->key;

	if (text_same(k->s, k->n, "from", 4))
		return set_time(&m->value, &w->from, why);
	if (text_same(k->s, k->n, "to", 2))
		return set_time(&m->value, &w->to, why);
	if (text_same(k->s, k->n, "context", 7))
		return set_text(&m->value, &w->context, why);
	if (text_same(k->s, k->n, "project", 7))
		return set_text(&m->value, &w->project, why);
	if (text_same(k->s, k->n, "reason", 6))
		return true;
	*why = "there are from, to, context, project and reason";
	return false;
}

static const char *
read_window(void *outages, struct entry *e)
{
	struct outages *o = outages;
	struct outage_window w = {.from = INT64_MAX, .to = INT64_MIN};
	const char *why = NULL;

	if (!json_object(&e->json, e->s, e->n))
		return e->json.why;
	for (size_t i = 0; i < e->json.count; i++)
		if (!set_member(&w, &e->json.member[i], &why))
			return why;
	if (w.from == INT64_MAX || w.to == INT64_MIN)
		return "from and to are missing";
	if (w.from > w.to)
		return "it ends before it begins";
	o->window = need_more(o->window, o->windows + 1, sizeof(w));
	o->window[o->windows++] = w;
	return NULL;
}

void
outages_open(struct outages *o)
{
	if (o->share > 1)
		diag_fail(USAGE, "--outage takes a fraction, 0 to 1");
	if (o->file != NULL)
		entries_read(o->file, read_window, o);
}

void
outages_close(struct outages *o)
{
	for (size_t i = 0; i < o->windows; i++) {
		free(o->window[i].context);
		free(o->window[i].project);
	}
	free(o->window);
	intern_free(&o->runs);
}

/* ---- runs ---- */

static bool
holds(const struct outage_window *w, const struct series_key *k)
{
	return (w->project == NULL || text_same(w->project,
	    strlen(w->project), k->s[0], k->n[0])) &&
	    (w->context == NULL || text_glob(w->context, k->s[2], k->n[2]));
}

bool
outages_cover(const struct outages *o, const struct series_key *k, int64_t at)
{
	for (size_t i = 0; i < o->windows; i++)
		if (o->window[i].from <= at && at <= o->window[i].to &&
		    holds(&o->window[i], k))
			return true;
	return false;
}

uint64_t
outages_run(const struct series_key *k, uint64_t rank)
{
	return hash64(hash64(rank, k->s[0], k->n[0]), k->s[2], k->n[2]);
}

bool
outages_know(const struct outages *o, uint64_t run)
{
	const int64_t *known;

	if (o->runs.used == 0)
		return false;
	known = intern_find(&o->runs, (const char *)&run, sizeof(run));
	return known != NULL && *known != 0;
}

/* What is said about a run now; whether that is new. */
static bool
note(struct outages *o, uint64_t run, bool outage)
{
	int64_t *known = intern_find(&o->runs, (const char *)&run,
	    sizeof(run));

	if (o->share == 0 || (known != NULL ? *known == outage : !outage))
		return false;
	if (known != NULL)
		*known = outage;
	else
		intern_add(&o->runs, (const char *)&run, sizeof(run), outage);
	return true;
}

/* Something else is known about a run, which may be in any memory. */
static void
mark_run(struct classify *c, uint64_t rank, bool outage)
{
	const struct run *s = &c->r.run;
	struct test *t;

	for (size_t at = 0; (t = series_next(&c->tests, &at)) != NULL;) {
		const struct series_key *k = &t->series.key;

		if (!text_same(k->s[0], k->n[0], s->project.s, s->project.n) ||
		    !text_same(k->s[2], k->n[2], s->context.s,
		    s->context.set ? s->context.n : 0))
			continue;
		for (uint32_t j = 0; j < t->window.n; j++) {
			struct execution *e = executions_at(&t->window, j);

			if (e->rank != rank)
				continue;
			execution_mark(e, EXECUTION_OUTAGE, outage ||
			    outages_cover(&c->outages, k, e->at));
			window_note(t, e);
		}
	}
}

/* What a run record says about an outage holds from now on. */
void
outages_take(struct classify *c)
{
	const struct run *s = &c->r.run;
	uint64_t rank = execution_rank(&s->run_id);
	struct series_key k = series_key_of(&s->project, NULL, &s->context);

	if (s->outage.set && note(&c->outages, outages_run(&k, rank),
	    s->outage.i))
		mark_run(c, rank, s->outage.i);
}

/* So many of a run's tests failed. */
static bool
judge(const struct outages *o, int64_t tests, int64_t failed)
{
	double share = o->share < 0 ? OUTAGE_SHARE : o->share;

	return share > 0 && tests >= OUTAGE_TESTS &&
	    (double)failed >= share * (double)tests - 1e-9;
}

/* Whether the tests of the run say that it was one. */
bool
outages_suspect(const struct classify *c)
{
	return !c->sound && judge(&c->outages, c->count, c->failing);
}

void
outages_mark(struct classify *c)
{
	for (struct test *t = c->first; t != NULL; t = t->next_touched) {
		int i = executions_find(&t->window, t->current);
		struct execution *e;

		if (i < 0)
			continue;
		e = executions_at(&t->window, (uint32_t)i);
		execution_mark(e, EXECUTION_OUTAGE, true);
		window_note(t, e);
		if (e->rank != 0)
			(void)note(&c->outages, outages_run(
			    &t->series.key, e->rank), true);
	}
}

/* Its record says nothing about what its tests say: now it does. */
void
outages_tell(struct classify *c)
{
	record_clear(&c->d, KIND_run);
	c->d.run = c->r.run;
	c->d.run.outage = value_int(true);
	record_print(&c->d, c->r.out);
}
