/*
 * retain: what is old goes, batch by batch, so that others write on between.
 *
 * A batch is one transaction: rows are deleted, those very rows are in the
 * archive, on disk and under its name, retention_log says how many went, and
 * only then it is committed.  Whatever happens, a row is in the database or
 * in the archive, and retention_log counts what went.
 *
 * Rows of `series` and `words` stay: a program that writes remembers their
 * numbers for as long as it runs.  A row of `run_clock` says where the results
 * of its run lie, and goes when they have gone; with an archive it stays, so
 * that what is stored again lies where it lay.  (If a run that old is being
 * stored just then, the rest of it lies without one, until the next retain.)
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "progress.h"
#include "store-retain.h"
#include "when.h"

#define ROWS		10000	/* of a batch: a few hundredths of a second */
#define ROWS_ARCHIVED	50000	/* of one file */
#define SERIES_AT_ONCE	1000
#define TRIES		20		/* of who is in another's way */
#define BATCH_LASTS	(WHEN_SECOND / 5)	/* or as long as that */

/* How far the table at work is; a transaction that failed was none. */
struct state {
	int64_t deleted;
	int64_t series;			/* up to this one all is done */
	bool done;
};

struct retain {
	struct store *s;
	struct horizons keep;
	bool dry_run, force;
	bool all_projects;
	const char *folder;		/* --archive */
	struct archive archive;
	const char *project;		/* rows of this one alone, if given */
	struct str found;		/* the one there is, else '*' */
	struct out out;
	struct progress progress;

	/* The table at work. */
	enum kind kind;
	struct record log;
	struct str condition, sql, pattern;
	int64_t began;
	struct state now;
};

/* ---- statements ---- */

/* The project, so that no index on it is taken for better than one on time. */
static void
add_project(struct retain *r, struct str *b)
{
	if (r->project == NULL)
		return;
	str_text(b, " AND \"project\" || '' = ");
	sql_text(b, r->project);
}

static void
add_series(struct retain *r, int64_t last)
{
	str_print(&r->sql, " AND \"series_id\" IN (SELECT \"series_id\" FROM "
	    "\"series\" WHERE \"series_id\" > %" PRId64, r->now.series);
	if (last >= 0)
		str_print(&r->sql, " AND \"series_id\" <= %" PRId64, last);
	add_project(r, &r->sql);
	str_byte(&r->sql, ')');
}

/* FROM the table's rows that go; of series up to the last, -1 for all. */
static void
add_rows(struct retain *r, int64_t last)
{
	str_print(&r->sql, " FROM \"%s\" WHERE %s", sql_row_table(r->kind),
	    r->condition.s);
	if (kind_spec(r->kind)->flags & SERIES)
		add_series(r, last);
	else
		add_project(r, &r->sql);
}

static void
end_look(struct retain *r)
{
	if (!r->s->driver->commit(r->s->db))
		store_fail(r->s);
}

static int64_t
count_rows(struct retain *r)
{
	int64_t n;

	str_clear(&r->sql);
	str_text(&r->sql, "SELECT count(*)");
	add_rows(r, -1);
	(void)store_number(r->s, r->sql.s, &n);
	return n;
}

static void
make_delete(struct retain *r, int64_t last, int64_t most)
{
	struct str key = {0};

	sql_key(&key, r->kind);
	str_clear(&r->sql);
	str_print(&r->sql, "DELETE FROM \"%s\" WHERE (%s) IN (SELECT %s",
	    sql_row_table(r->kind), key.s, key.s);
	add_rows(r, last);
	str_print(&r->sql, " LIMIT %" PRId64 ")", most);
	str_free(&key);
}

/* ---- one transaction ---- */

/* What happens in one; false: it failed. */
typedef bool transaction(struct retain *);

