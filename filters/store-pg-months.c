/*
 * Partitions: one for every month.
 *
 * Most are made for the first rows of their month, and then attached.  Where
 * more is waiting to be stored, that is done only when all of it is there: a
 * table of this transaction's own needs no key as long as nobody else sees
 * it, and one that is made of all rows at once costs a third of adding each
 * row to it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "store-pg.h"
#include "when.h"

#define FIRST_YEAR	1990
#define LAST_YEAR	2099
#define MOST_MONTHS	480	/* partitions; what comes then lies together */

struct month {
	char name[64];
	char from[WHEN_LENGTH + 1], to[WHEN_LENGTH + 1];
};

/* False: rows of that time lie in the default partition. */
static bool
month_of(enum kind kind, int64_t at, struct month *m)
{
	int year, month, next;

	if (at < WHEN_FIRST || at > WHEN_LAST)
		return false;
	when_print(at, m->from);
	if (sscanf(m->from, "%4d-%2d", &year, &month) != 2 ||
	    year < FIRST_YEAR || year > LAST_YEAR)
		return false;
	next = year * 12 + month;
	(void)snprintf(m->name, sizeof(m->name), "%s_%04d_%02d",
	    sql_row_table(kind), year, month);
	(void)snprintf(m->from, sizeof(m->from), "%04d-%02d-01", year, month);
	(void)snprintf(m->to, sizeof(m->to), "%04d-%02d-01", next / 12,
	    next % 12 + 1);
	return true;
}

/*
 * Made apart and then attached, so that others go on reading and writing the
 * other partitions.  Where the default one has rows of that month, or whoever
 * writes may not make tables, it gets them.
 */
static bool
make_month(struct pg *d, enum kind kind, const struct month *m)
{
	const char *table = sql_row_table(kind);
	bool made = pg_run_print(d, "SAVEPOINT month; CREATE TABLE \"%s\" "
	    "(LIKE \"%s\" INCLUDING ALL); ALTER TABLE \"%s\" "
	    "ATTACH PARTITION \"%s\" FOR VALUES FROM ('%s 00:00Z') "
	    "TO ('%s 00:00Z'); RELEASE month", m->name, table, table, m->name,
	    m->from, m->to);

	if (!made && (pg_failed_with(d, "23514") ||
	    pg_failed_with(d, "42501")))
		made = pg_run(d, "ROLLBACK TO month; RELEASE month", NULL);
	return made;
}

/* Whether it has a partition already, or may not get one any more. */
static bool
is_there(struct pg *d, enum kind kind, const struct month *m, bool *there)
{
	int64_t n[PG_ANSWERS];
	bool good = pg_ask_print(d, n, "SELECT "
	    "count(*) FILTER (WHERE c.relname = '%s'), "
	    "count(*) FROM pg_inherits i JOIN pg_class c ON "
	    "c.oid = i.inhrelid WHERE i.inhparent = '\"%s\"'::regclass",
	    m->name, sql_row_table(kind));

	*there = n[0] > 0 || n[1] >= MOST_MONTHS;
	return good;
}

static bool
see_to_month(struct pg *d, enum kind kind, const struct month *m)
{
	bool there;

	return pg_lock_for(d, sql_row_table(kind), NULL) &&
	    is_there(d, kind, m, &there) &&
	    (there || make_month(d, kind, m));
}

/* ---- days ---- */

/* Days from 1970 on; the first ones are known by none. */
#define DAYS	((LAST_YEAR + 1 - 1970) * 366)

/* What is known of a day; then come places in a list of fresh tables. */
enum { UNKNOWN, THERE, FRESH };
#define MOST_FRESH	64

struct months {
	uint8_t *day[KIND_count];
	struct fresh {
		enum kind kind;
		struct month month;
	} fresh[MOST_FRESH];	/* of this transaction */
	int n;
};

