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

/* ---- bringing it up to date ---- */

/* PostgreSQL's to_reg...() want the name as it is written in SQL. */
static bool
look_up(struct pg *d, const char *to_reg, const struct str *name, bool *there)
{
	int64_t n[PG_ANSWERS];
	struct str quoted = {0};
	bool good;

	pg_quote(name->s, name->n, &quoted);
	good = pg_ask_print(d, n, "SELECT count(%s(%s))", to_reg, quoted.s);
	*there = n[0] > 0;
	str_free(&quoted);
	return good;
}

static bool
has_metadata(struct pg *d, bool *there)
{
	struct str name = {0};
	bool good;

	str_print(&name, "%s.\"drift_metadata\"", d->schema.s);
	good = look_up(d, "to_regclass", &name, there);
	str_free(&name);
	return good;
}

static bool
metadata(struct database *db, const char *key, struct str *value)
{
	struct pg *d = (struct pg *)db;
	struct str sql = {0};
	bool there, good;

	str_clear(value);
	if (!has_metadata(d, &there) || !there)
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
	int64_t got[PG_ANSWERS];
	struct str name = {0};
	bool good;

	str_print(&name, "%s %s", d->schema.s, purpose);
	good = pg_ask_print(d, got, "SELECT pg_%sadvisory_xact_lock(%" PRId64
	    ")%s", locked != NULL ? "try_" : "",
	    (int64_t)hash64(0, name.s, name.n), locked != NULL ? "::int" : "");
	if (locked != NULL)
		*locked = got[0] != 0;
	str_free(&name);
	return good;
}

/* A schema that somebody made for us needs no right to make any. */
static bool
make_schema(struct pg *d)
{
	bool there;

	return look_up(d, "to_regnamespace", &d->schema, &there) && (there ||
	    pg_run_print(d, "CREATE SCHEMA %s", d->schema.s));
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
	    d->base.options.upgrade ? NULL : refuse, postgres_migrations,
	    !d->base.options.create};
	char why[MIGRATE_WHY];
	bool there = false;

	if (!d->base.options.create) {
		if (!has_metadata(d, &there))
			return false;
		d->base.absent = !there;
		(void)snprintf(d->base.why, STORE_WHY, "it has no schema %s",
		    d->schema.s);
		if (!there)
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
	int64_t patience = d->base.options.patience;
	struct str names = {0};
	bool good;

	(void)whole;
	good = pg_ready(d) && pg_ask_text(d, "SELECT string_agg(c.oid::"
	    "regclass::text, E'\\n') " PG_TABLES " AND c.relkind = 'r'",
	    &names) &&
	    pg_run(d, "COMMIT", NULL);
	d->base.options.patience = INT64_MAX / 4;
	for (char *s = names.s; good && s != NULL && *s != '\0';) {
		size_t n = strcspn(s, "\n");

		good = pg_run_print(d, "VACUUM (ANALYZE) %s.%.*s",
		    d->schema.s, (int)n, s);
		s += n + (s[n] == '\n');
	}
	d->base.options.patience = patience;
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
