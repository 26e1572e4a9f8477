#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "hash.h"
#include "out.h"
#include "spool-parts.h"

#define SEGMENT		(16 << 20)	/* then another is begun */
#define HEAD_MAX	256
#define HEAD		"{\"kind\":\"spooled\","
#define CHECK		",\"check\":\""

/* The line before the records of a batch. */
struct head {
	size_t bytes;		/* of the records */
	size_t records;
	uint64_t hash;		/* of them */
	size_t length;		/* of this line */
};

/* What stands at a place of a segment. */
enum place {
	PLACE_BATCH,
	PLACE_END,
	PLACE_TORN,	/* nothing more that was ever promised */
	PLACE_UNREAD,	/* it cannot be read now: errno */
	PLACE_BROKEN
};

static void
print_header(struct spool *s, const char *database, uint64_t hash)
{
	str_print(&s->header, "{\"kind\":\"spool\",\"version\":1,"
	    "\"address\":\"%016" PRIx64 "\",\"database\":", hash);
	str_string(&s->header, database, strlen(database));
	str_text(&s->header, "}\n");
}

enum spool_answer
spool_open(struct spool *s, const struct spool_options *o)
{
	uint64_t hash = hash64(0, o->database, strlen(o->database));

	*s = (struct spool){.dir = o->dir, .max = o->max, .fd = -1,
	    .replayed = -1};
	print_header(s, o->database, hash);
	str_print(&s->folder, "%s/%016" PRIx64, o->dir, hash);
	return spool_can_be(s) ? SPOOL_GOOD :
	    spool_failed(s, "write to", o->dir);
}

void
spool_close(struct spool *s)
{
	spool_forget(s);
	str_free_all(&s->folder, &s->header, &s->first.lines, &s->first.file,
	    NULL);
}

static void
name_segment(const struct spool *s, uint64_t number, struct str *name)
{
	str_clear(name);
	str_print(name, "%s/%010" PRIu64 ".ndjson", s->folder.s, number);
}

/* ---- appending ---- */

static void
print_head(struct str *to, const char *lines, size_t n)
{
	size_t records = 0;

	for (size_t i = 0; i < n; i++)
		records += lines[i] == '\n';
	str_print(to, HEAD "\"bytes\":%zu,\"records\":%zu,\"hash\":\"%016"
	    PRIx64 "\"", n, records, hash64(0, lines, n));
	str_print(to, CHECK "%016" PRIx64 "\"}\n", hash64(0, to->s, to->n));
}

static bool
begin_segment(struct spool *s, uint64_t number)
{
	struct str name = {0};

	if (s->fd >= 0)
		(void)close(s->fd);
	name_segment(s, number, &name);
	s->fd = open(name.s, O_WRONLY | O_CREAT | O_EXCL | O_APPEND |
	    O_CLOEXEC, 0600);
	s->number = number;
	s->size = 0;
	if (s->fd < 0 || !folder_sync(name.s)) {
		int why = errno;

		(void)spool_failed(s, "write", name.s);
		if (s->fd >= 0)
			(void)unlink(name.s), (void)close(s->fd);
		s->fd = -1;
		errno = why;
	}
	str_free(&name);
	return s->fd >= 0;
}

/* What was not written as a whole is taken back, or never added to. */
static enum spool_answer
take_back(struct spool *s)
{
	struct str name = {0};
	enum spool_answer a;

	name_segment(s, s->number, &name);
	a = spool_failed(s, "write", name.s);
	if (s->size == 0)
		(void)unlink(name.s);
	if (s->size == 0 || ftruncate(s->fd, (off_t)s->size) != 0) {
		(void)close(s->fd);
		s->fd = -1;
	}
	str_free(&name);
	return a;
}

static enum spool_answer
write_batch(struct spool *s, const struct str *head, const char *lines,
    size_t n)
{
	size_t header = s->size == 0 ? s->header.n : 0;

	if (!aside_write(s->fd, s->header.s, header) ||
	    !aside_write(s->fd, head->s, head->n) ||
	    !aside_write(s->fd, lines, n) || fdatasync(s->fd) != 0)
		return take_back(s);
	s->size += header + head->n + n;
	return SPOOL_GOOD;
}

/*
 * To the newest segment where that is this process's own, so that batches
 * stay in the order in which all processes append.
 */
static enum spool_answer
append(struct spool *s, const struct str *head, const char *lines, size_t n)
{
	int64_t most = s->max / 8 < SEGMENT ? s->max / 8 : SEGMENT;
	struct spool_listing l;
	uint64_t newest;

	if (!spool_list(s, &l))
		return SPOOL_FAILED;
	if (l.bytes + (int64_t)(s->header.n + head->n + n) > s->max)
		return spool_say(s, SPOOL_FULL, "%s is full: %" PRId64
		    " bytes of %" PRId64, s->folder.s, l.bytes, s->max);
	newest = l.newest > s->mark.number ? l.newest : s->mark.number;
	if ((s->fd < 0 || s->number != l.newest ||
	    (int64_t)s->size >= most) && !begin_segment(s, newest + 1))
		return diag_no_room(errno) ? SPOOL_FULL :
		    SPOOL_FAILED;
	return write_batch(s, head, lines, n);
}

