/*
 * xml - XML as a stream of elements
 *
 * Hides expat, encodings, pieces of input, and two policies:
 *
 * Repair.  Test reports carry the output of programs, and many writers put it
 * in as it is.  Characters that XML 1.0 (2.2 Characters) forbids, raw or as
 * references like "&#27;", are dropped; bytes that are no UTF-8 become '?'.
 * Every one is counted in `repairs`, or refused when `strict` is set.
 *
 * Entities.  Nothing outside of the document is ever opened.  A document that
 * declares an external or a parameter entity, an entity made of entities or a
 * long one, or uses one that it does not declare, is refused.  So is a tag or
 * comment of more than 4 MiB, which would have to be kept in memory.
 *
 * Documents.  Several may follow each other, as `cat a.xml b.xml` puts them:
 * they are read as if the elements of all were those of one.
 *
 * The caller sets begin, end and arg.  Names come without namespace prefix;
 * names and attributes are valid during the call only.
 */
#ifndef XML_H
#define XML_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"
#include "xml-repair.h"

#define XML_WHY		160

struct xml {
	/* attribute: name, value, name, value, ..., NULL */
	void (*begin)(void *, const char *name, const char **attribute);
	void (*end)(void *, const char *name);
	void *arg;
	bool strict;

	size_t repairs;		/* counted when xml_read() returns */
	size_t cut;		/* bytes that did not fit into the text */
	char why[XML_WHY];	/* what is wrong, when false came */
	size_t line;		/* and where */

	/* private */
	void *parser;
	struct str *text;
	size_t limit;
	char *buf;
	size_t n;		/* bytes in buf */
	size_t newlines;	/* before buf; counted when strict */
	size_t fed;		/* bytes handed to the parser */
	size_t before;		/* lines of the documents before */
	size_t depth;		/* of elements */
	bool in_cdata, started, complete;
	struct repair repair;
};

void	xml_open(struct xml *);
/* The documents in the rest of fd.  False: why and line. */
bool	xml_read(struct xml *, int fd);
void	xml_close(struct xml *);

/* From now on text is added to a str, at most limit bytes; NULL: none is. */
void	xml_gather(struct xml *, struct str *, size_t limit);
/* Ends the reading, from within begin or end. */
__attribute__((format(printf, 2, 3)))
void	xml_refuse(struct xml *, const char *fmt, ...);
/* The name of the first element in a document's beginning, or false. */
bool	xml_root(const char *head, size_t n, char *name, size_t size);

#endif
