/*
 * Writing rows, and the merge rules.
 */
#include <string.h>

#include "sql-write.h"

void
sql_insert(struct str *b, enum kind kind)
{
	struct column c[SQL_PLACES];
	int n = sql_columns(kind, c);

	if (kind_spec(kind)->flags & WIRE)
		return;
	str_print(b, "INSERT INTO \"%s\" (", sql_row_table(kind));
	for (int i = 0; i < n; i++)
		str_print(b, "%s\"%s\"", i > 0 ? ", " : "", c[i].name);
	str_text(b, ") VALUES (");
	for (int i = 0; i < n; i++)
		str_print(b, "%s:%s", i > 0 ? ", " : "", c[i].name);
	str_text(b, ") ON CONFLICT DO NOTHING");
}

static void
add_alert_value(struct str *b, const char *name)
{
	if (strcmp(name, "acknowledged") == 0)
		str_text(b, "(\"acknowledged\" OR :acknowledged)");
	else if (text_begins(name, "acknowledged_") ||
	    text_begins(name, "ack_"))
		str_print(b, "CASE WHEN \"acknowledged\" THEN \"%s\" "
		    "ELSE :%s END", name, name);
	else
		str_print(b, ":%s", name);
}

static void
add_fill_value(struct str *b, enum kind kind, const char *name)
{
	if (kind == KIND_model_version && sql_goes_with_stage(name))
		sql_stage_value(b, name);
	else
		str_print(b, "coalesce(:%s, \"%s\")", name, name);
}

/* The value a column has after a row came that was there already. */
static void
add_value(struct str *b, enum kind kind, const char *name)
{
	switch (kind_spec(kind)->merge) {
	case FILL:
		add_fill_value(b, kind, name);
		break;
	case ALERT:
		add_alert_value(b, name);
		break;
	default:
		if (kind == KIND_run && strcmp(name, "started_at") == 0)
			str_text(b, "coalesce(\"started_at\", :started_at)");
		else
			str_print(b, ":%s", name);
	}
}

/* Whether two values differ, where absent ones do not. */
void
sql_differs(struct str *b, enum dialect dialect, const struct column *c)
{
	if (dialect == SQL_SQLITE)
		str_text(b, " IS NOT ");
	else if (c->field->type == TYPE_json)	/* has no equality */
		str_text(b, "::text IS DISTINCT FROM ");
	else
		str_text(b, " IS DISTINCT FROM ");
}

/*
 * Not the key and stored_at; not the time of an execution, which a report
 * without times has anew at each reading; nor what only `sent` says.
 */
bool
sql_is_merged(const struct kind_spec *k, const struct column *c)
{
	if (c->key || c->field == NULL)
		return false;
	if ((k->flags & CLOCK) && c->place == k->at)
		return false;
	return k->merge != ALERT || (strcmp(c->name, "last_sent_at") != 0 &&
	    strcmp(c->name, "count") != 0 && strcmp(c->name, "told") != 0);
}

static void
add_row_condition(struct str *b, const struct column *c, int n)
{
	const char *between = " WHERE ";

	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_print(b, "%s\"%s\" = :%s", between, c[i].name,
			    c[i].name);
			between = " AND ";
		}
}

static void
add_difference(struct str *b, enum dialect dialect, enum kind kind)
{
	struct column c[SQL_PLACES];
	int n = sql_columns(kind, c);
	const char *between = " AND (";

	for (int i = 0; i < n; i++) {
		if (!sql_is_merged(kind_spec(kind), &c[i]))
			continue;
		str_print(b, "%s\"%s\"", between, c[i].name);
		sql_differs(b, dialect, &c[i]);
		add_value(b, kind, c[i].name);
		if (dialect == SQL_POSTGRES && c[i].field->type == TYPE_json)
			str_text(b, "::text");
		between = " OR ";
	}
	str_text(b, ")");
	if (kind_spec(kind)->merge == ALERT)
		str_text(b, " AND (\"updated_at\" IS NULL OR :updated_at IS "
		    "NULL OR :updated_at >= \"updated_at\")");
}

static void
add_ack(struct str *b)
{
	str_print(b, "UPDATE \"alert\" SET \"acknowledged\" = TRUE, "
	    "\"acknowledged_at\" = coalesce(:acknowledged_at, :stored_at), "
	    "\"acknowledged_by\" = :acknowledged_by, "
	    "\"acknowledged_until\" = :until, \"ack_reason\" = :reason "
	    "WHERE \"project\" = :project AND (\"alert_id\" = :alert_id OR "
	    "(:alert_id IS NULL AND \"test_name\" = :test_name AND "
	    "\"state\" <> %d)) AND (NOT \"acknowledged\" OR "
	    "\"acknowledged_until\" < coalesce(:acknowledged_at, :stored_at))",
	    alert_state_resolved);
}