/* Two that wait for each other: the one that gives way tries again. */
static void
transact(struct retain *r, transaction *part)
{
	const struct driver *driver = r->s->driver;
	struct state before = r->now;

	for (int tries = 1;; tries++) {
		if (!driver->begin(r->s->db, true))
			store_fail(r->s);
		if (part(r) && driver->commit(r->s->db))
			return;
		if (!r->s->db->again || tries == TRIES)
			store_fail(r->s);
		driver->rollback(r->s->db);
		archive_forget(&r->archive);
		r->now = before;
	}
}

static bool
run(struct retain *r, int64_t *rows)
{
	return r->s->driver->run(r->s->db, r->sql.s, rows);
}

/* Exactly the rows that are deleted, whoever else writes. */
static bool
archive_rows(struct retain *r, int64_t *rows)
{
	const struct driver *driver = r->s->driver;
	struct record row = {0};
	struct query *q;
	bool good;

	sql_returning(&r->sql, driver->dialect, r->kind);
	q = store_query(r->s, r->sql.s);
	record_clear(&row, r->kind);
	for (*rows = 0; driver->next(q) && driver->record(q, &row); ++*rows)
		archive_record(&r->archive, &row);
	good = driver->again(q);
	driver->done(q);
	return good;
}

/* The end of the next series that are looked at together; or all is done. */
static int64_t
next_series(struct retain *r)
{
	char sql[160];
	int64_t last;

	(void)snprintf(sql, sizeof(sql), "SELECT max(\"series_id\") FROM "
	    "(SELECT \"series_id\" FROM \"series\" WHERE \"series_id\" > %"
	    PRId64 " ORDER BY \"series_id\" LIMIT %d) s", r->now.series,
	    SERIES_AT_ONCE);
	(void)store_number(r->s, sql, &last);
	r->now.done = last <= r->now.series;
	return last;
}

static bool
delete_rows(struct retain *r, int64_t most, int64_t *rows)
{
	bool clustered = kind_spec(r->kind)->flags & SERIES;
	int64_t last = clustered ? next_series(r) : -1;

	*rows = 0;
	if (r->now.done)
		return true;
	make_delete(r, last, most);
	if (!(r->folder != NULL ? archive_rows : run)(r, rows))
		return false;
	if (*rows < most && clustered)
		r->now.series = last;
	else
		r->now.done = *rows < most;
	return true;
}

/* In place of what it said after the last batch. */
static bool
put_log(struct retain *r)
{
	struct batch batch = {0};
	struct group group = {&batch, NULL, 1};
	struct tally tally = {0};
	bool put;

	r->log.retention.deleted = value_int(r->now.deleted);
	r->log.retention.took_ms = value_real((double)(when_ticks() -
	    r->began) / 1000);
	batch_take(&batch, &r->log);
	group.row = batch.row;
	put = r->s->driver->put(r->s->db, &group, &tally);
	batch_free(&batch);
	return put;
}

static bool
delete_batch(struct retain *r)
{
	int64_t most = r->folder != NULL ? ROWS_ARCHIVED : ROWS, rows = 0;
	int64_t end = when_ticks() + BATCH_LASTS, some;

	while (!r->now.done && rows < most && when_ticks() < end) {
		if (!delete_rows(r, most - rows, &some))
			return false;
		rows += some;
	}
	r->now.deleted += rows;
	if (rows > 0 && r->folder != NULL)
		archive_keep(&r->archive);
	return rows == 0 || put_log(r);
}

/* What a time alone decides may go without a look at the rows. */
static bool
drop_months(struct retain *r)
{
	int64_t rows = 0;

	if (!r->s->driver->drop_before(r->s->db, r->kind,
	    r->log.retention.cutoff.i, &rows))
		return false;
	r->now.deleted += rows;
	return rows == 0 || put_log(r);
}

static bool
may_drop_months(const struct retain *r)
{
	return r->s->driver->drop_before != NULL && r->folder == NULL &&
	    r->project == NULL && horizon_is_time_alone(r->kind);
}

/* ---- one table ---- */

