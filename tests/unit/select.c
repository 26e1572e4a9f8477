/*
 * select: what an option means, record by record.
 */
#include <stdio.h>
#include <string.h>

#include "select.h"
#include "when.h"

static int tests;

static void
say(bool good, const char *what)
{
	tests++;
	(void)printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

/* An alert to hold conditions against. */
static void
make_alert(struct record *r)
{
	*r = (struct record){0};
	record_clear(r, KIND_alert);
	r->alert.project = value_text("shop");
	r->alert.alert_id = value_text("a1");
	r->alert.test_name = value_text("add[1,2]");
	r->alert.severity = value_int(severity_high);
	r->alert.drift_percentage = value_real(-0.25);
	r->alert.created_at = value_time(WHEN_DAY);
	r->alert.acknowledged = value_int(0);
}

/* Whether one condition holds; -1 where it cannot be understood. */
static int
holds(const struct record *r, const char *condition)
{
	struct select s = SELECT_ALL;
	char why[JSON_WHY];

	s.where = (struct opt_list){{condition, NULL}, 1};
	return select_parse(&s, why) ? select_match(&s, r) : -1;
}

static void
check_conditions(const struct record *r)
{
	static const struct { const char *condition; int result; } cases[] = {
		{"severity=high", 1}, {"severity>=moderate", 1},
		{"severity>high", 0}, {"severity<critical", 1},
		{"severity=loud", -1}, {"drift_percentage<0", 1},
		{"drift_percentage=-0.25", 1}, {"drift_percentage>=-0.2", 0},
		{"drift_percentage=", 0}, {"drift_percentage!=", 1},
		{"test_name=add[1,2]", 1}, {"test_name!=add", 1},
		{"owner=", 1}, {"owner!=", 0}, {"owner=ana", 0},
		{"owner!=ana", 1}, {"owner>ana", 0}, {"context=", 1},
		{"acknowledged=no", 1}, {"acknowledged=true", 0},
		{"created_at<=1970-01-02", 1}, {"created_at<1970-01-02", 0},
		{"confidence=1", 0}, {"nothing=1", -1}, {"=1", -1}, {"x", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		say(holds(r, cases[i].condition) == cases[i].result,
		    cases[i].condition);
}

static bool
chosen(struct select *s, const struct record *r)
{
	char why[JSON_WHY];

	return select_parse(s, why) && select_match(s, r);
}

static void
check_options(const struct record *r)
{
	struct select s = SELECT_ALL;

	say(chosen(&s, r) && select_is_all(&s), "nothing asked for is all");
	s.test = (struct opt_list){{"add[1,2]", NULL}, 1};
	say(chosen(&s, r), "a name that reads as a pattern matches itself");
	s.test = (struct opt_list){{"sub*", "add*", NULL}, 2};
	say(chosen(&s, r) && !select_is_all(&s), "a pattern matches, of two");
	s.test = (struct opt_list){{"sub*", "mul", NULL}, 2};
	say(!chosen(&s, r), "none of two matches");
	s.test = (struct opt_list){{"add*", NULL}, 1};
	s.since_text = "1970-01-02T00:00:00Z";
	s.until_text = "1970-01-02";
	say(chosen(&s, r), "both ends are included");
	s.severity.at = severity_critical;
	say(!chosen(&s, r), "below the severity");
	s = (struct select)SELECT_ALL;
	s.category = "flaky";
	say(!chosen(&s, r), "a kind without the field has no match");
	s = (struct select)SELECT_ALL;
	s.kind = (struct opt_list){{"alert", "run", NULL}, 2};
	s.order = "-severity";
	say(chosen(&s, r) && s.descending &&
	    s.kinds == BIT(alert), "order leaves kinds that have the field");
	s.limit = 3;
	s.project = "bank";
	say(!chosen(&s, r), "another project");
}

static void
check_spans(void)
{
	struct select s = SELECT_ALL;
	char why[JSON_WHY];

	when_set_now(100 * WHEN_DAY);
	s.since_text = "36h";
	s.until_text = "1";
	say(select_parse(&s, why) &&
	    s.since == 100 * WHEN_DAY - 36 * WHEN_HOUR &&
	    s.until == 99 * WHEN_DAY, "spans are before now, bare ones days");
	s.since_text = "soon";
	say(!select_parse(&s, why) && strstr(why, "--since") != NULL,
	    "what is no time is named");
}

int
main(void)
{
	struct record r;

	make_alert(&r);
	check_conditions(&r);
	check_options(&r);
	check_spans();
	(void)printf("1..%d\n", tests);
	return 0;
}
