/*
 * Where TestDefinitions stand in the bytes of a TRX, before any is parsed.
 *
 * In a document without comments, CDATA sections and processing instructions
 * "<" begins a tag wherever it stands, so an element can be found without a
 * parser, and everything else that is read below is that plain.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest-trx.h"
#include "str.h"
#include "xml-repair.h"
#include "xml.h"

#define PIECE		65536
#define TAG_END		32	/* bytes behind a "<" that have to be there */
#define BEGIN		"TestDefinitions"
#define END		"/TestDefinitions>"

struct scan {
	struct xml_part found;
	bool odd;		/* not as plain as all that */
};

/* A tag that begins at this place of the file. */
static void
look_at(struct scan *x, const char *tag, off_t at)
{
	if (tag[1] == '!' || (tag[1] == '?' && at > 3)) {
		x->odd = true;
	} else if (text_begins(tag + 1, BEGIN)) {
		x->odd |= x->found.from != 0 ||
		    strchr(" \t\r\n>", tag[sizeof(BEGIN)]) == NULL;
		x->found.from = at;
	} else if (text_begins(tag + 1, END)) {
		x->odd |= x->found.from == 0 || x->found.to != 0;
		x->found.to = at + (off_t)sizeof(END);
	}
}

/* Tags whose first bytes are all there; returns how far that is. */
static size_t
look_through(struct scan *x, const char *s, size_t n, off_t at)
{
	const char *tag = s, *end = s + n;

	while ((tag = memchr(tag, '<', (size_t)(end - tag))) != NULL &&
	    end - tag >= TAG_END && !x->odd) {
		look_at(x, tag, at + (tag - s));
		tag++;
	}
	return tag != NULL ? (size_t)(tag - s) : n;
}

/* Whether the bytes of a document that begins with these are UTF-8. */
static bool
is_utf8(const char *head, size_t n)
{
	struct repair r = {0};

	repair_open(&r, head, n);
	return r.utf8 && !r.wide;
}

static bool
ends_whole(const char *s, size_t n)
{
	static const char end[] = "</TestRun>";
	size_t m = sizeof(end) - 1;

	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	return n >= m && memcmp(s + n - m, end, m) == 0;
}

bool
trx_definitions(int fd, struct xml_part *part)
{
	char *piece = need(PIECE + 1, 1);
	struct scan x = {.odd = false};
	bool whole = false;
	ssize_t got;
	off_t at = 0;

	while (!x.odd && (got = pread(fd, piece, PIECE, at)) > 0) {
		size_t n = (size_t)got, done;

		piece[n] = '\0';
		if (at == 0)
			x.odd = !is_utf8(piece, n);
		done = look_through(&x, piece, n, at);
		whole = ends_whole(piece, n);
		if (done < TAG_END)
			break;
		at += (off_t)done;
	}
	free(piece);
	*part = x.found;
	return !x.odd && whole && (x.found.from == 0) == (x.found.to == 0);
}
