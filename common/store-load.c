/*
 * One load into the database.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "store-write.h"
#include "when.h"

/* ---- where a row of a series lies ---- */

static void
take_texts(const struct batch *b, const struct row *row, const int field[3],
    struct texts *t)
{
	str_clear(&t->key);
	for (int i = 0; i < 3; i++) {
		t->text[i] = batch_field(b, row, field[i]);
		if (t->text[i].set)
			str_bytes(&t->key, t->text[i].s, t->text[i].n);
		str_byte(&t->key, '\0');
	}
}

static void
find_fields(enum kind kind, const char *const names[3], int field[3])
{
	for (int i = 0; i < 3; i++)
		field[i] = field_find(kind, names[i], strlen(names[i]));
}

static const char *const series_names[] = {"project", "test_name", "context"};
static const char *const run_names[] = {"project", "run_id", "context"};

/* Series that were met before; others keep the number 0. */
static void
find_known(struct loader *l, struct row *row, const struct str *key)
{
	const int64_t *known;

	(void)pthread_mutex_lock(&l->s->db->known);
	known = intern_find(&l->series, key->s, key->n);
	if (known != NULL)
		row->series_id = *known;
	(void)pthread_mutex_unlock(&l->s->db->known);
}

static bool
find_series(struct loader *l, const struct batch *b, struct row *row,
    const int field[3])
{
	struct texts *t = &l->texts;

	if (row->series_id != 0)
		return true;
	take_texts(b, row, field, t);
	find_known(l, row, &t->key);
	if (row->series_id != 0)
		return true;
	if (!l->s->driver->series(l->s->db, t->text, &row->series_id))
		return false;
	(void)pthread_mutex_lock(&l->s->db->known);
	intern_add(&l->series, t->key.s, t->key.n, row->series_id);
	(void)pthread_mutex_unlock(&l->s->db->known);
	return true;
}

/*
 * Results lie at the time of their run, so that a report read again without
 * times of its own finds them.  They come run by run: the last answer serves
 * most questions.  What belongs to no run has but its own time.
 */
static bool
find_clock(struct loader *l, const struct batch *b, struct row *row,
    const int field[3])
{
	struct texts *t = &l->texts;

	take_texts(b, row, field, t);
	if (!t->text[1].set || t->text[1].n == 0)
		return true;
	if (!text_same(t->key.s, t->key.n, l->clock_key.s, l->clock_key.n)) {
		l->clock = row->at;
		if (!l->s->driver->clock(l->s->db, t->text, &l->clock))
			return false;
		str_set(&l->clock_key, t->key.s, t->key.n);
	}
	row->at = l->clock;
	return true;
}

static bool
place(struct loader *l, const struct group *g)
{
	enum kind kind = g->row->kind;
	unsigned flags = kind_spec(kind)->flags;
	int run_field[3];

	if (!(flags & SERIES))
		return true;
	find_fields(kind, run_names, run_field);
	for (size_t i = 0; i < g->n; i++)
		if (!find_series(l, g->batch, &g->row[i],
		    l->series_field[kind]) ||
		    ((flags & CLOCK) && !find_clock(l, g->batch, &g->row[i],
		    run_field)))
			return false;
	return true;
}

/*
 * What is known of a row already is looked up while its texts are fresh in
 * memory, and while another load is being stored.
 */
void
load_early(struct loader *l, struct batch *b)
{
	struct row *row = &b->row[b->rows - 1];
	unsigned flags = kind_spec(row->kind)->flags;

	if (flags & SERIES) {
		take_texts(b, row, l->series_field[row->kind], &l->fresh);
		find_known(l, row, &l->fresh.key);
	}
	if (!(flags & CLOCK))	/* find_clock() needs texts */
		l->s->driver->known(l->s->db, b, row);
}

/* What has no number yet gets one in the order in which it came. */
static bool
may_sort(const struct batch *b)
{
	unsigned flags = b->rows == 0 ? 0 : kind_spec(b->row->kind)->flags;

	if (!(flags & SERIES) || (flags & CLOCK))
		return false;
	for (size_t i = 0; i < b->rows; i++)
		if (b->row[i].kind != b->row->kind || b->row[i].series_id == 0)
			return false;
	return true;
}

void
load_sort(struct batch *b)
{
	if (may_sort(b))
		batch_sort(b, b->row, b->rows);
}

/* ---- one transaction ---- */

static bool
put(struct loader *l, struct batch *b, struct row *row, size_t n)
{
	while (n > 0) {
		struct group group = {b, row, batch_group(row, n)};

		if (!place(l, &group) ||
		    !l->s->driver->put(l->s->db, &group, &l->tally))
			return false;
		row += group.n;
		n -= group.n;
	}
	return true;
}

