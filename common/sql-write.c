/*
 * Writing rows, and the merge rules.
 */
#include <string.h>

#include "sql.h"

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

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static void
add_alert_value(struct str *b, const char *name)
{
	if (strcmp(name, "acknowledged") == 0)
		str_text(b, "(\"acknowledged\" OR :acknowledged)");
	else if (begins(name, "acknowledged_") || begins(name, "ack_"))
		str_print(b, "CASE WHEN \"acknowledged\" THEN \"%s\" "
		    "ELSE :%s END", name, name);
	else
		str_print(b, ":%s", name);
}

/*
 * A promotion that is known already, or older than the archiving of the same
 * version, was overtaken: it comes from a replay or a late spool.  The time
 * of an archiving that only the store's clock gave says nothing here.
 */
#define OVERTAKEN							\
	"(:stage = %d AND EXISTS (SELECT 1 FROM \"model_version\" o WHERE "  \
	"o.\"project\" = :project AND o.\"model_name\" = :model_name AND "    \
	"o.\"model_version\" = :model_version AND o.\"stage\" = %d AND " \
	"(o.\"promoted_at\" >= :promoted_at OR EXISTS (SELECT 1 FROM "	\
	"\"stage_change\" h WHERE h.\"project\" = o.\"project\" AND "	\
	"h.\"model_name\" = o.\"model_name\" AND h.\"model_version\" = " \
	"o.\"model_version\" AND h.\"to_stage\" = o.\"stage\" AND "	\
	"h.\"at\" >= :promoted_at AND h.\"at\" <> h.\"stored_at\"))))"

/* What says how and why a version came to its stage goes with the stage. */
static bool
goes_with_stage(const char *name)
{
	static const char *const names[] = {"promoted_at", "promoted_by",
	    "decided_at", "reason", NULL};

	return word_find(names, name) >= 0;
}

static void
add_stage_value(struct str *b, const char *name)
{
	str_print(b, "CASE WHEN " OVERTAKEN " THEN \"%s\" ",
	    stage_Production, stage_Archived, name);
	if (strcmp(name, "stage") == 0)
		str_text(b, "ELSE :stage END");
	else if (begins(name, "promoted_"))
		str_print(b, "ELSE coalesce(:%s, \"%s\") END", name, name);
	else
		str_print(b, "WHEN \"stage\" <> :stage THEN :%s "
		    "ELSE coalesce(:%s, \"%s\") END", name, name, name);
}

static void
add_fill_value(struct str *b, enum kind kind, const char *name)
{
	if (kind == KIND_model_version && (goes_with_stage(name) ||
	    strcmp(name, "stage") == 0))
		add_stage_value(b, name);
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
static void
add_differs(struct str *b, enum dialect dialect, const struct column *c)
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
static bool
is_merged(const struct kind_spec *k, const struct column *c)
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
		if (!is_merged(kind_spec(kind), &c[i]))
			continue;
		str_print(b, "%s\"%s\"", between, c[i].name);
		add_differs(b, dialect, &c[i]);
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
	    "\"acknowledged_at\" = coalesce(:at, :stored_at), "
	    "\"acknowledged_by\" = :acknowledged_by, "
	    "\"acknowledged_until\" = :until, \"ack_reason\" = :reason "
	    "WHERE \"project\" = :project AND (\"alert_id\" = :alert_id OR "
	    "(:alert_id IS NULL AND \"test_name\" = :test_name AND "
	    "\"state\" <> %d)) AND (NOT \"acknowledged\" OR "
	    "\"acknowledged_until\" < coalesce(:at, :stored_at))",
	    alert_state_resolved);
}

