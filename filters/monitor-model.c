/*
 * What is kept of the predictions of a model.
 *
 * All of them, until they are too many; then those whose id has one leading
 * bit more that is 0, which leaves half (Wegman's adaptive sampling; Flajolet
 * 1990).  So the sample depends on the ids alone, not on their order, a
 * prediction that comes twice counts once, and labels find theirs.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "monitor.h"

#define ROWS	1024		/* to begin with */

uint64_t
id_hash(const struct value *project, const struct value *id)
{
	uint64_t h = hash64(hash64(0, project->s, project->n), id->s, id->n);

	return h == 0 ? 1 : h;	/* 0: an empty place */
}

size_t
bin_of(double probability)
{
	size_t bin = (size_t)(probability * BINS);

	bin = bin < BINS ? bin : BINS - 1;
	if (bin > 0 && probability < (double)bin * (1. / BINS))
		bin--;
	else if (bin < BINS - 1 &&
	    probability >= (double)(bin + 1) * (1. / BINS))
		bin++;
	return bin;
}

/* ---- the models ---- */

static struct value
keep(const struct value *v)
{
	struct value copy = *v;
	char *s;

	if (!v->set)
		return copy;
	s = need(v->n + 1U, 1);
	memcpy(s, v->s, v->n);
	copy.s = s;
	return copy;
}

static bool
is_text(const struct value *kept, const struct value *v)
{
	return kept->set == v->set && (!v->set ||
	    text_same(kept->s, kept->n, v->s, v->n));
}

static struct model *
make_model(struct models *m, const struct value *project,
    const struct value *name)
{
	struct model *x = need(1, sizeof(*x));

	x->project = keep(project);
	x->name = keep(name);
	x->newest = x->judged = INT64_MIN;
	x->column = need(m->features->count + 1, sizeof(*x->column));
	m->list = need_room(m->list, m->count, &m->room, sizeof(*m->list));
	intern_add(&m->number, m->key.s, m->key.n, (int64_t)m->count);
	m->list[m->count++] = x;
	return x;
}

struct model *
models_of(struct models *m, const struct value *project,
    const struct value *name)
{
	const int64_t *known;

	if (m->last != NULL && is_text(&m->last->project, project) &&
	    is_text(&m->last->name, name))
		return m->last;
	str_set(&m->key, project->s, project->n);
	str_byte(&m->key, '\0');
	if (name->set)
		str_bytes(&m->key, name->s, name->n);
	known = intern_find(&m->number, m->key.s, m->key.n);
	m->last = known != NULL ? m->list[*known] :
	    make_model(m, project, name);
	return m->last;
}

static int
by_key(const void *a, const void *b)
{
	const struct model *x = *(struct model *const *)a;
	const struct model *y = *(struct model *const *)b;
	int order = text_order(x->project.s, x->project.n, y->project.s,
	    y->project.n);

	return order != 0 ? order : text_order(x->name.s, x->name.n,
	    y->name.s, y->name.n);
}

void
models_sort(struct models *m)
{
	if (m->count > 0)
		qsort(m->list, m->count, sizeof(*m->list), by_key);
}

static void
close_model(struct model *x, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		free(x->column[i]);
	free(x->column);
	free(x->id);
	free(x->certainty);
	free(x->answer);
	free(x->slot);
	str_free(&x->version);
	free((char *)(uintptr_t)x->project.s);
	free((char *)(uintptr_t)x->name.s);
	free(x);
}

void
models_close(struct models *m)
{
	for (size_t i = 0; i < m->count; i++)
		close_model(m->list[i], m->features->count);
	free(m->list);
	intern_free(&m->number);
	str_free(&m->key);
}

/* ---- the sample ---- */

static bool
is_in(uint64_t id, int level)
{
	return level == 0 || id >> (64 - level) == 0;
}

/* Where the id is, or would go. */
static struct slot *
find_slot(const struct model *x, uint64_t id)
{
	size_t mask = x->slots - 1, i = id & mask;

	while (x->slot[i].row != 0 && (x->slot[i].tag != (uint32_t)id ||
	    x->id[x->slot[i].row - 1] != id))
		i = (i + 1) & mask;
	return &x->slot[i];
}

