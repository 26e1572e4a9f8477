/*
 * recall: what the database remembers of a series, before its first record.
 *
 * Lines wait until the input drains or enough have come; then the new series
 * among them are asked about in one look, and all goes on in order.
 */
#include <stdio.h>
#include <string.h>

#include "diag.h"
#include "intern.h"
#include "renames.h"
#include "store.h"
#include "when.h"

#define WAITING_LINES	1000
#define WAITING_BYTES	(4 << 20)
#define OUTAGES		200	/* newest runs of a project that count */

/* A record with which a project or a series first appears. */
struct newcomer {
	size_t before;		/* where its line begins, in lines */
	size_t text[3];		/* project, test, context, in texts */
	int64_t since;		/* what is older is not recalled */
	bool project;		/* it is the project that is new */
};

/* What is asked about. */
struct asked {
	const char *text[3];
	int64_t since, until;
	const char *now;	/* the name rows must have by now; NULL: any */
};

enum { RESULTS, MEASUREMENTS, ANALYSES, ALERTS, RUNS, OPEN_ALERTS, QUERIES };

struct recall {
	struct store *s;
	struct record r;	/* as they come */
	struct record d;	/* as remembered */
	int64_t last;		/* --last */
	int64_t window;		/* --window */
	bool away;		/* the database is: nothing is remembered */
	bool absent;		/* there is none yet */
	struct query *query[QUERIES];
	struct str lines;	/* that wait */
	int waiting;
	struct newcomer newcomer[2 * WAITING_LINES];
	int newcomers;
	struct str texts;
	struct intern series, projects;
	struct str key;
	struct renames *renames;
	struct old_names names;	/* of the newcomer */
	struct str name;	/* of a row, as it is now */
};

/* ---- what is asked ---- */

/* The newest runs that match, in the order of their time. */
static void
newest_runs(struct str *b, enum dialect dialect, const char *condition)
{
	str_text(b, "SELECT * FROM (");
	sql_select(b, dialect, KIND_run);
	str_print(b, " WHERE r.\"project\" = ?1 AND %s ORDER BY "
	    "r.\"started_at\" DESC LIMIT ?5) r ORDER BY r.\"started_at\"",
	    condition);
}

static void
newest_of_series(struct str *b, enum dialect dialect, enum kind kind)
{
	str_text(b, "SELECT * FROM (");
	sql_select(b, dialect, kind);
	str_text(b, " WHERE r.\"series_id\" = (SELECT \"series_id\" FROM "
	    "\"series\" WHERE \"project\" = ?1 AND \"test_name\" = ?2 AND "
	    "\"context\" = ?3) AND r.\"at\" >= ?4 AND r.\"at\" < ?6 "
	    "ORDER BY ");
	sql_key_order(b, kind, true);
	str_text(b, " LIMIT ?5) r ORDER BY ");
	sql_key_order(b, kind, false);
}

/*
 * The open ones, and the last episode that is over, on which the id of the
 * next one depends; an alert that was superseded is no end of an episode.
 */
static void
alerts_of_series(struct str *b, enum dialect dialect, const char *open)
{
	static const char of_series[] = "r.\"project\" = ?1 AND "
	    "r.\"test_name\" = ?2 AND coalesce(r.\"context\", '') = ?3";

	sql_select(b, dialect, KIND_alert);
	str_print(b, " WHERE %s AND (%s OR r.\"created_at\" = (SELECT "
	    "max(r.\"created_at\") FROM \"alert\" r WHERE %s AND NOT %s AND "
	    "NOT EXISTS (SELECT 1 FROM \"alert\" s WHERE s.\"project\" = "
	    "r.\"project\" AND s.\"supersedes\" = r.\"alert_id\"))) "
	    "ORDER BY r.\"created_at\"", of_series, open, of_series, open);
}

/*
 * The newest run of the branches that are assumed to be the baseline: it
 * tells that the project has one; see branch.h.
 */
