/*
 * Times: every day of the years 0000 to 9999 there and back, what is refused,
 * spans and zones.
 */
#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "when.h"

static bool
reads(const char *s, int64_t us)
{
	int64_t got = -1;

	return when_parse(s, strlen(s), &got, NULL) && got == us;
}

static bool
refuses(const char *s)
{
	int64_t got;

	return !when_parse(s, strlen(s), &got, NULL);
}

static bool
leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

/* By counting days, which is another way than the one of when.c. */
static void
try_every_day(struct tap *t)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	int64_t day = -719528;	/* 0000-01-01, proleptic */
	char want[64], got[WHEN_LENGTH + 1];
	int wrong = 0;

	for (int y = 0; y <= 9999; y++)
		for (int m = 0; m < 12; m++)
			for (int d = 1; d <= days[m] + (m == 1 && leap(y));
			    d++, day++) {
				int64_t us = day * WHEN_DAY + 86399999999;

				(void)snprintf(want, sizeof(want), "%04d-%02d-"
				    "%02dT23:59:59.999999Z", y, m + 1, d);
				when_print(us, got);
				if ((strcmp(want, got) != 0 ||
				    !reads(got, us)) && wrong++ < 5)
					tap_note("%s, not %s", got, want);
			}
	tap_ok(t, wrong == 0 && day == 2932897, "every day of 10000 years");
}

