/*
 * What predictions are compared with: rows of NDJSON or CSV, or a profile of
 * such rows.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "diag.h"
#include "monitor.h"
#include "rows.h"
#include "stats.h"

#define VALUES_MOST	100000	/* that stand for those of a profile */

/* ---- rows into columns ---- */

void
reference_add(struct features *f)
{
	for (size_t i = 0; i < f->count; i++) {
		struct feature *x = &f->list[i];

		if (isnan(f->cell[i]))
			continue;
		x->value = need_room(x->value, x->n, &x->room,
		    sizeof(*x->value));
		x->value[x->n++] = f->cell[i];
	}
}

static void
count_words(struct feature *x)
{
	if (x->sketch != NULL)
		diag_fail(USAGE, "%s has numbers in one reference and texts "
		    "in another", x->name);
	for (size_t i = 0; i < x->n; i++) {
		const char *word = feature_word(x, (size_t)x->value[i]);

		feature_count(x, word, strlen(word), 1);
	}
	for (size_t i = 0; i < x->counted; i++)
		x->total += x->word_count[i];
}

static void
describe_numbers(struct feature *x)
{
	struct moments m = {0};

	stats_sort(x->value, x->n);
	for (size_t i = 0; i < x->n; i++)
		moments_add(&m, x->value[i]);
	x->total = (double)x->n;
	x->deviation = x->n == 0 ? 0 : sqrt(m.square / (double)x->n);
}

/* Profiles, and rows with them: values that stand for as many each. */
static void
describe_sketch(struct feature *x)
{
	struct sketch *s = x->sketch;

	for (size_t i = 0; i < x->n; i++)
		sketch_add(s, x->value[i]);
	free(x->value);
	x->n = sketch_values(s, VALUES_MOST, &x->value);
	x->total = (double)s->n;
	x->deviation = s->n == 0 ? 0 : sqrt(s->square / (double)s->n);
}

void
reference_settle(struct features *f)
{
	f->open = false;
	f->settled = true;
	for (size_t i = 0; i < f->count; i++) {
		struct feature *x = &f->list[i];

		if (x->words)
			count_words(x);
		else if (x->sketch != NULL)
			describe_sketch(x);
		else
			describe_numbers(x);
	}
}

/* ---- NDJSON ---- */

static void
refuse(struct reference *x, const struct input_line *at, const char *why)
{
	record_refuse_line(x->r, at, why);
	if (x->r->options.strict)
		exit(REFUSED);
}

/* Of another model than the one that is looked at. */
static bool
is_foreign(const struct reference *x, const struct json *j)
{
	const struct json_value *name = json_member(j, "model_name");

	return x->model != NULL && name != NULL && name->type == JSON_STRING &&
	    !text_same(name->s, name->n, x->model, strlen(x->model));
}

/* A flat object, or one whose member `features` is it. */
static bool
take_object(struct reference *x, struct json *j, const struct input_line *at,
    char *why)
{
	const struct json_value *features;
	const char *s = at->line;
	size_t n = at->length;

	if (!json_object(j, s, n)) {
		(void)snprintf(why, JSON_WHY, "%s", j->why);
		return false;
	}
	if (is_foreign(x, j))
		return true;
	features = json_member(j, "features");
	if (features != NULL && features->type == JSON_OBJECT) {
		s = features->s;
		n = features->n;
	}
	if (!features_row(x->features, s, n)) {
		(void)snprintf(why, JSON_WHY, "%s", x->features->json.why);
		return false;
	}
	reference_add(x->features);
	x->rows++;
	return true;
}

static void
read_objects(struct reference *x, struct lines *l)
{
	struct json json;
	char why[JSON_WHY];
	char *s;
	size_t n;

	json_open(&json);
	while (lines_next(l, &s, &n)) {
		struct input_line at = {l->source, l->number, s, n};

		s[n] = '\0';
		if (strspn(s, " \t\r") == n)
			continue;
		if (l->overlong)
			refuse(x, &at, "the line is too long");
		else if (!take_object(x, &json, &at, why))
			refuse(x, &at, why);
	}
	json_close(&json);
}