static bool
begin(struct loader *l, bool eager)
{
	struct database *db = l->s->db;

	l->before = l->tally;
	l->began = when_ticks();
	db->goes_on = db->own = false;
	db->eager = eager;
	return l->s->driver->begin(db, true);
}

bool
load_commit(struct loader *l)
{
	l->open = false;
	return l->s->driver->commit(l->s->db);
}

static bool
store_rows(struct loader *l, struct batch *b, struct row *row, size_t n)
{
	bool stored = begin(l, false) && put(l, b, row, n) && load_commit(l);

	l->took = when_ticks() - l->began;
	return stored;
}

bool
load_store(struct loader *l, struct batch *b)
{
	return b->rows == 0 || store_rows(l, b, b->row, b->rows);
}

bool
load_add(struct loader *l, struct batch *b, bool more)
{
	bool good;

	if (b->rows == 0 && !l->open)
		return true;
	good = (l->open || begin(l, more)) && put(l, b, b->row, b->rows);
	l->open = good && more && l->s->db->goes_on;
	if (good && !l->open)
		good = load_commit(l);
	l->took = when_ticks() - l->began;
	return good;
}

void
load_undo(struct loader *l)
{
	l->open = false;
	l->s->driver->rollback(l->s->db);
	l->tally = l->before;
	intern_clear(&l->series);
	str_clear(&l->clock_key);
}

static void
renew(struct loader *l, struct batch *b, struct row *row, size_t n)
{
	batch_arrival(row, n);
	for (size_t i = 0; i < n; i++)
		batch_renew(b, &row[i], &l->again);
}

void
load_renew(struct loader *l, struct batch *b)
{
	renew(l, b, b->row, b->rows);
}

/* ---- rows that the database refuses ---- */

struct isolation {
	struct writer *w;
	struct load *load;
	bool strict;
	bool stopped;
	size_t cut;		/* where the line begins at which it did */
};

static void
refuse(struct isolation *i, const struct row *row)
{
	struct batch *b = &i->load->batch;
	const struct input_line o = {i->load->source, b->input[row->number],
	    b->lines.s + row->line, batch_length(b, row)};

	record_refuse_line(&i->w->r, &o, i->w->s->db->why);
	i->stopped = i->strict;
	i->cut = row->line;
	if (!i->strict)
		batch_drop(b, row);
}

static bool	store_good(struct isolation *, struct row *, size_t n);

/* Rows of which one at least is bad, in the order they came. */
static bool
store_halves(struct isolation *i, struct row *row, size_t n)
{
	if (n == 1) {
		refuse(i, row);
		return true;
	}
	return store_good(i, row, n / 2) &&
	    store_good(i, row + n / 2, n - n / 2);
}

/*
 * Each part that is good is a transaction of its own: what a database allows
 * after an error inside of one differs, and storing twice changes nothing.
 */
static bool
store_good(struct isolation *i, struct row *row, size_t n)
{
	struct loader *l = &i->w->loader;

	if (i->stopped || store_rows(l, &i->load->batch, row, n))
		return true;
	load_undo(l);
	renew(l, &i->load->batch, row, n);
	return i->w->s->db->status == REFUSED && store_halves(i, row, n);
}

/* Of all rows, those before the cut; the lines after it go, too. */
static void
cut_off(struct load *load, size_t cut)
{
	struct batch *b = &load->batch;
	size_t kept = 0;

	batch_arrival(b->row, b->rows);
	while (kept < b->rows && b->row[kept].line < cut)
		kept++;
	b->rows = kept;
	str_cut(&b->lines, cut);
}

bool
load_isolate(struct writer *w, struct load *load, bool strict)
{
	struct isolation i = {.w = w, .load = load, .strict = strict};
	bool good = store_halves(&i, load->batch.row, load->batch.rows);

	batch_drop_rows(&load->batch);
	if (i.stopped)
		cut_off(load, i.cut);
	w->stopped |= i.stopped;
	return good;
}

/* ---- its life ---- */

void
loader_open(struct loader *l, struct store *s, enum kind dflt)
{
	l->s = s;
	for (int k = 0; k < KIND_count; k++)
		find_fields((enum kind)k, series_names, l->series_field[k]);
	l->again.rejects_fd = -1;
	l->again.dflt = dflt;
	l->again.last = KIND_unknown;
	json_open(&l->again.json);
}

void
loader_close(struct loader *l)
{
	intern_free(&l->series);
	str_free_all(&l->texts.key, &l->fresh.key, &l->clock_key,
	    &l->again.scratch, NULL);
	free(l->again.occurrences);
	json_close(&l->again.json);
}
