#include <math.h>
#include <stdlib.h>

#include "out.h"
#include "sketch.h"
#include "stats.h"

static void
step_up(struct sketch *s, size_t l)
{
	struct sketch_level *of = &s->level[l];

	stats_sort(of->value, of->n);
	if (!of->odd)
		s->off += UINT64_C(1) << l;
	for (size_t i = of->odd; i < of->n; i += 2) {
		struct sketch_level *up = &s->level[l + 1];

		if (up->value == NULL)
			up->value = need(SKETCH_LEVEL, sizeof(double));
		up->value[up->n++] = of->value[i];
		if (up->n == SKETCH_LEVEL)
			step_up(s, l + 1);
	}
	of->odd = !of->odd;
	of->n = 0;
}

/* The value stands for 2^l of what was added. */
static void
put(struct sketch *s, size_t l, double value)
{
	struct sketch_level *on = &s->level[l];

	if (on->value == NULL)
		on->value = need(SKETCH_LEVEL, sizeof(double));
	on->value[on->n++] = value;
	if (on->n == SKETCH_LEVEL)
		step_up(s, l);
}

/* How often it came, in powers of two. */
static void
put_point(struct sketch *s, const struct sketch_point *p)
{
	uint64_t count = (uint64_t)p->count;

	for (size_t l = 0; count >> l > 0; l++)
		if (count >> l & 1)
			put(s, l, p->value);
}

static int
by_value(const void *a, const void *b)
{
	double x = ((const struct sketch_point *)a)->value;
	double y = ((const struct sketch_point *)b)->value;

	return (x > y) - (x < y);
}

/* Sorts them, and makes one of those that are of the same value. */
static size_t
join(struct sketch_point *p, size_t n)
{
	size_t k = 0;

	qsort(p, n, sizeof(*p), by_value);
	for (size_t i = 0; i < n; i++)
		if (k > 0 && p[k - 1].value == p[i].value)
			p[k - 1].count += p[i].count;
		else
			p[k++] = p[i];
	return k;
}

size_t
sketch_points(const struct sketch *s, struct sketch_point **out)
{
	size_t n = s->distincts, k = s->distincts;
	struct sketch_point *p;

	for (size_t l = 0; l < SKETCH_LEVELS; l++)
		n += s->level[l].n;
	p = *out = need(n + 1, sizeof(*p));
	for (size_t i = 0; i < s->distincts; i++)
		p[i] = s->distinct[i];
	for (size_t l = 0; l < SKETCH_LEVELS; l++)
		for (size_t i = 0; i < s->level[l].n; i++)
			p[k++] = (struct sketch_point){s->level[l].value[i],
			    ldexp(1, (int)l)};
	return join(p, n);
}

/* Level 0 is full, or is to be empty: into the distinct values, or up. */
static void
settle(struct sketch *s)
{
	struct sketch_point *p;
	size_t k;

	if (s->spread) {
		step_up(s, 0);
		return;
	}
	k = sketch_points(s, &p);
	free(s->distinct);
	s->distinct = NULL;
	s->distincts = 0;
	s->level[0].n = 0;
	if (k <= SKETCH_DISTINCT) {
		s->distinct = p;
		s->distincts = k;
		return;
	}
	s->spread = true;
	for (size_t i = 0; i < k; i++)
		put_point(s, &p[i]);
	free(p);
}

/* n values of that mean and sum of squares (Chan, Golub & LeVeque 1979). */
static void
add_moments(struct sketch *s, double n, double mean, double square)
{
	double before = (double)s->n, all = before + n, off = mean - s->mean;

	s->mean += off * n / all;
	s->square += square + off * off * before * n / all;
	s->n += (uint64_t)n;
}

void
sketch_add(struct sketch *s, double value)
{
	struct sketch_level *first = &s->level[0];

	s->least = s->n == 0 ? value : fmin(s->least, value);
	s->most = s->n == 0 ? value : fmax(s->most, value);
	add_moments(s, 1, value, 0);
	if (first->value == NULL)
		first->value = need(SKETCH_LEVEL, sizeof(double));
	first->value[first->n++] = value;
	if (first->n == SKETCH_LEVEL)
		settle(s);
}

/* Those that are known exactly, of which each may have come often. */
static void
merge_points(struct sketch *s, const struct sketch *from)
{
	struct sketch_point *p, *both;
	size_t n = sketch_points(from, &p), k;

	if (!s->spread)
		settle(s);
	if (!s->spread) {
		k = s->distincts;
		both = need_more(s->distinct, k + n + 1, sizeof(*both));
		for (size_t i = 0; i < n; i++)
			both[k + i] = p[i];
		s->distinct = both;
		s->distincts = join(both, k + n);
		if (s->distincts > SKETCH_DISTINCT)
			settle(s);
	} else
		for (size_t i = 0; i < n; i++)
			put_point(s, &p[i]);
	free(p);
}

void
sketch_merge(struct sketch *s, const struct sketch *from)
{
	if (from->n == 0)
		return;
	s->least = s->n == 0 ? from->least : fmin(s->least, from->least);
	s->most = s->n == 0 ? from->most : fmax(s->most, from->most);
	add_moments(s, (double)from->n, from->mean, from->square);
	s->off += from->off;
	merge_points(s, from);
}