#define TRUNK								\
	"('main', 'master', 'origin/main', 'origin/master', "		\
	"'refs/heads/main', 'refs/heads/master')"

static void
runs_of_project(struct str *b, enum dialect dialect)
{
	struct str condition = {0};

	str_text(&condition, "(r.\"outage\" OR (r.\"run_id\", "
	    "r.\"context\") IN (SELECT t.\"run_id\", t.\"context\" "
	    "FROM \"run\" t WHERE t.\"project\" = ?1 AND t.\"branch\" IN ");
	str_text(&condition, dialect == SQL_POSTGRES ? TRUNK :
	    "(SELECT \"word_id\" FROM \"words\" WHERE \"text\" IN " TRUNK
	    ")");
	str_text(&condition, " ORDER BY t.\"started_at\" DESC LIMIT 1))");
	newest_runs(b, dialect, condition.s);
	str_free(&condition);
}

static const enum kind kind_of[] = {KIND_result, KIND_measurement,
    KIND_analysis, KIND_alert, KIND_run, KIND_alert};

static void
question(struct str *b, enum dialect dialect, int which)
{
	char open[40];

	(void)snprintf(open, sizeof(open), "r.\"state\" <> %d",
	    alert_state_resolved);
	if (which <= ANALYSES) {
		newest_of_series(b, dialect, kind_of[which]);
	} else if (which == RUNS) {
		runs_of_project(b, dialect);
	} else if (which == OPEN_ALERTS) {
		sql_select(b, dialect, KIND_alert);
		str_print(b, " WHERE %s ORDER BY r.\"created_at\"", open);
	} else {
		alerts_of_series(b, dialect, open);
	}
}

/* ---- the answers ---- */

/* Says once that nothing can be remembered; everything passes all the same. */
static void
go_away(struct recall *m)
{
	if (m->away)
		return;
	m->away = true;
	diag_say("%s: %s", m->s->db->name, m->s->db->why);
	record_clear(&m->d, KIND_history);
	m->d.history.of = value_text("none");
	m->d.history.reason = value_text(m->s->db->why);
	record_print(&m->d, m->r.out);
}

static struct query *
prepared(struct recall *m, int which)
{
	struct str sql = {0};

	if (m->query[which] == NULL) {
		question(&sql, m->s->driver->dialect, which);
		m->query[which] = m->s->driver->query(m->s->db, sql.s);
		str_free(&sql);
	}
	if (m->query[which] == NULL)
		go_away(m);
	return m->query[which];
}

static void
bind(struct recall *m, struct query *q, const struct asked *a, int which)
{
	const struct driver *driver = m->s->driver;
	struct value since = value_time(a->since);
	struct value until = value_time(a->until);
	struct value last = value_int(which == RUNS ? OUTAGES : m->last);

	for (int i = 0; i < (which == RUNS ? 1 : 3); i++) {
		struct value v = value_text(a->text[i]);

		driver->bind(q, i + 1, TYPE_text, &v);
	}
	if (which <= ANALYSES) {
		driver->bind(q, 4, TYPE_time, &since);
		driver->bind(q, 6, TYPE_time, &until);
	}
	if (which <= ANALYSES || which == RUNS)
		driver->bind(q, 5, TYPE_int, &last);
}

/* Gives the row at hand the name its test has now. */
static void
rename_row(struct recall *m)
{
	int field = field_find(m->d.kind, "test_name", 9);
	struct value *name = &m->d.v[field];
	const struct value *at = &m->d.v[kind_spec(m->d.kind)->at];

	if (m->renames == NULL || !name->set || !at->set)
		return;
	str_clear(&m->name);
	str_bytes(&m->name, name->s, name->n);
	if (renames_apply(m->renames, &m->name, at->i))
		*name = value_str(&m->name);
}

/* Whether a row under an old name is one of the test that is asked about. */
static bool
is_its_own(struct recall *m, const char *name)
{
	rename_row(m);
	return value_is(&m->d.v[field_find(m->d.kind, "test_name", 9)], name);
}

