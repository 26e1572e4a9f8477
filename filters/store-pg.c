/*
 * store-pg - keep records in a PostgreSQL database
 */
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "diag.h"
#include "lines.h"
#include "store-pg.h"
#include "when.h"

#define CONNECT_SECONDS	"5"	/* unless the address says otherwise */
#define LITTLE		16	/* rows */
/* They stay in the processor's cache until they are sent. */
#define ROWS_AT_ONCE	32768
#define SILENT	"the server does not answer"
#define SLICE	(WHEN_SECOND / 10)	/* then signals are looked at */

/* ---- errors ---- */

static bool
fail(struct pg *d, PGresult *r)
{
	pg_set_state(d, PQresultErrorField(r, PG_DIAG_SQLSTATE));
	pg_set_why(d, r != NULL ? PQresultErrorMessage(r) :
	    PQerrorMessage(d->c));
	PQclear(r);
	return false;
}

/* The connection is of no more use; begin() makes another one. */
static bool
hang_up(struct pg *d, const char *why)
{
	pg_set_state(d, NULL);
	if (why != NULL)
		(void)snprintf(d->base.why, STORE_WHY, "%s", why);
	else
		pg_set_why(d, PQerrorMessage(d->c));
	PQfinish(d->c);
	d->c = NULL;
	return false;
}

/* ---- waiting ---- */

/* Looks at the socket for a while: 1 when it is ready, 0 when it is not yet,
   -1 once the server is silent for longer than `most`. */
static int
look(const struct pg *d, short events, int64_t most)
{
	struct pollfd fd = {PQsocket(d->c), events, 0};
	int64_t left;
	int ready;

	if (lines_signal() != 0 && d->base.options.grace < most)
		most = d->base.options.grace;
	left = d->heard + most - when_ticks();
	if (left <= 0)
		return -1;
	left = left < SLICE ? left : SLICE;
	ready = poll(&fd, 1, (int)(left / 1000 + 1));
	return ready < 0 && errno == EINTR ? 0 : ready;
}

static bool
wait_for(struct pg *d, short events)
{
	return look(d, events, d->base.options.patience) >= 0 ||
	    hang_up(d, SILENT);
}

/* Everything that is to be sent, on its way. */
static bool
flush(struct pg *d)
{
	int left;

	d->heard = when_ticks();
	while ((left = PQflush(d->c)) > 0)
		if (!wait_for(d, POLLIN | POLLOUT) ||
		    PQconsumeInput(d->c) == 0)
			return d->c != NULL && hang_up(d, NULL);
	return left == 0 || hang_up(d, NULL);
}

/* The next result; NULL at their end, or if there is no connection now. */
static PGresult *
next_result(struct pg *d)
{
	while (PQisBusy(d->c)) {
		if (!wait_for(d, POLLIN))
			return NULL;
		if (PQconsumeInput(d->c) == 0) {
			hang_up(d, NULL);
			return NULL;
		}
	}
	return PQgetResult(d->c);
}

/* The last result of what was sent; NULL: the connection is gone. */
static PGresult *
last_result(struct pg *d)
{
	PGresult *r, *last = NULL;

	while (d->c != NULL && (r = next_result(d)) != NULL) {
		if (last != NULL && PQresultStatus(last) != PGRES_FATAL_ERROR) {
			PQclear(last);
			last = NULL;
		}
		if (last == NULL)
			last = r;
		else
			PQclear(r);
	}
	if (d->c != NULL && PQstatus(d->c) == CONNECTION_OK)
		return last;
	if (d->c != NULL)
		hang_up(d, NULL);
	PQclear(last);
	return NULL;
}

/* ---- statements ---- */

enum pg_transaction
pg_transaction(const struct pg *d)
{
	PGTransactionStatusType now = PQtransactionStatus(d->c);

	return d->c == NULL || now == PQTRANS_IDLE ? PG_NONE :
	    now == PQTRANS_INERROR ? PG_FAILED : PG_OPEN;
}