/* Those who wait for the database look for it now and then. */
static void
let_others_in(int64_t worked)
{
	int64_t pause = worked / 3 + 1000;

	if (pause > WHEN_SECOND / 20)
		pause = WHEN_SECOND / 20;
	(void)nanosleep(&(struct timespec){.tv_nsec = pause * 1000}, NULL);
}

/*
 * A run whose results have gone, and which itself has: its results all lay
 * at this time.
 */
static bool
delete_clocks(struct retain *r)
{
	static const char key[] = "\"project\", \"run_id\", \"context\"";
	int64_t rows;

	str_clear(&r->sql);
	str_print(&r->sql, "DELETE FROM \"run_clock\" WHERE (%s) IN "
	    "(SELECT %s FROM \"run_clock\" c WHERE %s", key, key,
	    r->condition.s);
	add_project(r, &r->sql);
	str_print(&r->sql, " AND NOT EXISTS (SELECT 1 FROM \"run\" t WHERE "
	    "t.\"project\" = c.\"project\" AND t.\"run_id\" = c.\"run_id\" "
	    "AND t.\"context\" = c.\"context\") LIMIT %d)", ROWS);
	if (!run(r, &rows))
		return false;
	r->now.done = rows < ROWS;
	return true;
}

static void
delete_kind(struct retain *r)
{
	progress_begin(&r->progress);
	if (r->progress.watched) {
		store_look(r->s);
		r->progress.expected = count_rows(r);
		end_look(r);
	}
	if (may_drop_months(r))
		transact(r, drop_months);
	r->now.done = false;
	r->now.series = -1;
	while (!r->now.done) {
		int64_t ticks = when_ticks();

		transact(r, delete_batch);
		progress_show(&r->progress, kind_spec(r->kind)->table,
		    r->now.deleted);
		if (!r->now.done)
			let_others_in(when_ticks() - ticks);
	}
	progress_hide(&r->progress);
	if (r->kind != KIND_result || r->folder != NULL)
		return;
	for (r->now.done = false; !r->now.done;)
		transact(r, delete_clocks);
}

static void
begin_log(struct retain *r)
{
	const char *table = kind_spec(r->kind)->table;
	int64_t age = r->keep.age[r->kind];

	record_clear(&r->log, KIND_retention);
	r->log.retention.project = value_str(&r->found);
	r->log.retention.table = value_text(table);
	r->log.retention.at = value_time(when_now());
	r->log.retention.cutoff = value_time(horizon_cutoff(
	    age != NEVER ? age : r->keep.open_alerts));
	if (r->dry_run)
		r->log.retention.dry_run = value_int(1);
	if (r->folder == NULL)
		return;
	archive_table(&r->archive, table, when_now(), &r->pattern);
	r->log.retention.archived_to = value_str(&r->pattern);
}

static void
retain_kind(struct retain *r)
{
	r->began = when_ticks();
	r->now.deleted = 0;
	str_clear(&r->condition);
	horizon_condition(&r->condition, r->s->driver->dialect, &r->keep,
	    r->kind);
	begin_log(r);
	if (r->dry_run)
		r->now.deleted = count_rows(r);
	else
		delete_kind(r);
	if (r->now.deleted == 0)
		r->log.retention.archived_to.set = false;
	r->log.retention.deleted = value_int(r->now.deleted);
	r->log.retention.took_ms = value_real((double)(when_ticks() -
	    r->began) / 1000);
	record_print(&r->log, &r->out);
	out_flush(&r->out);
}

/* ---- which project ---- */

/* The first project of a table after this one. */
static bool
project_after(struct retain *r, const char *table, struct str *name)
{
	char sql[120];
	struct value v = value_text(name->n > 0 ? name->s : "");
	struct query *q;
	bool found;

	(void)snprintf(sql, sizeof(sql), "SELECT min(\"project\") FROM \"%s\" "
	    "WHERE \"project\" > ?1", table);
	q = store_query(r->s, sql);
	r->s->driver->bind(q, 1, TYPE_text, &v);
	found = r->s->driver->next(q);
	if (found)
		r->s->driver->column(q, 0, TYPE_text, &v);
	found = found && v.set;
	if (found) {
		struct str other = {0};

		str_bytes(&other, v.s, v.n);
		str_set(name, other.s, other.n);
		str_free(&other);
	}
	store_done(r->s, q);
	return found;
}

