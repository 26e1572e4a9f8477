#include "breaker.h"

#define SECOND	INT64_C(1000000)

const struct breaker_rules breaker_defaults = {.failures = 5, .successes = 3,
    .open = 60 * SECOND, .pause = SECOND / 2, .longest = 30 * SECOND};

void
breaker_start(struct breaker *b, const struct breaker_rules *rules,
    uint64_t seed)
{
	*b = (struct breaker){.rules = *rules, .next = INT64_MIN,
	    .random = seed};
}

/* splitmix64 (S. Vigna) */
static uint64_t
draw(struct breaker *b)
{
	uint64_t z = (b->random += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* A random part of the pause after that many failures. */
static int64_t
pause_after(struct breaker *b)
{
	int64_t most = b->rules.pause;

	for (int64_t i = 1; i < b->failures && most < b->rules.longest; i++)
		most *= 2;
	if (most > b->rules.longest)
		most = b->rules.longest;
	return (int64_t)(draw(b) % ((uint64_t)most + 1));
}

bool
breaker_allows(struct breaker *b, int64_t now)
{
	if (now < b->next)
		return false;
	if (b->state == BREAKER_OPEN) {
		b->state = BREAKER_HALF_OPEN;
		b->successes = 0;
	}
	return true;
}

int64_t
breaker_wait(const struct breaker *b, int64_t now)
{
	return now < b->next ? b->next - now : 0;
}

void
breaker_trip(struct breaker *b, int64_t now)
{
	b->failures++;
	b->state = BREAKER_OPEN;
	b->next = now + b->rules.open;
}

void
breaker_failed(struct breaker *b, int64_t now)
{
	if (b->state != BREAKER_CLOSED ||
	    b->failures + 1 >= b->rules.failures) {
		breaker_trip(b, now);
		return;
	}
	b->failures++;
	b->next = now + pause_after(b);
}

void
breaker_succeeded(struct breaker *b)
{
	b->failures = 0;
	b->next = INT64_MIN;
	if (b->state != BREAKER_CLOSED &&
	    ++b->successes >= b->rules.successes)
		b->state = BREAKER_CLOSED;
}
