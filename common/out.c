#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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
	o->day = INT64_MIN;
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
out_spill(struct out *o)
{
	if (o->n < OUT_SIZE)
		return;
	write_all(o, o->buf, OUT_SIZE);
	o->n -= OUT_SIZE;
	memcpy(o->buf, o->buf + OUT_SIZE, o->n);
}

/* Of much, what fills whole buffers goes straight out. */
void
out_more(struct out *o, const char *s, size_t n)
{
	if (n >= 2 * OUT_SIZE) {
		size_t whole = n - n % OUT_SIZE;

		out_flush(o);
		write_all(o, s, whole);
		s += whole;
		n -= whole;
	}
	while (n > 0) {
		char *to = out_room(o);
		size_t part = n < OUT_SPARE ? n : OUT_SPARE;

		memcpy(to, s, part);
		o->n += part;
		s += part;
		n -= part;
	}
}

void
out_text(struct out *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

void
out_int(struct out *o, int64_t value)
{
	o->n += int_print(value, out_room(o));
}

void
out_real(struct out *o, double d)
{
	o->n += real_print(d, out_room(o));
}

/* Mostly of the same day as the one before. */
void
out_bare_time(struct out *o, int64_t us)
{
	char *to = out_room(o);
	int64_t day = us / WHEN_DAY, rest = us % WHEN_DAY;

	if (day == o->day && rest >= 0) {
		memcpy(to, o->date, sizeof(o->date));
		when_print_clock(rest, to + sizeof(o->date));
	} else {
		when_print(us, to);
		o->day = us < 0 ? INT64_MIN : day;
		memcpy(o->date, to, sizeof(o->date));
	}
	o->n += WHEN_LENGTH;
}

void
out_time(struct out *o, int64_t us)
{
	out_byte(o, '"');
	out_bare_time(o, us);
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

/* Whether all of eight bytes need no escape. */
static inline bool
plain_8(uint64_t w)
{
	const uint64_t one = UINT64_C(0x0101010101010101), high = one << 7;
	uint64_t quote = w ^ (one * '"'), slash = w ^ (one * '\\');

	return ((((w - one * ' ') & ~w) | ((quote - one) & ~quote) |
	    ((slash - one) & ~slash)) & high) == 0;
}

#ifdef __SSE2__
#define PIECE	16

static inline bool
plain_piece(const char *s)
{
	const __m128i last = _mm_set1_epi8(' ' - 1);
	__m128i b = _mm_loadu_si128((const __m128i *)(const void *)s);
	__m128i odd = _mm_or_si128(_mm_or_si128(
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('"')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\\'))),
	    _mm_cmpeq_epi8(_mm_min_epu8(b, last), b));

	return _mm_movemask_epi8(odd) == 0;
}
#else
#define PIECE	8

static inline bool
plain_piece(const char *s)
{
	return plain_8(text_8_bytes(s));
}
#endif

/* Whether none of the bytes needs an escape; pieces overlap. */
static inline bool
plain_all(const char *s, size_t n)
{
	size_t i = 0;

	if (n >= PIECE) {
		for (; i < n - PIECE; i += PIECE)
			if (!plain_piece(s + i))
				return false;
		return plain_piece(s + n - PIECE);
	}
	if (n >= 8)
		return plain_8(text_8_bytes(s)) &&
		    plain_8(text_8_bytes(s + n - 8));
	while (i < n && is_plain((unsigned char)s[i]))
		i++;
	return i == n;
}

/* How many bytes from s on need no escape. */
static size_t
plain_span(const char *s, size_t n)
{
	size_t i = 0;

	while (i + PIECE <= n && plain_piece(s + i))
		i += PIECE;
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
	char *to;

	if (n > OUT_SPARE - 2 || !plain_all(s, n)) {
		escape((struct sink){o, NULL}, s, n);
		return;
	}
	to = out_room(o);
	*to++ = '"';
	text_copy(to, s, n);
	to[n] = '"';
	o->n += n + 2;
}

void
str_string(struct str *b, const char *s, size_t n)
{
	escape((struct sink){NULL, b}, s, n);
}
