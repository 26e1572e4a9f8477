/*
 * One feature of both sides: what differs, and by how much.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "monitor.h"
#include "rate.h"
#include "stats.h"
#include "twosample.h"

#define FEW_VALUES	5	/* at most so many are categories */
#define OWN_BINS	20	/* of the reference: each value is a bin */
#define LEAST_DEVIATION	.001	/* that distances are divided by */
#define P_LIMIT		.05
#define DISTANCE_LIMIT	.1
#define SMALL_COUNT	5	/* expected; below, chi-squared is too rough */

const char *const test_words[] = {"auto", "ks", "chi2", "z", "wasserstein",
    "js", "psi", "hellinger", NULL};

/* ---- counts ---- */

static void
counts_room(struct counts *c, size_t k)
{
	if (k <= c->room)
		return;
	c->room = k < 64 ? 64 : 2 * k;
	c->a = need_more(c->a, c->room, sizeof(*c->a));
	c->b = need_more(c->b, c->room, sizeof(*c->b));
	c->key = need_more(c->key, c->room + 1, sizeof(*c->key));
}

static void
counts_add(struct counts *c, double key, double a, double b)
{
	counts_room(c, c->k + 1);
	c->key[c->k] = key;
	c->a[c->k] = a;
	c->b[c->k++] = b;
}

void
counts_close(struct counts *c)
{
	free(c->a);
	free(c->b);
	free(c->key);
}

/* How many of the n values from at on are the same. */
static size_t
run_length(const double *y, size_t n, size_t at)
{
	size_t next = at;

	while (next < n && y[next] == y[at])
		next++;
	return next - at;
}

/*
 * The distinct values of both sides in order, with their counts where c is
 * given, else no further than it takes to know that they are many; *own, if
 * asked for, are those of the reference.
 */
static size_t
count_values(const struct comparison *x, struct counts *c, size_t *own)
{
	const struct feature *f = x->feature;
	size_t i = 0, j = 0, distinct = 0;
	double weight = f->total / (double)f->n;

	while ((i < f->n || j < x->bn) && (c != NULL || (own == NULL ?
	    distinct <= SHOWN : *own <= OWN_BINS))) {
		bool a = i < f->n && (j == x->bn || f->value[i] <= x->b[j]);
		bool b = j < x->bn && (i == f->n || x->b[j] <= f->value[i]);
		double key = a ? f->value[i] : x->b[j];
		size_t an = a ? run_length(f->value, f->n, i) : 0;
		size_t bn = b ? run_length(x->b, x->bn, j) : 0;

		if (c != NULL)
			counts_add(c, key, (double)an * weight, (double)bn);
		if (own != NULL)
			*own += a;
		distinct++;
		i += an;
		j += bn;
	}
	return distinct;
}

/* Words that either side has, the first of the alphabet in front. */
static size_t
count_words(struct comparison *x)
{
	const struct feature *f = x->feature;
	double *b = need(f->count + 1, sizeof(*b));
	struct counts *c = &x->counts;
	size_t first = 0;

	for (size_t i = 0; i < x->bn; i++)
		b[(size_t)x->b[i]]++;
	for (size_t i = 0; i < f->count; i++) {
		double a = i < f->counted ? f->word_count[i] : 0;

		if (a == 0 && b[i] == 0)
			continue;
		counts_add(c, (double)i, a, b[i]);
		if (strcmp(feature_word(f, i), feature_word(f,
		    (size_t)c->key[first])) < 0)
			first = c->k - 1;
	}
	free(b);
	if (c->k > 0) {
		double key = c->key[0], a = c->a[0], n = c->b[0];

		c->key[0] = c->key[first];
		c->a[0] = c->a[first];
		c->b[0] = c->b[first];
		c->key[first] = key;
		c->a[first] = a;
		c->b[first] = n;
	}
	return c->k;
}

/* ---- bins ---- */