/*
 * Up to which finding somebody was told: compared with updated_at, by the clock
 * of findings, which may come late.  Times in told are texts, and receivers
 * stand in the order in which they were told first, on both databases.
 */
#define UP_TO	"coalesce(:updated_at, :at)"

struct told {
	const char *later, *text, *before, *merged, *end;
};
static const struct told told_sqlite = {
	"max(coalesce(\"last_sent_at\", " UP_TO "), " UP_TO ")",
	"(strftime('%Y-%m-%dT%H:%M:%S', " UP_TO " / 1000000, 'unixepoch') || "
	    "printf('.%06dZ', " UP_TO " % 1000000))",
	"coalesce((SELECT \"value\" FROM json_each(\"told\") "
	    "WHERE \"key\" = :to), '')",
	"json_patch(coalesce(\"told\", '{}'), json_object(:to, ", "))",
};
static const struct told told_postgres = {
	"greatest(\"last_sent_at\", " UP_TO ")",
	"to_char(" UP_TO " AT TIME ZONE 'UTC', "
	    "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
	"coalesce(\"told\"->>:to, '') COLLATE \"C\"",
	"(SELECT ('{' || string_agg(to_json(k)::text || ':' || "
	    "to_json(v)::text, ',' ORDER BY n) || '}')::json FROM (SELECT "
	    "k, max(v COLLATE \"C\") AS v, min(n) AS n FROM (SELECT * FROM "
	    "json_each_text(coalesce(\"told\", '{}')) WITH ORDINALITY AS "
	    "t (k, v, n) UNION ALL SELECT CAST(:to AS TEXT), ",
	", 1000000) p GROUP BY k) q)",
};

static void
add_sent(struct str *b, enum dialect dialect)
{
	const struct told *t = dialect == SQL_SQLITE ? &told_sqlite :
	    &told_postgres;
	str_print(b, "UPDATE \"alert\" SET \"last_sent_at\" = %s, "
	    "\"count\" = coalesce(\"count\", 0) + 1, \"told\" = %s%s%s "
	    "WHERE \"project\" = :project AND "
	    "\"alert_id\" = :alert_id AND :ok IS NOT FALSE AND %s < %s",
	    t->later, t->merged, t->text, t->end, t->before, t->text);
}

void
sql_update(struct str *b, enum dialect dialect, enum kind kind)
{
	struct column c[SQL_PLACES];
	const char *between = " SET ";
	int n;

	if (kind == KIND_ack)
		add_ack(b);
	if (kind == KIND_sent)
		add_sent(b, dialect);
	if ((kind_spec(kind)->flags & WIRE) || kind_spec(kind)->merge == KEEP)
		return;
	n = sql_columns(kind, c);
	str_print(b, "UPDATE \"%s\"", sql_row_table(kind));
	for (int i = 0; i < n; i++)
		if (sql_is_merged(kind_spec(kind), &c[i])) {
			str_print(b, "%s\"%s\" = ", between, c[i].name);
			add_value(b, kind, c[i].name);
			between = ", ";
		}
	add_row_condition(b, c, n);
	add_difference(b, dialect, kind);
}

/* An alert of a higher level ends the one it replaces. */
static void
add_supersede(struct str *b)
{
	str_print(b, "UPDATE \"alert\" SET \"state\" = %d, \"resolved_at\" = "
	    ":created_at, \"updated_at\" = :created_at WHERE \"project\" = "
	    ":project AND \"alert_id\" = :supersedes AND \"state\" <> %d",
	    alert_state_resolved, alert_state_resolved);
}

int
sql_along(enum dialect dialect, enum kind kind, struct str b[SQL_ALONG])
{
	if (kind == KIND_alert) {
		add_supersede(&b[0]);
		return 1;
	}
	if (kind == KIND_run) {
		str_text(&b[0], "INSERT INTO \"run_clock\" SELECT :project, "
		    ":run_id, coalesce(:context, ''), :started_at "
		    "WHERE :started_at IS NOT NULL ON CONFLICT DO NOTHING");
		return 1;
	}
	return kind == KIND_model_version ? sql_stage_along(dialect, b) : 0;
}
