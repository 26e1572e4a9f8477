/*
 * hash - fingerprints of bytes, the same on every machine and in every version
 *
 * XXH3 (libxxhash; format frozen since 0.8.0).  Not for secrets: whoever
 * wants to can make two texts collide.
 */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_LENGTH	32	/* hexadecimal digits of a digest */

uint64_t hash64(uint64_t seed, const void *, size_t);

struct digest;			/* 128 bits of everything added */
struct digest *digest_open(void);
void	digest_add(struct digest *, const void *, size_t);
void	digest_print(const struct digest *, char out[HASH_LENGTH + 1]);
void	digest_close(struct digest *);

/*
 * One fingerprint of many texts in whatever order: the sum of theirs, modulo
 * 2^128, so two different sets agree by chance once in 2^128.
 */
struct hash_sum {
	uint64_t high, low;
};
void	hash_sum_add(struct hash_sum *, const void *, size_t);
void	hash_sum_print(const struct hash_sum *, char out[HASH_LENGTH + 1]);

/* SHA-256, for files that must be what they were. */
#define SHA256_LENGTH	64	/* hexadecimal digits */

struct sha256 {			/* private */
	uint32_t state[8];
	uint64_t length;
	unsigned char block[64];
};
void	sha256_open(struct sha256 *);
void	sha256_add(struct sha256 *, const void *, size_t);
/* Of everything added so far. */
void	sha256_print(const struct sha256 *, char out[SHA256_LENGTH + 1]);

#endif
