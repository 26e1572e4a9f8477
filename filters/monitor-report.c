/*
 * --report: a page that needs nothing else, light or dark as its reader
 * likes it.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "monitor.h"
#include "when.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>monitor</title><style>\n"
    ":root{color-scheme:light dark;--p:#fff;--t:#1c1e21;--s:#5b6168;"
    "--l:#d9dce0;--r:#9aa3ad;--c:#2563c9;--bad:#b3261e;--good:#1f7a3d}\n"
    "@media(prefers-color-scheme:dark){:root{--p:#16181b;--t:#e6e8ea;"
    "--s:#a3a9b0;--l:#363a40;--r:#6d7680;--c:#6ea0ff;--bad:#ff8a80;"
    "--good:#7bd88f}}\n"
    "body{font:15px/1.5 system-ui,sans-serif;background:var(--p);"
    "color:var(--t);margin:2rem auto;max-width:60rem;padding:0 1rem}\n"
    "h1{font-size:1.4rem}h2{font-size:1.2rem;margin-top:2.5rem}"
    "h3{font-size:1rem;margin:0}\n"
    "table{border-collapse:collapse;margin:.5rem 0}"
    "td,th{text-align:left;padding:.15rem 1rem .15rem 0;"
    "border-bottom:1px solid var(--l);font-weight:normal}"
    "th{color:var(--s)}\n"
    ".f{display:grid;grid-template-columns:repeat(auto-fill,"
    "minmax(26rem,1fr));gap:1rem}"
    ".f>section{border:1px solid var(--l);border-radius:6px;"
    "padding:.8rem}\n"
    ".bad{color:var(--bad)}.good{color:var(--good)}"
    ".note{color:var(--s);margin:.2rem 0}\n"
    "svg{width:100%;height:auto}svg text{font-size:11px;fill:var(--s)}"
    ".m{text-anchor:middle}.e{text-anchor:end}"
    ".r{fill:var(--r)}.c{fill:var(--c)}\n"
    ".k{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}"
    "</style></head><body>\n";

/* ---- words ---- */

static void
text(struct str *b, const struct value *v)
{
	if (v->set)
		html_text(b, v->s, v->n);
}

static void
row(struct str *b, const char *name, double x)
{
	str_print(b, "<tr><th>%s</th><td>", name);
	if (isfinite(x))
		str_print(b, "%.6g", x);
	else
		str_text(b, "&ndash;");
	str_text(b, "</td></tr>\n");
}

static void
real_row(struct str *b, const char *name, const struct value *v)
{
	row(b, name, v->set ? v->d : NAN);
}

/* ---- a model ---- */

static void
write_proxies(const struct monitoring *m, struct str *b)
{
	str_text(b, "<table>");
	row(b, "predictions", (double)m->num_predictions.i);
	real_row(b, "positive rate", &m->positive_rate);
	real_row(b, "mean probability", &m->probability_mean);
	real_row(b, "its standard deviation", &m->probability_std);
	real_row(b, "first quartile", &m->probability_q25);
	real_row(b, "median", &m->probability_median);
	real_row(b, "third quartile", &m->probability_q75);
	real_row(b, "entropy, nats", &m->entropy);
	str_text(b, "</table>\n");
}

/* The members of an object of numbers as rows of a table. */
static void
write_object(struct json *j, const struct str *object, struct str *b)
{
	if (object->n == 0 || !json_object(j, object->s, object->n))
		return;
	str_text(b, "<table>");
	for (size_t i = 0; i < j->count; i++) {
		struct str name = {0};
		double x;

		json_decode(&j->member[i].key, &name);
		for (size_t k = 0; k < name.n; k++)
			if (name.s[k] == '_')
				name.s[k] = ' ';
		row(b, name.s, json_real(&j->member[i].value, &x) ? x : NAN);
		str_free(&name);
	}
	str_text(b, "</table>\n");
}

static double
number_of(const struct json *j, const char *name)
{
	const struct json_value *v = json_member(j, name);
	double x;

	return v != NULL && json_real(v, &x) ? x : NAN;
}

