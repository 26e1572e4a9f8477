#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "annotation.h"
#include "grid.h"

#define GAP	2		/* blanks between columns */
#define NARROW	8		/* no column shrinks below this */
#define CELL	'\x1f'		/* ends a cell put aside; clean text has none */
#define PLAIN	"\033[0m"

void
grid_open(struct grid *g, const struct grid_column *column, int columns)
{
	*g = (struct grid){.column = column, .columns = columns};
	for (int i = 0; i < columns; i++)
		g->width[i] = width_of(column[i].title,
		    strlen(column[i].title));
	aside_open(&g->cells);
}

/* Words and numbers of ours stay as they are in Markdown, too. */
static bool
is_harmless(const struct str *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (ispunct((unsigned char)s->s[i]) && (strchr("-+%.:,/",
		    s->s[i]) == NULL || isalpha((unsigned char)s->s[0])))
			return false;
	return true;
}

static void
make_code(struct grid *g)
{
	str_clear(&g->code);
	annotation_code(&g->code, g->clean.s, g->clean.n);
	str_set(&g->clean, g->code.s, g->code.n);
}

void
grid_cell(struct grid *g, enum grid_style style, const char *s, size_t n)
{
	size_t width;

	str_clear(&g->clean);
	width_clean(&g->clean, s, n);
	if (g->markdown && g->clean.n > 0 && (g->column[g->at].shrinks ||
	    !is_harmless(&g->clean)))
		make_code(g);
	width = width_of(g->clean.s, g->clean.n);
	if (width > g->width[g->at])
		g->width[g->at] = width;
	out_byte(g->cells.out, (char)('0' + style));
	out_bytes(g->cells.out, g->clean.s, g->clean.n);
	out_byte(g->cells.out, CELL);
	g->at = (g->at + 1) % g->columns;
	g->rows += g->at == 0;
}

void
grid_print(struct grid *g, const char *fmt, ...)
{
	char text[256];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	grid_cell(g, GRID_PLAIN, text, n < 0 ? 0 :
	    (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1);
}

static const char *const styles[] = {"", "\033[2m", "\033[32m", "\033[33m",
    "\033[31m", "\033[1;31m"};

void
style_begin(enum grid_style style, struct terminal t, struct out *o)
{
	if (t.colour)
		out_text(o, styles[style]);
}

void
style_end(enum grid_style style, struct terminal t, struct out *o)
{
	if (t.colour && style != GRID_PLAIN)
		out_text(o, PLAIN);
}

/* Takes columns from those that may shrink, the widest first. */
static void
shrink(struct grid *g, size_t columns)
{
	size_t all = 0;

	for (int i = 0; i < g->columns; i++)
		all += g->width[i] + (i > 0 ? GAP : 0);
	while (columns > 0 && all > columns) {
		int widest = -1;

		for (int i = 0; i < g->columns; i++)
			if (g->column[i].shrinks && g->width[i] > NARROW &&
			    (widest < 0 || g->width[i] > g->width[widest]))
				widest = i;
		if (widest < 0)
			return;
		g->width[widest]--;
		all--;
	}
}

/* One cell of column i, behind what the line holds already. */
static void
fit(struct grid *g, int i, const char *s, size_t n)
{
	size_t width = width_of(s, n), room = g->width[i];

	if (g->markdown)
		str_text(&g->clean, i > 0 ? " | " : "| ");
	for (int pad = i > 0 && !g->markdown ? GAP : 0; pad > 0; pad--)
		str_byte(&g->clean, ' ');
	if (g->column[i].right && width < room)
		for (size_t pad = room - width; pad > 0; pad--)
			str_byte(&g->clean, ' ');
	width_fit(&g->clean, s, n, g->column[i].right && width < room ?
	    width : room);
}

/* The line; only a stroke may follow blanks. */
static void
put_line(struct grid *g, struct out *o)
{
	while (!g->markdown && g->clean.n > 0 &&
	    g->clean.s[g->clean.n - 1] == ' ')
		g->clean.n--;
	if (g->markdown)
		str_text(&g->clean, " |");
	out_bytes(o, g->clean.s, g->clean.n);
	out_byte(o, '\n');
	str_clear(&g->clean);
}

static void
titles(struct grid *g, struct terminal t, struct out *o)
{
	str_clear(&g->clean);
	str_text(&g->clean, t.colour ? styles[GRID_DIM] : "");
	for (int i = 0; i < g->columns; i++)
		fit(g, i, g->column[i].title, strlen(g->column[i].title));
	str_text(&g->clean, t.colour ? PLAIN : "");
	put_line(g, o);
}

/* | :--- | ---: | */
static void
rule(struct grid *g, struct out *o)
{
	for (int i = 0; i < g->columns; i++) {
		str_text(&g->clean, i > 0 ? " | " : "| ");
		for (size_t n = 1; n < g->width[i]; n++)
			str_byte(&g->clean, '-');
		str_byte(&g->clean, g->column[i].right ? ':' : '-');
	}
	put_line(g, o);
}

void
grid_close(struct grid *g, struct terminal t, struct out *o)
{
	size_t n, from = 0;
	const char *cells = aside_read(&g->cells, &n);

	if (g->markdown)
		t = (struct terminal){0};
	shrink(g, t.columns);
	titles(g, t, o);
	if (g->markdown)
		rule(g, o);
	for (int i = 0; from < n; i = (i + 1) % g->columns) {
		int style = t.colour ? cells[from] - '0' : GRID_PLAIN;
		const char *s = cells + from + 1;
		const char *end = memchr(s, CELL, n - from - 1);

		str_text(&g->clean, styles[style]);
		fit(g, i, s, (size_t)(end - s));
		str_text(&g->clean, style != GRID_PLAIN ? PLAIN : "");
		if (i == g->columns - 1)
			put_line(g, o);
		from = (size_t)(end + 1 - cells);
	}
	aside_close(&g->cells);
	str_free(&g->clean);
	str_free(&g->code);
}
