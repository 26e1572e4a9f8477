/*
 * What is known of tests: findings worst first, measurements test by test,
 * or their sum by category.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export-table.h"

#define NAMES	72		/* columns of names in the sum */

/* The first columns of a row: whose test it is. */
enum { PROJECT, TEST, CONTEXT, IDENTITY };

struct identity {
	bool shown[IDENTITY];	/* projects or contexts that tell apart */
	struct grid_column column[IDENTITY + 8];
	int columns;
};

static void
look_at(struct identity *i, const struct series_key *k, uint32_t context_n)
{
	i->shown[PROJECT] |= !text_same(k->s[0], k->n[0], "default", 7);
	i->shown[TEST] = true;
	i->shown[CONTEXT] |= context_n > 0;
}

/* The columns of identity that are shown, then those of the table. */
static void
set_columns(struct identity *i, const struct grid_column *more, int n)
{
	static const struct grid_column names[IDENTITY] = {
	    {"Project", false, true}, {"Test Name", false, true},
	    {"Context", false, true}};

	i->columns = 0;
	for (int c = 0; c < IDENTITY; c++)
		if (i->shown[c])
			i->column[i->columns++] = names[c];
	for (int c = 0; c < n; c++)
		i->column[i->columns++] = more[c];
}

static void
put_identity(const struct identity *i, struct grid *g,
    const struct series_key *k, uint32_t context_n)
{
	for (int c = 0; c < IDENTITY; c++)
		if (i->shown[c])
			grid_cell(g, GRID_PLAIN, k->s[c],
			    c == CONTEXT ? context_n : k->n[c]);
}

/* ---- findings ---- */

static void
put_upper(struct grid *g, enum grid_style style, const char *word)
{
	char upper[32];
	size_t n = 0;

	for (; word[n] != '\0' && n < sizeof(upper) - 1; n++)
		upper[n] = (char)toupper((unsigned char)word[n]);
	grid_cell(g, style, upper, n);
}

static void
put_finding(struct export *e, struct grid *g, bool method)
{
	struct table *t = e->state;
	const struct analysis *a = &e->r.analysis;
	struct row *row = tests_row(&t->tests, &e->r);

	put_upper(g, style_of(a->severity.i), record_word(&e->r, "severity"));
	if (a->drift_percentage.set)
		grid_print(g, "%+.2f", a->drift_percentage.d * 100);
	else
		grid_print(g, "from 0");
	grid_print(g, "%s %s", direction_symbol(a->direction.i, e->terminal),
	    record_word(&e->r, "direction"));
	str_clear(&t->text);
	if (row != NULL)
		tests_spark(&t->tests, row, &t->text);
	grid_cell(g, GRID_PLAIN, t->text.s == NULL ? "" : t->text.s,
	    t->text.n);
	cell_time(g, a->analyzed_at.i, 16);
	if (method)
		grid_print(g, "%s", record_word(&e->r, "method"));
}

void
table_findings(struct export *e)
{
	static const struct grid_column columns[] = {
	    {"Severity", false, false}, {"Drift %", true, false},
	    {"Direction", false, false}, {"Confidence", false, false},
	    {"Last Run", false, false}, {"Method", false, false}};
	struct table *t = e->state;
	struct identity id = {0};
	char why[JSON_WHY];
	bool method = false;	/* not all by the usual one */
	struct grid g;
	size_t n;
	struct finding **f = tests_worst(&t->tests, true, &n);

	for (size_t i = 0; i < n; i++) {
		look_at(&id, &f[i]->series.key,
		    finding_context(f[i]));
		method |= f[i]->method != method_windows;
	}
	set_columns(&id, columns, method ? 6 : 5);
	table_grid(t, &g, id.column, id.columns);
	for (size_t i = 0; i < n; i++) {
		const struct series_key *k = &f[i]->series.key;

		if (!record_parse(&e->r, f[i]->line.s, f[i]->line.n, why))
			continue;
		put_identity(&id, &g, k, finding_context(f[i]));
		put_finding(e, &g, method);
	}
	grid_close(&g, e->terminal, e->out);
	free(f);
}

/* ---- measurements ---- */

static int
by_rank(const void *va, const void *vb)
{
	const struct row *a = *(const struct row *const *)va;
	const struct row *b = *(const struct row *const *)vb;
	int order = category_rank(&a->category) -
	    category_rank(&b->category);

	if (order == 0)
		order = text_order(a->category.s, a->category.n,
		    b->category.s, b->category.n);
	return order != 0 ? order :
	    series_order(&a->series.key, &b->series.key);
}

/* Tests with selected measurements; the array is the caller's to free. */
static struct row **
selected_rows(struct table *t, size_t *n)
{
	struct row **all = (void *)series_sorted(&t->tests.rows);

	*n = 0;
	for (size_t i = 0; i < t->tests.rows.count; i++)
		if (all[i]->n > 0)
			all[(*n)++] = all[i];
	qsort(all, *n, sizeof(*all), by_rank);
	return all;
}

