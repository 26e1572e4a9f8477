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

void
sql_key(struct str *b, enum kind kind)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_print(b, "%s\"%s\"", between, c[i].name);
			between = ", ";
		}
}

/*
 * Texts by their bytes, whatever the language of the database, and what is
 * absent before all else: then both databases say the same, as export does.
 */
static void
add_order(struct str *b, const struct field *f, bool descending)
{
	if (f->type == TYPE_json)
		str_text(b, "::text");
	if (f->type == TYPE_text || f->type == TYPE_json)
		str_text(b, " COLLATE \"C\"");
	if (!(f->marks & (KEY | REQ)))
		str_text(b, descending ? " DESC NULLS LAST" : " NULLS FIRST");
	else if (descending)
		str_text(b, " DESC");
}

void
sql_field_order(struct str *b, enum dialect dialect,
    const struct sql_order *o)
{
	sql_field(b, dialect, o->kind, o->field);
	if (dialect == SQL_POSTGRES)
		add_order(b, &kind_spec(o->kind)->field[o->field],
		    o->descending);
	else if (o->descending)
		str_text(b, " DESC");
}

void
sql_key_order(struct str *b, enum dialect dialect, enum kind kind,
    bool descending)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++) {
		if (!c[i].key)
			continue;
		str_text(b, between);
		between = ", ";
		if (c[i].field != NULL)
			sql_field_order(b, dialect, &(struct sql_order)
			    {kind, c[i].place, descending});
		else
			str_print(b, "r.\"%s\"%s", c[i].name,
			    descending ? " DESC" : "");
	}
}

void
sql_time_order(struct str *b, bool descending)
{
	const char *after = descending ? " DESC" : "";

	str_print(b, "r.\"at\"%s, r.\"series_id\"%s, r.\"h\"%s", after, after,
	    after);
}
