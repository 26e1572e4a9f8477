/*
 * target-spool - a segment of a spool that something happened to
 *
 * The bytes say which batches are written, and then which bytes of the file
 * are changed, or where it is cut.  What is read back is the beginning of
 * what was written, whatever happened; and what a crash can do (a cut) is
 * never called broken.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "spool-parts.h"
#include "target.h"

#define BATCHES		8
#define CHANGES		16

struct bytes {
	const uint8_t *s;
	size_t n;
};

static uint8_t
take(struct bytes *b)
{
	return b->n == 0 ? 0 : (b->n--, *b->s++);
}

struct trial {
	struct spool spool;
	struct str written, read;
	size_t end[BATCHES + 1];	/* of each batch in written */
	int batches;
	bool changed;
};

static void
write_batches(struct trial *t, struct bytes *b)
{
	int batches = take(b) % BATCHES + 1;

	for (int i = 0; i < batches; i++) {
		size_t from = t->written.n, n = take(b);

		for (size_t k = 0; k < n && b->n > 0; k++)
			str_byte(&t->written, (char)take(b));
		str_byte(&t->written, '\n');
		must(spool_append(&t->spool, t->written.s + from,
		    t->written.n - from) == SPOOL_GOOD);
		t->end[++t->batches] = t->written.n;
	}
}

/* Two bytes of place, one of what is put there; or a cut. */
static void
spoil(struct trial *t, struct bytes *b, int fd)
{
	struct stat st;
	int changes = take(b) % CHANGES;

	must(fstat(fd, &st) == 0);
	for (int i = 0; i < changes; i++) {
		uint8_t what = take(b), byte = take(b);
		off_t at = (take(b) << 8 | take(b)) % (st.st_size + 1);

		if (what % 4 == 0) {
			must(ftruncate(fd, at) == 0);
			st.st_size = at;
		} else {
			t->changed = true;
			must(pwrite(fd, &byte, 1, at) == 1);
			st.st_size += at == st.st_size;
		}
	}
}

static enum spool_answer
read_batches(struct trial *t)
{
	enum spool_answer a;
	int i = 0;

	while ((a = spool_first(&t->spool)) == SPOOL_GOOD) {
		const struct str *lines = &t->spool.first.lines;

		must(i < t->batches && lines->n == t->end[i + 1] - t->end[i] &&
		    memcmp(lines->s, t->written.s + t->end[i], lines->n) == 0);
		spool_done(&t->spool);
		i++;
	}
	return a;
}

/* The folder is made once, and its segment put back to nothing. */
int
FUZZ(const uint8_t *bytes, size_t n)
{
	static const char *dir = "/dev/shm/fuzz-spool";
	static char own[64];
	struct bytes b = {bytes, n};
	struct trial t = {0};
	struct str name = {0};
	int64_t waiting;
	int fd;

	if (own[0] == '\0')
		(void)snprintf(own, sizeof(own), "%s-%d", dir, (int)getpid());
	must(spool_open(&t.spool, &(struct spool_options){own, "a.db",
	    1 << 20}) == SPOOL_GOOD);
	write_batches(&t, &b);
	str_print(&name, "%s/0000000001.ndjson", t.spool.folder.s);
	fd = open(name.s, O_RDWR | O_CLOEXEC);
	must(fd >= 0);
	spoil(&t, &b, fd);
	(void)spool_count(&t.spool, &waiting);
	if (!t.changed)
		must(read_batches(&t) == SPOOL_EMPTY);
	else
		(void)read_batches(&t);
	(void)unlink(name.s);
	spool_remove(&t.spool);
	(void)close(fd);
	spool_close(&t.spool);
	str_free(&name);
	str_free(&t.written);
	return 0;
}