static enum grid_style
style_of_category(const struct kept *c)
{
	return category_rank(c) < CATEGORY_WELL ? GRID_WARN : GRID_PLAIN;
}

static void
put_row(struct table *t, struct row *row, struct grid *g)
{
	grid_cell(g, style_of_category(&row->category),
	    row->category.s, row->category.n);
	grid_print(g, "%.2f", row->last * 100);
	grid_print(g, "%.2f", row->sum / (double)row->n * 100);
	grid_print(g, "%llu", (unsigned long long)row->n);
	str_clear(&t->text);
	tests_spark(&t->tests, row, &t->text);
	grid_cell(g, GRID_PLAIN, t->text.s, t->text.n);
	cell_time(g, row->at, 16);
}

void
table_rows(struct export *e)
{
	static const struct grid_column columns[] = {
	    {"Category", false, false}, {"Last %", true, false},
	    {"Average %", true, false}, {"Count", true, false},
	    {"Confidence", false, false}, {"Last Run", false, false}};
	struct table *t = e->state;
	struct identity id = {0};
	struct grid g;
	size_t n;
	struct row **row = selected_rows(t, &n);

	for (size_t i = 0; i < n; i++)
		look_at(&id, &row[i]->series.key, row[i]->series.key.n[2]);
	set_columns(&id, columns, 6);
	table_grid(t, &g, id.column, id.columns);
	for (size_t i = 0; i < n; i++) {
		const struct series_key *k = &row[i]->series.key;

		put_identity(&id, &g, k, k->n[2]);
		put_row(t, row[i], &g);
	}
	grid_close(&g, e->terminal, e->out);
	free(row);
}

/* ---- in sum ---- */

/* tests         12 */
__attribute__((format(printf, 3, 4)))
static void
put_total(struct export *e, const char *name, const char *fmt, ...)
{
	const struct table *t = e->state;
	struct str line = {0};
	char text[128];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	str_print(&line, t->markdown ? "- %s: %s\n" : "%-14s%s\n", name,
	    text);
	out_bytes(e->out, line.s, line.n);
	str_free(&line);
}

static void
put_totals(struct export *e, struct row *const *row, size_t n)
{
	double sum = 0, low = 1, high = 0;
	uint64_t count = 0;

	for (size_t i = 0; i < n; i++) {
		sum += row[i]->sum;
		count += row[i]->n;
		low = row[i]->low < low ? row[i]->low : low;
		high = row[i]->high > high ? row[i]->high : high;
	}
	put_total(e, "tests", "%zu", n);
	put_total(e, "measurements", "%llu", (unsigned long long)count);
	if (count == 0)
		return;
	put_total(e, "average", "%.2f %%", sum / (double)count * 100);
	put_total(e, "range", "%.2f %% to %.2f %%", low * 100, high * 100);
}

/* As many names as fit, and how many more there are. */
static void
put_names(struct grid *g, struct row *const *row, size_t n)
{
	struct str names = {0};
	size_t i = 0;

	for (; i < n; i++) {
		const struct series_key *k = &row[i]->series.key;

		if (i > 0 && names.n + k->n[1] > NAMES)
			break;
		str_text(&names, i > 0 ? ", " : "");
		name_write(&names, k, str_bytes);
	}
	if (i < n)
		str_print(&names, " and %zu more", n - i);
	grid_cell(g, GRID_PLAIN, names.s, names.n);
	str_free(&names);
}

static void
put_categories(struct export *e, struct row *const *row, size_t n)
{
	static const struct grid_column columns[] = {
	    {"Category", false, false}, {"Tests", true, false},
	    {"Average %", true, false}, {"Names", false, true}};
	struct grid g;
	size_t i = 0, to;

	table_grid(e->state, &g, columns, 4);
	for (; i < n; i = to) {
		const struct kept *c = &row[i]->category;
		double sum = 0;
		uint64_t count = 0;

		for (to = i; to < n && text_same(row[to]->category.s,
		    row[to]->category.n, c->s, c->n); to++) {
			sum += row[to]->sum;
			count += row[to]->n;
		}
		grid_cell(&g, style_of_category(c), c->s, c->n);
		grid_print(&g, "%zu", to - i);
		grid_print(&g, "%.2f", sum / (double)count * 100);
		put_names(&g, row + i, to - i);
	}
	out_byte(e->out, '\n');
	grid_close(&g, e->terminal, e->out);
}

void
table_summary(struct export *e)
{
	struct table *t = e->state;
	size_t n;
	struct row **row = selected_rows(t, &n);

	put_totals(e, row, n);
	if (n > 0)
		put_categories(e, row, n);
	free(row);
}
