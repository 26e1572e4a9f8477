/*
 * What happens to a load that the database does not take: it waits in the
 * spool, or the program waits with it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "store-write.h"
#include "when.h"

#define SLICE	(WHEN_SECOND / 10)	/* then signals are looked at */

__attribute__((noreturn))
static void
fail(struct writer *w, int status, const char *why)
{
	out_flush(w->r.out);
	diag_fail(status, "%s: %s", w->s->db->name.s, why);
}

/* ---- the circuit breaker ---- */

static void
tell_open(struct writer *w)
{
	struct outage *o = &w->outage;

	diag_say("%s: %s: circuit open, next attempt in %.3g s%s%s",
	    w->s->db->name.s, w->s->db->why, (double)o->rules.open / 1e6,
	    o->dir != NULL ? ", records go to " : "",
	    o->dir != NULL ? o->spool.folder.s : "");
	o->said = o->dir != NULL;
}

static void
tell_change(struct writer *w)
{
	struct outage *o = &w->outage;

	if (o->breaker.state == o->told)
		return;
	o->told = o->breaker.state;
	if (o->told == BREAKER_OPEN)
		tell_open(w);
	else
		diag_say("%s: circuit %s", w->s->db->name.s,
		    o->told == BREAKER_CLOSED ? "closed, all is as ever" :
		    "half-open, trying again");
	health_tell(w);
}

static bool
allows(struct writer *w)
{
	bool allowed = breaker_allows(&w->outage.breaker, when_ticks());

	tell_change(w);
	return allowed;
}

static void
note(struct writer *w, bool good)
{
	struct outage *o = &w->outage;

	health_note(&o->past, w->loader.took, good ? NULL : w->s->db->why);
	if (good)
		breaker_succeeded(&o->breaker);
	else
		breaker_failed(&o->breaker, when_ticks());
	tell_change(w);
}

bool
outage_none(const struct writer *w)
{
	const struct outage *o = &w->outage;

	return o->open && !o->waiting && o->breaker.failures == 0 &&
	    o->breaker.state == BREAKER_CLOSED;
}

/* ---- the database ---- */

bool
outage_judge(struct writer *w, struct load *l, bool stored)
{
	bool replay = l == &w->outage.replay;

	if (l->batch.rows == 0)
		return true;
	if (!stored) {
		write_undo(w);
		if (replay || l == &w->held.load)
			load_renew(&w->loader, &l->batch);
		stored = w->s->db->status == REFUSED &&
		    load_isolate(w, l, w->strict && !replay);
	}
	if (!stored && w->s->db->status != LATER)
		fail(w, USAGE, w->s->db->why);
	note(w, stored);
	return stored;
}

static bool
store(struct writer *w, struct load *l)
{
	return outage_judge(w, l, load_store(&w->loader, &l->batch));
}

static bool
open_again(struct writer *w)
{
	struct outage *o = &w->outage;

	if (o->open)
		return true;
	store_close(w->s);
	o->open = store_try(w->s);
	if (!o->open && w->s->db->status != LATER)
		fail(w, USAGE, w->s->db->why);
	if (!o->open)
		note(w, false);
	return o->open;
}

/* ---- from the spool ---- */

/* A load of the batch that waits the longest. */
static void
take_first(struct writer *w)
{
	const struct spool_batch *b = &w->outage.spool.first;
	struct load *l = &w->outage.replay;
	struct record *r = &w->loader.again;
	char why[JSON_WHY];
	size_t n;

	batch_clear(&l->batch);
	l->source = b->file.s;
	r->lines.number = b->line;
	for (size_t at = 0; at < b->lines.n; at += n + 1) {
		char *line = b->lines.s + at;

		n = (size_t)(strchrnul(line, '\n') - line);
		line[n] = '\0';
		if (!record_parse(r, line, n, why) ||
		    r->kind == KIND_unknown) {
			str_print(&w->outage.text, "%s:%zu: %s", l->source,
			    r->lines.number, r->kind == KIND_unknown ?
			    "this kind is unknown" : why);
			fail(w, USAGE, w->outage.text.s);
		}
		batch_line(&l->batch, r);
		batch_take(&l->batch, r);
		r->lines.number++;
	}
}

static bool
store_first(struct writer *w)
{
	struct outage *o = &w->outage;
	size_t rows;
	bool stored;

	take_first(w);
	rows = o->replay.batch.rows;
	stored = store(w, &o->replay);
	if (!stored) {
		spool_leave(&o->spool);
		return false;
	}
	spool_done(&o->spool);
	o->past.spooled -= (int64_t)rows;
	return true;
}