static PGresult *
answer(struct pg *d, int sent)
{
	PGresult *r;

	if (sent == 0) {
		hang_up(d, NULL);
		return NULL;
	}
	if (!flush(d) || (r = last_result(d)) == NULL)
		return NULL;
	if (PQresultStatus(r) == PGRES_COMMAND_OK ||
	    PQresultStatus(r) == PGRES_TUPLES_OK)
		return r;
	fail(d, r);
	return NULL;
}

static bool
is_connected(struct pg *d)
{
	if (d->c == NULL)
		pg_set_state(d, NULL);
	return d->c != NULL;
}

/* Only what the server says it has done tells whether it has. */
bool
pg_run_commit(struct pg *d)
{
	PGresult *r;
	bool done;

	if (!is_connected(d) ||
	    (r = answer(d, PQsendQuery(d->c, "COMMIT"))) == NULL)
		return false;
	done = strcmp(PQcmdStatus(r), "COMMIT") == 0;
	PQclear(r);
	if (done)
		return true;
	pg_set_state(d, PG_ROLLED_BACK);
	pg_set_why(d, "the transaction was rolled back");
	return false;
}

bool
pg_run(struct pg *d, const char *sql, int64_t *rows)
{
	PGresult *r;

	if (!is_connected(d) ||
	    (r = answer(d, PQsendQuery(d->c, sql))) == NULL)
		return false;
	if (rows != NULL)
		*rows = strtoll(PQcmdTuples(r), NULL, 10);
	PQclear(r);
	return true;
}

static PGresult *
execute(struct pg *d, const char *sql, const struct pg_values *v)
{
	int binary[PG_PARAMETERS], n = v != NULL ? v->n : 0;

	for (int i = 0; i < n; i++)
		binary[i] = 1;
	return !is_connected(d) ? NULL : answer(d, PQsendQueryParams(d->c,
	    sql, n, n > 0 ? v->type : NULL, n > 0 ? v->value : NULL,
	    n > 0 ? v->length : NULL, binary, 0));
}

bool
pg_ask(struct pg *d, const char *sql, struct pg_values *v)
{
	PGresult *r = execute(d, sql, v);

	if (r == NULL)
		return false;
	for (int i = 0; v != NULL && i < PG_ANSWERS; i++)
		v->answer[i] = PQntuples(r) > 0 && i < PQnfields(r) ?
		    strtoll(PQgetvalue(r, 0, i), NULL, 10) : 0;
	if (v != NULL && PQnfields(r) == 0)
		v->answer[0] = strtoll(PQcmdTuples(r), NULL, 10);
	PQclear(r);
	return true;
}

bool
pg_ask_text(struct pg *d, const char *sql, struct str *text)
{
	PGresult *r = execute(d, sql, NULL);

	str_clear(text);
	if (r == NULL)
		return false;
	if (PQntuples(r) > 0)
		str_text(text, PQgetvalue(r, 0, 0));
	PQclear(r);
	return true;
}

/* ---- many rows ---- */

static bool
begin_copy(struct pg *d, const char *sql, ExecStatusType wanted)
{
	PGresult *r;

	if (!is_connected(d))
		return false;
	if (PQsendQuery(d->c, sql) == 0)
		return hang_up(d, NULL);
	if (!flush(d) || (r = next_result(d)) == NULL)
		return false;
	if (PQresultStatus(r) == wanted) {
		PQclear(r);
		return true;
	}
	fail(d, r);
	PQclear(last_result(d));
	return false;
}

bool
pg_send(struct pg *d, const char *sql)
{
	return begin_copy(d, sql, PGRES_COPY_IN);
}

/* A server that has had enough says so before it has got all. */
bool
pg_sent(struct pg *d, const struct str *bytes)
{
	PGresult *r;
	int put;

	d->heard = when_ticks();
	if (PQconsumeInput(d->c) == 0)
		return hang_up(d, NULL);
	while ((put = PQputCopyData(d->c, bytes->s, (int)bytes->n)) == 0)
		if (!flush(d))
			return false;
	if (put > 0)
		return flush(d);
	return PQstatus(d->c) != CONNECTION_OK ? hang_up(d, NULL) :
	    (r = last_result(d)) != NULL && fail(d, r);
}

