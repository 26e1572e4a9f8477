#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "progress.h"
#include "when.h"

#define PAUSE	(WHEN_SECOND / 5)

void
progress_begin(struct progress *p)
{
	const char *terminal = getenv("TERM");

	p->watched = isatty(STDERR_FILENO) && terminal != NULL &&
	    strcmp(terminal, "dumb") != 0;
	p->began = when_ticks();
	p->last = 0;
}

bool
progress_line(const struct progress *p, int64_t ticks, int64_t rows,
    char line[PROGRESS_LINE])
{
	double seconds = (double)(ticks - p->began) / WHEN_SECOND, rate;
	int n;

	if (seconds < 1 || ticks - p->last < PAUSE)
		return false;
	rate = (double)rows / seconds;
	if (p->expected < 0) {
		(void)snprintf(line, PROGRESS_LINE, "%" PRId64 " rows, "
		    "%.0f/s", rows, rate);
		return true;
	}
	n = snprintf(line, PROGRESS_LINE, "%" PRId64 " of %s%" PRId64
	    " rows, %.0f/s", rows, p->about ? "about " : "", p->expected,
	    rate);
	if (rows > 0)
		(void)snprintf(line + n, PROGRESS_LINE - (size_t)n,
		    ", %.0f s left", p->expected > rows ?
		    (double)(p->expected - rows) / rate : 0);
	return true;
}

void
progress_look(struct progress *p, const char *what, int64_t rows)
{
	char line[PROGRESS_LINE];
	int64_t now = when_ticks();

	if (!progress_line(p, now, rows, line))
		return;
	p->last = now;
	(void)fprintf(stderr, "\r%s: %s\033[K", what, line);
}

void
progress_hide(struct progress *p)
{
	if (p->last > 0)
		(void)fputs("\r\033[K", stderr);
	p->last = 0;
}
