/*
 * Who stopped reporting: jobs, one by one, and single tests in one line.
 *
 * A job is missing when it has been silent for three times its longest pause,
 * as its runs tell; a test, when others of its project and context were seen a
 * week after it.
 */
#include <stdlib.h>

#include "alert.h"
#include "when.h"

#define PAUSES		8	/* that are looked at */
#define LEAST_RUNS	4	/* of a job whose pauses are known */
#define TIMES		3	/* the longest pause */
#define NAMES_SHOWN	20

struct job {
	struct series series;
	int64_t at[PAUSES + 1];	/* of its runs, the newest last */
	int n;
};

struct jobs {
	struct series_set all;
};

static struct jobs *
jobs_of(struct alerts *s)
{
	if (s->jobs != NULL)
		return s->jobs;
	s->jobs = need(1, sizeof(*s->jobs));
	s->jobs->all = (struct series_set){.state = sizeof(struct job),
	    .keep = 1, .most = (size_t)s->most};
	series_open(&s->jobs->all);
	return s->jobs;
}

static void
add_run(struct job *j, int64_t at)
{
	int i;

	if (j->n > PAUSES && at <= j->at[0])
		return;
	if (j->n > PAUSES) {
		memmove(j->at, j->at + 1, PAUSES * sizeof(j->at[0]));
		j->n--;
	}
	for (i = j->n++; i > 0 && j->at[i - 1] > at; i--)
		j->at[i] = j->at[i - 1];
	j->at[i] = at;
}

/* An outage is no pause, and its run no report. */
void
jobs_note(struct alerts *s)
{
	const struct run *m = &s->r.run;
	struct series_key k = series_key_of(&m->project, &m->job,
	    &m->context);

	if (m->started_at.set && !(m->outage.set && m->outage.i))
		add_run(series_of(&jobs_of(s)->all, &k, NULL),
		    m->started_at.i);
}

static int64_t
patience(const struct alerts *s, const struct job *j)
{
	int64_t longest = 0;

	if (s->missing > 0)
		return s->missing;
	for (int i = 1; i < j->n; i++)
		if (j->at[i] - j->at[i - 1] > longest)
			longest = j->at[i] - j->at[i - 1];
	longest *= TIMES;
	return longest > WHEN_DAY ? longest : WHEN_DAY;
}

/* Without --now the newest finding is the clock: old streams are replayed. */
static int64_t
clock_of(const struct alerts *s)
{
	return s->newest != 0 && !when_is_set() ? s->newest : when_now();
}

static void
judge_job(struct alerts *s, const struct job *j)
{
	const struct series_key *k = &j->series.key;
	struct value project = value_bytes(k->s[0], k->n[0]), which;
	int64_t now = clock_of(s), last = j->at[j->n - 1];
	struct source_finding f = {.at = now, .ends = true, .alert = {
	    .source = value_int(alert_source_missing)}};
	char text[WHEN_LENGTH + 1];
	struct str b = {0};

	if (j->n < LEAST_RUNS && s->missing == 0)
		return;
	str_text(&b, "");
	str_print(&b, "%.*s%s%.*s", (int)k->n[1], k->s[1],
	    k->n[1] > 0 && k->n[2] > 0 ? ", " : "", (int)k->n[2], k->s[2]);
	which = value_str(&b);
	if (now - last > patience(s, j))
		f.level = severity_high;
	when_print(last, text);
	str_clear(&s->message);
	str_print(&s->message, "job%s%.*s %s: last run %.16sZ",
	    which.n > 0 ? " " : "", (int)which.n, which.s,
	    f.level > 0 ? "stopped reporting" : "reports", text);
	alert_source_finding(s, alert_source(s, &project, "missing", &which),
	    &f);
	str_free(&b);
}

/* ---- single tests ---- */

#define WEEK	(7 * WHEN_DAY)

