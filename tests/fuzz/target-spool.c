/*
 * target-spool - a segment of a spool that something happened to
 *
 * The bytes say which batches are written, and then which bytes of the file
 * are changed, or where it is cut.  What is read back is the beginning of
 * what was written, whatever happened; and what a crash can do, a cut, is
 * never called broken.  The segment lies in memory: spool.c is read here for
 * what is private in it.
 */
#include <sys/mman.h>

#include "spool.c"
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
	struct str segment, lines;
	size_t end[BATCHES + 1];	/* of each batch in lines */
	int batches;
	bool changed;
};

static void
write_batches(struct trial *t, struct bytes *b)
{
	int batches = take(b) % BATCHES + 1;
	struct str head = {0};

	str_bytes(&t->segment, t->spool.header.s, t->spool.header.n);
	for (int i = 0; i < batches; i++) {
		size_t from = t->lines.n, n = take(b);

		for (size_t k = 0; k < n && b->n > 0; k++)
			str_byte(&t->lines, (char)take(b));
		str_byte(&t->lines, '\n');
		str_clear(&head);
		print_head(&head, t->lines.s + from, t->lines.n - from);
		str_bytes(&t->segment, head.s, head.n);
		str_bytes(&t->segment, t->lines.s + from, t->lines.n - from);
		t->end[++t->batches] = t->lines.n;
	}
	str_free(&head);
}

/* Two bytes of place, one of what is put there; or a cut. */
static void
spoil(struct trial *t, struct bytes *b)
{
	int changes = take(b) % CHANGES;

	for (int i = 0; i < changes; i++) {
		uint8_t what = take(b), byte = take(b);
		size_t at = take(b);

		at = (at << 8 | take(b)) % (t->segment.n + 1);
		if (what % 4 == 0) {
			str_cut(&t->segment, at);
		} else if (at == t->segment.n) {
			str_byte(&t->segment, (char)byte);
			t->changed = true;
		} else {
			t->segment.s[at] = (char)byte;
			t->changed = true;
		}
	}
}

static enum place
read_batches(struct trial *t, int fd)
{
	struct spool *s = &t->spool;
	enum place found;
	int i = 0;

	s->mark = (struct spool_mark){.number = 1};
	while ((found = take_batch(s, fd)) == PLACE_BATCH) {
		const struct str *lines = &s->first.lines;

		must(i < t->batches && lines->n == t->end[i + 1] - t->end[i] &&
		    memcmp(lines->s, t->lines.s + t->end[i], lines->n) == 0);
		s->mark.offset += s->taken;
		s->mark.line += s->taken_lines;
		i++;
	}
	return found;
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	static struct trial t;
	static int fd = -1;
	struct bytes b = {bytes, n};
	int64_t records = 0;
	enum place found;

	if (fd < 0) {
		fd = memfd_create("segment", MFD_CLOEXEC);
		print_header(&t.spool, "a.db", 1);
	}
	str_clear(&t.segment);
	str_clear(&t.lines);
	t.batches = 0;
	t.changed = false;
	write_batches(&t, &b);
	spoil(&t, &b);
	must(ftruncate(fd, 0) == 0 && pwrite(fd, t.segment.s, t.segment.n,
	    0) == (ssize_t)t.segment.n);
	found = read_batches(&t, fd);
	must(t.changed || found == PLACE_END || found == PLACE_TORN);
	(void)count_segment(&t.spool, fd, 0, &records);
	return 0;
}
