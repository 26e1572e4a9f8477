/*
 * Reading rows.
 */
#include "sql.h"

/* What a record is made of: BEFORE.COLUMN, ... */
static void
add_columns(struct str *b, enum kind kind, const char *before)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (c[i].place != SQL_STORED_AT) {
			str_print(b, "%s%s\"%s\"", between, before,
			    c[i].name);
			between = ", ";
		}
}

/* PostgreSQL: whether the texts of a series go along. */
static bool
has_texts(enum dialect dialect, enum kind kind)
{
	return dialect == SQL_POSTGRES && (kind_spec(kind)->flags & SERIES);
}

void
sql_count(struct str *b, enum kind kind)
{
	str_print(b, "SELECT count(*) FROM \"%s\" r", sql_row_table(kind));
}

void
sql_select(struct str *b, enum dialect dialect, enum kind kind)
{
	if (!has_texts(dialect, kind)) {
		sql_select_bare(b, kind);
		return;
	}
	str_text(b, "SELECT ");
	add_columns(b, kind, "r.");
	str_print(b, ", s.\"project\", s.\"test_name\", s.\"context\" "
	    "FROM \"%s\" r JOIN \"series\" s USING (\"series_id\")",
	    sql_row_table(kind));
}

void
sql_select_bare(struct str *b, enum kind kind)
{
	str_text(b, "SELECT ");
	add_columns(b, kind, "r.");
	str_print(b, " FROM \"%s\" r", sql_row_table(kind));
}

void
sql_returning(struct str *b, enum dialect dialect, enum kind kind)
{
	static const char *const texts[] = {"project", "test_name", "context"};

	str_text(b, " RETURNING ");
	add_columns(b, kind, "");
	for (int i = 0; i < 3 && has_texts(dialect, kind); i++)
		str_print(b, ", (SELECT s.\"%s\" FROM \"series\" s WHERE "
		    "s.\"series_id\" = \"%s\".\"series_id\")", texts[i],
		    sql_row_table(kind));
}

/* SQLite: what stands in the row for a text or a decimal. */
static bool
add_number(struct str *b, enum kind kind, int field)
{
	const struct field *f = &kind_spec(kind)->field[field];

	if (kind_spec(kind)->flags & PLAIN)
		return false;
	if (sql_is_word(kind, field))
		str_print(b, "(SELECT \"text\" FROM \"words\" WHERE "
		    "\"word_id\" = r.\"%s\")", f->name);
	else if (f->type == TYPE_real)
		sql_decimal(b, "r.", f);
	else
		return false;
	return true;
}

void
sql_field(struct str *b, enum dialect dialect, enum kind kind, int field)
{
	const struct kind_spec *k = kind_spec(kind);
	const struct field *f = &k->field[field];

	if (sql_in_series(kind, field))
		str_print(b, "(SELECT \"%s\" FROM \"series\" s WHERE "
		    "s.\"series_id\" = r.\"series_id\")", f->name);
	else if ((k->flags & SERIES) && !(k->flags & CLOCK) && field == k->at)
		str_text(b, "r.\"at\"");
	else if (dialect == SQL_POSTGRES || !add_number(b, kind, field))
		str_print(b, "r.\"%s\"", f->name);
}

static void
add_key(struct str *b, enum kind kind, const char *before, const char *after)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_print(b, "%s%s\"%s\"%s", between, before,
			    c[i].name, after);
			between = ", ";
		}
}

void
sql_key(struct str *b, enum kind kind)
{
	add_key(b, kind, "", "");
}

void
sql_key_order(struct str *b, enum kind kind, bool descending)
{
	add_key(b, kind, "r.", descending ? " DESC" : "");
}

void
sql_time_order(struct str *b, bool descending)
{
	const char *after = descending ? " DESC" : "";

	str_print(b, "r.\"at\"%s, r.\"series_id\"%s, r.\"h\"%s", after, after,
	    after);
}
