#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "out.h"
#include "str.h"
#include "when.h"

#define PIPE_SIZE	(1 << 20)

void
out_open(struct out *o, int fd, const char *name)
{
	struct stat st;

	o->fd = fd;
	o->n = 0;
	o->outlive = o->gone = false;
	o->take = NULL;
	o->name = name;
	if (fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode))
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE);
}

void
out_outlive(struct out *o)
{
	o->outlive = true;
	(void)signal(SIGPIPE, SIG_IGN);
}

static void
reader_gone(struct out *o)
{
	o->gone = true;
	if (o->outlive)
		return;
	(void)signal(SIGPIPE, SIG_DFL);
	(void)raise(SIGPIPE);
	_exit(128 + SIGPIPE);
}

static void
write_all(struct out *o, const char *s, size_t n)
{
	struct pollfd fd = {.fd = o->fd, .events = POLLOUT};

	if (o->take != NULL) {
		o->take(o->take_arg, s, n);
		return;
	}
	while (n > 0 && !o->gone) {
		ssize_t did = write(o->fd, s, n);

		if (did >= 0) {
			s += did;
			n -= (size_t)did;
		} else if (errno == EPIPE) {
			reader_gone(o);
		} else if (errno == EAGAIN) {
			(void)poll(&fd, 1, -1);
		} else if (errno != EINTR) {
			o->gone = true;
			diag_fail(USAGE, "cannot write %s: %s", o->name,
			    strerror(errno));
		}
	}
}

void
out_flush(struct out *o)
{
	write_all(o, o->buf, o->n);
	o->n = 0;
}

void
out_close(struct out *o)
{
	out_flush(o);
	if (close(o->fd) != 0 && !o->gone)
		diag_fail(USAGE, "cannot write %s: %s", o->name,
		    strerror(errno));
}

void
out_more(struct out *o, const char *s, size_t n)
{
	while (n > OUT_SIZE - o->n) {
		size_t part = OUT_SIZE - o->n;

		memcpy(o->buf + o->n, s, part);
		o->n = OUT_SIZE;
		out_flush(o);
		s += part;
		n -= part;
	}
	if (n > 0)
		memcpy(o->buf + o->n, s, n);
	o->n += n;
}

void
out_text(struct out *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

static size_t
int_print(uint64_t value, char *end)
{
	size_t n = 0;

	do {
		end[-1 - (ptrdiff_t)n++] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	return n;
}

void
out_int(struct out *o, int64_t value)
{
	char digits[20];
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	size_t n = int_print(size, digits + sizeof(digits));

	if (value < 0)
		out_byte(o, '-');
	out_bytes(o, digits + sizeof(digits) - n, n);
}

void
out_real(struct out *o, double d)
{
	char text[REAL_LENGTH + 1];

	out_bytes(o, text, real_print(d, text));
}

void
out_time(struct out *o, int64_t us)
{
	char text[WHEN_LENGTH + 1];

	when_print(us, text);
	out_byte(o, '"');
	out_bytes(o, text, WHEN_LENGTH);
	out_byte(o, '"');
}

/* Where to put escaped text: the one escaper serves both kinds of buffer. */
struct sink {
	struct out *out;
	struct str *str;
};

static void
sink_bytes(struct sink k, const char *s, size_t n)
{
	if (k.out != NULL)
		out_bytes(k.out, s, n);
	else
		str_bytes(k.str, s, n);
}

static void
escape_byte(struct sink k, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\b\f\n\r\t\"\\", to[] = "bfnrt\"\\";
	char u[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
	const char *found = c == '\0' ? NULL : strchr(from, c);

	if (found != NULL) {
		u[1] = to[found - from];
		sink_bytes(k, u, 2);
	} else {
		sink_bytes(k, u, sizeof(u));
	}
}

static bool
is_plain(unsigned char c)
{
	return c >= ' ' && c != '"' && c != '\\';
}

/* How many bytes from s on need no escape, eight at a time. */
static size_t
plain_span(const char *s, size_t n)
{
	const uint64_t one = UINT64_C(0x0101010101010101), high = one << 7;
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		uint64_t w, quote, slash;

		memcpy(&w, s + i, 8);
		quote = w ^ (one * '"');
		slash = w ^ (one * '\\');
		if (((((w - one * ' ') & ~w) | ((quote - one) & ~quote) |
		    ((slash - one) & ~slash)) & high) != 0)
			break;
	}
	while (i < n && is_plain((unsigned char)s[i]))
		i++;
	return i;
}

static void
escape(struct sink k, const char *s, size_t n)
{
	sink_bytes(k, "\"", 1);
	for (size_t i = 0; i < n; i++) {
		size_t plain = plain_span(s + i, n - i);

		sink_bytes(k, s + i, plain);
		i += plain;
		if (i < n)
			escape_byte(k, (unsigned char)s[i]);
	}
	sink_bytes(k, "\"", 1);
}

void
out_string(struct out *o, const char *s, size_t n)
{
	if (n + 2 > OUT_SIZE - o->n || plain_span(s, n) != n) {
		escape((struct sink){o, NULL}, s, n);
		return;
	}
	o->buf[o->n++] = '"';
	if (n > 0)
		memcpy(o->buf + o->n, s, n);
	o->n += n;
	o->buf[o->n++] = '"';
}

void
str_string(struct str *b, const char *s, size_t n)
{
	escape((struct sink){NULL, b}, s, n);
}
