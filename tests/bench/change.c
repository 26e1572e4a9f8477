/*
 * change - time the segmentation: points a second, on one core
 *
 * Series of 200 and 1000 points by turns: noise, noise with steps, a ramp, a
 * season, and noise of long tails, which is looked at twice; then a stream of
 * noise that is followed point by point.  A line for each kind and one for
 * all, the best of ROUNDS, in time of the processor.  make bench runs it.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "change.h"
#include "tap.h"

#define SERIES	64	/* of each length */
#define ROUNDS	25

enum { NOISE, STEPS, RAMP, SEASON, TAILS, KINDS };
static const char *const names[] = {
	"noise", "steps", "ramp", "season", "tails"
};

static double
uniform(uint64_t *seed)
{
	return ((double)(tap_random(seed) >> 11) + 0.5) / 9007199254740992.0;
}

static double
normal(uint64_t *seed)
{
	return sqrt(-2 * log(uniform(seed))) *
	    cos(6.283185307179586 * uniform(seed));
}

static double
value(int kind, size_t i, uint64_t *seed)
{
	double e = normal(seed);

	switch (kind) {
	case STEPS:
		return e + (double)(i / 70 * 7 % 5) * 2;
	case RAMP:
		return e + (double)i * 0.02;
	case SEASON:
		return e + 4 * sin((double)i * 6.283185307179586 / 12);
	case TAILS:
		return exp(2 * e);
	default:
		return e;
	}
}

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
metric(const char *name, double per_second)
{
	time_t t = time(NULL);
	struct tm tm;
	char at[32];

	(void)gmtime_r(&t, &tm);
	(void)strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%SZ", &tm);
	(void)printf("{\"kind\": \"performance_metric\", "
	    "\"timestamp\": \"%s\", "
	    "\"metric_name\": \"points_per_second\", "
	    "\"metric_value\": %.0f, \"metric_type\": \"rate\", "
	    "\"component\": \"change-%s\"}\n", at, per_second, name);
}

/* Seconds for SERIES series of each length. */
static double
take(struct change *c, int kind, size_t *points)
{
	static double y[2][SERIES][1000];
	static const size_t length[2] = {200, 1000};
	uint64_t seed = 1;
	double start;

	for (size_t k = 0; k < 2 * SERIES; k++)
		for (size_t i = 0; i < length[k % 2]; i++)
			y[k % 2][k / 2][i] = value(kind, i, &seed);
	start = now();
	for (size_t k = 0; k < 2 * SERIES; k++) {
		(void)change_pieces(c, &change_offline, y[k % 2][k / 2],
		    length[k % 2]);
		*points += length[k % 2];
	}
	return now() - start;
}

/* Points a second of one stream of noise that goes on. */
static double
follow(struct change *c)
{
	const size_t points = 200000;
	struct change_follow *f = calloc(1, change_follow_size());
	uint64_t seed = 1;
	double start = now(), made;

	for (size_t i = 0; i < points; i++)
		(void)normal(&seed);
	made = now() - start;
	start = now();
	for (size_t i = 0; i < points && f; i++)
		(void)change_follow(c, &change_online, f, normal(&seed));
	free(f);
	return (double)points / (now() - start - made);
}

int
main(void)
{
	struct change *c = change_open();
	double all = 0;
	size_t points = 0;

	for (int kind = 0; kind < KINDS; kind++) {
		double best = HUGE_VAL;

		for (int round = 0; round < ROUNDS; round++) {
			double seconds;

			points = 0;
			seconds = take(c, kind, &points);
			best = seconds < best ? seconds : best;
		}
		metric(names[kind], (double)points / best);
		all += best;
	}
	metric("all", (double)points * KINDS / all);
	metric("follow", follow(c));
	change_close(c);
	return 0;
}
