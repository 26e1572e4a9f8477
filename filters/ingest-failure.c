/*
 * Failures: tidy texts, and a fingerprint that survives the next run.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ingest.h"

#define MESSAGE_MAX	4096	/* bytes of a message made from the details */
#define FRAME_MAX	512	/* bytes of a frame that count */
#define SEED		0

void
failure_clear(struct failure *f)
{
	str_clear(&f->type);
	str_clear(&f->message);
	str_clear(&f->details);
	f->cut = 0;
}

void
failure_free(struct failure *f)
{
	str_free_all(&f->type, &f->message, &f->details, &f->normal, NULL);
}

void
failure_lines(struct failure *f, struct doc *d)
{
	if (doc_type(d) != JSON_ARRAY) {
		(void)doc_text(d, &f->details, DETAILS_MAX);
		f->cut += d->cut;
		return;
	}
	for (doc_array(d); doc_element(d); f->cut += d->cut)
		if (doc_text(d, &f->details, DETAILS_MAX))
			str_byte(&f->details, '\n');
}

void
text_whole(struct str *b)
{
	for (size_t i = 0; i < b->n;) {
		size_t n = (unsigned char)b->s[i] < 0x80 ? 1 :
		    text_utf8(b->s + i, b->n - i);

		if (n == 0)
			b->s[i] = '?';
		i += n != 0 ? n : 1;
	}
}

/* ---- what terminals and run times write around a message ---- */

/* A control sequence: up to a letter, or for a title or link up to a bell. */
static size_t
sequence_length(const char *s, size_t n)
{
	size_t i = 2;

	if (n < 2 || (s[1] != '[' && s[1] != ']'))
		return 1;
	if (s[1] == '[') {
		while (i < n && s[i] >= ' ' && s[i] < '@')
			i++;
		return i < n && s[i] >= '@' ? i + 1 : i;
	}
	while (i < n && s[i] != '\a' && s[i] != '\x1b')
		i++;
	if (i + 1 < n && s[i] == '\x1b' && s[i + 1] == '\\')
		i++;
	return i < n ? i + 1 : 2;
}

void
text_plain(struct str *b)
{
	size_t to = 0;

	if (b->n == 0 || memchr(b->s, '\x1b', b->n) == NULL)
		return;
	for (size_t i = 0; i < b->n;) {
		if (b->s[i] == '\x1b')
			i += sequence_length(b->s + i, b->n - i);
		else
			b->s[to++] = b->s[i++];
	}
	str_cut(b, to);
}

/*
 * What a text says before its message: "shop.TaxError: ", also with a code,
 * as in "AssertionError [ERR_ASSERTION]: ".  Returns the length of all that
 * and, in *name, of the name; 0 where there is none.
 */
static size_t
class_length(const struct str *b, size_t *name)
{
	size_t i = 0;

	while (i < b->n && (isalnum((unsigned char)b->s[i]) ||
	    strchr("_.$", b->s[i]) != NULL))
		i++;
	*name = i;
	if (i == 0 || (memmem(b->s, i, "Error", 5) == NULL &&
	    memmem(b->s, i, "Exception", 9) == NULL))
		return 0;
	if (i + 1 < b->n && b->s[i] == ' ' && b->s[i + 1] == '[')
		i += strcspn(b->s + i, "]\n") + 1;
	if (i >= b->n || b->s[i] != ':')
		return 0;
	return i + 1 + strspn(b->s + i + 1, " ");
}

/* Where the lines of a stack begin: "\n    at f (a.js:1:2)". */
static size_t
stack_at(const struct str *b)
{
	const char *s = b->s, *next = s;

	while (next != NULL && (next = strchr(next, '\n')) != NULL) {
		size_t blanks = strspn(++next, " \t");

		if (blanks > 0 && text_begins(next + blanks, "at "))
			return (size_t)(next - s);
	}
	return b->n;
}

