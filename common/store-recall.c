/*
 * recall: what the database remembers of a series, before its first record.
 *
 * Lines wait until the input drains or enough have come; then the new series
 * among them are asked about in one look, and all goes on in order.  Where a
 * query takes many sets of values, as many series are asked about at once as
 * it is well to hold the answers of: there is one question of each kind, on
 * however long a way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "intern.h"
#include "renames.h"
#include "store-recall.h"
#include "when.h"

#define WAITING_LINES	1000
#define WAITING_BYTES	(4 << 20)
#define HELD_ROWS	16384	/* of each kind */
#define OF_PROJECT	200	/* newest runs, decisions ... that count */

/* A record with which a project or a series first appears. */
struct newcomer {
	size_t before;		/* where its line begins, in lines */
	size_t text[3];		/* project, test, context, in texts */
	int64_t since;		/* what is older is not recalled */
	bool project;		/* it is the project that is new */
	/* Its answers, in held. */
	size_t from[RECALL_QUESTIONS], to[RECALL_QUESTIONS];
};

/* What is asked about: a newcomer, under a name it has or had. */
struct asked {
	int newcomer;
	size_t name;		/* in texts */
	int64_t until;
};

struct recall {
	struct store *s;
	struct record r;	/* as they come */
	struct record d;	/* as remembered */
	int64_t last;		/* --last */
	int64_t window;		/* --window */
	bool away;		/* the database is: nothing is remembered */
	bool absent;		/* there is none yet */
	struct query *query[RECALL_QUESTIONS];
	struct str lines;	/* that wait */
	size_t passed;		/* so much of them does not any more */
	int waiting;
	struct newcomer newcomer[2 * WAITING_LINES];
	int newcomers;
	struct asked *asked;	/* at once */
	int questions;
	size_t room;
	struct out *answers;	/* where they go: the output, or */
	struct out holding;	/* what fills held */
	struct str held;
	struct str texts;
	struct intern series, projects;
	struct str key;
	struct renames *renames;
	struct old_names names;	/* of the newcomer */
	struct str name;	/* of a row, as it is now */
};

/* ---- the answers ---- */

/* Says once that nothing can be remembered; everything passes all the same. */
static void
go_away(struct recall *m)
{
	if (m->away)
		return;
	m->away = true;
	diag_say("%s: %s", m->s->db->name.s, m->s->db->why);
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
		recall_question(&sql, m->s->driver->dialect, which);
		m->query[which] = m->s->driver->query(m->s->db, sql.s);
		str_free(&sql);
	}
	if (m->query[which] == NULL)
		go_away(m);
	return m->query[which];
}

static const char *
text_of(const struct recall *m, const struct asked *a, int at)
{
	return m->texts.s + (at == 1 ? a->name :
	    m->newcomer[a->newcomer].text[at]);
}

static void
bind(struct recall *m, struct query *q, const struct asked *a, int which)
{
	bool project = which >= RUNS && which <= VERSIONS;
	const struct driver *driver = m->s->driver;
	struct value since = value_time(m->newcomer[a->newcomer].since);
	struct value until = value_time(a->until);
	struct value last = value_int(project ? OF_PROJECT : m->last);

	for (int i = 0; i < (project ? 1 : 3); i++) {
		struct value v = value_text(text_of(m, a, i));

		driver->bind(q, i + 1, TYPE_text, &v);
	}
	if (which <= ANALYSES) {
		driver->bind(q, 4, TYPE_time, &since);
		driver->bind(q, 6, TYPE_time, &until);
	}
	if (which <= ANALYSES || project)
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
	str_set(&m->name, name->s, name->n);
	if (renames_apply(m->renames, &m->name, at->i))
		*name = value_str(&m->name);
}

/* A row under an old name may be one of another test. */
static bool
is_its_own(struct recall *m, const struct asked *a)
{
	if (m->renames == NULL || m->newcomer[a->newcomer].project)
		return true;
	rename_row(m);
	return value_is(&m->d.v[field_find(m->d.kind, "test_name", 9)],
	    m->texts.s + m->newcomer[a->newcomer].text[1]);
}

static size_t
held(const struct recall *m)
{
	return m->held.n + m->holding.n;
}

static void
take_answers(struct recall *m, struct query *q, const struct asked *a,
    int which)
{
	const struct driver *driver = m->s->driver;

	record_clear(&m->d, recall_kind[which]);
	while (driver->next(q) && driver->record(q, &m->d)) {
		int at = driver->another != NULL ? driver->set(q) : 0;
		struct newcomer *c = &m->newcomer[a[at].newcomer];

		if (c->to[which] == 0)
			c->from[which] = held(m);
		if (is_its_own(m, &a[at]))
			record_print_history(&m->d, m->answers);
		c->to[which] = held(m);
	}
	if (!driver->again(q))
		go_away(m);
}

static void
remember(struct recall *m, int which)
{
	const struct driver *driver = m->s->driver;
	struct query *q;

	for (int i = 0, first; i < m->questions && !m->away;) {
		if ((q = prepared(m, which)) == NULL)
			return;
		first = i;
		bind(m, q, &m->asked[i++], which);
		while (i < m->questions && driver->another != NULL) {
			driver->another(q);
			bind(m, q, &m->asked[i++], which);
		}
		take_answers(m, q, m->asked + first, which);
	}
}