bool
pg_send_end(struct pg *d)
{
	PGresult *r;
	int put;

	while ((put = PQputCopyEnd(d->c, NULL)) == 0)
		if (!flush(d))
			return false;
	if (put < 0)
		return hang_up(d, NULL);
	if (!flush(d) || (r = last_result(d)) == NULL)
		return false;
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		return fail(d, r);
	PQclear(r);
	return true;
}

bool
pg_copy(struct pg *d, const char *sql)
{
	return begin_copy(d, sql, PGRES_COPY_OUT);
}

const char *
pg_copied(struct pg *d, int *n, bool *failed)
{
	char *row = NULL;
	PGresult *r;

	*failed = true;
	d->heard = when_ticks();
	while ((*n = PQgetCopyData(d->c, &row, 1)) == 0)
		if (!wait_for(d, POLLIN) || PQconsumeInput(d->c) == 0) {
			if (d->c != NULL)
				hang_up(d, NULL);
			return NULL;
		}
	if (*n > 0) {
		*failed = false;
		return row;
	}
	if (*n < -1) {	/* out of memory: the end would never come */
		hang_up(d, NULL);
		return NULL;
	}
	r = last_result(d);
	*failed = r == NULL;
	if (r != NULL && PQresultStatus(r) != PGRES_COMMAND_OK)
		*failed = !fail(d, r);
	else
		PQclear(r);
	return NULL;
}

void
pg_copy_free(const char *row)
{
	PQfreemem((void *)(uintptr_t)row);
}

/*
 * What is left is of no interest.  If it is little, the end is near; a server
 * that still has much to say is hung up on, which it cannot delay.
 */
void
pg_copy_stop(struct pg *d)
{
	const char *row = NULL;
	bool failed;
	int n;

	for (int i = 0; i < LITTLE; i++) {
		if ((row = pg_copied(d, &n, &failed)) == NULL)
			return;
		pg_copy_free(row);
	}
	hang_up(d, "");
}

/* ---- connecting ---- */

static void
ignore(void *d, const char *notice)
{
	(void)d, (void)notice;
}

/* Verbose, the library also tells the SQLSTATE of a connection that failed. */
static PGconn *
start(const struct pg *d)
{
	const char *patience = getenv("PGCONNECT_TIMEOUT") != NULL ? NULL :
	    CONNECT_SECONDS;
	/* What comes later counts: the address may say otherwise. */
	const char *const keys[] = {"fallback_application_name",
	    "connect_timeout", "dbname", "client_encoding", NULL};
	const char *const values[] = {"drift store-pg", patience,
	    d->base.options.database, "UTF8", NULL};
	PGconn *c = PQconnectStartParams(keys, values, 1);

	(void)PQsetNoticeProcessor(c, ignore, NULL);
	(void)PQsetErrorVerbosity(c, PQERRORS_VERBOSE);
	return c;
}

/* The longest time, and whether there are several hosts. */
static void
find_terms(const struct pg *d, int64_t *most, bool *several)
{
	PQconninfoOption *all = PQconninfo(d->c);
	int64_t seconds = 0;

	*several = false;
	for (PQconninfoOption *o = all; o != NULL && o->keyword != NULL; o++) {
		const char *value = o->val != NULL ? o->val : "";

		if (strcmp(o->keyword, "connect_timeout") == 0)
			seconds = strtol(value, NULL, 10);
		if (text_begins(o->keyword, "host"))
			*several |= strchr(value, ',') != NULL;
	}
	PQconninfoFree(all);
	*most = (seconds > 0 ? seconds : INT32_MAX) * WHEN_SECOND;
}

/*
 * False: neither a connection nor a refusal.  That a host is silent is no
 * reason not to ask the next one; but only the library can, from the first on.
 */
static bool
finish_connecting(struct pg *d)
{
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;
	int64_t most;
	bool several;
	int ready;

	find_terms(d, &most, &several);
	d->heard = when_ticks();
	while (PQstatus(d->c) != CONNECTION_BAD && next != PGRES_POLLING_OK &&
	    next != PGRES_POLLING_FAILED) {
		ready = look(d, next == PGRES_POLLING_READING ? POLLIN :
		    POLLOUT, most);
		if (ready < 0 && (!several || lines_signal() != 0))
			return false;
		if (ready < 0)
			PQreset(d->c);
		if (ready != 0)
			next = PQconnectPoll(d->c);
	}
	return true;
}

