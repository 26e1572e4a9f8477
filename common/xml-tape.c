#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "xml-tape.h"

#define BLOCKS	4
#define BLOCK	65536		/* bytes */
#define SHAPES	32		/* elements whose last shape is known */
#define NAMES	24		/* of attributes in a shape */
#define SHAPE	256		/* bytes of them */

/* NAMED begins with the names of attributes as in the last of its element. */
enum event { BEGIN, NAMED, END, TEXT };

struct block {
	char *s;
	size_t n, room;
	bool last;
};

/* The names of the attributes that an element had when it was last there. */
struct shape {
	char text[SHAPE];
	const char *name[NAMES];	/* in text */
	uint32_t count;
};

struct tape {
	struct block block[BLOCKS];
	sem_t written, free;	/* blocks */
	atomic_bool stopped;	/* by the thread that plays */

	/* of the thread that parses */
	struct xml parsed;
	int fd;
	bool good;
	size_t into;		/* the block at hand */
	size_t from;		/* where the event at hand begins in it */
	struct shape written_as[SHAPES];

	/* of the thread that plays */
	struct xml *x;
	size_t played;		/* begins and ends */
	const char **attribute;
	size_t attributes;	/* room */
	struct shape played_as[SHAPES];
};

static void
wait_for(sem_t *s)
{
	while (sem_wait(s) != 0 && errno == EINTR)
		continue;
}

/* ---- shapes ---- */

static uint32_t
count_names(const char **attribute)
{
	uint32_t n = 0;

	while (attribute[2 * (size_t)n] != NULL)
		n++;
	return n;
}

static bool
has_shape(const struct shape *x, const char **attribute, uint32_t n)
{
	if (x->count != n)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (strcmp(x->name[i], attribute[2 * i]) != 0)
			return false;
	return true;
}

/* One that is too large is none, as both threads find. */
static void
keep_shape(struct shape *x, const char **attribute, uint32_t n)
{
	size_t at = 0;

	x->count = n <= NAMES ? n : 0;
	for (uint32_t i = 0; i < x->count; i++) {
		size_t size = strlen(attribute[2 * i]) + 1;

		if (size > SHAPE - at) {
			x->count = 0;
			return;
		}
		x->name[i] = memcpy(x->text + at, attribute[2 * i], size);
		at += size;
	}
}

/* ---- writing, in the thread that parses ---- */

static void
pass_on(struct tape *t)
{
	t->into = (t->into + 1) % BLOCKS;
	(void)sem_post(&t->written);
	wait_for(&t->free);
	t->block[t->into].n = t->from = 0;
}

/* Waits until nothing else is on the tape, so that one block may be large. */
static void
grow(struct tape *t, size_t room)
{
	struct block *b = &t->block[t->into];

	for (int i = 1; b->room == BLOCK && i < BLOCKS; i++)
		wait_for(&t->free);
	for (int i = 1; b->room == BLOCK && i < BLOCKS; i++)
		(void)sem_post(&t->free);
	b->s = need_more(b->s, room, 1);
	b->room = room;
}

/* What there is of the event at hand begins a block. */
static void
make_room(struct tape *t, size_t more)
{
	struct block *old = &t->block[t->into], *b = old;
	const char *event = old->s + t->from;
	size_t n = old->n - t->from;

	if (t->from != 0) {
		b = &t->block[(t->into + 1) % BLOCKS];
		wait_for(&t->free);
		memcpy(b->s, event, n);
		b->n = n;
		old->n = t->from;
		t->from = 0;
		t->into = (t->into + 1) % BLOCKS;
		(void)sem_post(&t->written);
	}
	if (n + more > b->room)
		grow(t, 2 * (n + more));
}

static inline void
put(struct tape *t, const void *s, size_t n)
{
	struct block *b = &t->block[t->into];

	if (n > b->room - b->n) {
		make_room(t, n);
		b = &t->block[t->into];
	}
	memcpy(b->s + b->n, s, n);
	b->n += n;
}

