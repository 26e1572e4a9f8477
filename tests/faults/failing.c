/*
 * failing - calls of the C library that fail; preloaded into a program
 *
 *	FAIL_CALL	what fails: one of calls[]
 *	FAIL_AT		the N-th call since main() began, from 1; 0: none
 *	FAIL_WITH	the number of an errno; 0: no error, but half of what
 *			was asked for is read or written; of a clock: by how
 *			many seconds it is behind; below 0: nothing fails, but
 *			a signal comes just before
 *	FAIL_ON		if set, all calls from there on fail
 *	FAIL_IN		if set, only in the program of this name
 *	FAIL_COUNT	a file of eight bytes that counts the calls, over all
 *			processes; it must be there.  If it has more than
 *			these, the N-th eight of them say where the N-th call
 *			came from: a hash of who called, and who called that
 *
 * What glibc calls inside of itself cannot be replaced: so files of stdio and
 * standard output are made to read and write by what is here.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum call {
	CALL_malloc,
	CALL_read,
	CALL_write,
	CALL_sync,
	CALL_open,
	CALL_name, /* given to a file, or taken away */
	CALL_truncate,
	CALL_mmap,
	CALL_stat,
	CALL_close,
	CALL_wait,
	CALL_start,
	CALL_clock,
	CALL_count
};

static const char *const calls[] = {"malloc", "read", "write", "sync", "open",
    "name", "truncate", "mmap", "stat", "close", "wait", "start", "clock"};
_Static_assert(sizeof(calls) / sizeof(calls[0]) == CALL_count, "names");

static bool armed;
static enum call chosen;
static uint64_t at;
static int with;
static bool on;
static uint64_t unseen, *count = &unseen;
static uint64_t places; /* that count has room for */

#define NEXT(name) \
	({ \
		static __typeof__(name) *next; \
\
		if (next == NULL) \
			*(void **)&next = dlsym(RTLD_NEXT, #name); \
		next; \
	})

/* The same wherever a process has its libraries. */
static uint64_t
hash_of_callers(void)
{
	void *callers[64];
	int n = backtrace(callers, sizeof(callers) / sizeof(callers[0]));
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	struct dl_find_object in;

	for (int i = 0; i < n; i++)
		if (_dl_find_object(callers[i], &in) == 0)
			hash = (hash ^ (uint64_t)((char *)callers[i] -
			    (char *)in.dlfo_map_start)) *
			    UINT64_C(0x100000001b3);
	return hash;
}

static bool
is_hit(enum call call)
{
	uint64_t n;

	if (!armed || call != chosen)
		return false;
	n = __atomic_add_fetch(count, 1, __ATOMIC_RELAXED);
	if (n <= places)
		count[n] = hash_of_callers();
	return at != 0 && (n == at || (on && n > at));
}

static bool
fails(enum call call)
{
	if (!is_hit(call))
		return false;
	if (with < 0)
		(void)raise(-with);
	errno = with;
	return with >= 0;
}

/* As fails(), for what may also do half of its n bytes. */
static bool
fails_with(enum call call, size_t *n)
{
	if (!is_hit(call))
		return false;
	errno = with;
	if (with == 0)
		*n = *n > 1 ? *n / 2 : *n;
	return with != 0;
}

/* A call that returns -1 when it fails. */
#define FAILING(call, name, parameters, arguments) \
	int name parameters \
	{ \
		return fails(CALL_##call) ? -1 : NEXT(name) arguments; \
	}

/* ---- memory */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

void *
malloc(size_t n)
{
	return fails(CALL_malloc) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(CALL_malloc) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails(CALL_malloc) ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all) || fails(CALL_malloc))
		return NULL;
	return __libc_realloc(p, all);
}

void *
aligned_alloc(size_t alignment, size_t n)
{
	return fails(CALL_malloc) ? NULL : __libc_memalign(alignment, n);
}

int
posix_memalign(void **p, size_t alignment, size_t n)
{
	if (fails(CALL_malloc))
		return ENOMEM;
	*p = __libc_memalign(alignment, n);
	return *p == NULL ? ENOMEM : 0;
}

void *
mmap64(void *p, size_t n, int protection, int flags, int fd, off64_t from)
{
	return fails(CALL_mmap) ?
	    MAP_FAILED :
	    NEXT(mmap64)(p, n, protection, flags, fd, from);
}

void *
mmap(void *p, size_t n, int protection, int flags, int fd, off_t from)
{
	return mmap64(p, n, protection, flags, fd, from);
}

/* ---- bytes */

ssize_t
read(int fd, void *p, size_t n)
{
	return fails_with(CALL_read, &n) ? -1 : NEXT(read)(fd, p, n);
}

ssize_t
__read_chk(int fd, void *p, size_t n, size_t room)
{
	return n > room ? -1 : read(fd, p, n);
}

ssize_t
pread64(int fd, void *p, size_t n, off64_t from)
{
	return fails_with(CALL_read, &n) ? -1 : NEXT(pread64)(fd, p, n, from);
}