void
failure_stack(struct failure *f)
{
	size_t name = 0, length;

	text_plain(&f->message);
	text_plain(&f->details);
	if (f->message.n == 0 && f->details.n != 0) {
		length = stack_at(&f->details);
		str_bytes(&f->message, f->details.s,
		    length < NAME_MAX_BYTES ? length : NAME_MAX_BYTES);
	}
	if (f->type.n == 0 && class_length(&f->details, &name) != 0)
		str_bytes(&f->type, f->details.s, name);
	length = f->message.n != 0 ? class_length(&f->message, &name) : 0;
	if (length == 0)
		return;
	if (f->type.n == 0)
		str_bytes(&f->type, f->message.s, name);
	memmove(f->message.s, f->message.s + length, f->message.n - length);
	str_cut(&f->message, f->message.n - length);
}

void
failure_type(struct failure *f)
{
	const char *s = f->message.s;
	size_t n = 0, dots = 0;

	if (f->type.n != 0 || f->message.n == 0)
		return;
	for (; isalnum((unsigned char)s[n]) || strchr("._+`", s[n]) != NULL;
	    n++) {
		if (s[n] == '\0')
			return;
		dots += s[n] == '.';
	}
	if (dots != 0 && text_begins(s + n, " : "))
		str_bytes(&f->type, s, n);
}

static void
trim(struct str *b)
{
	size_t from = 0;

	while (b->n > 0 && isspace((unsigned char)b->s[b->n - 1]))
		b->n--;
	while (from < b->n && isspace((unsigned char)b->s[from]))
		from++;
	if (b->s == NULL)
		return;
	memmove(b->s, b->s + from, b->n - from);
	b->n -= from;
	b->s[b->n] = '\0';
}

/* Ends before a character that was cut in two. */
static void
end_whole(struct str *b)
{
	size_t n = b->n, back = 0;
	unsigned char c;

	while (back < 4 && back < n) {
		c = (unsigned char)b->s[n - ++back];
		if (c < 0x80)
			return;
		if (c < 0xc0)
			continue;
		if (back < (c < 0xe0 ? 2U : c < 0xf0 ? 3U : 4U))
			b->n = n - back;
		return;
	}
}

/* ---- the fingerprint ---- */

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (c & 0x80) != 0;
}

/* A run of letters and digits, and what may stand inside of a path. */
static size_t
span_token(const char *s, size_t n, bool *path, size_t *base)
{
	size_t i = 0;

	*path = false;
	*base = 0;
	for (; i < n; i++) {
		bool slash = s[i] == '/' || s[i] == '\\';

		if (slash) {
			*path = true;
			*base = i + 1;
		} else if (!is_word(s[i]) && (s[i] != '.' && s[i] != '-')) {
			break;
		}
	}
	return i;
}

/* Hexadecimal digits with at least one digit among them, or 0x before. */
static bool
looks_like_hash(const char *s, size_t n)
{
	size_t digits = 0, i;

	if (n > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
		return true;
	for (i = 0; i < n && isxdigit((unsigned char)s[i]); i++)
		digits += isdigit((unsigned char)s[i]) != 0;
	return i == n && n >= 6 && digits > 0;
}

/* A word: digits become one '#'; an address, hash or id as a whole does. */
static void
add_word(struct str *b, const char *s, size_t n)
{
	if (looks_like_hash(s, n)) {
		str_byte(b, '#');
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			str_byte(b, s[i]);
		else if (b->n == 0 || b->s[b->n - 1] != '#')
			str_byte(b, '#');
	}
}

/*
 * Adds s with everything left out that differs between two runs of the same
 * test: of a path only its last part stays, numbers, addresses, times and ids
 * become '#', blanks become one blank.
 */
static void
add_normal(struct str *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		bool path;
		size_t base, length = span_token(s + i, n - i, &path, &base);

		if (length == 0) {
			char c = isspace((unsigned char)s[i]) ? ' ' : s[i];

			if (c != ' ' || b->n == 0 || b->s[b->n - 1] != ' ')
				str_byte(b, c);
			i++;
			continue;
		}
		for (size_t at = path ? base : 0; at < length;) {
			size_t word = strcspn(s + i + at, ".-");

			if (word > length - at)
				word = length - at;
			add_word(b, s + i + at, word);
			at += word;
			if (at < length && (b->n == 0 ||
			    b->s[b->n - 1] != '#' || s[i + at] != '-'))
				str_byte(b, s[i + at]);
			at++;
		}
		i += length;
	}
}

