/*
 * store-sqlite - keep records in an SQLite file
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "store-sqlite.h"
#include "when.h"

/* A large transaction writes nearly all pages: so few and large ones. */
#define ROWS_AT_ONCE	262144

/* ---- errors ---- */

/*
 * No room in a file of the database: an errno, else 0.  Some versions of the
 * library do not keep it where it is the COMMIT that fails.
 */
static int
no_room(const struct sqlite *d, int code, int newest)
{
	int kept = sqlite3_system_errno(d->db);

	if (code == SQLITE_FULL)
		return ENOSPC;
	if (code != SQLITE_IOERR)
		return 0;
	return diag_no_room(newest) ? newest : diag_no_room(kept) ? kept : 0;
}

static bool
fail(struct sqlite *d)
{
	int newest = errno, code = sqlite3_errcode(d->db) & 0xff;
	int room = no_room(d, code, newest);
	bool later = code == SQLITE_BUSY || code == SQLITE_LOCKED ||
	    code == SQLITE_FULL || code == SQLITE_IOERR ||
	    code == SQLITE_NOMEM || code == SQLITE_PROTOCOL;
	bool row = code == SQLITE_CONSTRAINT || code == SQLITE_TOOBIG ||
	    code == SQLITE_MISMATCH || code == SQLITE_RANGE;

	d->base.status = later ? LATER : row ? REFUSED : USAGE;
	d->base.lasting = room != 0;
	(void)snprintf(d->base.why, STORE_WHY, "%s", room == ENOSPC ?
	    sqlite3_errstr(SQLITE_FULL) : room != 0 ? strerror(room) :
	    sqlite3_errmsg(d->db));
	return false;
}

static bool
good(struct sqlite *d, int code)
{
	return code == SQLITE_OK || code == SQLITE_DONE ||
	    code == SQLITE_ROW || fail(d);
}

