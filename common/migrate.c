#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "migrate.h"
#include "when.h"

int
migrate_newest(const struct migration_step *m)
{
	int newest = 0;

	for (; m->number != 0; m++)
		newest = m->number;
	return newest;
}

static bool
run(const struct migrator *m, const struct str *sql)
{
	return m->db->driver->run(m->db, sql->s, NULL);
}

static bool
read_version(const struct migrator *m, int *version)
{
	struct str value = {0};
	bool good = m->metadata(m->db, "schema_version", &value);

	*version = good && value.n > 0 ? (int)strtol(value.s, NULL, 10) : 0;
	str_free(&value);
	return good;
}

static bool
set_metadata(const struct migrator *m, const char *key, const char *value)
{
	char now[WHEN_LENGTH + 1];
	struct str sql = {0};
	bool good;

	when_print(when_now(), now);
	str_print(&sql, "INSERT INTO \"drift_metadata\" (\"key\", \"value\", "
	    "\"updated_at\") VALUES ('%s', '%s', '%s') "
	    "ON CONFLICT (\"key\") DO UPDATE SET "
	    "\"value\" = excluded.\"value\", "
	    "\"updated_at\" = excluded.\"updated_at\"", key, value, now);
	good = run(m, &sql);
	str_free(&sql);
	return good;
}

static void
checksum(const struct str *text, char out[17])
{
	(void)snprintf(out, 17, "%016" PRIx64, hash64(0, text->s, text->n));
}

static bool
apply(const struct migrator *m, const struct migration_step *one)
{
	struct str text = {0};
	char key[80], sum[17], number[16];
	bool good;

	for (const char *const *line = one->lines; *line != NULL; line++)
		str_text(&text, *line);
	checksum(&text, sum);
	(void)snprintf(key, sizeof(key), "migration %s", one->name);
	(void)snprintf(number, sizeof(number), "%d", one->number);
	good = run(m, &text) && set_metadata(m, key, sum) &&
	    set_metadata(m, "schema_version", number);
	str_free(&text);
	return good;
}

static bool
apply_missing(const struct migrator *m, int version)
{
	for (const struct migration_step *one = m->migrations; one->number != 0;
	    one++)
		if (one->number > version && !apply(m, one))
			return false;
	return true;
}

static bool
make_views(const struct migrator *m, const struct str *views, const char *sum)
{
	return run(m, views) && set_metadata(m, "views", sum);
}

/* What there is to do, asked again under the lock: another may have done it. */
struct state {
	int version;
	bool same_views;
};

static bool
look(const struct migrator *m, const char *sum, struct state *state)
{
	struct str value = {0};
	bool good = read_version(m, &state->version) &&
	    m->metadata(m->db, "views", &value);

	state->same_views = good && text_same(value.s, value.n, sum, 16);
	str_free(&value);
	return good;
}

static bool
upgrade(const struct migrator *m, const struct str *views, const char *sum)
{
	struct state state;

	if (!m->db->driver->begin(m->db, true))
		return false;
	if ((m->lock == NULL || m->lock(m->db)) && look(m, sum, &state) &&
	    apply_missing(m, state.version) &&
	    (state.same_views || make_views(m, views, sum)) &&
	    m->db->driver->commit(m->db))
		return true;
	m->db->driver->rollback(m->db);
	return false;
}

static bool
bring_up(const struct migrator *m, const struct str *views, char *why)
{
	int newest = migrate_newest(m->migrations);
	struct state state;
	char sum[17];

	checksum(views, sum);
	if (!look(m, sum, &state))
		return false;
	if (state.version > newest) {
		(void)snprintf(why, MIGRATE_WHY, "its schema is of version "
		    "%d, this program knows %d", state.version, newest);
		return false;
	}
	if (state.version == newest && (state.same_views || m->reading))
		return true;
	if (state.version > 0 && state.version < newest && m->copy != NULL &&
	    !m->copy(m->db, state.version))
		return false;
	return upgrade(m, views, sum);
}

bool
migrate(const struct migrator *m, char why[MIGRATE_WHY])
{
	struct str views = {0};
	bool good;

	why[0] = '\0';
	sql_views(&views, m->db->driver->dialect);
	good = bring_up(m, &views, why);
	str_free(&views);
	return good;
}
