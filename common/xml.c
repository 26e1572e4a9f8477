#include <errno.h>
#include <expat.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"
#include "xml-tape.h"
#include "xml.h"

#define PIECE		65536
#define HELD		4096	/* of the next document, in the parser */
#define ENTITY_MAX	1024	/* bytes of an entity's text */
#define TAG_MAX		(4 << 20)	/* bytes of a tag or a comment */

/* ---- what expat calls ---- */

/* The number of an element, and its name without prefix. */
static int
number_of(const struct xml *x, const char **name)
{
	const char *colon;

	for (int i = 1; x->names != NULL && x->names[i] != NULL; i++)
		if (*x->names[i] == **name && strcmp(x->names[i], *name) == 0)
			return i;
	colon = strchr(*name, ':');
	if (colon == NULL)
		return 0;
	*name = colon + 1;
	return number_of(x, name);
}

static void
on_text(void *arg, const char *s, int n)
{
	struct xml *x = arg;

	if (x->take != NULL)
		x->take(x->arg, s, (size_t)n);
	else if (x->text != NULL)
		xml_take(x, s, (size_t)n);
}

/* Text is asked of expat only in elements that may have some. */
static void
choose_text(struct xml *x)
{
	int element = x->path.n != 0 ? x->path.s[x->path.n - 1] : 0;
	bool in_text = (x->names == NULL || x->texts & XML_BIT(element)) &&
	    x->path.n != 0;

	if (in_text == x->in_text)
		return;
	x->in_text = in_text;
	XML_SetCharacterDataHandler(x->parser, in_text ? on_text : NULL);
}

static void
on_begin(void *arg, const char *name, const char **attribute)
{
	static const char *none[] = {NULL};
	struct xml *x = arg;
	int element = number_of(x, &name);

	str_byte(&x->path, (char)element);
	choose_text(x);
	if (x->why[0] == '\0')
		x->begin(x->arg, element, name, element == 0 &&
		    x->names != NULL ? none : attribute);
}

static void
on_end(void *arg, const char *name)
{
	struct xml *x = arg;
	int element = x->path.s[x->path.n - 1];

	(void)name;
	str_cut(&x->path, x->path.n - 1);
	choose_text(x);
	x->complete = x->path.n == 0;
	if (x->why[0] == '\0')
		x->end(x->arg, element);
}

static void
on_cdata(void *arg)
{
	((struct xml *)arg)->in_cdata = true;
}

static void
on_cdata_end(void *arg)
{
	((struct xml *)arg)->in_cdata = false;
}

/* A reference in an entity's text to anything but the five of XML itself. */
static bool
refers_on(const char *s, size_t n)
{
	static const char *const own[] = {"lt;", "gt;", "amp;", "quot;",
	    "apos;"};

	for (size_t i = 0; i < n; i++) {
		bool known = s[i] != '&';

		for (size_t k = 0; k < 5 && !known; k++)
			known = n - i > strlen(own[k]) &&
			    memcmp(s + i + 1, own[k], strlen(own[k])) == 0;
		if (!known)
			return true;
	}
	return false;
}

static void
on_entity(void *arg, const char *name, int parameter, const char *value,
    int length, const char *base, const char *system, const char *public,
    const char *notation)
{
	struct xml *x = arg;
	size_t n = length < 0 ? 0 : (size_t)length;

	(void)base;
	if (system != NULL || public != NULL || notation != NULL)
		xml_refuse(x, "entity %s is external, which is refused", name);
	else if (parameter)
		xml_refuse(x, "entity %s is a parameter entity, "
		    "which is refused", name);
	else if (value != NULL && refers_on(value, n))
		xml_refuse(x, "entity %s is made of entities, "
		    "which is refused", name);
	else if (n > ENTITY_MAX)
		xml_refuse(x, "entity %s is longer than %d bytes", name,
		    ENTITY_MAX);
}

static void
on_skipped(void *arg, const char *name, int parameter)
{
	(void)parameter;
	xml_refuse(arg, "entity %s is not declared", name);
}

