/*
 * Series: found again, evicted oldest first and told once, newest points kept
 * and sorted, memory used again.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "series.h"
#include "tap.h"

#ifdef __SANITIZE_ADDRESS__
#define MORE	(512 << 10)	/* what is freed is not used again at once */
#else
#define MORE	(4 << 10)
#endif

struct test {
	struct series series;
	struct points points;
	struct kept text;
	int number;
};

struct gone {
	struct series_set *set;
	int count, first, last;
	bool in_order;
};

static struct series_key
key(const char *project, const char *name, const char *context)
{
	return (struct series_key){{project, name, context},
	    {(uint32_t)strlen(project), (uint32_t)strlen(name),
	    (uint32_t)strlen(context)}};
}

static struct test *
test_numbered(struct series_set *set, int number, bool *fresh)
{
	char name[32];
	struct series_key k;

	(void)snprintf(name, sizeof(name), "test %d", number);
	k = key("p", name, "");
	return series_of(set, &k, fresh);
}

static void
evict(void *arg, struct series *s)
{
	struct gone *g = arg;
	struct test *t = (struct test *)s;

	if (g->count++ == 0)
		g->first = t->number;
	else
		g->in_order &= t->number > g->last;
	g->last = t->number;
	points_free(g->set, &t->points);
	series_release(g->set, &t->text);
}

static void
open_set(struct series_set *set, uint32_t keep, size_t most)
{
	*set = (struct series_set){.state = sizeof(struct test), .keep = keep,
	    .most = most};
	series_open(set);
}

static void
try_keys(struct tap *t)
{
	static const char *const parts[][3] = {{"p", "t", "c"}, {"p", "t", ""},
	    {"pt", "", "c"}, {"", "pt", "c"}, {"p", "tc", ""}, {"", "", "ptc"},
	    {"", "", ""}, {"c", "t", "p"}};
	size_t n = sizeof(parts) / sizeof(parts[0]);
	struct series_set set;
	struct series **all;
	bool fresh, good = true;

	open_set(&set, 8, 1000);
	for (size_t i = 0; i < 2 * n; i++) {
		struct series_key k = key(parts[i % n][0], parts[i % n][1],
		    parts[i % n][2]);
		struct test *x = series_of(&set, &k, &fresh);

		good &= fresh == (i < n) && (fresh || x->number ==
		    (int)(i % n)) && series_find(&set, &k) == x;
		x->number = (int)(i % n);
	}
	tap_ok(t, good && set.count == n, "each key its own state");
	all = series_sorted(&set);
	for (size_t i = 1; i < n; i++)
		good &= series_order(&all[i - 1]->key, &all[i]->key) < 0;
	tap_ok(t, good && all[n] == NULL, "in order, NULL at the end");
	free(all);
	series_close(&set);
}

static void
try_growth(struct tap *t)
{
	struct series_set set;
	bool fresh, good = true;
	struct test *x;
	int walked = 0;

	open_set(&set, 8, 1000000);
	for (int i = 0; i < 100000; i++)
		test_numbered(&set, i, NULL)->number = i;
	for (int i = 0; i < 100000; i++)
		good &= test_numbered(&set, i, &fresh)->number == i && !fresh;
	tap_ok(t, good, "100000 series are found again");
	for (size_t at = 0; (x = series_next(&set, &at)) != NULL; walked++) {
		good &= x->number >= 0;
		x->number = -1;
	}
	tap_ok(t, good && walked == 100000, "each is met once on a walk");
	series_close(&set);
}

/* 1600 of at most 1000, number 0 asked for all the time. */
static void
try_eviction(struct tap *t)
{
	struct series_set set;
	struct gone gone = {.set = &set, .in_order = true};
	bool fresh, good = true;

	open_set(&set, 8, 1000);
	set.evict = evict;
	set.arg = &gone;
	for (int i = 0; i < 1600; i++) {
		test_numbered(&set, i, NULL)->number = i;
		(void)test_numbered(&set, 0, NULL);
		good &= set.count <= 1000;
	}
	tap_ok(t, good, "never more than may be");
	tap_ok(t, gone.first == 1 && gone.in_order,
	    "the one not asked for longest goes first");
	tap_ok(t, set.count + (size_t)gone.count == 1600 && set.told,
	    "each was told to who evicts");
	good = test_numbered(&set, 0, &fresh)->number == 0 && !fresh;
	for (int i = gone.last + 1; i < 1600; i++)
		good &= test_numbered(&set, i, &fresh)->number == i && !fresh;
	tap_ok(t, good, "the others are there");
	(void)test_numbered(&set, 1, &fresh);
	tap_ok(t, fresh, "what went is new again");
	series_close(&set);
}

static bool
points_are(struct series_set *set, const struct points *a, int from, int to)
{
	const struct point *p = points_sorted(set, a);
	bool good = a->n == (uint32_t)(to - from);

	for (int i = from; good && i < to; i++)
		good = p[i - from].at == i && p[i - from].y >= i &&
		    p[i - from].y <= i;
	return good;
}

static void
try_points(struct tap *t)
{
	struct series_set set;
	struct points a = {0}, b = {0};
	bool good = true;

	open_set(&set, 100, 10);
	for (int i = 0; i < 1000; i++) {
		points_add(&set, &a, (struct point){.at = i, .y = i}, false);
		good &= points_are(&set, &a, i < 100 ? 0 : i - 99, i + 1);
	}
	tap_ok(t, good && a.dropped == 900 && a.newest == 999,
	    "the newest are kept, the rest counted");
	for (int i = 99; i >= 0; i--)
		points_add(&set, &b, (struct point){.at = i, .y = i}, false);
	tap_ok(t, points_are(&set, &b, 0, 100) && b.newest == 99,
	    "sorted by time");
	points_free(&set, &a);
	tap_ok(t, a.n == 0 && points_are(&set, &b, 0, 100),
	    "freed beside others");
	series_close(&set);
}

