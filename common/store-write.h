/*
 * store-write - what the parts of the verb write share
 *
 * store-write.c makes loads of records and passes on what is durable;
 * store-load.c brings one load into the database; store-hold.c keeps those of
 * a transaction that goes on; store-outage.c makes a load durable where the
 * database does not take it; store-health.c tells how the database is;
 * store-commits.c, up to where everything is durable.
 */
#ifndef STORE_WRITE_H
#define STORE_WRITE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "breaker.h"
#include "intern.h"
#include "progress.h"
#include "spool.h"
#include "store.h"

/* Records that are stored together, and what is passed on then. */
struct load {
	struct batch batch;
	struct str history;	/* lines: all that --only passes */
	const char *source;	/* where its lines came from */
	size_t upto;		/* the last of them */
};

/* Loads whose transaction is open. */
struct held {
	int fd;			/* that they wait in, or -1 */
	size_t loads;
	int64_t bytes;
	struct load load;	/* that is taken from there */
	struct str rows;
};

/* Three texts of a row, as they are and as one. */
struct texts {
	struct value text[3];
	struct str key;
};

/* The way into the database. */
struct loader {
	struct store *s;
	struct tally tally;
	struct tally before;	/* the transaction */
	bool open;		/* that is, for more loads */
	int64_t began;		/* ticks */
	int64_t took;		/* microseconds, the last one */
	struct intern series;	/* numbers of those seen; under db->known */
	int series_field[KIND_count][3];	/* that a series is */
	struct texts texts;
	struct texts fresh;	/* of the thread that reads */
	struct str clock_key;	/* the run that was asked for last */
	int64_t clock;
	struct record again;	/* a row's, from its line */
};

#define RECENT	1000

/* How transactions went, for health records. */
struct health_past {
	int64_t started;	/* ticks */
	int64_t total, failed;
	int64_t took[RECENT];	/* of the newest, microseconds */
	int64_t spooled;	/* records, about */
	char error[STORE_WHY];
	int64_t error_at;	/* 0: there was none */
};

struct outage {
	const char *dir;	/* --spool, or NULL */
	int64_t max;		/* of it, bytes */
	int64_t give_up;
	int64_t every;		/* a health record; 0: at changes only */
	struct breaker_rules rules;

	struct breaker breaker;
	enum breaker_state told;
	struct spool spool;
	int alive;		/* its folder, locked as long as this lives,
				   or -1 */
	bool waiting;		/* there may be something in the spool */
	bool open;		/* the database is */
	bool said;		/* that records go there */
	bool ill;		/* what was told last is not healthy */
	int64_t waits_since;	/* ticks: what was said to wait */
	int64_t deadline;	/* of a signal's grace, ticks */
	int64_t next_health;
	struct load replay;
	struct out *lines;	/* records into the text below */
	struct str text;
	struct health_past past;
};

/* --commits: what of the open transaction the next one will say. */
struct commits {
	bool wanted;
	int64_t rows[KIND_count];
};

struct writer {
	struct store *s;
	struct record r;
	struct loader loader;
	struct outage outage;
	struct load load[2];
	struct load *filling;
	struct load *storing;
	struct held held;
	bool more;		/* input is waiting, and the transaction may
				   go on with it */
	bool kept;		/* what is being stored is held already */
	bool apart;		/* a thread is storing */
	pthread_t thread;
	bool stored;		/* what was being stored is */
	struct commits commits;
	int64_t least;		/* --batch */
	size_t most;		/* rows now; more while input is waiting */
	int64_t flush;		/* --flush: how long rows wait for more */
	int64_t since;		/* they do, ticks; 0: they do not */
	bool strict;
	bool quiet;
	struct progress progress;
	bool stopped;		/* by it: what came after is not stored */
};

/* ---- store-write.c ---- */

/* Prints what of a durable load goes on, and clears it. */
void	write_pass(struct writer *, struct load *);
/* Comes back when the load is durable by itself, and passed on. */
void	write_alone(struct writer *, struct load *);
/* After a transaction that failed: nothing of it has happened. */
void	write_undo(struct writer *);

/* ---- store-commits.c ---- */

/* The rows of a batch are in the transaction; nothing of that has happened. */
void	commits_count(struct writer *, const struct batch *);
void	commits_undo(struct writer *);
/* It is durable, in the database or in the spool, and so is a load's input. */
void	commits_tell(struct writer *, const struct load *, bool database);

