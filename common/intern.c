#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "intern.h"

#define SLOTS	1024		/* to begin with */

struct intern_slot {
	uint64_t hash;
	size_t at;		/* of the text, in texts */
	uint32_t n;
	bool used;
	int64_t number;
};

/* Where the text is, or where it would go. */
static struct intern_slot *
find(const struct intern *t, uint64_t hash, const char *s, size_t n)
{
	size_t mask = t->slots - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct intern_slot *slot = &t->slot[i];

		if (!slot->used || (slot->hash == hash && slot->n == n &&
		    memcmp(t->texts.s + slot->at, s, n) == 0))
			return slot;
	}
}

int64_t *
intern_find(const struct intern *t, const char *s, size_t n)
{
	struct intern_slot *slot;

	if (t->used == 0)
		return NULL;
	slot = find(t, hash64(0, s, n), s, n);
	return slot->used ? &slot->number : NULL;
}

static void
grow(struct intern *t)
{
	struct intern old = *t;

	t->slots = old.slots == 0 ? SLOTS : old.slots * 2;
	t->slot = need(t->slots, sizeof(*t->slot));
	for (size_t i = 0; i < old.slots; i++) {
		const struct intern_slot *slot = &old.slot[i];
		size_t to = slot->hash & (t->slots - 1);

		if (!slot->used)
			continue;
		while (t->slot[to].used)
			to = (to + 1) & (t->slots - 1);
		t->slot[to] = *slot;
	}
	free(old.slot);
}

void
intern_add(struct intern *t, const char *s, size_t n, int64_t number)
{
	uint64_t hash = hash64(0, s, n);

	if (t->used * 2 >= t->slots)
		grow(t);
	*find(t, hash, s, n) = (struct intern_slot){.hash = hash,
	    .at = t->texts.n, .n = (uint32_t)n, .used = true,
	    .number = number};
	str_bytes(&t->texts, s, n);
	t->used++;
}

void
intern_drop(struct intern *t, int64_t number)
{
	struct intern kept = {0};

	for (size_t i = 0; i < t->slots; i++) {
		const struct intern_slot *slot = &t->slot[i];

		if (slot->used && slot->number != number)
			intern_add(&kept, t->texts.s + slot->at, slot->n,
			    slot->number);
	}
	intern_free(t);
	*t = kept;
}

void
intern_clear(struct intern *t)
{
	if (t->slots > 0)
		memset(t->slot, 0, t->slots * sizeof(*t->slot));
	t->used = 0;
	str_clear(&t->texts);
}

void
intern_free(struct intern *t)
{
	free(t->slot);
	str_free(&t->texts);
	*t = (struct intern){0};
}
