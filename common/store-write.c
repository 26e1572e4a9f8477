/*
 * write: records into the database, and on when they are safe.
 */
#include <string.h>

#include "diag.h"
#include "intern.h"
#include "store.h"

/*
 * Rows are sorted and put into the database by pieces; a transaction is of
 * one piece or many, as long as input is waiting, since every one writes the
 * pages again that it has touched, and a large one touches nearly all.
 */
#define PIECE_ROWS	262144
#define MOST_ROWS	(16 << 20)
#define LINES_BYTES	(48 << 20)	/* that wait for their commit */

struct writer {
	struct store *s;
	struct record r;
	struct batch batch;
	struct str remembered;	/* history lines: all that --only passes */
	int64_t least;		/* --batch */
	size_t most;		/* rows now; more while input is waiting */
	size_t put;		/* rows that wait for their commit */
	bool begun;
	bool strict;
	struct tally tally;
	struct intern series;	/* numbers of those seen */
	struct str key;
	struct str clock_key;	/* the run that was asked for last */
	int64_t clock;
};

/* ---- where a row of a series lies ---- */

/* Three texts of a row, as they are and as one, in w->key. */
static void
take_texts(struct writer *w, const struct row *row, const int field[3],
    struct value text[3])
{
	str_clear(&w->key);
	for (int i = 0; i < 3; i++) {
		text[i] = batch_field(&w->batch, row, field[i]);
		if (text[i].set)
			str_bytes(&w->key, text[i].s, text[i].n);
		str_byte(&w->key, '\0');
	}
}

static bool
find_series(struct writer *w, struct row *row, const int field[3])
{
	const int64_t *known;
	struct value text[3];

	take_texts(w, row, field, text);
	known = intern_find(&w->series, w->key.s, w->key.n);
	if (known != NULL) {
		row->series_id = *known;
		return true;
	}
	if (!w->s->driver->series(w->s->db, text, &row->series_id))
		return false;
	intern_add(&w->series, w->key.s, w->key.n, row->series_id);
	return true;
}

/*
 * Results lie at the time of their run, so that a report read again without
 * times of its own finds them.  They come run by run: the last answer serves
 * most questions.  What belongs to no run has but its own time.
 */
static bool
find_clock(struct writer *w, struct row *row, const int field[3])
{
	struct value text[3];

	take_texts(w, row, field, text);
	if (!text[1].set || text[1].n == 0)
		return true;
	if (!text_same(w->key.s, w->key.n, w->clock_key.s, w->clock_key.n)) {
		w->clock = row->at;
		if (!w->s->driver->clock(w->s->db, text, &w->clock))
			return false;
		str_clear(&w->clock_key);
		str_bytes(&w->clock_key, w->key.s, w->key.n);
	}
	row->at = w->clock;
	return true;
}

static void
find_fields(enum kind kind, const char *const names[3], int field[3])
{
	for (int i = 0; i < 3; i++)
		field[i] = field_find(kind, names[i], strlen(names[i]));
}

static bool
place(struct writer *w, struct row *row, size_t n)
{
	static const char *const series[] = {"project", "test_name",
	    "context"};
	static const char *const run[] = {"project", "run_id", "context"};
	unsigned flags = kind_info(row->kind)->flags;
	int series_field[3], run_field[3];

	if (!(flags & SERIES))
		return true;
	find_fields(row->kind, series, series_field);
	find_fields(row->kind, run, run_field);
	for (size_t i = 0; i < n; i++)
		if (!find_series(w, &row[i], series_field) ||
		    ((flags & CLOCK) && !find_clock(w, &row[i], run_field)))
			return false;
	batch_sort(&w->batch, row, n);
	return true;
}

/* ---- one transaction ---- */

static bool
put_groups(struct writer *w)
{
	struct row *row = w->batch.row;
	size_t n = w->batch.rows;

	while (n > 0) {
		struct group group = {&w->batch, row, batch_group(row, n)};

		if (!place(w, row, group.n) ||
		    !w->s->driver->put(w->s->db, &group, &w->tally))
			return false;
		row += group.n;
		n -= group.n;
	}
	return true;
}

/* Nothing of it happened; what was durable before has been passed on. */
__attribute__((noreturn))
static void
give_up(struct writer *w)
{
	w->s->driver->rollback(w->s->db);
	out_flush(w->r.out);
	store_fail(w->s);
}

/* The rows of the batch into the transaction. */
static void
put(struct writer *w)
{
	if (w->batch.rows == 0)
		return;
	if (!w->begun && !w->s->driver->begin(w->s->db, true))
		give_up(w);
	w->begun = true;
	if (!put_groups(w))
		give_up(w);
	w->put += w->batch.rows;
	batch_clear_rows(&w->batch);
}

