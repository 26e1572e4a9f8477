/*
 * Comma-separated values (RFC 4180): one kind, a line of names first.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "export.h"

struct sheet {
	enum kind kind;		/* KIND_unknown: none yet */
	int field[FIELDS_MAX];
	int fields;
};

/* Whether all of eight bytes are letters, digits or the like. */
static bool
above_comma(uint64_t w)
{
	const uint64_t each = UINT64_C(0x0101010101010101);

	return (((w - each * (',' + 1)) & ~w) & each * 0x80) == 0;
}

/* Not empty, and without commas, quotes and ends of lines. */
static bool
is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		while (i + 8 <= n && above_comma(text_8_bytes(s + i)))
			i += 8;
		if (i < n && (s[i] == ',' || s[i] == '"' || s[i] == '\r' ||
		    s[i] == '\n'))
			return false;
	}
	return n > 0;
}

static void
print_text(struct out *o, const char *s, size_t n)
{
	if (is_plain(s, n)) {
		out_bytes(o, s, n);
		return;
	}
	out_byte(o, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			out_byte(o, '"');
		out_byte(o, s[i]);
	}
	out_byte(o, '"');
}

/* Absent is nothing at all; an empty text is a pair of quotes. */
static void
print_value(struct out *o, const struct field *f, const struct value *v)
{
	if (!v->set)
		return;
	switch (f->type) {
	case TYPE_text:
	case TYPE_json:
		print_text(o, v->s, v->n);
		break;
	case TYPE_word:
		out_text(o, f->words[v->i]);
		break;
	case TYPE_time:
		out_bare_time(o, v->i);
		break;
	default:
		value_print(f, v, o);
	}
}

static void
print_header(struct export *e, enum kind k)
{
	struct sheet *s = e->state;

	s->kind = k;
	s->fields = export_fields(e, k, s->field);
	for (int i = 0; i < s->fields; i++) {
		if (i > 0)
			out_byte(e->out, ',');
		out_text(e->out, kind_spec(k)->field[s->field[i]].name);
	}
	out_text(e->out, "\r\n");
}

static void
begin(struct export *e)
{
	struct sheet *s = need(1, sizeof(*s));

	s->kind = KIND_unknown;
	e->state = s;
	if (e->select.kind.count > 1)
		diag_fail(USAGE, "csv holds one kind, not %d",
		    e->select.kind.count);
	for (enum kind k = 0; k < KIND_count; k++)
		if (e->select.kind.count == 1 &&
		    (e->select.kinds & KIND_BIT(k)) != 0)
			print_header(e, k);
}

static void
add(struct export *e)
{
	struct sheet *s = e->state;

	if (s->kind == KIND_unknown)
		print_header(e, e->r.kind);
	if (s->kind != e->r.kind)
		diag_fail(USAGE, "csv holds one kind, and after %s came %s; "
		    "choose one with --kind", kind_spec(s->kind)->name,
		    kind_spec(e->r.kind)->name);
	for (int i = 0; i < s->fields; i++) {
		if (i > 0)
			out_byte(e->out, ',');
		print_value(e->out, &kind_spec(s->kind)->field[s->field[i]],
		    &e->r.v[s->field[i]]);
	}
	out_text(e->out, "\r\n");
}

static void
end(struct export *e)
{
	free(e->state);
}

const struct format export_csv = {"csv", begin, add, NULL, end, 0};
