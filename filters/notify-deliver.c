/*
 * Delivery: once more where that can help, put aside where not, and told.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "diag.h"
#include "notify.h"
#include "when.h"

#define REFUSALS_MOST	8	/* of single alerts, before one is taken */

/* ---- secrets ---- */

static void
read_secret(struct str *to, const char *file)
{
	FILE *f = fopen(file, "re");
	char line[4096];

	if (f == NULL || fgets(line, sizeof(line), f) == NULL)
		diag_fail(USAGE, "cannot read %s: %s", file, f == NULL ||
		    ferror(f) != 0 ? strerror(errno) : "it is empty");
	(void)fclose(f);
	str_bytes(to, line, strcspn(line, " \t\r\n"));
	explicit_bzero(line, sizeof(line));
}

static void
take_secret(struct str *to, char *given, const char *option)
{
	const char *value;

	if (given[0] == '@') {
		read_secret(to, given + 1);
	} else if (given[0] == '$') {
		value = getenv(given + 1);
		if (value == NULL || value[0] == '\0')
			diag_fail(USAGE, "%s is not set", given + 1);
		str_text(to, value);
	} else {
		str_text(to, given);
		memset(given, '*', strlen(given));
		diag_say("a secret in the arguments can be seen by others; "
		    "%s @FILE or $VARIABLE hides it", option);
	}
	if (to->n == 0)
		diag_fail(USAGE, "%s is empty", option);
}

static int
open_file(const char *file, int flags)
{
	int fd = file == NULL ? -1 : open(file, flags | O_CLOEXEC, 0600);

	if (file != NULL && fd < 0)
		diag_fail(USAGE, "cannot open %s: %s", file, strerror(errno));
	return fd;
}

void
deliver_open(struct notify *n, char *url, char *key)
{
	const struct notify_options *o = &n->options;

	n->dead_letter = n->confirm = -1;
	if (key != NULL)
		take_secret(&n->key, key, "--routing-key");
	if (url == NULL)
		return;
	take_secret(&n->url, url, "--url");
	ping_aim(&n->url, o->signal);
	n->options.retry.failures = INT64_MAX;	/* the circuit stays closed */
	breaker_start(&n->breaker, &o->retry,
	    (uint64_t)when_ticks() ^ (uint64_t)getpid() << 32);
	n->dead_letter = open_file(o->dead_letter,
	    O_WRONLY | O_CREAT | O_APPEND);
	/* Read and write: it waits for nobody, and has no end. */
	n->confirm = open_file(o->confirm, O_RDWR);
}

/* ---- attempts ---- */

/* False: a signal came. */
static bool
sleep_until(int64_t ticks)
{
	int64_t left;

	while ((left = ticks - when_ticks()) > 0) {
		struct timespec t = {left / WHEN_SECOND,
		    left % WHEN_SECOND * 1000};

		if (lines_signal() != 0)
			return false;
		(void)nanosleep(&t, NULL);
	}
	return true;
}

/* Waits for another attempt; false where it would come too late. */
static bool
wait_again(struct notify *n, const struct answer *a)
{
	int64_t now = when_ticks(), pause;

	if (n->deadline == 0)
		n->deadline = now + n->options.give_up;
	breaker_failed(&n->breaker, now);
	pause = breaker_wait(&n->breaker, now);
	if (pause < a->after)
		pause = a->after;
	if (now + pause <= n->deadline && sleep_until(now + pause))
		return true;
	n->away_until = now + (a->after > n->options.retry.longest ?
	    a->after : n->options.retry.longest);
	n->deadline = 0;
	return false;
}

static bool
attempt(struct notify *n, const struct str *payload, struct answer *a)
{
	do {
		(void)sleep_until(n->next);
		post(n, payload, a);
		n->next = when_ticks() + n->receiver->pause;
		if (a->status / 100 == 2) {
			breaker_succeeded(&n->breaker);
			n->deadline = 0;
			return true;
		}
	} while (a->again && wait_again(n, a));
	return false;
}

/* ---- what became of it ---- */

/* A line of its own that one write() adds, and a disk holds. */
static void
put_aside(struct notify *n, const struct str *payload, size_t alerts)
{
	struct str b = {0};

	str_byte(&b, '{');
	put_text(&b, "to", n->receiver->name);
	put_time(&b, "at", when_now());
	put_member(&b, "reason", &n->why);
	str_text(&b, ",\"alerts\":[");
	for (size_t i = 0; i < alerts; i++) {
		str_text(&b, b.s[b.n - 1] == '[' ? "" : ",");
		put_string(&b, &n->pending[i].id);
	}
	str_text(&b, "],\"payload\":");
	str_bytes(&b, payload->s, payload->n);
	str_text(&b, "}\n");
	if (write(n->dead_letter, b.s, b.n) != (ssize_t)b.n ||
	    (fsync(n->dead_letter) != 0 && errno != EINVAL))
		diag_fail(USAGE, "cannot write %s: %s",
		    n->options.dead_letter, strerror(errno));
	str_free(&b);
}