static void
put_string(struct tape *t, const char *s)
{
	put(t, s, strlen(s) + 1);
}

static void
put_head(struct tape *t, enum event event, int element)
{
	const unsigned char head[2] = {(unsigned char)event,
	    (unsigned char)element};

	if (atomic_load_explicit(&t->stopped, memory_order_relaxed))
		xml_refuse(&t->parsed, "stopped");
	put(t, head, sizeof(head));
}

static void
end_event(struct tape *t)
{
	struct block *b = &t->block[t->into];

	t->from = b->n;
	if (b->room > BLOCK)
		pass_on(t);
}

static void
put_begin(void *tape, int element, const char *name, const char **attribute)
{
	struct tape *t = tape;
	struct shape *shape = &t->written_as[element % SHAPES];
	uint32_t n = count_names(attribute);
	bool same = has_shape(shape, attribute, n);

	put_head(t, same ? NAMED : BEGIN, element);
	if (element == 0)
		put_string(t, name);
	put(t, &n, sizeof(n));
	if (!same)
		keep_shape(shape, attribute, n);
	for (uint32_t i = 0; i < n; i++) {
		if (!same)
			put_string(t, attribute[2 * i]);
		put_string(t, attribute[2 * i + 1]);
	}
	end_event(t);
}

static void
put_end(void *tape, int element)
{
	put_head(tape, END, element);
	end_event(tape);
}

static void
put_text(void *tape, const char *s, size_t length)
{
	uint32_t n = (uint32_t)length;

	put_head(tape, TEXT, 0);
	put(tape, &n, sizeof(n));
	put(tape, s, n);
	end_event(tape);
}

static void *
parse(void *tape)
{
	struct tape *t = tape;

	t->good = xml_read_here(&t->parsed, t->fd);
	t->block[t->into].last = true;
	(void)sem_post(&t->written);
	return NULL;
}

/* ---- playing, in the thread of the caller ---- */

static uint32_t
take_number(const char **p)
{
	uint32_t n;

	memcpy(&n, *p, sizeof(n));
	*p += sizeof(n);
	return n;
}

static const char *
take_string(const char **p)
{
	const char *s = *p;

	*p += strlen(s) + 1;
	return s;
}

static void
take_attributes(struct tape *t, const struct shape *shape, uint32_t n,
    const char **p)
{
	if (2 * (size_t)n >= t->attributes) {
		t->attributes = 4 * (size_t)n + 16;
		t->attribute = need_more(t->attribute, t->attributes,
		    sizeof(*t->attribute));
	}
	for (uint32_t i = 0; i < n; i++) {
		t->attribute[2 * i] = shape != NULL ? shape->name[i] :
		    take_string(p);
		t->attribute[2 * i + 1] = take_string(p);
	}
	t->attribute[2 * n] = NULL;
}

static void
play_begin(struct tape *t, int element, bool named, const char **p)
{
	struct xml *x = t->x;
	struct shape *shape = &t->played_as[element % SHAPES];
	const char *name = element == 0 ? take_string(p) : x->names[element];
	uint32_t n = take_number(p);

	take_attributes(t, named ? shape : NULL, n, p);
	if (!named)
		keep_shape(shape, t->attribute, n);
	t->played++;
	x->begin(x->arg, element, name, t->attribute);
}

static void
play_text(struct tape *t, const char **p)
{
	uint32_t n = take_number(p);

	if (t->x->text != NULL)
		xml_take(t->x, *p, n);
	*p += n;
}

/* To its end, or until an event is refused. */
static void
play_block(struct tape *t, const struct block *b)
{
	struct xml *x = t->x;
	const char *p = b->s;

	while (p < b->s + b->n && x->why[0] == '\0') {
		enum event event = (unsigned char)*p++;
		int element = (unsigned char)*p++;

		if (event == TEXT) {
			play_text(t, &p);
		} else if (event != END) {
			play_begin(t, element, event == NAMED, &p);
		} else {
			t->played++;
			x->end(x->arg, element);
		}
	}
}

