/*
 * Store programs, and the records that pass between them.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "apart.h"
#include "diag.h"
#include "migrate-parts.h"

#define PIECE		65536
#define HOLDS		(1 << 20)	/* bytes in a pipe, where it may */
#define LONGEST		4096	/* a difference that is told in full */

void
pipe_argument(const char *argv[ARGUMENTS], const char *argument)
{
	int n = 0;

	while (argv[n] != NULL)
		n++;
	if (n >= ARGUMENTS - 1)
		diag_fail(USAGE, "more than %d arguments", ARGUMENTS);
	argv[n] = argument;
	argv[n + 1] = NULL;
}

/* ---- programs ---- */

struct child {
	const struct side *side;
	const char **argv;
	int in;			/* -1: nothing */
	pid_t pid;
};

/*
 * The address goes by the environment: arguments are for everybody to see.
 * A store may wait minutes for a database that is away: it is not to write into
 * that when nobody migrates any more.
 */
static _Noreturn void
become(const struct child *s, int out)
{
	int in = s->in >= 0 ? s->in : open("/dev/null", O_RDONLY);

	(void)signal(SIGPIPE, SIG_DFL);
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    setenv("DRIFT_DB", s->side->address, 1) == 0 &&
	    (s->side->schema == NULL ||
	    setenv("DRIFT_SCHEMA", s->side->schema, 1) == 0))
		(void)execv(s->side->path, (char **)(uintptr_t)s->argv);
	diag_fail(USAGE, "cannot run %s: %s", s->side->path, strerror(errno));
}

static bool
make_pipe(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	(void)fcntl(ends[1], F_SETPIPE_SZ, HOLDS);
	return true;
}

/* Starts it; what it prints can be read from the end that is returned. */
static int
start(struct child *s)
{
	int ends[2];

	if (!make_pipe(ends) || (s->pid = fork()) < 0)
		diag_fail(LATER, "cannot start %s: %s", s->side->path,
		    strerror(errno));
	if (s->pid == 0)
		become(s, ends[1]);
	(void)close(ends[1]);
	if (s->in >= 0)
		(void)close(s->in);
	return ends[0];
}

/* Its exit status; a death is a failure, but not that nobody reads on. */
static int
end(const struct child *s)
{
	int status;

	while (waitpid(s->pid, &status, 0) < 0)
		if (errno != EINTR)
			diag_fail(USAGE, "cannot wait for %s: %s",
			    s->side->path, strerror(errno));
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return WTERMSIG(status) == SIGPIPE ? DONE : USAGE;
}

/* 0 at its end: what cannot be read is no end, but rows that are missing. */
static size_t
read_piece(int fd, char *to, size_t room)
{
	ssize_t n;

	while ((n = read(fd, to, room)) < 0)
		if (errno != EINTR)
			diag_fail(LATER, "cannot read what a store prints: %s",
			    strerror(errno));
	return (size_t)n;
}

/* False: nobody reads it any more. */
static bool
write_piece(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t did = write(fd, s, n);

		if (did < 0 && errno == EPIPE)
			return false;
		if (did < 0 && errno != EINTR)
			diag_fail(LATER, "cannot write to a store: %s",
			    strerror(errno));
		s += did > 0 ? did : 0;
		n -= did > 0 ? (size_t)did : 0;
	}
	return true;
}

/* ---- lines ---- */

/* What comes, cut into lines; the last one may still grow. */
struct cutter {
	struct str rest;
	void (*take)(void *, char *line, size_t n);
	void *arg;
};

static void
cut(struct cutter *c, const char *s, size_t n)
{
	const char *newline;

	while ((newline = memchr(s, '\n', n)) != NULL) {
		size_t length = (size_t)(newline - s);

		str_bytes(&c->rest, s, length);
		c->take(c->arg, c->rest.s, c->rest.n);
		str_clear(&c->rest);
		s += length + 1;
		n -= length + 1;
	}
	str_bytes(&c->rest, s, n);
}

static void
cut_all(struct cutter *c, int fd)
{
	char piece[PIECE];
	size_t n;

	while ((n = read_piece(fd, piece, sizeof(piece))) > 0)
		cut(c, piece, n);
	(void)close(fd);
	str_free(&c->rest);
}

struct listener {
	struct migrate *m;
	pipe_take *take;
};

static void
listen(void *listener, char *line, size_t n)
{
	struct listener *l = listener;

	l->take(l->m, line, n);
}

