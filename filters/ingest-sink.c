/*
 * From tests to records: identity of runs and attempts, defaults, counts.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest.h"

#define LIST_MAX	524288	/* bytes of run.reports */
#define OUTAGE_TESTS	10	/* fewer say nothing about the environment */

/* ---- attempts ---- */

static void
attempts_clear(struct attempts *a)
{
	if (a->count != 0)
		memset(a->slot, 0, a->size * sizeof(*a->slot));
	a->count = 0;
}

static struct attempt *
find_attempt(const struct attempts *a, uint64_t name)
{
	size_t i = name & (a->size - 1);

	while (a->slot[i].tries != 0 && a->slot[i].name != name)
		i = (i + 1) & (a->size - 1);
	return &a->slot[i];
}

static void
attempts_grow(struct attempts *a)
{
	struct attempts old = *a;

	a->size = old.size != 0 ? 2 * old.size : 1024;
	a->slot = need(a->size, sizeof(*a->slot));
	for (size_t i = 0; i < old.size; i++)
		if (old.slot[i].tries != 0)
			*find_attempt(a, old.slot[i].name) = old.slot[i];
	free(old.slot);
}

static int64_t
count_attempt(struct attempts *a, const struct value *name)
{
	struct attempt *found;

	if (4 * a->count >= 3 * a->size)
		attempts_grow(a);
	found = find_attempt(a, hash64(0, name->s, name->n));
	if (found->tries == 0) {
		found->name = hash64(0, name->s, name->n);
		a->count++;
	}
	return ++found->tries;
}

/* ---- runs ---- */

static void
tally_clear(struct tally *t)
{
	struct str list = t->list;

	str_clear(&list);
	*t = (struct tally){.started = INT64_MAX, .list = list};
}

static size_t
tally_tests(const struct tally *t)
{
	size_t sum = 0;

	for (int i = 0; i < result_status_words; i++)
		sum += t->counts[i];
	return sum;
}

static void
tally_add(struct tally *to, const struct tally *from)
{
	for (int i = 0; i < result_status_words; i++)
		to->counts[i] += from->counts[i];
	if (from->started < to->started)
		to->started = from->started;
	if (to->list.n > LIST_MAX)
		return;
	if (to->list.n != 0)
		str_byte(&to->list, ',');
	str_bytes(&to->list, from->list.s, from->list.n);
}

/* A file's name as JSON; what is no UTF-8 in it becomes '?'. */
static void
add_name(struct str *b, const char *name)
{
	struct str valid = {0};
	size_t n = strlen(name), length;

	for (size_t i = 0; i < n; i += length == 0 ? 1 : length) {
		length = json_utf8(name + i, n - i);
		str_bytes(&valid, length == 0 ? "?" : name + i,
		    length == 0 ? 1 : length);
	}
	str_string(b, valid.s, valid.n);
	str_free(&valid);
}

static void
list_report(struct sink *k)
{
	struct str *list = &k->report.list;

	str_text(list, "{\"name\":");
	add_name(list, k->source->name);
	str_print(list, ",\"digest\":\"%s\",\"reader\":\"%s\",\"tests\":%zu,"
	    "\"repairs\":%zu}", k->source->digest, k->reader,
	    tally_tests(&k->report), k->repairs);
}

/* So many failed that the environment is to blame, not the tests. */
static bool
is_outage(const struct tally *t)
{
	size_t bad = t->counts[result_status_failed] +
	    t->counts[result_status_errored];
	size_t ran = bad + t->counts[result_status_passed];

	return ran >= OUTAGE_TESTS && 5 * bad >= 4 * ran;
}

