/*
 * Labels join predictions by their id, whichever comes first; then it can be
 * said how good the predictions were.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "monitor.h"
#include "stats.h"

#define SLOTS	4096		/* to begin with */
#define SEGMENT_MIN	30	/* labelled predictions */

/* ---- the labels ---- */

static size_t
find_label(const struct labels *l, uint64_t id)
{
	size_t mask = l->slots - 1, i = id & mask;

	while (l->id[i] != 0 && l->id[i] != id)
		i = (i + 1) & mask;
	return i;
}

static bool
is_kept(const struct labels *l, uint64_t id)
{
	return l->level == 0 || id >> (64 - l->level) == 0;
}

/* Into a table of that size; those that are not kept any more are left out. */
static void
rebuild(struct labels *l, size_t slots)
{
	struct labels old = *l;

	l->slots = slots;
	l->count = 0;
	l->id = need(slots, sizeof(*l->id));
	l->label = need(slots, sizeof(*l->label));
	for (size_t i = 0; i < old.slots; i++) {
		size_t to;

		if (old.id[i] == 0 || !is_kept(l, old.id[i]))
			continue;
		to = find_label(l, old.id[i]);
		l->id[to] = old.id[i];
		l->label[to] = old.label[i];
		l->count++;
	}
	free(old.id);
	free(old.label);
}

static void
make_room(struct labels *l)
{
	if (l->count == l->most) {
		l->level++;
		rebuild(l, l->slots);
	}
	if (2 * l->count >= l->slots)
		rebuild(l, l->slots == 0 ? SLOTS : 2 * l->slots);
}

void
labels_add(struct labels *l, uint64_t id, int label)
{
	size_t at;

	make_room(l);
	if (!is_kept(l, id))
		return;
	at = find_label(l, id);
	if (l->id[at] == 0)
		l->count++;
	else
		l->changed += l->label[at] != label;
	l->id[at] = id;
	l->label[at] = (int8_t)label;
}

void
labels_close(struct labels *l)
{
	free(l->id);
	free(l->label);
}

/* ---- how good predictions were ---- */

struct quality {
	size_t n;		/* labelled */
	size_t answers, right[2], wrong[2];	/* by what was predicted */
	size_t certain;		/* with a probability */
	double square;		/* of its distance to the label */
	struct {
		size_t n;
		double probability, label;	/* sums */
	} bin[BINS];
	double *of[2];		/* probabilities, by label */
	size_t count[2];
};

static void
quality_open(struct quality *q, size_t rows)
{
	*q = (struct quality){0};
	q->of[0] = need(rows + 1, sizeof(double));
	q->of[1] = need(rows + 1, sizeof(double));
}

static void
quality_clear(struct quality *q)
{
	double *none = q->of[0], *one = q->of[1];

	*q = (struct quality){.of = {none, one}};
}

static void
quality_close(struct quality *q)
{
	free(q->of[0]);
	free(q->of[1]);
}

static void
take(struct quality *q, int answer, double probability, int label)
{
	q->n++;
	if (answer < 0 && !isnan(probability))
		answer = probability >= .5;
	if (answer >= 0) {
		q->answers++;
		if (answer == label)
			q->right[answer]++;
		else
			q->wrong[answer]++;
	}
	if (isnan(probability))
		return;
	q->certain++;
	q->square += (probability - label) * (probability - label);
	q->bin[bin_of(probability)].n++;
	q->bin[bin_of(probability)].probability += probability;
	q->bin[bin_of(probability)].label += label;
	q->of[label][q->count[label]++] = probability;
}

static double
ratio(double a, double b)
{
	return b > 0 ? a / b : 0;
}

/*
 * The share of pairs of a 1 and a 0 in which the 1 had the higher
 * probability; equal ones count half.  NAN where one of both is missing.
 */
static double
roc_auc(struct quality *q)
{
	const double *zero = q->of[0], *one = q->of[1];
	size_t below = 0, upto = 0;
	double pairs = 0;

	stats_sort(q->of[0], q->count[0]);
	stats_sort(q->of[1], q->count[1]);
	for (size_t i = 0; i < q->count[1]; i++) {
		while (below < q->count[0] && zero[below] < one[i])
			below++;
		while (upto < q->count[0] && zero[upto] <= one[i])
			upto++;
		pairs += (double)below + (double)(upto - below) / 2;
	}
	return q->count[0] == 0 || q->count[1] == 0 ? NAN :
	    pairs / (double)q->count[0] / (double)q->count[1];
}

/* Over the bins, weighted by how many predictions each has. */
static double
calibration_error(const struct quality *q)
{
	double sum = 0;

	for (int i = 0; i < BINS; i++)
		sum += fabs(q->bin[i].probability - q->bin[i].label);
	return sum / (double)q->certain;
}

static void
figure(struct str *b, const char *name, double x)
{
	char text[REAL_LENGTH + 1];

	if (b->s[b->n - 1] != '{')
		str_byte(b, ',');
	str_print(b, "\"%s\":", name);
	if (isfinite(x))
		str_bytes(b, text, real_print(x, text));
	else
		str_text(b, "null");
}