bool
pg_connect(struct pg *d)
{
	PQfinish(d->c);
	d->c = start(d);
	if (!finish_connecting(d))
		return hang_up(d, SILENT);
	if (PQstatus(d->c) == CONNECTION_OK) {
		(void)PQsetErrorVerbosity(d->c, PQERRORS_DEFAULT);
		return PQsetnonblocking(d->c, 1) == 0 || hang_up(d, NULL);
	}
	pg_set_refusal(d, PQerrorMessage(d->c));
	if (PQconnectionNeedsPassword(d->c))
		pg_set_state(d, "28P01");
	PQfinish(d->c);
	d->c = NULL;
	return false;
}

/* The library would repeat parts of it, secrets perhaps. */
static bool
is_well_formed(struct pg *d)
{
	const char *address = d->base.options.database;
	char *why = NULL;
	PQconninfoOption *parsed;
	bool clear = address_is_clear(address);

	errno = 0;
	parsed = PQconninfoParse(address, &why);
	if (parsed == NULL && errno == ENOMEM)
		out_of_memory();
	PQfreemem(why);
	PQconninfoFree(parsed);
	(void)snprintf(d->base.why, STORE_WHY, "its address is malformed%s",
	    clear ? "" : ": a password has / ? @ as %2F %3F %40");
	return clear && parsed != NULL;
}

/*
 * Encodings other than UTF8 lack characters that a test's name may have.
 * SQL_ASCII is none: the server keeps the bytes as they come.  What is there
 * already can be read from any.
 */
static bool
takes_all_texts(struct pg *d)
{
	const char *encoding = PQparameterStatus(d->c, "server_encoding");

	if (!d->base.options.create || encoding == NULL ||
	    strcmp(encoding, "UTF8") == 0 || strcmp(encoding, "SQL_ASCII") == 0)
		return true;
	(void)snprintf(d->base.why, STORE_WHY, "its encoding is %s, which "
	    "lacks characters: make one by createdb -E UTF8 -T template0",
	    encoding);
	d->base.status = USAGE;
	return false;
}

static bool
open_database(struct database *db)
{
	struct pg *d = (struct pg *)db;
	const char *schema = db->options.schema;

	sql_name(&d->schema, schema != NULL ? schema : "drift");
	return is_well_formed(d) && pg_connect(d) &&
	    takes_all_texts(d) && pg_bring_up(d);
}

static void
close_database(struct database *db)
{
	struct pg *d = (struct pg *)db;

	pg_end_writing(d);
	pg_end_series(d);
	pg_end_months(d);
	PQfinish(d->c);
	str_free_all(&d->schema, &d->copied, NULL);
}

/* ---- the rest of the driver ---- */

static const char *
version(struct database *db)
{
	const struct pg *d = (struct pg *)db;
	const char *v = d->c == NULL ? NULL :
	    PQparameterStatus(d->c, "server_version");

	return v != NULL ? v : "unknown";
}

static const struct driver driver = {
	.backend = "postgres",
	.dialect = SQL_POSTGRES,
	.rows_at_once = ROWS_AT_ONCE,
	.bytes = sizeof(struct pg),
	.open = open_database,
	.close = close_database,
	.begin = pg_begin,
	.commit = pg_commit,
	.rollback = pg_rollback,
	.series = pg_series,
	.clock = pg_clock,
	.known = pg_known,
	.put = pg_put,
	.many = pg_many,
	.query = pg_query,
	.bind = pg_bind,
	.another = pg_another,
	.set = pg_set,
	.next = pg_next,
	.column = pg_column,
	.record = pg_record,
	.again = pg_again,
	.done = pg_done,
	.run = pg_run_now,
	.drop_before = pg_drop_before,
	.shrink = pg_shrink,
	.size = pg_size,
	.nearly_full = pg_nearly_full,
	.version = version,
	.sizes = "SELECT c.relname::text, pg_relation_size(c.oid) " PG_TABLES
	    " AND c.relkind IN ('r', 'i', 'm') ORDER BY 2 DESC, 1",
};

int
main(int argc, char **argv)
{
	return store_main(&driver, argc, argv);
}
