/*
 * What the formats for people remember of every test.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "export-tests.h"
#include "width.h"

#define SPARK	12		/* values in a small chart */
#define MESSAGE	200		/* bytes kept of a failure's message */
#define DETAILS	2000		/* and of its trace */

/* Rows and findings that are forgotten give their memory back. */
static void
forget_row(void *tests, struct series *s)
{
	struct tests *t = tests;
	struct row *row = (void *)s;

	points_free(&t->rows, &row->points);
	points_free(&t->rows, &row->results);
	points_free(&t->rows, &row->alerts);
	series_release(&t->rows, &row->category);
	series_release(&t->rows, &row->owner);
	series_release(&t->rows, &row->failure.id);
	series_release(&t->rows, &row->failure.message);
	series_release(&t->rows, &row->failure.details);
	series_release(&t->rows, &row->failure.run);
}

static void
forget_finding(void *tests, struct series *s)
{
	struct tests *t = tests;

	series_release(&t->findings, &((struct finding *)(void *)s)->line);
}

void
tests_open(struct tests *t, size_t most, uint32_t points)
{
	*t = (struct tests){
		.rows = {.state = sizeof(struct row), .keep = points,
		    .most = most, .evict = forget_row, .arg = t},
		.findings = {.state = sizeof(struct finding), .keep = 1,
		    .most = most, .evict = forget_finding, .arg = t}};
	series_open(&t->rows);
	series_open(&t->findings);
}

void
tests_close(struct tests *t)
{
	series_close(&t->rows);
	series_close(&t->findings);
	str_free(&t->key);
}

/* Measurement and analysis begin with the same three fields. */
static struct series_key
key_of(const struct record *r)
{
	return series_key_of(&r->v[0], &r->v[1], &r->v[2]);
}

void
tests_measure(struct tests *t, const struct record *r, bool selected)
{
	const struct measurement *m = &r->measurement;
	struct series_key key = key_of(r);
	struct row *row = series_of(&t->rows, &key, NULL);
	double y = m->confidence.d;

	points_add(&t->rows, &row->points, (struct point){m->timestamp.i, y},
	    r->remembered);
	if (!selected)
		return;
	row->low = row->n == 0 || y < row->low ? y : row->low;
	row->high = row->n == 0 || y > row->high ? y : row->high;
	row->sum += y;
	if (row->n++ > 0 && m->timestamp.i < row->at)
		return;
	row->at = m->timestamp.i;
	row->last = y;
	series_keep(&t->rows, &row->category, m->category.s, m->category.n);
}

/* At most so many bytes of it, and no character in part. */
static void
keep_cut(struct tests *t, struct kept *k, const struct value *v, uint32_t most)
{
	uint32_t n = !v->set ? 0 : v->n;

	if (n > most)
		for (n = most; n > 0 && (v->s[n] & 0xc0) == 0x80;)
			n--;
	series_keep(&t->rows, k, v->set ? v->s : "", n);
}

static void
keep_failure(struct tests *t, struct row *row, const struct result *x)
{
	static const struct value nothing = {.set = true, .s = "-", .n = 1};
	struct failure *f = &row->failure;

	if (f->id.n > 0 && x->timestamp.i < f->at)
		return;
	f->at = x->timestamp.i;
	keep_cut(t, &f->id, x->failure_id.set ? &x->failure_id :
	    x->message.set ? &x->message : &nothing, UINT32_MAX);
	keep_cut(t, &f->message, &x->message, MESSAGE);
	keep_cut(t, &f->details, &x->details, DETAILS);
	keep_cut(t, &f->run, &x->run_id, MESSAGE);
}

void
tests_result(struct tests *t, const struct record *r)
{
	const struct result *x = &r->result;
	struct series_key key = series_key_of(&x->project, &x->test_name,
	    &x->context);
	struct row *row = series_of(&t->rows, &key, NULL);

	if (x->retried.set && x->retried.i)
		return;
	if (x->owner.set && x->owner.n > 0)
		series_keep(&t->rows, &row->owner, x->owner.s, x->owner.n);
	points_add(&t->rows, &row->results,
	    (struct point){x->timestamp.i, (double)x->status.i}, false);
	if (x->status.i == result_status_skipped)
		return;
	row->runs++;
	if (x->status.i == result_status_passed)
		return;
	row->failed++;
	keep_failure(t, row, x);
}

void
tests_alert(struct tests *t, const struct record *r)
{
	const struct alert *a = &r->alert;
	struct series_key key = series_key_of(&a->project, &a->test_name,
	    &a->context);
	struct row *row;

	if (!a->test_name.set)
		return;
	row = series_of(&t->rows, &key, NULL);
	points_add(&t->rows, &row->alerts, (struct point){a->created_at.i,
	    (double)a->severity.i}, true);	/* once, how often it comes */
}

