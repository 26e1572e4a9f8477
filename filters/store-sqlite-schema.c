/*
 * The schema of an SQLite file, and bringing it up to date.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "diag.h"
#include "migrate.h"
#include "store-sqlite.h"

#define PAGE_SIZE	"8192"

/* Tables and what else has a name; false if that cannot be known. */
static bool
count_names(struct sqlite *d, int64_t *n)
{
	struct sqlite3_stmt *s = NULL;
	bool known, found;

	known = sqlite_prepare(d, &s, "SELECT count(*) FROM sqlite_schema") &&
	    sqlite_number(d, s, n, &found) && found;
	sqlite_finalize(s);
	return known;
}

/*
 * Where nothing can be written, not even locks are possible; but then nobody
 * else writes either, unless there is a log.
 */
static bool
is_readable(struct sqlite *d, int64_t *names)
{
	const char *path = d->base.options.database;

	return count_names(d, names) || (!d->base.options.create &&
	    sqlite_cannot_write(d) && !sqlite_has_log(path) &&
	    sqlite_connect(d, path, SQLITE_STILL) && count_names(d, names));
}

static bool
is_empty(struct sqlite *d)
{
	int64_t n;

	return count_names(d, &n) && n == 0;
}

/* Somebody else's tables are in it, or it cannot be read like this. */
static bool
is_foreign(struct sqlite *d)
{
	struct sqlite3_stmt *s = NULL;
	int64_t n = 0;
	bool found, read;

	read = sqlite_prepare(d, &s, "SELECT count(*) > 0 AND "
	    "sum(name = 'drift_metadata') = 0 FROM sqlite_schema") &&
	    sqlite_number(d, s, &n, &found);
	sqlite_finalize(s);
	if (read && n != 0)
		(void)snprintf(d->base.why, STORE_WHY,
		    "it is a database of something else");
	return !read || n != 0;
}

static bool
metadata(struct database *db, const char *key, struct str *value)
{
	struct sqlite *d = (struct sqlite *)db;
	struct sqlite3_stmt *s = NULL;
	struct value v = value_text(key);
	bool good, found;

	str_clear(value);
	if (!sqlite_prepare(d, &s,
	    "SELECT value FROM drift_metadata WHERE key = ?1"))
		return is_empty(d);
	sqlite_bind_text(s, 1, &v);
	good = sqlite_row(d, s, &found);
	if (good && found) {
		sqlite_text(s, 0, &v);
		str_bytes(value, v.s, v.n);
	}
	sqlite_finalize(s);
	return good;
}

/* A copy of the file as it is, beside it, for its owner alone. */
static bool
copy(struct database *db, int version)
{
	struct sqlite *d = (struct sqlite *)db;
	struct sqlite3_stmt *s = NULL;
	struct str name = {0}, uri = {0};
	struct value v;
	mode_t mask = umask(077);
	bool copied;

	str_print(&name, "%s.schema-%d", d->base.options.database, version);
	sqlite_uri(&uri, name.s, "");
	v = value_str(&uri);
	copied = sqlite_prepare(d, &s, "VACUUM INTO ?1");
	if (copied) {
		sqlite_bind_text(s, 1, &v);
		copied = sqlite_execute(d, s) >= 0;
	}
	sqlite_finalize(s);
	str_free(&name);
	str_free(&uri);
	(void)umask(mask);
	return copied;
}

bool
sqlite_bring_up(struct sqlite *d)
{
	const struct migrator m = {&d->base, metadata, NULL,
	    d->base.options.backup ? copy : NULL, sqlite_migrations, false};
	char why[MIGRATE_WHY];

	if (migrate(&m, why))
		return true;
	if (why[0] != '\0')
		(void)snprintf(d->base.why, STORE_WHY, "%s", why);
	return false;
}

/*
 * Several may open a new file at once; the first one makes it.  Some builds
 * of SQLite wipe what a page no longer needs, also as rows move from page to
 * page: who only adds rows has nothing to hide.
 */
bool
sqlite_set_up(struct sqlite *d)
{
	const struct store_options *o = &d->base.options;
	int64_t names = 1;

	if (!is_readable(d, &names) && (o->create || d->base.status == LATER))
		return false;
	if (names == 0 && !sqlite_run(d, "PRAGMA page_size = " PAGE_SIZE ";"
	    "PRAGMA auto_vacuum = INCREMENTAL"))
		return false;
	if (is_foreign(d) && !o->create)
		return sqlite_memory(d);
	return !is_foreign(d) && sqlite_turn_to_wal(d) &&
	    sqlite_run(d, "PRAGMA journal_size_limit = 268435456") &&
	    sqlite_run(d, o->create ? "PRAGMA cache_size = -65536" :
	    "PRAGMA cache_size = -16384") &&
	    sqlite_run(d, o->create ? "PRAGMA secure_delete = OFF" : "") &&
	    sqlite_run(d, o->fast ? "PRAGMA synchronous = NORMAL" :
	    "PRAGMA synchronous = FULL") && sqlite_bring_up(d);
}
