/*
 * The enricher: a co-process whose advice is added to measurements.
 *
 * All output is held back behind the oldest measurement that waits for its
 * answer, so lines keep their order, and a measurement waits no longer than
 * the timeout.  Requests that nobody waits for any more stay in the list,
 * because the k-th line answers the k-th request.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classify.h"
#include "diag.h"
#include "when.h"

#define TOGETHER	16	/* requests that are sent at once */
#define HELD		(1 << 20)	/* bytes, from which input waits */
#define ANSWER		(1 << 18)	/* bytes of the longest answer */
#define FIRST_PAUSE	(WHEN_SECOND / 10)
#define LONGEST_PAUSE	(60 * WHEN_SECOND)

static bool
waits(const struct enricher *e)
{
	return e->late < e->count;
}

static struct request *
request(struct enricher *e, int i)
{
	return &e->ring[(e->head + i) % REQUESTS];
}

/* ---- output ---- */

/* What stands before the oldest measurement that waits is on its way. */
static void
let_go(struct enricher *e)
{
	size_t upto = waits(e) ? request(e, e->late)->at : e->held.n;

	if (e->held.n == 0)
		return;
	out_bytes(e->out, e->held.s + e->passed, upto - e->passed);
	e->passed = upto;
	if (e->passed < e->held.n && e->passed < HELD)
		return;
	for (int i = e->late; i < e->count; i++)
		request(e, i)->at -= e->passed;
	e->held.n -= e->passed;
	memmove(e->held.s, e->held.s + e->passed, e->held.n);
	e->passed = 0;
}

static void
expire(struct enricher *e)
{
	int64_t now = when_ticks();

	for (; waits(e) && now - request(e, e->late)->asked >= e->timeout;
	    e->late++)
		e->lates++;
	let_go(e);
}

/* ---- the command ---- */

/* It is not to be trusted any more, but perhaps later. */
static void
give_up(struct enricher *e, const char *why)
{
	if (!e->told)
		diag_say("enricher \"%s\" %s; it is started again when "
		    "there is need", e->command, why);
	e->told = true;
	e->failed += (uint64_t)(e->count - e->late);
	e->count = e->late = 0;
	str_clear(&e->unsent);
	str_clear(&e->answers);
	e->pause = e->pause == 0 ? FIRST_PAUSE : e->pause < LONGEST_PAUSE / 2 ?
	    2 * e->pause : LONGEST_PAUSE;
	e->again = when_ticks() + e->pause;
	if (e->process.pid != 0)
		coproc_end(&e->process, 0);
	let_go(e);
}

static bool
is_running(struct enricher *e)
{
	if (e->process.pid == 0 && when_ticks() >= e->again &&
	    !coproc_start(&e->process, e->command))
		give_up(e, strerror(errno));
	return e->process.pid != 0;
}

static void
send_requests(struct enricher *e)
{
	ssize_t n;

	e->together = 0;
	if (e->unsent.n == 0)
		return;
	n = coproc_write(&e->process, e->unsent.s, e->unsent.n);
	if (n < 0) {
		give_up(e, "is gone");
		return;
	}
	e->unsent.n -= (size_t)n;
	memmove(e->unsent.s, e->unsent.s + n, e->unsent.n);
}

/* ---- answers ---- */

/* The members that are advice, as they are written. */
static void
write_advice(struct enricher *e)
{
	static const char *const names[] = {"insights", "suggested_actions",
	    "similarity_refs", "root_cause_hints", "model_used", NULL};
	size_t from = e->advice.n;

	for (int i = 0; names[i] != NULL; i++) {
		const struct json_value *v = json_member(&e->json, names[i]);
		bool quoted = v != NULL && v->type == JSON_STRING;

		if (v == NULL || v->type == JSON_NULL)
			continue;
		str_print(&e->advice, "%s\"%s\":", e->advice.n == from ?
		    ",\"enrichment\":{" : ",", names[i]);
		str_bytes(&e->advice, v->s - quoted, v->n + 2U * quoted);
	}
	if (e->advice.n > from)
		str_byte(&e->advice, '}');
}

/* Whether an answer is one, and strong enough to be kept if it is. */
static bool
read_answer(struct enricher *e, const char *s, size_t n)
{
	char text[REAL_LENGTH + 1];
	const struct json_value *v;
	double confidence;

	str_clear(&e->advice);
	if (!json_object(&e->json, s, n))
		return false;
	v = json_member(&e->json, "confidence");
	if (v == NULL || v->type != JSON_NUMBER ||
	    !json_real(v, &confidence) || confidence < 0 || confidence > 1)
		return false;
	if (confidence < e->least)
		return true;
	(void)real_print(confidence, text);
	str_print(&e->advice, ",\"ai_confidence\":%s", text);
	write_advice(e);
	return true;
}

/* The next line answers the oldest request. */
static void
take_answer(struct enricher *e, const char *s, size_t n)
{
	e->latency[e->latencies++ % LATENCIES] = when_ticks() -
	    request(e, 0)->asked;
	e->head = (e->head + 1) % REQUESTS;
	e->count--;
	if (e->late > 0) {
		e->late--;
		return;
	}
	if (read_answer(e, s, n)) {
		e->ok++;
		e->pause = 0;
		out_bytes(e->out, e->advice.s, e->advice.n);
	} else {
		e->failed++;
	}
	let_go(e);
}

