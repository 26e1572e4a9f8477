/*
 * used - what a command takes: seconds, seconds of the processor, KiB of
 * memory at most
 *
 * Its output is thrown away.  A child of a large process, as Python is one,
 * begins with what that had in memory; one of this begins with next to
 * nothing.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
seconds(const struct timeval *t)
{
	return (double)t->tv_sec + (double)t->tv_usec / 1e6;
}

int
main(int argc, char **argv)
{
	posix_spawn_file_actions_t quiet;
	struct rusage used;
	double before = now();
	pid_t pid;
	int status;

	(void)posix_spawn_file_actions_init(&quiet);
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		(void)posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null",
		    O_WRONLY, 0);
	if (argc < 2 || posix_spawnp(&pid, argv[1], &quiet, NULL, argv + 1,
	    environ) != 0 || wait4(pid, &status, 0, &used) != pid)
		return 2;
	(void)printf("%.4f %.4f %ld\n", now() - before,
	    seconds(&used.ru_utime) + seconds(&used.ru_stime),
	    used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
