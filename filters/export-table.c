/*
 * Tables for people: findings worst first, tests with a small chart of their
 * confidence, every other kind field by field, and a numbered list of alerts.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export-table.h"
#include "when.h"

/* ---- words ---- */

enum grid_style
style_of(int64_t severity)
{
	static const enum grid_style styles[] = {GRID_GOOD, GRID_PLAIN,
	    GRID_WARN, GRID_BAD, GRID_WORST};

	return styles[severity];
}

void
cell_time(struct grid *g, int64_t us, int n)
{
	char words[WHEN_WORDS];

	when_words(us, n, words);
	grid_cell(g, GRID_PLAIN, words, strlen(words));
}

/* ---- any kind, field by field ---- */

static bool
is_fraction(const struct field *f)
{
	size_t n = strlen("_percentage");

	return (f->marks & UNIT) != 0 || (f->name_n > n &&
	    strcmp(f->name + f->name_n - n, "_percentage") == 0);
}

static void
cell_value(struct grid *g, const struct field *f, const struct value *v)
{
	if (!v->set) {
		grid_cell(g, GRID_PLAIN, "", 0);
		return;
	}
	switch (f->type) {
	case TYPE_text:
	case TYPE_json:
		grid_cell(g, GRID_PLAIN, v->s, v->n);
		break;
	case TYPE_time:
		cell_time(g, v->i, 19);
		break;
	case TYPE_int:
		grid_print(g, "%lld", (long long)v->i);
		break;
	case TYPE_bool:
		grid_print(g, "%s", v->i ? "yes" : "no");
		break;
	case TYPE_word:
		grid_print(g, "%s", f->words[v->i]);
		break;
	case TYPE_real:
		if (is_fraction(f))
			grid_print(g, "%.2f %%", v->d * 100);
		else
			grid_print(g, "%.6g", v->d);
	}
}

/* Without --fields: what identifies a record and what is asked by often. */
static int
table_fields(const struct export *e, enum kind k, int to[FIELDS_MAX])
{
	int n = 0;

	if (e->fields.count > 0)
		return export_fields(e, k, to);
	for (int i = 0; i < kind_spec(k)->fields; i++)
		if (kind_spec(k)->field[i].marks & (KEY | REQ | IDX | AT))
			to[n++] = i;
	return n;
}

/* test_name becomes Test Name; the caller's to free. */
static char *
title_of(const struct field *f)
{
	char *title = need(f->name_n + 1U, 1);

	for (size_t i = 0; i < f->name_n; i++)
		title[i] = f->name[i] == '_' ? ' ' : i == 0 ||
		    f->name[i - 1] == '_' ?
		    (char)toupper((unsigned char)f->name[i]) : f->name[i];
	return title;
}

void
table_grid(const struct table *t, struct grid *g,
    const struct grid_column *column, int columns)
{
	grid_open(g, column, columns);
	g->markdown = t->markdown;
}

static void
open_grid(struct export *e, enum kind k)
{
	struct table *t = e->state;
	int field[FIELDS_MAX], n = table_fields(e, k, field);

	t->grid[k] = need(1, sizeof(*t->grid[k]));
	t->column[k] = need((size_t)n, sizeof(*t->column[k]));
	for (int i = 0; i < n; i++) {
		const struct field *f = &kind_spec(k)->field[field[i]];

		t->column[k][i] = (struct grid_column){title_of(f),
		    f->type == TYPE_real || f->type == TYPE_int,
		    type_is_text(f->type)};
	}
	table_grid(t, t->grid[k], t->column[k], n);
}

static void
add_to_grid(struct export *e)
{
	struct table *t = e->state;
	enum kind k = e->r.kind;
	int field[FIELDS_MAX], n = table_fields(e, k, field);

	if (t->grid[k] == NULL)
		open_grid(e, k);
	for (int i = 0; i < n; i++)
		cell_value(t->grid[k], &kind_spec(k)->field[field[i]],
		    &e->r.v[field[i]]);
}

static void
close_grid(struct export *e, enum kind k)
{
	struct table *t = e->state;

	int columns = t->grid[k]->columns;

	grid_close(t->grid[k], e->terminal, e->out);
	for (int i = 0; i < columns; i++)
		free((char *)(uintptr_t)t->column[k][i].title);
	free(t->column[k]);
	free(t->grid[k]);
}

