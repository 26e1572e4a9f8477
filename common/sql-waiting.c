/*
 * Many rows at once.
 */
#include "sql-write.h"

int
sql_waiting(enum kind kind, uint64_t fields, struct column waiting[SQL_PLACES])
{
	struct column c[SQL_PLACES];
	int all = sql_columns(kind, c), n = 0;

	for (int i = 0; i < all; i++)
		if (c[i].key || c[i].place >= FIELDS_MAX ||
		    (fields >> c[i].place & 1))
			waiting[n++] = c[i];
	return n;
}

void
sql_insert_waiting(struct str *b, enum kind kind, uint64_t fields)
{
	struct column c[SQL_PLACES];
	struct str places = {0};
	int n = sql_waiting(kind, fields, c);

	str_print(b, "INSERT OR ROLLBACK INTO \"%s\" (", sql_row_table(kind));
	for (int i = 0; i < n; i++) {
		str_print(b, "%s\"%s\"", i > 0 ? ", " : "", c[i].name);
		str_print(&places, "%sc%d", i > 0 ? ", " : "", c[i].place);
	}
	str_print(b, ") SELECT %s FROM waiting WHERE true "
	    "ON CONFLICT DO NOTHING", places.s);
	str_free(&places);
}

/* Of the columns that a row may change: "a" = excluded."a", ... */
static void
add_excluded(struct str *b, enum kind kind)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (sql_is_merged(kind_spec(kind), &c[i])) {
			str_print(b, "%s\"%s\" = excluded.\"%s\"", between,
			    c[i].name, c[i].name);
			between = ", ";
		}
}

/* Another row, which has these fields. */
struct other {
	enum dialect dialect;
	const char *name;
	uint64_t fields;
};

/* In SQLite, its columns have the numbers of the places. */
static void
add_other(struct str *b, const struct other *o, const struct column *c)
{
	if (o->dialect == SQL_SQLITE)
		str_print(b, "%s.c%d", o->name, c->place);
	else
		str_print(b, "%s.\"%s\"%s", o->name, c->name,
		    c->field != NULL && c->field->type == TYPE_json ?
		    "::text" : "");
}

/* Whether row r differs from it. */
static void
add_difference_from(struct str *b, enum kind kind, const struct other *o)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++) {
		if (!sql_is_merged(kind_spec(kind), &c[i]))
			continue;
		str_print(b, "%sr.\"%s\"", between, c[i].name);
		sql_differs(b, o->dialect, &c[i]);
		if (o->fields >> c[i].place & 1)
			add_other(b, o, &c[i]);
		else
			str_text(b, "NULL");
		between = " OR ";
	}
}

/* LIST of the key's columns, or of all. */
static void
add_names(struct str *b, const struct column *c, int n, bool key)
{
	const char *between = " (";

	for (int i = 0; i < n; i++)
		if (c[i].key || !key) {
			str_print(b, "%s\"%s\"", between, c[i].name);
			between = ", ";
		}
	str_byte(b, ')');
}

/* What is there of its key. */
static void
add_join(struct str *b, enum kind kind, const struct other *o)
{
	struct column c[SQL_PLACES];
	const char *between = " ON ";
	int n = sql_columns(kind, c);

	str_print(b, " LEFT JOIN \"%s\" r", sql_row_table(kind));
	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_print(b, "%sr.\"%s\" = ", between, c[i].name);
			add_other(b, o, &c[i]);
			between = " AND ";
		}
}

void
sql_compare_waiting(struct str *b, enum kind kind, uint64_t fields)
{
	const struct other w = {SQL_SQLITE, "w", fields};
	struct column c[SQL_PLACES];

	(void)sql_columns(kind, c);
	str_print(b, "SELECT w.rowid, r.\"%s\" IS NULL FROM waiting w",
	    c[0].name);
	add_join(b, kind, &w);
	str_print(b, " WHERE r.\"%s\" IS NULL", c[0].name);
	if (kind_spec(kind)->merge == KEEP)
		return;
	str_text(b, " OR ");
	add_difference_from(b, kind, &w);
}

/* FROM unnest($1, $2 ...) w (columns), and what is there of their keys. */
static void
add_waiting(struct str *b, enum kind kind, const struct column *c, int n)
{
	for (int i = 0; i < n; i++)
		str_print(b, "%s$%d", i > 0 ? ", " : " FROM unnest(", i + 1);
	str_text(b, ") w");
	add_names(b, c, n, false);
	add_join(b, kind, &(struct other){SQL_POSTGRES, "w", 0});
	if (kind_spec(kind)->flags & SERIES)
		str_print(b, " AND r.\"at\" BETWEEN $%d AND $%d", n + 2,
		    n + 3);
}

/*
 * What is there and the same is left out before it is tried, as trying writes
 * to the row.  What is new has the time of this transaction, what has changed
 * keeps its own.
 */
void
sql_upsert_waiting(struct str *b, enum kind kind, uint64_t fields)
{
	struct column c[SQL_PLACES];
	int n = sql_waiting(kind, fields, c);
	bool keep = kind_spec(kind)->merge == KEEP;

	str_print(b, "WITH put AS (INSERT INTO \"%s\" AS r",
	    sql_row_table(kind));
	add_names(b, c, n, false);
	str_text(b, " SELECT w.*");
	add_waiting(b, kind, c, n);
	str_print(b, " WHERE r.\"%s\" IS NULL", c[0].name);
	if (!keep) {
		str_text(b, " OR ");
		add_difference_from(b, kind, &(struct other){
		    SQL_POSTGRES, "w", fields});
	}
	str_text(b, " ON CONFLICT");
	add_names(b, c, n, true);
	str_text(b, keep ? " DO NOTHING" : " DO UPDATE SET ");
	if (!keep) {
		add_excluded(b, kind);
		str_text(b, " WHERE ");
		add_difference_from(b, kind, &(struct other){
		    SQL_POSTGRES, "excluded", UINT64_MAX});
	}
	str_print(b, " RETURNING r.\"stored_at\" = $%d AS fresh) "
	    "SELECT count(*) FILTER (WHERE fresh), count(*) FROM put", n + 1);
}
