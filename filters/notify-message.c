/*
 * Messages: blocks of alerts, as many as one of them holds.
 */
#include <string.h>

#include "notify.h"
#include "when.h"

void
message_count(struct message *m, const struct notice *t)
{
	bool over = t->state == alert_state_resolved;

	if (m->alerts++ == 0)
		str_set(&m->first, t->message.s, t->message.n);
	m->over += over;
	if (!over && t->severity > m->worst)
		m->worst = t->severity;
}

void
message_title(const struct message *m, struct str *to)
{
	size_t firing = m->alerts - m->over;

	if (m->alerts == 1) {
		str_bytes(to, m->first.s, m->first.n);
		return;
	}
	str_text(to, "drift: ");
	if (firing > 0)
		str_print(to, "%zu firing", firing);
	if (m->over > 0)
		str_print(to, "%s%zu resolved", firing > 0 ? ", " : "",
		    m->over);
}

static void
message_clear(struct message *m)
{
	struct message empty = {.blocks = m->blocks, .first = m->first,
	    .block = m->block, .room = m->room};

	str_clear(&empty.blocks);
	str_clear(&empty.first);
	*m = empty;
}

static void
count(struct notify *n, const struct notice *t)
{
	message_count(&n->message, t);
	if (n->receiver->count != NULL)
		n->receiver->count(n, t);
}

static void
make_payload(struct notify *n)
{
	str_clear(&n->title);
	message_title(&n->message, &n->title);
	str_clear(&n->payload);
	n->receiver->close(n, &n->payload);
}

/* Adds the blocks of some alerts of another message, pending from now on. */
static void
take_part(struct notify *n, const struct message *whole, size_t from,
    size_t to)
{
	struct message *m = &n->message;
	size_t first = 0, last, begin;

	message_clear(m);
	for (size_t i = 0; i < to - from; i++)
		count(n, n->pending[i].notice);
	while (whole->block[first].alerts <= from)
		first++;
	last = first;
	while (last < whole->count && whole->block[last].alerts <= to)
		m->units += whole->block[last++].units;
	m->count = last - first;
	begin = first > 0 ? whole->block[first - 1].end + 1 : 0;
	str_bytes(&m->blocks, whole->blocks.s + begin,
	    whole->block[last - 1].end - begin);
}

/* One bad alert among many takes twice as many requests as it is halved. */
static void
deliver_halves(struct notify *n, const struct message *whole, size_t from,
    size_t to)
{
	size_t middle = from + (to - from) / 2;

	for (int i = 0; i < 2; i++, from = middle, middle = to) {
		take_part(n, whole, from, middle);
		make_payload(n);
		if (!deliver(n, &n->payload, middle - from))
			deliver_halves(n, whole, from, middle);
	}
}

static void
deliver_message(struct notify *n)
{
	struct message whole;

	make_payload(n);
	if (deliver(n, &n->payload, n->message.alerts))
		return;
	whole = n->message;
	n->message = (struct message){0};
	deliver_halves(n, &whole, 0, whole.alerts);
	str_free(&n->message.blocks);
	str_free(&n->message.first);
	n->message = whole;
}

void
message_close(struct notify *n)
{
	if (n->message.count == 0)
		return;
	if (n->url.n > 0) {
		deliver_message(n);
	} else {
		make_payload(n);
		out_bytes(n->out, n->payload.s, n->payload.n);
		out_byte(n->out, '\n');
	}
	message_clear(&n->message);
	n->counted = false;
}

static bool
is_full(const struct notify *n, size_t bytes, size_t units)
{
	const struct limits *l = &n->receiver->limits;
	const struct message *m = &n->message;

	return (l->blocks > 0 && m->count >= l->blocks) ||
	    (l->bytes > 0 && m->blocks.n + bytes + 1 > l->bytes) ||
	    (l->units > 0 && m->units + units > l->units);
}

static void
note_block(struct message *m, size_t units)
{
	m->block = need_room(m->block, m->count - 1, &m->room,
	    sizeof(*m->block));
	m->block[m->count - 1] = (struct block){m->blocks.n, units, m->alerts};
}

void
message_block(struct notify *n, const struct str *block, size_t units)
{
	struct message *m = &n->message;

	if (m->count > 0 && is_full(n, block->n, units))
		message_close(n);
	if (!n->counted)
		count(n, n->notice);
	n->counted = true;
	if (m->count++ == 0)
		m->since = when_ticks();
	else
		str_byte(&m->blocks, ',');
	str_bytes(&m->blocks, block->s, block->n);
	m->units += units;
	note_block(m, units);
}

/* ---- what waits for its `sent` ---- */

void
message_notice(struct notify *n)
{
	const struct alert *a = &n->r.alert;
	struct pending *p;

	n->notice = &n->printed;
	if (n->url.n == 0)
		return;
	n->pending = need_room(n->pending, n->pendings, &n->room, sizeof(*p));
	p = &n->pending[n->pendings++];
	str_clear(&p->project);
	str_clear(&p->id);
	str_bytes(&p->project, a->project.s, a->project.n);
	str_bytes(&p->id, a->alert_id.s, a->alert_id.n);
	p->updated_at = a->updated_at.set ? a->updated_at.i : a->created_at.i;
	p->whole = p->failed = false;
	if (p->notice == NULL)
		p->notice = need(1, sizeof(*p->notice));
	n->notice = p->notice;
}

/* A full message waits for the next block, so a whole notice waits, too. */
void
message_take(struct notify *n)
{
	n->counted = false;
	n->receiver->add(n, n->notice);
	if (n->pendings > 0)
		n->pending[n->pendings - 1].whole = true;
}

void
message_skip(struct notify *n)
{
	if (n->url.n == 0)
		return;
	message_close(n);
	n->pending[n->pendings - 1].whole = true;
	deliver_tell(n, n->pendings, true);
}
