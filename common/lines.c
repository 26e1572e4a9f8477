#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "lines.h"
#include "str.h"
#include "when.h"

#define PIECE	65536		/* one read of what waits */
#define BUFFER	(LINES_MAX + 4 * PIECE)

static volatile sig_atomic_t caught;
static int told[2] = {-1, -1};	/* a pipe: who waits hears of it */

static void
catch_signal(int number)
{
	int before = errno;

	caught = number;
	if (write(told[1], "", 1) < 0)
		errno = before;		/* it is full of earlier ones */
}

void
lines_catch_signals(void)
{
	struct sigaction act = {.sa_handler = catch_signal,
	    .sa_flags = SA_RESTART};

	if (pipe2(told, O_CLOEXEC | O_NONBLOCK) != 0)
		diag_fail(LATER, "cannot make a pipe: %s", strerror(errno));
	(void)sigaction(SIGTERM, &act, NULL);
	(void)sigaction(SIGINT, &act, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
}

int
lines_signal(void)
{
	return caught;
}

void
lines_die(void)
{
	if (caught == 0)
		return;
	(void)signal(caught, SIG_DFL);
	(void)raise(caught);
}

/* Of all files together; -1 where one of them is no regular file. */
static int64_t
size_of(char *const *files)
{
	int64_t size = 0;
	struct stat st;

	for (; *files != NULL; files++) {
		if ((strcmp(*files, "-") == 0 ? fstat(STDIN_FILENO, &st) :
		    stat(*files, &st)) != 0 || !S_ISREG(st.st_mode))
			return -1;
		size += st.st_size;
	}
	return size;
}

int64_t
lines_expect(const struct lines *l, int64_t now)
{
	int64_t taken = l->came - (int64_t)(l->end - l->at);

	if (l->size_of_all < 0 || taken <= 0)
		return -1;
	return (int64_t)((double)now / (double)taken *
	    (double)l->size_of_all);
}

void
lines_open(struct lines *l, char *const *files)
{
	static char dash[] = "-";
	static char *const standard_input[] = {dash, NULL};
	bool none = files == NULL || files[0] == NULL;

	*l = (struct lines){.files = none ? standard_input : files,
	    .fd = -1, .size = BUFFER, .grace = 10 * WHEN_SECOND,
	    .max = LINES_MAX};
	l->size_of_all = size_of(l->files);
	l->buf = need_more(NULL, BUFFER + 1, 1);	/* not cleared */
}

void
lines_close(struct lines *l)
{
	if (l->fd > STDIN_FILENO)
		(void)close(l->fd);
	free(l->buf);
	l->buf = NULL;
	l->fd = -1;
}

/* The next file; false after the last. */
static bool
open_next(struct lines *l)
{
	struct stat st;

	if (*l->files == NULL)
		return false;
	l->source = *l->files++;
	if (strcmp(l->source, "-") == 0) {
		l->source = "stdin";
		l->fd = STDIN_FILENO;
	} else {
		l->fd = open(l->source, O_RDONLY | O_CLOEXEC);
	}
	if (l->fd < 0 || fstat(l->fd, &st) != 0)
		diag_fail(USAGE, "cannot open %s: %s", l->source,
		    strerror(errno));
	if (S_ISDIR(st.st_mode))
		diag_fail(USAGE, "cannot read %s: it is a directory",
		    l->source);
	l->pipe = S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode);
	l->regular = S_ISREG(st.st_mode);
	l->number = l->at = l->end = 0;
	l->eof = l->cut = l->emptied = false;
	return true;
}

static void
close_current(struct lines *l)
{
	if (l->fd > STDIN_FILENO)
		(void)close(l->fd);
	l->fd = -1;
}

/* After a signal: milliseconds this input may still be read, -1 for ever. */
static int
patience(struct lines *l)
{
	int64_t left;

	if (caught == 0)
		return -1;
	if (!l->pipe)
		return 0;
	if (l->deadline == 0)
		l->deadline = when_ticks() + l->grace;
	left = (l->deadline - when_ticks()) / 1000;
	return left > 0 ? (int)left : 0;
}

static bool
ready(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, 0) > 0;
}

/* Milliseconds until something else is to be looked at, -1 for never. */
static int
until_tick(struct lines *l)
{
	int64_t us = l->tick == NULL ? -1 : l->tick(l->drain_arg);

	if (us < 0)
		return -1;
	return us < INT64_C(1000) * INT_MAX ? (int)((us + 999) / 1000) :
	    INT_MAX;
}