static void
fill_slot(const struct model *x, struct slot s)
{
	size_t mask = x->slots - 1, i = s.tag & mask;

	while (x->slot[i].row != 0)
		i = (i + 1) & mask;
	x->slot[i] = s;
}

/* In the order of the old ones, which is nearly that of the new ones. */
static void
more_slots(struct model *x)
{
	struct slot *old = x->slot;
	size_t n = x->slots;

	x->slots = 2 * x->room;
	x->slot = need(x->slots, sizeof(*x->slot));
	for (size_t i = 0; i < n; i++)
		if (old[i].row != 0)
			fill_slot(x, old[i]);
	free(old);
}

static void
index_rows(struct model *x)
{
	memset(x->slot, 0, x->slots * sizeof(*x->slot));
	for (size_t i = 0; i < x->rows; i++)
		fill_slot(x, (struct slot){(uint32_t)i + 1,
		    (uint32_t)x->id[i]});
}

static void
grow(struct model *x, size_t columns)
{
	size_t room = x->room == 0 ? ROWS : 2 * x->room;

	x->id = need_more(x->id, room, sizeof(*x->id));
	x->certainty = need_more(x->certainty, room, sizeof(*x->certainty));
	x->answer = need_more(x->answer, room, sizeof(*x->answer));
	for (size_t i = 0; i < columns; i++)
		x->column[i] = need_more(x->column[i], room,
		    sizeof(*x->column[i]));
	x->room = room;
	more_slots(x);
}

static void
move_row(struct model *x, size_t to, size_t from, size_t columns)
{
	x->id[to] = x->id[from];
	x->certainty[to] = x->certainty[from];
	x->answer[to] = x->answer[from];
	for (size_t i = 0; i < columns; i++)
		x->column[i][to] = x->column[i][from];
}

static void
thin_out(struct model *x, size_t most, size_t columns)
{
	while (x->rows >= most) {
		size_t kept = 0;

		x->level++;
		for (size_t i = 0; i < x->rows; i++)
			if (is_in(x->id[i], x->level))
				move_row(x, kept++, i, columns);
		x->rows = kept;
	}
	index_rows(x);
}

static void
count(struct model *x, const struct arrival *a, const char *text)
{
	x->seen++;
	if (a->answer >= 0) {
		x->answers++;
		x->positive += a->answer == 1;
	}
	if (!isnan(a->certainty)) {
		moments_add(&x->probability, a->certainty);
		x->bin[bin_of(a->certainty)]++;
	}
	if (a->time >= x->newest) {
		x->newest = a->time;
		str_set(&x->version, text + a->text, a->version_n);
	}
}

static void
read_cells(struct features *f, const struct arrival *a, const char *text)
{
	const char *row = text + a->text + a->version_n;

	if (a->features_n > 0 && row[0] == '{')
		(void)features_row(f, row, a->features_n);
	else
		features_clear(f);
}

void
model_expect(const struct arrival *a)
{
	const struct model *x = a->model;

	if (x->slots > 0)
		__builtin_prefetch(&x->slot[a->id & (x->slots - 1)]);
}

void
model_add(struct models *m, const struct arrival *a, const char *text)
{
	struct features *f = m->features;
	struct model *x = a->model;
	struct slot *slot;

	if (!is_in(a->id, x->level)) {
		count(x, a, text);
		return;
	}
	if (x->rows == x->room)
		grow(x, f->count);
	slot = find_slot(x, a->id);
	if (slot->row != 0)
		return;
	count(x, a, text);
	read_cells(f, a, text);
	x->id[x->rows] = a->id;
	x->certainty[x->rows] = a->certainty;
	x->answer[x->rows] = a->answer;
	for (size_t i = 0; i < f->count; i++)
		x->column[i][x->rows] = f->cell[i];
	*slot = (struct slot){(uint32_t)++x->rows, (uint32_t)a->id};
	if (x->rows >= m->most + 1)
		thin_out(x, m->most + 1, f->count);
}
