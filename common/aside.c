#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "str.h"

/* ---- without a name ---- */

int
aside_file(void)
{
	const char *folder = getenv("TMPDIR");
	struct str name = {0};
	int fd;

	str_print(&name, "%s/drift-XXXXXX", folder != NULL &&
	    folder[0] != '\0' ? folder : "/tmp");
	fd = mkostemp(name.s, O_CLOEXEC);
	if (fd >= 0)
		(void)unlink(name.s);
	str_free(&name);
	return fd;
}

bool
aside_write(int fd, const char *p, size_t n)
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

void
aside_open(struct aside *a)
{
	int fd = aside_file();

	if (fd < 0)
		diag_fail(USAGE, "cannot make a temporary file: %s",
		    strerror(errno));
	*a = (struct aside){.out = need(1, sizeof(*a->out))};
	out_open(a->out, fd, "temporary file");
}

char *
aside_read(struct aside *a, size_t *n)
{
	struct stat st;

	out_flush(a->out);
	if (a->map == NULL) {
		a->size = fstat(a->out->fd, &st) != 0 ? SIZE_MAX :
		    (size_t)st.st_size;
		a->map = a->size == 0 ? NULL : mmap(NULL, a->size,
		    PROT_READ | PROT_WRITE, MAP_SHARED, a->out->fd, 0);
	}
	if (a->map == MAP_FAILED)
		diag_fail(LATER, "cannot read a temporary file: %s",
		    strerror(errno));
	*n = a->size;
	return a->map;
}

void
aside_close(struct aside *a)
{
	if (a->out == NULL)
		return;
	if (a->map != NULL)
		(void)munmap(a->map, a->size);
	out_close(a->out);
	free(a->out);
	*a = (struct aside){0};
}

/* ---- beside another ---- */

static const char *replaced;	/* NULL: none is being written */
static char *beside;
static int beside_fd;

void
replace_abandon(void)
{
	if (replaced != NULL)
		(void)unlink(beside);
	replaced = NULL;
}

/* The mode of the file that is there, or of a new one. */
static mode_t
mode_of(const char *file)
{
	struct stat st;
	mode_t mask = umask(0);

	(void)umask(mask);
	return stat(file, &st) == 0 ? st.st_mode & 07777 : 0666 & ~mask;
}

int
replace_open(const char *file)
{
	struct stat st;
	struct str name = {0};

	if (stat(file, &st) == 0 && !S_ISREG(st.st_mode)) {
		beside_fd = open(file, O_WRONLY | O_CLOEXEC);
		if (beside_fd < 0)
			diag_fail(USAGE, "cannot open %s: %s", file,
			    strerror(errno));
		return beside_fd;
	}
	str_print(&name, "%s.XXXXXX", file);
	beside_fd = mkostemp(name.s, O_CLOEXEC);
	if (beside_fd < 0)
		diag_fail(USAGE, "cannot write %s: %s", file,
		    strerror(errno));
	(void)fchmod(beside_fd, mode_of(file));
	replaced = file;
	beside = name.s;
	(void)atexit(replace_abandon);
	return beside_fd;
}

void
folder_sync(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct str folder = {0};
	int fd;

	str_bytes(&folder, file, slash == NULL ? 0 :
	    (size_t)(slash + 1 - file));
	str_byte(&folder, '.');
	fd = open(folder.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	str_free(&folder);
}

void
replace_done(void)
{
	const char *file = replaced;

	if (file == NULL)
		return;
	if (fsync(beside_fd) != 0 || rename(beside, file) != 0)
		diag_fail(USAGE, "cannot write %s: %s", file,
		    strerror(errno));
	replaced = NULL;
	folder_sync(file);
	free(beside);
}
