#include <math.h>
#include <string.h>

#include "change-parts.h"
#include "stats.h"

#define LAGS		16	/* looked at together */
#define CORRELATED	0.3F	/* a season repeats itself at least so well */
#define SHORTEST	4	/* points of a season */
#define PERIODS		3	/* of a season, to be believed */
#define LATER		1.1F	/* times as good a longer season must be */

typedef float four __attribute__((vector_size(4 * sizeof(float))));

/* Hoare's selection as in Wirth 1976: v[k] is the k-th smallest. */
static void
select_smallest(double *v, ptrdiff_t n, ptrdiff_t k)
{
	ptrdiff_t low = 0, high = n - 1;

	while (low < high) {
		ptrdiff_t i = low, j = high;
		double pivot = v[k];

		while (i <= j) {
			while (v[i] < pivot)
				i++;
			while (pivot < v[j])
				j--;
			if (i <= j) {
				double swap = v[i];

				v[i++] = v[j];
				v[j--] = swap;
			}
		}
		if (j < k)
			low = i;
		if (k < i)
			high = j;
	}
}

/* Of at least one value; puts them into another order. */
static double
median(double *v, size_t n)
{
	size_t k = n / 2;
	double below;

	select_smallest(v, (ptrdiff_t)n, (ptrdiff_t)k);
	if (n % 2 == 1)
		return v[k];
	below = v[0];
	for (size_t i = 1; i < k; i++)
		below = v[i] > below ? v[i] : below;
	return (below + v[k]) / 2;
}

/* z: y about its line, and LAGS zeros after it. */
static void
detrend(const double *y, size_t n, float *z)
{
	double slope = stats_slope(y, n), middle = ((double)n - 1) / 2;

	for (size_t i = 0; i < n; i++)
		z[i] = (float)(y[i] - slope * ((double)i - middle));
	memset(z + n, 0, LAGS * sizeof(*z));
}

/*
 * The sums of z[i] z[i + lag] for the LAGS lags from `lag` on.  One pass for
 * all of them, so that the sums are independent of each other, four to a
 * vector.
 */
static void
correlate(const float *z, size_t n, size_t lag, float sum[LAGS])
{
	four s[LAGS / 4] = {0};

	for (size_t i = 0; i + lag < n; i++)
		for (size_t j = 0; j < LAGS / 4; j++) {
			four later;

			memcpy(&later, z + i + lag + 4 * j, sizeof(later));
			s[j] += z[i] * later;
		}
	memcpy(sum, s, sizeof(s));
}

/*
 * The lag of the largest peak of the autocorrelation after it first crossed
 * zero; twice a period is as good a peak as the period, so that a later one
 * must be better by a tenth.
 */
static size_t
period(const double *y, size_t n)
{
	float z[CHANGE_MAX + LAGS], r[CHANGE_MAX / PERIODS + 2 * LAGS];
	float best = CORRELATED, all;
	size_t last = n / PERIODS, found = 0, lag = 1;

	detrend(y, n, z);
	for (size_t i = 0; i <= last + 1; i += LAGS)
		correlate(z, n, i, r + i);
	all = r[0];
	while (lag <= last && r[lag] > 0)
		lag++;
	for (lag = lag > SHORTEST ? lag : SHORTEST; lag <= last; lag++) {
		if (r[lag] > best * all && r[lag] > r[lag - 1] &&
		    r[lag] >= r[lag + 1]) {
			found = lag;
			best = r[lag] / all * LATER;
		}
	}
	return found;
}

/*
 * z[i] for i from p / 2: y less its mean over the period about it, in which
 * every phase is once; of an even period the ends are halves.  Returns the
 * end of those i.  No step and no slope is left in z but close to a step.
 */
static size_t
about_period(const double *y, size_t n, size_t p, double *z)
{
	double sum = 0, next;
	size_t i;

	for (i = 0; i < p; i++)
		sum += y[i];
	for (i = 0; i + p < n; i++, sum = next) {
		size_t middle = i + p / 2;

		next = sum + y[i + p] - y[i];
		z[middle] = y[middle] -
		    (p % 2 ? sum : (sum + next) / 2) / (double)p;
	}
	return i + p / 2;
}

