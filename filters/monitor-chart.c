/*
 * The distributions of both sides, one beside the other, as SVG.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "monitor.h"
#include "width.h"
#include "xml-text.h"

#define WIDTH		420
#define HEIGHT		120	/* of the bars of numbers */
#define ROW		22	/* of a value */
#define LABEL		130	/* room for what a value is called */
#define LABEL_COLUMNS	18
#define ROWS_SHOWN	12

/* ---- text ---- */

void
html_text(struct str *b, const char *s, size_t n)
{
	struct str clean = {0};

	width_clean(&clean, s, n);
	for (size_t i = 0; i < clean.n; i++) {
		const char *reference = xml_reference(clean.s[i]);

		if (reference != NULL)
			str_text(b, reference);
		else
			str_byte(b, clean.s[i]);
	}
	str_free(&clean);
}

/* ---- shares ---- */

struct shares {
	const struct comparison *c;
	struct counts of;	/* counts, then shares */
	double largest;
};

static double
largest_share(struct shares *s)
{
	double largest = 0;

	for (size_t i = 0; i < s->of.k; i++) {
		s->of.a[i] /= s->c->reference_count;
		s->of.b[i] /= s->c->current_count;
		largest = fmax(largest, fmax(s->of.a[i], s->of.b[i]));
	}
	return largest > 0 ? largest : 1;
}

/* What a value is called. */
static void
value_text_of(const struct shares *s, size_t i, struct str *b)
{
	const struct feature *f = s->c->feature;

	if (f->words)
		str_text(b, feature_word(f, (size_t)s->of.key[i]));
	else
		str_print(b, "%.6g", s->of.key[i]);
}

static void
tip(const struct shares *s, size_t i, struct str *b)
{
	str_print(b, ": reference %.1f%%, current %.1f%%",
	    100 * s->of.a[i], 100 * s->of.b[i]);
}

/* ---- numbers: bins from left to right ---- */

static void
draw_bin(const struct shares *s, size_t i, struct str *b)
{
	double width = (double)WIDTH / (double)s->of.k;
	double left = (double)i * width;
	double a = s->of.a[i] / s->largest * HEIGHT;
	double n = s->of.b[i] / s->largest * HEIGHT;

	str_print(b, "<g><title>%.5g to %.5g", s->of.key[i],
	    s->of.key[i + 1]);
	tip(s, i, b);
	str_print(b, "</title><rect class=\"r\" x=\"%.1f\" y=\"%.1f\" "
	    "width=\"%.1f\" height=\"%.1f\"/>", left + .08 * width,
	    HEIGHT - a, .42 * width, a);
	str_print(b, "<rect class=\"c\" x=\"%.1f\" y=\"%.1f\" "
	    "width=\"%.1f\" height=\"%.1f\"/></g>\n", left + .5 * width,
	    HEIGHT - n, .42 * width, n);
}

static void
draw_numbers(const struct shares *s, struct str *b)
{
	size_t k = s->of.k;

	str_print(b, "<svg viewBox=\"0 0 %d %d\" role=\"img\">\n", WIDTH,
	    HEIGHT + 18);
	for (size_t i = 0; i < k; i++)
		draw_bin(s, i, b);
	str_print(b, "<text x=\"0\" y=\"%d\">%.5g</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"m\">%.5g</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"e\">%.5g</text></svg>\n",
	    HEIGHT + 14, s->of.key[0], WIDTH / 2, HEIGHT + 14,
	    (s->of.key[0] + s->of.key[k]) / 2, WIDTH, HEIGHT + 14,
	    s->of.key[k]);
}

/* ---- values: rows from top to bottom ---- */

static void
draw_value(const struct shares *s, size_t i, size_t row, struct str *b)
{
	struct str text = {0}, fit = {0};
	double room = WIDTH - LABEL;
	size_t top = row * ROW;

	value_text_of(s, i, &text);
	width_clean(&fit, text.s, text.n);
	str_clear(&text);
	width_fit(&text, fit.s, fit.n, LABEL_COLUMNS);
	str_text(b, "<g><title>");
	html_text(b, fit.s, fit.n);
	tip(s, i, b);
	str_print(b, "</title><text x=\"%d\" y=\"%zu\" class=\"e\">",
	    LABEL - 6, top + 14);
	while (text.n > 0 && text.s[text.n - 1] == ' ')
		str_cut(&text, text.n - 1);
	html_text(b, text.s, text.n);
	str_print(b, "</text><rect class=\"r\" x=\"%d\" y=\"%zu\" "
	    "width=\"%.1f\" height=\"8\"/>", LABEL, top + 2,
	    s->of.a[i] / s->largest * room);
	str_print(b, "<rect class=\"c\" x=\"%d\" y=\"%zu\" "
	    "width=\"%.1f\" height=\"8\"/></g>\n", LABEL, top + 11,
	    s->of.b[i] / s->largest * room);
	str_free(&text);
	str_free(&fit);
}

/* The most frequent ones of either side; of numbers, in their order. */
static size_t
most_frequent(const struct shares *s, size_t *shown)
{
	size_t n = 0;

	for (size_t i = 0; i < s->of.k; i++) {
		double size = fmax(s->of.a[i], s->of.b[i]);
		size_t at = n;

		while (at > 0 && size > fmax(s->of.a[shown[at - 1]],
		    s->of.b[shown[at - 1]]))
			at--;
		if (at == ROWS_SHOWN)
			continue;
		n += n < ROWS_SHOWN;
		memmove(shown + at + 1, shown + at,
		    (n - at - 1) * sizeof(*shown));
		shown[at] = i;
	}
	return n;
}

static void
draw_values(const struct shares *s, struct str *b)
{
	size_t shown[ROWS_SHOWN + 1], n = s->of.k;

	if (s->c->feature->words || n > ROWS_SHOWN)
		n = most_frequent(s, shown);
	else
		for (size_t i = 0; i < n; i++)
			shown[i] = i;
	str_print(b, "<svg viewBox=\"0 0 %d %zu\" role=\"img\">\n", WIDTH,
	    n * ROW);
	for (size_t i = 0; i < n; i++)
		draw_value(s, shown[i], i, b);
	str_text(b, "</svg>\n");
	if (n < s->of.k)
		str_print(b, "<p class=\"note\">and %zu more values</p>\n",
		    s->of.k - n);
}

void
chart_draw(const struct comparison *c, struct str *b)
{
	struct shares s = {.c = c};
	bool values = comparison_show(c, &s.of);

	s.largest = largest_share(&s);
	if (values)
		draw_values(&s, b);
	else
		draw_numbers(&s, b);
	counts_close(&s.of);
}
