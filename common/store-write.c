/*
 * write: records into the database, and on when they are safe.
 */
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "diag.h"
#include "store-write.h"
#include "when.h"

#define MOST_BYTES	(32 << 20)	/* of a load */
#define SOON		(2 * WHEN_SECOND / 1000)
_Static_assert(MOST_BYTES + LINES_MAX < UINT32_MAX, "places in lines");

/* ---- loads ---- */

static void *
transact(void *writer)
{
	struct writer *w = writer;

	w->stored = load_add(&w->loader, &w->storing->batch, w->more);
	return NULL;
}

static void
clear(struct load *l)
{
	batch_clear(&l->batch);
	str_clear(&l->history);
}

/* What is durable goes on, and nothing else. */
void
write_pass(struct writer *w, struct load *l)
{
	const struct str *lines = w->r.options.only ? &l->history :
	    &l->batch.lines;

	commits_count(w, &l->batch);
	batch_drop_lines(&l->batch);
	if (lines->n > 0)
		out_bytes(w->r.out, lines->s, lines->n);
	clear(l);
	if (w->stopped)
		clear(w->filling);
}

void
write_undo(struct writer *w)
{
	load_undo(&w->loader);
	commits_undo(w);
	for (int i = 0; i < 2; i++)
		load_renew(&w->loader, &w->load[i].batch);
}

void
write_alone(struct writer *w, struct load *l)
{
	bool database = (outage_none(w) && outage_judge(w, l,
	    load_store(&w->loader, &l->batch))) || outage_secure(w, l);

	write_pass(w, l);
	commits_tell(w, l, database);
}

/* It is passed on with those that are held. */
static void
count_held(struct writer *w, struct load *l)
{
	commits_count(w, &l->batch);
	clear(l);
}

/* Where the transaction goes on without the load, that waits in a file. */
static bool
goes_on(struct writer *w, struct load *l)
{
	if (!w->stored || !w->loader.open)
		return false;
	if (w->kept || hold_add(w, l))
		return true;
	w->stored = load_commit(&w->loader);
	return false;
}

/* One by one: a transaction of several did not happen. */
static void
start_over(struct writer *w, struct load *l)
{
	write_undo(w);
	hold_store(w);
	if (w->stopped || w->kept)
		clear(l);
	if (!w->kept)
		write_alone(w, l);
}

/* The load has been tried, or is not to be just now. */
static void
finish(struct writer *w, bool tried)
{
	struct load *l = w->storing;
	bool stored, database;

	if (tried && goes_on(w, l)) {
		count_held(w, l);
		return;
	}
	stored = tried && w->stored;
	if (!stored && (w->held.loads > 0 || (tried && w->s->db->own))) {
		start_over(w, l);
		return;
	}
	if (stored)
		hold_pass(w);
	database = (tried && outage_judge(w, l, stored)) ||
	    outage_secure(w, l);
	if (w->kept)
		count_held(w, l);
	else
		write_pass(w, l);
	commits_tell(w, l, database);
}

/* Waits for the load that is being stored. */
static void
settle(struct writer *w)
{
	if (!w->apart)
		return;
	(void)pthread_join(w->thread, NULL);
	w->apart = false;
	finish(w, true);
}

/* False: a load is being stored still. */
static bool
settled(struct writer *w)
{
	if (w->apart && pthread_tryjoin_np(w->thread, NULL) == 0) {
		w->apart = false;
		finish(w, true);
		out_flush(w->r.out);
	}
	return !w->apart;
}

static void
take_turns(struct writer *w)
{
	struct load *filled = w->filling;

	settle(w);
	filled->upto = w->r.lines.number;
	w->filling = w->storing;
	w->storing = filled;
	w->kept = false;
}

/* The load whose turn it is. */
static void
store(struct writer *w)
{
	bool usual = outage_none(w);

	if (usual)
		(void)transact(w);
	finish(w, usual);
}

static void
commit(struct writer *w)
{
	take_turns(w);
	w->more = false;
	w->since = 0;
	store(w);
}

/*
 * While more input is waiting, it is read as this load is stored, and what
 * need not be done in turn is done here: the database is what all wait for.
 * Signals are for the thread that reads, and so is what to do after a failure.
 */
static void
commit_apart(struct writer *w)
{
	bool open;

	load_sort(&w->filling->batch);
	take_turns(w);
	w->more = hold_room(w);
	if (!outage_none(w)) {
		store(w);
		return;
	}
	open = w->loader.open;
	if (open)
		hold_rows(w, w->storing);
	w->apart = apart_start(&w->thread, transact, w);
	if (!w->apart)
		store(w);
	else if (open)
		w->kept = hold_lines(w, w->storing);
}

/* More may come in time; if so, what is here is stored with it. */
static bool
may_wait(struct writer *w)
{
	int64_t now = when_ticks();

	if (w->flush == 0 || lines_signal() != 0)
		return false;
	if (w->since == 0)
		w->since = now;
	return now - w->since < w->flush;
}

/* Before waiting for input. */
static void
drain(void *writer)
{
	struct writer *w = writer;

	if (may_wait(w)) {
		out_flush(w->r.out);
		return;
	}
	commit(w);
	out_flush(w->r.out);
	w->most = (size_t)w->least;
}

