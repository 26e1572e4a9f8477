/*
 * Which rows are old enough to go.
 */
#include <string.h>

#include "diag.h"
#include "store-retain.h"
#include "when.h"

/* The longest that detect looks back. */
#define LONGEST_WINDOW	(30 * WHEN_DAY)

enum { OPEN_ALERTS = 4, EVENTS = 5 };

static const struct {
	const char *name;
	const char *dflt;
	kind_set kinds;
	const char *help;
} horizons[HORIZONS] = {
	{"results", "90d", BIT(run) | BIT(result),
	    "keep runs and results for so long (90d)"},
	{"measurements", "90d", BIT(measurement), "measurements (90d)"},
	{"analysis", "30d", BIT(analysis) | BIT(category_summary),
	    "analyses and summaries of categories (30d)"},
	{"alerts", "60d", BIT(alert), "alerts that are over, or "
	    "acknowledged for good (60d)"},
	{"open-alerts", "never", 0, "alerts that are neither (never)"},
	{"events", "trace=30d,routing=90d,performance=180d,"
	    "transformation=90d", 0, "events of agents: all, or "
	    "trace=30d,routing=90d and so on"},
	{"monitoring", "90d", BIT(monitoring) | BIT(feature_drift),
	    "states of models and their features (90d)"},
	{"predictions", "180d", BIT(prediction) | BIT(label),
	    "predictions and labels (180d)"},
	{"decisions", "never", BIT(decision),
	    "decisions of the gate (never)"},
	{"models", "never", BIT(model_version) | BIT(stage_change),
	    "archived versions of models and their history (never)"},
	{"log", "never", BIT(retention) | BIT(migration),
	    "what was retained and migrated (never)"},
	{"memory", "never", BIT(entity) | BIT(auto_message) |
	    BIT(memory_decision) | BIT(attention_link) |
	    BIT(compound_concept), "agent memory (never)"},
};

static const struct {
	const char *name;
	enum kind kind;
} events[] = {
	{"trace", KIND_trace_event},
	{"routing", KIND_routing_decision},
	{"performance", KIND_performance_metric},
	{"transformation", KIND_transformation_event},
};
#define EVENT_KINDS	(sizeof(events) / sizeof(events[0]))

/* ---- options ---- */

void
horizon_options(struct horizons *h, struct opt *o)
{
	for (int i = 0; i < HORIZONS; i++)
		o[i] = (struct opt){0, horizons[i].name, OPT_TEXT,
		    &h->text[i], i == EVENTS ? "LIST" : "SPAN",
		    horizons[i].help, 0};
}

/* 90d or never; name is that of the option. */
static int64_t
read_age(const char *name, const char *text, bool force)
{
	int64_t age;

	if (strcmp(text, "never") == 0)
		return NEVER;
	if (!when_span(text, 'd', &age))
		diag_fail(USAGE, "--%s is a span such as 90d, or never, "
		    "not %s", name, text);
	if (age < LONGEST_WINDOW && !force)
		diag_fail(USAGE, "--%s %s is less than the 30d that detect "
		    "looks back; --force if it is meant", name, text);
	return age;
}

/* trace=30d; a span alone is for all of them. */
static void
read_event(struct horizons *h, const char *item, bool force)
{
	const char *equals = strchr(item, '=');
	size_t n = equals == NULL ? 0 : (size_t)(equals - item);
	bool known = false;

	for (size_t i = 0; i < EVENT_KINDS; i++) {
		if (equals != NULL && !text_same(item, n, events[i].name,
		    strlen(events[i].name)))
			continue;
		h->age[events[i].kind] = read_age("events",
		    equals == NULL ? item : equals + 1, force);
		known = true;
	}
	if (!known)
		diag_fail(USAGE, "--events knows trace, routing, performance "
		    "and transformation, not %.*s", (int)n, item);
}

static void
read_events(struct horizons *h, const char *list, bool force)
{
	char item[64];
	size_t n;

	for (;; list += n + 1) {
		n = strcspn(list, ",");
		if (n == 0 || n >= sizeof(item))
			diag_fail(USAGE, "--events is a list such as %s",
			    horizons[EVENTS].dflt);
		memcpy(item, list, n);
		item[n] = '\0';
		read_event(h, item, force);
		if (list[n] == '\0')
			return;
	}
}

