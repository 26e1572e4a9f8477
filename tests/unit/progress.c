/*
 * What is shown to whoever waits, and when.
 */
#include <string.h>

#include "progress.h"
#include "tap.h"
#include "when.h"

static bool
shows(const struct progress *p, int64_t rows, const char *want)
{
	char line[PROGRESS_LINE];

	return progress_line(p, p->began + 2 * WHEN_SECOND, rows, line) &&
	    strcmp(line, want) == 0;
}

int
main(void)
{
	struct tap t = {0};
	struct progress p = {.expected = 900, .began = 5 * WHEN_SECOND};
	char line[PROGRESS_LINE];

	tap_ok(&t, !progress_line(&p, p.began + WHEN_SECOND - 1, 9, line),
	    "nothing in the first second");
	tap_ok(&t, shows(&p, 300, "300 of 900 rows, 150/s, 4 s left"),
	    "rows, rate and what is left");
	tap_ok(&t, shows(&p, 0, "0 of 900 rows, 0/s"),
	    "nobody knows what is left when nothing has come");
	tap_ok(&t, shows(&p, 1000, "1000 of 900 rows, 500/s, 0 s left"),
	    "more than there were is no negative time");
	p.about = true;
	tap_ok(&t, shows(&p, 300, "300 of about 900 rows, 150/s, 4 s left"),
	    "an estimate is called one");
	p.expected = -1;
	tap_ok(&t, shows(&p, 300, "300 rows, 150/s"),
	    "without an end there is a rate alone");
	p.last = p.began + 2 * WHEN_SECOND - 1;
	tap_ok(&t, !shows(&p, 300, "300 rows, 150/s"),
	    "five times a second are enough");
	return tap_end(&t);
}