static void
write_figures(struct quality *q, struct str *b)
{
	double hits = (double)q->right[1], false_alarms = (double)q->wrong[1];
	double misses = (double)q->wrong[0], n = (double)q->answers;
	bool some = q->certain > 0;

	str_byte(b, '{');
	figure(b, "num_samples", (double)q->n);
	figure(b, "accuracy", n > 0 ? (hits + (double)q->right[0]) / n : NAN);
	figure(b, "precision", n > 0 ? ratio(hits, hits + false_alarms) : NAN);
	figure(b, "recall", n > 0 ? ratio(hits, hits + misses) : NAN);
	figure(b, "f1_score", n > 0 ? ratio(2 * hits, 2 * hits +
	    false_alarms + misses) : NAN);
	figure(b, "roc_auc", roc_auc(q));
	figure(b, "brier_score", some ? q->square / (double)q->certain : NAN);
	figure(b, "expected_calibration_error", some ? calibration_error(q) :
	    NAN);
	str_byte(b, '}');
}

/* ---- the join ---- */

/* Of a row that can have a label: 0 or 1, or -1 for none. */
static int
label_of(const struct labels *l, uint64_t id)
{
	size_t at = find_label(l, id);

	return l->id[at] == id ? l->label[at] : -1;
}

struct joined {
	const struct join *of;
	struct performance *p;
	struct quality quality;
};

/*
 * Where there are too many predictions or labels to keep them all, from those
 * that are kept of both.
 */
static void
write_coverage(const struct joined *j, size_t could)
{
	size_t total = j->of->model->seen;
	double rate = ratio((double)j->quality.n, (double)could);
	size_t labelled = (size_t)llround(rate * (double)total);
	struct str *b = &j->p->coverage;

	str_byte(b, '{');
	figure(b, "total_predictions", (double)total);
	figure(b, "labeled_predictions", (double)labelled);
	figure(b, "coverage_rate", rate);
	figure(b, "unlabeled_predictions", (double)(total - labelled));
	str_byte(b, '}');
}

struct place {			/* a row, and its value of a column */
	double value;
	size_t row;
};

/* A row that could have a label is counted, and taken if it has one. */
static bool
take_row(struct joined *j, size_t row)
{
	const struct model *x = j->of->model;
	int label;

	if (!is_kept(j->of->labels, x->id[row]))
		return false;
	label = label_of(j->of->labels, x->id[row]);
	if (label >= 0)
		take(&j->quality, x->answer[row], x->certainty[row], label);
	return true;
}

static size_t
take_all(struct joined *j)
{
	size_t could = 0;

	for (size_t i = 0; i < j->of->model->rows; i++)
		could += take_row(j, i);
	return could;
}

static void
take_places(struct joined *j, const struct place *place, size_t n)
{
	quality_clear(&j->quality);
	for (size_t i = 0; i < n; i++)
		(void)take_row(j, place[i].row);
}

static void
write_segment(struct joined *j, const struct feature *f, double value)
{
	struct str *b = &j->p->segments;
	char text[REAL_LENGTH + 1];
	struct str name = {0};

	str_print(&name, "%s=", f->name);
	if (f->words)
		str_text(&name, feature_word(f, (size_t)value));
	else
		str_bytes(&name, text, real_print(value, text));
	if (b->s[b->n - 1] != '{')
		str_byte(b, ',');
	str_string(b, name.s, name.n);
	str_byte(b, ':');
	write_figures(&j->quality, b);
	str_free(&name);
}

static int
by_value(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

/* Every value that enough labelled rows have, in order. */
static void
write_segments_of(struct joined *j, size_t feature)
{
	const double *column = j->of->model->column[feature];
	struct place *place = need(j->of->model->rows + 1, sizeof(*place));
	size_t n = 0;

	for (size_t i = 0; i < j->of->model->rows; i++)
		if (!isnan(column[i]))
			place[n++] = (struct place){column[i], i};
	qsort(place, n, sizeof(*place), by_value);
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n && place[next].value ==
		    place[i].value; next++)
			continue;
		if (next - i < SEGMENT_MIN)
			continue;
		take_places(j, place + i, next - i);
		if (j->quality.n >= SEGMENT_MIN)
			write_segment(j, &j->of->features->list[feature],
			    place[i].value);
	}
	free(place);
}

void
labels_join(const struct join *of, struct performance *p)
{
	struct joined j = {.of = of, .p = p};
	const struct segments *s = &of->segments;

	if (of->labels->count == 0)
		return;
	quality_open(&j.quality, of->model->rows);
	write_coverage(&j, take_all(&j));
	if (j.quality.n > 0) {
		write_figures(&j.quality, &p->figures);
		if (s->n > 0)
			str_byte(&p->segments, '{');
		for (size_t i = 0; i < s->n; i++)
			write_segments_of(&j, s->feature[i]);
		if (s->n > 0)
			str_byte(&p->segments, '}');
	}
	quality_close(&j.quality);
}
