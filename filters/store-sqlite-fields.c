/*
 * Which fields the rows of a kind have.
 *
 * Most tables have columns in which no row has a value; handing these out is
 * half the work of reading.  drift_metadata tells which ones are used: a row
 * "fields KIND" with their names, made with the first row of its table and
 * extended before a row with another field comes.  A table that had rows
 * before has no such row: all its fields may be used.
 */
#include <inttypes.h>
#include <string.h>

#include "store-sqlite.h"

/* Of one of the tables that only stores write to. */
static bool
is_noted(enum kind kind)
{
	return kind_spec(kind)->flags & SERIES;
}

static uint64_t
from_names(enum kind kind, const struct value *names)
{
	const char *at = names->s, *end = names->s + names->n;
	uint64_t fields = 0;

	while (at < end) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		size_t n = (size_t)((comma == NULL ? end : comma) - at);
		int field = field_find(kind, at, n);

		if (field >= 0)
			fields |= UINT64_C(1) << field;
		at += n + 1;
	}
	return fields;
}

static void
to_names(struct str *names, enum kind kind, uint64_t fields)
{
	for (int i = 0; i < kind_spec(kind)->fields; i++)
		if (fields >> i & 1)
			str_print(names, "%s%s", names->n > 0 ? "," : "",
			    kind_spec(kind)->field[i].name);
}

/* All, unless something is written down. */
bool
sqlite_fields(struct database *db, enum kind kind, uint64_t *fields)
{
	struct sqlite *d = (struct sqlite *)db;
	struct sqlite3_stmt *s = NULL;
	struct str key = {0};
	struct value v;
	bool good, found = false;

	*fields = UINT64_MAX;
	if (!is_noted(kind))
		return true;
	str_print(&key, "fields %s", kind_spec(kind)->name);
	v = value_str(&key);
	good = sqlite_prepare(d, &s,
	    "SELECT value FROM drift_metadata WHERE key = ?1");
	if (good) {
		sqlite_bind_text(s, 1, &v);
		good = sqlite_row(d, s, &found);
	}
	if (found) {
		sqlite_text(s, 0, &v);
		*fields = from_names(kind, &v);
	}
	sqlite_finalize(s);
	str_free(&key);
	return good;
}

static bool
is_empty(struct sqlite *d, enum kind kind, bool *empty)
{
	struct sqlite3_stmt *s = NULL;
	struct str sql = {0};
	int64_t n = 0;
	bool good, found;

	str_print(&sql, "SELECT NOT EXISTS (SELECT 1 FROM \"%s\")",
	    sql_row_table(kind));
	good = sqlite_prepare(d, &s, sql.s) &&
	    sqlite_number(d, s, &n, &found);
	*empty = n != 0;
	sqlite_finalize(s);
	str_free(&sql);
	return good;
}

static bool
write_down(struct sqlite *d, enum kind kind, uint64_t fields)
{
	struct str names = {0}, sql = {0};
	bool good;

	to_names(&names, kind, fields);
	str_print(&sql, "INSERT OR REPLACE INTO drift_metadata VALUES "
	    "('fields %s', '%s', strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', %" PRId64
	    ", 'unixepoch'))", kind_spec(kind)->name, names.s,
	    d->began / 1000000);
	good = sqlite_run(d, sql.s);
	str_free(&names);
	str_free(&sql);
	return good;
}

bool
sqlite_note_fields(struct sqlite *d, enum kind kind, uint64_t fields,
    uint64_t *noted)
{
	bool empty = false;

	if ((fields & ~*noted) == 0)
		return true;
	if (!sqlite_fields(&d->base, kind, noted) || (is_noted(kind) &&
	    *noted == UINT64_MAX && !is_empty(d, kind, &empty)))
		return false;
	if (empty)
		*noted = 0;
	if ((fields & ~*noted) == 0)
		return true;
	*noted |= fields;
	return write_down(d, kind, *noted);
}
