/*
 * The tries of one test, which reports hold together in one element.
 */
#include <stdlib.h>

#include "export-element.h"

static void
set(struct str *to, const struct value *from)
{
	str_clear(to);
	if (from->set)
		str_bytes(to, from->s, from->n);
}

/* An absent value is an empty text. */
static bool
is_same(const struct value *v, const struct str *s)
{
	return text_same(v->s, v->set ? v->n : 0, s->s, s->n);
}

/* Of another test, run or report than the tries that wait. */
static bool
is_other(const struct element *e, const struct result *r)
{
	return !is_same(&r->test_name, &e->name) ||
	    !is_same(&r->run_id, &e->run) ||
	    !is_same(&r->report, &e->report) ||
	    !is_same(&r->context, &e->context);
}

static void
begin_element(struct element *e, const struct result *r)
{
	set(&e->name, &r->test_name);
	set(&e->run, &r->run_id);
	set(&e->report, &r->report);
	set(&e->context, &r->context);
	set(&e->suite, &r->suite);
	set(&e->file, &r->file);
	set(&e->framework, &r->framework);
	e->line = r->line;
}

static void
add_try(struct element *e, const struct result *r)
{
	struct try *t;

	e->try = need_room(e->try, e->tries, &e->room, sizeof(*e->try));
	t = &e->try[e->tries++];
	t->status = (enum result_status)r->status.i;
	t->duration = r->duration;
	t->timestamp = r->timestamp;
	set(&t->type, &r->failure_type);
	set(&t->message, &r->message);
	set(&t->details, &r->details);
}

const struct try *
element_last(const struct element *e)
{
	return &e->try[e->tries - 1];
}

void
element_end(struct element *e, struct export *x)
{
	if (e->tries != 0)
		e->tell(x, e);
	e->tries = 0;
}

void
element_take(struct element *e, struct export *x)
{
	const struct result *r = &x->r.result;
	bool retried = r->retried.set && r->retried.i;

	if (e->tries == TRIES_MAX || (e->tries != 0 && is_other(e, r)))
		element_end(e, x);
	if (e->tries == 0)
		begin_element(e, r);
	add_try(e, r);
	if (!retried || (r->status.i != result_status_failed &&
	    r->status.i != result_status_errored))
		element_end(e, x);
}

void
element_free(struct element *e)
{
	str_free_all(&e->name, &e->run, &e->report, &e->context, &e->suite,
	    &e->file, &e->framework, NULL);
	for (size_t i = 0; i < e->room; i++)
		str_free_all(&e->try[i].type, &e->try[i].message,
		    &e->try[i].details, NULL);
	free(e->try);
}
