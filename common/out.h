/*
 * out - buffered output, and the only writer of JSON
 *
 * A failed write ends the program with status 2, except that a reader who is
 * gone ends it as SIGPIPE does, or, after out_outlive(), is simply no longer
 * written to.  Output leaves in pieces of 64 KiB, or when out_flush() is
 * called; lines.h calls it before any read that might wait.
 */
#ifndef OUT_H
#define OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "str-number.h"
#include "str.h"

#define OUT_SIZE	65536
#define OUT_SPARE	1024	/* room behind it, always */

struct out {
	int fd;
	size_t n;		/* bytes waiting in buf */
	bool outlive;
	bool gone;		/* the reader is */
	const char *name;	/* for messages */
	void (*take)(void *, const char *, size_t);	/* if set, what leaves
				   goes there, with take_arg, not to fd */
	void *take_arg;
	int64_t day;		/* the last one printed, */
	char date[11];		/* and its text with the T */
	char buf[OUT_SIZE + OUT_SPARE];
};

void	out_open(struct out *, int fd, const char *name);
void	out_outlive(struct out *);
void	out_flush(struct out *);
void	out_close(struct out *);	/* flush, and check the close */

void	out_more(struct out *, const char *, size_t);	/* any size */
void	out_spill(struct out *);	/* writes what is full */

/* Room for OUT_SPARE bytes; who puts some there adds them to n. */
static inline char *
out_room(struct out *o)
{
	if (o->n >= OUT_SIZE)
		out_spill(o);
	return o->buf + o->n;
}

static inline void
out_bytes(struct out *o, const char *s, size_t n)
{
	if (n > OUT_SPARE) {
		out_more(o, s, n);
		return;
	}
	text_copy(out_room(o), s, n);
	o->n += n;
}

static inline void
out_byte(struct out *o, char c)
{
	*out_room(o) = c;
	o->n++;
}

void	out_text(struct out *, const char *);		/* as it is */
void	out_int(struct out *, int64_t);
void	out_real(struct out *, double);			/* real_print() */
void	out_time(struct out *, int64_t us);		/* quoted RFC 3339 */
void	out_bare_time(struct out *, int64_t us);	/* without quotes */
void	out_string(struct out *, const char *, size_t);	/* quoted JSON */

void	str_string(struct str *, const char *, size_t);	/* quoted JSON */

#endif
