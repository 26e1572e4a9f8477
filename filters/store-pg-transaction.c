/*
 * Transactions: everything happens in one.  And statements made for once.
 */
#include <stdarg.h>
#include <string.h>

#include "store-pg.h"
#include "when.h"

/* ---- statements ---- */

bool
pg_run_print(struct pg *d, const char *fmt, ...)
{
	struct str sql = {0};
	va_list ap;
	bool ran;

	va_start(ap, fmt);
	str_print_args(&sql, fmt, ap);
	va_end(ap);
	ran = pg_run(d, sql.s, NULL);
	str_free(&sql);
	return ran;
}

bool
pg_ask_print(struct pg *d, int64_t answer[PG_ANSWERS], const char *fmt, ...)
{
	struct pg_values v = {0};
	struct str sql = {0};
	va_list ap;
	bool good;

	va_start(ap, fmt);
	str_print_args(&sql, fmt, ap);
	va_end(ap);
	good = pg_ask(d, sql.s, &v);
	memcpy(answer, v.answer, sizeof(v.answer));
	str_free(&sql);
	return good;
}

/* ---- transactions ---- */

/* Settings last as long as the transaction; pg_ready()'s own ends here. */
static bool
begin_anew(struct pg *d, bool writing)
{
	return pg_run_print(d, "%sBEGIN%s; SET LOCAL search_path = %s; "
	    "SET LOCAL standard_conforming_strings = on; "
	    "SET LOCAL lock_timeout = %lld", pg_transaction(d) ==
	    PG_NONE ? "" : "COMMIT; ", writing ? "" :
	    " ISOLATION LEVEL REPEATABLE READ READ ONLY", d->schema.s,
	    (long long)(d->base.options.patience / 1000));
}

bool
pg_begin(struct database *db, bool writing)
{
	struct pg *d = (struct pg *)db;

	if (d->c == NULL && !pg_connect(d))
		return false;
	d->began = when_now();
	db->goes_on = db->eager;
	db->own = false;
	return begin_anew(d, writing);
}

bool
pg_commit(struct database *db)
{
	struct pg *d = (struct pg *)db;

	return pg_attach_fresh(d) && pg_run_commit(d);
}

/* What went wrong stays said. */
void
pg_rollback(struct database *db)
{
	struct pg *d = (struct pg *)db;
	char why[STORE_WHY];
	int status = db->status;

	memcpy(why, db->why, sizeof(why));
	if (pg_transaction(d) != PG_NONE)
		(void)pg_run(d, "ROLLBACK", NULL);
	pg_forget(d);
	memcpy(db->why, why, sizeof(why));
	db->status = status;
}

bool
pg_ready(struct pg *d)
{
	if (pg_transaction(d) == PG_FAILED)
		pg_rollback(&d->base);
	return pg_transaction(d) == PG_OPEN || pg_begin(&d->base, false);
}

bool
pg_run_now(struct database *db, const char *sql, int64_t *rows)
{
	struct pg *d = (struct pg *)db;

	return pg_ready(d) && pg_run(d, sql, rows);
}
