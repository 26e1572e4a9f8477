/*
 * Transactions: everything happens in one.
 */
#include <string.h>

#include "store-pg.h"
#include "when.h"

static struct pg *
of(struct database *db)
{
	return (struct pg *)db;
}

/* Settings last as long as the transaction; pg_ready()'s own ends here. */
static bool
begin_anew(struct pg *d, bool writing)
{
	struct str sql = {0};
	bool began;

	str_print(&sql, "%sBEGIN%s; SET LOCAL search_path = %s; "
	    "SET LOCAL lock_timeout = %lld", pg_transaction(d) ==
	    PG_NONE ? "" : "COMMIT; ", writing ? "" :
	    " ISOLATION LEVEL REPEATABLE READ READ ONLY", d->schema.s,
	    (long long)(d->options.patience / 1000));
	began = pg_run(d, sql.s, NULL);
	str_free(&sql);
	return began;
}

bool
pg_begin(struct database *db, bool writing)
{
	struct pg *d = of(db);

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
	return pg_attach_fresh(of(db)) && pg_run_commit(of(db));
}

/* What went wrong stays said. */
void
pg_rollback(struct database *db)
{
	struct pg *d = of(db);
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
	return pg_ready(of(db)) && pg_run(of(db), sql, rows);
}