/*
 * Up to which finding somebody was told: compared with updated_at, by the clock
 * of findings, which may come late.  Times in told are texts.
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
	"(coalesce(\"told\"::jsonb, '{}') || jsonb_build_object(:to, ",
	"))::json",
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
		if (is_merged(kind_spec(kind), &c[i])) {
			str_print(b, "%s\"%s\" = ", between, c[i].name);
			add_value(b, kind, c[i].name);
			between = ", ";
		}
	add_row_condition(b, c, n);
	add_difference(b, dialect, kind);
}

/* Of the columns that a row may change: "a" = excluded."a", ... */
static void
add_excluded(struct str *b, enum kind kind)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	for (int i = 0; i < n; i++)
		if (is_merged(kind_spec(kind), &c[i])) {
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
		if (!is_merged(kind_spec(kind), &c[i]))
			continue;
		str_print(b, "%sr.\"%s\"", between, c[i].name);
		add_differs(b, o->dialect, &c[i]);
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

#define THIS_MODEL							\
	"\"project\" = :project AND \"model_name\" = :model_name"
#define THIS_VERSION							\
	THIS_MODEL " AND \"model_version\" = :model_version"
#define OTHERS_IN_PRODUCTION						\
	" WHERE " THIS_MODEL " AND \"model_version\" <> :model_version AND "  \
	"\"stage\" = %d AND :stage = %d AND NOT " OVERTAKEN

/* Whether this version comes to another stage by what is stored now. */
#define MOVES								\
	"NOT " OVERTAKEN " AND NOT EXISTS (SELECT 1 FROM \"model_version\" "  \
	"WHERE " THIS_VERSION " AND \"stage\" = :stage)"

/*
 * Two programs that promote at once: the second waits until it can see what
 * the first has done.  SQLite has one writer at any time.
 */
static void
add_lock(struct str *b)
{
	str_text(b, "LOCK TABLE \"model_version\" "
	    "IN SHARE ROW EXCLUSIVE MODE");
}

/*
 * Of a change that did not say when it happened, the time is that of storing
 * it.  Such times give way to one that is said, and move before it.
 */
static void
add_give_way(struct str *b, enum dialect dialect)
{
	static const char guessed[] = THIS_MODEL " AND \"at\" = \"stored_at\" "
	    "AND \"at\" >= :promoted_at";

	str_print(b, "UPDATE \"stage_change\" SET \"at\" = :promoted_at - %s - "
	    "((SELECT max(\"at\") FROM \"stage_change\" WHERE %s) - \"at\") "
	    "WHERE %s AND :stage = %d AND " MOVES,
	    dialect == SQL_SQLITE ? "1" : "INTERVAL '1 microsecond'", guessed,
	    guessed, stage_Production, stage_Production, stage_Archived);
}

/*
 * When it happened: as it says, unless that is before what is known to have
 * happened last; then it did just after it was stored, so that the time is
 * none that the clock gave alone, and in any case after that.
 */
static void
add_changed_at(struct str *b, enum dialect dialect, const char *said,
    const char *last)
{
	bool sqlite = dialect == SQL_SQLITE;
	const char *later = sqlite ? "max" : "greatest";
	const char *tick = sqlite ? "1" : "INTERVAL '1 microsecond'";

	str_print(b, "CASE WHEN coalesce(%s > %s, %s IS NOT NULL) THEN %s "
	    "WHEN %s IS NOT NULL THEN %s(:stored_at, %s) + %s "
	    "ELSE %s(:stored_at, coalesce(%s + %s, :stored_at)) END",
	    said, last, said, said, said, later, last, tick, later, last,
	    tick);
}

#define INTO_HISTORY							\
	"INSERT INTO \"stage_change\" (\"project\", \"model_name\", "	\
	"\"model_version\", \"at\", \"from_stage\", \"to_stage\", "	\
	"\"by\", \"reason\", \"decided_at\", \"stored_at\") "
#define LAST_OF_VERSION							\
	"SELECT max(h.\"at\") FROM \"stage_change\" h WHERE h.\"project\" "  \
	"= m.\"project\" AND h.\"model_name\" = m.\"model_name\" AND "	\
	"h.\"model_version\" = m.\"model_version\""

/*
 * This version changes its stage, or enters production as it appears; that
 * comes after whatever happened to the model.
 */
static void
add_own_change(struct str *b, enum dialect dialect)
{
	const char *differs = dialect == SQL_SQLITE ? "IS NOT" :
	    "IS DISTINCT FROM";
	struct str said = {0}, last = {0};

	str_print(&said, "CASE :stage WHEN %d THEN :promoted_at WHEN %d THEN "
	    ":archived_at END", stage_Production, stage_Archived);
	str_print(&last, "(SELECT max(\"at\") FROM \"stage_change\" WHERE "
	    THIS_MODEL " AND (:stage = %d OR \"model_version\" = "
	    ":model_version))", stage_Production);
	str_text(b, INTO_HISTORY "SELECT m.\"project\", m.\"model_name\", "
	    "m.\"model_version\", ");
	add_changed_at(b, dialect, said.s, last.s);
	str_print(b, ", old.\"stage\", :stage, :promoted_by, :reason, "
	    ":decided_at, :stored_at FROM (SELECT :project AS \"project\", "
	    ":model_name AS \"model_name\", :model_version AS "
	    "\"model_version\") m LEFT JOIN \"model_version\" old USING "
	    "(\"project\", \"model_name\", \"model_version\") "
	    "WHERE old.\"stage\" %s :stage AND (old.\"stage\" IS NOT NULL "
	    "OR :stage = %d) AND NOT " OVERTAKEN " AND :stage %s "
	    "(SELECT \"to_stage\" FROM \"stage_change\" WHERE " THIS_VERSION
	    " ORDER BY \"at\" DESC LIMIT 1) ON CONFLICT DO NOTHING",
	    differs, stage_Production, stage_Production, stage_Archived,
	    differs);
	str_free(&said);
	str_free(&last);
}

/*
 * At most one version is in production: the others leave it, at the time at
 * which this one came, and say so.
 */
static void
add_others_change(struct str *b, enum dialect dialect)
{
	str_text(b, INTO_HISTORY "SELECT m.\"project\", m.\"model_name\", "
	    "m.\"model_version\", ");
	add_changed_at(b, dialect, "(SELECT max(\"at\") FROM "
	    "\"stage_change\" WHERE " THIS_VERSION ")",
	    "(" LAST_OF_VERSION ")");
	str_print(b, ", m.\"stage\", %d, :promoted_by, :reason, :decided_at, "
	    ":stored_at FROM \"model_version\" m" OTHERS_IN_PRODUCTION
	    " ON CONFLICT DO NOTHING", stage_Archived, stage_Production,
	    stage_Production, stage_Production, stage_Archived);
}

static void
add_archive_others(struct str *b)
{
	str_print(b, "UPDATE \"model_version\" AS m SET \"stage\" = %d, "
	    "\"reason\" = :reason, \"archived_at\" = (" LAST_OF_VERSION ")"
	    OTHERS_IN_PRODUCTION, stage_Archived, stage_Production,
	    stage_Production, stage_Production, stage_Archived);
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
	int n = 0;

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
	if (kind != KIND_model_version)
		return 0;
	if (dialect == SQL_POSTGRES)
		add_lock(&b[n++]);
	add_give_way(&b[n++], dialect);
	add_own_change(&b[n++], dialect);
	add_others_change(&b[n++], dialect);
	add_archive_others(&b[n++]);
	return n;
}