/* Found by two methods is two findings. */
static struct series_key
key_by_method(struct tests *t, const struct record *r)
{
	struct series_key k = key_of(r);

	str_set(&t->key, k.s[2], k.n[2]);
	str_print(&t->key, "\x1f%d", (int)r->analysis.method.i);
	k.s[2] = t->key.s;
	k.n[2] = (uint32_t)t->key.n;
	return k;
}

void
tests_find(struct tests *t, const struct record *r)
{
	const struct analysis *a = &r->analysis;
	struct series_key key = key_by_method(t, r);
	bool fresh;
	struct finding *f = series_of(&t->findings, &key, &fresh);

	if (!fresh && a->analyzed_at.i < f->at)
		return;
	f->at = a->analyzed_at.i;
	f->severity = (int)a->severity.i;
	f->method = (int)a->method.i;
	f->drift = fabs(a->drift_percentage.set ? a->drift_percentage.d :
	    a->drift_absolute.d);
	series_keep(&t->findings, &f->line, r->line, r->length);
}

static int
by_badness(const void *va, const void *vb)
{
	const struct finding *a = *(const struct finding *const *)va;
	const struct finding *b = *(const struct finding *const *)vb;

	if (a->severity != b->severity)
		return b->severity - a->severity;
	if (a->drift != b->drift)
		return a->drift < b->drift ? 1 : -1;
	return series_order(&a->series.key, &b->series.key);
}

uint32_t
finding_context(const struct finding *f)
{
	const struct series_key *k = &f->series.key;
	const char *end = memchr(k->s[2], '\x1f', k->n[2]);

	return end == NULL ? k->n[2] : (uint32_t)(end - k->s[2]);
}

bool
findings_same(const struct finding *a, const struct finding *b)
{
	const struct series_key *x = &a->series.key, *y = &b->series.key;

	return text_same(x->s[0], x->n[0], y->s[0], y->n[0]) &&
	    text_same(x->s[1], x->n[1], y->s[1], y->n[1]) &&
	    text_same(x->s[2], finding_context(a), y->s[2],
	    finding_context(b));
}

/* Those of one test stand together; only its worst is kept. */
static size_t
one_each(struct finding **all, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || !findings_same(all[kept - 1], all[i]))
			all[kept++] = all[i];
		else if (by_badness(&all[i], &all[kept - 1]) < 0)
			all[kept - 1] = all[i];
	}
	return kept;
}

struct finding **
tests_worst(struct tests *t, bool each, size_t *n)
{
	struct finding **all = (void *)series_sorted(&t->findings);

	*n = t->findings.count;
	if (each)
		*n = one_each(all, *n);
	qsort(all, *n, sizeof(*all), by_badness);
	return all;
}

void
tests_join(struct tests *t)
{
	size_t n;
	struct finding **f = tests_worst(t, false, &n);

	for (size_t i = n; i-- > 0;) {
		struct series_key key = f[i]->series.key;
		struct row *row;

		key.n[2] = finding_context(f[i]);
		row = series_of(&t->rows, &key, NULL);
		f[i]->then = row->worst;
		row->worst = f[i];
	}
	free(f);
}

int
category_rank(const struct kept *category)
{
	static const char *const order[] = {"regression", "broken",
	    "unstable", "flaky", "unknown", "new_test", NULL, "stable"};
	int i = 0;

	for (; i < 8; i++)
		if (order[i] != NULL && text_same(order[i],
		    strlen(order[i]), category->s, category->n))
			return i;
	return 6;
}

struct row *
tests_row(struct tests *t, const struct record *r)
{
	struct series_key key = key_of(r);

	return series_find(&t->rows, &key);
}

void
tests_spark(struct tests *t, const struct row *row, struct str *to)
{
	const struct point *p = points_sorted(&t->rows, &row->points);
	double y[SPARK];
	uint32_t all = row->points.n, n = all < SPARK ? all : SPARK;

	for (uint32_t i = 0; i < n; i++)
		y[i] = p[all - n + i].y;
	spark_add(to, y, n, t->terminal);
}

void
name_write(struct str *to, const struct series_key *k,
    void (*write)(struct str *, const char *, size_t))
{
	write(to, k->s[1], k->n[1]);
	if (k->n[2] > 0) {
		str_text(to, " [");
		write(to, k->s[2], k->n[2]);
		str_byte(to, ']');
	}
	if (!text_same(k->s[0], k->n[0], "default", 7)) {
		str_text(to, " of ");
		write(to, k->s[0], k->n[0]);
	}
}

const char *
direction_symbol(int64_t direction, struct terminal t)
{
	static const char *const symbol[][2] = {
	    [direction_stable] = {"→", "-"},
	    [direction_increasing] = {"↑", "^"},
	    [direction_decreasing] = {"↓", "v"},
	    [direction_volatile] = {"↕", "~"}};

	return symbol[direction][t.ascii];
}
