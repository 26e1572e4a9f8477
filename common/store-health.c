/*
 * health: how a database is, as asked now and as who writes has seen it.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "store-write.h"
#include "when.h"

#define SLOW	5000.0	/* milliseconds of a transaction, on average */

_Static_assert((int)circuit_closed == BREAKER_CLOSED &&
    (int)circuit_open == BREAKER_OPEN &&
    (int)circuit_half_open == BREAKER_HALF_OPEN, "words of the breaker");

/* ---- what a writer tells ---- */

void
health_note(struct health_past *p, int64_t took, const char *why)
{
	p->took[p->total++ % RECENT] = took;
	if (why == NULL)
		return;
	p->failed++;
	p->error_at = when_now();
	(void)snprintf(p->error, sizeof(p->error), "%s", why);
}

static void
set_past(struct record *h, const struct health_past *p)
{
	int64_t n = p->total < RECENT ? p->total : RECENT, sum = 0;

	for (int64_t i = 0; i < n; i++)
		sum += p->took[i];
	h->health.total_transactions = value_int(p->total);
	h->health.failed_transactions = value_int(p->failed);
	if (n > 0)
		h->health.avg_transaction_ms = value_real(
		    (double)sum / (double)n / 1e3);
	h->health.uptime_seconds = value_real(
	    (double)(when_ticks() - p->started) / 1e6);
	if (p->error_at == 0)
		return;
	h->health.last_error = value_text(p->error);
	h->health.last_error_at = value_time(p->error_at);
}

/* From everything else in the record. */
static void
set_status(struct record *h, bool nearly_full)
{
	enum health_status status = health_status_healthy;

	if (h->health.circuit_state.i == circuit_open)
		status = health_status_unhealthy;
	else if (h->health.circuit_state.i == circuit_half_open)
		status = health_status_recovering;
	else if (nearly_full || h->health.spooled.i > 0 ||
	    (h->health.avg_transaction_ms.set &&
	    h->health.avg_transaction_ms.d > SLOW))
		status = health_status_degraded;
	h->health.status = value_int(status);
}

static void
begin_record(const struct store *s, struct record *h)
{
	record_clear(h, KIND_health);
	h->health.timestamp = value_time(when_now());
	h->health.backend = value_text(s->driver->backend);
}

static void
look_back(const struct writer *w, struct record *h)
{
	const struct outage *o = &w->outage;

	begin_record(w->s, h);
	h->health.circuit_state = value_int(o->breaker.state);
	h->health.database = value_str(&w->s->db->name);
	h->health.server_version = value_text(
	    w->s->driver->version(w->s->db));
	if (o->dir != NULL)
		h->health.spooled = value_int(o->past.spooled);
	set_past(h, &o->past);
	set_status(h, outage_none(w) && w->s->driver->nearly_full(w->s->db));
}

/* Where the spool has a folder; a reader sees this one or the one before. */
static void
keep(struct writer *w, const struct record *h)
{
	struct outage *o = &w->outage;
	struct str name = {0}, beside = {0};
	int fd;

	str_clear(&o->text);
	record_print(h, o->lines);
	out_flush(o->lines);
	str_print(&name, "%s/health", o->spool.folder.s);
	str_print(&beside, "%s.%ld", name.s, (long)getpid());
	fd = open(beside.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0 && aside_write(fd, o->text.s, o->text.n) &&
	    close(fd) == 0)
		(void)rename(beside.s, name.s);
	else
		(void)unlink(beside.s);
	str_free(&name);
	str_free(&beside);
}

void
health_keep(struct writer *w)
{
	struct record h = {0};

	look_back(w, &h);
	keep(w, &h);
}

/* Also those that were being written when a program was killed. */
void
health_forget(struct writer *w)
{
	DIR *d = opendir(w->outage.spool.folder.s);

	if (d == NULL)
		return;
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (text_begins(e->d_name, "health"))
			(void)unlinkat(dirfd(d), e->d_name, 0);
	(void)closedir(d);
}

void
health_tell(struct writer *w)
{
	struct record h = {0};

	look_back(w, &h);
	w->outage.ill = h.health.status.i != health_status_healthy;
	record_print(&h, w->r.out);
	if (w->outage.dir != NULL)
		keep(w, &h);
}

/* ---- the verb ---- */

struct look {
	struct store *s;
	const char *dir;	/* --spool */
	struct record h;
	struct record past;	/* what the last writer left there */
	struct str line;
	struct str rows;
	struct str metrics;
	int64_t spooled;
	bool nearly_full;
};

