/*
 * intern - texts to the numbers they are known by
 *
 * A hash table with open addressing.  It keeps a copy of every text, so a
 * number is only ever found for exactly the text it was added for.  Memory
 * grows with the number of distinct texts, until they are dropped.
 */
#ifndef INTERN_H
#define INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct intern_slot;

struct intern {
	struct intern_slot *slot;
	size_t slots;		/* a power of two, or 0 */
	size_t used;
	struct str texts;
};

/* NULL: never added.  Valid until the next intern_add(). */
int64_t	*intern_find(const struct intern *, const char *, size_t);
/* A text that intern_find() did not find. */
void	intern_add(struct intern *, const char *, size_t, int64_t);
/* Forgets all that are known by this number. */
void	intern_drop(struct intern *, int64_t);
void	intern_clear(struct intern *);
void	intern_free(struct intern *);

#endif
