/*
 * wait - how long one waits: for a program to start and end, and for a record
 * to come out of a pipe
 *
 *	wait start COMMAND...	median of COUNT starts with nothing to read
 *	wait pipe LINE A B C	p50 and p99 of a line through three programs
 *
 * Microseconds, on stdout.  The pipe is that of three cats by turns, line by
 * line, so that what disturbs one disturbs the other: theirs come second.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNT	200	/* starts */
#define LINES	5000	/* of which the first WARM do not count */
#define WARM	500

extern char **environ;

struct pipeline {
	pid_t pid[3];
	int to, from;
	double took[LINES];
};

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static _Noreturn void
give_up(const char *what)
{
	(void)fprintf(stderr, "wait: cannot %s\n", what);
	exit(2);
}

static pid_t
start(char **command, int in, int out)
{
	posix_spawn_file_actions_t files;
	pid_t pid;

	(void)posix_spawn_file_actions_init(&files);
	(void)posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	if (posix_spawnp(&pid, command[0], &files, NULL, command,
	    environ) != 0)
		give_up("start a program");
	(void)posix_spawn_file_actions_destroy(&files);
	return pid;
}

static int
by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
time_starts(char **command)
{
	static double took[COUNT];
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int i = 0; i < COUNT; i++) {
		double before = now();
		pid_t pid = start(command, null, null);

		if (waitpid(pid, NULL, 0) != pid)
			give_up("wait");
		took[i] = now() - before;
	}
	qsort(took, COUNT, sizeof(*took), by_time);
	(void)printf("%.0f\n", took[COUNT / 2]);
}

static void
join(struct pipeline *p, char **programs)
{
	int in, fd[2];

	if (pipe2(fd, O_CLOEXEC) != 0)
		give_up("make a pipe");
	in = fd[0];
	p->to = fd[1];
	for (int i = 0; i < 3; i++) {
		char *command[] = {programs[i], NULL};

		if (pipe2(fd, O_CLOEXEC) != 0)
			give_up("make a pipe");
		p->pid[i] = start(command, in, fd[1]);
		(void)close(in);
		(void)close(fd[1]);
		in = fd[0];
	}
	p->from = in;
}

/* Until as many bytes as went in are out again. */
static double
send(struct pipeline *p, const char *line, size_t n)
{
	char back[65536];
	double before = now();

	if (write(p->to, line, n) != (ssize_t)n)
		give_up("write");
	for (size_t came = 0; came < n;) {
		ssize_t more = read(p->from, back, sizeof(back));

		if (more <= 0)
			give_up("read");
		came += (size_t)more;
	}
	return now() - before;
}

static void
part(struct pipeline *p)
{
	(void)close(p->to);
	for (int i = 0; i < 3; i++)
		(void)waitpid(p->pid[i], NULL, 0);
	qsort(p->took + WARM, LINES - WARM, sizeof(*p->took), by_time);
	(void)printf("%.1f %.1f\n", p->took[WARM + (LINES - WARM) / 2],
	    p->took[WARM + (LINES - WARM) * 99 / 100]);
}

static void
time_pipes(const char *text, char **programs)
{
	static struct pipeline ours, cats;
	static char cat[] = "cat";
	char line[4096];
	int n = snprintf(line, sizeof(line), "%s\n", text);

	if (n < 0 || n >= (int)sizeof(line))
		give_up("hold the line");
	join(&ours, programs);
	join(&cats, (char *[]){cat, cat, cat});
	for (int i = 0; i < LINES; i++) {
		ours.took[i] = send(&ours, line, (size_t)n);
		cats.took[i] = send(&cats, line, (size_t)n);
	}
	part(&ours);
	part(&cats);
}

int
main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "start") == 0)
		time_starts(argv + 2);
	else if (argc == 6 && strcmp(argv[1], "pipe") == 0)
		time_pipes(argv[2], argv + 3);
	else
		give_up("do that: start COMMAND..., or pipe LINE A B C");
	return 0;
}
