/*
 * ingest-sheet - reports in XML
 */
#ifndef INGEST_SHEET_H
#define INGEST_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest-value.h"
#include "ingest.h"
#include "str.h"
#include "xml.h"

/*
 * Deeper elements are not known, but where what is around them is: then the
 * report is refused.
 */
#define SHEET_DEPTH	1024

/*
 * A reader names the elements it knows, as in xml.h, and those whose text it
 * may gather.  It is told where they begin and end, as the numbers of that
 * list.  A root that it does not know is refused.
 */
struct sheet {
	const char *const *names;
	uint32_t texts;
	struct xml_part part[XML_PARTS];	/* as in xml.h */
	void (*open)(struct sheet *, int element, const char **attribute);
	void (*close)(struct sheet *, int element);
	struct sink *sink;
	struct numbers numbers;

	/* private */
	struct xml xml;
	size_t depth;
	int path[SHEET_DEPTH];
	size_t gathering;	/* depth of the element whose text is wanted */
	struct str *text;
};
/* The whole source, from its beginning.  False: its line and why are set. */
bool	sheet_read(struct sheet *, struct source *, struct sink *);
/* The element around the one that opens or closes, 0 at the root. */
int	sheet_parent(const struct sheet *);
/* From within open(): text directly in this element is added to a str,
   at most DETAILS_MAX in all; x->xml.cut says what did not fit. */
void	sheet_gather(struct sheet *, struct str *);
/* An attribute's value, or NULL. */
const char *attribute_of(const char **attribute, const char *name);
/* Appends it, if it is there, at most NAME_MAX_BYTES. */
void	attribute_add(struct str *, const char **attribute, const char *name);
bool	sheet_recognise(const char *head, size_t n, const char *root);

#endif
