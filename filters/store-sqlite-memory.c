/*
 * An agent's memory: the file of another application.
 *
 * It is attached to an empty database of ours in memory, for reading alone.
 * Views with the names of our row tables then show its rows as if they were
 * ours, so that whatever reads finds them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "diag.h"
#include "store-sqlite.h"
#include "when.h"

#define TOLD	10		/* rows that are named */

static const enum kind kinds[] = {KIND_tenant, KIND_entity,
    KIND_auto_message, KIND_memory_decision, KIND_attention_link,
    KIND_compound_concept};

#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))

/* ---- opening ---- */

static bool
attach(struct sqlite *d, const char *how)
{
	struct str sql = {0};
	bool can;

	str_text(&sql, "ATTACH '");
	sqlite_uri(&sql, d->base.options.database, how);
	str_text(&sql, "' AS memory");
	can = sqlite_run(d, sql.s) &&
	    sqlite_run(d, "SELECT count(*) FROM memory.sqlite_schema");
	str_free(&sql);
	return can;
}

/*
 * Where nothing can be written, not even locks are possible; but then nobody
 * else writes either.
 */
static bool
attach_file(struct sqlite *d)
{
	const char *path = d->base.options.database;

	if (attach(d, "mode=ro"))
		return true;
	(void)sqlite_run(d, "DETACH memory");
	if (!sqlite_has_log(path) && attach(d, SQLITE_STILL))
		return true;
	if (sqlite_has_log(path))
		(void)snprintf(d->base.why, STORE_WHY, "cannot be read with "
		    "its log where nothing can be written: copy %s and %s-wal "
		    "elsewhere", path, path);
	return false;
}

/* ---- which tables and columns it has ---- */

/* The texts of the first column, each in quotes and ended by a comma. */
static bool
list(struct sqlite *d, const char *sql, struct str *names)
{
	struct sqlite3_stmt *s = NULL;
	struct value v;
	bool found = true;

	str_clear(names);
	str_byte(names, ',');
	if (!sqlite_prepare(d, &s, sql))
		return false;
	while (sqlite_row(d, s, &found) && found) {
		sqlite_text(s, 0, &v);
		str_bytes(names, v.s, v.n);
		str_byte(names, ',');
	}
	sqlite_finalize(s);
	return !found;
}

static bool
has(const struct str *names, const char *name)
{
	struct str quoted = {0};
	bool there;

	str_print(&quoted, ",%s,", name);
	there = strstr(names->s, quoted.s) != NULL;
	str_free(&quoted);
	return there;
}

/* The name of a field in the application's own tables. */
static const char *
column_of(enum kind kind, int field)
{
	const struct kind_spec *k = kind_spec(kind);

	return field == k->project ? "tenant_id" : k->field[field].name;
}

static bool
list_columns(struct sqlite *d, enum kind kind, struct str *names)
{
	char sql[96];

	(void)snprintf(sql, sizeof(sql), "SELECT name FROM "
	    "pragma_table_xinfo('%s', 'memory')", kind_spec(kind)->table);
	return list(d, sql, names);
}

/* Takes the names that are known out of ,a,b,c, and leaves b,c. */
static void
strike(struct str *names, const char *name)
{
	struct str quoted = {0};
	char *at;

	str_print(&quoted, ",%s,", name);
	at = strstr(names->s, quoted.s);
	if (at != NULL) {
		memmove(at, at + quoted.n - 1, strlen(at + quoted.n - 1) + 1);
		names->n -= quoted.n - 1;
	}
	str_free(&quoted);
}

static bool
refuse(struct sqlite *d, const char *what, const struct str *names)
{
	int n = names->n > 2 ? (int)names->n - 2 : 0;

	if (n == 0 || d->base.options.skip_unknown)
		return true;
	(void)snprintf(d->base.why, STORE_WHY, "unknown %s: %.*s; "
	    "--skip-unknown leaves them", what, n < 120 ? n : 120,
	    names->s + 1);
	return false;
}

static bool
knows_columns(struct sqlite *d, enum kind kind)
{
	struct str names = {0};
	char what[64];
	bool known = list_columns(d, kind, &names);

	for (int i = 0; known && i < kind_spec(kind)->fields; i++)
		strike(&names, column_of(kind, i));
	(void)snprintf(what, sizeof(what), "columns of %s",
	    kind_spec(kind)->table);
	known = known && refuse(d, what, &names);
	str_free(&names);
	return known;
}