ssize_t
pread(int fd, void *p, size_t n, off_t from)
{
	return pread64(fd, p, n, from);
}

ssize_t
__pread64_chk(int fd, void *p, size_t n, off64_t from, size_t room)
{
	return n > room ? -1 : pread64(fd, p, n, from);
}

ssize_t
__pread_chk(int fd, void *p, size_t n, off_t from, size_t room)
{
	return n > room ? -1 : pread64(fd, p, n, from);
}

ssize_t
recv(int fd, void *p, size_t n, int flags)
{
	return fails_with(CALL_read, &n) ? -1 : NEXT(recv)(fd, p, n, flags);
}

/* But for words on what has failed. */
ssize_t
write(int fd, const void *p, size_t n)
{
	return fd != STDERR_FILENO && fails_with(CALL_write, &n) ?
	    -1 :
	    NEXT(write)(fd, p, n);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t to)
{
	return fails_with(CALL_write, &n) ? -1 : NEXT(pwrite64)(fd, p, n, to);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t to)
{
	return pwrite64(fd, p, n, to);
}

/* What cannot be sent is so for a connection that is broken: the other side,
   which libpq then listens to, would else have nothing to say for ever. */
ssize_t
send(int fd, const void *p, size_t n, int flags)
{
	int why;

	if (!fails_with(CALL_write, &n))
		return NEXT(send)(fd, p, n, flags);
	why = errno;
	if (why != EINTR)
		(void)shutdown(fd, SHUT_RDWR);
	errno = why;
	return -1;
}

FAILING(sync, fsync, (int fd), (fd))
FAILING(sync, fdatasync, (int fd), (fd))
FAILING(truncate, ftruncate64, (int fd, off64_t n), (fd, n))

int
ftruncate(int fd, off_t n)
{
	return ftruncate64(fd, n);
}

int
fallocate64(int fd, int mode, off64_t from, off64_t n)
{
	return fails(CALL_truncate) ? -1 : NEXT(fallocate64)(fd, mode, from, n);
}

/* The file is closed all the same. */
int
close(int fd)
{
	bool failing = fails(CALL_close);
	int done = NEXT(close)(fd);

	errno = failing ? with : errno;
	return failing ? -1 : done;
}

/* ---- files */

int
openat64(int folder, const char *path, int flags, ...)
{
	va_list more;
	mode_t mode = 0;

	if (fails(CALL_open))
		return -1;
	va_start(more, flags);
	if (flags & (O_CREAT | __O_TMPFILE))
		mode = va_arg(more, mode_t);
	va_end(more);
	return NEXT(openat64)(folder, path, flags, mode);
}

#define OPEN(name, folder, ...) \
	int name(__VA_ARGS__ const char *path, int flags, ...) \
	{ \
		va_list more; \
		mode_t mode = 0; \
\
		va_start(more, flags); \
		if (flags & (O_CREAT | __O_TMPFILE)) \
			mode = va_arg(more, mode_t); \
		va_end(more); \
		return openat64(folder, path, flags, mode); \
	}

OPEN(openat, folder, int folder, )
OPEN(__openat_2, folder, int folder, )
OPEN(__openat64_2, folder, int folder, )
OPEN(open, AT_FDCWD, )
OPEN(open64, AT_FDCWD, )
OPEN(__open_2, AT_FDCWD, )
OPEN(__open64_2, AT_FDCWD, )

int
mkostemp64(char *pattern, int flags)
{
	return fails(CALL_open) ? -1 : NEXT(mkostemp64)(pattern, flags);
}

int
mkostemp(char *pattern, int flags)
{
	return mkostemp64(pattern, flags);
}

DIR *
opendir(const char *path)
{
	return fails(CALL_open) ? NULL : NEXT(opendir)(path);
}

/* No folder is half, and no look into one is interrupted. */
static bool
fails_in_folder(void)
{
	return is_hit(CALL_read) && with == EIO && (errno = EIO);
}

struct dirent64 *
readdir64(DIR *d)
{
	return fails_in_folder() ? NULL : NEXT(readdir64)(d);
}

struct dirent *
readdir(DIR *d)
{
	return fails_in_folder() ? NULL : NEXT(readdir)(d);
}

FAILING(name, rename, (const char *from, const char *to), (from, to))
FAILING(name, renameat,
    (int from_in, const char *from, int to_in, const char *to),
    (from_in, from, to_in, to))
FAILING(name, unlink, (const char *path), (path))
FAILING(name, mkdir, (const char *path, mode_t mode), (path, mode))
FAILING(name, rmdir, (const char *path), (path))
FAILING(stat, fstat64, (int fd, struct stat64 *st), (fd, st))
FAILING(stat, fstat, (int fd, struct stat *st), (fd, st))
FAILING(stat, stat64, (const char *path, struct stat64 *st), (path, st))
FAILING(stat, stat, (const char *path, struct stat *st), (path, st))

/* ---- stdio */

