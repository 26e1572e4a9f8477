/*
 * migrate - move what one database holds into another
 *
 * Table by table, the records that a store reads at the source go into the
 * store of the target, and are counted and summed up on the way.  A table has
 * moved when the target holds the same: all it has is what came, or each that
 * came is there like this.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "address.h"
#include "diag.h"
#include "migrate-parts.h"
#include "when.h"

/* A source that is slower than the target is waited for: what is stored at
   once costs less. */
#define PATIENCE	"10s"

void
migrate_check(int status)
{
	if (status != DONE)
		exit(status);
}

/* ---- the two databases ---- */

/* A file by its whole path, so that a run from elsewhere goes on. */
static void
name_side(struct side *s)
{
	bool server = address_is_postgres(s->address);
	char *path = server ? NULL : realpath(s->address, NULL);

	str_clear(&s->name);
	if (!server && path == NULL && errno == ENOMEM)
		out_of_memory();
	if (path != NULL)
		str_text(&s->name, path);
	else
		address_mask(s->address, &s->name);
	free(path);
}

/* What was typed is copied; a secret in it is not left for all to see. */
static void
find_side(struct side *s, char *operand)
{
	const char *address = address_given(operand);
	char self[PROC_PATH], *slash;

	if (address == NULL)
		diag_fail(USAGE, "%s is not set", operand + 1);
	s->address = need_text(address);
	name_side(s);
	if (address == operand && address_is_postgres(address) &&
	    !str_is(&s->name, address)) {
		memset(operand, '*', strlen(operand));
		diag_say("a password among the arguments can be seen by "
		    "everybody on this machine; $NAME stands for the value of "
		    "a variable");
	}
	if (s->schema != NULL && address_is_postgres(address))
		str_print(&s->name, " schema=%s", s->schema);
	proc_self(self);
	slash = strrchr(self, '/');
	*slash = '\0';
	if (!proc_find(self, address_program(s->address), s->path))
		address_missing(s->address, self);
}

/* ---- what there is to move ---- */

static void
wanted_kinds(struct migrate *m)
{
	kind_set own = BIT(retention) | BIT(migration);

	for (int i = 0; i < m->kinds.count; i++) {
		const char *name = m->kinds.item[i];
		enum kind k = kind_asked(name);

		if (k == KIND_unknown)
			diag_fail(USAGE, "unknown kind %s", name);
		if (!(kinds_stored() & ~own & KIND_BIT(k)))
			diag_fail(USAGE, "records of kind %s do not move",
			    name);
		m->table[k].wanted = true;
	}
	for (int k = 0; m->kinds.count == 0 && k < KIND_count; k++)
		m->table[k].wanted = kinds_stored() & ~own & KIND_BIT(k);
}

/* Arguments that ask one side for records of a kind. */
static void
ask(const struct migrate *m, const struct side *side,
    const char *argv[ARGUMENTS], enum kind kind)
{
	pipe_argument(argv, "--kind");
	pipe_argument(argv, kind_spec(kind)->name);
	if (m->project != NULL) {
		pipe_argument(argv, "--project");
		pipe_argument(argv, m->project);
	}
	if (m->skip_unknown && side == &m->from)
		pipe_argument(argv, "--skip-unknown");
}

static int
find_table(const struct json_value *name)
{
	for (int k = 0; k < KIND_count; k++) {
		const char *table = kind_spec((enum kind)k)->table;

		if (table != NULL &&
		    text_same(table, strlen(table), name->s, name->n))
			return k;
	}
	return -1;
}

static void
take_count(struct migrate *m, char *line, size_t n)
{
	struct json json = {0};
	char why[JSON_WHY];
	struct value *rows = &m->r.health.rows;

	if (!record_parse(&m->r, line, n, why) || m->r.kind != KIND_health)
		return;
	if (m->r.health.last_error.set && !rows->set)
		diag_fail(USAGE, "%s: %.*s", m->from.name.s,
		    (int)m->r.health.last_error.n, m->r.health.last_error.s);
	json_open(&json);
	if (json_object(&json, rows->s, rows->n))
		for (size_t i = 0; i < json.count; i++) {
			int kind = find_table(&json.member[i].key);

			if (kind >= 0)
				(void)json_int(&json.member[i].value,
				    &m->table[kind].expected);
		}
	json_close(&json);
}

