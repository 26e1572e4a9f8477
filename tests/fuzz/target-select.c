/*
 * target-select - what may be asked for: read with a reason or not, and held
 * against a record without harm
 *
 * The bytes are texts with zeros between them, one an option; the last ones
 * are conditions.
 */
#include "diag.h"
#include "select.h"
#include "target.h"

static struct record *
sample(void)
{
	static struct record r;
	static char line[] = "{\"kind\":\"alert\",\"alert_id\":\"a\","
	    "\"test_name\":\"cart::add[x]\",\"severity\":\"high\","
	    "\"state\":\"firing\",\"source\":\"drift\","
	    "\"drift_percentage\":-0.5,\"message\":\"m\",\"created_at\":"
	    "\"2026-01-05T00:00:00Z\",\"updated_at\":\"2026-01-05T00:00:00Z\","
	    "\"acknowledged\":true} ";
	char why[JSON_WHY];

	if (r.json.member == NULL) {
		json_open(&r.json);
		must(record_parse(&r, line, strlen(line) - 1, why));
	}
	return &r;
}

static const char *
or_null(const char *s)
{
	return s[0] == '\0' ? NULL : s;
}

/* One of n, or -1. */
static int
word_or_none(const char *s, int n)
{
	return (unsigned char)s[0] % (n + 1) - 1;
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	struct select q = SELECT_ALL;
	char *copy = malloc(n + 1), why[JSON_WHY] = "";
	const char *s = copy, *end = copy + n;

	memcpy(copy, bytes, n);
	copy[n] = '\0';
	q.kind.item[0] = or_null(next_text(&s, end));
	q.kind.count = q.kind.item[0] != NULL;
	q.test.item[0] = or_null(next_text(&s, end));
	q.test.count = q.test.item[0] != NULL;
	q.since_text = or_null(next_text(&s, end));
	q.severity.at = word_or_none(next_text(&s, end), severity_words);
	q.acknowledged.at = word_or_none(next_text(&s, end), 2);
	q.order = or_null(next_text(&s, end));
	q.category = or_null(next_text(&s, end));
	while (s < end && q.where.count < OPT_MANY - 1)
		q.where.item[q.where.count++] = next_text(&s, end);
	if (!select_parse(&q, why))
		must(why[0] != '\0');
	else if (q.kinds & BIT(alert))
		(void)select_match(&q, sample());
	free(copy);
	return 0;
}
