/*
 * What was deleted, kept as files that can be stored again.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "store-retain.h"
#include "when.h"

static __attribute__((noreturn)) void
fail(const char *what, const char *name)
{
	diag_fail(USAGE, "cannot %s %s: %s", what, name, strerror(errno));
}

/* A new folder's name is on disk before anything relies on it. */
static void
sync_parent(const char *folder)
{
	struct str parent = {0};
	int fd;

	str_print(&parent, "%s/..", folder);
	fd = open(parent.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	str_free(&parent);
}

void
archive_open(struct archive *a, const char *folder)
{
	a->folder = folder;
	if (mkdir(folder, 0700) == 0)
		sync_parent(folder);
	else if (errno != EEXIST)
		fail("make", folder);
	a->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (a->fd < 0)
		fail("open", folder);
	if (flock(a->fd, LOCK_EX | LOCK_NB) == 0)
		return;
	if (errno != EWOULDBLOCK)
		fail("lock", folder);
	diag_fail(LATER, "another program archives to %s", folder);
}

/* TABLE-20260131T000000Z-, to be followed by a number. */
void
archive_table(struct archive *a, const char *table, int64_t now,
    struct str *pattern)
{
	char time[WHEN_LENGTH + 1];

	when_print(now, time);
	str_clear(&a->name);
	str_print(&a->name, "%s-%.4s%.2s%.5s%.2s%.2sZ-", table, time,
	    time + 5, time + 8, time + 14, time + 17);
	str_clear(&a->hidden);
	str_print(&a->hidden, ".%s", table);
	a->number = 0;
	str_clear(pattern);
	str_print(pattern, "%s/%s*", a->folder, a->name.s);
}

static void
begin(struct archive *a)
{
	int fd = openat(a->fd, a->hidden.s, O_WRONLY | O_CREAT | O_TRUNC |
	    O_CLOEXEC, 0600);

	if (fd < 0)
		fail("write to", a->folder);
	out_open(&a->out, fd, a->folder);
	a->begun = true;
}

void
archive_record(struct archive *a, const struct record *r)
{
	if (!a->begun)
		begin(a);
	record_print(r, &a->out);
}

/* The next number that is free: a file that is there stays as it is. */
static void
give_name(struct archive *a)
{
	struct str name = {0};

	do {
		str_clear(&name);
		str_print(&name, "%s%04d.ndjson", a->name.s, ++a->number);
	} while (faccessat(a->fd, name.s, F_OK, 0) == 0);
	if (renameat(a->fd, a->hidden.s, a->fd, name.s) != 0)
		fail("write to", a->folder);
	str_free(&name);
}

void
archive_keep(struct archive *a)
{
	if (!a->begun)
		return;
	out_flush(&a->out);
	if (fsync(a->out.fd) != 0)
		fail("write to", a->folder);
	out_close(&a->out);
	give_name(a);
	if (fsync(a->fd) != 0)
		fail("write to", a->folder);
	a->begun = false;
}

void
archive_forget(struct archive *a)
{
	if (!a->begun)
		return;
	(void)close(a->out.fd);
	a->begun = false;
}

void
archive_close(struct archive *a)
{
	if (a->folder != NULL)
		(void)close(a->fd);
	str_free(&a->hidden);
	str_free(&a->name);
}