enum spool_answer
spool_append(struct spool *s, const char *lines, size_t n)
{
	struct str head = {0};
	enum spool_answer a = spool_enter(s, true);

	if (a != SPOOL_GOOD)
		return a;
	print_head(&head, lines, n);
	a = append(s, &head, lines, n);
	spool_leave(s);
	str_free(&head);
	return a;
}

/* ---- what stands in a segment ---- */

static bool
size_of(int fd, size_t *size)
{
	struct stat st;

	*size = 0;
	if (fstat(fd, &st) != 0)
		return false;
	*size = (size_t)st.st_size;
	return true;
}

static bool
read_at(int fd, size_t at, struct str *to, size_t n)
{
	str_clear(to);
	str_room(to, n);
	while (to->n < n) {
		ssize_t did = pread(fd, to->s + to->n, n - to->n,
		    (off_t)(at + to->n));

		if (did == 0)
			errno = EIO;
		if (did == 0 || (did < 0 && errno != EINTR))
			return false;
		if (did > 0)
			to->n += (size_t)did;
	}
	to->s[n] = '\0';
	return true;
}

/*
 * Bytes that are not what was written.  NUL is where a file grew before its
 * blocks were written; the batch was never promised unless another follows.
 */
static enum place
judge(int fd, size_t at)
{
	struct str rest = {0};
	enum place found = PLACE_BROKEN;
	size_t size;

	if (!size_of(fd, &size) || !read_at(fd, at, &rest, size - at))
		found = PLACE_UNREAD;
	else if (memchr(rest.s, '\0', rest.n) != NULL &&
	    memmem(rest.s, rest.n, "\n" HEAD, strlen(HEAD) + 1) == NULL)
		found = PLACE_TORN;
	str_free(&rest);
	return found;
}

static bool
parse_head(const char *s, size_t n, struct head *h)
{
	const char *check = memmem(s, n, CHECK, strlen(CHECK));
	uint64_t sum;

	h->length = n + 1;
	return check != NULL && check + strlen(CHECK) + 18 == s + n &&
	    text_ends(s, n, "\"}") &&
	    sscanf(s, HEAD "\"bytes\":%zu,\"records\":%zu,\"hash\":\"%16"
	    SCNx64, &h->bytes, &h->records, &h->hash) == 3 &&
	    sscanf(check, CHECK "%16" SCNx64, &sum) == 1 &&
	    sum == hash64(0, s, (size_t)(check - s));
}

static enum place
read_head(int fd, size_t at, struct head *h)
{
	struct str text = {0};
	enum place found = PLACE_BATCH;
	size_t size, n;
	char *end;

	if (!size_of(fd, &size))
		return PLACE_UNREAD;
	if (at >= size)
		return PLACE_END;
	n = size - at;
	if (!read_at(fd, at, &text, n < HEAD_MAX ? n : HEAD_MAX))
		found = PLACE_UNREAD;
	else if ((end = memchr(text.s, '\n', text.n)) == NULL &&
	    n < HEAD_MAX)
		found = PLACE_TORN;
	else if (end == NULL || !parse_head(text.s, (size_t)(end - text.s), h))
		found = judge(fd, at);
	else if (h->bytes > n - h->length)
		found = PLACE_TORN;
	str_free(&text);
	return found;
}

/* The line that names the database; *at comes behind it. */
static enum place
read_header(const struct spool *s, int fd, size_t *at)
{
	size_t size, n = s->header.n;
	struct str text = {0};
	enum place found = PLACE_BATCH;

	if (!size_of(fd, &size))
		return PLACE_UNREAD;
	if (size == 0)
		return PLACE_TORN;
	if (!read_at(fd, 0, &text, size < n ? size : n))
		found = PLACE_UNREAD;
	else if (memcmp(text.s, s->header.s, text.n) != 0)
		found = judge(fd, 0);
	else if (size < n)
		found = PLACE_TORN;
	*at = n;
	str_free(&text);
	return found;
}

/* ---- replaying ---- */

