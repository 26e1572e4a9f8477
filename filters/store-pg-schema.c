/*
 * The schema of a PostgreSQL database, and its partitions.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "hash.h"
#include "migrate.h"
#include "store-pg.h"
#include "when.h"

/* ---- bringing it up to date ---- */

void
pg_quote_name(const char *name, struct str *to)
{
	str_byte(to, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"')
			str_byte(to, '"');
		str_byte(to, *name);
	}
	str_byte(to, '"');
}

/* PostgreSQL's to_regclass() wants the name as it is written in SQL. */
static bool
has_table(struct pg *d, const char *table, bool *has)
{
	struct str name = {0}, sql = {0};
	struct pg_values v = {0};
	bool good;

	str_print(&name, "%s.\"%s\"", d->schema.s, table);
	str_text(&sql, "SELECT count(to_regclass(");
	pg_quote(d, name.s, name.n, &sql);
	str_text(&sql, "))");
	good = pg_ask(d, sql.s, &v);
	*has = v.answer[0] > 0;
	str_free(&name);
	str_free(&sql);
	return good;
}

static bool
metadata(struct database *db, const char *key, struct str *value)
{
	struct pg *d = (struct pg *)db;
	struct str sql = {0};
	bool has, good;

	str_clear(value);
	if (!has_table(d, "drift_metadata", &has) || !has)
		return d->state[0] == '\0' && d->c != NULL;
	str_print(&sql, "SELECT value FROM %s.drift_metadata WHERE key = ",
	    d->schema.s);
	pg_quote(d, key, strlen(key), &sql);
	good = pg_ask_text(d, sql.s, value);
	str_free(&sql);
	return good;
}

/* A number for pg_advisory_xact_lock(), of this schema and purpose. */
static bool
lock_for(struct pg *d, const char *purpose)
{
	struct str name = {0}, sql = {0};
	bool locked;

	str_print(&name, "%s %s", d->schema.s, purpose);
	str_print(&sql, "SELECT pg_advisory_xact_lock(%" PRId64 ")",
	    (int64_t)hash64(0, name.s, name.n));
	locked = pg_ask(d, sql.s, NULL);
	str_free(&name);
	str_free(&sql);
	return locked;
}

/* A schema that somebody made for us needs no right to make any. */
static bool
make_schema(struct pg *d)
{
	struct str sql = {0};
	struct pg_values v = {0};
	bool good;

	str_text(&sql, "SELECT count(to_regnamespace(");
	pg_quote(d, d->schema.s, d->schema.n, &sql);
	str_text(&sql, "))");
	good = pg_ask(d, sql.s, &v);
	str_clear(&sql);
	str_print(&sql, "CREATE SCHEMA %s", d->schema.s);
	if (good && v.answer[0] == 0)
		good = pg_run(d, sql.s, NULL);
	str_free(&sql);
	return good;
}

static bool
lock(struct database *db)
{
	struct pg *d = (struct pg *)db;

	return lock_for(d, "schema") && make_schema(d);
}

/* A server's schema changes when somebody says so. */
static bool
refuse(struct database *db, int version)
{
	(void)snprintf(db->why, STORE_WHY, "its schema is of version %d; "
	    "drift upgrade brings it to %d", version,
	    migrate_newest(postgres_migrations));
	db->status = USAGE;
	return false;
}

bool
pg_bring_up(struct pg *d)
{
	const struct migrator m = {&d->base, metadata, lock,
	    d->options.upgrade ? NULL : refuse, postgres_migrations,
	    !d->options.create};
	char why[MIGRATE_WHY];
	bool has = false;

	if (!d->options.create) {
		if (!has_table(d, "drift_metadata", &has))
			return false;
		d->base.absent = !has;
		(void)snprintf(d->base.why, STORE_WHY, "it has no schema %s",
		    d->schema.s);
		if (!has)
			return false;
	}
	if (migrate(&m, why))
		return true;
	if (why[0] != '\0') {
		(void)snprintf(d->base.why, STORE_WHY, "%s", why);
		d->base.status = USAGE;
	}
	return false;
}

/* ---- partitions ---- */

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
	struct str sql = {0};
	bool made;

	str_print(&sql, "SAVEPOINT month; CREATE TABLE \"%s\" (LIKE \"%s\" "
	    "INCLUDING ALL); ALTER TABLE \"%s\" ATTACH PARTITION \"%s\" FOR "
	    "VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z'); "
	    "RELEASE month", m->name, table, table, m->name, m->from, m->to);
	made = pg_run(d, sql.s, NULL);
	if (!made && (pg_failed_with(d, "23514") ||
	    pg_failed_with(d, "42501")))
		made = pg_run(d, "ROLLBACK TO month; RELEASE month", NULL);
	str_free(&sql);
	return made;
}

