/*
 * A co-process: a command at both ends of us.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "proc.h"
#include "when.h"

static _Noreturn void
become(const char *command, int in, int out)
{
	(void)setpgid(0, 0);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)signal(SIGXFSZ, SIG_DFL);
	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		(void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static void
close_both(const int ends[2])
{
	(void)close(ends[0]);
	(void)close(ends[1]);
}

bool
coproc_start(struct coproc *p, const char *command)
{
	int in[2], out[2];

	if (pipe2(in, O_CLOEXEC) != 0)
		return false;
	if (pipe2(out, O_CLOEXEC) != 0) {
		close_both(in);
		return false;
	}
	p->pid = fork();
	if (p->pid == 0)
		become(command, in[0], out[1]);
	if (p->pid < 0) {
		p->pid = 0;
		close_both(in);
		close_both(out);
		return false;
	}
	(void)setpgid(p->pid, p->pid);
	(void)close(in[0]);
	(void)close(out[1]);
	p->to = in[1];
	p->from = out[0];
	(void)fcntl(p->to, F_SETFL, O_NONBLOCK);
	(void)fcntl(p->from, F_SETFL, O_NONBLOCK);
	return true;
}

/* A SIGPIPE of this write is taken back; any other one does what it did. */
ssize_t
coproc_write(const struct coproc *p, const char *s, size_t n)
{
	const struct timespec now = {0};
	sigset_t broken, before;
	ssize_t did;
	bool gone;

	(void)sigemptyset(&broken);
	(void)sigaddset(&broken, SIGPIPE);
	(void)sigprocmask(SIG_BLOCK, &broken, &before);
	did = write(p->to, s, n);
	gone = did < 0 && errno != EAGAIN && errno != EINTR;
	if (gone)
		(void)sigtimedwait(&broken, NULL, &now);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return gone ? -1 : did < 0 ? 0 : did;
}

/* Reads on, so that it can write what it still has, until its end. */
static void
read_out(const struct coproc *p, int64_t until)
{
	struct pollfd fd = {.fd = p->from, .events = POLLIN};
	char bytes[4096];

	while (when_ticks() < until &&
	    poll(&fd, 1, (int)((until - when_ticks()) / 1000) + 1) >= 0)
		if (read(p->from, bytes, sizeof(bytes)) == 0)
			return;
}

void
coproc_end(struct coproc *p, int64_t patience)
{
	int64_t until = when_ticks() + patience;
	bool ended = false;

	(void)close(p->to);
	read_out(p, until);
	while (patience > 0 && !ended && when_ticks() < until) {
		ended = waitpid(p->pid, NULL, WNOHANG) != 0;
		if (!ended)
			(void)poll(NULL, 0, 1);
	}
	if (!ended) {
		(void)kill(-p->pid, SIGKILL);
		(void)waitpid(p->pid, NULL, 0);
	}
	(void)close(p->from);
	p->pid = 0;
}
