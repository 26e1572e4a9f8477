/*
 * A JSON document of records, {"exported_at": ..., "measurements": [...],
 * "alerts": [...]}: what `export -f json` and older trackers write.
 *
 * It is read as it comes, one record at a time: only the one at hand is in
 * memory.  Members that are no arrays of records are skipped.
 */
#include <ctype.h>
#include <string.h>

#include "diag.h"
#include "ingest-sink.h"

struct export {
	struct source *s;
	struct sink *k;
	const char *piece;	/* what was read ahead */
	size_t at, n;
	size_t line;
	struct str value;	/* a key, or a record */
	struct str made;	/* the record with what was filled in */
};

/* ---- bytes ---- */

/* The next byte without taking it, -1 at the end. */
static int
peek(struct export *x)
{
	if (x->at == x->n) {
		lines_skip(&x->s->r->lines, x->n);
		x->at = x->n = 0;
		if (!lines_peek(&x->s->r->lines, &x->piece, &x->n))
			return -1;
	}
	return (unsigned char)x->piece[x->at];
}

static void
skip(struct export *x)
{
	x->line += x->piece[x->at++] == '\n';
}

static int
peek_behind_blanks(struct export *x)
{
	int c;

	while ((c = peek(x)) == ' ' || c == '\t' || c == '\r' || c == '\n')
		skip(x);
	return c;
}

static bool
fail(struct export *x, const char *what)
{
	x->s->line = x->line;
	(void)snprintf(x->s->why, sizeof(x->s->why), "%s", what);
	return false;
}

static bool
expect(struct export *x, char wanted)
{
	char what[] = "expected '?'";

	if (peek_behind_blanks(x) == wanted) {
		skip(x);
		return true;
	}
	what[strlen(what) - 2] = wanted;
	return fail(x, peek(x) < 0 ? "the document is cut off" : what);
}

/*
 * Takes one value of any type, up to the end of its last bracket, quote or
 * word; it is kept in x->value, where `keep` is set.  Line ends become blanks.
 */
static bool
take_value(struct export *x, bool keep)
{
	size_t depth = 0;
	bool quoted = false, escaped = false;
	int c = peek_behind_blanks(x);

	str_clear(&x->value);
	for (; c >= 0; c = peek(x)) {
		bool closing = !quoted && (c == '}' || c == ']');

		if (depth == 0 && !quoted && (closing || c == ',' ||
		    isspace(c)))
			return true;
		if (keep && x->value.n > x->s->r->lines.max)
			return fail(x, "a record is too long");
		if (keep)
			str_byte(&x->value, !quoted && isspace(c) ? ' ' :
			    (char)c);
		skip(x);
		if (quoted) {
			quoted = escaped || c != '"';
			escaped = !escaped && c == '\\';
			if (quoted || depth > 0)
				continue;
			return true;
		}
		quoted = c == '"';
		depth += c == '{' || c == '[';
		depth -= closing;
		if (closing && depth == 0)
			return true;
	}
	return fail(x, "the document is cut off");
}

/* ---- records ---- */

/* "measurements" -> measurement; also the name of a kind's table. */
static enum kind
kind_of_many(const char *s, size_t n)
{
	for (int k = 0; k < KIND_count; k++) {
		const struct kind_spec *spec = kind_spec((enum kind)k);
		size_t length = strlen(spec->name);
		bool is = spec->name[length - 2] == 'i';	/* analysis */
		bool y = spec->name[length - 1] == 'y';
		const char *end = is ? "es" : y ? "ies" : "s";

		length -= is ? 2 : y;
		if ((n == length + strlen(end) &&
		    memcmp(s, spec->name, length) == 0 &&
		    memcmp(s + length, end, strlen(end)) == 0) ||
		    (spec->table != NULL &&
		    text_same(s, n, spec->table, strlen(spec->table))))
			return (enum kind)k;
	}
	return KIND_unknown;
}

/* SQLite has no other way to say true and false than 1 and 0. */
static void
make_flag(struct str *text, const struct json_value *v)
{
	struct str rest = {0};
	size_t at = (size_t)(v->s - text->s);
	bool is = *v->s == '1';

	if (v->type != JSON_NUMBER || v->n != 1 || (*v->s != '0' && !is))
		return;
	str_text(&rest, text->s + at + 1);
	text->n = at;
	str_text(text, is ? "true" : "false");
	str_text(text, rest.s);
	str_free(&rest);
}

/*
 * The object in value with its kind; an alert of an older tracker has neither
 * an episode's id nor a state, but a number and an open end.
 */
