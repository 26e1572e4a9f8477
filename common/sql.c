/*
 * Row tables: their columns and how they are made.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "sql.h"
#include "when.h"

void
sql_name(struct str *b, const char *name)
{
	str_print(b, "\"%s\"", name);
}

void
sql_text(struct str *b, const char *text)
{
	str_byte(b, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			str_byte(b, '\'');
		str_byte(b, *text);
	}
	str_byte(b, '\'');
}

const char *
sql_row_table(enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);

	/* The view has the public name, and names are one space. */
	if (strcmp(k->name, "feature_drift") == 0)
		return "feature_drift_row";
	return k->name;
}

void
sql_time(struct str *b, enum dialect dialect, int64_t us)
{
	char text[WHEN_LENGTH + 1];

	if (dialect == SQL_SQLITE) {
		str_print(b, "%" PRId64, us);
		return;
	}
	when_print(us, text);
	str_print(b, "TIMESTAMPTZ '%s'", text);
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

bool
sql_units(double d, int64_t *units)
{
	if (!(d > -1e11 && d < 1e11) || (d == 0 && signbit(d)))
		return false;
	*units = llround(d * SQL_UNITS);
	return (double)*units / SQL_UNITS == d;
}

bool
sql_in_series(enum kind kind, int field)
{
	static const char *const texts[] = {"project", "test_name", "context",
	    NULL};
	const struct kind_spec *k = kind_spec(kind);

	return (k->flags & SERIES) && is_one_of(k->field[field].name, texts);
}

/* Whether the field has a column of its own. */
static bool
has_column(const struct kind_spec *k, enum kind kind, int i)
{
	if (sql_in_series(kind, i))
		return false;
	return !(k->flags & SERIES) || (k->flags & CLOCK) || i != k->at;
}

static struct column
field_column(const struct kind_spec *k, int i)
{
	const struct field *f = &k->field[i];

	return (struct column){.name = f->name, .place = i, .field = f,
	    .key = !(k->flags & SERIES) && (f->marks & KEY),
	    .dict = f->type == TYPE_text && (f->marks & DICT) &&
	    !(k->flags & PLAIN),
	    .decimal = f->type == TYPE_real && !(k->flags & PLAIN)};
}

int
sql_columns(enum kind kind, struct column c[SQL_PLACES])
{
	const struct kind_spec *k = kind_spec(kind);
	int n = 0;

	if (k->flags & SERIES) {
		c[n++] = (struct column){"series_id", SQL_SERIES_ID, NULL,
		    true, false, false};
		c[n++] = (struct column){"at", SQL_AT, NULL, true, false,
		    false};
		c[n++] = (struct column){"h", SQL_HASH, NULL, true, false,
		    false};
	}
	for (int i = 0; i < k->fields; i++)
		if (has_column(k, kind, i) && field_column(k, i).key)
			c[n++] = field_column(k, i);
	c[n++] = (struct column){"stored_at", SQL_STORED_AT, NULL, false,
	    false, false};
	for (int i = 0; i < k->fields; i++)
		if (has_column(k, kind, i) && !field_column(k, i).key)
			c[n++] = field_column(k, i);
	return n;
}

static const char *
sqlite_type(const struct column *c)
{
	if (c->field == NULL || c->dict)
		return "INTEGER";
	switch (c->field->type) {
	case TYPE_text:
	case TYPE_json:
		return "TEXT";
	case TYPE_real:
		return c->decimal ? "ANY" : "REAL";
	default:
		return "INTEGER";
	}
}

static const char *
postgres_type(const struct column *c)
{
	if (c->field == NULL)
		return c->place == SQL_AT || c->place == SQL_STORED_AT ?
		    "TIMESTAMPTZ" : "BIGINT";
	switch (c->field->type) {
	case TYPE_text:
		return "TEXT";
	case TYPE_json:
		return "JSON";
	case TYPE_real:
		return "DOUBLE PRECISION";
	case TYPE_bool:
		return "BOOLEAN";
	case TYPE_time:
		return "TIMESTAMPTZ";
	case TYPE_word:
		return "SMALLINT";
	default:
		return "BIGINT";
	}
}

static void
add_column(struct str *b, enum dialect dialect, const struct column *c)
{
	bool required = c->field == NULL || c->key ||
	    (c->field->marks & REQ);

	str_byte(b, '\t');
	sql_name(b, c->name);
	str_print(b, " %s%s,\n", dialect == SQL_SQLITE ? sqlite_type(c) :
	    postgres_type(c), required ? " NOT NULL" : "");
}

static void
add_primary_key(struct str *b, const struct column *c, int n)
{
	const char *between = "\tPRIMARY KEY (";

	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_text(b, between);
			sql_name(b, c[i].name);
			between = ", ";
		}
	str_text(b, ")\n");
}

