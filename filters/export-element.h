/*
 * export-element.h - the tries of one test, which reports hold together
 *
 * Results that have `retried` wait until the one that ends their execution
 * comes, and all are told as one element.  What cannot be part of one ends
 * it: a result of another test, a retried one that did not fail (which no
 * report format can say), or one more than TRIES_MAX.  Nothing is lost then,
 * it is only an element of its own.
 */
#ifndef EXPORT_ELEMENT_H
#define EXPORT_ELEMENT_H

#include "export.h"
#include "str.h"

#define TRIES_MAX	100	/* of one element, with all their texts */

struct try {
	enum result_status status;
	struct value duration, timestamp;
	struct str type, message, details;
};

struct element {
	void (*tell)(struct export *, const struct element *);

	struct str name, run, report, context, suite, file, framework;
	struct value line;
	struct try *try;
	size_t tries;		/* the last one has the outcome */
	size_t room;
};

/* The result in x->r. */
void	element_take(struct element *, struct export *x);
/* No more come. */
void	element_end(struct element *, struct export *x);
void	element_free(struct element *);
const struct try *element_last(const struct element *);

#endif