/*
 * Of equal width over the values of both sides, as many as Sturges advises
 * (1926: log2 n + 1), edges as numpy.histogram_bin_edges() makes them.
 */
static size_t
sturges(const double ends[2], double n)
{
	double range = ends[1] - ends[0], width = range / (log2(n) + 1);

	return width > 0 ? (size_t)ceil(range / width) : 1;
}

static double
edge(const double ends[2], size_t i, size_t bins)
{
	return i == bins ? ends[1] :
	    (double)i * ((ends[1] - ends[0]) / (double)bins) + ends[0];
}

/* Values in order into bins, the last of which is closed. */
static void
fill_bins(const double *y, size_t n, double *bin, const struct counts *c)
{
	size_t at = 0;

	for (size_t i = 0; i < c->k; i++) {
		size_t from = at;

		while (at < n && (y[at] < c->key[i + 1] || i + 1 == c->k))
			at++;
		bin[i] = (double)(at - from);
	}
}

static void
make_bins(const struct comparison *x, struct counts *c, const double ends[2],
    size_t bins)
{
	const struct feature *f = x->feature;

	c->k = 0;
	counts_room(c, bins + 1);
	c->k = bins;
	for (size_t i = 0; i <= bins; i++)
		c->key[i] = edge(ends, i, bins);
	fill_bins(f->value, f->n, c->a, c);
	fill_bins(x->b, x->bn, c->b, c);
	for (size_t i = 0; i < bins; i++)
		c->a[i] *= f->total / (double)f->n;
}

/* What Jensen-Shannon, PSI and Hellinger compare. */
static const struct counts *
binned(struct comparison *x)
{
	const struct feature *f = x->feature;
	double ends[2];
	size_t own = 0;

	if (f->words)
		return &x->counts;
	if (x->bins.k > 0)
		return &x->bins;
	(void)count_values(x, NULL, &own);
	if (own <= OWN_BINS) {
		(void)count_values(x, &x->bins, NULL);
		return &x->bins;
	}
	ends[0] = fmin(f->value[0], x->b[0]);
	ends[1] = fmax(f->value[f->n - 1], x->b[x->bn - 1]);
	make_bins(x, &x->bins, ends, sturges(ends,
	    x->reference_count + x->current_count));
	return &x->bins;
}

static const struct counts *
by_value(struct comparison *x)
{
	if (x->counts.k == 0)
		(void)count_values(x, &x->counts, NULL);
	return &x->counts;
}

/* ---- for people ---- */

#define TAIL	.005		/* of either side, that lies in the end bins */

static void
show_numbers(const struct comparison *x, struct counts *c)
{
	const struct feature *f = x->feature;
	double low = fmin(quantile_of(f->value, f->n, TAIL),
	    quantile_of(x->b, x->bn, TAIL));
	double high = fmax(quantile_of(f->value, f->n, 1 - TAIL),
	    quantile_of(x->b, x->bn, 1 - TAIL));

	make_bins(x, c, (double[]){low, high}, SHOWN);
}

bool
comparison_show(const struct comparison *x, struct counts *c)
{
	*c = (struct counts){0};
	if (x->feature->words || x->distinct <= SHOWN) {
		for (size_t i = 0; i < x->counts.k; i++)
			counts_add(c, x->counts.key[i], x->counts.a[i],
			    x->counts.b[i]);
		if (c->k == 0)
			(void)count_values(x, c, NULL);
		return true;
	}
	show_numbers(x, c);
	return false;
}

/* ---- both sides ---- */

static const char *
what_is_missing(const struct comparison *x)
{
	if (x->feature->crowded)
		return "it has more than 65536 categories";
	if (x->reference_count == 0)
		return "the reference has no usable value";
	if (x->bn == 0)
		return "no prediction has a usable value";
	return NULL;
}