bool
sqlite_cannot_write(const struct sqlite *d)
{
	int code = sqlite3_errcode(d->db) & 0xff;

	return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

bool
sqlite_run(struct sqlite *d, const char *sql)
{
	return good(d, sqlite3_exec(d->db, sql, NULL, NULL, NULL));
}

bool
sqlite_prepare(struct sqlite *d, sqlite3_stmt **s, const char *sql)
{
	return *s != NULL || good(d, sqlite3_prepare_v3(d->db, sql, -1,
	    SQLITE_PREPARE_PERSISTENT, s, NULL));
}

/* ---- transactions ---- */

bool
sqlite_has_moved(struct sqlite *d)
{
	int moved = 0;

	return d->db != NULL && sqlite3_file_control(d->db, "main",
	    SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}

static bool
begin(struct database *db, bool writing)
{
	struct sqlite *d = (struct sqlite *)db;

	d->began = when_now();
	return sqlite_in_place(d) &&
	    sqlite_run(d, writing ? "BEGIN IMMEDIATE" : "BEGIN") &&
	    (!writing || sqlite_note_others(d));
}

static bool
commit(struct database *db)
{
	return sqlite_run((struct sqlite *)db, "COMMIT") &&
	    sqlite_in_place((struct sqlite *)db);
}

static void
rollback(struct database *db)
{
	struct sqlite *d = (struct sqlite *)db;

	if (!sqlite3_get_autocommit(d->db))
		(void)sqlite3_exec(d->db, "ROLLBACK", NULL, NULL, NULL);
	sqlite_forget_texts(d);
}

/* ---- statements ---- */

const char *
sqlite_column(sqlite3_stmt *s, int at)
{
	return sqlite3_column_name(s, at);
}

void
sqlite_finalize(sqlite3_stmt *s)
{
	(void)sqlite3_finalize(s);
}

const char *
sqlite_parameter(sqlite3_stmt *s, int at)
{
	return sqlite3_bind_parameter_name(s, at);
}

void
sqlite_unbind(sqlite3_stmt *s)
{
	(void)sqlite3_clear_bindings(s);
}

void
sqlite_bind_text(sqlite3_stmt *s, int at, const struct value *v)
{
	(void)sqlite3_bind_text(s, at, v->set && v->n > 0 ? v->s : "",
	    v->set ? (int)v->n : 0, SQLITE_STATIC);
}

bool
sqlite_number(struct sqlite *d, sqlite3_stmt *s, int64_t *n, bool *found)
{
	int code = sqlite3_step(s);

	*found = code == SQLITE_ROW;
	if (*found)
		*n = sqlite3_column_int64(s, 0);
	(void)sqlite3_reset(s);
	return good(d, code);
}

void
sqlite_bind(sqlite3_stmt *s, int at, enum type type, const struct value *v)
{
	if (!v->set)
		(void)sqlite3_bind_null(s, at);
	else if (type_is_text(type))
		sqlite_bind_text(s, at, v);
	else if (type == TYPE_real)
		(void)sqlite3_bind_double(s, at, v->d);
	else
		(void)sqlite3_bind_int64(s, at, v->i);
}

void
sqlite_bind_int(sqlite3_stmt *s, int at, int64_t i)
{
	(void)sqlite3_bind_int64(s, at, i);
}

int
sqlite_execute(struct sqlite *d, sqlite3_stmt *s)
{
	int code = sqlite3_step(s);

	(void)sqlite3_reset(s);
	return good(d, code) ? sqlite3_changes(d->db) : -1;
}

int64_t
sqlite_rowid(struct sqlite *d)
{
	return sqlite3_last_insert_rowid(d->db);
}

bool
sqlite_row(struct sqlite *d, sqlite3_stmt *s, bool *found)
{
	int code = sqlite3_step(s);

	*found = code == SQLITE_ROW;
	return good(d, code);
}

void
sqlite_reset(sqlite3_stmt *s)
{
	(void)sqlite3_reset(s);
}

int64_t
sqlite_int(sqlite3_stmt *s, int at)
{
	return sqlite3_column_int64(s, at);
}

double
sqlite_real(sqlite3_stmt *s, int at)
{
	return sqlite3_column_double(s, at);
}

void
sqlite_text(sqlite3_stmt *s, int at, struct value *v)
{
	v->s = (const char *)sqlite3_column_text(s, at);
	v->n = (uint32_t)sqlite3_column_bytes(s, at);
	v->set = v->s != NULL;
}

/*
 * Every look at a column has its price: this is one.  The connection has no
 * mutex, so the value needs no protection from other threads either.
 */
enum type
sqlite_value(sqlite3_stmt *s, int at, struct value *v)
{
	sqlite3_value *cell = sqlite3_column_value(s, at);

	v->set = true;
	switch (sqlite3_value_type(cell)) {
	case SQLITE_INTEGER:
		v->i = sqlite3_value_int64(cell);
		return TYPE_int;
	case SQLITE_FLOAT:
		v->d = sqlite3_value_double(cell);
		return TYPE_real;
	case SQLITE_NULL:
		v->set = false;
		return TYPE_text;
	default:
		v->s = (const char *)sqlite3_value_text(cell);
		v->n = (uint32_t)sqlite3_value_bytes(cell);
		return TYPE_text;
	}
}

static bool
run(struct database *db, const char *sql, int64_t *rows)
{
	struct sqlite *d = (struct sqlite *)db;
	bool ran = sqlite_run(d, sql);

	if (rows != NULL)
		*rows = sqlite3_changes64(d->db);
	return ran;
}

/* ---- rows that wait, as a table ---- */

/*
 * One INSERT ... SELECT over all of them costs a third of as many single
 * statements.  The columns are c0, c1 ...: the places of sql.h.
 */
struct cursor {
	sqlite3_vtab_cursor base;
	struct sqlite_rows *rows;
	size_t at;
};

struct table {
	sqlite3_vtab base;
	struct sqlite *d;
};

static int
rows_connect(sqlite3 *db, void *d, int argc, const char *const *argv,
    sqlite3_vtab **out, char **why)
{
	struct table *t = sqlite3_malloc(sizeof(*t));
	struct str sql = {0};
	int code;

	(void)argc, (void)argv, (void)why;
	str_text(&sql, "CREATE TABLE waiting (c0");
	for (int i = 1; i < SQL_PLACES; i++)
		str_print(&sql, ", c%d", i);
	str_byte(&sql, ')');
	code = t == NULL ? SQLITE_NOMEM : sqlite3_declare_vtab(db, sql.s);
	if (t != NULL)
		*t = (struct table){.d = d};
	*out = t == NULL ? NULL : &t->base;
	str_free(&sql);
	return code;
}

static int
rows_disconnect(sqlite3_vtab *t)
{
	sqlite3_free(t);
	return SQLITE_OK;
}

static int
rows_best(sqlite3_vtab *t, sqlite3_index_info *index)
{
	(void)t;
	index->estimatedCost = 1e6;
	return SQLITE_OK;
}

static int
rows_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
	struct cursor *c = sqlite3_malloc(sizeof(*c));

	if (c == NULL)
		return SQLITE_NOMEM;
	*c = (struct cursor){.rows = ((struct table *)t)->d->rows};
	*out = &c->base;
	return SQLITE_OK;
}

static int
rows_close(sqlite3_vtab_cursor *c)
{
	sqlite3_free(c);
	return SQLITE_OK;
}

static int
rows_move(struct cursor *c, size_t at)
{
	c->at = at;
	if (at < c->rows->n)
		c->rows->go(c->rows, at);
	return SQLITE_OK;
}

static int
rows_filter(sqlite3_vtab_cursor *c, int number, const char *text, int argc,
    sqlite3_value **argv)
{
	(void)number, (void)text, (void)argc, (void)argv;
	return rows_move((struct cursor *)c, 0);
}

static int
rows_next(sqlite3_vtab_cursor *c)
{
	return rows_move((struct cursor *)c, ((struct cursor *)c)->at + 1);
}

static int
rows_eof(sqlite3_vtab_cursor *c)
{
	return ((struct cursor *)c)->at >= ((struct cursor *)c)->rows->n;
}

static int
rows_column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int place)
{
	struct sqlite_rows *rows = ((struct cursor *)cursor)->rows;
	struct value v;

	switch (rows->value(rows, place, &v)) {
	case TYPE_text:
	case TYPE_json:
		if (v.set)
			sqlite3_result_text(to, v.n > 0 ? v.s : "", (int)v.n,
			    SQLITE_STATIC);
		break;
	case TYPE_real:
		sqlite3_result_double(to, v.d);
		break;
	default:
		sqlite3_result_int64(to, v.i);
	}
	return SQLITE_OK;
}

