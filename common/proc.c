#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diag.h"
#include "proc.h"

void
proc_self(char path[PROC_PATH])
{
	ssize_t n = readlink("/proc/self/exe", path, PROC_PATH - 1);

	if (n <= 0)
		diag_fail(USAGE, "cannot read /proc/self/exe: %s",
		    strerror(errno));
	path[n] = '\0';
}

bool
proc_find(const char *folder, const char *name, char path[PROC_PATH])
{
	int n = snprintf(path, PROC_PATH, "%s/%s", folder, name);

	return n > 0 && n < PROC_PATH && access(path, X_OK) == 0;
}

/* Signals are as they were before this program caught them. */
static _Noreturn void
become(const struct proc *p, int output)
{
	(void)signal(SIGPIPE, SIG_DFL);
	if (dup2(output, STDOUT_FILENO) < 0)
		diag_fail(USAGE, "cannot start %s: %s", p->path,
		    strerror(errno));
	(void)execv(p->path, p->argv);
	diag_fail(USAGE, "cannot run %s: %s", p->path, strerror(errno));
}

void
proc_read_from(struct proc *p)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0 || (p->pid = fork()) < 0)
		diag_fail(USAGE, "cannot start %s: %s", p->path,
		    strerror(errno));
	if (p->pid == 0)
		become(p, ends[1]);
	if (dup2(ends[0], STDIN_FILENO) < 0)
		diag_fail(USAGE, "cannot read from %s: %s", p->path,
		    strerror(errno));
	(void)close(ends[0]);
	(void)close(ends[1]);
}

int64_t
proc_number(struct proc *p)
{
	char text[32] = "", *end;
	int ends[2];
	ssize_t n;
	int64_t number;

	if (pipe2(ends, O_CLOEXEC) != 0 || (p->pid = fork()) < 0)
		return -1;
	if (p->pid == 0) {
		(void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		become(p, ends[1]);
	}
	(void)close(ends[1]);
	while ((n = read(ends[0], text, sizeof(text) - 1)) < 0 &&
	    errno == EINTR)
		;
	(void)close(ends[0]);
	while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
		;
	number = strtoll(text, &end, 10);
	return n > 0 && *end == '\n' ? number : -1;
}

int
proc_end(struct proc *p)
{
	int status;

	(void)close(STDIN_FILENO);
	while (waitpid(p->pid, &status, 0) < 0)
		if (errno != EINTR)
			diag_fail(USAGE, "cannot wait for %s: %s", p->path,
			    strerror(errno));
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return WTERMSIG(status) == SIGPIPE ? 0 : 128 + WTERMSIG(status);
}