/* As it waits for input. */
static int64_t
tick(void *writer)
{
	struct writer *w = writer;
	int64_t next, left;

	if (!settled(w))
		return SOON;
	next = outage_tick(w);
	if (w->since == 0)
		return next;
	left = w->since + w->flush - when_ticks();
	if (left <= 0)
		drain(w);
	return left > 0 && (next < 0 || left < next) ? left : next;
}

static void
commit_full(struct writer *w)
{
	if ((w->flush > 0 || lines_waiting(&w->r.lines)) && outage_none(w)) {
		size_t most = w->s->driver->rows_at_once;

		commit_apart(w);
		w->most = w->most * 8 < most ? w->most * 8 : most;
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

/* Whoever looks at a terminal sees a file go in. */
static void
show(struct writer *w)
{
	int64_t rows = (int64_t)w->r.seen;

	if (!w->progress.watched)
		return;
	w->progress.expected = lines_expect(&w->r.lines, rows);
	progress_show(&w->progress, diag_program(), rows);
}

/* Of a file, and where records do not go to the same terminal. */
static void
watch(struct writer *w)
{
	w->progress.about = true;
	if (!isatty(STDOUT_FILENO) && w->r.lines.size_of_all >= 0)
		progress_begin(&w->progress);
}

static void
take(struct writer *w, kind_set stored)
{
	struct load *l = w->filling;
	struct record *r = &w->r;

	show(w);
	if (!fits(r))
		return;
	batch_line(&l->batch, r);
	if (r->options.only && r->remembered)
		keep_history(w);
	if (!r->remembered && (stored & KIND_BIT(r->kind))) {
		batch_take(&l->batch, r);
		load_early(&w->loader, &l->batch);
	}
	if (l->batch.rows >= w->most || l->batch.lines.n >= MOST_BYTES)
		commit_full(w);
}

static int
end(struct writer *w)
{
	const struct tally *t = &w->loader.tally;
	bool later;
	int status;

	commit(w);
	progress_hide(&w->progress);
	later = outage_end(w);
	if (!w->quiet)
		diag_say("%s: %zu stored, %zu updated, %zu unchanged, "
		    "%zu refused", w->s->db->name.s, t->stored, t->updated,
		    t->unchanged, w->r.refused);
	store_close(w->s);
	for (int i = 0; i < 2; i++) {
		batch_free(&w->load[i].batch);
		str_free(&w->load[i].history);
	}
	hold_close(&w->held);
	loader_close(&w->loader);
	status = record_end(&w->r, false);
	return later ? LATER : status;
}

static const char *const examples[] = {
	"drift store-sqlite drift.db < measurements.ndjson",
	"drift ingest reports | drift store-sqlite drift.db | drift classify",
	"drift store-sqlite --spool spool drift.db < measurements.ndjson",
	"drift store-sqlite read drift.db --kind alert",
	NULL
};

static void
open_writer(struct writer *w, int argc, char **argv)
{
	static const char *const words[] = {"full", "normal", NULL};
	struct opt_word durability = {words, 0};
	const struct opt options[] = {
		{0, "batch", OPT_INT, &w->least, "N",
		    "rows of a transaction, more while input waits (1000)", 0},
		{0, "flush", OPT_SPAN, &w->flush, "SPAN",
		    "wait that long for more to store at once (0s)", 's'},
		{0, "durability", OPT_WORD, &durability, "HOW",
		    "what a power cut may cost: nothing, or the newest", 0},
		{0, "commits", OPT_FLAG, &w->commits.wanted, NULL,
		    "print a commit record after each transaction", 0},
		{0, "quiet", OPT_FLAG, &w->quiet, NULL,
		    "do not say at the end what was done", 0},
		OUTAGE_OPTIONS(&w->outage),
		STORE_OPTIONS(&w->s->options),
		{0}
	};
	struct usage usage = {"[write|read|recall|checksum|compare|delete|"
	    "retain|vacuum|stats|init|upgrade|health|size] [options] DATABASE",
	    "keep records in a database", examples, options, NULL};
	int operands = record_usage(&w->r, &usage, argc, argv);

	store_address(w->s, &usage, argv, operands);
	w->s->options.fast = durability.at == 1;
	if (w->least == 0)
		diag_fail(USAGE, "--batch is at least 1");
	w->most = (size_t)w->least;
	w->s->options.create = true;
	w->s->options.grace = w->r.options.grace;
}

int
store_write(struct store *s, int argc, char **argv)
{
	struct writer w = {.s = s, .least = 1000, .outage = OUTAGE_DEFAULTS};
	kind_set stored = kinds_stored() | BIT(ack) | BIT(sent);
	char *none[] = {NULL};

	w.outage.rules = breaker_defaults;
	open_writer(&w, argc, argv);
	record_start(&w.r, none);
	out_outlive(w.r.out);
	loader_open(&w.loader, s, w.r.dflt);
	w.filling = &w.load[0];
	w.storing = &w.load[1];
	w.load[0].source = w.load[1].source = "stdin";
	hold_open(&w.held, "stdin");
	w.r.hold = true;
	w.r.lines.drain = drain;
	w.r.lines.tick = tick;
	w.r.lines.drain_arg = &w;
	w.strict = w.r.options.strict;
	w.r.options.strict = false;	/* what came before is stored first */
	outage_start(&w);
	watch(&w);
	while (record_next(&w.r, stored) && !(w.strict && w.r.refused > 0))
		take(&w, stored);
	return end(&w);
}
