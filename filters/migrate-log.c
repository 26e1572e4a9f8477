/*
 * What is known of a migration: a record for each table, in the target.
 *
 * All of them are there, without an outcome, before the first row moves.  So
 * the target's clock has said when the migration began, and a run without an
 * outcome somewhere is one that did not come to its end.
 */
#include <string.h>

#include "diag.h"
#include "migrate-parts.h"
#include "when.h"

static bool
is(const struct value *v, const struct str *text)
{
	return v->set && text_same(v->s, v->n, text->s, text->n);
}

static int
table_of(const struct value *name)
{
	for (int k = 0; k < KIND_count; k++) {
		const char *table = kind_spec((enum kind)k)->table;

		if (table != NULL && value_is(name, table))
			return k;
	}
	return -1;
}

static bool
is_ours(struct migrate *m, char *line, size_t n)
{
	char why[JSON_WHY];

	return record_parse(&m->r, line, n, why) &&
	    m->r.kind == KIND_migration &&
	    is(&m->r.migration.from, &m->from.name) &&
	    is(&m->r.migration.to, &m->to.name);
}

/* Runs come from the oldest to the newest, which is the one that counts. */
static void
take_run(struct migrate *m, char *line, size_t n)
{
	struct migration *r = &m->r.migration;
	int kind;

	if (!is_ours(m, line, n) || (kind = table_of(&r->table)) < 0)
		return;
	if (r->started_at.i != m->resumed) {
		m->resumed = r->started_at.i;
		m->unfinished = false;
		for (int k = 0; k < KIND_count; k++)
			m->table[k].done = false;
	}
	m->table[kind].done = r->ok.set && r->ok.i;
	m->unfinished |= !r->ok.set;
}

void
log_resume(struct migrate *m)
{
	const char *argv[ARGUMENTS] = {"migrate", "read", "--kind",
	    "migration", "--order", "started_at", NULL};

	migrate_check(pipe_read(m, &m->to, argv, take_run));
	if (m->unfinished) {
		m->started = m->resumed;
		return;
	}
	for (int k = 0; k < KIND_count; k++)
		m->table[k].done = false;
}

static void
keep_line(void *text, const char *s, size_t n)
{
	str_bytes(text, s, n);
}

static void
fill(struct migrate *m, enum kind kind)
{
	record_clear(&m->r, KIND_migration);
	m->r.migration.project = value_text("default");
	m->r.migration.from = value_str(&m->from.name);
	m->r.migration.to = value_str(&m->to.name);
	m->r.migration.table = value_text(kind_spec(kind)->table);
	m->r.migration.started_at = value_time(m->started);
}

static void
store(struct migrate *m, const struct str *lines)
{
	const char *argv[ARGUMENTS] = {"migrate", "write", "--quiet", "--only",
	    NULL};

	migrate_check(pipe_write(&m->to, argv, lines));
}

void
log_begin(struct migrate *m)
{
	struct str lines = {0};
	struct out out;

	out_open(&out, -1, "records");
	out.take = keep_line;
	out.take_arg = &lines;
	for (int k = 0; k < KIND_count; k++)
		if (m->table[k].wanted && !m->table[k].done) {
			fill(m, (enum kind)k);
			record_print(&m->r, &out);
		}
	out_flush(&out);
	if (lines.n > 0)
		store(m, &lines);
	str_free(&lines);
}

void
log_table(struct migrate *m, enum kind kind, bool moved)
{
	struct table *t = &m->table[kind];
	struct str line = {0};
	struct out out;

	fill(m, kind);
	m->r.migration.rows = value_int(t->rows);
	m->r.migration.checksum = value_text(t->checksum);
	if (moved) {
		m->r.migration.ok = value_int(t->agree);
		m->r.migration.took_ms = value_real(
		    (double)(when_ticks() - t->began) / 1000);
	}
	if (moved && !t->agree && t->difference.first.n == 0)
		str_text(&t->difference.first, "[\"some were refused\"]");
	if (t->difference.first.n > 0)
		m->r.migration.errors = value_str(&t->difference.first);
	record_print(&m->r, &m->out);
	out_flush(&m->out);
	if (!moved)
		return;
	out_open(&out, -1, "a record");
	out.take = keep_line;
	out.take_arg = &line;
	record_print(&m->r, &out);
	out_flush(&out);
	store(m, &line);
	str_free(&line);
}

static void
take_record(struct migrate *m, char *line, size_t n)
{
	if (!is_ours(m, line, n))
		return;
	str_bytes(&m->forgotten, m->r.line, m->r.length);
	str_byte(&m->forgotten, '\n');
}

void
log_forget(struct migrate *m)
{
	const char *read[ARGUMENTS] = {"migrate", "read", "--kind",
	    "migration", NULL};
	const char *forget[ARGUMENTS] = {"migrate", "delete", "--quiet", NULL};

	migrate_check(pipe_read(m, &m->to, read, take_record));
	if (m->forgotten.n > 0)
		migrate_check(pipe_write(&m->to, forget, &m->forgotten));
}