static void
print_run(struct sink *k, const struct tally *t)
{
	struct run *run = &k->d->run;
	struct str reports = {0};
	char why[JSON_WHY];

	record_clear(k->d, KIND_run);
	run->project = value_text(k->origin.project);
	run->run_id = k->common.run_id;
	run->context = value_text(k->origin.context);
	run->started_at = value_time(t->started);
	run->started_at.set = t->started != INT64_MAX;
	run->job = value_text(k->origin.job);
	run->branch = value_text(k->origin.branch);
	run->revision = value_text(k->origin.revision);
	run->tests = value_int((int64_t)tally_tests(t));
	run->passed = value_int((int64_t)t->counts[result_status_passed]);
	run->failed = value_int((int64_t)t->counts[result_status_failed]);
	run->errored = value_int((int64_t)t->counts[result_status_errored]);
	run->skipped = value_int((int64_t)t->counts[result_status_skipped]);
	run->outage = value_int(is_outage(t));
	str_print(&reports, "[%s]", t->list.s);
	run->reports = value_str(&reports);
	if (record_complete(k->d, why))
		record_print(k->d, k->r->out);
	str_free(&reports);
}

/* ---- results ---- */

void
sink_open(struct sink *k)
{
	const struct origin *o = &k->origin;

	k->given = k->origin;
	origin_look(&k->origin);
	k->one_run = o->run_id != NULL;
	k->d = need(1, sizeof(*k->d));
	k->common.project = value_text(o->project != NULL ? o->project :
	    "default");
	k->common.run_id = value_text(o->run_id);
	k->common.context = value_text(o->context);
	k->common.branch = value_text(o->branch);
	k->common.revision = value_text(o->revision);
	k->common.owner = value_text(o->owner);
	tally_clear(&k->run);
}

void
sink_begin(struct sink *k, const struct source *s, const char *reader)
{
	k->source = s;
	k->reader = k->framework = reader;
	k->repairs = k->records = 0;
	k->refused = k->r->refused;
	k->common.report = value_text(s->digest);
	if (!k->one_run)
		k->common.run_id = k->common.report;
	k->fallback = k->at != INT64_MIN ? k->at : s->changed != INT64_MIN ?
	    s->changed : when_now();
	attempts_clear(&k->attempts);
	tally_clear(&k->report);
}

struct result *
sink_result(struct sink *k)
{
	k->d->kind = KIND_result;
	k->d->result = k->common;
	return &k->d->result;
}

void
sink_add(struct sink *k)
{
	struct result *t = &k->d->result;

	t->attempt = value_int(count_attempt(&k->attempts, &t->test_name));
	if (!t->framework.set)
		t->framework = value_text(k->framework);
	if (!t->timestamp.set)
		t->timestamp = value_time(k->fallback);
	if (t->timestamp.i < k->report.started)
		k->report.started = t->timestamp.i;
	if (!t->retried.set && !t->subtest.set)
		k->report.counts[t->status.i]++;
	k->r->seen++;
	record_print(k->d, k->r->out);
}

/* ---- the end of a report, and of all ---- */

static void
say_counts(const struct sink *k)
{
	const size_t *counts = k->report.counts;
	const char *name = k->source->name;

	if (k->source->digest[0] != '\0')
		diag_say("%s: %s: %zu tests, %zu passed, %zu failed, "
		    "%zu errored, %zu skipped, %zu repaired", name, k->reader,
		    tally_tests(&k->report), counts[result_status_passed],
		    counts[result_status_failed],
		    counts[result_status_errored],
		    counts[result_status_skipped], k->repairs);
	else if (k->source->named)
		diag_say("%s: %s: %zu records, %zu refused", name, k->reader,
		    k->records, k->r->refused - k->refused);
}

void
sink_end(struct sink *k)
{
	say_counts(k);
	if (k->source->digest[0] == '\0')
		return;
	list_report(k);
	if (k->one_run)
		tally_add(&k->run, &k->report);
	else
		print_run(k, &k->report);
}

void
sink_close(struct sink *k)
{
	if (k->run.list.n != 0)
		print_run(k, &k->run);
	str_free(&k->run.list);
	str_free(&k->report.list);
	str_free(&k->origin.texts[0]);
	str_free(&k->origin.texts[1]);
	free(k->attempts.slot);
	free(k->d);
}