/* What is durable goes on. */
static void
commit(struct writer *w)
{
	const struct str *pass = w->r.options.only ? &w->remembered :
	    &w->batch.lines;

	put(w);
	if (w->begun && !w->s->driver->commit(w->s->db))
		give_up(w);
	w->begun = false;
	w->put = 0;
	if (pass->n > 0)
		out_bytes(w->r.out, pass->s, pass->n);
	batch_clear(&w->batch);
	str_clear(&w->remembered);
}

/* Before waiting for input. */
static void
drain(void *writer)
{
	struct writer *w = writer;

	commit(w);
	out_flush(w->r.out);
	w->most = (size_t)w->least;
}

static void
commit_full(struct writer *w)
{
	commit(w);
	if (!lines_waiting(&w->r.lines))
		w->most = (size_t)w->least;
	else if (w->most < MOST_ROWS)
		w->most *= 8;
}

/* ---- records ---- */

static bool
is_binary(struct record *r, const struct value *v, const char *name)
{
	if (!v->set || v->i == 0 || v->i == 1)
		return true;
	record_refuse(r, "%s is not 0 or 1", name);
	return false;
}

static bool
fits(struct record *r)
{
	if (r->kind == KIND_unknown) {
		record_refuse(r, "this kind is unknown");
		return false;
	}
	if (r->kind == KIND_label)
		return is_binary(r, &r->label.true_label, "true_label");
	if (r->kind == KIND_prediction)
		return is_binary(r, &r->prediction.prediction, "prediction");
	return true;
}

static void
keep_history(struct writer *w)
{
	str_bytes(&w->remembered, w->r.line, w->r.length);
	str_byte(&w->remembered, '\n');
}

static void
take(struct writer *w, kind_set stored)
{
	struct record *r = &w->r;

	if (!fits(r))
		return;
	batch_line(&w->batch, r);
	if (r->options.only && r->remembered)
		keep_history(w);
	if (!r->remembered && (stored & KIND_BIT(r->kind)))
		batch_take(&w->batch, r);
	if (w->put + w->batch.rows >= w->most ||
	    w->batch.lines.n >= LINES_BYTES)
		commit_full(w);
	else if (w->batch.rows >= PIECE_ROWS)
		put(w);
}

static int
end(struct writer *w)
{
	commit(w);
	diag_say("%s: %zu stored, %zu updated, %zu unchanged, %zu refused",
	    w->s->db->name, w->tally.stored, w->tally.updated,
	    w->tally.unchanged, w->r.refused);
	store_close(w->s);
	batch_free(&w->batch);
	intern_free(&w->series);
	str_free(&w->remembered);
	str_free(&w->key);
	str_free(&w->clock_key);
	return record_end(&w->r, false);
}

static const char *const examples[] = {
	"drift store-sqlite drift.db < measurements.ndjson",
	"drift ingest reports | drift store-sqlite drift.db | drift classify",
	"drift store-sqlite read drift.db --kind alert",
	NULL
};

static void
open_writer(struct writer *w, int argc, char **argv)
{
	const char *durability = "full";
	const struct opt options[] = {
		{0, "batch", OPT_INT, &w->least, "N",
		    "rows of a transaction, more while input waits (1000)", 0},
		{0, "durability", OPT_TEXT, &durability, "full|normal",
		    "what a power cut may cost: nothing, or the newest", 0},
		STORE_OPTIONS(&w->s->options),
		{0}
	};
	struct usage usage = {"[write|read|recall|stats|init|health|size] "
	    "[options] DATABASE", "keep records in a database", examples,
	    options, NULL};
	int operands = record_usage(&w->r, &usage, argc, argv);

	store_address(w->s, &usage, argv, operands);
	w->s->options.fast = strcmp(durability, "normal") == 0;
	if (!w->s->options.fast && strcmp(durability, "full") != 0)
		diag_fail(USAGE, "--durability is full or normal, not %s",
		    durability);
	if (w->least == 0)
		diag_fail(USAGE, "--batch is at least 1");
	w->most = (size_t)w->least;
	w->s->options.create = true;
}

int
store_write(struct store *s, int argc, char **argv)
{
	struct writer w = {.s = s, .least = 1000};
	kind_set stored = kinds_stored() | BIT(ack) | BIT(sent);
	char *none[] = {NULL};

	open_writer(&w, argc, argv);
	store_open(s);
	record_start(&w.r, none);
	out_outlive(w.r.out);
	w.r.hold = true;
	w.r.lines.drain = drain;
	w.r.lines.drain_arg = &w;
	w.strict = w.r.options.strict;
	w.r.options.strict = false;	/* what came before is stored first */
	while (record_next(&w.r, stored) && !(w.strict && w.r.refused > 0))
		take(&w, stored);
	return end(&w);
}
