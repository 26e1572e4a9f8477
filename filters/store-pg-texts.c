/*
 * The texts of all series, for whoever reads many rows: sent with every row,
 * they would be most of what is sent, and the join most of the server's work.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "store-pg.h"

struct series {
	int64_t id;
	size_t at[3];		/* its texts, in bytes */
	uint32_t n[3];
};

struct texts {
	struct series *series;	/* by their numbers */
	size_t n, room;
	const struct series *last;	/* that was asked for, or NULL */
	struct str bytes;
};

static void
add_series(struct texts *t, struct query *q)
{
	struct series *s;
	struct value v;

	t->series = need_room(t->series, t->n, &t->room, sizeof(*t->series));
	s = &t->series[t->n++];
	pg_column(q, 0, TYPE_int, &v);
	s->id = v.i;
	for (int i = 0; i < 3; i++) {
		pg_column(q, i + 1, TYPE_text, &v);
		s->at[i] = t->bytes.n;
		s->n[i] = v.n;
		str_bytes(&t->bytes, v.s, v.n);
	}
}

/* They stay what they are as long as the transaction lasts. */
static bool
read_texts(struct pg *d)
{
	struct query *q = pg_query(&d->base, "SELECT series_id, project, "
	    "test_name, context FROM series ORDER BY series_id");
	bool good;

	d->texts = need(1, sizeof(*d->texts));
	while (pg_next(q))
		add_series(d->texts, q);
	good = pg_again(q);
	pg_done(q);
	if (!good)
		pg_end_texts(d);
	return good;
}

/*
 * Rows in the order of their key: by the key's index, unless the table is too
 * large for the server's cache.  A table that nobody has analyzed yet would
 * be sorted, which takes longer than all the rest.
 */
static bool
prefer_index(struct pg *d, enum kind kind)
{
	return pg_run_print(d, "SELECT set_config('enable_sort', CASE WHEN "
	    "sum(pg_table_size(relid)) < pg_size_bytes(current_setting("
	    "'effective_cache_size')) THEN 'off' ELSE 'on' END, true) "
	    "FROM pg_partition_tree('\"%s\"')", sql_row_table(kind));
}

bool
pg_many(struct database *db, enum kind kind)
{
	struct pg *d = (struct pg *)db;

	return (kind_spec(kind)->flags & SERIES) && pg_ready(d) &&
	    prefer_index(d, kind) && (d->texts != NULL || read_texts(d));
}

static int
by_id(const void *a, const void *b)
{
	const struct series *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

bool
pg_texts(struct pg *d, int64_t id, struct value text[3])
{
	struct texts *t = d->texts;
	const struct series key = {.id = id};

	if (t == NULL)
		return false;
	if (t->last == NULL || t->last->id != id)
		t->last = t->n == 0 ? NULL : bsearch(&key, t->series, t->n,
		    sizeof(key), by_id);
	for (int i = 0; i < 3 && t->last != NULL; i++)
		text[i] = value_bytes(t->bytes.s + t->last->at[i],
		    t->last->n[i]);
	return t->last != NULL;
}

void
pg_end_texts(struct pg *d)
{
	if (d->texts == NULL)
		return;
	free(d->texts->series);
	str_free(&d->texts->bytes);
	free(d->texts);
	d->texts = NULL;
}
