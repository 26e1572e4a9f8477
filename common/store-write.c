/*
 * write: records into the database, and on when they are safe.
 */
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "diag.h"
#include "intern.h"
#include "store.h"

/*
 * Of a transaction, while input is waiting.  Every one writes the pages that
 * it touches, and a large one touches nearly all: so few and large ones.
 */
#define MOST_ROWS	262144
#define MOST_BYTES	(32 << 20)

/* Records that are stored together, and what is passed on then. */
struct load {
	struct batch batch;
	struct str history;	/* lines: all that --only passes */
};

/* Three texts of a row, as they are and as one. */
struct texts {
	struct value text[3];
	struct str key;
};

struct writer {
	struct store *s;
	struct record r;
	struct load load[2];
	struct load *filling;
	struct load *storing;
	bool apart;		/* a thread is storing */
	pthread_t thread;
	bool failed;
	int64_t least;		/* --batch */
	size_t most;		/* rows now; more while input is waiting */
	bool strict;
	bool quiet;
	struct tally tally;
	struct intern series;	/* numbers of those seen; under db->known */
	struct texts texts;
	struct texts fresh;	/* of the thread that reads */
	struct str clock_key;	/* the run that was asked for last */
	int64_t clock;
};

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
find_known(struct writer *w, struct row *row, const struct str *key)
{
	const int64_t *known;

	(void)pthread_mutex_lock(&w->s->db->known);
	known = intern_find(&w->series, key->s, key->n);
	if (known != NULL)
		row->series_id = *known;
	(void)pthread_mutex_unlock(&w->s->db->known);
}

static bool
find_series(struct writer *w, struct row *row, const int field[3])
{
	struct texts *t = &w->texts;

	if (row->series_id != 0)
		return true;
	take_texts(&w->storing->batch, row, field, t);
	find_known(w, row, &t->key);
	if (row->series_id != 0)
		return true;
	if (!w->s->driver->series(w->s->db, t->text, &row->series_id))
		return false;
	(void)pthread_mutex_lock(&w->s->db->known);
	intern_add(&w->series, t->key.s, t->key.n, row->series_id);
	(void)pthread_mutex_unlock(&w->s->db->known);
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
	struct texts *t = &w->texts;

	take_texts(&w->storing->batch, row, field, t);
	if (!t->text[1].set || t->text[1].n == 0)
		return true;
	if (!text_same(t->key.s, t->key.n, w->clock_key.s, w->clock_key.n)) {
		w->clock = row->at;
		if (!w->s->driver->clock(w->s->db, t->text, &w->clock))
			return false;
		str_clear(&w->clock_key);
		str_bytes(&w->clock_key, t->key.s, t->key.n);
	}
	row->at = w->clock;
	return true;
}

static bool
place(struct writer *w, struct row *row, size_t n)
{
	unsigned flags = kind_spec(row->kind)->flags;
	int series_field[3], run_field[3];

	if (!(flags & SERIES))
		return true;
	find_fields(row->kind, series_names, series_field);
	find_fields(row->kind, run_names, run_field);
	for (size_t i = 0; i < n; i++)
		if (!find_series(w, &row[i], series_field) ||
		    ((flags & CLOCK) && !find_clock(w, &row[i], run_field)))
			return false;
	return true;
}

/* ---- one transaction ---- */

static bool
put(struct writer *w)
{
	struct batch *batch = &w->storing->batch;
	struct row *row = batch->row;
	size_t n = batch->rows;

	while (n > 0) {
		struct group group = {batch, row, batch_group(row, n)};

		if (!place(w, row, group.n) ||
		    !w->s->driver->put(w->s->db, &group, &w->tally))
			return false;
		row += group.n;
		n -= group.n;
	}
	return true;
}

static void *
transact(void *writer)
{
	struct writer *w = writer;
	const struct driver *driver = w->s->driver;

	w->failed = w->storing->batch.rows > 0 &&
	    !(driver->begin(w->s->db, true) && put(w) &&
	    driver->commit(w->s->db));
	return NULL;
}

/*
 * What is durable goes on.  Where storing failed, nothing of it happened, and
 * what was durable before has been passed on.
 */