static int
rows_rowid(sqlite3_vtab_cursor *c, sqlite3_int64 *id)
{
	*id = (sqlite3_int64)((struct cursor *)c)->at;
	return SQLITE_OK;
}

static const sqlite3_module rows_module = {
	.xConnect = rows_connect,
	.xBestIndex = rows_best,
	.xDisconnect = rows_disconnect,
	.xOpen = rows_open,
	.xClose = rows_close,
	.xFilter = rows_filter,
	.xNext = rows_next,
	.xEof = rows_eof,
	.xColumn = rows_column,
	.xRowid = rows_rowid,
};

/* ---- opening ---- */

/*
 * Two that turn a new file to WAL at once can be in each other's way so that
 * SQLite asks no busy handler: one goes first, the other finds it done.  What
 * cannot be written can be read as it is.
 */
bool
sqlite_turn_to_wal(struct sqlite *d)
{
	bool create = d->base.options.create;

	for (int times = 0;; times++)
		if (sqlite_run(d, "PRAGMA journal_mode = WAL"))
			return true;
		else if ((sqlite3_errcode(d->db) & 0xff) != SQLITE_BUSY ||
		    !sqlite_wait(d, times))
			return !create && sqlite_cannot_write(d);
}

/* After each commit; what cannot be done now is no error of it. */
static int
log_grew(void *d, sqlite3 *db, const char *schema, int pages)
{
	(void)db, (void)schema;
	sqlite_log_grew(d, pages);
	return SQLITE_OK;
}

bool
sqlite_connect(struct sqlite *d, const char *path, const char *how)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_URI;
	struct str uri = {0};
	int code;

	if (strcmp(path, ":memory:") == 0)
		flags |= SQLITE_OPEN_CREATE;
	(void)sqlite3_close(d->db);
	sqlite_uri(&uri, path, how);
	code = sqlite3_open_v2(uri.s, &d->db, flags, NULL);
	str_free(&uri);
	if (!good(d, code))
		return false;
	(void)sqlite3_busy_handler(d->db, sqlite_wait, d);
	(void)sqlite3_wal_hook(d->db, log_grew, d);
	return good(d, sqlite3_create_module(d->db, "waiting", &rows_module,
	    d));
}

static bool
open_database(struct database *db)
{
	struct sqlite *d = (struct sqlite *)db;
	const char *path = d->base.options.database;
	bool exists = sqlite_exists(path);	/* later another may make it */

	sqlite_prepare_known(d);
	if (strcmp(path, ":memory:") != 0 &&
	    !sqlite_file(path, d->base.options.create, d->base.why)) {
		d->base.absent = !exists;
		return false;
	}
	/* Threads take turns, so that nothing needs locks inside. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	return sqlite_connect(d, path, "") && sqlite_set_up(d);
}

static void
close_database(struct database *db)
{
	struct sqlite *d = (struct sqlite *)db;

	sqlite_end_writing(d);
	sqlite_end_texts(d);
	sqlite_end_reading(d);
	(void)sqlite_in_place(d);
	sqlite_finalize(d->others);
	(void)sqlite3_close(d->db);
}

static const char *
version(struct database *db)
{
	(void)db;
	return sqlite3_libversion();
}

static const struct driver driver = {
	.backend = "sqlite",
	.dialect = SQL_SQLITE,
	.rows_at_once = ROWS_AT_ONCE,
	.bytes = sizeof(struct sqlite),
	.open = open_database,
	.close = close_database,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.series = sqlite_series,
	.clock = sqlite_clock,
	.known = sqlite_known,
	.put = sqlite_put,
	.query = sqlite_query,
	.bind = sqlite_query_bind,
	.next = sqlite_query_next,
	.column = sqlite_query_column,
	.record = sqlite_record,
	.again = sqlite_query_again,
	.done = sqlite_query_done,
	.run = run,
	.shrink = sqlite_shrink,
	.size = sqlite_size,
	.nearly_full = sqlite_nearly_full,
	.version = version,
	.sizes = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name "
	    "ORDER BY 2 DESC, 1",
};

int
main(int argc, char **argv)
{
	return store_main(&driver, argc, argv);
}
