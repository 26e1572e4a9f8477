/*
 * lines - input, line by line, from files and standard input
 *
 * Before a read that may wait, drain() is called, so whatever was made of the
 * lines so far is on its way.  A line is valid until the next lines_next().
 *
 * SIGTERM and SIGINT: where the input is no pipe this program is the source
 * and input ends at once; otherwise it is read on to its end, for at most
 * `grace`.  lines_signal() then tells what came, and the program that has
 * finished its work dies by it.
 */
#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINES_MAX	(1 << 20)	/* longer lines are refused */

struct lines {
	const char *source;	/* file, or "stdin" */
	size_t number;		/* of the line, from 1, in this file */
	size_t total;		/* lines so far in all files */
	bool overlong;		/* this line is, and s holds its beginning */
	bool open_ended;	/* this line had no newline at its end */
	int64_t grace;		/* microseconds */
	size_t max;		/* LINES_MAX, or what lines_limit() said */
	void (*drain)(void *);
	/* If set, called as it waits: in how many microseconds to call it
	   again, negative for not at all. */
	int64_t (*tick)(void *);
	void *drain_arg;	/* of both */
	int64_t size_of_all;	/* bytes of all files; negative: unknown */

	/* private */
	char *const *files;
	int64_t came;		/* bytes, so far */
	int fd;
	bool pipe, regular, eof;
	bool cut;		/* by a signal, perhaps inside of a line */
	bool emptied;		/* the last read took all there was */
	char *buf;
	size_t at, end, size;
	int64_t deadline;
};

/* files: NULL-terminated, "-" is standard input; empty means "-". */
void	lines_open(struct lines *, char *const *files);
/* False at the end.  s has no newline; one byte after it may be written. */
bool	lines_next(struct lines *, char **s, size_t *n);
/* What comes next, at least a byte; false at the end of the current file. */
bool	lines_peek(struct lines *, const char **s, size_t *n);
/* As much of it as is wanted, or all there is; waits for it. */
void	lines_look(struct lines *, size_t wanted, const char **s, size_t *n);
/* Takes n bytes of what was peeked at. */
void	lines_skip(struct lines *, size_t n);
/* Another length from which lines are refused. */
void	lines_limit(struct lines *, size_t max);
/* A further line can be had without waiting. */
bool	lines_waiting(struct lines *);
/*
 * About how many of something there will be at the end, when so many came by
 * now; negative where the length of the input is unknown.
 */
int64_t	lines_expect(const struct lines *, int64_t now);
void	lines_close(struct lines *);

void	lines_catch_signals(void);
int	lines_signal(void);		/* 0: none came */
void	lines_die(void);		/* by the signal, if one came */

#endif