static void
take_answers(struct enricher *e)
{
	size_t at = 0;
	char *end;

	while (e->count > 0 && (end = memchr(e->answers.s + at, '\n',
	    e->answers.n - at)) != NULL) {
		size_t n = (size_t)(end - e->answers.s) - at;

		*end = '\0';
		take_answer(e, e->answers.s + at, n);
		at += n + 1;
	}
	e->answers.n -= at;
	memmove(e->answers.s, e->answers.s + at, e->answers.n);
	if (e->count == 0 && e->answers.n > 0)
		give_up(e, "answers what was not asked");
	else if (e->answers.n > ANSWER)
		give_up(e, "answers too much");
}

static void
receive(struct enricher *e)
{
	ssize_t n;

	str_room(&e->answers, OUT_SIZE);
	n = read(e->process.from, e->answers.s + e->answers.n, OUT_SIZE);
	if (n > 0) {
		e->answers.n += (size_t)n;
		take_answers(e);
	} else if (n == 0) {
		give_up(e, "is gone");
	}
}

/* Both pipes; waits until the oldest request that waits is late. */
static void
talk(struct enricher *e, bool wait)
{
	struct pollfd fd[] = {{.fd = e->process.from, .events = POLLIN},
	    {.fd = e->process.to, .events = POLLOUT}};
	int64_t left = 0;

	if (wait && waits(e))
		left = request(e, e->late)->asked + e->timeout - when_ticks();
	if (poll(fd, e->unsent.n > 0 ? 2 : 1, left > 0 ?
	    (int)(left / 1000) + 1 : 0) > 0) {
		if (fd[0].revents != 0)
			receive(e);
		if (e->process.pid != 0)
			send_requests(e);
	}
	expire(e);
}

/* ---- requests ---- */

/* Bytes that would be on their way if nothing waited. */
static void
hold(void *enricher, const char *s, size_t n)
{
	struct enricher *e = enricher;

	str_bytes(&e->held, s, n);
	let_go(e);
	while (waits(e) && e->held.n - e->passed > HELD)
		talk(e, true);
}

/* Every answer that can be waited for is waited for; then all leaves. */
static void
drain(void *enricher)
{
	struct enricher *e = enricher;

	out_flush(e->in);
	while (waits(e))
		talk(e, true);
	out_flush(e->out);
}

static void
add_line(void *line, const char *s, size_t n)
{
	str_bytes(line, s, n);
}

static struct out *
open_out(int fd, void (*take)(void *, const char *, size_t), void *arg)
{
	struct out *o = need(1, sizeof(*o));

	out_open(o, fd, "standard output");
	o->take = take;
	o->take_arg = arg;
	return o;
}

void
enrich_open(struct enricher *e, struct record *r)
{
	if (e->least > 1)
		diag_fail(USAGE, "--min-ai takes a fraction, 0 to 1");
	if (e->command == NULL)
		return;
	json_open(&e->json);
	e->in = r->out;
	e->out = open_out(r->out->fd, NULL, NULL);
	e->request = open_out(-1, add_line, &e->line);
	r->out->take = hold;
	r->out->take_arg = e;
	r->lines.drain = drain;
	r->lines.drain_arg = e;
}

/* A place among the requests: what is answered or late makes some. */
static bool
has_room(struct enricher *e)
{
	if (!is_running(e))
		return false;
	if (e->count == REQUESTS)
		do
			talk(e, true);
		while (e->count == REQUESTS && waits(e));
	return e->process.pid != 0 && e->count < REQUESTS;
}

/* Advice goes before the end of its line. */
void
enrich_print(struct enricher *e, const struct record *d)
{
	struct request *q;

	if (!has_room(e)) {
		record_print(d, e->in);
		return;
	}
	out_flush(e->in);
	str_clear(&e->line);
	record_print(d, e->request);
	out_flush(e->request);
	q = request(e, e->count++);
	str_bytes(&e->held, e->line.s, e->line.n - 2);
	*q = (struct request){.at = e->held.n, .asked = when_ticks()};
	str_bytes(&e->held, e->line.s + e->line.n - 2, 2);
	str_bytes(&e->unsent, e->line.s, e->line.n);
	e->attempted++;
	let_go(e);
	if (++e->together >= TOGETHER)
		talk(e, false);
}

void
enrich_close(struct enricher *e)
{
	if (e->command == NULL)
		return;
	drain(e);
	e->in->take = NULL;
	if (e->process.pid != 0)
		coproc_end(&e->process, e->timeout);
	json_close(&e->json);
	str_free_all(&e->held, &e->unsent, &e->answers, &e->advice, &e->line,
	    NULL);
	free(e->out);
	free(e->request);
}

static int
by_length(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Nearest rank. */
double
enrich_latency(struct enricher *e, int percent)
{
	uint64_t n = e->latencies < LATENCIES ? e->latencies : LATENCIES;

	if (n == 0)
		return 0;
	qsort(e->latency, n, sizeof(e->latency[0]), by_length);
	return (double)e->latency[(n * (uint64_t)percent + 99) / 100 - 1] /
	    (double)WHEN_SECOND;
}
