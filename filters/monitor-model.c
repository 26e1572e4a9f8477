/*
 * What is kept of the predictions of a model.
 *
 * All of them, until they are too many; then those whose id has one leading
 * bit more that is 0, which leaves half (Wegman's adaptive sampling; Flajolet
 * 1990).  So the sample depends on the ids alone, not on their order, and
 * labels find theirs.  A prediction that comes twice is found out at the end.
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
	if (m->count == m->room) {
		m->room = m->room == 0 ? 8 : 2 * m->room;
		m->list = need_more(m->list, m->room, sizeof(*m->list));
	}
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
	str_clear(&m->key);
	str_bytes(&m->key, project->s, project->n);
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
	while (x->rows > most) {
		size_t kept = 0;

		x->level++;
		for (size_t i = 0; i < x->rows; i++)
			if (is_in(x->id[i], x->level))
				move_row(x, kept++, i, columns);
		x->rows = kept;
	}
}

static void
count(struct model *x, int answer, double certainty)
{
	x->seen++;
	if (answer >= 0) {
		x->answers++;
		x->positive += answer == 1;
	}
	if (!isnan(certainty)) {
		moments_add(&x->probability, certainty);
		x->bin[bin_of(certainty)]++;
	}
}

static void
note_version(struct model *x, const struct prediction *p)
{
	x->newest = p->timestamp.i;
	if (!p->model_version.set)
		str_clear(&x->version);
	else if (x->version.s == NULL || !value_is(&p->model_version,
	    x->version.s)) {
		str_clear(&x->version);
		str_bytes(&x->version, p->model_version.s,
		    p->model_version.n);
	}
}

bool
model_wants(const struct model *x, uint64_t id)
{
	return is_in(id, x->level);
}

void
model_add(struct models *m, struct model *x, uint64_t id,
    const struct prediction *p)
{
	size_t columns = m->features->count, row = x->rows;
	int answer = p->prediction.set ? (int)p->prediction.i : -1;
	double certainty = p->probability.set ? p->probability.d : NAN;

	count(x, answer, certainty);
	if (p->timestamp.i >= x->newest)
		note_version(x, p);
	if (!is_in(id, x->level))
		return;
	if (x->rows == x->room)
		grow(x, columns);
	x->id[row] = id;
	x->certainty[row] = certainty;
	x->answer[row] = (int8_t)answer;
	for (size_t i = 0; i < columns; i++)
		x->column[i][row] = m->features->cell[i];
	x->rows++;
	if (x->rows > m->most)
		thin_out(x, m->most, columns);
}

/* ---- the end ---- */

/* Whether the id is new; the table has row + 1 where it is not empty. */
static bool
is_first(const struct model *x, uint32_t *table, size_t mask, size_t row)
{
	size_t i = x->id[row] & mask;

	while (table[i] != 0 && x->id[table[i] - 1] != x->id[row])
		i = (i + 1) & mask;
	if (table[i] != 0)
		return false;
	table[i] = (uint32_t)row + 1;
	return true;
}

static void
count_again(struct model *x)
{
	x->seen = x->answers = x->positive = 0;
	x->probability = (struct moments){0};
	memset(x->bin, 0, sizeof(x->bin));
	for (size_t i = 0; i < x->rows; i++)
		count(x, x->answer[i], x->certainty[i]);
}

void
model_settle(const struct models *m, struct model *x)
{
	size_t slots = ROWS, kept = 0;
	uint32_t *table;

	while (slots < 2 * x->rows)
		slots *= 2;
	table = need(slots, sizeof(*table));
	for (size_t i = 0; i < x->rows; i++) {
		if (kept < i)
			move_row(x, kept, i, m->features->count);
		kept += is_first(x, table, slots - 1, kept);
	}
	free(table);
	if (kept == x->rows)
		return;
	x->rows = kept;
	if (x->level == 0)
		count_again(x);
}