static enum place
take_batch(struct spool *s, int fd)
{
	struct spool_batch *b = &s->first;
	struct head h;
	enum place found = s->mark.offset > 0 ? PLACE_BATCH :
	    read_header(s, fd, &s->mark.offset);

	if (s->mark.line == 0)
		s->mark.line = 1;
	if (found == PLACE_BATCH)
		found = read_head(fd, s->mark.offset, &h);
	if (found != PLACE_BATCH)
		return found;
	if (!read_at(fd, s->mark.offset + h.length, &b->lines, h.bytes))
		return PLACE_UNREAD;
	if (hash64(0, b->lines.s, b->lines.n) != h.hash)
		return judge(fd, s->mark.offset);
	b->line = s->mark.line + 2;
	s->taken = h.length + h.bytes;
	s->taken_lines = 1 + h.records;
	return PLACE_BATCH;
}

/*
 * Goes to the segment, from its beginning unless the mark is in it.  What was
 * replayed never goes away, so a mark behind the end is none.
 */
static int
open_segment(struct spool *s, uint64_t number)
{
	size_t size;
	int fd;

	name_segment(s, number, &s->first.file);
	fd = open(s->first.file.s, O_RDONLY | O_CLOEXEC);
	if (s->mark.number != number ||
	    (fd >= 0 && size_of(fd, &size) && s->mark.offset > size))
		s->mark = (struct spool_mark){.number = number};
	return fd;
}

static void
drop_segment(struct spool *s, size_t torn)
{
	if (torn > 0)
		diag_say("%s: its last %zu bytes were never written as a "
		    "whole: cut off", s->first.file.s, torn);
	spool_write_mark(s);
	(void)unlink(s->first.file.s);
}

static enum spool_answer
first(struct spool *s)
{
	struct spool_listing l;

	while (spool_list(s, &l)) {
		enum place found;
		size_t size;
		int fd;

		if (l.first == 0)
			return SPOOL_EMPTY;
		fd = open_segment(s, l.first);
		if (fd < 0)
			return spool_failed(s, "open", s->first.file.s);
		found = take_batch(s, fd);
		if (found == PLACE_UNREAD)
			(void)spool_failed(s, "read", s->first.file.s);
		(void)size_of(fd, &size);
		(void)close(fd);
		if (found == PLACE_BATCH)
			return SPOOL_GOOD;
		if (found == PLACE_UNREAD)
			return SPOOL_FAILED;
		if (found == PLACE_BROKEN)
			return spool_say(s, SPOOL_BROKEN, "%s: what stands at "
			    "byte %zu is not what was written",
			    s->first.file.s, s->mark.offset);
		drop_segment(s, found == PLACE_TORN &&
		    size > s->mark.offset ? size - s->mark.offset : 0);
	}
	return SPOOL_FAILED;
}

enum spool_answer
spool_first(struct spool *s)
{
	enum spool_answer a = spool_enter(s, false);

	if (a != SPOOL_GOOD)
		return a;
	a = first(s);
	if (a != SPOOL_GOOD)
		spool_leave(s);
	return a;
}

void
spool_done(struct spool *s)
{
	struct stat st;

	s->mark.offset += s->taken;
	s->mark.line += s->taken_lines;
	if (stat(s->first.file.s, &st) == 0 &&
	    (size_t)st.st_size <= s->mark.offset)
		drop_segment(s, 0);
	else
		spool_write_mark(s);
	spool_leave(s);
}

/* ---- counting ---- */

static enum place
count_segment(const struct spool *s, int fd, size_t at, int64_t *records)
{
	enum place found = at > 0 ? PLACE_BATCH : read_header(s, fd, &at);
	struct head h = {0};

	while (found == PLACE_BATCH &&
	    (found = read_head(fd, at, &h)) == PLACE_BATCH) {
		*records += (int64_t)h.records;
		at += h.length + h.bytes;
	}
	return found;
}

static enum spool_answer
count(struct spool *s, int64_t *records)
{
	struct spool_listing l;

	if (!spool_list(s, &l))
		return SPOOL_FAILED;
	for (uint64_t n = l.first; n != 0 && n <= l.newest; n++) {
		int fd = open_segment(s, n);
		enum place found;

		if (fd < 0 && errno == ENOENT)
			continue;
		if (fd < 0)
			return spool_failed(s, "open", s->first.file.s);
		found = count_segment(s, fd, s->mark.offset, records);
		if (found == PLACE_UNREAD)
			(void)spool_failed(s, "read", s->first.file.s);
		(void)close(fd);
		if (found == PLACE_UNREAD)
			return SPOOL_FAILED;
		if (found == PLACE_BROKEN)
			return spool_say(s, SPOOL_BROKEN,
			    "%s: it is not what was written",
			    s->first.file.s);
	}
	return SPOOL_GOOD;
}

enum spool_answer
spool_count(struct spool *s, int64_t *records)
{
	enum spool_answer a = spool_enter(s, false);

	*records = 0;
	if (a != SPOOL_GOOD)
		return a == SPOOL_EMPTY ? SPOOL_GOOD : a;
	a = count(s, records);
	spool_leave(s);
	return a;
}