void
sketch_free(struct sketch *s)
{
	for (size_t l = 0; l < SKETCH_LEVELS; l++)
		free(s->level[l].value);
	free(s->distinct);
	*s = (struct sketch){0};
}

size_t
sketch_values(const struct sketch *s, size_t most, double **out)
{
	size_t count = s->n < most ? (size_t)s->n : most, at = 0, n;
	struct sketch_point *p;
	double *y = *out = need(count + 1, sizeof(*y));
	double share = (double)s->n / (double)count, below;

	n = sketch_points(s, &p);
	below = n > 0 ? p[0].count : 0;
	for (size_t i = 0; i < count; i++) {
		while (at + 1 < n && below <= ((double)i + 0.5) * share)
			below += p[++at].count;
		y[i] = p[at].value;
	}
	free(p);
	return count;
}

/* ---- as text */

static void
write_numbers(struct str *text, const double *y, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		str_room(text, REAL_LENGTH + 2);
		str_byte(text, i == 0 ? '[' : ',');
		text->n += real_print(y[i], text->s + text->n);
	}
	str_text(text, n == 0 ? "[]" : "]");
}

#define HEAD	7	/* what stands first */

void
sketch_write(const struct sketch *s, struct str *text)
{
	const double head[HEAD] = {(double)s->n, s->mean, s->square, s->least,
	    s->most, (double)s->off, s->spread};
	size_t levels = 0;

	for (size_t l = 0; l < SKETCH_LEVELS; l++)
		levels = s->level[l].value != NULL ? l + 1 : levels;
	str_byte(text, '[');
	write_numbers(text, head, HEAD);
	str_byte(text, ',');
	write_numbers(text, (const double *)s->distinct, 2 * s->distincts);
	for (size_t l = 0; l < levels; l++) {
		str_byte(text, ',');
		write_numbers(text, s->level[l].value, s->level[l].n);
	}
	str_byte(text, ']');
}

/* The numbers of one array, at most so many; their count, or -1. */
static int
read_numbers(struct json *j, const struct json_value *v, double *y,
    size_t most)
{
	if (v->type != JSON_ARRAY || !json_array(j, v->s, v->n) ||
	    j->count > most)
		return -1;
	for (size_t i = 0; i < j->count; i++)
		if (j->member[i].value.type != JSON_NUMBER ||
		    !json_real(&j->member[i].value, &y[i]))
			return -1;
	return (int)j->count;
}

static bool
read_head(struct sketch *s, struct json *j, const struct json_value *v)
{
	double head[HEAD];

	if (read_numbers(j, v, head, HEAD) != HEAD || head[0] < 0 ||
	    head[0] > 0x1p53 || head[5] < 0 || head[5] > head[0])
		return false;
	s->n = (uint64_t)head[0];
	s->mean = head[1];
	s->square = head[2];
	s->least = head[3];
	s->most = head[4];
	s->off = (uint64_t)head[5];
	s->spread = head[6] != 0;
	return true;
}

static bool
read_distinct(struct sketch *s, struct json *j, const struct json_value *v)
{
	struct sketch_point *p = need(SKETCH_DISTINCT, sizeof(*p));
	int n = read_numbers(j, v, (double *)p, 2 * SKETCH_DISTINCT);

	s->distinct = p;
	if (n < 0 || n % 2 != 0 || (n > 0 && s->spread))
		return false;
	s->distincts = (size_t)n / 2;
	for (size_t i = 0; i < s->distincts; i++)
		if (!(p[i].count >= 1 && p[i].count == floor(p[i].count)) ||
		    (i > 0 && p[i].value <= p[i - 1].value))
			return false;
	return true;
}

static bool
read_level(struct sketch *s, size_t l, struct json *j,
    const struct json_value *v)
{
	int n;

	s->level[l].value = need(SKETCH_LEVEL, sizeof(double));
	n = read_numbers(j, v, s->level[l].value, SKETCH_LEVEL - 1);
	s->level[l].n = n < 0 ? 0 : (size_t)n;
	return n >= 0 && (l == 0 || s->spread);
}

/* As many values as it says, between those that it says. */
static bool
agrees(const struct sketch *s)
{
	struct sketch_point *p;
	size_t k = sketch_points(s, &p);
	double n = 0;
	bool good;

	for (size_t i = 0; i < k; i++)
		n += p[i].count;
	good = n == (double)s->n && s->square >= 0 &&
	    (k == 0 || (p[0].value >= s->least && p[k - 1].value <= s->most));
	free(p);
	return good;
}

bool
sketch_read(struct sketch *s, struct json *j, const struct json_value *v)
{
	struct json_value part[2 + SKETCH_LEVELS];
	size_t parts = 0;
	bool good = v->type == JSON_ARRAY && json_array(j, v->s, v->n) &&
	    j->count >= 2 && j->count <= 2 + SKETCH_LEVELS;

	*s = (struct sketch){0};
	for (; good && parts < j->count; parts++)
		part[parts] = j->member[parts].value;
	good = good && read_head(s, j, &part[0]) &&
	    read_distinct(s, j, &part[1]);
	for (size_t l = 0; good && l + 2 < parts; l++)
		good = read_level(s, l, j, &part[l + 2]);
	good = good && agrees(s);
	if (!good)
		sketch_free(s);
	return good;
}
