/*
 * A model's versions: which is in production, and the history of that.
 */
#include <string.h>

#include "sql-write.h"

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
bool
sql_goes_with_stage(const char *name)
{
	static const char *const names[] = {"stage", "promoted_at",
	    "promoted_by", "decided_at", "reason", NULL};

	return word_find(names, name) >= 0;
}

void
sql_stage_value(struct str *b, const char *name)
{
	str_print(b, "CASE WHEN " OVERTAKEN " THEN \"%s\" ",
	    stage_Production, stage_Archived, name);
	if (strcmp(name, "stage") == 0)
		str_text(b, "ELSE :stage END");
	else if (text_begins(name, "promoted_"))
		str_print(b, "ELSE coalesce(:%s, \"%s\") END", name, name);
	else
		str_print(b, "WHEN \"stage\" <> :stage THEN :%s "
		    "ELSE coalesce(:%s, \"%s\") END", name, name, name);
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

int
sql_stage_along(enum dialect dialect, struct str b[SQL_ALONG])
{
	int n = 0;

	if (dialect == SQL_POSTGRES)
		add_lock(&b[n++]);
	add_give_way(&b[n++], dialect);
	add_own_change(&b[n++], dialect);
	add_others_change(&b[n++], dialect);
	add_archive_others(&b[n++]);
	return n;
}
