#include <math.h>

#include "rate.h"
#include "special.h"

#define WORDS	(RATE_WINDOW / 64)
#define TIE	1e-9	/* differences of G that are only rounding */

void
rate_open(struct rate_table *t)
{
	t->klogk[0] = 0;
	for (size_t k = 1; k <= RATE_WINDOW; k++)
		t->klogk[k] = (double)k * log((double)k);
}

/* -l(k, n) */
static inline double
surprise(const struct rate_table *t, size_t k, size_t n)
{
	return t->klogk[n] - t->klogk[k] - t->klogk[n - k];
}

static double
log_part(size_t k)
{
	return k == 0 ? 0 : (double)k * log((double)k);
}

double
rate_gain(struct rate_count a, struct rate_count b)
{
	size_t k = a.k + b.k, n = a.n + b.n;

	return log_part(a.k) + log_part(a.n - a.k) - log_part(a.n) +
	    log_part(b.k) + log_part(b.n - b.k) - log_part(b.n) -
	    log_part(k) - log_part(n - k) + log_part(n);
}

/* The bits of word i that are among the first n of all words. */
static inline uint64_t
first_bits(size_t i, size_t n)
{
	if (n >= 64 * (i + 1))
		return UINT64_MAX;
	return n <= 64 * i ? 0 : (UINT64_C(1) << (n - 64 * i)) - 1;
}

/* Bit a of word i: the run 64 i + a back differs from the one before it. */
static inline uint64_t
flips_of(const struct rate_watch *w, size_t i)
{
	uint64_t x = w->failed[i];
	uint64_t older = i + 1 < WORDS ? w->failed[i + 1] : 0;

	return x ^ (x >> 1 | older << 63);
}

/* Those of the flips that leave enough runs on either side. */
static inline uint64_t
splits_of(const struct rate_watch *w, size_t i)
{
	return flips_of(w, i) & first_bits(i, w->n - RATE_SIDE) &
	    ~first_bits(i, RATE_SIDE - 1);
}

static void
push(struct rate_watch *w, bool failed)
{
	bool oldest = w->failed[WORDS - 1] >> 63;

	for (size_t i = WORDS - 1; i > 0; i--)
		w->failed[i] = w->failed[i] << 1 | w->failed[i - 1] >> 63;
	w->failed[0] = w->failed[0] << 1 | failed;
	w->seen++;
	w->k = (uint16_t)(w->k + failed);
	if (w->n < RATE_WINDOW)
		w->n++;
	else
		w->k = (uint16_t)(w->k - oldest);
}

/*
 * The least surprise that is left in two pieces, all but G of that in one.
 * Only splits at flips are looked at.
 *
 * Where a split moves along a run of equal outcomes, one count of each side
 * grows or shrinks and the other stays.  l has the second derivative
 * 1/k - 1/n >= 0 in k with n - k fixed, and likewise the other way round, so
 * G is convex there: largest where the run ends.  That is a flip, or an end of
 * the window, where G is 0, or RATE_SIDE from an end, amid the run.  The last
 * does not matter:
 *
 *  - If the three on the short side differ, G < RATE_ALARM.  G is convex in
 *    the two rates, so it is largest with the long side all alike, and that
 *    is two of three against 0 of 253: 9.79.
 *  - If they are alike, G, which is never below 0, rises from 0 at the end of
 *    the window up to where their outcome first changes.  That is a flip, and
 *    no worse, or it is past the limit at the other end, and the three there
 *    differ.
 *
 * Nor does RATE_EFFECT.  Rates d apart have the largest G, by convexity again,
 * where one of them is 0 or 1, and that is 4.8 for d = .05.
 */
static double
least_in_two(const struct rate_table *t, const struct rate_watch *w)
{
	size_t n2 = RATE_SIDE - 1;	/* the newer piece */
	size_t k2 = (w->failed[0] & 1) + (w->failed[0] >> 1 & 1);
	size_t alike = w->failed[0] >> n2 & 1;	/* what comes next in it */
	double least = INFINITY;

	for (size_t i = 0; i < WORDS; i++)
		for (uint64_t s = splits_of(w, i); s != 0; s &= s - 1) {
			size_t at = 64 * i + (size_t)__builtin_ctzll(s) + 1;
			double left;

			k2 += -alike & (at - n2);
			alike ^= 1;
			n2 = at;
			left = surprise(t, k2, n2) +
			    surprise(t, w->k - k2, w->n - n2);
			least = left < least ? left : least;
		}
	return least;
}

