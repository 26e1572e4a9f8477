/*
 * notify - tell alerts to people, in the form that each receiver takes
 *
 * Without --url payloads are printed, so that anything can be tried without
 * a network and curl or sendmail can deliver them.  With it they are
 * delivered, records pass, and what went is said by `sent` records.
 */
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "diag.h"
#include "notify.h"
#include "when.h"
#include "width.h"

/* ---- the stream ---- */

static void
forget_place(void *arg, struct series *s)
{
	struct notify *n = arg;

	series_release(&n->places, &((struct place *)(void *)s)->file);
}

static void
take_place(struct notify *n)
{
	const struct result *r = &n->r.result;
	struct series_key k = series_key_of(&r->project, &r->test_name,
	    &r->context);
	struct place *p;

	if (!r->file.set || r->file.n == 0)
		return;
	p = series_of(&n->places, &k, NULL);
	str_clear(&n->text);
	width_spell(&n->text, r->file.s, r->file.n);
	series_keep(&n->places, &p->file, n->text.s, n->text.n + 1);
	p->line = r->line.set ? r->line.i : 0;
}

/* Until when this one was told, by the object of all of them. */
static bool
find_told(struct notify *n, int64_t *until)
{
	const struct value *v = &n->r.alert.told;
	struct json *j = &n->r.json;	/* the record is bound already */

	if (!json_object(j, v->s, v->n))
		return false;
	for (size_t i = 0; i < j->count; i++) {
		const struct json_member *m = &j->member[i];

		if (text_same(m->key.s, m->key.n, n->name, strlen(n->name)))
			return when_parse(m->value.s, m->value.n, until,
			    NULL);
	}
	return false;
}

/*
 * This one was told of this finding, or of a later one.  Whom nobody told
 * that it fires, where others were told, is not told that it is over.
 */
static bool
is_told(struct notify *n)
{
	const struct alert *a = &n->r.alert;
	int64_t found = a->updated_at.set ? a->updated_at.i : a->created_at.i;
	int64_t until;

	if (!a->told.set)
		return a->last_sent_at.set && a->last_sent_at.i >= found;
	if (find_told(n, &until))
		return until >= found;
	return a->state.i == alert_state_resolved;
}

/*
 * A store resolves what another alert replaced; people would read that it is
 * over.  drift-send reads the newer alert first.
 */
static bool
is_superseded(struct notify *n)
{
	const struct alert *a = &n->r.alert;
	const struct value *by = &a->supersedes;

	if (!n->receiver->people)
		return false;
	if (by->set && intern_find(&n->superseded, by->s, by->n) == NULL)
		intern_add(&n->superseded, by->s, by->n, 1);
	return a->state.i == alert_state_resolved && intern_find(
	    &n->superseded, a->alert_id.s, a->alert_id.n) != NULL;
}

static void
take(struct notify *n)
{
	bool superseded;

	if (n->r.kind == KIND_result && n->places_wanted)
		take_place(n);
	if (n->r.kind != KIND_alert || n->r.remembered ||
	    n->receiver->add == NULL)
		return;
	superseded = is_superseded(n);
	if (n->url.n > 0 && is_told(n))
		return;
	message_notice(n);
	notice_take(n);
	n->told += !superseded;
	if (superseded)
		message_skip(n);
	else if (n->receiver->type != NULL)
		message_take(n);
	else
		n->receiver->add(n, n->notice);
}

static void
drain(void *arg)
{
	out_flush(((struct notify *)arg)->out);
}

/* A message waits for more alerts, but not for long. */
static int64_t
tick(void *arg)
{
	struct notify *n = arg;
	int64_t left = n->message.since + n->options.linger - when_ticks();

	if (n->receiver->type == NULL || n->message.count == 0)
		return -1;
	if (left > 0)
		return left;
	message_close(n);
	out_flush(n->out);
	return -1;
}

/* ---- the beginning and the end ---- */

static void
notify_open(struct notify *n, char *const *files)
{
	const char *file = n->options.output;
	bool printed = n->url.n == 0;

	if (!printed)
		post_open(n);
	n->r.hold = printed;
	record_start(&n->r, files);
	n->out = n->r.out;
	if (file != NULL) {
		n->out = need(1, sizeof(*n->out));
		out_open(n->out, replace_open(file), file);
	}
	n->r.lines.drain = drain;
	n->r.lines.tick = tick;
	n->r.lines.drain_arg = n;
	n->places_wanted = n->receiver == &notify_github ||
	    n->receiver == &notify_junit;
	n->places = (struct series_set){.state = sizeof(struct place),
	    .keep = 1, .most = 1000000, .evict = forget_place, .arg = n};
	series_open(&n->places);
	if (n->receiver->begin != NULL)
		n->receiver->begin(n);
}

static void
free_all(struct notify *n)
{
	str_free_all(&n->text, &n->piece, &n->block, &n->title, &n->head,
	    &n->payload, &n->message.blocks, &n->message.first, NULL);
	notice_free(&n->printed);
	free(n->message.block);
	series_close(&n->places);
	intern_free(&n->superseded);
	free(n->state);
}

static int
notify_end(struct notify *n)
{
	int status;

	message_close(n);
	if (n->receiver->end != NULL)
		n->receiver->end(n);
	if (n->out != n->r.out) {
		if (lines_signal() != 0)
			replace_abandon();
		out_flush(n->out);
		replace_done();
		out_close(n->out);
		free(n->out);
	}
	post_close(n);
	deliver_close(n);
	free_all(n);
	status = record_end(&n->r, n->told > 0);
	if (n->away)
		return LATER;
	return status == DONE && n->refused ? REFUSED : status;
}

int
main(int argc, char **argv)
{
	struct notify n = {.options = {.timeout = 10 * WHEN_SECOND,
	    .give_up = 120 * WHEN_SECOND, .linger = WHEN_SECOND, .worst = 20,
	    .interval = 4 * WHEN_HOUR, .retry = breaker_defaults}};

	options_read(&n, argc, argv);
	deliver_open(&n, n.options.url, n.options.routing_key);
	notify_open(&n, argv);
	while (record_next(&n.r, BIT(alert) |
	    (n.places_wanted ? BIT(result) : 0)))
		take(&n);
	return notify_end(&n);
}