static int
sooner(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

/*
 * Waits once: for input, a signal, or until the time is up; true: there is
 * input.  A signal that came since it was last looked at is not slept over.
 */
static bool
sleep_until(struct lines *l, int tick)
{
	struct pollfd p[2] = {{.fd = l->fd, .events = POLLIN},
	    {.fd = told[0], .events = POLLIN}};

	return poll(p, caught == 0 ? 2 : 1, sooner(patience(l), tick)) > 0 &&
	    p[0].revents != 0;
}

/*
 * Waits for input, after letting go of what was made; false: give up.  Where
 * the last read emptied the pipe it is not asked whether more is there.  The
 * read itself must not wait: a signal would start it again.
 */
static bool
wait_for_input(struct lines *l)
{
	if (l->regular || (!l->emptied && ready(l->fd)))
		return patience(l) != 0;
	if (l->drain != NULL)
		l->drain(l->drain_arg);
	while (patience(l) != 0)
		if (sleep_until(l, until_tick(l)))
			return true;
	return false;
}

/* Reads on behind what is there; false at the end of this file. */
static bool
fill(struct lines *l)
{
	if (l->at > 0) {
		memmove(l->buf, l->buf + l->at, l->end - l->at);
		l->end -= l->at;
		l->at = 0;
	}
	while (!l->eof) {
		size_t room = l->size - l->end < PIECE ? l->size - l->end :
		    PIECE;
		ssize_t n;

		if (!wait_for_input(l)) {
			l->eof = l->cut = true;
			break;
		}
		n = read(l->fd, l->buf + l->end, room);
		if (n > 0) {
			l->emptied = (size_t)n < room;
			l->end += (size_t)n;
			l->came += n;
			return true;
		}
		if (n == 0)
			l->eof = true;
		else if (errno != EINTR && errno != EAGAIN)
			diag_fail(USAGE, "cannot read %s: %s", l->source,
			    strerror(errno));
	}
	return false;
}

/* Drops the rest of a line that is too long. */
static void
skip_rest(struct lines *l)
{
	for (;;) {
		char *end = memchr(l->buf + l->at, '\n', l->end - l->at);

		if (end != NULL) {
			l->at = (size_t)(end + 1 - l->buf);
			return;
		}
		l->at = l->end;
		if (!fill(l))
			return;
	}
}

/* A line from the current file; *n excludes the newline. */
static bool
take(struct lines *l, char **s, size_t *n)
{
	size_t searched = 0;

	for (;;) {
		char *from = l->buf + l->at;
		char *end = memchr(from + searched, '\n',
		    l->end - l->at - searched);

		l->open_ended = end == NULL;
		searched = l->end - l->at;
		if (end == NULL && searched <= l->max && fill(l))
			continue;
		*s = l->buf + l->at;
		*n = end != NULL ? (size_t)(end - from) : l->end - l->at;
		if (end == NULL && (*n == 0 || l->cut))
			return false;
		l->at += *n + (end != NULL);
		l->overlong = *n > l->max;
		return true;
	}
}

bool
lines_next(struct lines *l, char **s, size_t *n)
{
	if (l->overlong && l->open_ended)
		skip_rest(l);
	l->overlong = false;
	for (;;) {
		if (l->fd < 0 && (lines_signal() != 0 || !open_next(l)))
			return false;
		if (take(l, s, n)) {
			l->number++;
			l->total++;
			return true;
		}
		close_current(l);
	}
}

bool
lines_peek(struct lines *l, const char **s, size_t *n)
{
	if (l->fd < 0 && (lines_signal() != 0 || !open_next(l)))
		return false;
	if (l->at == l->end && !fill(l))
		return false;
	*s = l->buf + l->at;
	*n = l->end - l->at;
	return true;
}

void
lines_look(struct lines *l, size_t wanted, const char **s, size_t *n)
{
	while (l->end - l->at < wanted && l->end - l->at < l->size - PIECE &&
	    fill(l))
		continue;
	*s = l->buf + l->at;
	*n = l->end - l->at;
}

void
lines_skip(struct lines *l, size_t n)
{
	l->at += n;
}

void
lines_limit(struct lines *l, size_t max)
{
	if (max == l->max)
		return;
	l->max = max;
	l->size = max + 4 * PIECE;
	l->buf = need_more(l->buf, l->size + 1, 1);
}

bool
lines_waiting(struct lines *l)
{
	if (l->fd < 0)
		return *l->files != NULL;
	if (memchr(l->buf + l->at, '\n', l->end - l->at) != NULL)
		return true;
	return !l->eof && (l->regular || ready(l->fd));
}
