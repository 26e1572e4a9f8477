/*
 * Numbers of series, and times of runs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "hash.h"
#include "store-pg.h"

struct series {
	int64_t id;
	size_t at[3];		/* its texts, in names */
	uint32_t n[3];
};

struct numbering {
	struct series *fresh;	/* that have no row yet, as far as we know */
	size_t series, series_room;
	struct str names;
	struct str array[4];
};

static struct numbering *
numbering(struct pg *d)
{
	if (d->numbering == NULL)
		d->numbering = need(1, sizeof(*d->numbering));
	return d->numbering;
}

/* The key of a series is made here, so that nobody has to ask for it. */
bool
pg_series(struct database *db, const struct value text[3], int64_t *id)
{
	struct numbering *w = numbering((struct pg *)db);
	struct series *s;
	uint64_t h = 0;

	for (int i = 0; i < 3; i++)
		h = hash64(h + 1, text[i].set ? text[i].s : "", text[i].set ?
		    text[i].n : 0);
	*id = (int64_t)(h >> 1) + (h >> 1 == 0);
	w->fresh = need_room(w->fresh, w->series, &w->series_room,
	    sizeof(*w->fresh));
	s = &w->fresh[w->series++];
	s->id = *id;
	for (int i = 0; i < 3; i++) {
		s->at[i] = w->names.n;
		s->n[i] = text[i].set ? text[i].n : 0;
		if (s->n[i] > 0)
			str_bytes(&w->names, text[i].s, s->n[i]);
	}
	return true;
}

static int
by_id(const void *a, const void *b)
{
	const struct series *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static void
series_arrays(struct numbering *w, size_t from, size_t to)
{
	pg_begin_array(&w->array[0], TYPE_int, to - from);
	for (int i = 0; i < 3; i++)
		pg_begin_array(&w->array[i + 1], TYPE_text, to - from);
	for (size_t at = from; at < to; at++) {
		struct value id = value_int(w->fresh[at].id);

		pg_add_element(&w->array[0], TYPE_int, &id);
		for (int i = 0; i < 3; i++) {
			struct value v = value_bytes(w->names.n > 0 ?
			    w->names.s + w->fresh[at].at[i] : "",
			    w->fresh[at].n[i]);

			v.set = true;
			pg_add_element(&w->array[i + 1], TYPE_text, &v);
		}
	}
}

/* Two series of one number would be mixed: loudly refused. */
static bool
put_series(struct pg *d, size_t from, size_t to)
{
	static const char insert[] = "INSERT INTO series SELECT * FROM "
	    "unnest($1, $2, $3, $4) ON CONFLICT DO NOTHING";
	static const char collide[] = "SELECT count(*) FROM unnest($1, $2, $3, "
	    "$4) w(id, p, t, c) JOIN series s ON s.series_id = w.id WHERE "
	    "(s.project, s.test_name, s.context) <> (w.p, w.t, w.c)";
	struct pg_values v = {0};

	series_arrays(d->numbering, from, to);
	for (int i = 0; i < 4; i++)
		pg_add_parameter(&v, pg_array_number(i == 0 ? TYPE_int :
		    TYPE_text), &d->numbering->array[i]);
	if (!pg_ask(d, insert, &v) || !pg_ask(d, collide, &v))
		return false;
	if (v.answer[0] == 0)
		return true;
	(void)snprintf(d->base.why, STORE_WHY, "two tests have the same "
	    "number: one of them has to be called otherwise");
	d->base.status = REFUSED;
	return false;
}

bool
pg_put_series(struct pg *d)
{
	struct numbering *w = d->numbering;

	if (w == NULL || w->series == 0)
		return true;
	qsort(w->fresh, w->series, sizeof(*w->fresh), by_id);
	for (size_t at = 0; at < w->series; at += PG_CHUNK)
		if (!put_series(d, at, at + PG_CHUNK < w->series ?
		    at + PG_CHUNK : w->series))
			return false;
	w->series = 0;
	str_clear(&w->names);
	return true;
}

/* ---- the time of a run ---- */

/*
 * The first to come says it.  Where another one is just saying it, it is
 * there by the second question, which sees what was committed since.
 */
bool
pg_clock(struct database *db, const struct value text[3], int64_t *at)
{
	static const char add[] = "INSERT INTO run_clock VALUES "
	    "($1, $2, $3, $4) ON CONFLICT DO NOTHING";
	static const char find[] = "SELECT (extract(epoch FROM at) * "
	    "1000000)::bigint FROM run_clock WHERE project = $1 AND "
	    "run_id = $2 AND context = $3";
	struct pg *d = (struct pg *)db;
	struct pg_values v = {0};
	struct str bytes[4] = {0};
	struct value time = value_time(*at);
	bool good;

	for (int i = 0; i < 3; i++) {
		str_text(&bytes[i], "");
		pg_add_value(&bytes[i], TYPE_text, text[i].set ? &text[i] :
		    &(struct value){0});
		pg_add_parameter(&v, PG_TEXT, &bytes[i]);
	}
	pg_add_value(&bytes[3], TYPE_time, &time);
	pg_add_parameter(&v, PG_TIMESTAMPTZ, &bytes[3]);
	good = pg_ask(d, add, &v);
	v.n = 3;
	good = good && pg_ask(d, find, &v);
	*at = v.answer[0];
	for (int i = 0; i < 4; i++)
		str_free(&bytes[i]);
	return good;
}

void
pg_forget(struct pg *d)
{
	pg_forget_months(d);
	if (d->numbering == NULL)
		return;
	d->numbering->series = 0;
	str_clear(&d->numbering->names);
}

void
pg_end_series(struct pg *d)
{
	pg_end_texts(d);
	if (d->numbering == NULL)
		return;
	for (int i = 0; i < 4; i++)
		str_free(&d->numbering->array[i]);
	str_free(&d->numbering->names);
	free(d->numbering->fresh);
	free(d->numbering);
}