static void
make_line(struct export *x, enum kind kind)
{
	static const char state[] = ",\"source\":\"drift\","
	    "\"state\":\"firing\"";
	struct json *j = &x->s->r->json;
	const struct json_value *id = NULL, *flag = NULL;
	bool new = true;

	str_clear(&x->made);
	str_print(&x->made, "{\"kind\":\"%s\"", kind_spec(kind)->name);
	if (json_object(j, x->value.s, x->value.n)) {
		for (size_t i = 0; i < j->count; i++) {
			const struct json_member *m = &j->member[i];

			if (text_same(m->key.s, m->key.n, "kind", 4))
				str_clear(&x->made);
			if (text_same(m->key.s, m->key.n, "alert_id", 8))
				new = false;
			if (text_same(m->key.s, m->key.n, "id", 2))
				id = &m->value;
			if (text_same(m->key.s, m->key.n, "acknowledged", 12))
				flag = &m->value;
		}
		if (kind == KIND_alert && new && x->made.n != 0) {
			str_text(&x->made, state);
			if (id != NULL)
				str_print(&x->made, ",\"alert_id\":\"%.*s\"",
				    (int)id->n, id->s);
			if (flag != NULL)
				make_flag(&x->value, flag);
		}
	}
	if (x->made.n == 0)
		str_bytes(&x->made, x->value.s, x->value.n);
	else
		str_print(&x->made, "%s%s", j->count != 0 ? "," : "",
		    strchr(x->value.s, '{') + 1);
}

static void
take_record(struct export *x, enum kind kind, size_t line)
{
	struct record *r = x->s->r;
	char why[JSON_WHY] = "this kind is unknown";

	make_line(x, kind);
	str_room(&x->made, 1);
	r->lines.number = line;
	if (record_parse(r, x->made.s, x->made.n, why) &&
	    r->kind != KIND_unknown) {
		r->seen++;
		sink_record(x->k);
		return;
	}
	r->line = x->value.s;
	r->length = x->value.n;
	record_refuse(r, "%s", why);
}

/* ---- the document ---- */

static bool
take_records(struct export *x, enum kind kind)
{
	skip(x);	/* [ */
	if (peek_behind_blanks(x) == ']') {
		skip(x);
		return true;
	}
	for (;;) {
		size_t line;

		if (peek_behind_blanks(x) != '{')
			return fail(x, "an element is no record");
		line = x->line;
		if (!take_value(x, true))
			return false;
		take_record(x, kind, line);
		if (peek_behind_blanks(x) == ']') {
			skip(x);
			return true;
		}
		if (!expect(x, ','))
			return false;
	}
}

static bool
take_member(struct export *x)
{
	enum kind kind = KIND_unknown;

	if (peek_behind_blanks(x) != '"')
		return expect(x, '"');
	if (!take_value(x, true))
		return false;
	if (x->value.n >= 2)
		kind = kind_of_many(x->value.s + 1, x->value.n - 2);
	if (!expect(x, ':'))
		return false;
	if (peek_behind_blanks(x) == '[' && kind != KIND_unknown)
		return take_records(x, kind);
	return take_value(x, false);
}

static bool
take_document(struct export *x)
{
	if (!expect(x, '{'))
		return false;
	do {
		if (!take_member(x))
			return false;
		if (peek_behind_blanks(x) == '}') {
			skip(x);
			return peek_behind_blanks(x) < 0 ||
			    fail(x, "something follows the document");
		}
	} while (expect(x, ','));
	return false;
}

/* ---- the format ---- */

/* Behind the string at s. */
static const char *
behind_string(const char *s, const char *end)
{
	for (s++; s < end && *s != '"'; s++)
		if (*s == '\\')
			s++;
	return s < end ? s + 1 : end;
}

/*
 * An object without "kind" in which, as far as can be seen, a member is
 * called like many records of one kind and is an array.
 */
bool
export_recognise(const char *s, size_t n)
{
	const char *end = s + n, *key = NULL;
	size_t key_n = 0, depth = 0;

	while (s < end && isspace((unsigned char)*s))
		s++;
	if (s == end || *s != '{')
		return false;
	for (; s < end; s++) {
		if (*s == '"') {
			key = s + 1;
			s = behind_string(s, end) - 1;
			key_n = (size_t)(s - key);
		} else if (*s == ':' && depth == 1 && key_n == 4 &&
		    memcmp(key, "kind", 4) == 0) {
			return false;
		} else if (*s == '[' && depth == 1 && key_n != 0 &&
		    kind_of_many(key, key_n) != KIND_unknown) {
			return true;
		}
		depth += *s == '{' || *s == '[';
		if ((*s == '}' || *s == ']') && --depth == 0)
			return false;
	}
	return false;
}

bool
export_read(struct source *s, struct sink *k)
{
	struct export x = {.s = s, .k = k, .line = 1};
	bool good = take_document(&x);

	lines_skip(&s->r->lines, x.at);
	str_free(&x.value);
	str_free(&x.made);
	return good;
}
