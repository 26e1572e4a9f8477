/*
 * subunit version 2: packets of a signature, flags, a length, fields and a
 * CRC-32, among other bytes.  The numbers in them take one to four bytes.
 */
#include <string.h>

#include "diag.h"
#include "inflate.h"
#include "ingest-begun.h"
#include "ingest-sink.h"
#include "ingest-subunit.h"

#define SIGNATURE	0xb3
#define PACKET_MIN	8
#define PACKET_MAX	(4 << 20)
#define DAMAGE_MAX	1000	/* what may begin a packet and does not */

enum {				/* flags */
	VERSION_MASK = 0xf000, VERSION_2 = 0x2000,
	HAS_ID = 0x800, HAS_ROUTE = 0x400, HAS_TIME = 0x200, HAS_TAGS = 0x80,
	HAS_FILE = 0x40, HAS_MIME = 0x20, ZERO = 0x8, STATUS = 0x7
};
enum {				/* statuses */
	NONE, EXISTS, INPROGRESS, SUCCESS, UXSUCCESS, SKIP, FAIL, XFAIL
};

struct bytes {
	const char *s;
	size_t n;
};

struct packet {
	unsigned flags;
	int64_t time;		/* microseconds, INT64_MIN: none */
	struct bytes id, route, mime, file, content;

	/* private */
	const unsigned char *p, *end;
	bool damaged;
};

struct subunit2 {
	struct source *source;
	struct sink *sink;
	struct begun_set tests;
	struct packet packet;
	struct tags tags;
	struct str key, text;
	size_t ended;		/* tests */
	size_t damage;		/* signatures without a packet, in a row */
	bool cut;		/* the last of them lacked bytes */
};

/* ---- fields ---- */

/* A number of 6, 14, 22 or 30 bits: the first two say which. */
static size_t
take_number(struct packet *k)
{
	size_t more, x;

	if (k->p >= k->end || (size_t)(*k->p >> 6) >=
	    (size_t)(k->end - k->p)) {
		k->damaged = true;
		return 0;
	}
	more = *k->p >> 6;
	x = *k->p++ & 0x3f;
	while (more-- > 0)
		x = x << 8 | *k->p++;
	return x;
}

static struct bytes
take_bytes(struct packet *k)
{
	struct bytes f = {"", take_number(k)};

	if (f.n > (size_t)(k->end - k->p)) {
		k->damaged = true;
		f.n = 0;
	}
	if (!k->damaged)
		f.s = (const char *)k->p;
	k->p += f.n;
	return f;
}

static int64_t
take_time(struct packet *k)
{
	int64_t seconds = 0;

	if (k->end - k->p < 4) {
		k->damaged = true;
		return INT64_MIN;
	}
	for (int i = 0; i < 4; i++)
		seconds = seconds << 8 | *k->p++;
	return seconds * WHEN_SECOND + (int64_t)take_number(k) / 1000;
}

static void
take_tags(struct packet *k, struct tags *tags)
{
	for (size_t n = take_number(k); n > 0 && !k->damaged; n--) {
		struct bytes tag = take_bytes(k);

		if (tags != NULL)
			tags_add(tags, tag.s, tag.n);
	}
}

/* Of the n bytes of a packet; false: it is damaged. */
static bool
packet_read(struct packet *k, const char *s, size_t n, struct tags *tags)
{
	const unsigned char *p = (const unsigned char *)s;
	uint32_t sum = (uint32_t)p[n - 4] << 24 | (uint32_t)p[n - 3] << 16 |
	    (uint32_t)p[n - 2] << 8 | p[n - 1];

	*k = (struct packet){.p = p + 3, .end = p + n - 4,
	    .time = INT64_MIN, .flags = (unsigned)p[1] << 8 | p[2]};
	if (inflate_sum(s, n - 4) != sum)
		return false;
	(void)take_number(k);		/* the length */
	if ((k->flags & HAS_TIME) != 0)
		k->time = take_time(k);
	if ((k->flags & HAS_ID) != 0)
		k->id = take_bytes(k);
	if ((k->flags & HAS_TAGS) != 0)
		take_tags(k, tags);
	if ((k->flags & HAS_MIME) != 0)
		k->mime = take_bytes(k);
	if ((k->flags & HAS_FILE) != 0) {
		k->file = take_bytes(k);
		k->content = take_bytes(k);
	}
	if ((k->flags & HAS_ROUTE) != 0)
		k->route = take_bytes(k);
	return !k->damaged && k->p == k->end;
}