/* All that waits in the spool; false: something still does. */
static bool
replay(struct writer *w)
{
	struct outage *o = &w->outage;

	while (o->waiting && lines_signal() == 0)
		switch (spool_first(&o->spool)) {
		case SPOOL_GOOD:
			if (!store_first(w))
				return false;
			break;
		case SPOOL_EMPTY:
			o->waiting = o->said = false;
			o->past.spooled = 0;
			diag_say("%s: the spool is stored", w->s->db->name.s);
			if (o->ill)
				health_tell(w);
			break;
		default:
			fail(w, USAGE, o->spool.why);
		}
	return !o->waiting;
}

static bool
try(struct writer *w, struct load *l)
{
	return open_again(w) && replay(w) && store(w, l);
}

/* ---- into the spool ---- */

static void
add_text(void *text, const char *s, size_t n)
{
	str_bytes(text, s, n);
}

/* The records of the load's rows, each as it would be printed. */
static void
print_rows(struct writer *w, struct load *l)
{
	struct outage *o = &w->outage;
	struct batch *b = &l->batch;

	str_clear(&o->text);
	batch_arrival(b->row, b->rows);
	for (size_t i = 0; i < b->rows; i++) {
		batch_record(b, &b->row[i], &w->loader.again);
		record_print(&w->loader.again, o->lines);
	}
	out_flush(o->lines);
}

/* Who looks at the folder sees by a lock that this program lives. */
static void
live(struct outage *o)
{
	if (o->alive >= 0)
		(void)close(o->alive);
	o->alive = open(o->spool.folder.s, O_RDONLY | O_DIRECTORY |
	    O_CLOEXEC);
	if (o->alive >= 0)
		(void)flock(o->alive, LOCK_SH);
}

static bool
spool(struct writer *w, struct load *l)
{
	struct outage *o = &w->outage;

	if (o->dir == NULL)
		return false;
	print_rows(w, l);
	if (spool_append(&o->spool, o->text.s, o->text.n) != SPOOL_GOOD)
		return false;
	o->past.spooled += (int64_t)l->batch.rows;
	if (!o->waiting) {	/* the folder may be a new one */
		live(o);
		health_keep(w);
	}
	o->waiting = true;
	if (!o->said)
		diag_say("%s: %s: records go to %s", w->s->db->name.s,
		    w->s->db->why, o->spool.folder.s);
	o->said = true;
	return true;
}

/* ---- waiting ---- */

/* The row that came first of those that are left. */
static size_t
first_input(const struct batch *b)
{
	const struct row *first = &b->row[0];

	for (size_t i = 1; i < b->rows; i++)
		if (b->row[i].number < first->number)
			first = &b->row[i];
	return b->input[first->number];
}

static void
say_why(const struct writer *w, const char *what)
{
	const struct outage *o = &w->outage;
	bool spool = o->dir != NULL;

	diag_say("%s: %s%s%s: %s", w->s->db->name.s, w->s->db->why,
	    spool ? ", and " : "", spool ? o->spool.why : "", what);
}

__attribute__((noreturn))
static void
give_up(struct writer *w, const struct load *l)
{
	out_flush(w->r.out);
	say_why(w, "giving up");
	diag_at(l->source, first_input(&l->batch),
	    "from here on nothing is stored");
	lines_die();
	exit(LATER);
}

/* The health record that is due, if one is; when the next one will be. */
static int64_t
tell_regularly(struct writer *w)
{
	struct outage *o = &w->outage;
	int64_t now = when_ticks();

	if (o->every == 0)
		return -1;
	if (now >= o->next_health) {
		o->next_health = now + o->every;
		health_tell(w);
	}
	return o->next_health - now;
}

/* Until when to wait, as a signal shortens it. */
static int64_t
last_moment(struct writer *w, int64_t since)
{
	struct outage *o = &w->outage;
	int64_t end = since + o->give_up;

	if (lines_signal() != 0 && o->deadline == 0)
		o->deadline = when_ticks() + w->r.options.grace;
	return o->deadline != 0 && o->deadline < end ? o->deadline : end;
}

static void
sleep_for(int64_t us)
{
	struct timespec t = {.tv_sec = us / WHEN_SECOND,
	    .tv_nsec = us % WHEN_SECOND * 1000};

	(void)nanosleep(&t, NULL);	/* a signal ends it */
}

