/*
 * proc - other programs: where they are, starting and ending them
 *
 * The programs of one installation lie together and find each other by where
 * the running one is, never by PATH: bin/ of the build tree, or
 * PREFIX/libexec/drift.
 */
#ifndef PROC_H
#define PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROC_PATH	4096

/* The running program's own file; ends the program if it cannot be known. */
void	proc_self(char path[PROC_PATH]);
/* FOLDER/NAME; false if that is no program that can be run. */
bool	proc_find(const char *folder, const char *name, char path[PROC_PATH]);

struct proc {
	const char *path;	/* the program's file */
	char *const *argv;	/* argv[0] is the name in its messages */
	pid_t pid;
};

/*
 * Starts it with its standard output as our standard input.  A program that
 * cannot be started ends this one with status 2.
 */
void	proc_read_from(struct proc *);
/* Runs it for the number it prints; negative: it prints none. */
int64_t	proc_number(struct proc *);
/*
 * Lets go of its output and waits.  Returns its exit status, 128 + signal if
 * it died by one, and 0 if that signal was our no longer reading it.
 */
int	proc_end(struct proc *);

/*
 * A command that is written to and read from, neither of which waits: both
 * ends are non-blocking and closed in whatever else is started.
 */
struct coproc {
	pid_t pid;		/* 0: it does not run; also its process group */
	int to, from;
};

/* By sh -c.  False: it could not be started, see errno. */
bool	coproc_start(struct coproc *, const char *command);
/*
 * How many bytes it took, 0 if it takes none now, -1 if it reads no more:
 * that is no SIGPIPE.
 */
ssize_t	coproc_write(const struct coproc *, const char *, size_t);
/*
 * Tells it that nothing more comes, and kills it with all it has started if
 * it has not ended after that many microseconds.
 */
void	coproc_end(struct coproc *, int64_t patience);

#endif
