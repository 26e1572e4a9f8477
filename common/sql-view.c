/*
 * Views: the row tables as people query them.
 */
#include <stdio.h>
#include <string.h>

#include "sql.h"

/* A time as RFC 3339 with six digits, also before 1970. */
static void
add_time_text(struct str *b, enum dialect dialect, const char *column)
{
	if (dialect == SQL_POSTGRES) {
		str_print(b, "r.\"%s\"", column);
		return;
	}
	str_print(b, "strftime('%%Y-%%m-%%dT%%H:%%M:%%S', (r.\"%s\" - "
	    "((r.\"%s\" %% 1000000) + 1000000) %% 1000000) / 1000000, "
	    "'unixepoch') || printf('.%%06dZ', "
	    "((r.\"%s\" %% 1000000) + 1000000) %% 1000000)",
	    column, column, column);
}

/* Before each column. */
static void
separate(struct str *b)
{
	str_text(b, b->s[b->n - 1] == '\n' ? "\t" : ",\n\t");
}

/* The text of a time, and beside it the number, which finds by the key. */
static void
add_time(struct str *b, enum dialect dialect, const char *const names[3])
{
	separate(b);
	add_time_text(b, dialect, names[0]);
	str_print(b, " AS \"%s\"", names[1]);
	if (dialect == SQL_POSTGRES)
		return;
	separate(b);
	str_print(b, "r.\"%s\" AS \"%s\"", names[0], names[2]);
}

static void
add_words(struct str *b, const struct field *f)
{
	str_print(b, "CASE r.\"%s\"", f->name);
	for (int i = 0; f->words[i] != NULL; i++)
		str_print(b, " WHEN %d THEN '%s'", i, f->words[i]);
	str_text(b, " END");
}

static void
add_field(struct str *b, enum dialect dialect, enum kind kind, int i)
{
	const struct kind_spec *k = kind_spec(kind);
	const struct field *f = &k->field[i];
	bool clustered = (k->flags & SERIES) && !(k->flags & CLOCK);
	char epoch[64];

	(void)snprintf(epoch, sizeof(epoch), "%s_epoch", f->name);
	if (f->type == TYPE_time) {
		add_time(b, dialect, (const char *const[]){
		    clustered && i == k->at ? "at" : f->name, f->name,
		    i == k->at ? "epoch" : epoch});
		return;
	}
	separate(b);
	if (sql_in_series(kind, i))
		str_print(b, "s.\"%s\"", f->name);
	else if (f->type == TYPE_word)
		add_words(b, f);
	else
		sql_field(b, dialect, kind, i);
	str_print(b, " AS \"%s\"", f->name);
}

/* A time in an id: as a number, the same in every session. */
static void
add_id_part(struct str *b, enum dialect dialect, const struct column *c)
{
	bool time = c->place == SQL_AT ||
	    (c->field != NULL && c->field->type == TYPE_time);

	if (time && dialect == SQL_POSTGRES)
		str_print(b, "(extract(epoch FROM r.\"%s\") * 1000000)"
		    "::bigint", c->name);
	else
		str_print(b, "r.\"%s\"", c->name);
}

/* What tells rows apart, as one text, for those who look for an "id". */
static void
add_id(struct str *b, enum dialect dialect, enum kind kind)
{
	struct column c[SQL_PLACES];
	const char *between = "";
	int n = sql_columns(kind, c);

	separate(b);
	for (int i = 0; i < n; i++)
		if (c[i].key) {
			str_text(b, between);
			add_id_part(b, dialect, &c[i]);
			between = " || '.' || ";
		}
	str_text(b, " AS \"id\"");
}

static bool
has_field(enum kind kind, const char *name)
{
	return field_find(kind, name, strlen(name)) >= 0;
}