/* Pseudo-random times of 50, against a stable sort by insertion. */
static void
try_ties(struct tap *t)
{
	struct series_set set;
	struct points a = {0};
	struct point want[500];
	const struct point *p;
	uint64_t seed = 4;
	bool good = true;

	open_set(&set, 500, 10);
	for (int i = 0; i < 500; i++) {
		struct point x = {.at = (int64_t)(tap_random(&seed) % 50) - 25,
		    .y = i};
		int k = i;

		for (; k > 0 && want[k - 1].at > x.at; k--)
			want[k] = want[k - 1];
		want[k] = x;
		points_add(&set, &a, x, false);
	}
	p = points_sorted(&set, &a);
	for (int i = 0; i < 500; i++)
		good &= p[i].at == want[i].at && (int)p[i].y == (int)want[i].y;
	tap_ok(t, good && a.newest == 24, "equal times as they came");
	series_close(&set);
}

/* One of every size and kind, by chance. */
static struct point
any_point(uint64_t *seed, int64_t at)
{
	static const int64_t steps[] = {1, 1000, 1000000, 86400000000,
	    INT64_C(1) << 52};
	static const double odd[] = {0, -0.0, 1, 0.1 + 0.2, 5e-324, -1e300,
	    0.00005, 6.5, 6.4999, 65535, -0.5};
	int64_t step = steps[tap_random(seed) % 5];
	struct point x = {.y = odd[tap_random(seed) % 11]};

	if (tap_random(seed) % 2 == 0)
		x.y = (double)(tap_random(seed) % 10001) / 1e4;
	x.at = at + ((int64_t)(tap_random(seed) % 200) - 50) * step;
	return x.at > -(INT64_C(1) << 58) && x.at < INT64_C(1) << 58 ? x :
	    (struct point){.y = x.y};
}

static void
try_bits(struct tap *t)
{
	struct series_set set;
	struct points a = {0};
	struct point want[3000] = {{0}};
	uint64_t seed = 9;
	bool good = true;

	open_set(&set, 100, 10);
	for (int i = 0; i < 3000; i++) {
		const struct point *p;
		int n = i < 100 ? i + 1 : 100;

		want[i] = any_point(&seed, i == 0 ? 0 : want[i - 1].at);
		points_add(&set, &a, want[i], false);
		a.unsorted = false;	/* as they came */
		p = points_sorted(&set, &a);
		for (int k = 0; k < n; k++)
			good &= memcmp(&p[k], &want[i + 1 - n + k],
			    sizeof(*p)) == 0;
	}
	tap_ok(t, good, "every time and value comes back, bit by bit");
	series_close(&set);
}

static void
try_history(struct tap *t)
{
	struct series_set set;
	struct points a = {0}, b = {0};

	open_set(&set, 100, 10);
	for (int i = 0; i < 50; i++)
		points_add(&set, &a, (struct point){.at = i, .y = -1}, true);
	for (int i = 0; i < 60; i++)
		points_add(&set, &a, (struct point){.at = i, .y = i}, false);
	tap_ok(t, points_are(&set, &a, 0, 60), "what overlaps counts once, "
	    "the newer value holds");
	for (int i = 0; i < 3; i++)
		points_add(&set, &b, (struct point){.at = 1, .y = 1}, false);
	tap_ok(t, b.n == 3, "without history the same time is another point");
	points_free(&set, &b);
	series_close(&set);
}

static void
try_texts(struct tap *t)
{
	struct series_set set;
	struct kept k = {0};
	char text[3000];
	bool good = true;

	open_set(&set, 8, 10);
	memset(text, 'x', sizeof(text));
	for (size_t n = 0; n < sizeof(text); n = n * 3 / 2 + 1) {
		text[n] = 'y';
		series_keep(&set, &k, text, n + 1);
		good &= k.n == n + 1 && memcmp(k.s, text, n + 1) == 0;
		text[n] = 'x';
	}
	series_keep(&set, &k, "short", 5);
	good &= k.n == 5 && memcmp(k.s, "short", 5) == 0;
	series_keep(&set, &k, NULL, 0);
	tap_ok(t, good && k.n == 0, "a text is replaced by longer and shorter");
	series_release(&set, &k);
	tap_ok(t, k.s == NULL, "and released");
	series_close(&set);
}

/* 200000 series, a hundred at once, each with points and a text. */
static void
try_memory(struct tap *t)
{
	struct series_set set;
	struct gone gone = {.set = &set, .in_order = true};
	struct rusage before, after;

	open_set(&set, 50, 100);
	set.evict = evict;
	set.arg = &gone;
	for (int i = 0; i < 200000; i++) {
		struct test *x = test_numbered(&set, i, NULL);

		for (int k = 0; k < 60; k++)
			points_add(&set, &x->points, (struct point){.at = k,
			    .y = k}, false);
		series_keep(&set, &x->text, "a text that is kept beside it",
		    29);
		if (i == 1000)
			(void)getrusage(RUSAGE_SELF, &before);
	}
	(void)getrusage(RUSAGE_SELF, &after);
	tap_ok(t, after.ru_maxrss - before.ru_maxrss < MORE,
	    "memory is used again: %ld KiB more", after.ru_maxrss -
	    before.ru_maxrss);
	series_close(&set);
}

int
main(void)
{
	struct tap t = {0};

	try_keys(&t);
	try_points(&t);
	try_ties(&t);
	try_bits(&t);
	try_history(&t);
	try_texts(&t);
	try_eviction(&t);
	try_memory(&t);
	try_growth(&t);
	return tap_end(&t);
}