static void
wait_a_while(struct writer *w, const struct load *l, int64_t since)
{
	struct outage *o = &w->outage;
	int64_t now = when_ticks(), left = last_moment(w, since) - now;
	int64_t pause = breaker_wait(&o->breaker, now);

	if (left <= 0 || w->s->db->lasting)
		give_up(w, l);
	if (o->waits_since != since)
		say_why(w, "waiting");
	o->waits_since = since;
	out_flush(w->r.out);
	pause = pause < left ? pause : left;
	sleep_for(pause < SLICE ? pause + WHEN_SECOND / 1000 : SLICE);
	(void)tell_regularly(w);
}

bool
outage_secure(struct writer *w, struct load *l)
{
	int64_t since = when_ticks();

	if (l->batch.rows == 0)
		return false;
	while (!(allows(w) && try(w, l))) {
		if (spool(w, l))
			return false;
		wait_a_while(w, l, since);
	}
	return true;
}

/* ---- while nothing comes in ---- */

/* Also for the spool, which is to be emptied as soon as that is possible. */
int64_t
outage_tick(void *writer)
{
	struct writer *w = writer;
	struct outage *o = &w->outage;
	int64_t next = tell_regularly(w), again;

	if (!o->waiting || lines_signal() != 0)
		return next;
	if (allows(w) && open_again(w))
		(void)replay(w);
	out_flush(w->r.out);
	again = breaker_wait(&o->breaker, when_ticks());
	return next >= 0 && next < again ? next : again;
}

/* ---- begin and end ---- */

static void
open_spool(struct writer *w)
{
	struct outage *o = &w->outage;
	struct str database = {0};

	store_identity(w->s, &database);
	if (spool_open(&o->spool, &(struct spool_options){o->dir,
	    database.s, o->max}) != SPOOL_GOOD ||
	    (o->every != 0 && spool_make(&o->spool) != SPOOL_GOOD) ||
	    spool_count(&o->spool, &o->past.spooled) != SPOOL_GOOD)
		diag_fail(USAGE, "%s", o->spool.why);
	o->waiting = o->past.spooled > 0;
	o->alive = -1;
	live(o);
	o->lines = need(1, sizeof(*o->lines));
	out_open(o->lines, -1, o->dir);
	o->lines->take = add_text;
	o->lines->take_arg = &o->text;
	str_free(&database);
}

/* A job that cannot even connect is not to be kept waiting by a spool. */
static void
first_failed(struct writer *w)
{
	struct outage *o = &w->outage;

	if (w->s->db->status != LATER)
		fail(w, USAGE, w->s->db->why);
	if (o->dir == NULL) {
		note(w, false);
		return;
	}
	health_note(&o->past, 0, w->s->db->why);
	breaker_trip(&o->breaker, when_ticks());
	tell_change(w);
}

void
outage_start(struct writer *w)
{
	struct outage *o = &w->outage;

	o->past.started = when_ticks();
	o->next_health = o->past.started + o->every;
	breaker_start(&o->breaker, &o->rules,
	    (uint64_t)o->past.started ^ (uint64_t)getpid());
	if (o->dir != NULL)
		open_spool(w);
	o->open = store_try(w->s);
	if (!o->open)
		first_failed(w);
	else
		(void)replay(w);
}

/* The last one that lives removes what waits for nobody. */
static void
close_spool(struct writer *w)
{
	struct outage *o = &w->outage;
	int64_t records;

	if (o->waiting && spool_count(&o->spool, &records) == SPOOL_GOOD)
		diag_say("%s: %lld record%s in %s", w->s->db->name.s,
		    (long long)records, records == 1 ? " waits" : "s wait",
		    o->spool.folder.s);
	if (!o->waiting && o->alive >= 0 &&
	    flock(o->alive, LOCK_EX | LOCK_NB) == 0) {
		health_forget(w);
		spool_remove(&o->spool);
	} else {
		health_keep(w);
	}
	spool_close(&o->spool);
	if (o->alive >= 0)
		(void)close(o->alive);
	batch_free(&o->replay.batch);
	str_free(&o->text);
	free(o->lines);
}

bool
outage_end(struct writer *w)
{
	struct outage *o = &w->outage;

	if (o->waiting && lines_signal() == 0 && allows(w) && open_again(w))
		(void)replay(w);
	if (!o->open && !o->waiting)
		diag_say("%s: %s", w->s->db->name.s, w->s->db->why);
	if (o->dir != NULL)
		close_spool(w);
	return o->waiting || !o->open;
}