static void
add_question(struct recall *m, int newcomer, size_t name, int64_t until)
{
	m->asked = need_room(m->asked, (size_t)m->questions, &m->room,
	    sizeof(*m->asked));
	m->asked[m->questions++] = (struct asked){newcomer, name, until};
}

/* Under the names it had, from the oldest on, and the one it has. */
static void
add_questions(struct recall *m, int newcomer)
{
	size_t now = m->newcomer[newcomer].text[1];

	m->names.count = 0;
	if (m->renames != NULL)
		renames_find(m->renames, m->texts.s + now, &m->names);
	for (size_t i = m->names.count; i > 0; i--) {
		const struct old_name *old = &m->names.old[i - 1];

		add_question(m, newcomer, m->texts.n, old->until);
		str_bytes(&m->texts, old->name.s, old->name.n + 1);
	}
	add_question(m, newcomer, now, INT64_MAX);
}

/* Their order is that of the newcomers, so that all goes on in order. */
static void
ask_about(struct recall *m, int first, int n)
{
	m->questions = 0;
	for (int i = first; i < first + n; i++)
		if (m->newcomer[i].project)
			add_question(m, i, m->newcomer[i].text[1], INT64_MAX);
	for (int which = RUNS; which <= VERSIONS; which++)
		remember(m, which);
	m->questions = 0;
	for (int i = first; i < first + n; i++)
		if (!m->newcomer[i].project)
			add_questions(m, i);
	for (int which = RESULTS; which <= ALERTS; which++)
		remember(m, which);
}

/* ---- lines that wait ---- */

static void
pass_lines(struct recall *m, size_t to)
{
	if (!m->r.options.only && to > m->passed)
		out_bytes(m->r.out, m->lines.s + m->passed, to - m->passed);
	m->passed = to;
}

static void
hold(void *recall, const char *s, size_t n)
{
	struct recall *m = recall;

	str_bytes(&m->held, s, n);
}

/* What one is told of alone need not be held. */
static void
tell_one(struct recall *m, int newcomer)
{
	m->answers = m->r.out;
	pass_lines(m, m->newcomer[newcomer].before);
	ask_about(m, newcomer, 1);
}

static void
tell_many(struct recall *m, int first, int n)
{
	m->answers = &m->holding;
	str_clear(&m->held);
	ask_about(m, first, n);
	out_flush(&m->holding);
	for (int i = first; i < first + n && !m->away; i++) {
		const struct newcomer *c = &m->newcomer[i];

		pass_lines(m, c->before);
		for (int which = 0; which < RECALL_QUESTIONS; which++)
			if (c->to[which] > c->from[which])
				out_bytes(m->r.out, m->held.s + c->from[which],
				    c->to[which] - c->from[which]);
	}
}

static int
how_many(const struct recall *m, int first)
{
	int64_t n = m->last > 0 ? HELD_ROWS / m->last : HELD_ROWS;

	if (m->s->driver->another == NULL || n < 1)
		return 1;
	return n < m->newcomers - first ? (int)n : m->newcomers - first;
}

static void
let_go(struct recall *m)
{
	bool look = m->newcomers > 0 && !m->away;

	if (look && !m->s->driver->begin(m->s->db, false))
		go_away(m);
	for (int i = 0, n; i < m->newcomers && !m->away; i += n) {
		n = how_many(m, i);
		if (n == 1)
			tell_one(m, i);
		else
			tell_many(m, i, n);
	}
	if (look)
		m->s->driver->rollback(m->s->db);
	pass_lines(m, m->lines.n);
	str_clear(&m->lines);
	str_clear(&m->texts);
	m->newcomers = m->waiting = 0;
	m->passed = 0;
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

	str_set(&m->key, text[0].s, text[0].n);
	if (is_new(m, &m->projects))
		add_newcomer(m, text, true);
	if (m->r.kind == KIND_run)
		return;
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
	bool met = intern_find(&m->projects, text[0].s, text[0].n) != NULL;

	if (m->projects.used > 0 && (!met || text[1].n == 0))
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
	while (m->s->driver->next(q) && m->s->driver->record(q, &m->d)) {
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
	for (int i = 0; i < RECALL_QUESTIONS; i++)
		if (m->query[i] != NULL)
			m->s->driver->done(m->query[i]);
	store_close(m->s);
	str_free_all(&m->lines, &m->texts, &m->held, NULL);
	free(m->asked);
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
	    BIT(measurement) | BIT(analysis) | BIT(run) |
	    BIT(monitoring) | BIT(evaluation) | BIT(decision);
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
	m.holding.take = hold;
	m.holding.take_arg = &m;
	m.r.lines.drain = drain;
	m.r.lines.drain_arg = &m;
	if (!store_try(s)) {
		m.absent = s->db->absent;
		if (!m.absent)
			go_away(&m);
	}
	while (record_next(&m.r, wanted))
		take(&m, wanted);
	return end(&m);
}