/* What a packet at s says is its length; 0: none begins here. */
static size_t
packet_length(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	struct packet k = {.p = p + 3, .end = p + n};
	size_t length;

	if (n < PACKET_MIN || *p != SIGNATURE ||
	    ((unsigned)p[1] << 8 & VERSION_MASK) != VERSION_2 ||
	    (p[2] & ZERO) != 0)
		return 0;
	length = take_number(&k);
	return length >= PACKET_MIN && length <= PACKET_MAX ? length : 0;
}

/* ---- tests ---- */

static enum result_status
status_read(unsigned flags)
{
	static const enum result_status statuses[] = {
	    [SUCCESS] = result_status_passed,
	    [UXSUCCESS] = result_status_failed, [SKIP] = result_status_skipped,
	    [FAIL] = result_status_failed, [XFAIL] = result_status_skipped};

	return statuses[flags & STATUS];
}

static void
tell(struct subunit2 *u, struct begun *e)
{
	const struct packet *k = &u->packet;
	struct test *t = &e->test;

	name_add(&t->name, k->id.s, k->id.n);
	tags_join(&u->tags, &u->text);
	name_add(&t->name, u->text.s, u->text.n);
	t->status = status_read(k->flags);
	if (e->from != INT64_MIN) {
		t->timestamp = value_time(e->from);
		if (k->time > e->from)
			t->duration = value_real((double)(k->time - e->from) /
			    WHEN_SECOND);
	}
	begun_settle(e);
	if ((k->flags & STATUS) == UXSUCCESS)
		str_text(&t->failure.message, "unexpected success");
	traceback_read(&t->failure);
	test_tell(u->sink, t);
	u->ended++;
	begun_end(&u->tests, e);
}

/* "reason" says why a test was skipped; of the others, texts count. */
static void
take_file(struct subunit2 *u, struct begun *e)
{
	const struct packet *k = &u->packet;

	if (k->content.n == 0 || (k->mime.n != 0 &&
	    memmem(k->mime.s, k->mime.n, "text/", 5) != k->mime.s))
		return;
	str_set(&u->text, k->content.s, k->content.n);
	if (text_same(k->file.s, k->file.n, "reason", 6) &&
	    e->test.failure.message.n < NAME_MAX_BYTES)
		str_bytes(&e->test.failure.message, k->content.s,
		    k->content.n < NAME_MAX_BYTES ? k->content.n :
		    NAME_MAX_BYTES);
	else
		begun_output(&u->tests, e, &u->text);
}

static bool
take_packet(struct subunit2 *u)
{
	const struct packet *k = &u->packet;
	unsigned status = k->flags & STATUS;
	struct begun *e;

	if ((k->flags & HAS_ID) == 0 || status == EXISTS)
		return true;
	str_set(&u->key, k->route.s, k->route.n);
	str_byte(&u->key, '\0');
	str_bytes(&u->key, k->id.s, k->id.n);
	e = begun_of(&u->tests, &u->key);
	if (e == NULL) {
		(void)snprintf(u->source->why, sizeof(u->source->why),
		    "more than %d tests have begun and not ended", BEGUN_MAX);
		return false;
	}
	if (e->from == INT64_MIN)
		e->from = k->time;
	if (status == INPROGRESS)
		e->state = INPROGRESS;
	take_file(u, e);
	if (status >= SUCCESS)
		tell(u, e);
	return true;
}

/* ---- packets among other bytes ---- */

