/*
 * Predictions on their way into the sample of their model.
 *
 * A thread of its own puts them there, a batch at a time, and splits their
 * features into columns, while the stream is read on and checked.  Until
 * arrivals_settle() what model_add() changes belongs to that thread.
 */
#include <math.h>

#include "apart.h"
#include "monitor.h"

#define AHEAD	16	/* predictions whose places are fetched */

static void
take_batch(struct models *m, const struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (i + AHEAD < b->n)
			model_expect(&b->arrival[i + AHEAD]);
		model_add(m, &b->arrival[i], b->text.s);
	}
}

static void *
take_batches(void *arg)
{
	struct arrivals *a = arg;

	(void)pthread_mutex_lock(&a->lock);
	for (;;) {
		while (!a->busy && !a->ending)
			(void)pthread_cond_wait(&a->changed, &a->lock);
		if (!a->busy)
			break;
		(void)pthread_mutex_unlock(&a->lock);
		take_batch(a->models, &a->batch[!a->filling]);
		(void)pthread_mutex_lock(&a->lock);
		a->busy = false;
		(void)pthread_cond_signal(&a->changed);
	}
	(void)pthread_mutex_unlock(&a->lock);
	return NULL;
}

static bool
start(struct arrivals *a)
{
	(void)pthread_mutex_init(&a->lock, NULL);
	(void)pthread_cond_init(&a->changed, NULL);
	a->apart = apart_start(&a->thread, take_batches, a);
	return a->apart;
}

static void
empty(struct batch *b)
{
	b->n = 0;
	str_clear(&b->text);
}

/* Until the other batch is taken. */
static void
wait(struct arrivals *a)
{
	while (a->busy)
		(void)pthread_cond_wait(&a->changed, &a->lock);
}

static void
take_here(struct arrivals *a)
{
	struct batch *b = &a->batch[a->filling];

	take_batch(a->models, b);
	empty(b);
}

static void
hand_over(struct arrivals *a)
{
	if (!a->apart && !start(a)) {
		take_here(a);
		return;
	}
	(void)pthread_mutex_lock(&a->lock);
	wait(a);
	a->filling = !a->filling;
	a->busy = true;
	(void)pthread_cond_signal(&a->changed);
	(void)pthread_mutex_unlock(&a->lock);
	empty(&a->batch[a->filling]);
}

static uint32_t
keep(struct batch *b, const struct value *v)
{
	if (!v->set)
		return 0;
	str_bytes(&b->text, v->s, v->n);
	return v->n;
}

void
arrivals_add(struct arrivals *a, struct model *x, const struct prediction *p)
{
	struct batch *b = &a->batch[a->filling];
	struct arrival *at = &b->arrival[b->n++];

	*at = (struct arrival){.model = x,
	    .id = id_hash(&p->project, &p->prediction_id),
	    .time = p->timestamp.i, .text = b->text.n,
	    .certainty = p->probability.set ? p->probability.d : NAN,
	    .answer = p->prediction.set ? (int8_t)p->prediction.i : -1};
	at->version_n = keep(b, &p->model_version);
	if (a->models->features->count > 0)
		at->features_n = keep(b, &p->features);
	if (b->n == BATCH)
		hand_over(a);
}

void
arrivals_settle(struct arrivals *a)
{
	if (a->apart) {
		(void)pthread_mutex_lock(&a->lock);
		wait(a);
		(void)pthread_mutex_unlock(&a->lock);
	}
	take_here(a);
}

void
arrivals_close(struct arrivals *a)
{
	if (a->apart) {
		(void)pthread_mutex_lock(&a->lock);
		a->ending = true;
		(void)pthread_cond_signal(&a->changed);
		(void)pthread_mutex_unlock(&a->lock);
		(void)pthread_join(a->thread, NULL);
		(void)pthread_cond_destroy(&a->changed);
		(void)pthread_mutex_destroy(&a->lock);
	}
	str_free(&a->batch[0].text);
	str_free(&a->batch[1].text);
}