static void
pass_on(struct writer *w)
{
	struct load *l = w->storing;
	const struct str *lines = w->r.options.only ? &l->history :
	    &l->batch.lines;

	if (w->failed) {
		w->s->driver->rollback(w->s->db);
		out_flush(w->r.out);
		store_fail(w->s);
	}
	if (lines->n > 0)
		out_bytes(w->r.out, lines->s, lines->n);
	batch_clear(&l->batch);
	str_clear(&l->history);
}

/* Waits for the load that is being stored. */
static void
settle(struct writer *w)
{
	if (!w->apart)
		return;
	(void)pthread_join(w->thread, NULL);
	w->apart = false;
	pass_on(w);
}

static void
take_turns(struct writer *w)
{
	struct load *filled = w->filling;

	settle(w);
	w->filling = w->storing;
	w->storing = filled;
}

static void
commit(struct writer *w)
{
	take_turns(w);
	(void)transact(w);
	pass_on(w);
}

/*
 * While more input is waiting, it is read as this load is stored.  Signals
 * are for the thread that reads.
 */
static void
commit_apart(struct writer *w)
{
	sigset_t all, before;

	take_turns(w);
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	w->apart = pthread_create(&w->thread, NULL, transact, w) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!w->apart) {
		(void)transact(w);
		pass_on(w);
	}
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
	if (lines_waiting(&w->r.lines)) {
		commit_apart(w);
		w->most = w->most * 8 < MOST_ROWS ? w->most * 8 : MOST_ROWS;
	} else {
		commit(w);
		w->most = (size_t)w->least;
	}
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
	str_bytes(&w->filling->history, w->r.line, w->r.length);
	str_byte(&w->filling->history, '\n');
}

/*
 * What is known of a row already is looked up while its texts are fresh in
 * memory, and while another load is being stored.
 */
static void
place_early(struct writer *w, struct batch *b)
{
	struct row *row = &b->row[b->rows - 1];
	unsigned flags = kind_spec(row->kind)->flags;
	int field[3];

	if (flags & SERIES) {
		find_fields(row->kind, series_names, field);
		take_texts(b, row, field, &w->fresh);
		find_known(w, row, &w->fresh.key);
	}
	if (!(flags & CLOCK))	/* find_clock() needs texts */
		w->s->driver->known(w->s->db, b, row);
}

static void
take(struct writer *w, kind_set stored)
{
	struct load *l = w->filling;
	struct record *r = &w->r;

	if (!fits(r))
		return;
	batch_line(&l->batch, r);
	if (r->options.only && r->remembered)
		keep_history(w);
	if (!r->remembered && (stored & KIND_BIT(r->kind))) {
		batch_take(&l->batch, r);
		place_early(w, &l->batch);
	}
	if (l->batch.rows >= w->most || l->batch.lines.n >= MOST_BYTES)
		commit_full(w);
}

static int
end(struct writer *w)
{
	commit(w);
	if (!w->quiet)
		diag_say("%s: %zu stored, %zu updated, %zu unchanged, "
		    "%zu refused", w->s->db->name, w->tally.stored,
		    w->tally.updated, w->tally.unchanged, w->r.refused);
	store_close(w->s);
	for (int i = 0; i < 2; i++) {
		batch_free(&w->load[i].batch);
		str_free(&w->load[i].history);
	}
	intern_free(&w->series);
	str_free(&w->texts.key);
	str_free(&w->fresh.key);
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
		{0, "quiet", OPT_FLAG, &w->quiet, NULL,
		    "do not say at the end what was done", 0},
		STORE_OPTIONS(&w->s->options),
		{0}
	};
	struct usage usage = {"[write|read|recall|checksum|stats|...] "
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
	w.filling = &w.load[0];
	w.storing = &w.load[1];
	w.r.hold = true;
	w.r.lines.drain = drain;
	w.r.lines.drain_arg = &w;
	w.strict = w.r.options.strict;
	w.r.options.strict = false;	/* what came before is stored first */
	while (record_next(&w.r, stored) && !(w.strict && w.r.refused > 0))
		take(&w, stored);
	return end(&w);
}