static void
remember(struct recall *m, const struct asked *a, int which)
{
	struct query *q = m->away ? NULL : prepared(m, which);

	if (q == NULL)
		return;
	bind(m, q, a, which);
	record_clear(&m->d, kind_of[which]);
	while (m->s->driver->next(q)) {
		m->s->driver->record(q, &m->d);
		if (a->now == NULL || is_its_own(m, a->now))
			record_print_history(&m->d, m->r.out);
	}
	if (!m->s->driver->again(q))
		go_away(m);
}

/* Under the names it had, from the oldest on, and the one it has. */
static void
remember_series(struct recall *m, struct asked *a)
{
	const char *now = a->text[1];

	m->names.count = 0;
	if (m->renames != NULL) {
		renames_find(m->renames, now, &m->names);
		a->now = now;
	}
	for (int which = RESULTS; which <= ALERTS; which++) {
		for (size_t i = m->names.count; i > 0; i--) {
			a->text[1] = m->names.old[i - 1].name.s;
			a->until = m->names.old[i - 1].until;
			remember(m, a, which);
		}
		a->text[1] = now;
		a->until = INT64_MAX;
		remember(m, a, which);
	}
}

static void
remember_newcomer(struct recall *m, const struct newcomer *c)
{
	struct asked a = {.since = c->since, .until = INT64_MAX};

	for (int i = 0; i < 3; i++)
		a.text[i] = m->texts.s + c->text[i];
	if (c->project)
		remember(m, &a, RUNS);
	else
		remember_series(m, &a);
}

/* ---- lines that wait ---- */

static void
pass_lines(struct recall *m, size_t from, size_t to)
{
	if (!m->r.options.only && to > from)
		out_bytes(m->r.out, m->lines.s + from, to - from);
}

static void
let_go(struct recall *m)
{
	bool look = m->newcomers > 0 && !m->away;
	size_t passed = 0;

	if (look && !m->s->driver->begin(m->s->db, false))
		go_away(m);
	for (int i = 0; look && i < m->newcomers; i++) {
		const struct newcomer *c = &m->newcomer[i];

		pass_lines(m, passed, c->before);
		passed = c->before;
		remember_newcomer(m, c);
	}
	if (look)
		m->s->driver->rollback(m->s->db);
	pass_lines(m, passed, m->lines.n);
	str_clear(&m->lines);
	str_clear(&m->texts);
	m->newcomers = m->waiting = 0;
}

static void
drain(void *recall)
{
	struct recall *m = recall;

	let_go(m);
	out_flush(m->r.out);
}

/* ---- records ---- */

static struct value
named(const struct record *r, const char *name)
{
	int field = field_find(r->kind, name, strlen(name));

	return field < 0 || !r->v[field].set ? value_text("") : r->v[field];
}

/* Whether the text in m->key was not there before; now it is. */
static bool
is_new(struct recall *m, struct intern *known)
{
	if (intern_find(known, m->key.s, m->key.n) != NULL)
		return false;
	intern_add(known, m->key.s, m->key.n, 1);
	return true;
}

static void
join(struct recall *m, const struct value text[3])
{
	str_clear(&m->key);
	for (int i = 0; i < 3; i++) {
		str_bytes(&m->key, text[i].s, text[i].n);
		str_byte(&m->key, '\0');
	}
}

static void
add_newcomer(struct recall *m, const struct value text[3], bool project)
{
	struct newcomer *c = &m->newcomer[m->newcomers++];
	const struct record *r = &m->r;
	const struct value *at = &r->v[kind_spec(r->kind)->at];
	int64_t now = at->set ? at->i : when_now();

	*c = (struct newcomer){.before = m->lines.n, .project = project,
	    .since = now - m->window};
	for (int i = 0; i < 3; i++) {
		c->text[i] = m->texts.n;
		str_bytes(&m->texts, text[i].s, text[i].n);
		str_byte(&m->texts, '\0');
	}
}