/* ---- CSV ---- */

/* What is written where there is no number. */
static bool
is_no_number(const char *s)
{
	static const char *const words[] = {"nan", "inf", "infinity"};

	s += *s == '-' || *s == '+';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(s, words[i]) == 0)
			return true;
	return false;
}

static void
take_cell(struct features *f, size_t at, const char *s, size_t n)
{
	char *end;
	double d;

	if (n == 0 || is_no_number(s))
		return;
	d = strtod(s, &end);
	if (*end == '\0' && strspn(s, "+-.0123456789eE") == n)
		feature_number(f, at, d);
	else
		feature_text(f, at, s, n);
}

static bool
is_utf8(const struct str *b)
{
	for (size_t i = 0, n; i < b->n; i += n) {
		n = text_utf8(b->s + i, b->n - i);
		if (n == 0)
			return false;
	}
	return true;
}

/* Which feature each column is. */
static size_t *
read_header(struct reference *x, struct rows *rows)
{
	struct features *f = x->features;
	size_t *column;
	char why[JSON_WHY] = "there is no header";

	if (!rows_next(rows) || !rows_split(rows, why))
		diag_fail(USAGE, "cannot use %s: %s", rows->lines->source,
		    why);
	if (!is_utf8(&rows->text))
		diag_fail(USAGE, "cannot use %s: its header is not UTF-8",
		    rows->lines->source);
	column = need(rows->cells, sizeof(*column));
	for (size_t i = 0; i < rows->cells; i++) {
		const char *s = rows->text.s + rows->from[i];
		size_t n = rows->length[i];

		column[i] = f->open ? features_add(f, s, n) :
		    features_find(f, s, n);
	}
	return column;
}

static bool
take_row(struct reference *x, struct rows *rows, const size_t *column,
    size_t columns)
{
	struct features *f = x->features;

	if (rows->cells != columns)
		return false;
	features_clear(f);
	for (size_t i = 0; i < rows->cells; i++) {
		str_set(&x->cell, rows->text.s + rows->from[i],
		    rows->length[i]);
		if (column[i] < f->count && x->cell.n > 0)
			take_cell(f, column[i], x->cell.s, x->cell.n);
	}
	reference_add(f);
	x->rows++;
	return true;
}

static void
read_table(struct reference *x, struct lines *l)
{
	struct rows *rows = need(1, sizeof(*rows));
	char why[JSON_WHY];
	size_t *column, columns;

	rows->lines = l;
	column = read_header(x, rows);
	columns = rows->cells;
	while (rows_next(rows)) {
		struct input_line at = {l->source, rows->number, rows->row.s,
		    rows->row.n};

		if (!rows_split(rows, why))
			refuse(x, &at, why);
		else if (!is_utf8(&rows->text))
			refuse(x, &at, "the row has bad UTF-8");
		else if (!take_row(x, rows, column, columns))
			refuse(x, &at, "the row has not as many columns as "
			    "the header");
	}
	free(column);
	rows_free(rows);
	free(rows);
}

/* ---- the file ---- */

/* A byte order mark is no part of what follows. */
static void
skip_mark(struct lines *l)
{
	const char *s;
	size_t n;

	lines_look(l, 3, &s, &n);
	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		lines_skip(l, 3);
}

void
reference_read(struct reference *x, const char *file)
{
	char *name = need_text(file), *files[] = {name, NULL};
	struct lines l;
	const char *s;
	size_t n, before = x->rows;

	lines_open(&l, files);
	if (!lines_peek(&l, &s, &n))
		diag_fail(USAGE, "cannot use %s: it is empty", file);
	skip_mark(&l);
	lines_look(&l, PROFILE_HEAD, &s, &n);
	if (profile_recognise(s, n))
		x->rows += profile_read(x->features, &l);
	else if (s[strspn(s, " \t\r\n")] == '{')
		read_objects(x, &l);
	else
		read_table(x, &l);
	if (x->rows == before)
		diag_fail(USAGE, "cannot use %s: no row can be used", file);
	lines_close(&l);
	str_free(&x->cell);
	free(name);
}