/* NULL: rows of that time lie in the default partition. */
static uint8_t *
day_of(struct pg *d, enum kind kind, int64_t at)
{
	int64_t day = at / WHEN_DAY;
	struct months *all;

	if (d->months == NULL)
		d->months = need(1, sizeof(*d->months));
	all = d->months;
	if (all->day[kind] == NULL)
		all->day[kind] = need(DAYS, 1);
	return day <= 0 || day >= DAYS ? NULL : &all->day[kind][day];
}

bool
pg_month(struct pg *d, enum kind kind, int64_t at)
{
	uint8_t *day = day_of(d, kind, at);
	struct month m;

	if (day == NULL || *day != UNKNOWN || !month_of(kind, at, &m))
		return true;
	if (!see_to_month(d, kind, &m))
		return false;
	*day = THERE;
	return true;
}

void
pg_forget_months(struct pg *d)
{
	if (d->months == NULL)
		return;
	for (int k = 0; k < KIND_count; k++)
		if (d->months->day[k] != NULL)
			memset(d->months->day[k], UNKNOWN, DAYS);
	d->months->n = 0;
}

void
pg_end_months(struct pg *d)
{
	for (int k = 0; d->months != NULL && k < KIND_count; k++)
		free(d->months->day[k]);
	free(d->months);
}

/* ---- fresh tables ---- */

/*
 * Longer than that, nobody is waited for by who has others wait for long: who
 * holds what is missing here may be one of them.  Less than what it takes a
 * server to look for a deadlock.
 */
#define SHORT_WAIT	"900ms"

/* Whether who writes may attach tables, and rows need nothing but a place. */
static bool
is_ours(struct pg *d, enum kind kind, bool *ours)
{
	int64_t n[PG_ANSWERS];
	bool good = pg_ask_print(d, n, "SELECT count(*) FROM pg_class WHERE "
	    "oid = '\"%s\"'::regclass AND pg_has_role(relowner, 'USAGE') "
	    "AND NOT relhastriggers AND NOT relrowsecurity",
	    sql_row_table(kind));

	*ours = n[0] > 0;
	return good;
}

/* One without a key, which nobody else sees; see make_month(). */
static bool
make_fresh(struct pg *d, enum kind kind, const struct month *m, bool *made)
{
	*made = pg_run_print(d, "SAVEPOINT month; SET LOCAL lock_timeout = '"
	    SHORT_WAIT "'; CREATE TABLE \"%s\" (LIKE \"%s\" "
	    "INCLUDING ALL EXCLUDING INDEXES); RELEASE month", m->name,
	    sql_row_table(kind));
	return *made || (pg_failed_with(d, "42501") &&
	    pg_run(d, "ROLLBACK TO month; RELEASE month", NULL));
}

/* A further one, where rows of that month lie nowhere yet. */
static bool
begin_fresh(struct pg *d, enum kind kind, const struct month *m, uint8_t *day)
{
	bool locked, ours, there, made = false;

	if (!pg_lock_for(d, sql_row_table(kind), &locked))
		return false;
	if (!locked)
		return true;
	if (!is_ours(d, kind, &ours) || !is_there(d, kind, m, &there) ||
	    (ours && !there && !make_fresh(d, kind, m, &made)))
		return false;
	if (there)
		*day = THERE;
	if (!made)
		return true;
	*day = (uint8_t)(FRESH + d->months->n);
	d->months->fresh[d->months->n++] = (struct fresh){kind, *m};
	return d->base.own = true;
}

/* Its place in the list, perhaps a new one; else the day is left as it is. */
static bool
find_fresh(struct pg *d, enum kind kind, const struct month *m, uint8_t *day)
{
	const struct months *all = d->months;

	for (int i = 0; i < all->n; i++)
		if (strcmp(all->fresh[i].month.name, m->name) == 0)
			*day = (uint8_t)(FRESH + i);
	return *day != UNKNOWN || all->n == MOST_FRESH ||
	    begin_fresh(d, kind, m, day);
}

