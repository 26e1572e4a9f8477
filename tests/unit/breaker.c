/*
 * Every transition of the circuit breaker, and its pauses.
 */
#include "breaker.h"
#include "tap.h"

#define SECOND	INT64_C(1000000)

static struct breaker
made(uint64_t seed)
{
	struct breaker b;

	breaker_start(&b, &breaker_defaults, seed);
	return b;
}

/* Fails that often, each time when it may be asked again. */
static int64_t
fail(struct breaker *b, int times, int64_t now)
{
	for (int i = 0; i < times; i++) {
		now += breaker_wait(b, now);
		(void)breaker_allows(b, now);
		breaker_failed(b, now);
	}
	return now;
}

static void
try_closed(struct tap *t)
{
	struct breaker b = made(1);

	tap_ok(t, b.state == BREAKER_CLOSED && breaker_allows(&b, -9) &&
	    breaker_wait(&b, -9) == 0, "a new one is closed at any time");
	(void)fail(&b, 4, 0);
	tap_ok(t, b.state == BREAKER_CLOSED, "four failures leave it closed");
	breaker_succeeded(&b);
	(void)fail(&b, 4, 0);
	tap_ok(t, b.state == BREAKER_CLOSED,
	    "a success between them counts them anew");
	(void)fail(&b, 1, 0);
	tap_ok(t, b.state == BREAKER_OPEN, "five in a row open it");
}

static void
try_open(struct tap *t)
{
	struct breaker b = made(2);
	int64_t at = fail(&b, 5, 0);

	tap_ok(t, !breaker_allows(&b, at) &&
	    !breaker_allows(&b, at + 60 * SECOND - 1) &&
	    b.state == BREAKER_OPEN, "open for 60 s");
	tap_ok(t, breaker_wait(&b, at + 20 * SECOND) == 40 * SECOND,
	    "and says how long still");
	tap_ok(t, breaker_allows(&b, at + 60 * SECOND) &&
	    b.state == BREAKER_HALF_OPEN, "then half-open");
	breaker_failed(&b, at + 61 * SECOND);
	tap_ok(t, b.state == BREAKER_OPEN &&
	    breaker_wait(&b, at + 61 * SECOND) == 60 * SECOND,
	    "one failed probe opens it again, for as long");
}

static void
try_half_open(struct tap *t)
{
	struct breaker b = made(3);
	int64_t at = fail(&b, 5, 0) + 60 * SECOND;

	(void)breaker_allows(&b, at);
	breaker_succeeded(&b);
	breaker_succeeded(&b);
	tap_ok(t, b.state == BREAKER_HALF_OPEN && breaker_allows(&b, at),
	    "two successes leave it half-open, asked at once");
	breaker_succeeded(&b);
	tap_ok(t, b.state == BREAKER_CLOSED, "three close it");
	at = fail(&b, 5, at) + 60 * SECOND;
	(void)breaker_allows(&b, at);
	breaker_succeeded(&b);
	breaker_succeeded(&b);
	breaker_failed(&b, at);
	at += 60 * SECOND;
	(void)breaker_allows(&b, at);
	breaker_succeeded(&b);
	tap_ok(t, b.state == BREAKER_HALF_OPEN,
	    "a failure between them counts them anew");
}

static void
try_trip(struct tap *t)
{
	struct breaker b = made(4);

	breaker_trip(&b, 7);
	tap_ok(t, b.state == BREAKER_OPEN &&
	    breaker_wait(&b, 7) == 60 * SECOND, "one can be enough");
}

/* Pauses after the i-th failure: from 0 to a bound that doubles. */
static void
try_pauses(struct tap *t)
{
	static const int64_t bound[] = {SECOND / 2, SECOND, 2 * SECOND,
	    4 * SECOND, 5 * SECOND, 5 * SECOND};
	struct breaker_rules rules = breaker_defaults;
	int64_t least[6], most[6] = {0};
	struct breaker b;

	rules.failures = 100;
	rules.longest = 5 * SECOND;
	for (int i = 0; i < 6; i++)
		least[i] = INT64_MAX;
	for (uint64_t seed = 0; seed < 1000; seed++) {
		breaker_start(&b, &rules, seed);
		for (int i = 0; i < 6; i++) {
			int64_t pause;

			breaker_failed(&b, 0);
			pause = breaker_wait(&b, 0);
			least[i] = pause < least[i] ? pause : least[i];
			most[i] = pause > most[i] ? pause : most[i];
		}
	}
	for (int i = 0; i < 6; i++)
		tap_ok(t, most[i] <= bound[i] &&
		    most[i] > bound[i] / 100 * 99 && least[i] < bound[i] / 100,
		    "after failure %d any pause up to %lld ms", i + 1,
		    (long long)(bound[i] / 1000));
}

static void
try_seeds(struct tap *t)
{
	struct breaker a = made(5), b = made(5), c = made(6);

	breaker_failed(&a, 0);
	breaker_failed(&b, 0);
	breaker_failed(&c, 0);
	tap_ok(t, breaker_wait(&a, 0) == breaker_wait(&b, 0) &&
	    breaker_wait(&a, 0) != breaker_wait(&c, 0),
	    "the seed decides the pause");
}

int
main(void)
{
	struct tap t = {0};

	try_closed(&t);
	try_open(&t);
	try_half_open(&t);
	try_trip(&t);
	try_pauses(&t);
	try_seeds(&t);
	return tap_end(&t);
}