void
comparison_open(struct comparison *x, const struct feature *f,
    double *current, size_t n)
{
	*x = (struct comparison){.feature = f, .b = current, .score = NAN,
	    .p = NAN, .reference_count = f->total};
	for (size_t i = 0; i < n; i++)
		if (!isnan(current[i]))
			x->b[x->bn++] = current[i];
	x->current_count = (double)x->bn;
	x->failed = what_is_missing(x);
	if (x->failed != NULL)
		return;
	if (f->words) {
		x->distinct = count_words(x);
	} else {
		stats_sort(x->b, x->bn);
		x->distinct = count_values(x, NULL, NULL);
	}
}

void
comparison_close(struct comparison *x)
{
	counts_close(&x->counts);
	counts_close(&x->bins);
}

bool
has_few_values(const struct comparison *x)
{
	return x->feature->words || x->distinct <= FEW_VALUES;
}

/* ---- tests ---- */

static double
normed_wasserstein(const struct comparison *x)
{
	const struct feature *f = x->feature;

	return wasserstein(f->value, f->n, x->b, x->bn) /
	    fmax(f->deviation, LEAST_DEVIATION);
}

static double
kolmogorov_smirnov(const struct comparison *x, double *p)
{
	const struct feature *f = x->feature;
	double d = ks_distance(f->value, f->n, x->b, x->bn);

	*p = ks_p(d, (size_t)f->total, x->bn);
	return d;
}

/* Of values other than the smallest. */
static double
proportions(struct comparison *x, double *p)
{
	const struct counts *c = by_value(x);
	double an = x->reference_count, bn = x->current_count;

	return two_proportions((struct proportion){an - c->a[0], an},
	    (struct proportion){bn - c->b[0], bn}, p);
}

bool
comparison_test(struct comparison *x, enum test test)
{
	const struct counts *c;

	x->test = test;
	x->threshold = DISTANCE_LIMIT;
	if (x->feature->words && (test == TEST_KS ||
	    test == TEST_WASSERSTEIN)) {
		x->failed = "its categories have no order";
		return false;
	}
	switch (test) {
	case TEST_KS:
		x->score = kolmogorov_smirnov(x, &x->p);
		break;
	case TEST_CHI2:
		c = by_value(x);
		x->score = chi2_fit(c->a, c->b, c->k, &x->p);
		break;
	case TEST_Z:
		x->score = proportions(x, &x->p);
		break;
	case TEST_WASSERSTEIN:
		x->score = normed_wasserstein(x);
		break;
	case TEST_JS:
		c = binned(x);
		x->score = jensen_shannon(c->a, c->b, c->k);
		break;
	case TEST_PSI:
		c = binned(x);
		x->score = stability_index(c->a, c->b, c->k);
		break;
	default:
		c = binned(x);
		x->score = hellinger(c->a, c->b, c->k);
	}
	if (!isnan(x->p))
		x->threshold = P_LIMIT;
	if (isnan(x->score))
		x->failed = "its score cannot be computed";
	return x->failed == NULL;
}

/* ---- the p-value of the default verdict ---- */

/* Two by two, where chi-squared would expect too few of one. */
static bool
is_small_table(const struct comparison *x, const struct counts *c)
{
	double n = x->reference_count + x->current_count;
	double rows = fmin(x->reference_count, x->current_count);
	double columns = fmin(c->a[0] + c->b[0], c->a[1] + c->b[1]);

	return rows * columns / n < SMALL_COUNT;
}

double
comparison_p(struct comparison *x)
{
	const struct counts *c;
	double p;

	if (!has_few_values(x)) {
		(void)kolmogorov_smirnov(x, &p);
		return p;
	}
	c = by_value(x);
	if (c->k < 2)
		return 1;
	if (c->k == 2 && is_small_table(x, c))
		return fisher_exact((size_t)llround(c->a[0]),
		    (size_t)llround(c->a[0] + c->a[1]),
		    (size_t)llround(c->b[0]),
		    (size_t)llround(c->b[0] + c->b[1]));
	(void)chi2_table(c->a, c->b, c->k, &p);
	return p;
}
