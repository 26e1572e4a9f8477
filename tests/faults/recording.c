/*
 * recording - what a program asks of its files, in order; preloaded into it
 *
 * Every change of a file below the working directory goes to the file
 * RECORD_TO, several processes after one another into the same: a line of
 *
 *	create INODE PATH		truncate INODE SIZE
 *	remove PATH			sync INODE
 *	rename FROM TO			print BYTES
 *	write INODE OFFSET BYTES
 *
 * and the bytes that are written, or printed to standard output.  A folder is
 * made by "folder INODE PATH".  What is printed is told before it is, all
 * else once it is done.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEXT(name) \
	({ \
		static __typeof__(name) *next; \
\
		if (next == NULL) \
			*(void **)&next = dlsym(RTLD_NEXT, #name); \
		next; \
	})

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* One entry: a line, and bytes after it. */
__attribute__((format(printf, 3, 4))) static void
tell(const void *bytes, size_t n, const char *fmt, ...)
{
	static int to = -1;
	char line[2 * PATH_MAX];
	int error = errno;
	va_list ap;
	int length;

	(void)pthread_mutex_lock(&lock);
	if (to < 0)
		to = NEXT(open)(getenv("RECORD_TO"),
		    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	va_start(ap, fmt);
	length = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	(void)!NEXT(write)(to, line, (size_t)length);
	if (n > 0)
		(void)!NEXT(write)(to, bytes, n);
	(void)pthread_mutex_unlock(&lock);
	errno = error;
}

static unsigned long
inode_of(int fd)
{
	struct stat st;

	return fstat(fd, &st) != 0 ||
		!(S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)) ?
	    0 :
	    (unsigned long)st.st_ino;
}

/* The whole path of a name in a folder. */
static void
whole(int folder, const char *name, char path[PATH_MAX])
{
	char link[64], base[PATH_MAX / 2] = "";

	if (folder == AT_FDCWD) {
		(void)!getcwd(base, sizeof(base));
	} else {
		(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", folder);
		(void)!readlink(link, base, sizeof(base) - 1);
	}
	(void)snprintf(path, PATH_MAX, "%s%s%s", name[0] == '/' ? "" : base,
	    name[0] == '/' ? "" : "/", name);
}

/* ---- files */

static int
opened(const char *path, int flags, mode_t mode)
{
	bool there = access(path, F_OK) == 0;
	char name[PATH_MAX];
	int fd = NEXT(open)(path, flags, mode);

	if (fd < 0 || (there && !(flags & O_TRUNC)))
		return fd;
	whole(AT_FDCWD, path, name);
	if (there)
		tell(NULL, 0, "truncate %lu 0\n", inode_of(fd));
	else
		tell(NULL, 0, "create %lu %s\n", inode_of(fd), name);
	return fd;
}

#define OPEN(name) \
	int name(const char *path, int flags, ...) \
	{ \
		va_list more; \
		mode_t mode = 0; \
\
		va_start(more, flags); \
		if (flags & O_CREAT) \
			mode = va_arg(more, mode_t); \
		va_end(more); \
		return opened(path, flags, mode); \
	}

OPEN(open)
OPEN(open64)
OPEN(__open_2)
OPEN(__open64_2)

int
unlinkat(int folder, const char *name, int flags)
{
	char path[PATH_MAX];
	int done = NEXT(unlinkat)(folder, name, flags);

	whole(folder, name, path);
	if (done == 0)
		tell(NULL, 0, "remove %s\n", path);
	return done;
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int
rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int
rename(const char *from, const char *to)
{
	char path[2][PATH_MAX];
	int done = NEXT(rename)(from, to);

	whole(AT_FDCWD, from, path[0]);
	whole(AT_FDCWD, to, path[1]);
	if (done == 0)
		tell(NULL, 0, "rename %s %s\n", path[0], path[1]);
	return done;
}

int
mkdir(const char *path, mode_t mode)
{
	char name[PATH_MAX];
	struct stat st;
	int done = NEXT(mkdir)(path, mode);

	whole(AT_FDCWD, path, name);
	if (done == 0 && stat(path, &st) == 0)
		tell(NULL, 0, "folder %lu %s\n", (unsigned long)st.st_ino,
		    name);
	return done;
}

/* ---- bytes */

ssize_t
write(int fd, const void *p, size_t n)
{
	unsigned long inode = inode_of(fd);
	off_t end;
	ssize_t did;

	if (fd == STDOUT_FILENO)
		tell(p, n, "print %zu\n", n);
	did = NEXT(write)(fd, p, n);
	if (inode == 0 || fd <= STDERR_FILENO || did <= 0)
		return did;
	end = lseek(fd, 0, SEEK_CUR);
	tell(p, (size_t)did, "write %lu %lld %zd\n", inode,
	    (long long)end - did, did);
	return did;
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t to)
{
	ssize_t did = NEXT(pwrite64)(fd, p, n, to);

	if (did > 0)
		tell(p, (size_t)did, "write %lu %lld %zd\n", inode_of(fd),
		    (long long)to, did);
	return did;
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t to)
{
	return pwrite64(fd, p, n, to);
}

int
ftruncate64(int fd, off64_t n)
{
	int done = NEXT(ftruncate64)(fd, n);

	if (done == 0)
		tell(NULL, 0, "truncate %lu %lld\n", inode_of(fd),
		    (long long)n);
	return done;
}

int
ftruncate(int fd, off_t n)
{
	return ftruncate64(fd, n);
}

static int
synced(int fd, int done)
{
	if (done == 0)
		tell(NULL, 0, "sync %lu\n", inode_of(fd));
	return done;
}

int
fsync(int fd)
{
	return synced(fd, NEXT(fsync)(fd));
}

int
fdatasync(int fd)
{
	return synced(fd, NEXT(fdatasync)(fd));
}
