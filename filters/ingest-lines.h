/*
 * ingest-lines - reports in lines, and what JSON begins with
 */
#ifndef INGEST_LINES_H
#define INGEST_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest.h"
#include "json-doc.h"

/*
 * The next line, terminated; too long ones are refused, each with its number.
 * False: the end, or a signal.
 */
bool	report_line(struct source *, char **line, size_t *n);
/* What is wrong with the line at hand: always false. */
__attribute__((format(printf, 2, 3)))
bool	report_wrong(struct source *, const char *fmt, ...);

/*
 * Lines of JSON, one object each, among other text:
 *
 *	while (good && objects_next(&o)) {
 *		if (!o.is_object)
 *			continue;
 *		for (doc_object(&o.doc); doc_member(&o.doc);)
 *			...
 *		good = objects_good(&o) && ...;
 *	}
 *
 * A line that was repaired is counted.  Of one that is too long the beginning
 * is read, which is a repair too: what stands in it may be enough.
 */
struct objects {
	struct source *source;
	struct sink *sink;
	struct doc doc;
	char *line;		/* terminated */
	size_t n;
	bool is_object;
	bool cut;		/* only the beginning of a line */
	size_t count;		/* of objects */
};
void	objects_open(struct objects *, struct source *, struct sink *);
bool	objects_next(struct objects *);
/* The object ended well; false: line and why of the source. */
bool	objects_good(struct objects *);
/* Closes; without a single object it is no report.  Returns good, if so. */
bool	objects_end(struct objects *, bool good);

/*
 * Whether a document's beginning has that member: "results/tool" is tool in
 * results.  Of an array, the first element counts.
 */
bool	head_has(const char *head, size_t n, const char *path);
/* Without that member a document is no report: refused. */
void	doc_without(struct doc *, const char *member);
/* The same of a line; they are looked at until one is an object. */
bool	head_line_has(const char *head, size_t n, const char *path);
/* Begins to pull a document. */
void	doc_begin(struct doc *, struct source *, struct sink *);
/* A pulled document is read: false, and line and why, where it was wrong. */
bool	doc_end(struct doc *, struct source *, struct sink *);

#endif
