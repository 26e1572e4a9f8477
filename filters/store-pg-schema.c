/*
 * The schema of a PostgreSQL database, and the room it takes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "hash.h"
#include "migrate.h"
#include "store-pg.h"

/*
 * In UTF-8, as every connection has it, no byte of a longer character is a
 * quote.  What may fail, as PQescapeLiteral() does without memory or without
 * a connection, would end as NULL, which finds nothing.
 */
void
pg_quote(const char *s, size_t n, struct str *to)
{
	str_text(to, n > 0 && memchr(s, '\\', n) != NULL ? " E'" : "'");
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\'' || s[i] == '\\')
			str_byte(to, s[i]);
		str_byte(to, s[i]);
	}
	str_byte(to, '\'');
}

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

/* ---- bringing it up to date ---- */

/* PostgreSQL's to_regclass() wants the name as it is written in SQL. */
static bool
has_table(struct pg *d, const char *table, bool *has)
{
	struct str name = {0}, sql = {0};
	struct pg_values v = {0};
	bool good;

	str_print(&name, "%s.\"%s\"", d->schema.s, table);
	str_text(&sql, "SELECT count(to_regclass(");
	pg_quote(name.s, name.n, &sql);
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
	pg_quote(key, strlen(key), &sql);
	good = pg_ask_text(d, sql.s, value);
	str_free(&sql);
	return good;
}

/* An advisory lock, of this schema and purpose, until the transaction ends. */
bool
pg_lock_for(struct pg *d, const char *purpose, bool *locked)
{
	struct pg_values v = {0};
	struct str name = {0}, sql = {0};
	bool good;

	str_print(&name, "%s %s", d->schema.s, purpose);
	str_print(&sql, "SELECT pg_%sadvisory_xact_lock(%" PRId64 ")%s",
	    locked != NULL ? "try_" : "", (int64_t)hash64(0, name.s, name.n),
	    locked != NULL ? "::int" : "");
	good = pg_ask(d, sql.s, &v);
	if (locked != NULL)
		*locked = v.answer[0] != 0;
	str_free(&name);
	str_free(&sql);
	return good;
}

/* A schema that somebody made for us needs no right to make any. */
static bool
make_schema(struct pg *d)
{
	struct str sql = {0};
	struct pg_values v = {0};
	bool good;

	str_text(&sql, "SELECT count(to_regnamespace(");
	pg_quote(d->schema.s, d->schema.n, &sql);
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

	return pg_lock_for(d, "schema", NULL) && make_schema(d);
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

/* ---- room ---- */

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
