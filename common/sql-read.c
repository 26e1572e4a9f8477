/*
 * Reading rows.
 */
#include "sql.h"

void
sql_select(struct str *b, enum dialect dialect, enum kind kind)
{
	bool texts = dialect == SQL_POSTGRES &&
	    (kind_spec(kind)->flags & SERIES);
	struct column c[SQL_PLACES];
	const char *between = "SELECT ";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (c[i].place != SQL_STORED_AT) {
			str_print(b, "%sr.\"%s\"", between, c[i].name);
			between = ", ";
		}
	if (texts)
		str_text(b, ", s.\"project\", s.\"test_name\", "
		    "s.\"context\"");
	str_print(b, " FROM \"%s\" r", sql_row_table(kind));
	if (texts)
		str_text(b, " JOIN \"series\" s USING (\"series_id\")");
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
		str_print(b, "CASE typeof(r.\"%s\") WHEN 'integer' THEN "
		    "r.\"%s\" / %.1f ELSE r.\"%s\" END", f->name, f->name,
		    SQL_UNITS, f->name);
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

void
sql_key_order(struct str *b, enum kind kind, bool descending)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_print(b, "%sr.\"%s\"%s", between, c[i].name,
			    descending ? " DESC" : "");
			between = ", ";
		}
}
