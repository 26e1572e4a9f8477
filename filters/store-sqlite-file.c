/*
 * The file an SQLite database is.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "lines.h"
#include "store-sqlite.h"
#include "when.h"

#define ROOM	(UINT64_C(64) << 20)	/* with less it is nearly full */

bool
sqlite_exists(const char *path)
{
	return strcmp(path, ":memory:") == 0 || access(path, F_OK) == 0;
}

/* What means something in a URI, and %, by its number. */
void
sqlite_uri(struct str *uri, const char *path, const char *how)
{
	if (strcmp(path, ":memory:") == 0) {
		str_text(uri, path);
		return;
	}
	str_text(uri, *path == '/' ? "file://" : "file:");
	for (; *path != '\0'; path++)
		if (strchr("%?#'", *path) != NULL)
			str_print(uri, "%%%02x", (unsigned)*path);
		else
			str_byte(uri, *path);
	str_print(uri, "?%s", how);
}

bool
sqlite_has_log(const char *path)
{
	struct str name = {0};
	struct stat st;
	bool has;

	str_print(&name, "%s-wal", path);
	has = stat(name.s, &st) == 0 && st.st_size > 0;
	str_free(&name);
	return has;
}

static bool
has_directory(const char *path, char why[STORE_WHY])
{
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	struct str directory = {0};
	struct stat st;
	bool has;

	str_bytes(&directory, path, n);
	str_byte(&directory, '.');
	has = stat(directory.s, &st) == 0;
	if (!has)
		(void)snprintf(why, STORE_WHY, "cannot use the directory "
		    "%.*s: %s", n > 1 ? (int)n - 1 : 1, path,
		    strerror(errno));
	str_free(&directory);
	return has;
}

/* Before the library does, so that nobody else can read it. */
bool
sqlite_file(const char *path, bool create, char why[STORE_WHY])
{
	struct stat st;
	int fd;

	if (strstr(path, "://") != NULL) {
		(void)snprintf(why, STORE_WHY,
		    "neither a file nor postgresql://");
		return false;
	}
	if (!has_directory(path, why))
		return false;
	fd = open(path, create ? O_RDWR | O_CREAT | O_CLOEXEC :
	    O_RDONLY | O_CLOEXEC, 0600);
	if (fd < 0 || fstat(fd, &st) != 0) {
		(void)snprintf(why, STORE_WHY, "cannot open: %s",
		    strerror(errno));
		if (fd >= 0)
			(void)close(fd);
		return false;
	}
	(void)close(fd);
	if (S_ISREG(st.st_mode))
		return true;
	(void)snprintf(why, STORE_WHY, "it is no regular file");
	return false;
}

/* ---- others who use it ---- */

/* Another writer is at work: wait, longer each time, and not in step. */
int
sqlite_wait(void *database, int times)
{
	struct sqlite *d = database;
	int64_t now = when_ticks(), most = d->base.options.patience;
	long milliseconds = times < 6 ? 1L << times : 50;
	struct timespec pause;

	if (lines_signal() != 0 && d->base.options.grace < most)
		most = d->base.options.grace;
	if (times == 0)
		d->waiting = now;
	if (now - d->waiting > most)
		return 0;
	milliseconds += now / 7 % milliseconds;
	pause = (struct timespec){.tv_nsec = milliseconds * 1000000};
	(void)nanosleep(&pause, NULL);
	return 1;
}

/* A number that changes with what others commit. */
static int64_t
others(struct sqlite *d)
{
	int64_t n = 0;
	bool found;

	return sqlite_prepare(d, &d->others, "PRAGMA data_version") &&
	    sqlite_number(d, d->others, &n, &found) ? n : 0;
}

bool
sqlite_note_others(struct sqlite *d)
{
	d->others_then = others(d);
	return d->others_then != 0;
}

/*
 * Whoever moves the file away, or puts another in its place, does not mean
 * this one any more: what went into it now would be passed on, and lost.  The
 * log keeps its name; so what this program has written there goes into its
 * own file at once, before another takes it for its own.  Once others have
 * written there, it may be theirs.
 */
bool
sqlite_in_place(struct sqlite *d)
{
	if (!d->moved && sqlite_has_moved(d)) {
		d->moved = true;
		if (d->others_then != 0 && others(d) == d->others_then)
			(void)sqlite_run(d, "PRAGMA wal_checkpoint(TRUNCATE)");
	}
	if (!d->moved)
		return true;
	d->base.status = LATER;
	d->base.lasting = true;
	(void)snprintf(d->base.why, STORE_WHY, "another file, or none, is in "
	    "its place now");
	return false;
}

/* ---- its size ---- */

bool
sqlite_nearly_full(struct database *db)
{
	const struct sqlite *d = (struct sqlite *)db;
	struct statvfs fs;

	return statvfs(d->base.options.database, &fs) == 0 &&
	    (uint64_t)fs.f_bavail * fs.f_frsize < ROOM;
}

bool
sqlite_size(struct database *db, int64_t *bytes)
{
	struct sqlite *d = (struct sqlite *)db;
	struct sqlite3_stmt *s = NULL;
	bool found = false;

	if (!sqlite_prepare(d, &s, "SELECT page_count * page_size FROM "
	    "pragma_page_count(), pragma_page_size()") ||
	    !sqlite_number(d, s, bytes, &found))
		found = false;
	sqlite_finalize(s);
	return found;
}
