/*
 * Which features drifted, and whether the whole did.
 */
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "apart.h"
#include "monitor.h"
#include "rate.h"

#define SMALL_REFERENCE	1000
#define ROUNDING	1e-9	/* of a share: 3 of 5 are .6 */

static enum test
choose_test(const struct verdict_rules *r, const struct comparison *x)
{
	bool few = has_few_values(x);

	if (r->test != TEST_AUTO)
		return r->test;
	if (!r->table || x->reference_count > SMALL_REFERENCE)
		return few ? TEST_JS : TEST_WASSERSTEIN;
	if (!few)
		return TEST_KS;
	return x->distinct > 2 ? TEST_CHI2 : TEST_Z;
}

static bool
is_distance(enum test t)
{
	return t != TEST_KS && t != TEST_CHI2 && t != TEST_Z;
}

/* By its own threshold; of tests with a p, only Kolmogorov-Smirnov's may
   be equal to it. */
static bool
is_beyond(const struct comparison *x)
{
	if (is_distance(x->test))
		return x->score >= x->threshold;
	return x->test == TEST_KS ? x->p <= x->threshold :
	    x->p < x->threshold;
}

/* ---- many features at once ---- */

static int
by_p(const void *a, const void *b)
{
	double x = (*(struct comparison *const *)a)->p;
	double y = (*(struct comparison *const *)b)->p;

	return (x > y) - (x < y);
}

/* What Benjamini and Hochberg do not reject has not drifted. */
static void
keep_rejected(struct verdict *v, double fdr)
{
	struct comparison **x = need(v->n + 1, sizeof(struct comparison *));
	double *p = need(v->n + 1, sizeof(*p));
	size_t m = 0, rejected;

	for (size_t i = 0; i < v->n; i++)
		if (v->of[i].failed == NULL && !isnan(v->of[i].p))
			x[m++] = &v->of[i];
	qsort(x, m, sizeof(struct comparison *), by_p);
	for (size_t i = 0; i < m; i++)
		p[i] = x[i]->p;
	rejected = benjamini_hochberg(p, m, fdr);
	for (size_t i = 0; i < m; i++) {
		struct comparison *c = x[i];

		c->drifted = i < rejected &&
		    (!is_distance(c->test) || c->drifted);
		if (!is_distance(c->test))
			c->threshold = fdr;
	}
	free(p);
	free(x);
}

static void
compare(struct verdict *v, struct comparison *x)
{
	if (x->failed != NULL || !comparison_test(x, choose_test(v->rules, x)))
		return;
	if (!v->rules->table && isnan(x->p))
		x->p = comparison_p(x);
	x->drifted = is_beyond(x);
}

/* Features, each of which is taken by whoever comes next. */
struct queue {
	struct verdict *v;
	const struct features *f;
	const struct model *m;
	size_t *feature;	/* of each comparison */
	atomic_size_t next;
};

static void *
compare_next(void *arg)
{
	struct queue *q = arg;
	size_t i;

	while ((i = atomic_fetch_add(&q->next, 1)) < q->v->n) {
		size_t at = q->feature[i];

		comparison_open(&q->v->of[i], &q->f->list[at],
		    q->m->column[at], q->m->rows);
		compare(q->v, &q->v->of[i]);
	}
	return NULL;
}

#define MANY	100000	/* values that are worth a second thread */

static void
compare_all(struct verdict *v, const struct features *f, const struct model *m)
{
	struct queue q = {v, f, m, need(f->count + 1, sizeof(*q.feature)), 0};
	pthread_t thread;
	bool apart;

	for (size_t i = 0; i < f->count; i++)
		if (f->list[i].compared)
			q.feature[v->n++] = i;
	apart = m->rows * v->n > MANY &&
	    apart_start(&thread, compare_next, &q);
	(void)compare_next(&q);
	if (apart)
		(void)pthread_join(thread, NULL);
	free(q.feature);
}

void
verdict_find(struct verdict *v, const struct features *f, struct model *m)
{
	const struct verdict_rules *r = v->rules;

	v->of = need(f->count + 1, sizeof(*v->of));
	compare_all(v, f, m);
	if (!r->table || r->fdr >= 0)
		keep_rejected(v, r->fdr >= 0 ? r->fdr : .05);
	for (size_t i = 0; i < v->n; i++) {
		v->evaluated += v->of[i].failed == NULL;
		v->drifted += v->of[i].failed == NULL && v->of[i].drifted;
	}
	v->dataset = v->evaluated > 0 && (double)v->drifted /
	    (double)v->evaluated >= r->share - ROUNDING;
}

void
verdict_close(struct verdict *v)
{
	for (size_t i = 0; i < v->n; i++)
		comparison_close(&v->of[i]);
	free(v->of);
}