/* Several projects have to be meant. */
static void
look_at_table(struct retain *r, const char *table)
{
	struct str name = {0};

	while (project_after(r, table, &name)) {
		if (r->found.n > 0 && !str_is(&name, r->found.s))
			diag_fail(USAGE, "%s has several projects, %s and %s "
			    "among them: choose one with --project, or say "
			    "--all-projects", r->s->db->name.s, r->found.s,
			    name.s);
		if (r->found.n == 0)
			str_text(&r->found, name.s);
	}
	str_free(&name);
}

static void
settle_project(struct retain *r)
{
	if (r->project == NULL)
		r->project = getenv("DRIFT_PROJECT");
	if (r->project != NULL && r->project[0] == '\0')
		r->project = NULL;
	if (r->project != NULL && r->all_projects)
		diag_fail(USAGE, "either --project or --all-projects");
	if (r->project != NULL || r->all_projects) {
		str_text(&r->found, r->all_projects ? "*" : r->project);
		return;
	}
	look_at_table(r, "series");
	for (int k = 0; k < KIND_count; k++)
		if (horizon_ends(&r->keep, (enum kind)k) &&
		    !(kind_spec((enum kind)k)->flags & SERIES))
			look_at_table(r, sql_row_table((enum kind)k));
	if (r->found.n == 0)
		str_text(&r->found, "default");
}

/* ---- the verb ---- */

static void
retain(struct retain *r)
{
	store_look(r->s);
	settle_project(r);
	if (r->dry_run)
		r->folder = NULL;
	else
		end_look(r);
	if (r->folder != NULL)
		archive_open(&r->archive, r->folder);
	for (int k = 0; k < KIND_count; k++)
		if (horizon_ends(&r->keep, (enum kind)k)) {
			r->kind = (enum kind)k;
			retain_kind(r);
		}
	archive_close(&r->archive);
	if (!r->dry_run && !r->s->driver->shrink(r->s->db, false))
		store_fail(r->s);
}

static void
options_read(struct retain *r, int argc, char **argv)
{
	const struct opt others[] = {
		{0, "dry-run", OPT_FLAG, &r->dry_run, NULL,
		    "count what would go, and delete nothing", 0},
		{0, "archive", OPT_TEXT, &r->folder, "DIR",
		    "keep what goes there, as NDJSON", 0},
		{0, "force", OPT_FLAG, &r->force, NULL,
		    "also less than detect looks back", 0},
		{0, "project", OPT_TEXT, &r->project, "NAME",
		    "of this project", 0},
		{0, "all-projects", OPT_FLAG, &r->all_projects, NULL,
		    "of all projects", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		STORE_OPTIONS(&r->s->options),
		{0}
	};
	static const char *const examples[] = {
	    "drift store-sqlite retain drift.db --measurements 365d --dry-run",
	    "drift store-sqlite retain drift.db --archive old", NULL};
	struct opt options[HORIZONS + sizeof(others) / sizeof(others[0])];
	const struct usage usage = {"retain [options] DATABASE",
	    "delete what is old", examples, options, NULL};

	horizon_options(&r->keep, options);
	memcpy(options + HORIZONS, others, sizeof(others));
	store_address(r->s, &usage, argv, opt_parse(&usage, argc, argv));
}

int
store_retain(struct store *s, int argc, char **argv)
{
	struct retain *r = need(1, sizeof(*r));

	r->s = s;
	options_read(r, argc, argv);
	horizon_parse(&r->keep, r->force);
	store_open(s);
	out_open(&r->out, STDOUT_FILENO, "standard output");
	retain(r);
	out_close(&r->out);
	store_close(s);
	str_free_all(&r->found, &r->condition, &r->sql, &r->pattern, NULL);
	free(r);
	return DONE;
}