/* What is usual of each phase. */
static void
phases(const double *y, size_t n, size_t p, double *usual)
{
	double z[CHANGE_MAX], phase[CHANGE_MAX / SHORTEST + 1];
	size_t end = about_period(y, n, p, z);

	for (size_t first = p / 2; first < p / 2 + p; first++) {
		size_t count = 0;

		for (size_t i = first; i < end; i += p)
			phase[count++] = z[i];
		usual[first % p] = median(phase, count);
	}
}

/* The mean stays as it is. */
static void
remove_season(double *y, size_t n, size_t p)
{
	double usual[CHANGE_MAX / PERIODS + 1], mean = 0;

	phases(y, n, p, usual);
	for (size_t i = 0; i < n; i++)
		mean += usual[i % p] / (double)n;
	for (size_t i = 0; i < n; i++)
		y[i] -= usual[i % p] - mean;
}

static double
median_jump(const double *y, size_t n)
{
	double jump[CHANGE_MAX];

	for (size_t i = 1; i < n; i++)
		jump[i - 1] = fabs(y[i] - y[i - 1]);
	return median(jump, n - 1);
}

/*
 * Both jumps to a spike have one sign, and its neighbours are less apart than
 * half of the smaller one; so that no two neighbours are spikes.
 */
double
change_stands_out(const double *y)
{
	double a = y[0] - y[-1], b = y[0] - y[1], out;

	out = a < 0 ? fmin(-a, -b) : fmin(a, b);
	return fabs(y[1] - y[-1]) < out / 2 ? out : 0;
}

static void
remove_spikes(double *y, size_t n, double far)
{
	size_t spike[CHANGE_MAX / CHANGE_SPIKES + 1], count = 0;

	for (size_t i = 1; i + 1 < n; i++) {
		if (!(change_stands_out(y + i) > far))
			continue;
		if ((count + 1) * CHANGE_SPIKES > n)
			return;
		spike[count++] = i;
	}
	for (size_t k = 0; k < count; k++)
		y[spike[k]] = (y[spike[k] - 1] + y[spike[k] + 1]) / 2;
}

struct change_cleaned
change_clean(double *y, size_t n)
{
	struct change_cleaned done = {0};

	if (n < 3)
		return done;
	done.period = period(y, n);
	if (done.period > 0)
		remove_season(y, n, done.period);
	done.jump = median_jump(y, n);
	remove_spikes(y, n, CHANGE_FAR * done.jump);
	return done;
}

/*
 * A key of what is to be sorted: a float in the order of integers above, the
 * index below.
 */
static uint64_t
key(double y, size_t i)
{
	float f = (float)y + 0.0F;	/* no -0 */
	uint32_t bits;

	memcpy(&bits, &f, sizeof(bits));
	bits ^= bits >> 31 ? UINT32_MAX : UINT32_C(1) << 31;
	return (uint64_t)bits << 32 | i;
}

/* Radix sort by the byte above `shift`; stable. */
static void
sort_byte(const uint64_t *from, uint64_t *to, size_t n, int shift)
{
	uint16_t place[256] = {0};
	unsigned sum = 0;

	for (size_t i = 0; i < n; i++)
		place[from[i] >> shift & 255]++;
	for (size_t b = 0; b < 256; b++) {
		unsigned count = place[b];

		place[b] = (uint16_t)sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[place[from[i] >> shift & 255]++] = from[i];
}

/* Midranks; values that are one as floats are ties. */
void
change_rank(const double *y, size_t n, double *r)
{
	uint64_t keys[CHANGE_MAX], other[CHANGE_MAX];
	double middle = ((double)n - 1) / 2, deviation;

	for (size_t i = 0; i < n; i++)
		keys[i] = key(y[i], i);
	for (int shift = 32; shift < 64; shift += 16) {
		sort_byte(keys, other, n, shift);
		sort_byte(other, keys, n, shift + 8);
	}
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && keys[j] >> 32 == keys[i] >> 32; j++)
			continue;
		for (size_t k = i; k < j; k++)
			r[keys[k] & UINT32_MAX] = (double)(i + j - 1) / 2;
	}
	deviation = stats_deviation(r, n);
	for (size_t i = 0; i < n; i++)
		r[i] = deviation > 0 ? (r[i] - middle) / deviation : 0;
}
