/*
 * What TAP says about a test point between "---" and "...": YAML, of which a
 * key with a text or a few lines is all that tools write.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ingest-tap.h"
#include "ingest-test.h"
#include "ingest-value.h"

#define PLACE_MAX	4096	/* bytes of a path */

size_t
indent_of(const char *s, const char **text)
{
	size_t columns = 0;

	for (; *s == ' ' || *s == '\t'; s++)
		columns += *s == '\t' ? 4 : 1;
	*text = s;
	return columns;
}

/* ---- values ---- */

/* Without quotes: 'it''s', "a \"b\"". */
static void
read_scalar(struct str *to, const char *s)
{
	char quote = *s == '\'' || *s == '"' ? *s : '\0';
	size_t n = strlen(s);

	str_clear(to);
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	str_room(to, n);
	if (quote == '\0' || n < 2 || s[n - 1] != quote) {
		str_bytes(to, s, n);
		return;
	}
	for (size_t i = 1; i < n - 1; i++) {
		if ((quote == '\'' && s[i] == '\'' && s[i + 1] == '\'') ||
		    (quote == '"' && s[i] == '\\'))
			i++;
		if (i < n - 1)
			str_byte(to, quote == '"' && s[i - 1] == '\\' &&
			    s[i] == 'n' ? '\n' : s[i]);
	}
}

/* How many bytes at the end of s are ":12". */
static size_t
number_at_end(const char *s, size_t n)
{
	size_t from = n;

	while (from > 0 && isdigit((unsigned char)s[from - 1]))
		from--;
	return from > 0 && from < n && s[from - 1] == ':' ? n - from + 1 : 0;
}

/* "/shop/cart.js:12:7", "Test.<anonymous> (/shop/cart.js:12:7)" */
static void
read_place(struct test *t, const char *s, size_t n)
{
	size_t column, line, from;
	struct str path = {0};

	if (n > 0 && s[n - 1] == ')')
		n--;
	column = number_at_end(s, n);
	line = column != 0 ? number_at_end(s, n - column) : 0;
	if (column == 0 || n > PLACE_MAX)
		return;
	n -= line != 0 ? column : 0;
	line = line != 0 ? line : column;
	t->line = value_int(strtol(s + n - line + 1, NULL, 10));
	n -= line;
	from = n;
	while (from > 0 && s[from - 1] != '(')
		from--;
	str_bytes(&path, s + from, n - from);
	if (path.n != 0)
		file_set(&t->file, path.s);
	str_free(&path);
}

void
comment_place(struct test *t, const char *s)
{
	const char *word = strstr(s, " line ");
	size_t from, n;
	struct str path = {0};

	if (word == NULL || t->line.set || !isdigit((unsigned char)word[6]))
		return;
	n = (size_t)(word - s);
	n -= n > 0 && s[n - 1] == ',';
	from = n;
	while (from > 0 && !isspace((unsigned char)s[from - 1]))
		from--;
	str_bytes(&path, s + from, n - from);
	if (path.n != 0) {
		file_set(&t->file, path.s);
		t->line = value_int(strtol(word + 6, NULL, 10));
	}
	str_free(&path);
}

/* ---- keys ---- */

static void
take_place(struct yaml *y, struct test *t, const char *key, size_t n)
{
	static const char *const file[] = {"file", "fileName", "filename"};

	for (size_t i = 0; i < sizeof(file) / sizeof(file[0]); i++)
		if (text_same(key, n, file[i], strlen(file[i])) &&
		    y->text.n != 0 && y->text.n < PLACE_MAX)
			file_set(&t->file, y->text.s);
	if ((text_same(key, n, "line", 4) ||
	    text_same(key, n, "lineNumber", 10)) && y->text.n != 0 &&
	    isdigit((unsigned char)*y->text.s))
		t->line = value_int(strtol(y->text.s, NULL, 10));
}

static void
take_text(struct yaml *y, struct str *to, const char *value)
{
	str_clear(to);
	if (*value == '|' || *value == '>')
		y->block = to;
	else
		str_bytes(to, y->text.s, y->text.n < NAME_MAX_BYTES ?
		    y->text.n : NAME_MAX_BYTES);
}

static void
take_duration(struct yaml *y, struct test *t, struct sink *k, double unit)
{
	t->duration = seconds_said(k, y->text.s);
	t->duration.d *= unit;
}

static void
take_key(struct yaml *y, struct test *t, struct sink *k, const char *s)
{
	struct failure *f = &t->failure;
	size_t n = strcspn(s, ":");
	const char *value = s + n + (s[n] == ':');

	value += strspn(value, " \t");
	y->block = NULL;
	y->in_block = *value == '|' || *value == '>';
	read_scalar(&y->text, value);
	y->place = text_same(s, n, "at", 2) || text_same(s, n, "source", 6);
	if (text_same(s, n, "message", 7) ||
	    (text_same(s, n, "error", 5) && f->message.n == 0))
		take_text(y, &f->message, value);
	else if (text_same(s, n, "name", 4) ||
	    (text_same(s, n, "failureType", 11) && f->type.n == 0))
		take_text(y, &f->type, value);
	else if (text_same(s, n, "duration_ms", 11))
		take_duration(y, t, k, 1e-3);
	else if (text_same(s, n, "duration", 8))
		take_duration(y, t, k, 1);
	else if (y->place || text_same(s, n, "location", 8))
		read_place(t, y->text.s, y->text.n);
	else
		take_place(y, t, s, n);
}

/* ---- lines ---- */

void
yaml_begin(struct yaml *y, size_t indent)
{
	struct str text = y->text;

	*y = (struct yaml){.indent = indent, .text = text};
}

/* A line of a text of several lines. */
static void
take_block(struct yaml *y, const char *s)
{
	if (y->block == NULL || y->block->n > NAME_MAX_BYTES)
		return;
	if (y->block->n != 0)
		str_byte(y->block, '\n');
	str_text(y->block, s);
	if (y->block->n > NAME_MAX_BYTES)
		str_cut(y->block, NAME_MAX_BYTES);
}

static void
take_detail(struct failure *f, const char *s, size_t indent)
{
	size_t n = strlen(s), room;

	while (indent-- > 0 && n > 0 && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	room = f->details.n < DETAILS_MAX ? DETAILS_MAX - f->details.n : 0;
	f->cut += n > room ? n - room : 0;
	str_bytes(&f->details, s, n < room ? n : room);
	str_byte(&f->details, '\n');
}

void
yaml_line(struct yaml *y, struct test *t, struct sink *k, const char *s)
{
	const char *text;
	size_t indent = indent_of(s, &text), n;

	take_detail(&t->failure, s, y->indent);
	if (*text == '\0')
		return;
	if (!y->begun) {
		y->begun = true;
		y->keys = indent;
	}
	if (indent <= y->keys) {
		take_key(y, t, k, text);
	} else if (y->in_block) {
		take_block(y, text);
	} else if (y->place) {
		n = strcspn(text, ":");
		read_scalar(&y->text, text + n + (text[n] == ':') +
		    strspn(text + n + (text[n] == ':'), " \t"));
		take_place(y, t, text, n);
	}
}
