/*
 * The run that is going on: the tests it touched, and what is said of them
 * when it is complete.
 */
#include <stdlib.h>

#include "classify.h"
#include "hash.h"

static uint64_t
text_hash(const struct value *v)
{
	return v->set && v->n != 0 ? hash64(1, v->s, v->n) : 0;
}

int
line_count(const struct value *v)
{
	int lines = v->set && v->n > 0;

	for (uint32_t i = 0; v->set && i + 1 < v->n; i++)
		lines += v->s[i] == '\n';
	return lines;
}

/* ---- failures that are alike ---- */

static int
by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The failures of the run, so that equal ones can be counted. */
static void
gather_failures(struct classify *c)
{
	c->failure_count = 0;
	for (const struct test *t = c->failed; t != NULL;
	    t = t->next_failed) {
		c->failures = need_room(c->failures, c->failure_count,
		    &c->failure_room, sizeof(*c->failures));
		if (t->failure != 0 && t->members == 0)
			c->failures[c->failure_count++] = t->failure;
	}
	if (c->failure_count > 0)
		qsort(c->failures, c->failure_count, sizeof(*c->failures),
		    by_hash);
}

/* Other tests of the run that fail in the same way. */
static int64_t
correlated(const struct classify *c, uint64_t failure)
{
	const uint64_t *at;
	int64_t n = -1;

	if (failure == 0)
		return 0;
	at = bsearch(&failure, c->failures, c->failure_count, sizeof(failure),
	    by_hash);
	if (at == NULL)
		return 0;
	while (at > c->failures && at[-1] == failure)
		at--;
	for (; at < c->failures + c->failure_count && *at == failure; at++)
		n++;
	return n;
}

/* ---- one test ---- */

static struct value
kept_value(const struct kept *k)
{
	return k->n == 0 ? (struct value){0} : value_bytes(k->s, k->n);
}

static void
label_test(struct classify *c, struct test *t, int i)
{
	struct measurement *m = &c->d.measurement;
	const struct series_key *k = &t->series.key;
	struct signal_facts f = {
		.trace_lines = t->trace_lines,
		.correlated = correlated(c, t->failure),
	};

	record_clear(&c->d, KIND_measurement);
	m->project = value_bytes(k->s[0], k->n[0]);
	c->lookback.apart = branches_matter(&c->branches, &m->project);
	window_facts(&c->lookback, t, i, &f);
	m->test_name = value_bytes(k->s[1], k->n[1]);
	if (k->n[2] != 0)
		m->context = value_bytes(k->s[2], k->n[2]);
	m->timestamp = value_time(c->earliest);
	m->failure_id = kept_value(&t->failure_id);
	m->run_id = kept_value(&t->run_id);
	m->revision = kept_value(&t->revision);
	m->branch = kept_value(&t->branch);
	m->owner = kept_value(&t->owner);
	classify_print(c, &f);
}

static void
start_over(struct test *t)
{
	t->touched = t->failing = t->listed = false;
	t->failure = 0;
	t->trace_lines = 0;
	t->failure_id.n = 0;
}

/* ---- the end of a run ---- */

/* What it did in the run, unless newer executions pushed that out. */
static void
end_test(struct classify *c, struct test *t)
{
	int i = executions_find(&t->window, t->current);
	const struct execution *e;

	if (i >= 0) {
		i = executions_move(&t->window, i, c->earliest);
		e = executions_at(&t->window, (uint32_t)i);
		window_note(t, e);
		if (!c->blind && (e->marks & EXECUTION_OUTAGE) == 0 &&
		    t->members != 1)
			label_test(c, t, i);
	}
	start_over(t);
}

/* What is kept of a test, but for what its window holds. */
static void
fetch(const struct test *t)
{
	executions_fetch(&t->window);
	__builtin_prefetch(t->run_id.s);
	__builtin_prefetch(t->revision.s);
	__builtin_prefetch(t->branch.s);
	__builtin_prefetch(t->owner.s);
}

/*
 * The tests to come, which went out of the cache since they were touched: of
 * the third the state, that says where its window is, of the second where
 * that begins, of the next what is in there.
 */
static void
fetch_ahead(const struct classify *c, const struct test *next)
{
	const char *later;

	if (next == NULL)
		return;
	lookback_fetch(&c->lookback, next);
	next = next->next_touched;
	if (next == NULL)
		return;
	fetch(next);
	later = (const char *)next->next_touched;
	for (size_t i = 0; later != NULL && i < sizeof(*next) + 64; i += 64)
		__builtin_prefetch(later + i);
}

void
run_end(struct classify *c)
{
	if (outages_suspect(c))
		outages_mark(c);
	gather_failures(c);
	for (struct test *t = c->first, *next; t != NULL; t = next) {
		next = t->next_touched;
		fetch_ahead(c, next);
		end_test(c, t);
	}
	c->first = c->last = c->failed = NULL;
	c->count = c->failing = 0;
}

void
run_forget(void *arg, struct series *s)
{
	struct classify *c = arg;
	struct test *t = (struct test *)s;

	if (t->touched)
		run_end(c);
	executions_free(&c->tests, &t->window);
	series_release(&c->tests, &t->failure_id);
	series_release(&c->tests, &t->run_id);
	series_release(&c->tests, &t->revision);
	series_release(&c->tests, &t->branch);
	series_release(&c->tests, &t->owner);
}