static void
write_segments(struct json j[2], const struct str *object, struct str *b)
{
	static const char *const figure[] = {"num_samples", "accuracy",
	    "f1_score", "roc_auc", "brier_score"};

	if (object->n <= 2 || !json_object(&j[0], object->s, object->n))
		return;
	str_text(b, "<table><tr><th>segment</th><th>labelled</th>"
	    "<th>accuracy</th><th>F1</th><th>ROC AUC</th><th>Brier</th>"
	    "</tr>\n");
	for (size_t i = 0; i < j[0].count; i++) {
		const struct json_member *m = &j[0].member[i];
		struct str name = {0};

		if (!json_object(&j[1], m->value.s, m->value.n))
			continue;
		json_decode(&m->key, &name);
		str_text(b, "<tr><td>");
		html_text(b, name.s, name.n);
		for (int k = 0; k < 5; k++)
			str_print(b, "</td><td>%.4g", number_of(&j[1],
			    figure[k]));
		str_text(b, "</td></tr>\n");
		str_free(&name);
	}
	str_text(b, "</table>\n");
}

/* ---- features ---- */

/* Failures first, then the largest score. */
static int
by_score(const void *a, const void *b)
{
	const struct comparison *x = *(const struct comparison *const *)a;
	const struct comparison *y = *(const struct comparison *const *)b;

	if ((x->failed != NULL) != (y->failed != NULL))
		return x->failed != NULL ? -1 : 1;
	if (x->failed != NULL || x->score == y->score)
		return strcmp(x->feature->name, y->feature->name);
	return x->score > y->score ? -1 : 1;
}

static void
write_feature(const struct comparison *c, struct str *b)
{
	str_text(b, "<section><h3>");
	html_text(b, c->feature->name, c->feature->name_n);
	if (c->failed != NULL) {
		str_print(b, " <span class=\"bad\">no verdict</span></h3>"
		    "<p class=\"note\">%s</p></section>\n", c->failed);
		return;
	}
	str_print(b, " <span class=\"%s\">%s</span></h3>\n",
	    c->drifted ? "bad" : "good", c->drifted ? "drifted" : "as it was");
	str_print(b, "<p class=\"note\">%s %.4g, threshold %.4g",
	    test_words[c->test], c->score, c->threshold);
	if (!isnan(c->p))
		str_print(b, ", p %.3g", c->p);
	str_print(b, "; %.0f values against %.0f</p>\n", c->current_count,
	    c->reference_count);
	chart_draw(c, b);
	str_text(b, "</section>\n");
}

static void
write_features(const struct verdict *v, struct str *b)
{
	const struct comparison **x = need(v->n + 1,
	    sizeof(const struct comparison *));

	for (size_t i = 0; i < v->n; i++)
		x[i] = &v->of[i];
	qsort(x, v->n, sizeof(const struct comparison *), by_score);
	str_print(b, "<p class=\"%s\">%zu of %zu features drifted%s."
	    "<span class=\"k\" style=\"background:var(--r)\"></span>reference"
	    "<span class=\"k\" style=\"background:var(--c)\"></span>current"
	    "</p><div class=\"f\">\n", v->dataset ? "bad" : "good", v->drifted,
	    v->evaluated, v->dataset ? ": the data have drifted" : "");
	for (size_t i = 0; i < v->n; i++)
		write_feature(x[i], b);
	str_text(b, "</div>\n");
	free(x);
}

static void
write_model(const struct judged *x, struct json j[2], struct str *b)
{
	const struct monitoring *m = &x->d.monitoring;
	char time[WHEN_LENGTH + 1];

	when_print(m->timestamp.i, time);
	str_text(b, "<h2>");
	text(b, &m->model_name);
	str_byte(b, ' ');
	text(b, &m->model_version);
	str_print(b, "</h2>\n<p class=\"note\">%s, %lld hours before %s",
	    words_monitoring_status[m->status.i],
	    (long long)m->lookback_hours.i, time);
	if (x->failed != NULL)
		str_print(b, ": %s", x->failed);
	str_text(b, "</p>\n");
	write_proxies(m, b);
	write_object(&j[0], &x->performance.coverage, b);
	write_object(&j[0], &x->performance.figures, b);
	write_segments(j, &x->performance.segments, b);
	if (x->verdict.n > 0)
		write_features(&x->verdict, b);
}

void
report_write(const char *file, struct judged *x, size_t n)
{
	struct str b = {0};
	struct json j[2];
	int fd = replace_open(file);

	json_open(&j[0]);
	json_open(&j[1]);
	str_text(&b, head);
	str_text(&b, "<h1>Predictions and their reference</h1>\n");
	for (size_t i = 0; i < n; i++)
		write_model(&x[i], j, &b);
	str_text(&b, "</body></html>\n");
	if (!aside_write(fd, b.s, b.n))
		diag_fail(USAGE, "cannot write %s: %s", file,
		    strerror(errno));
	replace_done();
	(void)close(fd);
	json_close(&j[0]);
	json_close(&j[1]);
	str_free(&b);
}
