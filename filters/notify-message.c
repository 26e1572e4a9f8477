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

	if (m->alerts++ == 0) {
		str_clear(&m->first);
		str_bytes(&m->first, t->message.s, t->message.n);
	}
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

void
message_clear(struct message *m)
{
	struct str blocks = m->blocks, first = m->first;

	str_clear(&blocks);
	str_clear(&first);
	*m = (struct message){.blocks = blocks, .first = first};
}

void
message_close(struct notify *n)
{
	struct message *m = &n->message;

	if (m->count == 0)
		return;
	str_clear(&n->title);
	message_title(m, &n->title);
	str_clear(&n->payload);
	n->receiver->close(n, &n->payload);
	message_clear(m);
	n->counted = false;
	if (n->url.n > 0) {
		deliver(n, &n->payload);
		return;
	}
	out_bytes(n->out, n->payload.s, n->payload.n);
	out_byte(n->out, '\n');
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

void
message_block(struct notify *n, const struct str *block, size_t units)
{
	struct message *m = &n->message;

	if (m->count > 0 && is_full(n, block->n, units))
		message_close(n);
	if (!n->counted)
		message_count(m, &n->notice);
	n->counted = true;
	if (n->pendings > 0)
		n->pending[n->pendings - 1].begun = true;
	if (m->count++ == 0)
		m->since = when_ticks();
	else
		str_byte(&m->blocks, ',');
	str_bytes(&m->blocks, block->s, block->n);
	m->units += units;
}

/* ---- what waits for its `sent` ---- */

static void
add_pending(struct notify *n)
{
	struct pending *p;

	if (n->pendings == n->room) {
		n->room = n->room > 0 ? 2 * n->room : 64;
		n->pending = need_more(n->pending, n->room, sizeof(*p));
		memset(n->pending + n->pendings, 0,
		    (n->room - n->pendings) * sizeof(*p));
	}
	p = &n->pending[n->pendings++];
	str_clear(&p->project);
	str_clear(&p->id);
	str_bytes(&p->project, n->r.alert.project.s, n->r.alert.project.n);
	str_bytes(&p->id, n->r.alert.alert_id.s, n->r.alert.alert_id.n);
	p->updated_at = n->notice.updated_at;
	p->begun = p->whole = p->failed = false;
}

/* A full message waits for the next block, so a whole notice waits, too. */
void
message_take(struct notify *n)
{
	n->counted = false;
	if (n->url.n > 0)
		add_pending(n);
	n->receiver->add(n, &n->notice);
	if (n->pendings > 0)
		n->pending[n->pendings - 1].whole = true;
}

void
message_skip(struct notify *n)
{
	if (n->url.n == 0)
		return;
	message_close(n);
	add_pending(n);
	n->pending[n->pendings - 1].whole = true;
	deliver_tell(n, true);
}