static void
meet(struct recall *m)
{
	struct value text[] = {named(&m->r, "project"),
	    named(&m->r, "test_name"), named(&m->r, "context")};

	str_clear(&m->key);
	str_bytes(&m->key, text[0].s, text[0].n);
	if (is_new(m, &m->projects))
		add_newcomer(m, text, true);
	join(m, text);
	if (is_new(m, &m->series))
		add_newcomer(m, text, false);
}

static void
take(struct recall *m, kind_set wanted)
{
	struct record *r = &m->r;

	if (!m->absent && !r->remembered && (wanted & KIND_BIT(r->kind)))
		meet(m);
	str_bytes(&m->lines, r->line, r->length);
	str_byte(&m->lines, '\n');
	if (++m->waiting >= WAITING_LINES || m->lines.n >= WAITING_BYTES)
		let_go(m);
}

/* ---- the end ---- */

/* An alert of a test that did not appear, in a project that did, if any. */
static bool
is_missed(struct recall *m)
{
	struct value text[] = {named(&m->d, "project"),
	    named(&m->d, "test_name"), named(&m->d, "context")};

	if (m->projects.used > 0 &&
	    intern_find(&m->projects, text[0].s, text[0].n) == NULL)
		return false;
	join(m, text);
	return intern_find(&m->series, m->key.s, m->key.n) == NULL;
}

static void
remember_missed(struct recall *m)
{
	struct query *q;

	if (m->away || m->absent ||
	    (q = prepared(m, OPEN_ALERTS)) == NULL)
		return;
	record_clear(&m->d, KIND_alert);
	while (m->s->driver->next(q)) {
		m->s->driver->record(q, &m->d);
		rename_row(m);
		if (is_missed(m))
			record_print_history(&m->d, m->r.out);
	}
	if (!m->s->driver->again(q))
		go_away(m);
}

static int
end(struct recall *m)
{
	bool away;
	int status;

	let_go(m);
	remember_missed(m);
	away = m->away;
	for (int i = 0; i < QUERIES; i++)
		if (m->query[i] != NULL)
			m->s->driver->done(m->query[i]);
	store_close(m->s);
	str_free(&m->lines);
	str_free(&m->texts);
	str_free(&m->key);
	str_free(&m->name);
	old_names_free(&m->names);
	renames_close(m->renames);
	intern_free(&m->series);
	intern_free(&m->projects);
	status = record_end(&m->r, false);
	return away ? LATER : status;
}

static const char *const examples[] = {
	"drift ingest reports | drift recall drift.db | drift classify",
	NULL
};

int
store_recall(struct store *s, int argc, char **argv)
{
	static const kind_set wanted = BIT(result) | BIT(signal) |
	    BIT(measurement) | BIT(analysis);
	const char *renames = NULL;
	struct recall m = {.s = s, .last = 200, .window = 90 * WHEN_DAY};
	const struct opt options[] = {
		{0, "last", OPT_INT, &m.last, "N",
		    "the newest N of each kind (200)", 0},
		{0, "window", OPT_SPAN, &m.window, "SPAN",
		    "that long before the first new record (90d)", 'd'},
		{0, "renames", OPT_TEXT, &renames, "FILE",
		    "days on which tests were renamed (DRIFT_RENAMES)", 0},
		STORE_OPTIONS(&s->options),
		{0}
	};
	struct usage usage = {"recall [options] DATABASE",
	    "say what a database remembers of the tests in the stream",
	    examples, options, NULL};
	char *none[] = {NULL};

	store_address(s, &usage, argv,
	    record_usage(&m.r, &usage, argc, argv));
	m.renames = renames_open(renames);
	record_start(&m.r, none);
	m.r.hold = true;
	m.r.lines.drain = drain;
	m.r.lines.drain_arg = &m;
	if (!s->driver->open(&s->db, &s->options)) {
		m.absent = s->db->absent;
		if (!m.absent)
			go_away(&m);
	}
	while (record_next(&m.r, wanted))
		take(&m, wanted);
	return end(&m);
}
