/*
 * Executions of a test: any order, any repetition, the newest are kept.
 */
#include "executions.h"
#include "tap.h"

#define KEEP	100
#define RUNS	400

static struct execution
execution(uint64_t run)
{
	return (struct execution){.run = run * 0x9e3779b97f4a7c15,
	    .at = (int64_t)(run / 3), .rank = run, .seconds = NAN};
}

/* Whether it holds the runs from..to, in order. */
static bool
holds(const struct executions *x, uint64_t from, uint64_t to)
{
	bool good = x->n == to - from;

	for (uint32_t i = 0; good && i < x->n; i++) {
		struct execution e = execution(from + i);

		good = executions_at(x, i)->run == e.run &&
		    executions_find(x, e.run) == (int)i;
	}
	return good;
}

static void
shuffle(uint64_t *run, uint64_t *random)
{
	for (uint64_t i = RUNS; i > 1; i--) {
		uint64_t j = tap_random(random) % i, r = run[i - 1];

		run[i - 1] = run[j];
		run[j] = r;
	}
}

static void
any_order(struct tap *t, struct series_set *set)
{
	uint64_t run[RUNS], random = 1;
	struct executions x = {0};
	bool good = true;

	for (uint64_t i = 0; i < RUNS; i++)
		run[i] = i;
	for (int turn = 0; turn < 20; turn++) {
		shuffle(run, &random);
		for (int i = 0; i < 2 * RUNS; i++) {
			struct execution e = execution(run[i % RUNS]);

			(void)executions_of(set, &x, &e);
		}
		good &= holds(&x, RUNS - KEEP, RUNS);
		executions_free(set, &x);
	}
	tap_ok(t, good, "the newest are kept, in whatever order they came");
}

#define TESTS	20

/*
 * Most runs come one after the other and some late, each of them several
 * times: wherever one stands before, it does not stand twice.
 */
static void
once_each(struct tap *t, struct series_set *set)
{
	static bool came[TESTS][RUNS];
	struct executions x[TESTS] = {0};
	uint64_t random = 3;
	bool good = true;

	for (int i = 0; i < 40 * RUNS; i++) {
		uint64_t run = (uint64_t)i / 40, test = tap_random(&random) %
		    TESTS, late = tap_random(&random) % 4;
		struct execution e = execution(run > late ? run - late : run);
		bool *known = &came[test][run > late ? run - late : run];
		uint64_t all = x[test].n + x[test].dropped;

		(void)executions_of(set, &x[test], &e);
		good &= x[test].n + x[test].dropped - all == !*known;
		*known = true;
	}
	for (int i = 0; i < TESTS; i++)
		executions_free(set, &x[i]);
	tap_ok(t, good, "each run stands once in each of several tests");
}

static void
moved(struct tap *t, struct series_set *set)
{
	struct executions x = {0};
	struct execution e;

	for (uint64_t i = 0; i < 9; i++) {
		e = execution(i);
		(void)executions_of(set, &x, &e);
	}
	tap_ok(t, executions_move(&x, 0, 100) == 8, "a later time is later");
	tap_ok(t, executions_move(&x, 8, -1) == 0 && holds(&x, 0, 9),
	    "and back");
	executions_free(set, &x);
}

static void
ranks(struct tap *t)
{
	struct value nine = value_text("9"), ten = value_text("10");
	struct value other = value_text("r1");

	tap_ok(t, execution_rank(&nine) < execution_rank(&ten) &&
	    execution_rank(&ten) < execution_rank(&other),
	    "names of runs that are numbers are in their order");
}

int
main(void)
{
	struct series_set set = {.state = sizeof(struct series), .keep = KEEP,
	    .most = 1};
	struct tap t = {0};

	series_open(&set);
	any_order(&t, &set);
	once_each(&t, &set);
	moved(&t, &set);
	ranks(&t);
	series_close(&set);
	return tap_end(&t);
}
