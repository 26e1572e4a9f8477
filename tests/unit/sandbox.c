/*
 * sandbox: a process that entered tries what it gave up, and what it kept.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aside.h"
#include "sandbox.h"
#include "tap.h"

static char folder[] = "/tmp/sandbox-XXXXXX";
static char file[64], other[64], made[64];
static char *const files[] = {file, NULL}, *const none[] = {NULL};
static char *const folders[] = {folder, NULL};

static bool
try_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		(void)close(fd);
	return fd >= 0;
}

static bool
opens_named(void)
{
	return try_open(file, O_RDONLY);
}

static bool
opens_other(void)
{
	return try_open(other, O_RDONLY);
}

static bool
opens_passwords(void)
{
	return try_open("/etc/passwd", O_RDONLY);
}

static bool
writes_named(void)
{
	return try_open(file, O_WRONLY);
}

static bool
makes_one(void)
{
	return try_open(made, O_WRONLY | O_CREAT);
}

static bool
replaces_named(void)
{
	int fd = replace_open(file);
	bool good = fd >= 0 && write(fd, "1", 1) == 1;

	replace_done();
	return good;
}

static bool
puts_aside(void)
{
	return aside_file() >= 0;
}

static bool
removes_other(void)
{
	return unlink(other) == 0 || rename(other, made) == 0;
}

static bool
makes_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
	    socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

/* A program that ends with 0. */
static bool
runs_program(void)
{
	char name[] = "true", *argv[] = {name, NULL};

	(void)execv("/bin/true", argv);
	return false;
}

static bool
goes_around(void)
{
	return syscall(425, 8, NULL) >= 0 || errno != EPERM;
}

/* What every filter goes on to do. */
static bool
works(void)
{
	void *more = malloc(1 << 22);
	int ends[2];

	if (more == NULL || pipe(ends) != 0)
		return false;
	memset(more, 1, 1 << 22);
	return write(ends[1], "1", 1) == 1 && read(ends[0], more, 1) == 1 &&
	    kill(getpid(), 0) == 0;
}

/* Whether it can be done in there; -1 where this kernel keeps nothing. */
static int
can(const struct sandbox *s, unsigned by, bool (*it)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		unsigned kept = sandbox_enter(s);

		if ((kept & by) == 0)
			_exit(77);
		_exit(it() ? 0 : 1);
	}
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return 2;
	return WEXITSTATUS(status) == 77 ? -1 : WEXITSTATUS(status) == 0;
}

static const struct sandbox nothing = {.files = none};
static const struct sandbox reads = {.files = files};
static const struct sandbox reads_folder = {.files = folders};
static const struct sandbox reads_all = {.all_files = true, .aside = true};
static const struct sandbox replaces = {.files = none, .output = {file}};
static const struct sandbox asides = {.files = none, .aside = true};

#define EITHER	(SANDBOX_CALLS | SANDBOX_FILES)

static const struct {
	const char *what;
	const struct sandbox *s;
	unsigned by;
	bool (*it)(void);
	int can;
} cases[] = {
	{"goes on", &nothing, EITHER, works, 1},
	{"no file is read", &nothing, EITHER, opens_named, 0},
	{"none is written", &nothing, EITHER, writes_named, 0},
	{"none is made", &nothing, EITHER, makes_one, 0},
	{"none is made aside", &nothing, EITHER, puts_aside, 0},
	{"none is removed", &nothing, EITHER, removes_other, 0},
	{"no socket", &nothing, SANDBOX_CALLS, makes_socket, 0},
	{"no program", &nothing, EITHER, runs_program, 0},
	{"no way around", &nothing, SANDBOX_CALLS, goes_around, 0},
	{"what was named is read", &reads, EITHER, opens_named, 1},
	{"and in a folder", &reads_folder, EITHER, opens_named, 1},
	{"not another", &reads, SANDBOX_FILES, opens_other, 0},
	{"not those of the system", &reads, SANDBOX_FILES, opens_passwords, 0},
	{"it is not written", &reads, SANDBOX_FILES, writes_named, 0},
	{"nor another made", &reads_folder, SANDBOX_FILES, makes_one, 0},
	{"nor removed", &reads_folder, SANDBOX_FILES, removes_other, 0},
	{"a reader has no socket", &reads, SANDBOX_CALLS, makes_socket, 0},
	{"nor a program", &reads, EITHER, runs_program, 0},
	{"all files are read", &reads_all, EITHER, opens_passwords, 1},
	{"and some put aside", &reads_all, EITHER, puts_aside, 1},
	{"but not run", &reads_all, EITHER, runs_program, 0},
	{"output is replaced", &replaces, EITHER, replaces_named, 1},
	{"but nothing else is read", &replaces, SANDBOX_FILES,
	    opens_passwords, 0},
	{"and no program run", &replaces, EITHER, runs_program, 0},
	{"put aside", &asides, EITHER, puts_aside, 1},
	{"but nothing is read", &asides, SANDBOX_FILES, opens_passwords, 0},
};

int
main(void)
{
	struct tap t = {0};

	if (mkdtemp(folder) == NULL)
		return 1;
	(void)snprintf(file, sizeof(file), "%s/file", folder);
	(void)snprintf(made, sizeof(made), "%s/made", folder);
	(void)snprintf(other, sizeof(other), "/tmp/other-%d", (int)getpid());
	(void)setenv("TMPDIR", "/dev/shm", 1);
	if (!try_open(file, O_WRONLY | O_CREAT) ||
	    !try_open(other, O_WRONLY | O_CREAT))
		return 1;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int can_it = can(cases[i].s, cases[i].by, cases[i].it);

		tap_ok(&t, can_it == cases[i].can || can_it == -1, "%s%s",
		    cases[i].what, can_it == -1 ?
		    " # SKIP neither this kernel nor build keeps that" : "");
	}
	(void)unlink(file);
	(void)unlink(made);
	(void)unlink(other);
	(void)rmdir(folder);
	return tap_end(&t);
}