/* The latest split that leaves no more than this; there is one. */
static struct rate_count
newer_piece(const struct rate_table *t, const struct rate_watch *w,
    double most)
{
	struct rate_count c = {0, 0};

	do {
		c.k += w->failed[c.n / 64] >> c.n % 64 & 1;
		c.n++;
	} while (c.n < RATE_SIDE || surprise(t, c.k, c.n) +
	    surprise(t, w->k - c.k, w->n - c.n) > most);
	return c;
}

/* G is at most the surprise in one piece, so most runs need no more. */
bool
rate_add(const struct rate_table *t, struct rate_watch *w, bool failed,
    struct rate_change *change)
{
	struct rate_count after;
	double all, least;

	push(w, failed);
	all = surprise(t, w->k, w->n);
	if (w->n < 2 * RATE_SIDE || all < RATE_ALARM)
		return false;
	least = least_in_two(t, w);
	if (all - least < RATE_ALARM)
		return false;
	after = newer_piece(t, w, least + TIE);
	*change = (struct rate_change){w->seen - after.n, w->seen - 1,
	    {w->k - after.k, w->n - after.n}, after, all - least};
	w->k = (uint16_t)after.k;
	w->n = (uint16_t)after.n;
	return true;
}

/* Both bounds are roots whose product is p^2 / (1 + z^2 / n). */
double
wilson_lower(struct rate_count c, double z)
{
	double n = (double)c.n, p, half;

	if (c.k == 0)
		return 0;
	p = (double)c.k / n;
	half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	return p * p / (p + z * z / (2 * n) + half);
}

struct rate_interval
beta_interval(struct rate_count c, double level)
{
	double a = (double)c.k + 0.5, b = (double)(c.n - c.k) + 0.5;
	struct rate_interval i = {0, 1};

	if (c.k > 0)
		i.low = beta_quantile(a, b, (1 - level) / 2);
	if (c.k < c.n)
		i.high = beta_quantile(a, b, (1 + level) / 2);
	return i;
}

double
rate_streak(struct rate_count before, size_t length)
{
	return pow(((double)before.k + 0.5) / ((double)before.n + 1),
	    (double)length);
}

double
rate_ahead(struct rate_count before, size_t length)
{
	double k = (double)before.k + 0.5, n = (double)before.n + 1, p = 1;

	for (size_t i = 0; i < length; i++)
		p *= (k + (double)i) / (n + (double)i);
	return p;
}

static double
log_choose(double n, double k)
{
	return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1);
}

/* How much likelier x + 1 of an with b - 1 of bn are than x with b. */
static double
likelier(double x, double an, double b, double bn)
{
	return (an - x) * b / ((x + 1) * (bn - b + 1));
}

/* From the table seen to either side, by ratios of neighbours. */
double
fisher_exact(size_t a, size_t an, size_t b, size_t bn)
{
	double n = (double)an, m = (double)bn, k = (double)(a + b);
	double sum = 1, p = 1;
	const double most = 1 + 1e-7;

	for (double x = (double)a; x < n && x < k; x++) {
		p *= likelier(x, n, k - x, m);
		sum += p <= most ? p : 0;
	}
	p = 1;
	for (double y = (double)b; y < m && y < k; y++) {
		p *= likelier(y, m, k - y, n);
		sum += p <= most ? p : 0;
	}
	sum *= exp(log_choose(n, (double)a) + log_choose(m, (double)b) -
	    log_choose(n + m, k));
	return sum < 1 ? sum : 1;
}

size_t
benjamini_hochberg(const double *p, size_t n, double q)
{
	size_t found = n;

	while (found > 0 &&
	    !(p[found - 1] <= q * (double)found / (double)n))
		found--;
	return found;
}