/* ---- the format ---- */

#define SMALL_CHART	64	/* newest values kept of a test */

static void
begin(struct export *e)
{
	struct table *t = need(1, sizeof(*t));

	tests_open(&t->tests, (size_t)e->max_series, SMALL_CHART);
	t->markdown = e->format == &export_markdown;
	t->tests.terminal = e->terminal;
	e->state = t;
}

static void
add(struct export *e)
{
	struct table *t = e->state;
	bool plain = e->fields.count > 0;

	if (e->summary && e->r.kind == KIND_analysis &&
	    e->r.analysis.severity.i == severity_none)
		return;		/* in sum that is "no drift" */
	t->count[e->r.kind]++;
	if (e->r.kind == KIND_measurement && !plain)
		tests_measure(&t->tests, &e->r, true);
	else if (e->r.kind == KIND_analysis && !plain)
		tests_find(&t->tests, &e->r);
	else if (e->r.kind == KIND_alert && !plain)
		table_alert(e);
	else
		add_to_grid(e);
}

static void
glance(struct export *e)
{
	struct table *t = e->state;

	tests_measure(&t->tests, &e->r, false);
}

/* A blank line between two tables. */
static void
part(struct export *e, bool *first)
{
	if (!*first)
		out_byte(e->out, '\n');
	*first = false;
}

/* Nothing where something was named is said; the sum says it of itself. */
static void
say_none(struct export *e, bool *first)
{
	struct table *t = e->state;
	kind_set told = e->summary ? BIT(measurement) | BIT(alert) : 0;

	if (e->select.kind.count == 0)
		return;
	for (enum kind k = 0; k < KIND_count; k++) {
		if (t->count[k] > 0 ||
		    !(e->select.kinds & ~told & KIND_BIT(k)))
			continue;
		part(e, first);
		out_text(e->out, "no ");
		out_text(e->out, k == KIND_analysis ? "drift" :
		    kind_spec(k)->name);
		if (k == KIND_analysis && (told & e->select.kinds &
		    BIT(measurement)) && t->count[KIND_measurement] == 0)
			out_text(e->out, ": nothing was measured");
		out_byte(e->out, '\n');
	}
}

static void
put_alerts(struct export *e)
{
	struct table *t = e->state;
	const struct kind_spec *k = kind_spec(KIND_alert);
	int field = field_find(KIND_alert, "severity", 8);
	const char *list;
	size_t n;

	if (!e->summary) {
		list = aside_read(&t->alerts, &n);
		out_bytes(e->out, list, n);
		aside_close(&t->alerts);
		return;
	}
	out_text(e->out, "open alerts  ");
	for (int s = severity_words - 1; s >= 0; s--) {
		if (t->alerts_by[s] == 0)
			continue;
		out_byte(e->out, ' ');
		out_int(e->out, (int64_t)t->alerts_by[s]);
		out_byte(e->out, ' ');
		out_text(e->out, k->field[field].words[s]);
	}
	out_text(e->out, ", ");
	out_int(e->out, (int64_t)t->acknowledged);
	out_text(e->out, " acknowledged\n");
}

static void
end(struct export *e)
{
	struct table *t = e->state;
	bool first = true, plain = e->fields.count > 0;

	if (t->count[KIND_analysis] > 0 && !plain) {
		part(e, &first);
		table_findings(e);
	}
	say_none(e, &first);
	if (e->summary || (t->count[KIND_measurement] > 0 && !plain)) {
		part(e, &first);
		e->summary ? table_summary(e) : table_rows(e);
	}
	for (enum kind k = 0; k < KIND_count; k++)
		if (t->grid[k] != NULL) {
			part(e, &first);
			close_grid(e, k);
		}
	if (t->count[KIND_alert] > 0 && !plain) {
		part(e, &first);
		put_alerts(e);
	}
	tests_close(&t->tests);
	str_free(&t->text);
	free(t);
}

const struct format export_table = {"table", begin, add, glance, end, 0};
const struct format export_markdown = {"markdown", begin, add, glance, end,
    0};
