/*
 * --summary: everything that was computed, as one JSON document.
 */
#include <math.h>
#include <unistd.h>

#include "aside.h"
#include "monitor.h"

#define WORDS_SHOWN	50

static void
member(struct out *o, const char *name, double x)
{
	out_text(o, ",\"");
	out_text(o, name);
	out_text(o, "\":");
	if (isfinite(x))
		out_real(o, x);
	else
		out_text(o, "null");
}

/* ---- one side of a feature ---- */

static void
write_numbers(struct out *o, const double *y, size_t n, double total)
{
	struct moments m = {0};

	for (size_t i = 0; i < n; i++)
		moments_add(&m, y[i]);
	out_text(o, "{\"count\":");
	out_real(o, total);
	member(o, "mean", m.mean);
	member(o, "std", n < 2 ? NAN : sqrt(m.square / (double)(n - 1)));
	member(o, "min", y[0]);
	member(o, "q25", quantile_of(y, n, .25));
	member(o, "median", quantile_of(y, n, .5));
	member(o, "q75", quantile_of(y, n, .75));
	member(o, "max", y[n - 1]);
	out_byte(o, '}');
}

/* The categories in the order the alphabet of counts has them. */
static void
write_words(struct out *o, const struct comparison *c, const double *count)
{
	bool first = true;

	out_text(o, "{\"categories\":{");
	for (size_t i = 0; i < c->counts.k && i < WORDS_SHOWN; i++) {
		const char *word = feature_word(c->feature,
		    (size_t)c->counts.key[i]);

		if (!first)
			out_byte(o, ',');
		first = false;
		out_string(o, word, strlen(word));
		out_byte(o, ':');
		out_real(o, count[i]);
	}
	out_text(o, "}}");
}

static void
write_sides(struct out *o, const struct comparison *c)
{
	const struct feature *f = c->feature;

	out_text(o, ",\"reference\":");
	if (f->words)
		write_words(o, c, c->counts.a);
	else
		write_numbers(o, f->value, f->n, f->total);
	out_text(o, ",\"current\":");
	if (f->words)
		write_words(o, c, c->counts.b);
	else
		write_numbers(o, c->b, c->bn, c->current_count);
}

/* ---- features and models ---- */

static void
write_feature(struct out *o, const struct comparison *c)
{
	out_text(o, "{\"feature\":");
	out_string(o, c->feature->name, c->feature->name_n);
	if (c->failed != NULL) {
		out_text(o, ",\"failed\":");
		out_string(o, c->failed, strlen(c->failed));
		out_byte(o, '}');
		return;
	}
	out_text(o, ",\"stat_test\":\"");
	out_text(o, test_words[c->test]);
	out_byte(o, '"');
	member(o, "score", c->score);
	member(o, "p_value", c->p);
	member(o, "threshold", c->threshold);
	out_text(o, c->drifted ? ",\"drift_detected\":true" :
	    ",\"drift_detected\":false");
	write_sides(o, c);
	out_byte(o, '}');
}

static void
write_model(struct out *o, const struct judged *j)
{
	out_text(o, "{\"monitoring\":");
	record_print(&j->d, o);
	if (j->failed != NULL) {
		out_text(o, ",\"reason\":");
		out_string(o, j->failed, strlen(j->failed));
	}
	out_text(o, ",\"features\":[");
	for (size_t i = 0; i < j->verdict.n; i++) {
		if (i > 0)
			out_text(o, ",\n");
		write_feature(o, &j->verdict.of[i]);
	}
	out_text(o, "]}");
}

void
summary_write(const char *file, struct judged *j, size_t n)
{
	struct out *o = need(1, sizeof(*o));

	out_open(o, replace_open(file), file);
	out_text(o, "{\"models\":[");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			out_text(o, ",\n");
		write_model(o, &j[i]);
	}
	out_text(o, "]}\n");
	out_flush(o);
	replace_done();
	(void)close(o->fd);
	free(o);
}
