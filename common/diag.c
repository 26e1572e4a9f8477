#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"

#define MESSAGE_MAX	2048

static const char *program = "drift";

/*
 * One that is closed would be given to the next file that is opened, and what
 * is meant for a reader or for people would go into that.  So it is open, but
 * the wrong way round: whoever needs it gets an error.
 */
static void
keep_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY :
			    O_RDONLY);
}

void
diag_open(const char *name)
{
	const char *slash = strrchr(name, '/');

	program = slash == NULL ? name : slash + 1;
	keep_standard();
	(void)signal(SIGXFSZ, SIG_IGN);
}

bool
diag_no_room(int error)
{
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

const char *
diag_program(void)
{
	return program;
}

static void
write_out(const char *s, size_t n)
{
	struct pollfd fd = {.fd = STDERR_FILENO, .events = POLLOUT};

	while (n > 0) {
		ssize_t did = write(STDERR_FILENO, s, n);

		if (did >= 0) {
			s += did;
			n -= (size_t)did;
		} else if (errno == EAGAIN) {
			(void)poll(&fd, 1, -1);
		} else if (errno != EINTR) {
			break;
		}
	}
}

/* One write a message, so that messages of a pipe's filters do not mix. */
__attribute__((format(printf, 2, 0)))
static void
say(const char *where, const char *fmt, va_list ap)
{
	char text[MESSAGE_MAX];
	int head = snprintf(text, sizeof(text), "%s: %s", program, where);
	size_t n = head < 0 ? 0 : (size_t)head;
	int body;

	if (n > sizeof(text) / 2)
		n = sizeof(text) / 2;
	body = vsnprintf(text + n, sizeof(text) - n - 1, fmt, ap);
	n += body < 0 ? 0 : (size_t)body;
	if (n > sizeof(text) - 2)
		n = sizeof(text) - 2;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == '\x7f')
			text[i] = '?';
	text[n++] = '\n';
	write_out(text, n);
}

void
diag_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say("", fmt, ap);
	va_end(ap);
}

void
diag_at(const char *source, size_t line, const char *fmt, ...)
{
	char where[512];
	va_list ap;

	(void)snprintf(where, sizeof(where), "%s:%zu: ", source, line);
	va_start(ap, fmt);
	say(where, fmt, ap);
	va_end(ap);
}

void
diag_fail(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say("", fmt, ap);
	va_end(ap);
	exit(status);
}

void
diag_exit(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout) != 0)
		diag_fail(USAGE, "cannot write standard output: %s",
		    strerror(errno));
	exit(status);
}
