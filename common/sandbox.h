/*
 * sandbox - a filter gives up what it will not need, before it reads a byte
 *
 * What comes through a pipe was written by anybody.  Whoever finds a fault in
 * a reader and makes the process do as he likes then still cannot start a
 * program, reach the network, look into other processes, or open, change or
 * remove a file that was not named.
 *
 * The kernel sees to it: seccomp(2) where the machine is a known one, and
 * Landlock (5.13) for files by name.  A kernel without one of them, or a
 * container that forbids them, leaves the program as able as it was: nothing
 * fails.  So do sanitizers and LD_PRELOAD, whose code has needs of its own.
 * What is open stays open.  It cannot be taken back.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

struct sandbox {
	char *const *files;	/* that are still to be read, and folders with
				   all in them; NULL after the last */
	bool all_files;		/* any file may be read */
	bool aside;		/* files without a name may be made: aside.h */
	const char *output[3];	/* files that may be replaced, or NULL */
};

/* What is kept from now on. */
#define SANDBOX_CALLS	1	/* by system call */
#define SANDBOX_FILES	2	/* by file */

/* Before there are threads.  Which of the two is in force. */
unsigned sandbox_enter(const struct sandbox *);

#endif