static void
shrink(struct block *b)
{
	if (b->room <= BLOCK)
		return;
	b->s = need_more(b->s, BLOCK, 1);
	b->room = BLOCK;
}

/* All of it; what stands behind an event that is refused is passed over. */
static void
play(struct tape *t)
{
	bool last = false;

	for (size_t i = 0; !last; i = (i + 1) % BLOCKS) {
		struct block *b = &t->block[i];

		wait_for(&t->written);
		last = b->last;
		play_block(t, b);
		if (t->x->why[0] != '\0')
			atomic_store(&t->stopped, true);
		shrink(b);
		(void)sem_post(&t->free);
	}
}

/* ---- the line of an event that was refused ---- */

struct search {
	struct xml again;
	const char *why;
	size_t left;		/* events before it, and it */
};

static void
pass(struct search *s)
{
	if (--s->left == 0)
		xml_refuse(&s->again, "%s", s->why);
}

static void
pass_begin(void *search, int element, const char *name,
    const char **attribute)
{
	(void)element, (void)name, (void)attribute;
	pass(search);
}

static void
pass_end(void *search, int element)
{
	(void)element;
	pass(search);
}

static void
find_line(const struct tape *t, off_t from)
{
	struct xml *x = t->x;
	struct search s = {.why = x->why, .left = t->played, .again = {
	    .names = x->names, .begin = pass_begin, .end = pass_end,
	    .arg = &s, .strict = x->strict}};

	memcpy(s.again.part, x->part, sizeof(x->part));
	if (lseek(t->fd, from, SEEK_SET) == from)
		(void)xml_read_here(&s.again, t->fd);
	x->line = s.again.line;
	x->repairs = s.again.repairs;
}

/* ---- both ---- */

static void
open_tape(struct tape *t)
{
	const struct xml *x = t->x;

	t->parsed = (struct xml){.names = x->names, .texts = x->texts,
	    .begin = put_begin, .end = put_end, .take = put_text, .arg = t,
	    .strict = x->strict};
	memcpy(t->parsed.part, x->part, sizeof(x->part));
	for (int i = 0; i < BLOCKS; i++)
		t->block[i] = (struct block){.s = need(BLOCK, 1),
		    .room = BLOCK};
	(void)sem_init(&t->written, 0, 0);
	(void)sem_init(&t->free, 0, BLOCKS - 1);
}

static void
close_tape(struct tape *t)
{
	for (int i = 0; i < BLOCKS; i++)
		free(t->block[i].s);
	free(t->attribute);
	(void)sem_destroy(&t->written);
	(void)sem_destroy(&t->free);
}

/*
 * Both threads allocate from one place: the parser allocates little, and a
 * second would take 64 MiB of addresses where the C library is glibc.
 */
static bool
start(struct tape *t, pthread_t *thread)
{
#ifdef M_ARENA_MAX
	(void)mallopt(M_ARENA_MAX, 1);
#endif
	return apart_start(thread, parse, t);
}

static void
take_outcome(struct xml *x, const struct xml *parsed)
{
	memcpy(x->why, parsed->why, sizeof(x->why));
	x->line = parsed->line;
	x->repairs = parsed->repairs;
}

bool
tape_read(struct xml *x, int fd)
{
	off_t from = lseek(fd, 0, SEEK_CUR);
	struct tape t = {.x = x, .fd = fd};
	pthread_t thread;
	bool good = false;

	open_tape(&t);
	if (!start(&t, &thread)) {
		close_tape(&t);
		return xml_read_here(x, fd);
	}
	play(&t);
	(void)pthread_join(thread, NULL);
	if (x->why[0] != '\0') {
		find_line(&t, from);
	} else {
		take_outcome(x, &t.parsed);
		good = t.good;
	}
	close_tape(&t);
	return good;
}