static bool
see_to_month(struct pg *d, enum kind kind, const struct month *m)
{
	struct str sql = {0};
	struct pg_values v = {0};
	bool good;

	str_print(&sql, "SELECT count(*) FILTER (WHERE c.relname = '%s'), "
	    "count(*) FROM pg_inherits i JOIN pg_class c ON "
	    "c.oid = i.inhrelid WHERE i.inhparent = '\"%s\"'::regclass",
	    m->name, sql_row_table(kind));
	good = lock_for(d, sql_row_table(kind)) && pg_ask(d, sql.s, &v);
	if (good && v.answer[0] == 0 && v.answer[1] < MOST_MONTHS)
		good = make_month(d, kind, m);
	str_free(&sql);
	return good;
}

/* Days from 1970 on; the first ones are known by none. */
#define DAYS	((LAST_YEAR + 1 - 1970) * 366)

bool
pg_month(struct pg *d, enum kind kind, int64_t at)
{
	int64_t day = at / WHEN_DAY;
	struct month m;

	if (d->days[kind] == NULL)
		d->days[kind] = need(DAYS, 1);
	if (day <= 0 || day >= DAYS || d->days[kind][day] ||
	    !month_of(kind, at, &m))
		return true;
	if (!see_to_month(d, kind, &m))
		return false;
	d->days[kind][day] = 1;
	return true;
}

void
pg_forget_months(struct pg *d)
{
	for (int k = 0; k < KIND_count; k++)
		if (d->days[k] != NULL)
			memset(d->days[k], 0, DAYS);
}

void
pg_end_months(struct pg *d)
{
	for (int k = 0; k < KIND_count; k++)
		free(d->days[k]);
}

/* ---- what is old ---- */

#define SHORT_WAIT	"2s"	/* for those who read or write just now */

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

/* Who holds it for long keeps it; its rows can go one by one. */
static bool
drop_month(struct pg *d, const char *name, size_t n, int64_t *rows)
{
	struct pg_values v = {0};
	struct str sql = {0};
	bool dropped;

	str_print(&sql, "SAVEPOINT month; SET LOCAL lock_timeout = '"
	    SHORT_WAIT "'; LOCK TABLE \"%.*s\" IN ACCESS EXCLUSIVE MODE",
	    (int)n, name);
	dropped = pg_run(d, sql.s, NULL);
	str_clear(&sql);
	str_print(&sql, "SELECT count(*) FROM \"%.*s\"", (int)n, name);
	dropped = dropped && pg_ask(d, sql.s, &v);
	str_clear(&sql);
	str_print(&sql, "DROP TABLE \"%.*s\"; RELEASE month", (int)n, name);
	dropped = dropped && pg_run(d, sql.s, NULL);
	str_free(&sql);
	if (dropped)
		*rows += v.answer[0];
	else if (pg_failed_with(d, "55P03"))
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

/* Room is for the rows to come; only an exclusive lock would shrink files. */
bool
pg_shrink(struct database *db, bool whole)
{
	struct pg *d = (struct pg *)db;
	int64_t patience = d->options.patience;
	struct str names = {0};
	bool good;

	(void)whole;
	good = pg_ready(d) && pg_ask_text(d, "SELECT string_agg(c.oid::"
	    "regclass::text, E'\\n') " PG_TABLES " AND c.relkind = 'r'",
	    &names) &&
	    pg_run(d, "COMMIT", NULL);
	d->options.patience = INT64_MAX / 4;
	for (char *s = names.s; good && s != NULL && *s != '\0';) {
		size_t n = strcspn(s, "\n");
		struct str sql = {0};

		str_print(&sql, "VACUUM (ANALYZE) %s.%.*s", d->schema.s,
		    (int)n, s);
		good = pg_run(d, sql.s, NULL);
		str_free(&sql);
		s += n + (s[n] == '\n');
	}
	d->options.patience = patience;
	str_free(&names);
	return good;
}

bool
pg_size(struct database *db, int64_t *bytes)
{
	struct pg *d = (struct pg *)db;
	struct pg_values v = {0};
	bool good = pg_ready(d) && pg_ask(d, "SELECT "
	    "sum(pg_total_relation_size(c.oid))::bigint " PG_TABLES
	    " AND c.relkind IN ('r', 'm')", &v);

	*bytes = v.answer[0];
	return good;
}

/* The room of a server is its own matter. */
bool
pg_nearly_full(struct database *db)
{
	(void)db;
	return false;
}
