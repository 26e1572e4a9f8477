/*
 * Where reports come from: files, folders, pipes.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "inflate.h"
#include "ingest-source.h"
#include "when.h"

#define PIECE	65536

/* ---- folders ---- */

void
files_add(struct files *f, char *path)
{
	f->path = need_room(f->path, f->count, &f->room, sizeof(*f->path));
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

/*
 * A link to a folder is not followed: it may lead back.  What cannot be looked
 * at, though it is there, is no less wanted: opening it tells why.
 */
static void
add_entry(struct files *f, const char *folder, const char *name)
{
	struct str path = {0};
	struct stat st;
	bool seen, link;

	str_print(&path, "%s%s%s", folder,
	    folder[strlen(folder) - 1] == '/' ? "" : "/", name);
	seen = lstat(path.s, &st) == 0;
	link = seen && S_ISLNK(st.st_mode);
	if (link)
		seen = stat(path.s, &st) == 0;
	if (seen ? S_ISREG(st.st_mode) : errno != ENOENT && errno != ELOOP) {
		files_add(f, path.s);
		return;
	}
	if (seen && !link && S_ISDIR(st.st_mode))
		files_find(f, path.s);
	str_free(&path);
}

static void
add_folder(struct files *f, const char *folder)
{
	char *path = need_text(folder);

	files_add(f, path);
}

void
files_find(struct files *f, const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, is_visible, by_name);
	bool whole;

	if (n < 0)
		diag_fail(USAGE, "cannot read %s: %s", folder,
		    strerror(errno));
	whole = f->reports && folder_is_report(folder, entry, n);
	if (whole)
		add_folder(f, folder);
	for (int i = 0; i < n; i++) {
		if (!whole || !folder_has_part(entry[i]->d_name))
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

/* The first bytes of what the lines are to come from. */
static void
open_lines(struct source *s, const char **head, size_t *n)
{
	struct lines *l = &s->r->lines;

	reopen_lines(l, s->operand);
	if (!lines_peek(l, head, n)) {
		*head = "";
		*n = 0;
	}
	l->source = s->name;
}

size_t
source_mark(const char *head, size_t n)
{
	return n >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* Copies what is left of the lines to fd, as it is; d may be NULL. */
static bool
copy_lines(struct source *s, struct digest *d)
{
	const char *p;
	size_t n;

	while (lines_peek(&s->r->lines, &p, &n)) {
		if (!aside_write(s->fd, p, n))
			return fail(s, "put aside");
		if (d != NULL)
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

/*
 * All of it, in a file that may be read from its beginning; its digest only
 * where that is wanted.
 */
static bool
put_aside(struct source *s, struct digest *d)
{
	s->fd = s->file ? open(s->name, O_RDONLY | O_CLOEXEC) :
	    aside_file();
	if (s->fd < 0)
		return fail(s, s->file ? "open" : "put aside");
	return (!s->file ? copy_lines(s, d) :
	    d == NULL || read_digest(s, d)) &&
	    (lseek(s->fd, 0, SEEK_SET) == 0 || fail(s, "read"));
}

bool
source_spool(struct source *s)
{
	struct digest *d;
	bool good;

	if (s->digest[0] != '\0')
		return true;
	d = digest_open();
	good = s->fd >= 0 ? read_digest(s, d) &&
	    (lseek(s->fd, 0, SEEK_SET) == 0 || fail(s, "read")) :
	    put_aside(s, d);
	digest_print(d, s->digest);
	digest_close(d);
	return good;
}

bool
source_digest(struct source *s)
{
	struct digest *d;
	const char *head;
	size_t n;

	if (s->file || s->fd >= 0)
		return source_spool(s);
	d = digest_open();
	lines_look(&s->r->lines, PIECE, &head, &n);
	digest_add(d, head, n < PIECE ? n : PIECE);
	digest_print(d, s->digest);
	digest_close(d);
	return true;
}

/*
 * Instead of the source, what comes out of it, in an unlinked file; of a
 * damaged one that is all before the fault.
 */
static bool
unpack(struct source *s, bool (*copy)(int, int, char *), const char **head,
    size_t *n)
{
	char path[32];
	int packed;

	if (!put_aside(s, NULL))
		return false;
	packed = s->fd;
	s->fd = aside_file();
	if (s->fd < 0) {
		(void)close(packed);
		return fail(s, "put aside");
	}
	(void)copy(packed, s->fd, s->broken);
	(void)close(packed);
	if (lseek(s->fd, 0, SEEK_SET) != 0)
		return fail(s, "read");
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", s->fd);
	free(s->operand[0]);
	s->operand[0] = need_text(path);
	open_lines(s, head, n);
	return true;
}

/* UTF-16 with its mark: XML says so itself, and is left alone. */
static bool
is_wide(const char *head, size_t n)
{
	return n > 3 && ((memcmp(head, "\xff\xfe", 2) == 0 &&
	    head[2] != '<') || (memcmp(head, "\xfe\xff", 2) == 0 &&
	    head[3] != '<'));
}

static bool
narrow_copy(int from, int to, char *why)
{
	iconv_t c = iconv_open("UTF-8", "UTF-16");
	char in[PIECE], out[2 * PIECE];
	size_t left = 0;
	ssize_t n;

	if (c == (iconv_t)-1)
		diag_fail(errno == ENOMEM ? LATER : USAGE,
		    "cannot read UTF-16: %s", strerror(errno));
	while ((n = read(from, in + left, sizeof(in) - left)) > 0 ||
	    left > 0) {
		char *p = in, *q = out;
		size_t room = sizeof(out);
		bool last = n <= 0;

		if (n < 0)
			break;
		left += n > 0 ? (size_t)n : 0;
		if (iconv(c, &p, &left, &q, &room) == (size_t)-1 &&
		    (errno != EINVAL || last)) {
			(void)snprintf(why, INFLATE_WHY, "it is no UTF-16");
			break;
		}
		if (!aside_write(to, out, sizeof(out) - room))
			diag_fail(LATER, "cannot put UTF-16 aside: %s",
			    strerror(errno));
		memmove(in, p, left);
	}
	if (n < 0)	/* that is no damage, nor an end */
		diag_fail(USAGE, "cannot read UTF-16: %s", strerror(errno));
	(void)iconv_close(c);
	return *why == '\0';
}

bool
source_open(struct source *s, const char *path, const char **head, size_t *n)
{
	struct stat st;

	s->named = strcmp(path, "-") != 0;
	s->name = s->named ? path : "stdin";
	s->fd = -1;
	s->changed = INT64_MIN;
	s->operand[0] = need_text(path);
	if (s->named && (stat(path, &st) != 0 || access(path, R_OK) != 0))
		return fail(s, "open");
	if (s->named && S_ISREG(st.st_mode)) {
		s->file = true;
		s->changed = (int64_t)st.st_mtim.tv_sec * WHEN_SECOND +
		    st.st_mtim.tv_nsec / 1000;
	}
	open_lines(s, head, n);
	if (inflate_recognise(*head, *n))
		return unpack(s, inflate_copy, head, n);
	if (is_wide(*head, *n))
		return unpack(s, narrow_copy, head, n);
	return true;
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
	files_free(&s->parts);
}
