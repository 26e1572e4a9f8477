/*
 * xml-repair - dropping what XML forbids before a parser sees it
 *
 * Works on a document's bytes, piece by piece and in place; see xml.h for
 * what is repaired.
 */
#ifndef XML_REPAIR_H
#define XML_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

struct repair {
	bool wide;		/* UTF-16: nothing is looked at */
	bool utf8;		/* other encodings have no wrong bytes */
	bool strict;		/* stop at the first */
	size_t count;
};

/* Looks at the encoding; the document begins with these bytes. */
void	repair_open(struct repair *, const char *head, size_t n);
/* Where to end a piece so that no mark, reference or character is cut. */
size_t	repair_end(const struct repair *, const char *, size_t n);
/*
 * Cleans a piece and returns its new length.  in_cdata: it begins inside of
 * a CDATA section.  Strict: what stands before the first thing to repair.
 */
size_t	repair_clean(struct repair *, char *, size_t n, bool in_cdata);

#endif
