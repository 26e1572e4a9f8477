/*
 * The folder of a spool, its lock, and how far it is replayed.
 *
 * It is there as long as something waits.  Who removes it holds the lock, and
 * who waited for the lock meanwhile, or opens it now, begins anew: a lock
 * counts only if its file is still the one that has the name.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "spool-parts.h"

#define TRIES	1000	/* to make what others remove meanwhile */

enum spool_answer
spool_say(struct spool *s, enum spool_answer what, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(s->why, SPOOL_WHY, fmt, ap);
	va_end(ap);
	return what;
}

enum spool_answer
spool_failed(struct spool *s, const char *verb, const char *file)
{
	bool full = diag_no_room(errno);

	return spool_say(s, full ? SPOOL_FULL : SPOOL_FAILED,
	    "cannot %s %s: %s", verb, file, strerror(errno));
}

/* ---- the folder ---- */

/* Of it, its parent and that one's parent: the first that is there. */
bool
spool_can_be(const struct spool *s)
{
	struct str path = {0};
	bool can;

	str_bytes(&path, s->folder.s, s->folder.n);
	can = access(path.s, W_OK | X_OK) == 0;
	if (!can && errno == ENOENT)
		can = access(s->dir, W_OK | X_OK) == 0;
	if (!can && errno == ENOENT) {
		const char *slash = strrchr(s->dir, '/');

		str_set(&path, s->dir, slash == NULL ? 0 : (size_t)(slash + 1 -
		    s->dir));
		str_byte(&path, '.');
		can = access(path.s, W_OK | X_OK) == 0;
	}
	str_free(&path);
	return can;
}

/* Who finds it made cannot know whether its name is safe already. */
static bool
make_folder(const char *path)
{
	return (mkdir(path, 0700) == 0 || errno == EEXIST) &&
	    folder_sync(path);
}

static bool
list_segment(int folder, const char *name, struct spool_listing *l)
{
	char *end;
	uint64_t number = strtoull(name, &end, 10);
	struct stat st;

	if (number == 0 || strcmp(end, ".ndjson") != 0)
		return true;
	if (fstatat(folder, name, &st, 0) != 0)
		return errno == ENOENT;
	if (l->first == 0 || number < l->first)
		l->first = number;
	if (number > l->newest)
		l->newest = number;
	l->bytes += st.st_size;
	return true;
}

bool
spool_list(struct spool *s, struct spool_listing *l)
{
	DIR *d = opendir(s->folder.s);
	bool listed = d != NULL;
	struct dirent *e;

	*l = (struct spool_listing){0};
	while (listed && (errno = 0, e = readdir(d)) != NULL)
		listed = list_segment(dirfd(d), e->d_name, l);
	listed = listed && errno == 0;
	if (!listed)
		(void)spool_failed(s, "read", s->folder.s);
	if (d != NULL)
		(void)closedir(d);
	return listed;
}

/* ---- how far it is replayed ---- */

static void
read_mark(struct spool *s)
{
	char text[64] = "";

	s->mark = (struct spool_mark){0};
	if (pread(s->replayed, text, sizeof(text) - 1, 0) <= 0 ||
	    sscanf(text, "%" SCNu64 " %zu %zu", &s->mark.number,
	    &s->mark.offset, &s->mark.line) != 3)
		s->mark = (struct spool_mark){0};	/* replay it again */
}

/* Need not outlast a power cut: replaying again changes nothing. */
void
spool_write_mark(struct spool *s)
{
	char text[64];
	int n = snprintf(text, sizeof(text), "%020" PRIu64 " %010zu %010zu\n",
	    s->mark.number, s->mark.offset, s->mark.line);

	(void)!pwrite(s->replayed, text, (size_t)n, 0);
}

/* ---- the lock ---- */

static void
name_lock(const struct spool *s, struct str *name)
{
	str_print(name, "%s/replayed", s->folder.s);
}

/* Empty: the folder is not there, or is not any more. */
static enum spool_answer
open_lock(struct spool *s, bool make)
{
	struct str name = {0};
	enum spool_answer a = SPOOL_GOOD;

	if (make && !make_folder(s->dir))
		return spool_failed(s, "make", s->dir);
	if (make && !make_folder(s->folder.s) && errno != ENOENT)
		return spool_failed(s, "make", s->folder.s);
	name_lock(s, &name);
	s->replayed = open(name.s, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (s->replayed < 0) {
		bool gone = errno == ENOENT;

		a = spool_failed(s, "open", name.s);
		a = gone ? SPOOL_EMPTY : a;
	}
	str_free(&name);
	return a;
}

/* The file that is open is still the one of that name. */
static bool
is_named(const struct spool *s)
{
	struct str name = {0};
	struct stat mine, named;
	bool same;

	name_lock(s, &name);
	same = fstat(s->replayed, &mine) == 0 && stat(name.s, &named) == 0 &&
	    mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
	str_free(&name);
	return same;
}

enum spool_answer
spool_enter(struct spool *s, bool make)
{
	for (int tries = 1;; tries++) {
		enum spool_answer a = s->replayed >= 0 ? SPOOL_GOOD :
		    open_lock(s, make);

		if (a == SPOOL_EMPTY && make && tries < TRIES)
			continue;
		if (a != SPOOL_GOOD)
			return a == SPOOL_EMPTY && make ? SPOOL_FAILED : a;
		while (flock(s->replayed, LOCK_EX) != 0)
			if (errno != EINTR)
				return spool_failed(s, "lock", s->folder.s);
		if (is_named(s))
			break;
		spool_forget(s);
	}
	read_mark(s);
	return SPOOL_GOOD;
}

void
spool_leave(struct spool *s)
{
	(void)flock(s->replayed, LOCK_UN);
}

/* Also the segment: where the folder is made anew, its number begins again. */
void
spool_forget(struct spool *s)
{
	if (s->fd >= 0)
		(void)close(s->fd);
	if (s->replayed >= 0)
		(void)close(s->replayed);
	s->fd = s->replayed = -1;
}

/* ---- from the first record to the last ---- */

enum spool_answer
spool_make(struct spool *s)
{
	enum spool_answer a = spool_enter(s, true);

	if (a == SPOOL_GOOD)
		spool_leave(s);
	return a;
}

void
spool_remove(struct spool *s)
{
	struct spool_listing l;
	struct str name = {0};

	if (spool_enter(s, false) != SPOOL_GOOD)
		return;
	if (spool_list(s, &l) && l.first == 0) {
		name_lock(s, &name);
		(void)unlink(name.s);
		(void)rmdir(s->folder.s);
		str_free(&name);
	}
	spool_forget(s);
}
