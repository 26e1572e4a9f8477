/*
 * CSV (RFC 4180) with a header line: each row becomes a line of JSON, which is
 * then checked like any other.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest-sink.h"
#include "rows.h"

struct csv {
	struct source *s;
	struct sink *k;
	enum kind kind;			/* of rows without a kind */
	struct rows rows;
	struct str line;		/* a row as JSON */
	struct str names;		/* columns, each terminated */
	size_t name[COLUMNS_MAX];
	int field[COLUMNS_MAX];		/* of each column, -1: none */
	size_t columns;
	int kind_column;		/* -1: none */
};

#define FEATURE	(-2)			/* no field, but a feature's value */

/* ---- header ---- */

/* The field a column is called; --map from=to renames. */
static const char *
mapped(const struct csv *c, const char *name, size_t n, size_t *length)
{
	for (int i = 0; i < c->k->map.count; i++) {
		const char *from = c->k->map.item[i];
		const char *equals = strchr(from, '=');

		if (equals != NULL &&
		    text_same(from, (size_t)(equals - from), name, n)) {
			*length = strlen(equals + 1);
			return equals + 1;
		}
	}
	*length = n;
	return name;
}

static void
name_columns(struct csv *c)
{
	c->kind_column = -1;
	c->columns = c->rows.cells;
	for (size_t i = 0; i < c->rows.cells; i++) {
		const char *s = c->rows.text.s + c->rows.from[i];
		size_t n = c->rows.length[i];

		while (n > 0 && isspace((unsigned char)s[0])) {
			s++;
			n--;
		}
		while (n > 0 && isspace((unsigned char)s[n - 1]))
			n--;
		s = mapped(c, s, n, &n);
		c->name[i] = c->names.n;
		str_bytes(&c->names, s, n);
		str_byte(&c->names, '\0');
		if (text_same(s, n, "kind", 4))
			c->kind_column = (int)i;
	}
}

static bool
has_field(const struct csv *c)
{
	for (size_t i = 0; i < c->columns; i++) {
		const char *name = c->names.s + c->name[i];

		if (field_find(c->kind, name, strlen(name)) >= 0)
			return true;
	}
	return c->kind_column >= 0;
}

static bool
has_column(const struct csv *c, const char *name)
{
	for (size_t i = 0; i < c->columns; i++)
		if (strcmp(c->names.s + c->name[i], name) == 0)
			return true;
	return false;
}

/* What rows are that nobody has named: outcomes of tests are no scores. */
static enum kind
likely_kind(const struct csv *c)
{
	return has_column(c, "test_name") && has_column(c, "status") &&
	    !has_column(c, "confidence") ? KIND_result : KIND_measurement;
}

static bool
read_header(struct csv *c)
{
	const char *kind = c->s->r->options.kind;
	struct source *s = c->s;
	char why[JSON_WHY];

	if (!rows_next(&c->rows) || !rows_split(&c->rows, why)) {
		(void)snprintf(s->why, sizeof(s->why),
		    "the header cannot be read: %s",
		    c->rows.row.n == 0 ? "there is none" : why);
		return false;
	}
	name_columns(c);
	c->kind = kind != NULL ? kind_asked(kind) : likely_kind(c);
	if (has_field(c))
		return true;
	s->line = c->rows.number;
	(void)snprintf(s->why, sizeof(s->why), "no column of the header is a "
	    "field of %s; --kind and --map say what they are",
	    kind_spec(c->kind)->name);
	return false;
}

/* ---- a row as JSON ---- */

/* A number as JSON has it: "+1" and ".5" are written otherwise. */
static void
add_number(struct str *b, const char *s, size_t n)
{
	size_t digits = 0;

	for (size_t i = 0; i < n; i++)
		digits += isdigit((unsigned char)s[i]) != 0;
	if (digits == 0 || strspn(s, "+-.0123456789eE") < n) {
		str_string(b, s, n);
		return;
	}
	if (*s == '+' || *s == '-') {
		if (*s == '-')
			str_byte(b, '-');
		s++;
		n--;
	}
	while (n > 1 && s[0] == '0' && isdigit((unsigned char)s[1])) {
		s++;
		n--;
	}
	if (n > 0 && *s == '.')
		str_byte(b, '0');
	str_bytes(b, s, n);
}

static void
add_bool(struct str *b, const char *s, size_t n)
{
	static const char *const words[][2] = {{"true", "true"},
	    {"false", "false"}, {"yes", "true"}, {"no", "false"},
	    {"1", "true"}, {"0", "false"}, {"t", "true"}, {"f", "false"}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i][0]) == n &&
		    strncasecmp(words[i][0], s, n) == 0) {
			str_text(b, words[i][1]);
			return;
		}
	str_string(b, s, n);
}

/*
 * JSON where the cell is JSON, and text where it is not.  Line ends between
 * its tokens would be the end of the record.
 */
