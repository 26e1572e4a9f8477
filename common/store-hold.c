/*
 * Loads whose transaction is still open wait in a file without a name, so
 * that memory does not grow with them: until it has ended well, or has failed
 * and each of them gets one of its own.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "store-write.h"
#include "when.h"

#define MOST_BYTES	(INT64_C(1) << 30)
#define LONGEST		(10 * WHEN_SECOND)	/* that others may wait */

/* What stands before a load: bytes of each of its parts. */
struct head {
	size_t lines, history, rows, upto;
};

struct kept_row {
	size_t line;		/* in lines */
	size_t input;
};

bool
hold_room(const struct writer *w)
{
	return w->held.bytes < MOST_BYTES && (!w->loader.open ||
	    when_ticks() - w->loader.began < LONGEST);
}

/* In the order in which they came. */
void
hold_rows(struct writer *w, const struct load *l)
{
	const struct batch *b = &l->batch;
	struct str *to = &w->held.rows;

	str_clear(to);
	str_room(to, b->rows * sizeof(struct kept_row));
	to->n = b->rows * sizeof(struct kept_row);
	for (size_t i = 0; i < b->rows; i++) {
		uint32_t number = b->row[i].number;
		struct kept_row kept = {b->row[i].line, b->input[number]};

		memcpy(to->s + number * sizeof(kept), &kept, sizeof(kept));
	}
}

static bool
write_text(int fd, const struct str *text)
{
	return text->n == 0 || aside_write(fd, text->s, text->n);
}

bool
hold_lines(struct writer *w, const struct load *l)
{
	struct held *h = &w->held;
	struct head head = {l->batch.lines.n, l->history.n, h->rows.n,
	    l->upto};

	if (h->fd < 0 && (h->fd = aside_file()) < 0)
		return false;
	if (!aside_write(h->fd, (const char *)&head, sizeof(head)) ||
	    !write_text(h->fd, &l->batch.lines) ||
	    !write_text(h->fd, &l->history) || !write_text(h->fd, &h->rows)) {
		(void)lseek(h->fd, h->bytes, SEEK_SET);
		return false;
	}
	h->bytes += (int64_t)(sizeof(head) + head.lines + head.history +
	    head.rows);
	h->loads++;
	return true;
}

bool
hold_add(struct writer *w, struct load *l)
{
	hold_rows(w, l);
	return hold_lines(w, l);
}

/* ---- back again ---- */

static void
read_all(struct held *h, void *to, size_t n)
{
	for (char *s = to; n > 0;) {
		ssize_t did = read(h->fd, s, n);

		if (did == 0 || (did < 0 && errno != EINTR))
			diag_fail(LATER, "cannot read a temporary file: %s",
			    strerror(did == 0 ? EIO : errno));
		s += did > 0 ? did : 0;
		n -= did > 0 ? (size_t)did : 0;
	}
}

static void
read_text(struct held *h, struct str *text, size_t n)
{
	str_clear(text);
	str_room(text, n);
	read_all(h, text->s, n);
	text->n = n;
	text->s[n] = '\0';
}

static void
read_load(struct held *h)
{
	struct head head;

	batch_clear(&h->load.batch);
	read_all(h, &head, sizeof(head));
	read_text(h, &h->load.batch.lines, head.lines);
	read_text(h, &h->load.history, head.history);
	read_text(h, &h->rows, head.rows);
	h->load.upto = head.upto;
	h->loads--;
}

static void
begin_reading(struct held *h)
{
	if (h->fd >= 0 && lseek(h->fd, 0, SEEK_SET) != 0)
		diag_fail(LATER, "cannot read a temporary file: %s",
		    strerror(errno));
}

static void
end_reading(struct held *h)
{
	h->loads = 0;
	h->bytes = 0;
	if (h->fd >= 0 && ftruncate(h->fd, 0) == 0)
		(void)lseek(h->fd, 0, SEEK_SET);
}

void
hold_pass(struct writer *w)
{
	struct held *h = &w->held;

	if (h->loads == 0)
		return;
	begin_reading(h);
	while (h->loads > 0) {
		read_load(h);
		write_pass(w, &h->load);
	}
	end_reading(h);
}

/* The rows of the lines, as they were. */
static void
take_rows(struct writer *w, struct load *l, const struct str *rows)
{
	struct record *r = &w->loader.again;
	struct kept_row kept;
	char why[JSON_WHY];

	for (size_t at = 0; at < rows->n; at += sizeof(kept)) {
		char *line, *end;

		memcpy(&kept, rows->s + at, sizeof(kept));
		line = l->batch.lines.s + kept.line;
		end = strchr(line, '\n');
		*end = '\0';
		(void)record_parse(r, line, (size_t)(end - line), why);
		*end = '\n';
		r->lines.number = kept.input;
		l->batch.line = kept.line;
		batch_take(&l->batch, r);
	}
}

void
hold_store(struct writer *w)
{
	struct held *h = &w->held;

	begin_reading(h);
	while (h->loads > 0 && !w->stopped) {
		read_load(h);
		take_rows(w, &h->load, &h->rows);
		write_alone(w, &h->load);
	}
	end_reading(h);
}

void
hold_open(struct held *h, const char *source)
{
	h->fd = -1;
	h->load.source = source;
}

void
hold_close(struct held *h)
{
	if (h->fd >= 0)
		(void)close(h->fd);
	batch_free(&h->load.batch);
	str_free(&h->load.history);
	str_free(&h->rows);
}