bool
pg_fresh_month(struct pg *d, enum kind kind, int64_t at, int *place)
{
	uint8_t *day = day_of(d, kind, at);
	struct month m;

	*place = -1;
	if (day == NULL || (*day == UNKNOWN && month_of(kind, at, &m) &&
	    !find_fresh(d, kind, &m, day)))
		return day == NULL;
	if (*day >= FRESH)
		*place = *day - FRESH;
	return true;
}

const char *
pg_fresh_table(const struct pg *d, int place)
{
	return d->months->fresh[place].month.name;
}

/* The server makes the key, and whatever index else the others have. */
static bool
attach(struct pg *d, const struct fresh *f)
{
	return pg_run_print(d, "ALTER TABLE \"%s\" ATTACH PARTITION \"%s\" "
	    "FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')",
	    sql_row_table(f->kind), f->month.name, f->month.from,
	    f->month.to);
}

bool
pg_attach_fresh(struct pg *d)
{
	struct months *all = d->months;
	bool good;

	if (all == NULL || all->n == 0)
		return true;
	good = pg_put_series(d);
	for (int i = 0; good && i < all->n; i++)
		good = attach(d, &all->fresh[i]);
	for (int k = 0; k < KIND_count; k++)
		for (int i = 0; all->day[k] != NULL && i < DAYS; i++)
			if (all->day[k][i] >= FRESH)
				all->day[k][i] = THERE;
	all->n = 0;
	return good;
}

/* ---- what is old ---- */

#define PATIENCE	"2s"	/* with those who read or write just now */

/* The names of partitions that end by a month, oldest first. */
static bool
find_before(struct pg *d, enum kind kind, const struct month *m,
    struct str *names)
{
	struct str sql = {0};
	bool good;

	str_print(&sql, "SELECT string_agg(c.relname, ' ' ORDER BY c.relname) "
	    "FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
	    "WHERE i.inhparent = '\"%s\"'::regclass AND c.relname < '%s' AND "
	    "c.relname ~ '_[0-9]{4}_[0-9]{2}$'", sql_row_table(kind), m->name);
	good = pg_ask_text(d, sql.s, names);
	str_free(&sql);
	return good;
}

/* Who holds it for long, or alone may drop it, keeps it; its rows can go one by
   one. */
static bool
drop_month(struct pg *d, const char *name, size_t n, int64_t *rows)
{
	int64_t had[PG_ANSWERS];
	bool dropped = pg_run_print(d, "SAVEPOINT month; "
	    "SET LOCAL lock_timeout = '" PATIENCE "'; "
	    "LOCK TABLE \"%.*s\" IN ACCESS EXCLUSIVE MODE", (int)n, name) &&
	    pg_ask_print(d, had, "SELECT count(*) FROM \"%.*s\"", (int)n,
	    name) && pg_run_print(d, "DROP TABLE \"%.*s\"; RELEASE month",
	    (int)n, name);

	if (dropped)
		*rows += had[0];
	else if (pg_failed_with(d, "55P03") || pg_failed_with(d, "42501"))
		dropped = pg_run(d, "ROLLBACK TO month; RELEASE month", NULL);
	return dropped;
}

bool
pg_drop_before(struct database *db, enum kind kind, int64_t time,
    int64_t *rows)
{
	struct pg *d = (struct pg *)db;
	struct month m;
	struct str names = {0};
	bool good = true;

	if (!(kind_spec(kind)->flags & SERIES) || !month_of(kind, time, &m))
		return true;
	good = find_before(d, kind, &m, &names);
	for (const char *s = names.s; good && s != NULL && *s != '\0';) {
		size_t n = strcspn(s, " ");

		good = drop_month(d, s, n, rows);
		s += n + strspn(s + n, " ");
	}
	str_free(&names);
	pg_forget_months(d);
	return good;
}