int
pipe_read(struct migrate *m, const struct side *side, const char **argv,
    pipe_take *take)
{
	struct child s = {.side = side, .argv = argv, .in = -1};
	struct listener l = {m, take};
	struct cutter c = {.take = listen, .arg = &l};

	cut_all(&c, start(&s));
	return end(&s);
}

static void
ignore(void *arg, char *line, size_t n)
{
	(void)arg, (void)line, (void)n;
}

int
pipe_write(const struct side *side, const char **argv, const struct str *text)
{
	struct child s = {.side = side, .argv = argv};
	struct cutter c = {.take = ignore};
	int ends[2], out;

	if (!make_pipe(ends))
		diag_fail(LATER, "cannot start %s: %s", side->path,
		    strerror(errno));
	s.in = ends[0];
	out = start(&s);
	(void)write_piece(ends[1], text->s, text->n);
	(void)close(ends[1]);
	cut_all(&c, out);
	return end(&s);
}

/* ---- records on their way ---- */

/* A thread of its own reads what differs, so that nobody waits for it. */
struct watcher {
	int fd;
	struct difference *difference;
	pthread_t thread;
};

static void
note(void *difference, char *line, size_t n)
{
	struct difference *d = difference;

	if (d->count++ >= SHOWN || n > LONGEST)
		return;
	str_byte(&d->first, d->first.n == 0 ? '[' : ',');
	str_bytes(&d->first, line, n);
}

static void *
watch(void *watcher)
{
	struct watcher *w = watcher;
	struct cutter c = {.take = note, .arg = w->difference};

	cut_all(&c, w->fd);
	if (w->difference->first.n > 0)
		str_byte(&w->difference->first, ']');
	return NULL;
}

/* The programs at the target, and how the first of them is reached. */
struct chain {
	struct child write, compare;
	int to;
	struct watcher watcher;
};

static void
start_chain(struct passage *p, struct chain *c)
{
	int ends[2];

	if (!make_pipe(ends))
		diag_fail(LATER, "cannot make a pipe: %s", strerror(errno));
	c->to = ends[1];
	c->write = (struct child){&p->m->to, p->write, ends[0], 0};
	c->watcher.fd = start(&c->write);
	if (p->compare != NULL) {
		c->compare = (struct child){&p->m->to, p->compare,
		    c->watcher.fd, 0};
		c->watcher.fd = start(&c->compare);
	}
	c->watcher.difference = &p->m->table[p->kind].difference;
	if (!apart_start(&c->watcher.thread, watch, &c->watcher))
		diag_fail(LATER, "cannot start a thread");
}

static int
end_chain(struct passage *p, struct chain *c)
{
	int status;

	(void)close(c->to);
	(void)pthread_join(c->watcher.thread, NULL);
	status = end(&c->write);
	if (p->compare != NULL && status == DONE)
		return end(&c->compare);
	if (p->compare != NULL)
		(void)end(&c->compare);
	return status;
}

static void
count(void *table, char *line, size_t n)
{
	struct table *t = table;

	t->rows++;
	hash_sum_add(&t->sum, line, n);
}

/* From the source to the target, seen on the way. */
static void
carry(struct passage *p, int from, int to)
{
	struct migrate *m = p->m;
	struct table *t = &m->table[p->kind];
	struct cutter c = {.take = count, .arg = t};
	char piece[PIECE];
	bool taken = true;
	int64_t before;
	size_t n;

	while (taken && (n = read_piece(from, piece, sizeof(piece))) > 0) {
		before = t->rows;
		cut(&c, piece, n);
		m->passed += t->rows - before;
		progress_show(&m->progress, kind_spec(p->kind)->table,
		    m->passed);
		taken = write_piece(to, piece, n);
	}
	(void)close(from);
	str_free(&c.rest);
}

int
pipe_pass(struct passage *p)
{
	struct migrate *m = p->m;
	struct table *t = &m->table[p->kind];
	struct child source = {.side = &m->from, .argv = p->read, .in = -1};
	struct chain chain = {0};
	int read_status, status;

	t->rows = 0;
	t->sum = (struct hash_sum){0};
	t->difference.count = 0;
	str_clear(&t->difference.first);
	start_chain(p, &chain);
	carry(p, start(&source), chain.to);
	status = end_chain(p, &chain);
	read_status = end(&source);
	hash_sum_print(&t->sum, t->checksum);
	progress_hide(&m->progress);
	return status == DONE || (status == REFUSED && read_status != DONE) ?
	    read_status : status;
}
