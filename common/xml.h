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
 * Threads.  Of a file of XML_LARGE bytes or more a second thread runs expat;
 * what it finds comes over a tape (xml-tape.h) to the caller's thread, in
 * which begin and end are called as ever: no caller can tell.  Where a handler
 * refuses something there, the file is read again up to it for its line.
 * Smaller files, and what cannot be read again, stay in one thread.
 *
 * The caller sets begin, end and arg, and mostly names.  Names come without
 * namespace prefix; names and attributes are valid during the call only.
 */
#ifndef XML_H
#define XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "str.h"
#include "xml-repair.h"

#define XML_WHY		160
#define XML_PARTS	2
#define XML_LARGE	262144	/* bytes from which on two threads read */

/* Bytes of a file. */
struct xml_part {
	off_t from, to;
};

/* A set of the first 32 elements by number. */
#define XML_BIT(element)	(UINT32_C(1) << (element))

struct xml {
	/*
	 * The elements that are known, by number: names[0] is NULL and stands
	 * for any other, which comes without attributes and text; the list
	 * ends with NULL.  Those in texts may have text that is asked for.
	 * Without a list all are number 0, with attributes and text.
	 */
	const char *const *names;
	uint32_t texts;
	/* attribute: name, value, name, value, ..., NULL */
	void (*begin)(void *, int element, const char *name,
	    const char **attribute);
	void (*end)(void *, int element);
	void *arg;
	bool strict;
	/*
	 * If set, only these are read, one behind the other, as one document
	 * from which whole elements were taken out; lines are those of the
	 * file from the first part on.
	 */
	struct xml_part part[XML_PARTS];

	size_t repairs;		/* counted when xml_read() returns */
	size_t cut;		/* bytes that did not fit into the text */
	char why[XML_WHY];	/* what is wrong, when false came */
	size_t line;		/* and where */

	/* private */
	void (*take)(void *, const char *, size_t);	/* text; NULL: there */
	void *parser;
	struct str *text;
	size_t limit;
	struct str path;	/* numbers of the elements that are open */
	char *buf;
	size_t n;		/* bytes in buf */
	size_t newlines;	/* before buf; counted when strict */
	size_t fed;		/* bytes handed to the parser */
	size_t before;		/* lines of the documents before */
	struct {
		size_t at;	/* from so many bytes fed on */
		size_t lines;	/* left out between the parts */
	} gap;
	bool in_text;		/* of an element in texts */
	bool in_cdata, started, complete;
	struct repair repair;
};

/* The documents in the rest of fd, or in its parts.  False: why and line. */
bool	xml_read(struct xml *, int fd);
/* The same, in this thread. */
bool	xml_read_here(struct xml *, int fd);

/*
 * From within begin or end: from now on text is added to a str, at most limit
 * bytes; NULL: none is.
 */
void	xml_gather(struct xml *, struct str *, size_t limit);
/* Ends the reading, from within begin or end. */
__attribute__((format(printf, 2, 3)))
void	xml_refuse(struct xml *, const char *fmt, ...);
/* Text that was found: adds it to what gathers it. */
void	xml_take(struct xml *, const char *, size_t);
/* The name of the first element in a document's beginning, or false. */
bool	xml_root(const char *head, size_t n, char *name, size_t size);

#endif