/* Only tables that hold something when it begins. */
static void
count_rows(struct migrate *m)
{
	const char *argv[ARGUMENTS] = {"migrate", "health", NULL};
	int status;

	if (m->skip_unknown)
		pipe_argument(argv, "--skip-unknown");
	status = pipe_read(m, &m->from, argv, take_count);
	if (status != DONE && status != FOUND)
		exit(status);
	for (int k = 0; k < KIND_count; k++) {
		struct table *t = &m->table[k];

		t->wanted = t->wanted && t->expected > 0;
	}
}

/* ---- one table ---- */

static void
take_sum(struct migrate *m, char *line, size_t n)
{
	char why[JSON_WHY];
	const struct checksum *c = &m->r.checksum;

	if (!record_parse(&m->r, line, n, why) || m->r.kind != KIND_checksum)
		return;
	m->held.rows = c->rows.i;
	if (c->checksum.n == HASH_LENGTH)
		memcpy(m->held.checksum, c->checksum.s, HASH_LENGTH);
}

/* What one side holds of a kind, in m->held. */
static int
sum_up(struct migrate *m, const struct side *side, enum kind kind)
{
	const char *argv[ARGUMENTS] = {"migrate", "checksum", NULL};

	m->held = (struct held){0};
	ask(m, side, argv, kind);
	return pipe_read(m, side, argv, take_sum);
}

static void
say_difference(const struct migrate *m, enum kind kind)
{
	const struct table *t = &m->table[kind];
	const char *table = kind_spec(kind)->table;

	if (t->difference.count > 0)
		diag_say("%s: %" PRId64 " of %" PRId64 " records are missing "
		    "in %s or differ there", table, t->difference.count,
		    t->rows, m->to.name.s);
	else if (t->agree && m->held.rows > t->rows)
		diag_say("%s: all %" PRId64 " records are in %s, among %"
		    PRId64, table, t->rows, m->to.name.s, m->held.rows);
}

/*
 * First as fast as it goes; if the target then holds something else as well,
 * once more, each record held against what is there as soon as it is.
 */
static int
move_table(struct migrate *m, enum kind kind)
{
	struct table *t = &m->table[kind];
	const char *read[ARGUMENTS] = {"migrate", "read", NULL};
	char name[64];		/* what the target refuses is of this table */
	const char *write[ARGUMENTS] = {name, "write", "--quiet",
	    "--flush", PATIENCE, "--only", NULL};
	const char *pass[ARGUMENTS] = {name, "write", "--quiet",
	    "--flush", PATIENCE, NULL};
	const char *compare[ARGUMENTS] = {"migrate", "compare", NULL};
	struct passage p = {m, kind, read, write, NULL};
	int status, refused;

	(void)snprintf(name, sizeof(name), "migrate: %s",
	    kind_spec(kind)->table);
	ask(m, &m->from, read, kind);
	refused = pipe_pass(&p);
	if (refused != DONE && refused != REFUSED)
		return refused;
	status = sum_up(m, &m->to, kind);
	if (status != DONE)
		return status;
	t->agree = refused == DONE;
	if (m->held.rows == t->rows &&
	    strcmp(m->held.checksum, t->checksum) == 0)
		return refused;
	p.write = pass;
	p.compare = compare;
	m->passed -= t->rows;
	refused = pipe_pass(&p);
	t->agree = refused == DONE && t->difference.count == 0;
	say_difference(m, kind);
	return refused;
}

/* What was refused has been told; the other tables go on. */
static void
go_on(enum kind kind, int status)
{
	if (status == DONE || status == REFUSED)
		return;
	diag_say("stopped in %s; the same command goes on from there",
	    kind_spec(kind)->table);
	exit(status);
}

static void
move(struct migrate *m, enum kind kind)
{
	m->table[kind].began = when_ticks();
	go_on(kind, move_table(m, kind));
	if (!m->table[kind].agree)
		m->status = REFUSED;
	log_table(m, kind, true);
}

static void
tell(struct migrate *m, enum kind kind)
{
	struct table *t = &m->table[kind];
	int status = sum_up(m, &m->from, kind);

	if (status == REFUSED)
		m->status = REFUSED;
	else
		migrate_check(status);
	t->rows = m->held.rows;
	memcpy(t->checksum, m->held.checksum, sizeof(t->checksum));
	log_table(m, kind, false);
}