static bool
knows_tables(struct sqlite *d, const struct str *tables)
{
	struct str left = {0};
	bool known;

	str_text(&left, tables->s);
	for (size_t i = 0; i < KINDS; i++)
		strike(&left, kind_spec(kinds[i])->table);
	known = left.n != tables->n;
	if (!known)
		(void)snprintf(d->base.why, STORE_WHY,
		    "it is a database of something else");
	known = known && refuse(d, "tables", &left);
	str_free(&left);
	return known;
}

/* ---- its values as ours ---- */

/*
 * Microseconds of a date, or of date and time to any part of a second, UTC
 * unless a zone stands behind it; NULL where it is none.
 */
#define ZONE	"ltrim(substr(\"%s\", 20), '.0123456789')"
#define TEXT_TIME							\
	"CASE WHEN date(substr(\"%s\", 1, 10), '+0 days') = "		\
	"substr(\"%s\", 1, 10) THEN strftime('%%s', "			\
	"substr(\"%s\", 1, 19) || " ZONE ") * 1000000 + "		\
	"CAST(substr(substr(\"%s\", 21, length(\"%s\") - 20 - "		\
	"length(" ZONE ")) || '000000', 1, 6) AS INTEGER) END"

static void
add_time(struct str *b, const char *c)
{
	str_print(b, "CASE typeof(\"%s\") WHEN 'integer' THEN \"%s\" * "
	    "1000000 WHEN 'real' THEN CAST(round(\"%s\" * 1e6) AS INTEGER) "
	    "WHEN 'text' THEN ", c, c, c);
	str_print(b, TEXT_TIME, c, c, c, c, c, c, c);
	str_text(b, " END");
}

static void
add_value(struct str *b, const struct field *f, const char *c)
{
	switch (f->type) {
	case TYPE_time:
		add_time(b, c);
		break;
	case TYPE_json:
		str_print(b, "CASE WHEN \"%s\" IS NULL THEN NULL WHEN "
		    "json_valid(\"%s\") THEN replace(replace(\"%s\", "
		    "char(10), ' '), char(13), ' ') ELSE "
		    "json_quote(CAST(\"%s\" AS TEXT)) END", c, c, c, c);
		break;
	case TYPE_int:
		str_print(b, "\"%s\"", c);
		break;
	case TYPE_real:
		str_print(b, "CAST(\"%s\" AS REAL)", c);
		break;
	default:
		str_print(b, "CAST(\"%s\" AS TEXT)", c);
	}
}

/* What a value must be so that nothing of it is lost; false is bad. */
static void
add_fits(struct str *b, const struct field *f, const char *c)
{
	switch (f->type) {
	case TYPE_time:
		str_print(b, "(\"%s\" IS NULL OR coalesce(", c);
		add_time(b, c);
		str_print(b, " BETWEEN %" PRId64 " AND %" PRId64 ", 0))",
		    WHEN_FIRST, WHEN_LAST);
		break;
	case TYPE_int:
		str_print(b, "typeof(\"%s\") IN ('integer'%s)", c,
		    f->marks & REQ ? "" : ", 'null'");
		break;
	case TYPE_real:
		str_print(b, "(typeof(\"%s\") IN ('integer', 'null') OR "
		    "(typeof(\"%s\") = 'real' AND "
		    "abs(\"%s\") <= 1.7976931348623157e308))", c, c, c);
		break;
	default:
		str_print(b, "typeof(\"%s\") NOT IN ('blob'%s)", c,
		    f->marks & REQ ? ", 'null'" : "");
	}
}

/* All that is kept of a table fits: WHERE ... */
static void
add_good(struct str *b, enum kind kind, const struct str *columns)
{
	const struct kind_spec *k = kind_spec(kind);
	const char *between = " WHERE ";

	for (int i = 0; i < k->fields; i++)
		if (has(columns, column_of(kind, i))) {
			str_text(b, between);
			add_fits(b, &k->field[i], column_of(kind, i));
			between = " AND ";
		}
}

