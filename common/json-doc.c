#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json-doc.h"
#include "json-flat.h"

#define PIECE		65536
#define KEY_MAX		256	/* bytes of a key that are looked at */
#define WORD_MAX	JSON_LONGEST	/* bytes of a number */
#define ESCAPE_MAX	12	/* bytes of an escape: two surrogates */

enum { DOC_EMPTY, DOC_ARRAY, DOC_OBJECT };	/* what is open */

/* ---- open, close, fail ---- */

void
doc_again(struct doc *d, const char *s, size_t n)
{
	d->buf = s;
	d->n = n;
	d->at = d->depth = d->visits = d->repairs = d->cut = 0;
	d->line = 1;
	d->pending = d->first = false;
	d->why[0] = '\0';
}

void
doc_open_text(struct doc *d, const char *s, size_t n)
{
	*d = (struct doc){.strict = d->strict, .fd = -1, .eof = true};
	doc_again(d, s, n);
}

void
doc_close(struct doc *d)
{
	free(d->own);
	str_free_all(&d->key, &d->word, &d->text, NULL);
	d->own = NULL;
}

void
doc_refuse(struct doc *d, const char *fmt, ...)
{
	va_list ap;

	if (d->why[0] != '\0')
		return;
	va_start(ap, fmt);
	(void)vsnprintf(d->why, sizeof(d->why), fmt, ap);
	va_end(ap);
	d->pending = false;
}

static bool
failed(const struct doc *d)
{
	return d->why[0] != '\0';
}

static void
cut_off(struct doc *d)
{
	doc_refuse(d, "the document is cut off");
}

/* ---- bytes ---- */

