/*
 * A spell: since when a test fails more than what was before explains.
 *
 * Chance has its say at every run of every test.  A test that never failed can
 * come to fail only once, and there one in ten thousand is enough; one that
 * fails now and then is looked at in each of its runs, thousands in a month of
 * a project, and there it takes one in a hundred thousand.
 */
#include "detect.h"

#define LEAST_STREAK	3	/* in a row, that are no bad luck */
#define CHANCE_FIRST	1e-4	/* of a streak where it never failed */
#define CHANCE_AGAIN	1e-5	/* and where it did */
#define LEAST_FAILURES	5	/* not in a row, where it never failed */
#define CHANCE_LATE	1e-3	/* that all of them come so late */
#define LEAST_SHARE	0.20	/* of the runs since the first of them */
#define CHANCE_WELL	1e-3	/* of passes in a row, by the rate before */

bool
rate_has_recovered(struct rate_count since, size_t passes)
{
	size_t n = since.n - passes;
	struct rate_count passed = {n - since.k, n};

	return since.k > 0 && passes >= LEAST_STREAK &&
	    rate_ahead(passed, passes) <= CHANCE_WELL;
}

static bool
is_streak(const struct spell *s)
{
	struct rate_count before = {s->known.k - s->streak,
	    s->known.n - s->streak};

	return s->streak >= LEAST_STREAK && rate_ahead(before, s->streak) <=
	    (before.k == 0 ? CHANCE_FIRST : CHANCE_AGAIN);
}

/*
 * It never failed before, and now again and again: how likely it is that all
 * failures fall into the runs from the first one on (Fisher, one-sided).
 */
static bool
comes_again(const struct spell *s)
{
	size_t k = s->known.k, n = s->known.n - s->clean;
	double chance = 1;

	if (k < LEAST_FAILURES || (double)k < LEAST_SHARE * (double)n)
		return false;
	for (size_t i = 0; i < k; i++)
		chance *= (double)(n - i) / (double)(s->known.n - i);
	return chance <= CHANCE_LATE;
}

static void
begin(struct spell *s, size_t failures, size_t runs)
{
	s->stands = true;
	s->since = (struct rate_count){failures, runs};
	s->known.k -= failures;
	s->known.n -= runs;
	s->from = s->seen - runs;
	s->found = s->seen - 1;
	s->passes = s->shared = 0;
}

/*
 * A break that was repaired is no failure of what comes after it; what came
 * and went is.
 */
static void
go_on(struct spell *s, bool failed)
{
	s->since.n++;
	s->since.k += failed;
	s->passes = failed ? 0 : s->passes + 1;
	if (!rate_has_recovered(s->since, s->passes))
		return;
	s->stands = false;
	s->known.n += s->passes;
	if (s->since.k + s->passes == s->since.n)
		return;
	s->known.n += s->since.n - s->passes;
	s->known.k += s->since.k;
	s->clean = 0;
}

/* Of what it shared with many and did not go on, it is not to blame. */
static void
forgive(struct spell *s)
{
	s->known.k -= s->shared;
	s->known.n -= s->shared;
	s->shared = 0;
}

void
spell_add(struct spell *s, bool failed, bool shared)
{
	s->seen++;
	s->streak = failed ? s->streak + 1 : 0;
	if (s->stands) {
		go_on(s, failed);
		return;
	}
	if (!failed)
		forgive(s);
	s->shared += shared;
	if (failed && s->known.k == 0)
		s->clean = s->known.n;
	s->known.n++;
	s->known.k += failed;
	if (!failed || (shared && s->streak == 1))
		return;
	if (is_streak(s))
		begin(s, s->streak, s->streak);
	else if (comes_again(s))
		begin(s, s->known.k, s->known.n - s->clean);
}
