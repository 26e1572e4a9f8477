#define XXH_INLINE_ALL
#include <xxhash.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "hash.h"
#include "str.h"

struct digest {
	XXH3_state_t *state;
};

uint64_t
hash64(uint64_t seed, const void *p, size_t n)
{
	return XXH3_64bits_withSeed(p, n, seed);
}

struct digest *
digest_open(void)
{
	struct digest *d = need(1, sizeof(*d));

	d->state = XXH3_createState();
	if (d->state == NULL)
		out_of_memory();
	(void)XXH3_128bits_reset(d->state);
	return d;
}

void
digest_add(struct digest *d, const void *p, size_t n)
{
	(void)XXH3_128bits_update(d->state, p, n);
}

static void
print(uint64_t high, uint64_t low, char out[HASH_LENGTH + 1])
{
	(void)snprintf(out, HASH_LENGTH + 1, "%016" PRIx64 "%016" PRIx64,
	    high, low);
}

void
digest_print(const struct digest *d, char out[HASH_LENGTH + 1])
{
	XXH128_hash_t h = XXH3_128bits_digest(d->state);

	print(h.high64, h.low64, out);
}

void
digest_close(struct digest *d)
{
	XXH3_freeState(d->state);
	free(d);
}

void
hash_sum_add(struct hash_sum *sum, const void *p, size_t n)
{
	XXH128_hash_t h = XXH3_128bits(p, n);

	sum->low += h.low64;
	sum->high += h.high64 + (sum->low < h.low64);
}

void
hash_sum_print(const struct hash_sum *sum, char out[HASH_LENGTH + 1])
{
	print(sum->high, sum->low, out);
}