/* So many bytes from here on, or all there are; returns how many. */
static size_t
have(struct doc *d, size_t wanted)
{
	while (d->n - d->at < wanted && !d->eof) {
		ssize_t n;

		memmove(d->own, d->own + d->at, d->n - d->at);
		d->base += (off_t)d->at;
		d->n -= d->at;
		d->at = 0;
		n = read(d->fd, d->own + d->n, PIECE - d->n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			doc_refuse(d, "cannot read: %s", strerror(errno));
		d->eof = n <= 0;
		d->n += n > 0 ? (size_t)n : 0;
	}
	return d->n - d->at;
}

void
doc_open(struct doc *d, int fd)
{
	*d = (struct doc){.strict = d->strict, .fd = fd, .line = 1,
	    .base = lseek(fd, 0, SEEK_CUR)};
	d->own = need(PIECE, 1);
	d->buf = d->own;
	if (have(d, 3) >= 3 && memcmp(d->buf, "\xef\xbb\xbf", 3) == 0)
		d->at = 3;	/* a byte order mark */
}

/* The next byte without taking it, -1 at the end. */
static int
peek(struct doc *d)
{
	return d->at < d->n || have(d, 1) > 0 ?
	    (unsigned char)d->buf[d->at] : -1;
}

static int
peek_behind_blanks(struct doc *d)
{
	int c;

	while ((c = peek(d)) == ' ' || c == '\t' || c == '\r' || c == '\n') {
		d->line += c == '\n';
		d->at++;
	}
	return c;
}

static bool
expect(struct doc *d, char wanted)
{
	int c = peek_behind_blanks(d);

	if (c == wanted) {
		d->at++;
		return true;
	}
	if (c < 0)
		cut_off(d);
	else
		doc_refuse(d, "expected '%c'", wanted);
	return false;
}

static void
seek(struct doc *d, const struct place *to)
{
	d->line = to->line;
	if (to->offset >= d->base && to->offset <= d->base + (off_t)d->n) {
		d->at = (size_t)(to->offset - d->base);
		return;
	}
	d->base = to->offset;
	d->at = d->n = 0;
	d->eof = false;
	if (lseek(d->fd, to->offset, SEEK_SET) < 0)
		doc_refuse(d, "cannot read: %s", strerror(errno));
}

/* ---- strings ---- */

/* Where a string goes: nowhere when it is skipped. */
struct target {
	struct str *to;
	size_t limit;
};
static const struct target nowhere;

static void
put(struct doc *d, const struct target *t, const char *s, size_t n)
{
	size_t room;

	if (t->to == NULL)
		return;
	room = t->to->n < t->limit ? t->limit - t->to->n : 0;
	if (n > room) {
		d->cut += n - room;
		n = room;
	}
	str_bytes(t->to, s, n);
}

static void
repair(struct doc *d, const struct target *t, const char *instead,
    const char *what)
{
	d->repairs++;
	if (d->strict)
		doc_refuse(d, "%s", what);
	put(d, t, instead, strlen(instead));
}

static void
take_escape(struct doc *d, const struct target *t)
{
	const char *p;
	size_t n = have(d, ESCAPE_MAX), length;
	struct json_value v = {.type = JSON_STRING, .escaped = true};

	p = d->buf + d->at;
	length = flat_escape_length(p, p + n);
	if (length != 0) {
		v.s = p;
		v.n = (uint32_t)length;
		d->at += length;
		if (t->to == NULL)
			return;
		str_clear(&d->word);
		json_decode(&v, &d->word);
		if (d->word.s[0] == '\0')
			repair(d, t, "?", "U+0000");
		else
			put(d, t, d->word.s, d->word.n);
	} else if (flat_half_pair(p, p + n)) {
		d->at += 6;
		repair(d, t, "\xef\xbf\xbd", "half of a surrogate pair");
	} else {
		d->at++;
		repair(d, t, "\\", "a back-slash that begins no escape");
	}
}

/* One character that is not plain. */
static void
take_other(struct doc *d, const struct target *t)
{
	unsigned char c = (unsigned char)d->buf[d->at];
	char self[2] = {(char)c, '\0'};
	size_t n;

	if (c == '\\') {
		take_escape(d, t);
	} else if (c < ' ') {
		d->line += c == '\n';
		d->at++;
		repair(d, t, c == 0 ? "?" : self, "a control character");
	} else {
		n = text_utf8(d->buf + d->at, have(d, 4));
		if (n == 0) {
			d->at++;
			repair(d, t, "?", "bytes that are no UTF-8");
			return;
		}
		put(d, t, d->buf + d->at, n);
		d->at += n;
	}
}

/* A string, from its opening quote to behind the closing one. */
static bool
take_string(struct doc *d, const struct target *t)
{
	d->at++;
	while (!failed(d)) {
		const char *from = d->buf + d->at;
		size_t n = (size_t)(flat_plain_end(from, d->buf + d->n) -
		    from);
		int c;

		put(d, t, from, n);
		d->at += n;
		c = peek(d);
		if (c == '"') {
			d->at++;
			return true;
		}
		if (c < 0)
			cut_off(d);
		else if (c < ' ' || c == '\\' || c >= 0x80)
			take_other(d, t);
	}
	return false;
}

/* ---- numbers and literals, into word ---- */

static bool
in_word(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.';
}

static bool
take_word(struct doc *d, uint8_t *type)
{
	const char *end;

	str_clear(&d->word);
	while (in_word(peek(d)) && d->word.n < WORD_MAX)
		str_byte(&d->word, d->buf[d->at++]);
	if (peek(d) < 0 && d->depth > 0) {
		cut_off(d);
		return false;
	}
	if (flat_no_number(d->word.s, d->word.n)) {
		str_clear(&d->word);
		*type = JSON_NULL;
		repair(d, &nowhere, "", "it is no number of JSON");
		return !failed(d);
	}
	end = d->word.n == 0 ? NULL :
	    flat_primitive_end(d->word.s, d->word.s + d->word.n, type);
	if (end == NULL || end != d->word.s + d->word.n) {
		doc_refuse(d, "neither a literal nor a number");
		return false;
	}
	return true;
}

/* ---- values inside each other ---- */

static void
push(struct doc *d, uint8_t kind)
{
	if (d->depth == DOC_DEPTH) {
		doc_refuse(d, "more than %d values inside each other",
		    DOC_DEPTH);
		return;
	}
	d->kind[d->depth++] = kind;
	d->first = true;
}

static void
pop(struct doc *d)
{
	d->depth--;
	d->first = false;
}

/* On to the next; false, and popped, at the closing bracket. */
static bool
go_on(struct doc *d, char closing)
{
	if (peek_behind_blanks(d) == closing) {
		d->at++;
		pop(d);
		return false;
	}
	if (!d->first && !expect(d, ','))
		return false;
	d->first = false;
	return true;
}

/* The type, plus 1, of what begins with a byte; Python's NaN is null. */
#define IS(type)	(JSON_##type + 1)
static const uint8_t first[256] = {
	['{'] = IS(OBJECT), ['['] = IS(ARRAY), ['"'] = IS(STRING),
	['t'] = IS(TRUE), ['f'] = IS(FALSE), ['n'] = IS(NULL),
	['N'] = IS(NULL), ['I'] = IS(NULL), ['-'] = IS(NUMBER),
	['0'] = IS(NUMBER), ['1'] = IS(NUMBER), ['2'] = IS(NUMBER),
	['3'] = IS(NUMBER), ['4'] = IS(NUMBER), ['5'] = IS(NUMBER),
	['6'] = IS(NUMBER), ['7'] = IS(NUMBER), ['8'] = IS(NUMBER),
	['9'] = IS(NUMBER)};

/* Whether a value begins here: then it is at hand. */
static bool
find_value(struct doc *d)
{
	int c = peek_behind_blanks(d);

	if (c < 0)
		cut_off(d);
	else if (first[c] == 0)
		doc_refuse(d, "neither a literal nor a number");
	else
		d->pending = true;
	return d->pending;
}

static bool
next_member(struct doc *d, const struct target *key)
{
	if (!go_on(d, '}'))
		return false;
	if (peek_behind_blanks(d) != '"')
		return expect(d, '"');
	return take_string(d, key) && expect(d, ':') && find_value(d);
}

static bool
next_element(struct doc *d)
{
	return go_on(d, ']') && find_value(d);
}

static void
enter(struct doc *d, char bracket, uint8_t kind)
{
	bool is = d->pending && peek(d) == bracket;

	if (failed(d))
		return;
	push(d, is ? kind : DOC_EMPTY);
	if (is) {
		d->at++;
		d->pending = false;
	}
}

static void
skip_scalar(struct doc *d)
{
	uint8_t type;

	d->pending = false;
	if (peek(d) == '"')
		(void)take_string(d, &nowhere);
	else if (peek(d) < 0)
		cut_off(d);
	else
		(void)take_word(d, &type);
}

/* The value at hand, if there is one, with all that is inside. */
static void
skip(struct doc *d)
{
	size_t outside = d->depth;

	while (!failed(d)) {
		if (d->pending && peek(d) == '{')
			enter(d, '{', DOC_OBJECT);
		else if (d->pending && peek(d) == '[')
			enter(d, '[', DOC_ARRAY);
		else if (d->pending)
			skip_scalar(d);
		else if (d->depth == outside)
			return;
		else if (d->kind[d->depth - 1] == DOC_OBJECT)
			(void)next_member(d, &nowhere);
		else
			(void)next_element(d);
	}
}

/* Ready for the next in a value of that kind; false: there is none. */
static bool
is_inside(struct doc *d, uint8_t kind)
{
	if (failed(d) || d->depth == 0)
		return false;
	if (d->kind[d->depth - 1] != kind) {	/* of another type */
		pop(d);
		return false;
	}
	skip(d);
	return !failed(d);
}

bool
doc_next(struct doc *d)
{
	skip(d);
	return !failed(d) && peek_behind_blanks(d) >= 0 && find_value(d);
}

void
doc_object(struct doc *d)
{
	enter(d, '{', DOC_OBJECT);
}

bool
doc_member(struct doc *d)
{
	struct target key = {&d->key, KEY_MAX};

	if (!is_inside(d, DOC_OBJECT))
		return false;
	str_clear(&d->key);
	return next_member(d, &key);
}

void
doc_array(struct doc *d)
{
	enter(d, '[', DOC_ARRAY);
}

bool
doc_element(struct doc *d)
{
	return is_inside(d, DOC_ARRAY) && next_element(d);
}

/* ---- the value at hand ---- */

enum json_type
doc_type(struct doc *d)
{
	int c = d->pending ? peek(d) : -1;

	return c < 0 || first[c] == 0 ? JSON_NULL :
	    (enum json_type)(first[c] - 1);
}

bool
doc_text(struct doc *d, struct str *to, size_t limit)
{
	struct target t = {to, limit};
	enum json_type type = doc_type(d);
	uint8_t is;

	d->cut = 0;
	str_text(to, "");
	if (failed(d) || type == JSON_OBJECT || type == JSON_ARRAY ||
	    type == JSON_NULL)
		return false;
	d->pending = false;
	if (type == JSON_STRING)
		return take_string(d, &t);
	if (!take_word(d, &is))
		return false;
	put(d, &t, d->word.s, d->word.n);
	return true;
}

/* As a number, or a text that is one. */
static bool
take_number(struct doc *d, struct json_value *v)
{
	const char *end;

	*v = (struct json_value){0};
	if (!doc_set(d, &d->text, WORD_MAX) || d->cut != 0)
		return false;
	end = d->text.s + d->text.n;
	v->s = d->text.s;
	v->n = (uint32_t)d->text.n;
	return flat_primitive_end(v->s, end, &v->type) == end &&
	    v->type == JSON_NUMBER;
}

bool
doc_real(struct doc *d, double *x)
{
	struct json_value v;

	return take_number(d, &v) && json_real(&v, x);
}

bool
doc_int(struct doc *d, int64_t *i)
{
	struct json_value v;

	return take_number(d, &v) && json_int(&v, i);
}

/* ---- later ---- */

static struct place
here(const struct doc *d)
{
	return (struct place){true, d->base + (off_t)d->at, d->line};
}

void
doc_later(struct doc *d, struct place *p)
{
	if (!d->pending)
		return;
	*p = here(d);
	skip(d);
}

bool
doc_visit(struct doc *d, const struct place *p)
{
	struct visit *v;

	if (!p->set || failed(d))
		return false;
	if (d->visits == DOC_DEPTH) {
		doc_refuse(d, "more than %d values inside each other",
		    DOC_DEPTH);
		return false;
	}
	v = &d->visit[d->visits++];
	*v = (struct visit){here(d), d->pending, d->first};
	seek(d, p);
	d->pending = true;
	return true;
}

void
doc_leave(struct doc *d)
{
	const struct visit *v = &d->visit[--d->visits];

	if (failed(d))
		return;
	skip(d);
	seek(d, &v->back);
	d->pending = v->pending;
	d->first = v->first;
}
