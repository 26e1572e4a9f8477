/*
 * diag - words for people, on stderr, one line a message
 *
 * Every message begins with the program's name.  Control characters, which
 * may come from input, are printed as '?'.  Messages are lower case, without
 * a full stop, and name the object: "cannot open runs.xml: No such file".
 */
#ifndef DIAG_H
#define DIAG_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses; see drift(7). */
enum status {
	DONE = 0,
	FOUND = 1,	/* only with --exit-code */
	USAGE = 2,	/* usage, or a file that cannot be used */
	REFUSED = 3,	/* finished, but some records were refused */
	LATER = 75	/* try again later, nothing is lost */
};

/*
 * argv[0], whose path is cut; standard descriptors are open from now on, and
 * a file that must not grow is an error, no death.
 */
void	diag_open(const char *program);
const char *diag_program(void);

__attribute__((format(printf, 1, 2)))
void	diag_say(const char *fmt, ...);
__attribute__((format(printf, 3, 4)))
void	diag_at(const char *source, size_t line, const char *fmt, ...);
__attribute__((format(printf, 2, 3), noreturn))
void	diag_fail(int status, const char *fmt, ...);
/* An errno that means: no more can be written, until somebody makes room. */
bool	diag_no_room(int error);
/* Ends a program that has answered by printf(); or fails to, with USAGE. */
__attribute__((noreturn))
void	diag_exit(int status);

#endif