/* ---- results ---- */

static void
touch(struct classify *c, struct test *t, const struct execution *e)
{
	if (!t->touched) {
		t->touched = true;
		c->count += t->members == 0;
		t->next_touched = NULL;
		*(c->last != NULL ? &c->last->next_touched : &c->first) = t;
		c->last = t;
	}
	t->current = e->run;
	if (!c->began && e->at < c->earliest)
		c->earliest = e->at;
}

static void
keep_text(struct classify *c, struct kept *k, const struct value *v)
{
	series_keep(&c->tests, k, v->s, v->set ? v->n : 0);
}

static void
note_failure(struct classify *c, struct test *t, const struct result *s)
{
	const struct value *trace = s->details.set ? &s->details :
	    &s->message;

	if (!t->listed) {
		t->listed = true;
		t->next_failed = c->failed;
		c->failed = t;
	}
	t->trace_lines = line_count(trace);
	t->failure = execution_failure(s);
	keep_text(c, &t->failure_id, &s->failure_id);
}

static struct test *
test_of(struct classify *c, const struct result *s, const struct value *name)
{
	struct series_key k = series_key_of(&s->project, name, &s->context);

	return series_of(&c->tests, &k, NULL);
}

/* What the result says about the execution besides its outcome. */
static void
mark(struct classify *c, const struct test *t, struct execution *e)
{
	const struct result *s = &c->r.result;
	const struct series_key *k = &t->series.key;

	execution_mark(e, EXECUTION_ELSEWHERE, !branches_note(&c->branches,
	    &s->project, &s->branch));
	if (outages_cover(&c->outages, k, s->timestamp.i) ||
	    outages_know(&c->outages, outages_run(k, e->rank)))
		execution_mark(e, EXECUTION_OUTAGE, true);
}

static void
count_failing(struct classify *c, struct test *t, const struct execution *e)
{
	bool failed = execution_failed(e);

	if (!t->touched || t->current != e->run)
		return;
	if (t->members == 0)
		c->failing += failed - t->failing;
	t->failing = failed;
}

/* What it says about a test of the run that is going on. */
static void
tell(struct classify *c, struct test *t, const struct execution *e)
{
	const struct result *s = &c->r.result;

	window_note(t, e);
	if (!c->r.remembered)
		touch(c, t, e);
	count_failing(c, t, e);
	if (c->r.remembered)
		return;
	if (s->status.i != result_status_passed)
		note_failure(c, t, s);
	keep_text(c, &t->run_id, &s->run_id);
	keep_text(c, &t->revision, &s->revision);
	keep_text(c, &t->branch, &s->branch);
	keep_text(c, &t->owner, &s->owner);
}

static void
add_to_family(struct classify *c, struct test *member,
    const struct execution *before, const struct execution *after)
{
	const struct result *s = &c->r.result;
	struct value name;
	struct execution wanted = execution_of(s), *e;
	struct test *t;

	if (!family_of(&s->test_name, &c->family))
		return;
	name = value_str(&c->family);
	t = test_of(c, s, &name);
	t->members += !member->joined;
	member->joined = true;
	e = executions_of(&c->tests, &t->window, &wanted);
	if (e == NULL)
		return;
	mark(c, t, e);
	family_count(e, before, after);
	tell(c, t, e);
}

static void
add_result(struct classify *c)
{
	const struct result *s = &c->r.result;
	struct execution wanted = execution_of(s), *e, before, after;
	struct test *t;

	if (s->status.i == result_status_skipped)
		return;
	t = test_of(c, s, &s->test_name);
	if (t->series.then != NULL)
		fetch((const struct test *)t->series.then);
	e = executions_of(&c->tests, &t->window, &wanted);
	if (e == NULL)
		return;
	mark(c, t, e);
	before = *e;
	execution_try(e, s);
	after = *e;
	tell(c, t, e);
	if (c->families)
		add_to_family(c, t, &before, &after);
}

/* Results of another run than before end that one. */
void
run_take_result(struct classify *c)
{
	const struct result *s = &c->r.result;
	uint64_t run = hash64(text_hash(&s->project), s->run_id.s,
	    s->run_id.set ? s->run_id.n : 0);

	if (!c->r.remembered && run != c->run) {
		run_end(c);
		c->run = run;
		c->earliest = INT64_MAX;
		c->began = c->sound = false;
	}
	add_result(c);
}

void
run_take(struct classify *c)
{
	const struct run *s = &c->r.run;

	(void)branches_note(&c->branches, &s->project, &s->branch);
	outages_take(c);
	if (c->r.remembered || c->run != hash64(text_hash(&s->project),
	    s->run_id.s, s->run_id.n))
		return;
	if (s->started_at.set) {
		c->earliest = s->started_at.i;
		c->began = true;
	}
	c->sound = s->outage.set && !s->outage.i && c->outages.share < 0;
	if (!s->outage.set && outages_suspect(c))
		outages_tell(c);
	run_end(c);
}