/* Tests of one project and context: when any of them was last seen. */
struct company {
	struct series series;
	int64_t newest;
};

static struct company *
company_of(struct series_set *companies, const struct subject *t)
{
	struct series_key k = t->series.key;

	k.s[1] = "";
	k.n[1] = 0;
	return series_of(companies, &k, NULL);
}

static void
meet(struct series_set *companies, const struct subject *t)
{
	struct company *c = company_of(companies, t);

	if (t->seen && t->episode.at > c->newest)
		c->newest = t->episode.at;
}

struct digest_line {
	const struct series_key *project;
	size_t n;
	int64_t at;
	struct str names;
};

static void
tell_digest(struct alerts *s, struct digest_line *l)
{
	const struct series_key *k = l->project;
	struct value project = value_bytes(k->s[0], k->n[0]);
	struct value which = value_text("tests");
	struct source_finding f = {.at = l->at, .ends = true,
	    .level = l->n > 0 ? severity_low : severity_none,
	    .alert = {.source = value_int(alert_source_missing)}};

	str_clear(&s->message);
	str_print(&s->message, "%zu tests were not seen for %s%s", l->n,
	    s->missing > 0 ? "so long" : "a week", l->n > 0 ? ": " : "");
	str_bytes(&s->message, l->names.s, l->names.n);
	if (l->n > NAMES_SHOWN)
		str_print(&s->message, " and %zu more", l->n - NAMES_SHOWN);
	alert_source_finding(s, alert_source(s, &project, "missing", &which),
	    &f);
}

static void
add_test(const struct alerts *s, struct digest_line *l,
    const struct subject *t, int64_t newest)
{
	const struct series_key *k = &t->series.key;

	if (newest > l->at)
		l->at = newest;
	if (newest - t->episode.at <= (s->missing > 0 ? s->missing : WEEK))
		return;
	if (l->n++ < NAMES_SHOWN)
		str_print(&l->names, "%s%.*s", l->n > 1 ? ", " : "",
		    (int)k->n[1], k->s[1]);
}

/* Another project begins, or none is left. */
static void
next_project(struct alerts *s, struct digest_line *l,
    const struct series_key *k)
{
	bool same = k != NULL && l->project != NULL && text_same(k->s[0],
	    k->n[0], l->project->s[0], l->project->n[0]);

	if (same)
		return;
	if (l->project != NULL)
		tell_digest(s, l);
	str_clear(&l->names);
	*l = (struct digest_line){.names = l->names, .project = k};
}

/*
 * They are sorted by project, then by name.  Where only durations were looked
 * at, they tell who was seen.
 */
static void
judge_tests(struct alerts *s)
{
	struct series_set *tests = s->tests.count > 0 ? &s->tests :
	    &s->durations;
	struct series_set companies = {.state = sizeof(struct company),
	    .keep = 1, .most = (size_t)s->most};
	struct series **all = series_sorted(tests);
	struct digest_line l = {0};

	series_open(&companies);
	for (size_t i = 0; all[i] != NULL; i++)
		meet(&companies, (const struct subject *)all[i]);
	for (size_t i = 0; all[i] != NULL; i++) {
		const struct subject *t = (const struct subject *)all[i];

		if (!t->seen || !t->episode.any)
			continue;
		next_project(s, &l, &t->series.key);
		add_test(s, &l, t, company_of(&companies, t)->newest);
	}
	next_project(s, &l, NULL);
	series_close(&companies);
	str_free(&l.names);
	free(all);
}

/* ---- the end ---- */

void
jobs_end(struct alerts *s)
{
	struct series **all;

	if (s->blind)
		return;
	judge_tests(s);
	if (s->jobs == NULL)
		return;
	all = series_sorted(&s->jobs->all);
	for (size_t i = 0; all[i] != NULL; i++)
		judge_job(s, (const struct job *)all[i]);
	free(all);
	series_close(&s->jobs->all);
	free(s->jobs);
}