static void
tell(struct notify *n, const struct pending *p)
{
	record_clear(&n->d, KIND_sent);
	n->d.sent = (struct sent){
		.project = value_str(&p->project),
		.alert_id = value_str(&p->id),
		.to = value_text(n->name),
		.at = value_time(when_now()),
		.ok = value_int(!p->failed),
		.updated_at = value_time(p->updated_at),
	};
	if (p->failed)
		n->d.sent.error = value_str(&n->why);
	record_print(&n->d, n->out);
}

/*
 * Waits until so many lines came back from whoever records them; as long as
 * that is not sure, nothing more is sent.
 */
static void
await(struct notify *n, size_t lines)
{
	struct pollfd p[2] = {{n->confirm, POLLIN, 0}, {n->out->fd, 0, 0}};
	char text[4096];
	ssize_t length;

	while (n->confirm >= 0 && lines > 0) {
		if (poll(p, 2, -1) < 0)
			continue;	/* a signal: it ends later */
		if ((p[0].revents & POLLIN) == 0)
			diag_fail(LATER, "what was sent is recorded no more");
		length = read(n->confirm, text, sizeof(text));
		for (ssize_t i = 0; i < length; i++)
			lines -= text[i] == '\n' && lines > 0;
	}
}

/* Of alerts whose last part this was; the others stay. */
void
deliver_tell(struct notify *n, size_t alerts, bool sent)
{
	size_t kept = 0, all = n->pendings;

	for (size_t i = 0; i < n->pendings; i++) {
		struct pending *p = &n->pending[i], swap;

		p->failed |= i < alerts && !sent;
		if (i < alerts && p->whole) {
			tell(n, p);
			continue;
		}
		swap = n->pending[kept];
		n->pending[kept++] = *p;
		*p = swap;
	}
	n->pendings = kept;
	out_flush(n->out);
	await(n, all - kept);
}

/*
 * Whether it can go in parts: what is wrong may be the words of one alert, or
 * too many of them.  Who refuses so many one by one would refuse all.
 */
static bool
can_split(struct notify *n, long status, size_t alerts)
{
	bool words = status == 400 || status == 413 || status == 422;

	if (status / 100 == 2)
		n->refusals = 0;
	else if (words && alerts == 1)
		n->refusals++;
	return words && alerts > 1 && n->refusals < REFUSALS_MOST;
}

/* After one was given up the next ones are not tried for a while. */
bool
deliver(struct notify *n, const struct str *payload, size_t alerts)
{
	struct answer a = {.again = true};
	bool sent = false;

	out_flush(n->out);
	if (when_ticks() >= n->away_until) {
		sent = attempt(n, payload, &a);
		str_clear(&n->why);
		str_print(&n->why, "%s: %s", n->host.s, a.why);
		if (can_split(n, a.status, alerts))
			return false;
	}
	if (!sent) {
		bool refused = !a.again && a.status != 0;

		n->refused |= refused;
		n->away |= !refused;
		diag_say("cannot send to %s: %s", n->receiver->name,
		    n->why.s);
		if (n->dead_letter >= 0)
			put_aside(n, payload, alerts);
	}
	deliver_tell(n, alerts, sent);
	return true;
}

void
deliver_close(struct notify *n)
{
	struct str *secrets[] = {&n->url, &n->key};

	for (int i = 0; i < 2; i++) {
		if (secrets[i]->n > 0)
			explicit_bzero(secrets[i]->s, secrets[i]->n);
		str_free(secrets[i]);
	}
	for (size_t i = 0; i < n->room; i++) {
		str_free(&n->pending[i].project);
		str_free(&n->pending[i].id);
		if (n->pending[i].notice != NULL)
			notice_free(n->pending[i].notice);
		free(n->pending[i].notice);
	}
	free(n->pending);
	str_free(&n->why);
	str_free(&n->host);
	if (n->confirm >= 0)
		(void)close(n->confirm);
	if (n->dead_letter >= 0 && close(n->dead_letter) != 0)
		diag_fail(USAGE, "cannot write %s: %s",
		    n->options.dead_letter, strerror(errno));
}
