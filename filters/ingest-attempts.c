/*
 * How often each name was seen in a report: attempts are numbered by it.
 *
 * A slot holds 48 bits of a name's hash, and the count.  The table is in
 * parts by the hash's uppermost bits, which grow one by one, so that there is
 * never a second table beside the whole first one.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest.h"

#define TRIES	UINT64_C(0xffff)
#define FIRST	64		/* slots of a part */

void
attempts_clear(struct attempts *a)
{
	for (int i = 0; i < ATTEMPTS_PARTS; i++) {
		struct attempts_part *p = &a->part[i];

		if (p->count != 0)
			memset(p->slot, 0, p->size * sizeof(*p->slot));
		p->count = 0;
	}
}

void
attempts_free(struct attempts *a)
{
	for (int i = 0; i < ATTEMPTS_PARTS; i++)
		free(a->part[i].slot);
	*a = (struct attempts){0};
}

/*
 * Where a hash stands or belongs.  Its place is of bits that the slot keeps,
 * so that growing needs no name.
 */
static uint64_t *
find_slot(const struct attempts_part *p, uint64_t hash)
{
	size_t i = (size_t)(((hash >> 26 & UINT32_MAX) * p->size) >> 32);

	while (p->slot[i] != 0 && (p->slot[i] & ~TRIES) != (hash & ~TRIES))
		i = i + 1 < p->size ? i + 1 : 0;
	return &p->slot[i];
}

static void
grow(struct attempts_part *p)
{
	struct attempts_part old = *p;

	p->size = old.size != 0 ? old.size + old.size / 2 : FIRST;
	p->slot = need(p->size, sizeof(*p->slot));
	for (size_t i = 0; i < old.size; i++)
		if (old.slot[i] != 0)
			*find_slot(p, old.slot[i]) = old.slot[i];
	free(old.slot);
}

int64_t
attempts_of(const struct attempts *a, const struct value *name)
{
	uint64_t hash = hash64(0, name->s, name->n);
	const struct attempts_part *p = &a->part[hash >> 58];

	return p->count == 0 ? 0 : (int64_t)(*find_slot(p, hash) & TRIES);
}

int64_t
attempts_count(struct attempts *a, const struct value *name)
{
	uint64_t hash = hash64(0, name->s, name->n), *slot;
	struct attempts_part *p = &a->part[hash >> 58];

	if (8 * p->count >= 7 * p->size)
		grow(p);
	slot = find_slot(p, hash);
	if (*slot == 0) {
		*slot = hash & ~TRIES;
		p->count++;
	}
	if ((*slot & TRIES) != TRIES)
		++*slot;
	return (int64_t)(*slot & TRIES);
}