static void
add_json(struct csv *c, const char *s, size_t n)
{
	struct json *json = &c->s->r->json;

	if (!json_check(json, s, n)) {
		str_string(&c->line, s, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		str_byte(&c->line, s[i] == '\n' || s[i] == '\r' ? ' ' : s[i]);
}

/* A number where it is written as one, -1 where it is none that counts. */
static int
feature_type(const char *s, size_t n)
{
	char text[64], *end;
	double d;

	if (n >= sizeof(text))
		return TYPE_text;
	memcpy(text, s, n);
	text[n] = '\0';
	d = strtod(text, &end);
	if (*end != '\0' || strpbrk(text, "xX \t") != NULL)
		return TYPE_text;
	return isfinite(d) ? TYPE_real : -1;
}

static void
add_cell(struct csv *c, int field, const char *s, size_t n)
{
	enum type type = field == FEATURE ? (enum type)feature_type(s, n) :
	    field < 0 ? TYPE_text :
	    kind_spec(c->s->r->kind)->field[field].type;
	bool plain = (kind_spec(c->s->r->kind)->flags & PLAIN) != 0;

	if (type == TYPE_int || type == TYPE_real || (type == TYPE_time &&
	    plain && strspn(s, "0123456789.") >= n))
		add_number(&c->line, s, n);
	else if (type == TYPE_bool)
		add_bool(&c->line, s, n);
	else if (type == TYPE_json)
		add_json(c, s, n);
	else
		str_string(&c->line, s, n);
}

static enum kind
row_kind(const struct csv *c)
{
	size_t i = (size_t)c->kind_column;

	if (c->kind_column < 0 || c->rows.length[i] == 0)
		return c->kind;
	return kind_find(c->rows.text.s + c->rows.from[i], c->rows.length[i]);
}

static void
add_member(struct csv *c, size_t i, int field)
{
	const char *name = c->names.s + c->name[i];
	size_t end = c->line.n;

	if (c->line.s[end - 1] != '{')
		str_byte(&c->line, ',');
	str_string(&c->line, name, strlen(name));
	str_byte(&c->line, ':');
	add_cell(c, field, c->rows.text.s + c->rows.from[i],
	    c->rows.length[i]);
}

/* What belongs to the columns that are no field of a prediction. */
static void
add_features(struct csv *c)
{
	str_text(&c->line, ",\"features\":{");
	for (size_t i = 0; i < c->columns; i++)
		if (c->rows.length[i] > 0 && c->field[i] < 0 &&
		    (int)i != c->kind_column && feature_type(c->rows.text.s +
		    c->rows.from[i], c->rows.length[i]) >= 0)
			add_member(c, i, FEATURE);
	str_byte(&c->line, '}');
}

static void
make_line(struct csv *c)
{
	enum kind k = c->s->r->kind;
	bool gather = k == KIND_prediction;

	str_clear(&c->line);
	str_print(&c->line, "{\"kind\":\"%s\"", kind_spec(k)->name);
	for (size_t i = 0; i < c->columns; i++) {
		const char *name = c->names.s + c->name[i];

		c->field[i] = field_find(k, name, strlen(name));
		if (strcmp(name, "features") == 0)
			gather = false;
	}
	for (size_t i = 0; i < c->columns; i++)
		if ((int)i != c->kind_column && c->rows.length[i] > 0 &&
		    (!gather || c->field[i] >= 0))
			add_member(c, i, c->field[i]);
	if (gather)
		add_features(c);
	str_byte(&c->line, '}');
	str_room(&c->line, 1);
}

static bool
row_record(struct csv *c, char *why)
{
	struct record *r = c->s->r;

	if (c->rows.row.n > r->lines.max) {
		(void)snprintf(why, JSON_WHY, "the row is longer than %zu "
		    "bytes", r->lines.max);
		return false;
	}
	if (!rows_split(&c->rows, why))
		return false;
	if (c->rows.cells != c->columns) {
		(void)snprintf(why, JSON_WHY, "the row has %zu columns, the "
		    "header has %zu", c->rows.cells, c->columns);
		return false;
	}
	r->kind = row_kind(c);
	if (r->kind == KIND_unknown) {
		(void)snprintf(why, JSON_WHY, "kind is not a kind");
		return false;
	}
	make_line(c);
	return record_parse(r, c->line.s, c->line.n, why);
}

void
rows_refuse(const struct rows *x, struct record *r, const char *why)
{
	size_t number = r->lines.number;

	r->line = x->row.s;
	r->length = x->row.n;
	r->lines.number = x->number;
	record_refuse(r, "%s", why);
	r->lines.number = number;
}

/* ---- the format ---- */

/* A line of names with commas or semicolons between them. */
bool
csv_recognise(const char *s, size_t n)
{
	const char *end = memchr(s, '\n', n);
	size_t length = end != NULL ? (size_t)(end - s) : n, signs = 0;

	if (length == 0 || !(isalpha((unsigned char)*s) || *s == '"' ||
	    *s == '_'))
		return false;
	for (size_t i = 0; i < length; i++) {
		if (s[i] == ',' || s[i] == ';')
			signs++;
		else if (!isalnum((unsigned char)s[i]) &&
		    strchr("_-. \"\r", s[i]) == NULL)
			return false;
	}
	return signs > 0;
}

bool
csv_read(struct source *s, struct sink *k)
{
	struct csv c = {.s = s, .k = k, .rows.lines = &s->r->lines};
	char why[JSON_WHY];
	bool good;

	good = read_header(&c);
	while (good && rows_next(&c.rows)) {
		if (row_record(&c, why)) {
			s->r->seen++;
			sink_record(k);
		} else {
			rows_refuse(&c.rows, s->r, why);
		}
	}
	rows_free(&c.rows);
	str_free(&c.line);
	str_free(&c.names);
	return good;
}