/* ---- store-hold.c ---- */

void	hold_open(struct held *, const char *source);
void	hold_close(struct held *);
/* Whether the transaction may go on with one load more. */
bool	hold_room(const struct writer *);
/* Keeps it; false: there is no room on the disk. */
bool	hold_add(struct writer *, struct load *);
/* The two halves of that: as the second one goes on, the rows may be sorted. */
void	hold_rows(struct writer *, const struct load *);
bool	hold_lines(struct writer *, const struct load *);
/* All that are kept are durable; or did not get to be, and go one by one. */
void	hold_pass(struct writer *);
void	hold_store(struct writer *);

/* ---- store-load.c ---- */

void	loader_open(struct loader *, struct store *, enum kind dflt);
void	loader_close(struct loader *);
/* Puts numbers known of the newest row into it, as its texts are fresh. */
void	load_early(struct loader *, struct batch *);
/* Rows of one kind into the key's order, if that is known of all already. */
void	load_sort(struct batch *);
/* One transaction for all rows; false: the reason is in the database. */
bool	load_store(struct loader *, struct batch *);
/*
 * Adds them to the open transaction, or to a new one, which stays open if
 * more is to be expected and the database gains by it.
 */
bool	load_add(struct loader *, struct batch *, bool more);
bool	load_commit(struct loader *);
/* After a failure: takes back what was given and counted. */
void	load_undo(struct loader *);
void	load_renew(struct loader *, struct batch *);
/*
 * After a failure for which a row is to blame: stores the others, and drops
 * what is refused (one row with `strict`, and what came after it).  False:
 * something else went wrong, rows are left.
 */
bool	load_isolate(struct writer *, struct load *, bool strict);

/* ---- store-outage.c ---- */

/* clang-format off */
#define OUTAGE_OPTIONS(o)						\
	{0, "spool", OPT_TEXT, &(o)->dir, "DIR",			\
	    "keep records there while the database is away", 0},	\
	{0, "spool-max", OPT_SIZE, &(o)->max, "SIZE",			\
	    "of all that is kept there (1GiB)", 0},			\
	{0, "give-up", OPT_SPAN, &(o)->give_up, "SPAN",			\
	    "wait at most that long, then end with 75 (5m)", 's'},	\
	{0, "retry", OPT_SPAN, &(o)->rules.pause, "SPAN",		\
	    "pause after a failure; it doubles with each (500ms)", 's'}, \
	{0, "retry-max", OPT_SPAN, &(o)->rules.longest, "SPAN",		\
	    "the longest of these pauses (30s)", 's'},			\
	{0, "breaker-failures", OPT_INT, &(o)->rules.failures, "N",	\
	    "in a row: do not ask the database for a while (5)", 0},	\
	{0, "breaker-open", OPT_SPAN, &(o)->rules.open, "SPAN",		\
	    "that while (60s)", 's'},					\
	{0, "breaker-successes", OPT_INT, &(o)->rules.successes, "N",	\
	    "in a row: all is as ever (3)", 0},				\
	{0, "health", OPT_SPAN, &(o)->every, "SPAN",			\
	    "a health record that often, not only at changes", 's'}
#define OUTAGE_DEFAULTS {.max = INT64_C(1) << 30,			\
	.give_up = 300 * WHEN_SECOND}
/* clang-format on */

/* Opens the database and the spool, and stores what waits there. */
void	outage_start(struct writer *);
/* All is as ever: a load goes straight into the database. */
bool	outage_none(const struct writer *);
/* A transaction has ended; true: the load is durable now. */
bool	outage_judge(struct writer *, struct load *, bool stored);
/* Comes back when the load is durable: there (true), or in the spool. */
bool	outage_secure(struct writer *, struct load *);
/* While input is waited for; see lines.h. */
int64_t	outage_tick(void *writer);
/* Whether anything waits, or the database was never there. */
bool	outage_end(struct writer *);

/* ---- store-health.c ---- */

void	health_note(struct health_past *, int64_t took, const char *why);
/* The record on standard output, and in the spool's folder; there alone. */
void	health_tell(struct writer *);
void	health_keep(struct writer *);
/* Removes it there. */
void	health_forget(struct writer *);

#endif
