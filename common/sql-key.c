/*
 * Parameters, and one row by its key.
 */
#include <string.h>

#include "sql.h"

int
sql_place(enum kind kind, const char *name, size_t n)
{
	static const struct { int place; const char *name; } others[] = {
	    {SQL_SERIES_ID, "series_id"}, {SQL_HASH, "h"},
	    {SQL_STORED_AT, "stored_at"}, {SQL_AT, "at"}};
	int field = field_find(kind, name, n);

	for (size_t i = 0; field < 0 && i < 4; i++)
		if (text_same(others[i].name, strlen(others[i].name), name, n))
			return others[i].place;
	return field;
}

int
sql_parameter(struct sql_parameters *key, int place)
{
	for (int i = 0; i < key->n; i++)
		if (key->place[i] == place)
			return i + 1;
	key->place[key->n++] = place;
	return key->n;
}

static int
named(struct sql_parameters *key, enum kind kind, const char *field)
{
	return sql_parameter(key, field_find(kind, field, strlen(field)));
}

static void
add_series(struct str *b, struct sql_parameters *key, enum kind kind)
{
	str_print(b, "r.\"series_id\" = (SELECT \"series_id\" FROM \"series\" "
	    "WHERE \"project\" = ?%d AND \"test_name\" = ?%d AND "
	    "\"context\" = ?%d)", named(key, kind, "project"),
	    named(key, kind, "test_name"), named(key, kind, "context"));
}

/* Its own time, or that of its run where it belongs to one. */
static void
add_at(struct str *b, struct sql_parameters *key, enum kind kind)
{
	int at = sql_parameter(key, SQL_AT);

	if (kind_spec(kind)->flags & CLOCK)
		str_print(b, "r.\"at\" = coalesce((SELECT \"at\" FROM "
		    "\"run_clock\" WHERE \"project\" = ?%d AND \"run_id\" = "
		    "?%d AND \"context\" = ?%d AND \"run_id\" <> ''), ?%d)",
		    named(key, kind, "project"), named(key, kind, "run_id"),
		    named(key, kind, "context"), at);
	else
		str_print(b, "r.\"at\" = ?%d", at);
}

static void
add_equal(struct str *b, enum dialect dialect, const struct column *c, int n)
{
	str_print(b, c->dict && dialect == SQL_SQLITE ? "r.\"%s\" = (SELECT "
	    "\"word_id\" FROM \"words\" WHERE \"text\" = ?%d)" :
	    "r.\"%s\" = ?%d", c->name, n);
}

void
sql_row_of(struct str *b, enum dialect dialect, enum kind kind,
    struct sql_parameters *key)
{
	struct column c[SQL_PLACES];
	const char *between = " WHERE ";
	int n = sql_columns(kind, c);

	key->n = 0;
	for (int i = 0; i < n; i++) {
		if (!c[i].key)
			continue;
		str_text(b, between);
		between = " AND ";
		if (c[i].place == SQL_SERIES_ID)
			add_series(b, key, kind);
		else if (c[i].place == SQL_AT)
			add_at(b, key, kind);
		else
			add_equal(b, dialect, &c[i],
			    sql_parameter(key, c[i].place));
	}
}