/* Windows-1252: Latin-1 but for 0x80 to 0x9f (WHATWG Encoding, index). */
static int
on_encoding(void *arg, const char *name, XML_Encoding *e)
{
	static const uint16_t c1[32] = {
	    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
	    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178};

	(void)arg;
	if (strcasecmp(name, "windows-1252") != 0 &&
	    strcasecmp(name, "cp1252") != 0)
		return XML_STATUS_ERROR;
	for (int i = 0; i < 256; i++)
		e->map[i] = i >= 0x80 && i < 0xa0 ? c1[i - 0x80] : i;
	e->data = NULL;
	e->convert = NULL;
	e->release = NULL;
	return XML_STATUS_OK;
}

/* ---- open, close, text, refusal ---- */

static void
begin_document(struct xml *x)
{
	XML_Parser p = x->parser;

	x->fed = 0;
	x->started = x->complete = x->in_cdata = x->in_text = false;
	str_clear(&x->path);
	XML_SetUserData(p, x);
	XML_SetElementHandler(p, on_begin, on_end);
	XML_SetCdataSectionHandler(p, on_cdata, on_cdata_end);
	XML_SetEntityDeclHandler(p, on_entity);
	XML_SetSkippedEntityHandler(p, on_skipped);
	XML_SetUnknownEncodingHandler(p, on_encoding, NULL);
}

static void
clear(struct xml *x)
{
	x->n = x->repairs = x->cut = x->line = x->newlines = x->before = 0;
	x->gap.lines = 0;
	x->repair = (struct repair){.strict = x->strict};
	x->why[0] = '\0';
	x->text = NULL;
	x->parser = NULL;
}

static void
open_parser(struct xml *x)
{
	x->parser = XML_ParserCreate(NULL);
	if (x->parser == NULL)
		out_of_memory();
	x->buf = need(PIECE + HELD, 1);
	begin_document(x);
}

static void
close_parser(struct xml *x)
{
	XML_ParserFree(x->parser);
	free(x->buf);
	str_free(&x->path);
	x->parser = NULL;
	x->buf = NULL;
}

void
xml_gather(struct xml *x, struct str *text, size_t limit)
{
	x->text = text;
	x->limit = limit;
}

void
xml_take(struct xml *x, const char *s, size_t n)
{
	size_t room = x->limit - x->text->n;

	if (n > room) {
		x->cut += n - room;
		n = room;
	}
	str_bytes(x->text, s, n);
}

static size_t
line_number(const struct xml *x)
{
	XML_Index at = XML_GetCurrentByteIndex(x->parser);

	return x->before + XML_GetCurrentLineNumber(x->parser) +
	    (at >= 0 && (size_t)at >= x->gap.at ? x->gap.lines : 0);
}

/* What comes over a tape has left the parser: xml-tape.c finds its line. */
void
xml_refuse(struct xml *x, const char *fmt, ...)
{
	va_list ap;

	if (x->why[0] != '\0')
		return;
	va_start(ap, fmt);
	(void)vsnprintf(x->why, sizeof(x->why), fmt, ap);
	va_end(ap);
	if (x->parser == NULL)
		return;
	x->line = line_number(x);
	(void)XML_StopParser(x->parser, XML_FALSE);
}

/* ---- reading ---- */

static bool
fail(struct xml *x)
{
	enum XML_Error e = XML_GetErrorCode(x->parser);

	if (x->why[0] != '\0')
		return false;
	if (e == XML_ERROR_NO_MEMORY)	/* not the document's fault */
		out_of_memory();
	x->line = line_number(x);
	(void)snprintf(x->why, sizeof(x->why), "%s%s",
	    e == XML_ERROR_NO_ELEMENTS || e == XML_ERROR_UNCLOSED_TOKEN ||
	    e == XML_ERROR_UNCLOSED_CDATA_SECTION ||
	    e == XML_ERROR_PARTIAL_CHAR ? "the document is cut off: " : "",
	    XML_ErrorString(e));
	return false;
}

static size_t
count_newlines(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += s[i] == '\n';
	return count;
}

/* With strict, where the first repair would be. */
static bool
check_repairs(struct xml *x, size_t length)
{
	size_t before = x->repairs;

	x->repairs = x->repair.count;
	if (!x->strict)
		return true;
	x->newlines += count_newlines(x->buf, length);
	if (x->repairs == before)
		return true;
	xml_refuse(x, "a character that XML forbids");
	x->line = 1 + x->newlines;
	return false;
}