static void
add_column(struct str *b, enum kind kind, const struct column *c,
    const struct str *columns)
{
	const char *name = c->field == NULL ? "" : column_of(kind, c->place);
	bool tenant = c->place == kind_spec(kind)->project;

	if (c->field == NULL)
		str_byte(b, '0');
	else if (has(columns, name)) {
		str_text(b, tenant ? "coalesce(" : "");
		add_value(b, c->field, name);
		str_text(b, tenant ? ", 'default')" : "");
	} else if (c->field->dflt != NULL)
		str_print(b, c->field->type == TYPE_text ? "'%s'" : "%s",
		    c->field->dflt);
	else
		str_text(b, "NULL");
	str_print(b, " AS \"%s\"", c->name);
}

/*
 * The view that stands for our row table of a kind.  Who only counts, counts
 * all rows.
 */
static bool
make_view(struct sqlite *d, enum kind kind, const struct str *columns)
{
	struct column c[SQL_PLACES];
	struct str sql = {0};
	int n = sql_columns(kind, c);
	bool made;

	str_print(&sql, "CREATE TEMP VIEW \"%s\" AS SELECT ",
	    sql_row_table(kind));
	for (int i = 0; i < n; i++) {
		str_text(&sql, i > 0 ? ", " : "");
		add_column(&sql, kind, &c[i], columns);
	}
	str_print(&sql, " FROM memory.\"%s\"", kind_spec(kind)->table);
	if (d->base.options.kinds != 0)
		add_good(&sql, kind, columns);
	made = sqlite_run(d, sql.s);
	str_free(&sql);
	return made;
}

/* ---- rows that are left ---- */

static void
add_culprit(struct str *b, enum kind kind, const struct str *columns)
{
	const struct kind_spec *k = kind_spec(kind);

	str_text(b, "CASE");
	for (int i = 0; i < k->fields; i++)
		if (has(columns, column_of(kind, i))) {
			str_text(b, " WHEN NOT ");
			add_fits(b, &k->field[i], column_of(kind, i));
			str_print(b, " THEN '%s'", column_of(kind, i));
		}
	str_text(b, " END");
}

/* Names the rows of a table that cannot be kept as they are. */
static bool
tell_bad(struct sqlite *d, enum kind kind, const struct str *columns)
{
	const char *table = kind_spec(kind)->table;
	struct sqlite3_stmt *s = NULL;
	struct str sql = {0};
	struct value row, name;
	size_t n = 0;
	bool good, found = true;

	str_print(&sql, "SELECT \"%s\", ", kind == KIND_tenant ? "tenant_id" :
	    "id");
	add_culprit(&sql, kind, columns);
	str_print(&sql, " FROM memory.\"%s\" WHERE NOT (SELECT true", table);
	add_good(&sql, kind, columns);
	str_text(&sql, ") IS true");
	good = sqlite_prepare(d, &s, sql.s);
	while (good && (good = sqlite_row(d, s, &found)) && found &&
	    n++ < TOLD) {
		sqlite_text(s, 0, &row);
		sqlite_text(s, 1, &name);
		diag_say("%s: row %.*s of %s is left: its %.*s is not what it "
		    "should be", d->base.name.s, (int)row.n, row.s, table,
		    (int)name.n, name.s);
	}
	if (n > TOLD)
		diag_say("%s: more rows of %s are left", d->base.name.s, table);
	d->base.refused += n;
	sqlite_finalize(s);
	str_free(&sql);
	return good;
}

static bool
show_table(struct sqlite *d, enum kind kind)
{
	struct str columns = {0};
	bool shown = knows_columns(d, kind) &&
	    list_columns(d, kind, &columns) &&
	    make_view(d, kind, &columns) &&
	    (!(d->base.options.kinds & KIND_BIT(kind)) ||
	    tell_bad(d, kind, &columns));

	str_free(&columns);
	return shown;
}

bool
sqlite_memory(struct sqlite *d)
{
	struct str tables = {0};
	/* Ours is made first: its names are looked for in both. */
	bool shown = sqlite_connect(d, ":memory:", "") && sqlite_bring_up(d) &&
	    attach_file(d) && list(d, "SELECT name FROM "
	    "memory.sqlite_schema WHERE type = 'table' AND name NOT LIKE "
	    "'sqlite\\_%' ESCAPE '\\' ORDER BY name", &tables) &&
	    knows_tables(d, &tables);

	for (size_t i = 0; shown && i < KINDS; i++)
		if (has(&tables, kind_spec(kinds[i])->table))
			shown = show_table(d, kinds[i]);
	str_free(&tables);
	return shown;
}