/* date -u -d ... +%s says the seconds. */
static void
try_spellings(struct tap *t)
{
	static const struct { const char *s; int64_t us; } cases[] = {
		{"1970-01-01T00:00:00Z", 0},
		{"1969-12-31T23:59:59.999999Z", -1},
		{"2026-01-31T00:00:00Z", INT64_C(1769817600000000)},
		{"2026-01-31t00:00:00z", INT64_C(1769817600000000)},
		{"2026-01-31 00:00:00", INT64_C(1769817600000000)},
		{"2026-01-31 00:00:00 +00:00", INT64_C(1769817600000000)},
		{"2026-01-31T01:00:00+01:00", INT64_C(1769817600000000)},
		{"2026-01-31T01:00:00+0100", INT64_C(1769817600000000)},
		{"2026-01-31T01:00:00+01", INT64_C(1769817600000000)},
		{"2026-01-30T18:30:00-05:30", INT64_C(1769817600000000)},
		{"2026-01-31T23:59:00+23:59", INT64_C(1769817600000000)},
		{"2026-01-31T00:00:00.5Z", INT64_C(1769817600500000)},
		{"2026-01-31T00:00:00.123456789Z", INT64_C(1769817600123456)},
		{"2026-01-31T00:00:00.000001+00:00",
		    INT64_C(1769817600000001)},
		{"2000-02-29T00:00:00Z", INT64_C(951782400000000)},
		{"2024-02-29T12:00:00Z", INT64_C(1709208000000000)},
		{"2016-12-31T23:59:60Z", INT64_C(1483228800000000)},
		{"0000-01-01T00:00:00Z", INT64_C(-62167219200000000)},
		{"9999-12-31T23:59:59.999999Z", INT64_C(253402300799999999)},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_ok(t, reads(cases[i].s, cases[i].us), "%s", cases[i].s);
}

static void
try_refusals(struct tap *t)
{
	static const char *const cases[] = {
		"", "2026", "2026-01-31", "2026-01-31T00:00", "now",
		"2026-1-31T00:00:00Z", "2026-13-01T00:00:00Z",
		"2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
		"2026-01-32T00:00:00Z", "2026-04-31T00:00:00Z",
		"2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
		"2100-02-29T00:00:00Z", "2026-01-31T24:00:00Z",
		"2026-01-31T00:60:00Z", "2026-01-31T00:00:61Z",
		"2026-01-31T00:00:00.Z", "2026-01-31T00:00:00.1234567890Z",
		"2026-01-31T00:00:00,5Z", "2026-01-31T00:00:00+1",
		"2026-01-31T00:00:00+24:00", "2026-01-31T00:00:00+01:60",
		"2026-01-31T00:00:00+1:00", "2026-01-31T00:00:00ZZ",
		"2026-01-31T00:00:00 UTC", "2026-01-31_00:00:00Z",
		"2026/01/31T00:00:00Z", "+2026-01-31T00:00:00Z",
		"-026-01-31T00:00:00Z", "20260-01-31T00:00:00Z",
		"2026-01-31T00:00:00Z\n", " 2026-01-31T00:00:00Z",
		/* in UTC they lie outside of the years that can be printed */
		"0000-01-01T00:00:00+01:00", "9999-12-31T23:00:00-01:00",
		"9999-12-31T23:59:60Z",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_ok(t, refuses(cases[i]), "not \"%.19s\" %zu", cases[i], i);
}

static void
try_zoned(struct tap *t)
{
	int64_t us;
	bool zoned = true;

	tap_ok(t, when_typed("2026-01-31", 10, &us) &&
	    us == INT64_C(1769817600000000) &&
	    when_typed("2026-01-31T00:00:01Z", 20, &us) &&
	    us == INT64_C(1769817601000000) &&
	    !when_typed("2026-02-30", 10, &us) && !when_typed("2026-01", 7,
	    &us), "a date is typed for where it begins");
	tap_ok(t, when_parse("2026-01-31T00:00:00.5", 21, &us, &zoned) &&
	    !zoned, "without an offset");
	tap_ok(t, when_parse("2026-01-31T00:00:00.5Z", 22, &us, &zoned) &&
	    zoned, "with one");
	tap_ok(t, when_parse("2026-01-31T00:00:00Zrest", 20, &us, NULL),
	    "no byte behind the text is looked at");
}

static void
try_spans(struct tap *t)
{
	static const struct { const char *s; char unit; int64_t us; } good[] = {
		{"90d", 's', 90 * WHEN_DAY}, {"2h", 'd', 2 * WHEN_HOUR},
		{"30s", 'd', 30 * WHEN_SECOND}, {"100ms", 'd', 100000},
		{"1w", 'd', 7 * WHEN_DAY}, {"5m", 'd', 300 * WHEN_SECOND},
		{"5min", 'd', 300 * WHEN_SECOND}, {"7us", 'd', 7},
		{"7", 'd', 7 * WHEN_DAY}, {"7", 'h', 7 * WHEN_HOUR},
		{"1.5h", 'd', 90 * 60 * WHEN_SECOND}, {"0", 's', 0},
	};
	static const char *const bad[] = {"", "d", "-1d", "1x", "1 d", "1dd",
	    "1e30d", "nan", "inf", "1D"};
	int64_t us = -1;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		tap_ok(t, when_span(good[i].s, good[i].unit, &us) &&
		    us == good[i].us, "span %s", good[i].s);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		tap_ok(t, !when_span(bad[i], 'd', &us), "no span %s", bad[i]);
}

static void
try_zones(struct tap *t)
{
	struct zone z;
	int64_t noon = INT64_C(1769860800000000);	/* 2026-01-31 12:00 */

	tap_ok(t, when_zone("UTC", &z) && when_to_utc(noon, &z) == noon,
	    "UTC");
	tap_ok(t, when_zone("+02:00", &z) &&
	    when_to_utc(noon, &z) == noon - 2 * WHEN_HOUR, "+02:00");
	tap_ok(t, when_zone("-09:30", &z) &&
	    when_to_utc(noon, &z) == noon + 19 * WHEN_HOUR / 2, "-09:30");
	tap_ok(t, !when_zone("Nowhere/Else", &z) && !when_zone("../etc", &z) &&
	    !when_zone("/etc/passwd", &z) && !when_zone("", &z) &&
	    !when_zone("Europe", &z), "no zones");
	if (!when_zone("Europe/Berlin", &z)) {
		tap_ok(t, true, "a zone # SKIP no zoneinfo");
		return;
	}
	tap_ok(t, when_to_utc(noon, &z) == noon - WHEN_HOUR, "winter");
	tap_ok(t, when_to_utc(noon + 180 * WHEN_DAY, &z) == noon +
	    180 * WHEN_DAY - 2 * WHEN_HOUR, "summer");
}

int
main(void)
{
	struct tap t = {0};

	try_every_day(&t);
	try_spellings(&t);
	try_refusals(&t);
	try_zoned(&t);
	try_spans(&t);
	try_zones(&t);
	when_set_now(42);
	tap_ok(&t, when_now() == 42, "the clock is what was set");
	return tap_end(&t);
}