/* The first line of a trace that names a place in a file. */
static size_t
top_frame(const char *s, size_t n, size_t *from)
{
	for (size_t at = 0; at < n;) {
		const char *end = memchr(s + at, '\n', n - at);
		size_t length = end != NULL ? (size_t)(end - s) - at : n - at;
		const char *colon = memchr(s + at, ':', length);
		bool python = memmem(s + at, length, "File \"", 6) != NULL;

		*from = at;
		while (colon != NULL && !isdigit((unsigned char)colon[1]) &&
		    !text_begins(colon, ":line "))
			colon = memchr(colon + 1, ':',
			    length - (size_t)(colon + 1 - (s + at)));
		if (python || (colon != NULL && colon > s + at &&
		    is_word(colon[-1]) && !isdigit((unsigned char)colon[-1])))
			return length;
		at += length + 1;
	}
	return 0;
}

static void
fingerprint(struct failure *f, char id[FAILURE_LENGTH + 1])
{
	struct str *b = &f->normal;
	size_t from = 0, frame;

	str_clear(b);
	add_normal(b, f->type.s, f->type.n);
	str_byte(b, '\n');
	add_normal(b, f->message.s, f->message.n);
	str_byte(b, '\n');
	frame = top_frame(f->details.s, f->details.n, &from);
	if (frame != 0)
		add_normal(b, f->details.s + from,
		    frame < FRAME_MAX ? frame : FRAME_MAX);
	(void)snprintf(id, FAILURE_LENGTH + 1, "%016" PRIx64,
	    hash64(SEED, b->s, b->n));
}

bool
failure_of_result(struct failure *f, const struct result *t,
    char id[FAILURE_LENGTH + 1])
{
	if (!t->failure_type.set && !t->message.set && !t->details.set)
		return false;
	failure_clear(f);
	str_bytes(&f->type, t->failure_type.s, t->failure_type.n);
	str_bytes(&f->message, t->message.s, t->message.n);
	str_bytes(&f->details, t->details.s, t->details.n);
	fingerprint(f, id);
	return true;
}

/* ---- into a result ---- */

/* The length of the line at s, without its newline. */
static size_t
line_length(const char *s, size_t n)
{
	const char *end = memchr(s, '\n', n);

	return end != NULL ? (size_t)(end - s) : n;
}

/* Whether a line only says which test this is, as PHPUnit's first does. */
static bool
is_title(const char *s, size_t n, const struct value *test_name)
{
	const char *mark = memmem(test_name->s, test_name->n, "::", 2);
	size_t length;

	if (mark == NULL)
		return false;
	length = test_name->n - (size_t)(mark - test_name->s);
	return n >= length && memcmp(s + n - length, mark, length) == 0;
}

/* Without a message the first line of the details is one. */
static void
find_message(struct failure *f, const struct value *test_name)
{
	const char *s = f->details.s;
	size_t n = f->details.n, length;

	if (f->message.n != 0 || n == 0)
		return;
	length = line_length(s, n);
	if (is_title(s, length, test_name)) {
		while (length < n && s[length] == '\n')
			length++;
		s += length;
		n -= length;
		length = line_length(s, n);
	}
	str_bytes(&f->message, s, length < MESSAGE_MAX ? length : MESSAGE_MAX);
	end_whole(&f->message);
	trim(&f->message);
}

void
failure_tell(struct failure *f, struct result *t, char id[FAILURE_LENGTH + 1])
{
	size_t cut = f->cut;

	text_plain(&f->details);
	text_plain(&f->message);
	str_cut(&f->message, NAME_MAX_BYTES);
	end_whole(&f->details);
	end_whole(&f->message);
	end_whole(&f->type);
	text_whole(&f->details);
	text_whole(&f->message);
	text_whole(&f->type);
	trim(&f->details);
	trim(&f->message);
	trim(&f->type);
	find_message(f, &t->test_name);
	if (t->status.i == result_status_failed ||
	    t->status.i == result_status_errored) {
		fingerprint(f, id);
		t->failure_id = value_text(id);
	}
	if (cut != 0)
		str_print(&f->details, "\n[cut: %zu bytes more]", cut);
	if (f->type.n != 0)
		t->failure_type = value_str(&f->type);
	if (f->message.n != 0)
		t->message = value_str(&f->message);
	if (f->details.n != 0)
		t->details = value_str(&f->details);
}
