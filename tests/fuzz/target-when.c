/*
 * target-when - times and spans: what is printed is read back as the same,
 * and libc's calendar agrees
 */
#include <time.h>

#include "target.h"
#include "when.h"

static void
try_calendar(int64_t us)
{
	char text[WHEN_LENGTH + 1], again[WHEN_LENGTH + 1];
	int64_t down = us >= 0 ? us : us - (WHEN_SECOND - 1);
	time_t seconds = (time_t)(down / WHEN_SECOND);
	struct tm tm;
	int64_t back;

	when_print(us, text);
	must(when_parse(text, WHEN_LENGTH, &back, NULL) && back == us);
	if (gmtime_r(&seconds, &tm) == NULL || tm.tm_year < -900)
		return;		/* it pads years to fewer digits */
	(void)strftime(again, sizeof(again), "%Y-%m-%dT%H:%M:%S", &tm);
	must(strncmp(text, again, 19) == 0);
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	const char *s = (const char *)bytes;
	char *copy = strndup(s, n);
	struct zone zone;
	int64_t us;
	bool zoned;

	if (when_parse(s, n, &us, &zoned) && us >= WHEN_FIRST &&
	    us <= WHEN_LAST)
		try_calendar(us);
	for (const char *unit = "dhms"; *unit != '\0'; unit++)
		if (when_span(copy, *unit, &us))
			must(us >= 0);
	if (n > 0 && n < 7 && when_zone(copy, &zone) && !zone.named)
		(void)when_to_utc(us, &zone);
	free(copy);
	return 0;
}