/* What a program printed; what follows a damaged packet is no text. */
static void
pass_text(struct subunit2 *u, const char *s, size_t n)
{
	const char *end = memchr(s, SIGNATURE, n);

	if (end != NULL)
		n = (size_t)(end - s);
	lines_skip(&u->source->r->lines, n);
	while (n > 0 && u->damage == 0) {
		const char *line = memchr(s, '\n', n);
		size_t length = line != NULL ? (size_t)(line - s) : n;

		diag_say("%.*s", (int)length, s);
		length += length < n;
		s += length;
		n -= length;
	}
}

/* A signature without a packet: on to the next one. */
static bool
pass_damage(struct subunit2 *u)
{
	struct source *s = u->source;
	size_t *repairs = &u->sink->repairs;

	*repairs += u->damage++ == 0;
	lines_skip(&s->r->lines, 1);
	if (s->r->options.strict)
		(void)snprintf(s->why, sizeof(s->why),
		    "a packet is damaged");
	else if (u->damage > DAMAGE_MAX)
		(void)snprintf(s->why, sizeof(s->why), "what may be %d "
		    "packets is damaged", DAMAGE_MAX);
	else
		return true;
	return false;
}

/* One packet, or bytes up to where one may begin.  False: why. */
static bool
take_what_comes(struct subunit2 *u)
{
	struct lines *l = &u->source->r->lines;
	const char *s;
	size_t n, length;

	lines_look(l, PACKET_MIN, &s, &n);
	if ((unsigned char)*s != SIGNATURE) {
		pass_text(u, s, n);
		return true;
	}
	length = packet_length(s, n);
	if (length != 0)
		lines_look(l, length, &s, &n);
	u->cut = n < PACKET_MIN || n < length;
	if (length == 0 && n >= 2 && (s[1] & 0xf0) != VERSION_2 >> 8) {
		lines_skip(l, 1);	/* a character of a text */
		return true;
	}
	tags_clear(&u->tags);
	if (length == 0 || u->cut ||
	    !packet_read(&u->packet, s, length, &u->tags))
		return pass_damage(u);
	u->damage = 0;
	if (!take_packet(u))
		return false;
	lines_skip(l, length);
	return true;
}

bool
subunit2_recognise(const char *head, size_t n)
{
	const char *s = head;

	while (n > 0 && (s = memchr(s, SIGNATURE, (size_t)(head + n - s))) !=
	    NULL) {
		size_t left = (size_t)(head + n - s);
		size_t length = packet_length(s, left);
		struct packet k;

		if (length != 0 && (length <= left ?
		    packet_read(&k, s, length, NULL) : s == head))
			return true;
		s++;
	}
	return false;
}

static bool
is_whole(struct subunit2 *u)
{
	const struct begun *e = u->tests.first;
	char *why = u->source->why;

	while (e != NULL && e->state != INPROGRESS)
		e = e->after;
	if (u->cut)
		(void)snprintf(why, sizeof(u->source->why),
		    "the report is cut off in a packet");
	else if (e != NULL)
		(void)snprintf(why, sizeof(u->source->why),
		    "the report is cut off: %s has no end",
		    e->key.s + strlen(e->key.s) + 1);
	else if (u->ended == 0)
		(void)snprintf(why, sizeof(u->source->why),
		    "no test ends in the report");
	return *why == '\0';
}

bool
subunit2_read(struct source *s, struct sink *k)
{
	struct subunit2 u = {.source = s, .sink = k};
	struct lines *l = &s->r->lines;
	size_t max = l->max, n;
	const char *p;
	bool good = true;

	k->framework = "subunit";
	lines_limit(l, PACKET_MAX > max ? PACKET_MAX : max);
	while (good && lines_signal() == 0 && lines_peek(l, &p, &n))
		good = take_what_comes(&u);
	l->max = max;
	good = good && is_whole(&u);
	begun_free(&u.tests);
	tags_free(&u.tags);
	str_free(&u.key);
	str_free(&u.text);
	return good;
}
