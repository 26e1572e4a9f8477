/*
 * From tests to records: identity of runs and attempts, defaults, counts.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest-owners.h"
#include "ingest-sink.h"
#include "renames.h"

#define LIST_MAX	524288	/* bytes of run.reports */
#define OUTAGE_TESTS	10	/* fewer say nothing about the environment */

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

static void
list_report(struct sink *k)
{
	struct str *list = &k->report.list;

	str_text(list, "{\"name\":");
	json_quote_any(k->source->name, strlen(k->source->name), list);
	str_print(list, ",\"digest\":\"%s\",\"reader\":\"%s\",\"tests\":%zu,"
	    "\"repairs\":%zu", k->source->digest, k->reader,
	    tally_tests(&k->report), k->repairs);
	if (k->errors != 0)
		str_print(list, ",\"errors\":%zu", k->errors);
	str_byte(list, '}');
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

/* ---- printing ---- */

/*
 * Most of a result is as in the one before: run, report, suite, time.  What
 * was last printed of such a field is kept, name and all, and printed again
 * while the value stays the same.
 */
static bool
stays_often(const struct field *f)
{
	return f->type == TYPE_time || (f->type == TYPE_text &&
	    (f->marks & (KEY | DICT)) != 0 && (f->marks & IDX) == 0);
}

static bool
is_same(const struct memo *m, const struct field *f, const struct value *v)
{
	if (f->type == TYPE_time)
		return m->text.n != 0 && m->time == v->i;
	return m->text.n != 0 &&
	    text_same(m->value.s, m->value.n, v->s, v->n);
}

static void
remember(struct memo *m, const struct field *f, const struct value *v)
{
	char time[WHEN_LENGTH + 1];

	str_set(&m->text, f->key, f->key_n);
	if (f->type == TYPE_time) {
		m->time = v->i;
		when_print(v->i, time);
		str_print(&m->text, "\"%s\"", time);
		return;
	}
	str_set(&m->value, v->s, v->n);
	str_string(&m->text, v->s, v->n);
}

/* The same bytes as from record_print(). */
static void
print_result(struct sink *k)
{
	static const char begin[] = "{\"kind\":\"result\"";
	const struct kind_spec *spec = kind_spec(KIND_result);
	struct out *o = k->r->out;

	out_bytes(o, begin, sizeof(begin) - 1);
	for (int i = 0; i < spec->fields; i++) {
		const struct field *f = &spec->field[i];
		const struct value *v = &k->d->v[i];
		struct memo *m = &k->memo[i];

		if (!v->set)
			continue;
		if (stays_often(f)) {
			if (!is_same(m, f, v))
				remember(m, f, v);
			out_bytes(o, m->text.s, m->text.n);
			continue;
		}
		out_bytes(o, f->key, f->key_n);
		value_print(f, v, o);
	}
	out_bytes(o, "}\n", 2);
}

static void
forget(struct sink *k)
{
	for (int i = 0; i < FIELDS_MAX; i++) {
		str_free(&k->memo[i].text);
		str_free(&k->memo[i].value);
	}
}

/* ---- results ---- */

void
sink_open(struct sink *k)
{
	const struct origin *o = &k->origin;

	k->given = k->origin;
	origin_look(&k->origin);
	k->given.project = k->origin.project;	/* also from drift(1) */
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
	k->repairs = k->records = k->errors = 0;
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

bool
sink_rename(struct sink *k, struct value *name, int64_t at)
{
	if (k->renames == NULL || name == NULL || !name->set)
		return false;
	str_set(&k->name, name->s, name->n);
	if (!renames_apply(k->renames, &k->name, at))
		return false;
	*name = value_str(&k->name);
	return true;
}

void
sink_add(struct sink *k)
{
	struct result *t = &k->d->result;

	if (!t->framework.set)
		t->framework = value_text(k->framework);
	if (!t->timestamp.set)
		t->timestamp = value_time(k->fallback);
	(void)sink_rename(k, &t->test_name, t->timestamp.i);
	if (k->owners != NULL && !t->owner.set)
		t->owner = owners_of(k->owners, &t->file, &t->test_name);
	t->attempt = value_int(attempts_count(&k->attempts, &t->test_name));
	if (t->timestamp.i < k->report.started)
		k->report.started = t->timestamp.i;
	if (!t->retried.set && !t->subtest.set)
		k->report.counts[t->status.i]++;
	k->r->seen++;
	print_result(k);
}

int64_t
sink_time(const struct sink *k)
{
	return k->fallback;
}

struct record *
sink_other(struct sink *k, enum kind kind)
{
	int project = kind_spec(kind)->project;

	record_clear(k->d, kind);
	if (project >= 0)
		k->d->v[project] = k->common.project;
	return k->d;
}

bool
sink_print(struct sink *k, char *why)
{
	if (!record_complete(k->d, why))
		return false;
	k->records++;
	k->r->seen++;
	record_print(k->d, k->r->out);
	return true;
}

void
sink_error(struct sink *k, const char *fmt, ...)
{
	char what[256];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	what[strcspn(what, "\r\n")] = '\0';
	diag_say("%s: outside of any test: %s", k->source->name, what);
	k->errors++;
}

/* ---- the end of a report, and of all ---- */

/* Of tests: what makes other records is no run. */
static bool
is_report(const struct sink *k)
{
	return k->source->digest[0] != '\0' && k->records == 0;
}

static void
say_counts(const struct sink *k)
{
	const size_t *counts = k->report.counts;
	const char *name = k->source->name;

	if (is_report(k))
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

bool
sink_knows(const struct sink *k, const struct source *s)
{
	return s->digest[0] != '\0' && k->run.list.n != 0 &&
	    strstr(k->run.list.s, s->digest) != NULL;
}

void
sink_end(struct sink *k, bool good)
{
	if (!good && (!is_report(k) || tally_tests(&k->report) == 0))
		return;
	say_counts(k);
	if (!is_report(k))
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
	str_free_all(&k->run.list, &k->report.list, &k->origin.texts[0],
	    &k->origin.texts[1], NULL);
	forget(k);
	attempts_free(&k->attempts);
	owners_close(k->owners);
	renames_close(k->renames);
	str_free(&k->name);
	failure_free(&k->failure);
	free(k->d);
}