/* Names that older set-ups query and the catalogue calls otherwise. */
static void
add_old_names(struct str *b, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);

	if (kind == KIND_model_version) {
		separate(b);
		str_text(b, "r.\"run_id\" AS \"mlflow_run_id\"");
	}
	if ((k->flags & PLAIN) && k->project >= 0) {
		separate(b);
		str_text(b, "r.\"project\" AS \"tenant_id\"");
	}
}

static void
add_columns(struct str *b, enum dialect dialect, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);
	bool taken = has_field(kind, "created_at");

	if (!has_field(kind, "id"))
		add_id(b, dialect, kind);
	for (int i = 0; i < k->fields; i++)
		add_field(b, dialect, kind, i);
	if (k->flags & CLOCK)
		add_time(b, dialect, (const char *const[]){"at", "run_at",
		    "run_epoch"});
	add_old_names(b, kind);
	add_time(b, dialect, (const char *const[]){"stored_at",
	    taken ? "stored_at" : "created_at",
	    taken ? "stored_at_epoch" : "created_at_epoch"});
}

static void
add_view(struct str *b, enum dialect dialect, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);

	str_print(b, "DROP VIEW IF EXISTS \"%s\";\n", k->table);
	str_print(b, "CREATE VIEW \"%s\" AS SELECT\n", k->table);
	add_columns(b, dialect, kind);
	str_print(b, "\nFROM \"%s\" r", sql_row_table(kind));
	if (k->flags & SERIES)
		str_text(b, " JOIN \"series\" s USING (\"series_id\")");
	str_text(b, ";\n");
}

/*
 * Views over the views, for questions that are asked again and again.  Version
 * 10 of a model is above version 9, by its length.
 */
static const char *const named_views[][2] = {
	{"v_recent_monitoring",
	    "SELECT timestamp, num_predictions, feature_drift_ratio,\n"
	    "\tdataset_drift_detected, positive_rate, entropy,\n"
	    "\tproject, model_name\n"
	    "FROM monitoring_metrics ORDER BY timestamp DESC LIMIT 100"},
	{"v_decision_history",
	    "SELECT timestamp, action, trigger_reason, feature_drift_ratio,\n"
	    "\tlabeled_samples, coverage_pct, failed_gate, reason,\n"
	    "\tshadow_model_version, production_model_version,\n"
	    "\tproject, model_name\n"
	    "FROM retraining_decisions ORDER BY timestamp DESC"},
	{"v_model_timeline",
	    "SELECT v.model_name, v.model_version AS version, v.stage,\n"
	    "\tv.trained_at, v.promoted_at, v.f1_score,\n"
	    "\td.feature_drift_ratio, d.num_drifted_features, d.action,\n"
	    "\tv.project\n"
	    "FROM model_versions v LEFT JOIN retraining_decisions d\n"
	    "\tON d.project = v.project AND d.model_name = v.model_name\n"
	    "\tAND d.timestamp = v.decided_at\n"
	    "ORDER BY length(v.model_version) DESC, v.model_version DESC"},
	{"v_labeled_predictions",
	    "SELECT p.project, p.prediction_id, p.timestamp, p.model_name,\n"
	    "\tp.model_version, p.prediction, p.probability, p.features,\n"
	    "\tl.true_label, l.label_timestamp, l.label_source,\n"
	    "\tl.days_delayed\n"
	    "FROM predictions p JOIN labels l\n"
	    "\tON l.project = p.project AND\n"
	    "\tl.prediction_id = p.prediction_id"},
};

void
sql_views(struct str *b, enum dialect dialect)
{
	size_t named = sizeof(named_views) / sizeof(named_views[0]);

	for (size_t i = named; i-- > 0;)
		str_print(b, "DROP VIEW IF EXISTS \"%s\";\n",
		    named_views[i][0]);
	for (int k = 0; k < KIND_count; k++)
		if (kinds_stored() & KIND_BIT(k))
			add_view(b, dialect, (enum kind)k);
	for (size_t i = 0; i < named; i++)
		str_print(b, "CREATE VIEW \"%s\" AS %s;\n",
		    named_views[i][0], named_views[i][1]);
}
