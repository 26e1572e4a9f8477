/*
 * What tests say about each other: contexts in which failures concentrate,
 * tests that fail in the same way, and families test[x], test[y] -> test[*].
 */
#include <math.h>
#include <stdlib.h>

#include "detect.h"
#include "stats.h"
#include "when.h"

#define FEWEST_RUNS	10	/* of a context: the floor of the evidence */
#define FEWEST_FAILURES	3
#define LEAST_EFFECT	0.10	/* failures per run more than elsewhere */
#define FALSE_SHARE	0.05	/* of what is found, at most */

static const struct test *
test_at(struct series *const *all, size_t i)
{
	return (const struct test *)all[i];
}

static bool
same_text(const struct series *a, const struct series *b, int part)
{
	return text_same(a->key.s[part], a->key.n[part], b->key.s[part],
	    b->key.n[part]);
}

/* ---- contexts ---- */

static double
rate(struct rate_count c)
{
	return c.n == 0 ? 0 : (double)c.k / (double)c.n;
}

/* Contexts from..to of one test; counts those whose p is asked for. */
static size_t
compare_contexts(struct outlook *o, size_t from, size_t to)
{
	struct rate_count sum = {0};
	size_t tested = 0;

	for (size_t i = from; i < to; i++) {
		sum.k += o[i].recent.count.k;
		sum.n += o[i].recent.count.n;
	}
	for (size_t i = from; i < to; i++) {
		struct rate_count here = o[i].recent.count, rest =
		    {sum.k - here.k, sum.n - here.n};

		if (here.n < FEWEST_RUNS || rest.n < FEWEST_RUNS ||
		    here.k < FEWEST_FAILURES ||
		    rate(here) - rate(rest) < LEAST_EFFECT)
			continue;
		o[i].elsewhere = rest;
		o[i].p = fisher_exact(here.k, here.n, rest.k, rest.n);
		tested++;
	}
	return tested;
}

/* Only what is no accident among so many tests is said. */
static void
keep_discoveries(struct outlook *o, size_t n, size_t tested)
{
	double *p = need(tested, sizeof(*p)), limit = -1;
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (o[i].elsewhere.n > 0)
			p[k++] = o[i].p;
	stats_sort(p, tested);
	k = benjamini_hochberg(p, tested, FALSE_SHARE);
	if (k > 0)
		limit = p[k - 1];
	for (size_t i = 0; i < n; i++)
		if (o[i].elsewhere.n > 0 && o[i].p > limit)
			o[i].elsewhere = (struct rate_count){0};
	free(p);
}

static void
find_contexts(struct series **all, struct outlook *o)
{
	size_t from = 0, i = 0, tested = 0;

	for (; all[i] != NULL; i++) {
		if (same_text(all[from], all[i], 0) &&
		    same_text(all[from], all[i], 1))
			continue;
		tested += compare_contexts(o, from, i);
		from = i;
	}
	tested += compare_contexts(o, from, i);
	if (tested > 0)
		keep_discoveries(o, i, tested);
}

/* ---- the same failure ---- */

struct failing {
	const struct test *test;
	struct outlook *outlook;
};

static int
by_failure(const void *a, const void *b)
{
	const struct test *x = ((const struct failing *)a)->test;
	const struct test *y = ((const struct failing *)b)->test;
	int order = text_order(x->series.key.s[0], x->series.key.n[0],
	    y->series.key.s[0], y->series.key.n[0]);

	return order != 0 ? order : text_order(x->failure_id.text.s,
	    x->failure_id.text.n, y->failure_id.text.s,
	    y->failure_id.text.n);
}

/* Tests whose newest execution failed, and says in which way. */
static void
find_alike(struct series **all, struct outlook *o, size_t n)
{
	struct failing *f = need(n + 1, sizeof(*f));
	size_t count = 0, from = 0;

	for (size_t i = 0; i < n; i++)
		if (o[i].recent.streak > 0 &&
		    test_at(all, i)->failure_id.text.n > 0)
			f[count++] = (struct failing){test_at(all, i), &o[i]};
	if (count > 0)
		qsort(f, count, sizeof(*f), by_failure);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && by_failure(&f[from], &f[i]) == 0)
			continue;
		for (size_t j = from; j < i; j++)
			f[j].outlook->alike = (uint32_t)(i - from - 1);
		from = i;
	}
	free(f);
}

/* ---- families ---- */

/* The bytes of a name before its last [...], 0: it has none. */
static uint32_t
family_length(const struct series_key *k)
{
	uint32_t n = k->n[1];

	if (n < 3 || k->s[1][n - 1] != ']')
		return 0;
	while (--n > 0)
		if (k->s[1][n] == '[')
			return n;
	return 0;
}

static bool
is_bad(const struct outlook *o)
{
	return o->class == class_broken || o->class == class_flaky;
}

/* Both belong to one family, in one context. */
static bool
related(const struct series *a, const struct series *b)
{
	uint32_t n = family_length(&a->key);

	return n > 0 && n == family_length(&b->key) && same_text(a, b, 0) &&
	    same_text(a, b, 2) && text_same(a->key.s[1], n, b->key.s[1], n);
}

static int
by_family(const void *a, const void *b)
{
	const struct series_key *x = &((const struct failing *)a)->test->
	    series.key;
	const struct series_key *y = &((const struct failing *)b)->test->
	    series.key;
	int order = text_order(x->s[0], x->n[0], y->s[0], y->n[0]);

	if (order == 0)
		order = text_order(x->s[2], x->n[2], y->s[2], y->n[2]);
	return order != 0 ? order : text_order(x->s[1], family_length(x),
	    y->s[1], family_length(y));
}

/* Members from..to: every one learns how many they are. */
static void
count_members(struct failing *f, size_t from, size_t to)
{
	uint32_t bad = 0;

	for (size_t i = from; i < to; i++)
		bad += is_bad(f[i].outlook);
	for (size_t i = from; to - from > 1 && i < to; i++) {
		f[i].outlook->members = (uint32_t)(to - from);
		f[i].outlook->bad_members = bad;
	}
}

static void
find_families(struct series **all, struct outlook *o, size_t n)
{
	struct failing *f = need(n + 1, sizeof(*f));
	size_t count = 0, from = 0;

	for (size_t i = 0; i < n; i++)
		if (family_length(&all[i]->key) > 0)
			f[count++] = (struct failing){test_at(all, i), &o[i]};
	if (count > 0)
		qsort(f, count, sizeof(*f), by_family);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && related(&f[from].test->series,
		    &f[i].test->series))
			continue;
		count_members(f, from, i);
		from = i;
	}
	free(f);
}

void
detect_groups(struct detect *d, struct series **all, struct outlook *o)
{
	size_t n = d->tests.count;

	if (n == 0 || !detect_uses(d, method_rate))
		return;
	find_contexts(all, o);
	find_alike(all, o, n);
	find_families(all, o, n);
}
