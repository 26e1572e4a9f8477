/*
 * json-doc - a JSON document as a stream, pulled value by value
 *
 * A document of any length is read in constant memory, by loops that name
 * what they want:
 *
 *	while (doc_next(d))
 *		for (doc_object(d); doc_member(d);)
 *			if (doc_named(d, "title"))
 *				doc_text(d, &title, 200);
 *			else if (doc_named(d, "tests"))
 *				for (doc_array(d); doc_element(d);)
 *					read_test(d);
 *
 * The value at hand that nobody takes is skipped, and so is one of another
 * type than was asked for.  Loops run to their end: what is wrong with the
 * document ends all of them, and stands in why and line.
 *
 * Members come in any order.  What cannot be read before its neighbours are
 * known is left for later, and visited when they are:
 *
 *		else if (doc_named(d, "specs"))
 *			doc_later(d, &specs);
 *	...
 *	if (doc_visit(d, &specs)) {
 *		for (doc_array(d); doc_element(d);)
 *			read_spec(d);
 *		doc_leave(d);
 *	}
 *
 * Repair: in strings, characters below U+0020 stay as they are, back-slashes
 * that begin no escape stand for themselves, halves of surrogate pairs become
 * U+FFFD and bytes that are no UTF-8 become '?'.  NaN and infinities, as Python
 * writes them, are null.  Every one is counted in `repairs`, or refused when
 * `strict` is set.
 */
#ifndef JSON_DOC_H
#define JSON_DOC_H

#include <sys/types.h>

#include "json.h"
#include "str.h"

#define DOC_DEPTH	512	/* of values inside each other */

struct place {
	bool set;
	off_t offset;
	size_t line;
};

struct doc {
	bool strict;		/* set before */

	size_t repairs;
	size_t cut;		/* bytes that did not fit into the last text */
	char why[JSON_WHY];	/* what is wrong; empty: nothing */
	size_t line;		/* of the value at hand, or of the fault */

	/* private */
	int fd;
	char *own;		/* the buffer, if the text is not given */
	const char *buf;
	size_t at, n;
	off_t base;		/* of the buffer in the document */
	bool eof;
	bool pending;		/* a value is at hand */
	bool first;		/* nothing was read in the innermost value */
	size_t depth, visits;
	uint8_t kind[DOC_DEPTH];
	struct visit {
		struct place back;
		bool pending, first;
	} visit[DOC_DEPTH];
	struct str key;
	struct str word;	/* a number or a literal */
	struct str text;	/* what may be a number */
};

/*
 * The rest of a seekable fd, without a byte order mark; or a text that stays
 * where it is.
 */
void	doc_open(struct doc *, int fd);
void	doc_open_text(struct doc *, const char *, size_t);
/* Another one in its place. */
void	doc_again(struct doc *, const char *, size_t);
void	doc_close(struct doc *);

/* The next document: there may be several, one behind the other. */
bool	doc_next(struct doc *);

/* Into the value at hand, and on to its next member or element. */
void	doc_object(struct doc *);
bool	doc_member(struct doc *);
void	doc_array(struct doc *);
bool	doc_element(struct doc *);
/* Whether that is the key of the member at hand. */
static inline bool
doc_named(const struct doc *d, const char *name)
{
	return text_same(d->key.s, d->key.n, name, strlen(name));
}

/* Of the value at hand. */
enum json_type doc_type(struct doc *);
/*
 * Appends a text, or a number or literal as it is written, at most limit
 * bytes in all; null adds nothing.  False: it is null, an array or an object.
 */
bool	doc_text(struct doc *, struct str *, size_t limit);
/* The same in the place of what the str had. */
static inline bool
doc_set(struct doc *d, struct str *to, size_t limit)
{
	str_clear(to);
	return doc_text(d, to, limit);
}
/* A number, also one that is written as a text. */
bool	doc_real(struct doc *, double *);
bool	doc_int(struct doc *, int64_t *);
/* It is true. */
static inline bool
doc_true(struct doc *d)
{
	return doc_type(d) == JSON_TRUE;
}

void	doc_later(struct doc *, struct place *);
/* False: the place was never set. */
bool	doc_visit(struct doc *, const struct place *);
void	doc_leave(struct doc *);

/* What the reader itself finds wrong. */
__attribute__((format(printf, 2, 3)))
void	doc_refuse(struct doc *, const char *fmt, ...);

#endif