/* Out again goes what came since a migration from there began. */
static void
take_back(struct migrate *m, enum kind kind)
{
	struct table *t = &m->table[kind];
	const char *read[ARGUMENTS] = {"migrate", "read", NULL};
	const char *delete[ARGUMENTS] = {"migrate", "delete", "--quiet",
	    "--migrated", m->from.name.s, NULL};
	struct passage p = {m, kind, read, delete, NULL};

	ask(m, &m->from, read, kind);
	go_on(kind, pipe_pass(&p));
	diag_say("%s: %" PRId64 " of %" PRId64 " records taken out again",
	    kind_spec(kind)->table, t->difference.count, t->rows);
}

/* ---- all of them ---- */

/* Changes of stage before the versions, which would tell of them anew. */
static void
each_table(struct migrate *m, void (*one)(struct migrate *, enum kind))
{
	static const enum kind first = KIND_stage_change;

	if (m->table[first].wanted && !m->table[first].done)
		one(m, first);
	for (int k = 0; k < KIND_count; k++)
		if (m->table[k].wanted && !m->table[k].done &&
		    (enum kind)k != first)
			one(m, (enum kind)k);
}

static void
begin(struct migrate *m)
{
	const char *init[ARGUMENTS] = {"migrate", "init", NULL};

	migrate_check(pipe_read(m, &m->to, init, take_sum));
	name_side(&m->to);	/* a file that was just made has a path */
	log_resume(m);
	for (int k = 0; k < KIND_count; k++)
		if (m->table[k].wanted && !m->table[k].done)
			m->progress.expected += m->table[k].expected;
		else if (m->table[k].wanted)
			diag_say("%s has moved before",
			    kind_spec((enum kind)k)->table);
	log_begin(m);
	progress_begin(&m->progress);
}

static void
walk(struct migrate *m)
{
	wanted_kinds(m);
	count_rows(m);
	m->started = when_now();
	if (m->dry_run) {
		each_table(m, tell);
		return;
	}
	if (m->rollback) {
		each_table(m, take_back);
		log_forget(m);
		return;
	}
	begin(m);
	each_table(m, move);
}

static const char *const examples[] = {
	"drift migrate --dry-run drift.db 'service=drift'",
	"drift migrate drift.db 'service=drift'",
	"drift migrate memory.db 'service=drift'",
	"drift migrate --rollback drift.db 'service=drift'",
	NULL
};

int
main(int argc, char **argv)
{
	static struct migrate m;
	const struct opt options[] = {
		{0, "kind", OPT_LIST, &m.kinds, "KIND",
		    "move this kind, repeatable (all)", 0},
		{0, "project", OPT_TEXT, &m.project, "NAME",
		    "move this project (all)", 0},
		{0, "from-schema", OPT_TEXT, &m.from.schema, "NAME",
		    "PostgreSQL: where the tables are (drift, DRIFT_SCHEMA)",
		    0},
		{0, "to-schema", OPT_TEXT, &m.to.schema, "NAME",
		    "and where they go", 0},
		{0, "dry-run", OPT_FLAG, &m.dry_run, NULL,
		    "say what would move, and change nothing", 0},
		{0, "rollback", OPT_FLAG, &m.rollback, NULL,
		    "take out again what has come from there", 0},
		{0, "skip-unknown", OPT_FLAG, &m.skip_unknown, NULL,
		    "leave tables of an agent's memory that are unknown", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		{0}
	};
	const struct usage usage = {"[options] FROM TO",
	    "move what one database holds into another", examples, options,
	    NULL};

	diag_open(argv[0]);
	if (opt_parse(&usage, argc, argv) != 2)
		opt_help(&usage, USAGE);
	if (m.project == NULL)
		m.project = getenv("DRIFT_PROJECT");
	if (m.project != NULL && m.project[0] == '\0')
		m.project = NULL;
	(void)signal(SIGPIPE, SIG_IGN);
	json_open(&m.r.json);
	find_side(&m.from, argv[0]);
	find_side(&m.to, argv[1]);
	if (str_is(&m.from.name, m.to.name.s))
		diag_fail(USAGE, "%s is both", m.from.name.s);
	out_open(&m.out, STDOUT_FILENO, "standard output");
	walk(&m);
	out_close(&m.out);
	return m.status;
}