static void
read_past(struct look *l, const char *folder)
{
	struct str name = {0};
	char why[JSON_WHY], text[4096];
	ssize_t n;
	int fd;

	str_print(&name, "%s/health", folder);
	fd = open(name.s, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	if (fd >= 0)
		(void)close(fd);
	str_free(&name);
	if (n <= 0)
		return;
	str_bytes(&l->line, text, (size_t)n - 1);
	json_open(&l->past.json);
	if (!record_parse(&l->past, l->line.s, l->line.n, why) ||
	    l->past.kind != KIND_health)
		record_clear(&l->past, KIND_health);
}

/* Whether somebody is writing: a circuit is open only as long as that. */
static bool
is_written(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool written = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0;

	if (fd >= 0)
		(void)close(fd);
	return written;
}

static void
look_at_spool(struct look *l)
{
	struct spool spool;
	struct str database = {0};

	if (l->dir == NULL || access(l->dir, F_OK) != 0)
		return;
	store_identity(l->s, &database);
	if (spool_open(&spool, &(struct spool_options){l->dir, database.s,
	    0}) != SPOOL_GOOD || spool_count(&spool, &l->spooled) !=
	    SPOOL_GOOD)
		diag_fail(USAGE, "%s", spool.why);
	read_past(l, spool.folder.s);
	if (!is_written(spool.folder.s) && l->past.health.circuit_state.set)
		l->past.health.circuit_state = value_int(circuit_closed);
	spool_close(&spool);
	str_free(&database);
}

static void
set_seen(struct look *l)
{
	struct record *h = &l->h, *p = &l->past;

	h->health.circuit_state = p->health.circuit_state;
	h->health.total_transactions = p->health.total_transactions;
	h->health.failed_transactions = p->health.failed_transactions;
	h->health.avg_transaction_ms = p->health.avg_transaction_ms;
	h->health.last_error = p->health.last_error;
	h->health.last_error_at = p->health.last_error_at;
	if (l->dir != NULL)
		h->health.spooled = value_int(l->spooled);
}

/*
 * {"classified":9,...} of what classify --metrics has told last; empty where
 * it never has.
 */
static void
read_metrics(struct store *s, struct str *text)
{
	static const char *const names[] = {"classified", "enrich_attempted",
	    "enrich_ok", "enrich_failed", "enrich_late", "enrich_latency_p50",
	    "enrich_latency_p95"};
	struct query *q = store_query(s, "SELECT metric_value FROM "
	    "performance_metrics WHERE component = 'classify' AND "
	    "metric_name = ?1 ORDER BY timestamp DESC LIMIT 1");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct value name = value_text(names[i]), v;

		s->driver->bind(q, 1, TYPE_text, &name);
		if (s->driver->next(q)) {
			s->driver->column(q, 0, TYPE_real, &v);
			str_print(text, "%c\"%s\":%.9g", text->n == 0 ? '{' :
			    ',', names[i], v.d);
		}
		if (!s->driver->again(q))
			store_fail(s);
	}
	s->driver->done(q);
	if (text->n > 0)
		str_byte(text, '}');
}

static void
look_at(struct look *l)
{
	struct store *s = l->s;
	struct record *h = &l->h;
	int64_t version;

	l->nearly_full = s->driver->nearly_full(s->db);
	(void)store_number(s, "SELECT CAST(value AS INTEGER) FROM "
	    "drift_metadata WHERE key = 'schema_version'", &version);
	store_count(s, &l->rows);
	set_status(h, l->nearly_full);
	if (l->nearly_full)
		h->health.last_error = value_text("its file system is nearly "
		    "full");
	h->health.schema_version = value_int(version);
	h->health.size_bytes = value_int(store_bytes(s));
	h->health.rows = value_str(&l->rows);
	read_metrics(s, &l->metrics);
	if (l->metrics.n > 0)
		h->health.classify = value_str(&l->metrics);
}

/* 0 healthy, 1 degraded or recovering, 2 unhealthy */
static int
exit_status(const struct record *h)
{
	return h->health.status.i == health_status_healthy ? 0 :
	    h->health.status.i == health_status_unhealthy ? 2 : 1;
}

static int
tell(struct look *l)
{
	struct store *s = l->s;
	struct record *h = &l->h;
	struct out out;

	begin_record(s, h);
	look_at_spool(l);
	set_seen(l);
	h->health.status = value_int(health_status_unhealthy);
	if (store_try(s)) {
		look_at(l);
	} else {
		h->health.last_error = value_text(s->db->why);
		h->health.last_error_at = h->health.timestamp;
	}
	h->health.database = value_str(&s->db->name);
	h->health.server_version = value_text(s->driver->version(s->db));
	out_open(&out, STDOUT_FILENO, "standard output");
	record_print(h, &out);
	out_close(&out);
	return exit_status(h);
}

int
store_health(struct store *s, int argc, char **argv)
{
	struct look l = {.s = s};
	const struct opt options[] = {
		{0, "spool", OPT_TEXT, &l.dir, "DIR",
		    "what writes keeps records there", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		STORE_FOREIGN(&s->options),
		STORE_OPTIONS(&s->options), {0}};
	static const char *const examples[] = {
	    "drift store-sqlite health drift.db", NULL};
	const struct usage usage = {"health [options] DATABASE",
	    "print a health record; 0 healthy, 1 degraded, 2 unhealthy",
	    examples, options, NULL};
	int status;

	store_address(s, &usage, argv, opt_parse(&usage, argc, argv));
	status = tell(&l);
	store_close(s);
	if (l.line.n > 0)
		json_close(&l.past.json);
	str_free_all(&l.past.scratch, &l.line, &l.rows, &l.metrics, NULL);
	return status;
}
