/*
 * What recall asks a database.
 */
#include <stdio.h>

#include "store-recall.h"

/* The newest runs that match, in the order of their time. */
static void
newest_runs(struct str *b, enum dialect dialect, const char *condition)
{
	str_text(b, "SELECT * FROM (");
	sql_select(b, dialect, KIND_run);
	str_print(b, " WHERE r.\"project\" = ?1 AND %s ORDER BY "
	    "r.\"started_at\" DESC LIMIT ?5) r ORDER BY r.\"started_at\"",
	    condition);
}

static void
newest_of_series(struct str *b, enum dialect dialect, enum kind kind)
{
	str_text(b, "SELECT * FROM (");
	sql_select(b, dialect, kind);
	str_text(b, " WHERE r.\"series_id\" = (SELECT \"series_id\" FROM "
	    "\"series\" WHERE \"project\" = ?1 AND \"test_name\" = ?2 AND "
	    "\"context\" = ?3) AND r.\"at\" >= ?4 AND r.\"at\" < ?6 "
	    "ORDER BY ");
	sql_key_order(b, dialect, kind, true);
	str_text(b, " LIMIT ?5) r ORDER BY ");
	sql_key_order(b, dialect, kind, false);
}

/*
 * The open ones, and the last episode that is over, on which the id of the
 * next one depends; an alert that was superseded is no end of an episode.
 */
static void
alerts_of_series(struct str *b, enum dialect dialect, const char *open)
{
	static const char of_series[] = "r.\"project\" = ?1 AND "
	    "r.\"test_name\" = ?2 AND coalesce(r.\"context\", '') = ?3";

	sql_select(b, dialect, KIND_alert);
	str_print(b, " WHERE %s AND (%s OR r.\"created_at\" = (SELECT "
	    "max(r.\"created_at\") FROM \"alert\" r WHERE %s AND NOT %s AND "
	    "NOT EXISTS (SELECT 1 FROM \"alert\" s WHERE s.\"project\" = "
	    "r.\"project\" AND s.\"supersedes\" = r.\"alert_id\"))) "
	    "ORDER BY r.\"created_at\"", of_series, open, of_series, open);
}

/*
 * The same of every source, which is what alerts without a test are about;
 * see alert-source.c for what tells one from another.
 */
static void
alerts_of_sources(struct str *b, enum dialect dialect, const char *open)
{
	sql_select(b, dialect, KIND_alert);
	str_print(b, " WHERE r.\"project\" = ?1 AND r.\"test_name\" IS NULL "
	    "AND (%s OR r.\"alert_id\" IN (SELECT \"alert_id\" FROM (SELECT "
	    "r.\"alert_id\", row_number() OVER (PARTITION BY r.\"source\", "
	    "r.\"context\", r.\"class\", r.\"failure_id\" ORDER BY "
	    "r.\"created_at\" DESC, r.\"alert_id\") AS \"place\" FROM "
	    "\"alert\" r WHERE r.\"project\" = ?1 AND r.\"test_name\" IS NULL "
	    "AND NOT %s AND r.\"alert_id\" NOT IN (SELECT \"supersedes\" FROM "
	    "\"alert\" s WHERE s.\"project\" = ?1 AND s.\"supersedes\" IS NOT "
	    "NULL)) o WHERE \"place\" = 1)) ORDER BY r.\"created_at\"", open,
	    open);
}

/*
 * The newest run of the branches that are assumed to be the baseline: it
 * tells that the project has one; see branch.h.
 */
#define TRUNK								\
	"('main', 'master', 'origin/main', 'origin/master', "		\
	"'refs/heads/main', 'refs/heads/master')"

static void
runs_of_project(struct str *b, enum dialect dialect)
{
	struct str condition = {0};

	str_text(&condition, "(r.\"outage\" OR (r.\"run_id\", "
	    "r.\"context\") IN (SELECT t.\"run_id\", t.\"context\" "
	    "FROM \"run\" t WHERE t.\"project\" = ?1 AND t.\"branch\" IN ");
	str_text(&condition, dialect == SQL_POSTGRES ? TRUNK :
	    "(SELECT \"word_id\" FROM \"words\" WHERE \"text\" IN " TRUNK
	    ")");
	str_text(&condition, " ORDER BY t.\"started_at\" DESC LIMIT 1))");
	newest_runs(b, dialect, condition.s);
	str_free(&condition);
}

static void
newest_of_project(struct str *b, enum dialect dialect, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);
	const char *at = k->field[k->at].name;

	str_text(b, "SELECT * FROM (");
	sql_select(b, dialect, kind);
	str_print(b, " WHERE r.\"project\" = ?1 ORDER BY r.\"%s\" DESC "
	    "LIMIT ?5) r ORDER BY r.\"%s\"", at, at);
}

static void
versions_of_project(struct str *b, enum dialect dialect)
{
	sql_select(b, dialect, KIND_model_version);
	str_print(b, " WHERE r.\"project\" = ?1 AND r.\"stage\" = %d "
	    "ORDER BY r.\"model_name\" LIMIT ?5", stage_Production);
}

const enum kind recall_kind[RECALL_QUESTIONS] = {KIND_result, KIND_measurement,
    KIND_analysis, KIND_alert, KIND_run, KIND_alert, KIND_monitoring,
    KIND_decision, KIND_model_version, KIND_alert};

void
recall_question(struct str *b, enum dialect dialect, int which)
{
	char open[40];

	(void)snprintf(open, sizeof(open), "r.\"state\" <> %d",
	    alert_state_resolved);
	if (which <= ANALYSES) {
		newest_of_series(b, dialect, recall_kind[which]);
	} else if (which == RUNS) {
		runs_of_project(b, dialect);
	} else if (which == SOURCES) {
		alerts_of_sources(b, dialect, open);
	} else if (which == MONITORINGS || which == DECISIONS) {
		newest_of_project(b, dialect, recall_kind[which]);
	} else if (which == VERSIONS) {
		versions_of_project(b, dialect);
	} else if (which == OPEN_ALERTS) {
		sql_select(b, dialect, KIND_alert);
		str_print(b, " WHERE %s ORDER BY r.\"created_at\"", open);
	} else {
		alerts_of_series(b, dialect, open);
	}
}