/*
 * Expat keeps a tag, or a comment, until its end is there, and looks through
 * all of it at each further piece.
 */
static bool
check_pending(struct xml *x, size_t length)
{
	XML_Index at = XML_GetCurrentByteIndex(x->parser);

	x->fed += length;
	if (x->fed - (size_t)(at < 0 ? 0 : at) <= TAG_MAX)
		return true;
	xml_refuse(x, "a tag or comment is longer than %d bytes", TAG_MAX);
	return false;
}

/* Whether a document is complete and this begins another. */
static bool
is_beginning(const struct xml *x, const char *s, size_t n)
{
	enum XML_Error e = XML_GetErrorCode(x->parser);

	if (e == XML_ERROR_INVALID_TOKEN)	/* a byte order mark? */
		return x->complete && n >= 3 &&
		    memcmp(s, "\xef\xbb\xbf", 3) == 0;
	return e == XML_ERROR_JUNK_AFTER_DOC_ELEMENT && n >= 2 &&
	    s[0] == '<' && s[1] != '/';
}

/*
 * Where the parser stopped at the beginning of a further document: puts what
 * it has of that before the rest in buf, from `end` on, and begins anew.
 */
static bool
next_document(struct xml *x, size_t end)
{
	int from = 0, size = 0;
	const char *s = XML_GetInputContext(x->parser, &from, &size);
	size_t length = (size_t)(size - from), rest = x->n - end;

	if (s == NULL || length + rest > PIECE + HELD ||
	    !is_beginning(x, s + from, length))
		return false;
	memmove(x->buf + length, x->buf + end, rest);
	memcpy(x->buf, s + from, length);
	x->n = length + rest;
	x->before = x->newlines = line_number(x) - 1;
	x->gap.lines = 0;
	(void)XML_ParserReset(x->parser, NULL);
	begin_document(x);
	return true;
}

/* With strict, something was found to repair: what is before it counts. */
static bool
is_stopped(const struct xml *x)
{
	return x->strict && x->repair.count != x->repairs;
}

/*
 * Hands on what is in buf: MORE, but for the end that may be incomplete; all
 * at the END of a part and at the LAST of all.
 */
enum piece { MORE, END, LAST };

/*
 * A byte order mark is to be believed: what a shell has rewritten into UTF-16
 * still says UTF-8 of itself.
 */
static void
start(struct xml *x)
{
	repair_open(&x->repair, x->buf, x->n);
	if (x->n >= 2 && (memcmp(x->buf, "\xff\xfe", 2) == 0 ||
	    memcmp(x->buf, "\xfe\xff", 2) == 0))
		(void)XML_SetEncoding(x->parser, "UTF-16");
	x->started = true;
}

static bool
parse(struct xml *x, enum piece piece)
{
	bool last = piece == LAST;
	size_t end, length;

	for (;;) {
		if (!x->started)
			start(x);
		end = piece != MORE || is_stopped(x) ? x->n :
		    repair_end(&x->repair, x->buf, x->n);
		length = repair_clean(&x->repair, x->buf, end, x->in_cdata);
		if (XML_Parse(x->parser, x->buf, (int)length,
		    last && !is_stopped(x)) == XML_STATUS_OK)
			break;
		if (!next_document(x, is_stopped(x) ? x->n : end))
			return fail(x);
	}
	if (!check_repairs(x, length) || !check_pending(x, length))
		return false;
	memmove(x->buf, x->buf + end, x->n - end);
	x->n -= end;
	return true;
}

static ssize_t
read_some(int fd, char *to, size_t n)
{
	ssize_t got;

	do
		got = read(fd, to, n);
	while (got < 0 && errno == EINTR);
	return got;
}

/* So many bytes, or to the end. */
static bool
read_part(struct xml *x, int fd, off_t left)
{
	ssize_t n = 1;

	while (left > 0 && n != 0) {
		size_t room = PIECE - x->n;

		n = read_some(fd, x->buf + x->n, (off_t)room < left ? room :
		    (size_t)left);
		if (n < 0) {
			xml_refuse(x, "cannot read: %s", strerror(errno));
			return false;
		}
		x->n += (size_t)n;
		left -= n;
		if (n != 0 && !parse(x, MORE))
			return false;
	}
	return true;
}

