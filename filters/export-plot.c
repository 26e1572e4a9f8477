/*
 * A test's confidence as a picture on a terminal: braille dots, two to the
 * side and four high in a character, or stars where the locale has no more
 * than ASCII.
 */
#include <stdlib.h>
#include <string.h>

#include "export-chart.h"
#include "export-table.h"
#include "when.h"

#define HEIGHT		10	/* lines */
#define LABEL		8	/* columns before them */
#define WIDTH		72	/* where nobody knows better, with the label */
#define WIDEST		200

struct plot {
	struct chart chart;
	int columns;
	uint8_t dots[HEIGHT][WIDEST];	/* as in U+2800 and what follows */
	int baseline, change;		/* line and column, or -1 */
	bool ascii;
};

/* Unicode's numbering of the eight dots. */
static void
set_dot(struct plot *p, int x, int y)
{
	static const uint8_t bit[4][2] = {{0x01, 0x08}, {0x02, 0x10},
	    {0x04, 0x20}, {0x40, 0x80}};

	p->dots[y / 4][x / 2] |= bit[y % 4][x % 2];
}

static void
draw_line(struct plot *p, struct point from, struct point to)
{
	int x = chart_x(&p->chart, from.at), y = chart_y(&p->chart, from.y);
	int dx = chart_x(&p->chart, to.at) - x;
	int dy = chart_y(&p->chart, to.y) - y;
	int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);

	for (int i = 0; i <= steps; i++)
		set_dot(p, x + (steps > 0 ? dx * i / steps : 0),
		    y + (steps > 0 ? dy * i / steps : 0));
}

static void
draw(struct plot *p, const struct point *point, uint32_t n)
{
	struct point kept[CHART_MOST];

	n = chart_thin(point, n, kept, p->chart.most);
	for (uint32_t i = 0; i < n; i++)
		draw_line(p, kept[i > 0 ? i - 1 : 0], kept[i]);
}

/* ---- on paper ---- */

static void
put_label(const struct plot *p, int line, struct out *o)
{
	const struct chart *c = &p->chart;
	char text[32];
	double y = c->high - (c->high - c->low) * line / (HEIGHT - 1);

	if (line % 3 == 0)
		(void)snprintf(text, sizeof(text), "%*.1f %%", LABEL - 3,
		    y * 100);
	else
		text[0] = '\0';
	(void)snprintf(text + strlen(text), sizeof(text) - strlen(text),
	    "%*s", LABEL - (int)strlen(text), "");
	out_text(o, text);
}

static void
put_braille(struct out *o, uint8_t dots)
{
	const char text[] = {(char)0xe2, (char)(0xa0 | dots >> 6),
	    (char)(0x80 | (dots & 0x3f)), '\0'};

	out_text(o, text);
}

/* Values go before the change, and the change before the baseline. */
static void
put_cell(const struct plot *p, int line, int column, struct export *e)
{
	uint8_t dots = p->dots[line][column];
	enum grid_style style = dots != 0 ? GRID_PLAIN :
	    column == p->change ? GRID_BAD : GRID_DIM;

	style_begin(style, e->terminal, e->out);
	if (dots != 0 && !p->ascii)
		put_braille(e->out, dots);
	else if (dots != 0)
		out_byte(e->out, '*');
	else if (column == p->change)
		out_text(e->out, p->ascii ? "|" : "│");
	else
		out_text(e->out, p->ascii ? "-" : "╌");
	style_end(style, e->terminal, e->out);
}

static bool
is_blank(const struct plot *p, int line, int column)
{
	return p->dots[line][column] == 0 && column != p->change &&
	    line != p->baseline;
}

static void
put_line(const struct plot *p, int line, struct export *e)
{
	int end = p->columns;

	while (end > 0 && is_blank(p, line, end - 1))
		end--;
	put_label(p, line, e->out);
	for (int i = 0; i < end; i++)
		if (is_blank(p, line, i))
			out_byte(e->out, ' ');
		else
			put_cell(p, line, i, e);
	out_byte(e->out, '\n');
}

/* The first and the last day, and below what else is to be seen. */
static void
put_words(const struct plot *p, const struct marks *m, struct export *e)
{
	char from[WHEN_WORDS], to[WHEN_WORDS], change[WHEN_WORDS];
	struct str text = {0};
	int gap = p->columns - 20;

	when_words(p->chart.from, 19, from);
	when_words(p->chart.to, 19, to);
	str_print(&text, "%*s%.10s%*s%.10s\n", LABEL, "", from,
	    gap > 1 ? gap : 1, "", to);
	if (m->windows)
		str_print(&text, "%*s%s baseline %.2f %%\n", LABEL, "",
		    p->ascii ? "-" : "╌", m->baseline * 100);
	if (m->change) {
		when_words(m->change_at, 16, change);
		str_print(&text, "%*s%s changed %s\n", LABEL, "",
		    p->ascii ? "|" : "│", change);
	}
	out_bytes(e->out, text.s, text.n);
	str_free(&text);
}

/* ---- how large ---- */

static void
set_scale(struct plot *p, const struct marks *m, const struct point *point,
    uint32_t n)
{
	struct chart *c = &p->chart;

	*c = (struct chart){.width = 2 * p->columns - 1,
	    .height = 4 * HEIGHT - 1, .from = INT64_MAX, .to = INT64_MIN,
	    .low = 1, .most = (uint32_t)(2 * p->columns)};
	chart_stretch(c, point, n);
	chart_range(c, point, n);
	if (m->windows)
		chart_range(c, (struct point[]){{0, m->baseline},
		    {0, m->current}}, 2);
	(void)chart_scale(c);
	p->baseline = m->windows ? chart_y(c, m->baseline) / 4 : -1;
	p->change = m->change ? chart_x(c, m->change_at) / 2 : -1;
}

void
plot_put(struct export *e, const struct row *row)
{
	struct tests *t = e->state;
	const struct point *point = points_sorted(&t->rows, &row->points);
	struct marks m = chart_marks(e, row, point);
	int columns = e->terminal.columns > 0 ? (int)e->terminal.columns :
	    WIDTH;
	struct plot p = {.ascii = e->terminal.ascii};

	p.columns = columns - LABEL < 20 ? 20 : columns - LABEL > WIDEST ?
	    WIDEST : columns - LABEL;
	set_scale(&p, &m, point, row->points.n);
	draw(&p, point, row->points.n);
	out_byte(e->out, '\n');
	for (int line = 0; line < HEIGHT; line++)
		put_line(&p, line, e);
	put_words(&p, &m, e);
}