/*
 * Rows of a series lie together, which serves for every question about time
 * or tests; elsewhere a field that is asked by often gets an index, except
 * those that have but a few values.
 */
static bool
has_index(const struct kind_spec *k, const struct field *f)
{
	return (f->marks & IDX) && !(k->flags & SERIES) &&
	    f->type != TYPE_word && f->type != TYPE_bool;
}

static void
add_indexes(struct str *b, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);

	for (int i = 0; i < k->fields; i++) {
		const struct field *f = &k->field[i];
		bool tenant = (k->flags & PLAIN) && k->project >= 0;

		if (has_index(k, f))
			str_print(b, "CREATE INDEX \"%s_%s\" ON \"%s\" "
			    "(%s\"%s\");\n", k->name, f->name,
			    sql_row_table(kind), tenant ? "\"project\", " : "",
			    f->name);
	}
}

void
sql_table(struct str *b, enum dialect dialect, enum kind kind)
{
	struct column c[SQL_PLACES];
	int n = sql_columns(kind, c);

	str_text(b, "CREATE TABLE ");
	sql_name(b, sql_row_table(kind));
	str_text(b, " (\n");
	for (int i = 0; i < n; i++)
		add_column(b, dialect, &c[i]);
	add_primary_key(b, c, n);
	str_text(b, dialect == SQL_SQLITE ? ") STRICT, WITHOUT ROWID;\n" :
	    ");\n");
	add_indexes(b, kind);
}

void
sql_shared_tables(struct str *b, enum dialect dialect)
{
	bool sqlite = dialect == SQL_SQLITE;
	const char *strict = sqlite ? " STRICT" : "";
	const char *clustered = sqlite ? " STRICT, WITHOUT ROWID" : "";

	str_print(b, "CREATE TABLE \"drift_metadata\" (\n"
	    "\t\"key\" TEXT PRIMARY KEY,\n\t\"value\" TEXT NOT NULL,\n"
	    "\t\"updated_at\" %s NOT NULL\n)%s;\n",
	    sqlite ? "TEXT" : "TIMESTAMPTZ", strict);
	str_print(b, "CREATE TABLE \"series\" (\n\t\"series_id\" %s,\n"
	    "\t\"project\" TEXT NOT NULL,\n\t\"test_name\" TEXT NOT NULL,\n"
	    "\t\"context\" TEXT NOT NULL,\n"
	    "\tUNIQUE (\"test_name\", \"project\", \"context\")\n)%s;\n",
	    sqlite ? "INTEGER PRIMARY KEY" : "BIGINT PRIMARY KEY", strict);
	str_print(b, "CREATE TABLE \"run_clock\" (\n"
	    "\t\"project\" TEXT NOT NULL,\n\t\"run_id\" TEXT NOT NULL,\n"
	    "\t\"context\" TEXT NOT NULL,\n\t\"at\" %s NOT NULL,\n"
	    "\tPRIMARY KEY (\"project\", \"run_id\", \"context\")\n)%s;\n",
	    sqlite ? "INTEGER" : "TIMESTAMPTZ", clustered);
	if (sqlite)
		str_text(b, "CREATE TABLE \"words\" (\n"
		    "\t\"word_id\" INTEGER PRIMARY KEY,\n"
		    "\t\"text\" TEXT NOT NULL UNIQUE\n) STRICT;\n"
		    "INSERT INTO \"words\" VALUES (0, '');\n");
}
