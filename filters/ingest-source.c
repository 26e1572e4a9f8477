/*
 * Where reports come from: files, folders, pipes.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "ingest.h"

#define PIECE	65536

/* ---- folders ---- */

static void
files_add(struct files *f, char *path)
{
	if (f->count == f->room) {
		f->room = f->room != 0 ? 2 * f->room : 64;
		f->path = need_more(f->path, f->room, sizeof(*f->path));
	}
	f->path[f->count++] = path;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* A link to a folder is not followed: it may lead back. */
static void
add_entry(struct files *f, const char *folder, const char *name)
{
	struct str path = {0};
	struct stat st;

	str_print(&path, "%s%s%s", folder,
	    folder[strlen(folder) - 1] == '/' ? "" : "/", name);
	if (lstat(path.s, &st) != 0) {
		str_free(&path);
		return;
	}
	if (S_ISLNK(st.st_mode) && (stat(path.s, &st) != 0 ||
	    S_ISDIR(st.st_mode)))
		st.st_mode = 0;
	if (S_ISREG(st.st_mode)) {
		files_add(f, path.s);
		return;
	}
	if (S_ISDIR(st.st_mode))
		files_find(f, path.s);
	str_free(&path);
}

void
files_find(struct files *f, const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, is_visible, by_name);

	if (n < 0)
		diag_fail(USAGE, "cannot read %s: %s", folder,
		    strerror(errno));
	for (int i = 0; i < n; i++) {
		add_entry(f, folder, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
}

void
files_free(struct files *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->path[i]);
	free(f->path);
	*f = (struct files){0};
}

/* ---- one source ---- */

static bool
fail(struct source *s, const char *verb)
{
	s->cannot = verb;
	(void)snprintf(s->why, sizeof(s->why), "%s", strerror(errno));
	return false;
}

/* lines_open() anew, with everything that was set kept. */
static void
reopen_lines(struct lines *l, char *const *files)
{
	struct lines old = *l;

	lines_close(l);
	lines_open(l, files);
	l->drain = old.drain;
	l->drain_arg = old.drain_arg;
	l->grace = old.grace;
	if (old.max != l->max)
		lines_limit(l, old.max);
}

bool
source_open(struct source *s, const char *path, const char **head, size_t *n)
{
	struct stat st;

	s->named = strcmp(path, "-") != 0;
	s->name = s->named ? path : "stdin";
	s->fd = -1;
	s->changed = INT64_MIN;
	s->operand[0] = strdup(path);
	if (s->operand[0] == NULL)
		diag_fail(LATER, "out of memory");
	if (s->named && (stat(path, &st) != 0 || access(path, R_OK) != 0))
		return fail(s, "open");
	if (s->named && S_ISREG(st.st_mode))
		s->changed = (int64_t)st.st_mtim.tv_sec * WHEN_SECOND +
		    st.st_mtim.tv_nsec / 1000;
	reopen_lines(&s->r->lines, s->operand);
	if (!lines_peek(&s->r->lines, head, n)) {
		*head = "";
		*n = 0;
	}
	return true;
}

size_t
source_mark(const char *head, size_t n)
{
	return n >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static int
open_unlinked(void)
{
	const char *folder = getenv("TMPDIR");
	struct str path = {0};
	int fd;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0) {
		str_print(&path, "%s/ingest.XXXXXX", folder);
		fd = mkostemp(path.s, O_CLOEXEC);
		if (fd >= 0)
			(void)unlink(path.s);
		str_free(&path);
	}
	return fd;
}

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = write(fd, p, n);

		if (did < 0 && errno != EINTR)
			return false;
		if (did > 0) {
			p += did;
			n -= (size_t)did;
		}
	}
	return true;
}

/* Copies what is left of the lines to fd, as it is. */
static bool
copy_lines(struct source *s, struct digest *d)
{
	const char *p;
	size_t n;

	while (lines_peek(&s->r->lines, &p, &n)) {
		if (!write_all(s->fd, p, n))
			return fail(s, "put aside");
		digest_add(d, p, n);
		lines_skip(&s->r->lines, n);
	}
	return true;
}

static bool
read_digest(struct source *s, struct digest *d)
{
	char *piece = need(PIECE, 1);
	ssize_t n;

	do {
		n = read(s->fd, piece, PIECE);
		if (n > 0)
			digest_add(d, piece, (size_t)n);
	} while (n > 0 || (n < 0 && errno == EINTR));
	free(piece);
	return n == 0 || fail(s, "read");
}

bool
source_spool(struct source *s)
{
	struct digest *d;
	bool file = s->changed != INT64_MIN, good;

	if (s->fd >= 0)
		return true;
	d = digest_open();
	s->fd = file ? open(s->name, O_RDONLY | O_CLOEXEC) : open_unlinked();
	if (s->fd < 0)
		good = fail(s, file ? "open" :
		    "put aside");
	else
		good = file ? read_digest(s, d) : copy_lines(s, d);
	digest_print(d, s->digest);
	digest_close(d);
	if (good && lseek(s->fd, 0, SEEK_SET) != 0)
		good = fail(s, "read");
	return good;
}

bool
source_look(struct source *s, const char **head, size_t *n)
{
	ssize_t got;

	if (!source_spool(s))
		return false;
	s->head = need(PIECE, 1);
	got = pread(s->fd, s->head, PIECE, 0);
	if (got < 0)
		return fail(s, "read");
	*head = s->head;
	*n = (size_t)got;
	return true;
}

void
source_close(struct source *s)
{
	free(s->head);
	if (s->fd >= 0)
		(void)close(s->fd);
	s->fd = -1;
	free(s->operand[0]);
	s->operand[0] = NULL;
}