void
horizon_parse(struct horizons *h, bool force)
{
	for (int k = 0; k < KIND_count; k++)
		h->age[k] = NEVER;
	read_events(h, horizons[EVENTS].dflt, force);
	for (int i = 0; i < HORIZONS; i++) {
		const char *text = h->text[i] != NULL ? h->text[i] :
		    horizons[i].dflt;
		int64_t age;

		if (i == EVENTS) {
			read_events(h, text, force);
			continue;
		}
		age = read_age(horizons[i].name, text, force);
		if (i == OPEN_ALERTS)
			h->open_alerts = age;
		for (int k = 0; k < KIND_count; k++)
			if (horizons[i].kinds & KIND_BIT(k))
				h->age[k] = age;
	}
}

/* ---- conditions ---- */

bool
horizon_ends(const struct horizons *h, enum kind kind)
{
	return h->age[kind] != NEVER ||
	    (kind == KIND_alert && h->open_alerts != NEVER);
}

int64_t
horizon_cutoff(int64_t age)
{
	int64_t now = when_now();

	return age > now - WHEN_FIRST ? WHEN_FIRST : now - age;
}

static void
before(struct str *b, enum dialect dialect, const char *what, int64_t age)
{
	str_print(b, "%s < ", what);
	sql_time(b, dialect, horizon_cutoff(age));
}

/*
 * An acknowledgement that holds until some time must be remembered as long
 * as its alert fires, or it would fire anew.
 */
#define IS_OVER		"\"state\" = %d"
#define IS_SETTLED	"\"acknowledged\" AND \"acknowledged_until\" IS NULL"

static void
alert_condition(struct str *b, enum dialect dialect, const struct horizons *h)
{
	str_text(b, "(false");
	if (h->age[KIND_alert] != NEVER) {
		str_print(b, " OR (" IS_OVER " AND ", alert_state_resolved);
		before(b, dialect, "coalesce(\"resolved_at\", "
		    "\"updated_at\", \"created_at\")", h->age[KIND_alert]);
		str_print(b, ") OR (NOT " IS_OVER " AND " IS_SETTLED " AND ",
		    alert_state_resolved);
		before(b, dialect, "coalesce(\"acknowledged_at\", "
		    "\"created_at\")", h->age[KIND_alert]);
		str_text(b, ")");
	}
	if (h->open_alerts != NEVER) {
		str_print(b, " OR (NOT " IS_OVER " AND NOT (" IS_SETTLED
		    ") AND ", alert_state_resolved);
		before(b, dialect, "coalesce(\"updated_at\", \"created_at\")",
		    h->open_alerts);
		str_text(b, ")");
	}
	str_text(b, ")");
}

/* The version in production, and how it came there, never go. */
static void
model_condition(struct str *b, enum dialect dialect, const struct horizons *h,
    enum kind kind)
{
	if (kind == KIND_model_version) {
		str_print(b, "\"stage\" = %d AND ", stage_Archived);
		before(b, dialect, "coalesce(\"archived_at\", "
		    "\"trained_at\", \"stored_at\")", h->age[kind]);
		return;
	}
	before(b, dialect, "\"at\"", h->age[kind]);
	str_print(b, " AND NOT EXISTS (SELECT 1 FROM \"model_version\" v "
	    "WHERE v.\"project\" = \"stage_change\".\"project\" AND "
	    "v.\"model_name\" = \"stage_change\".\"model_name\" AND "
	    "v.\"model_version\" = \"stage_change\".\"model_version\" AND "
	    "v.\"stage\" <> %d)", stage_Archived);
}

/* What says no time of its own goes by when it was stored. */
static void
time_condition(struct str *b, enum dialect dialect, const struct horizons *h,
    enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);
	const struct field *f = &k->field[k->at];
	struct str name = {0};

	sql_name(&name, k->flags & SERIES ? "at" : f->name);
	if (f->marks & (REQ | KEY)) {
		before(b, dialect, name.s, h->age[kind]);
	} else {
		str_byte(b, '(');
		before(b, dialect, name.s, h->age[kind]);
		str_print(b, " OR (%s IS NULL AND ", name.s);
		before(b, dialect, "\"stored_at\"", h->age[kind]);
		str_text(b, "))");
	}
	str_free(&name);
}

bool
horizon_is_time_alone(enum kind kind)
{
	return kind != KIND_alert && kind != KIND_model_version &&
	    kind != KIND_stage_change;
}

void
horizon_condition(struct str *b, enum dialect dialect,
    const struct horizons *h, enum kind kind)
{
	if (kind == KIND_alert)
		alert_condition(b, dialect, h);
	else if (!horizon_is_time_alone(kind))
		model_condition(b, dialect, h, kind);
	else
		time_condition(b, dialect, h, kind);
}