/* From one part to the next; lines go on behind what lies between them. */
static bool
pass_gap(struct xml *x, int fd, off_t left)
{
	ssize_t n = 1;

	if (!parse(x, END))
		return false;
	x->gap.at = x->fed;
	for (; left > 0 && n > 0; left -= n) {
		n = read_some(fd, x->buf, left < PIECE ? (size_t)left : PIECE);
		if (n > 0)
			x->gap.lines += count_newlines(x->buf, (size_t)n);
	}
	x->newlines += x->gap.lines;
	return true;
}

static bool
read_parts(struct xml *x, int fd)
{
	const struct xml_part *a = &x->part[0], *b = &x->part[1];

	if (lseek(fd, a->from, SEEK_SET) < 0) {
		xml_refuse(x, "cannot read: %s", strerror(errno));
		return false;
	}
	return read_part(x, fd, a->to - a->from) && (b->to == 0 ||
	    (pass_gap(x, fd, b->from - a->to) &&
	    read_part(x, fd, b->to - b->from)));
}

bool
xml_read_here(struct xml *x, int fd)
{
	bool good;

	clear(x);
	open_parser(x);
	good = (x->part[0].to != 0 ? read_parts(x, fd) :
	    read_part(x, fd, INT64_MAX)) && parse(x, LAST);
	close_parser(x);
	return good;
}

/* A regular file with so much to read. */
static bool
is_large(const struct xml *x, int fd)
{
	struct stat st;
	off_t size = 0, at = lseek(fd, 0, SEEK_CUR);

	if (at < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	if (x->part[0].to == 0)
		return st.st_size - at >= XML_LARGE;
	for (int i = 0; i < XML_PARTS; i++)
		size += x->part[i].to - x->part[i].from;
	return size >= XML_LARGE;
}

bool
xml_read(struct xml *x, int fd)
{
	clear(x);
	return is_large(x, fd) ? tape_read(x, fd) : xml_read_here(x, fd);
}

/* ---- recognition ---- */

/* Behind one piece of prolog, or NULL at the first element or the end. */
static const char *
skip_prolog(const char *s, const char *end)
{
	static const struct { const char *from, *to; } marks[] = {
		{"<?", "?>"}, {"<!--", "-->"}, {"<!DOCTYPE", ">"},
	};
	const char *found;

	for (size_t i = 0; i < 3; i++) {
		size_t n = strlen(marks[i].from);
		const char *to = marks[i].to;

		if ((size_t)(end - s) < n || memcmp(s, marks[i].from, n) != 0)
			continue;
		found = memchr(s, '>', (size_t)(end - s));
		if (i == 2 && found != NULL &&
		    memchr(s, '[', (size_t)(found - s)) != NULL)
			to = "]>";
		found = memmem(s, (size_t)(end - s), to, strlen(to));
		return found == NULL ? end : found + strlen(to);
	}
	return NULL;
}

/* UTF-16 seen as the ASCII in it; a mark at the beginning is left out. */
static size_t
narrow(const char *head, size_t n, char *to, size_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < n && count < size; i++)
		if ((unsigned char)head[i] < 0x80 && head[i] != '\0')
			to[count++] = head[i];
	return count;
}

bool
xml_root(const char *head, size_t n, char *name, size_t size)
{
	char text[8192];
	const char *s = text, *end = text + narrow(head, n, text,
	    sizeof(text));
	const char *next, *colon;
	size_t length;

	for (;;) {
		while (s < end && strchr(" \t\r\n", *s) != NULL)
			s++;
		next = skip_prolog(s, end);
		if (next == NULL)
			break;
		s = next;
	}
	if (s == end || *s++ != '<')
		return false;
	for (length = 0; s + length < end &&
	    strchr(" \t\r\n/>", s[length]) == NULL; length++)
		continue;
	colon = memchr(s, ':', length);
	if (colon != NULL) {
		length -= (size_t)(colon + 1 - s);
		s = colon + 1;
	}
	if (length == 0 || length >= size)
		return false;
	memcpy(name, s, length);
	name[length] = '\0';
	return true;
}
