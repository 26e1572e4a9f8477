/*
 * Reports that are folders: of Allure results, one file each.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "ingest-source.h"
#include "when.h"

#define PIECE	65536

static char *
path_of(const char *folder, const char *name)
{
	struct str path = {0};

	str_print(&path, "%s%s%s", folder,
	    folder[strlen(folder) - 1] == '/' ? "" : "/", name);
	return path.s;
}

static int
open_part(const char *folder, const char *name)
{
	char *path = path_of(folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	free(path);
	return fd;
}

/* Whether what the file begins with is a result, whatever its name. */
static bool
begins_result(const char *folder, const char *name)
{
	int fd = open_part(folder, name);
	char *piece = need(PIECE, 1);
	ssize_t n = fd >= 0 ? read(fd, piece, PIECE) : -1;
	bool good = n > 0 && allure_recognise(piece, (size_t)n);

	if (fd >= 0)
		(void)close(fd);
	free(piece);
	return good;
}

bool
folder_is_report(const char *folder, struct dirent **entry, int n)
{
	for (int i = 0; i < n; i++) {
		const char *name = entry[i]->d_name;

		if (text_ends(name, strlen(name), "-result.json") &&
		    begins_result(folder, name))
			return true;
	}
	return false;
}

/* Files that are read. */
static bool
is_read(const char *name)
{
	return text_ends(name, strlen(name), "-result.json") ||
	    text_ends(name, strlen(name), "-container.json") ||
	    text_ends(name, strlen(name), "-globals.json");
}

bool
folder_has_part(const char *name)
{
	return is_read(name) || strstr(name, "-attachment") != NULL;
}

static bool
find_parts(struct source *s, const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, NULL, alphasort);

	if (n < 0)
		return false;
	for (int i = 0; i < n; i++) {
		const char *name = entry[i]->d_name;

		if (*name != '.' && is_read(name))
			files_add(&s->parts, path_of(folder, name));
		free(entry[i]);
	}
	free(entry);
	return true;
}

/* Adds a file's bytes to the digest, and looks when it was changed. */
static bool
digest_part(struct source *s, const char *path, struct digest *d, char *piece)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	int64_t changed;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0)
		return false;
	changed = (int64_t)st.st_mtim.tv_sec * WHEN_SECOND +
	    st.st_mtim.tv_nsec / 1000;
	if (changed > s->changed)
		s->changed = changed;
	do {
		n = read(fd, piece, PIECE);
		if (n > 0)
			digest_add(d, piece, (size_t)n);
	} while (n > 0 || (n < 0 && errno == EINTR));
	(void)close(fd);
	return n == 0;
}

bool
folder_open(struct source *s, const char *folder)
{
	struct digest *d = digest_open();
	char *piece = need(PIECE, 1);
	bool good;

	s->name = folder;
	s->named = true;
	s->changed = INT64_MIN;
	good = find_parts(s, folder);
	for (size_t i = 0; good && i < s->parts.count; i++)
		good = digest_part(s, s->parts.path[i], d, piece);
	if (good)
		digest_print(d, s->digest);
	else
		(void)snprintf(s->why, sizeof(s->why), "%s",
		    strerror(errno));
	s->cannot = good ? NULL : "read";
	digest_close(d);
	free(piece);
	return good;
}