/* Our signals interrupt no call of stdio: they are caught with SA_RESTART. */
static ssize_t
cookie_read(void *fd, char *p, size_t n)
{
	ssize_t did;

	do
		did = read((int)(intptr_t)fd, p, n);
	while (did < 0 && errno == EINTR);
	return did;
}

/* All of it, as stdio does; 0 is an error, to fopencookie(3). */
static ssize_t
cookie_write(void *fd, const char *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t did = write((int)(intptr_t)fd, p + done, n - done);

		if (did < 0 && errno != EINTR)
			return 0;
		done += did < 0 ? 0 : (size_t)did;
	}
	return (ssize_t)n;
}

static int
cookie_close(void *fd)
{
	return close((int)(intptr_t)fd);
}

static FILE *
make_file(int fd, const char *mode)
{
	return fopencookie((void *)(intptr_t)fd, mode,
	    (cookie_io_functions_t){.read = cookie_read,
		.write = cookie_write,
		.close = cookie_close});
}

FILE *
fopen64(const char *path, const char *mode)
{
	int fd;

	if (mode[0] != 'r' || strchr(mode, '+') != NULL)
		return fails(CALL_open) ? NULL : NEXT(fopen64)(path, mode);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? NULL : make_file(fd, "r");
}

FILE *
fopen(const char *path, const char *mode)
{
	return fopen64(path, mode);
}

/* ---- others */

FAILING(wait, poll, (struct pollfd * fds, nfds_t n, int milliseconds),
    (fds, n, milliseconds))

FAILING(wait, ppoll,
    (struct pollfd * fds, nfds_t n, const struct timespec *most,
	const sigset_t *mask),
    (fds, n, most, mask))

int
__poll_chk(struct pollfd *fds, nfds_t n, int milliseconds, size_t room)
{
	(void)room;
	return poll(fds, n, milliseconds);
}

int
flock(int fd, int how)
{
	return !(how & LOCK_NB) && fails(CALL_wait) ? -1 : NEXT(flock)(fd, how);
}

FAILING(wait, waitpid, (pid_t pid, int *status, int options),
    (pid, status, options))
FAILING(start, fork, (void), ())
FAILING(start, pipe2, (int ends[2], int flags), (ends, flags))

int
pthread_create(pthread_t *thread, const pthread_attr_t *with_attributes,
    void *(*run)(void *), void *arg)
{
	return fails(CALL_start) ?
	    EAGAIN :
	    NEXT(pthread_create)(thread, with_attributes, run, arg);
}

int
clock_gettime(clockid_t clock, struct timespec *t)
{
	int done = NEXT(clock_gettime)(clock, t);

	if (clock == CLOCK_REALTIME && is_hit(CALL_clock))
		t->tv_sec -= with;
	return done;
}

time_t
time(time_t *t)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	if (t != NULL)
		*t = now.tv_sec;
	return now.tv_sec;
}

int
gettimeofday(struct timeval *t, void *zone)
{
	struct timespec now;

	(void)zone;
	(void)clock_gettime(CLOCK_REALTIME, &now);
	*t = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
	return 0;
}

/* ---- the beginning */

static void
take_environment(void)
{
	const char *call = getenv("FAIL_CALL"), *in = getenv("FAIL_IN");
	const char *file = getenv("FAIL_COUNT"), *n = getenv("FAIL_AT");
	const char *what = getenv("FAIL_WITH");
	int fd = file == NULL ? -1 : open(file, O_RDWR | O_CLOEXEC);
	struct stat st;
	void *map;

	if (fd >= 0 && fstat(fd, &st) == 0) {
		map = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
		count = map == MAP_FAILED ? &unseen : map;
		places = map == MAP_FAILED ?
		    0 :
		    (uint64_t)st.st_size / sizeof(*count) - 1;
		(void)close(fd);
		(void)hash_of_callers(); /* which asks for memory, once */
	}
	at = n == NULL ? 0 : strtoull(n, NULL, 10);
	with = what == NULL ? EIO : (int)strtol(what, NULL, 10);
	on = getenv("FAIL_ON") != NULL;
	while (call != NULL && chosen < CALL_count &&
	    strcmp(calls[chosen], call) != 0)
		chosen++;
	armed = call != NULL &&
	    (in == NULL || strcmp(in, program_invocation_short_name) == 0);
}

static int (*program)(int, char **, char **);

static int
begin(int argc, char **argv, char **environment)
{
	static char room[BUFSIZ];
	FILE *words = make_file(STDOUT_FILENO, "w");

	if (words != NULL && fcntl(STDOUT_FILENO, F_GETFD) >= 0) {
		(void)setvbuf(words, room, _IOFBF, sizeof(room));
		stdout = words;
	}
	take_environment();
	return program(argc, argv, environment);
}

int
__libc_start_main(int (*run)(int, char **, char **), int argc, char **argv,
    void (*init)(void), void (*fini)(void), void (*ld)(void), void *stack)
{
	program = run;
	return NEXT(
	    __libc_start_main)(begin, argc, argv, init, fini, ld, stack);
}
