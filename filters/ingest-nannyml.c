/*
 * NannyML: rows of to_df(multilevel=False), a chunk each, as CSV or JSON.
 *
 * A chunk is a monitoring record.  Columns FEATURE_METHOD_value with one of
 * NannyML's methods of univariate drift, and their thresholds and alerts, are
 * feature_drift records; every other column ending in _value is a figure in
 * `performance`.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "ingest-lines.h"
#include "ingest-sink.h"
#include "ingest-source.h"
#include "ingest-value.h"
#include "intern.h"
#include "rows.h"

#define CELL_MAX	65536	/* bytes of a text */
#define P_VALUE		.05	/* what old versions held one against */

static const char *const methods[][2] = {
	{"kolmogorov_smirnov", "ks"}, {"jensen_shannon", "js"},
	{"chi2", "chi2"}, {"wasserstein", "wasserstein"},
	{"hellinger", "hellinger"}, {"l_infinity", "l_infinity"},
};
#define METHODS		(sizeof(methods) / sizeof(methods[0]))

/* A row, wherever from: names and values, each terminated. */
struct nanny {
	struct source *source;
	struct sink *sink;
	struct str text;
	size_t name[COLUMNS_MAX], value[COLUMNS_MAX];
	size_t cells;
	struct str names;	/* of CSV, with which text begins */
	struct doc doc;

	struct value timestamp, hours, count;
	struct str shown, figures, key;
	struct intern seen;	/* features of this row: whether drifted */
	int64_t features, drifted;
	size_t rows;		/* so far */
};

/* ---- cells ---- */

static const char *
name_of(const struct nanny *n, size_t i)
{
	return n->text.s + n->name[i];
}

/* The text of a column, NULL: there is none, or it is empty. */
static const char *
cell(const struct nanny *n, const char *name)
{
	for (size_t i = 0; i < n->cells; i++) {
		const char *value = n->text.s + n->value[i];

		if (strcmp(name_of(n, i), name) == 0)
			return *value != '\0' ? value : NULL;
	}
	return NULL;
}

/* A number; pandas writes nothing or "nan" for none. */
static struct value
number_of(const char *s)
{
	char *end;
	double d;

	if (s == NULL)
		return (struct value){0};
	d = strtod(s, &end);
	if (*end != '\0' || !isfinite(d))
		return (struct value){0};
	return value_real(d);
}

/* The number in the column STEM_END. */
static struct value
part(struct nanny *n, const char *stem, size_t stem_n, const char *end)
{
	str_set(&n->key, stem, stem_n);
	str_text(&n->key, end);
	return number_of(cell(n, n->key.s));
}

/* Whether the alert STEM_alert was raised; absent: it is not said. */
static struct value
alert_of(struct nanny *n, const char *stem, size_t stem_n)
{
	const char *s;

	str_set(&n->key, stem, stem_n);
	str_text(&n->key, "_alert");
	s = cell(n, n->key.s);
	if (s == NULL || strcasecmp(s, "nan") == 0 ||
	    strcasecmp(s, "none") == 0)
		return (struct value){0};
	return value_int(strcasecmp(s, "true") == 0 ||
	    number_of(s).d != 0);
}

/* ---- features ---- */

/* The method that a stem ends in, METHODS if in none; cuts the stem. */
static size_t
find_method(const char *stem, size_t *n)
{
	char end[32];

	for (size_t i = 0; i < METHODS; i++) {
		(void)snprintf(end, sizeof(end), "_%s", methods[i][0]);
		if (text_ends(stem, *n, end)) {
			*n -= strlen(end);
			return i;
		}
	}
	return METHODS;
}

/* Whether several methods looked at the feature: their names tell apart. */
static bool
has_others(const struct nanny *n, const char *feature, size_t length)
{
	size_t found = 0;

	for (size_t i = 0; i < n->cells; i++) {
		const char *name = name_of(n, i);
		size_t stem = strlen(name);

		if (!text_ends(name, stem, "_value"))
			continue;
		stem -= 6;
		found += find_method(name, &stem) != METHODS &&
		    text_same(name, stem, feature, length);
	}
	return found > 1;
}

/* Features count once, and as drifted if any method says so. */
static void
count_feature(struct nanny *n, const char *feature, size_t length,
    bool drifted)
{
	int64_t *seen = intern_find(&n->seen, feature, length);

	if (seen == NULL) {
		intern_add(&n->seen, feature, length, false);
		seen = intern_find(&n->seen, feature, length);
		n->features++;
	}
	n->drifted += drifted && !*seen;
	*seen = *seen || drifted;
}

static void
name_feature(struct nanny *n, const char *feature, size_t length,
    const char *method)
{
	str_set(&n->shown, feature, length);
	if (has_others(n, feature, length))
		str_print(&n->shown, " (%s)", method);
}

/* Of a column STEM_value: a feature and a method. */
static void
tell_feature(struct nanny *n, const char *stem, size_t stem_n, size_t method)
{
	size_t length = stem_n - strlen(methods[method][0]) - 1;
	struct value score = part(n, stem, stem_n, "_value");
	struct value upper = part(n, stem, stem_n, "_upper_threshold");
	struct value lower = part(n, stem, stem_n, "_lower_threshold");
	struct value alert = alert_of(n, stem, stem_n);
	struct feature_drift *f;
	char why[JSON_WHY];

	if (!score.set)
		return;
	if (!alert.set)
		alert = value_int((upper.set && score.d > upper.d) ||
		    (lower.set && score.d < lower.d));
	name_feature(n, stem, length, methods[method][1]);
	f = &sink_other(n->sink, KIND_feature_drift)->feature_drift;
	f->timestamp = n->timestamp;
	f->feature = value_str(&n->shown);
	f->stat_test = value_text(methods[method][1]);
	f->score = score;
	f->p_value = part(n, stem, stem_n, "_p_value");
	f->threshold = upper.set ? upper : lower;
	if (!f->threshold.set && f->p_value.set)
		f->threshold = value_real(P_VALUE);
	f->drift_detected = alert;
	f->current_count = n->count;
	if (sink_print(n->sink, why)) {
		count_feature(n, stem, length, alert.i != 0);
		return;
	}
	diag_say("%s: %s: refused: %s", n->source->name, n->shown.s, why);
	n->sink->r->refused++;
}

static void
add_figure(struct nanny *n, const char *stem, size_t stem_n)
{
	struct value v = part(n, stem, stem_n, "_value");
	char text[REAL_LENGTH + 1];

	if (!v.set)
		return;
	str_byte(&n->figures, n->figures.n == 0 ? '{' : ',');
	str_string(&n->figures, stem, stem_n);
	str_byte(&n->figures, ':');
	str_bytes(&n->figures, text, real_print(v.d, text));
}

/* ---- chunks ---- */

/*
 * The end of the chunk; without dates, one microsecond more for each row, so
 * that they stay apart and in order.
 */
static void
find_times(struct nanny *n)
{
	struct value start = stamp_read(n->sink, cell(n, "chunk_start_date"));
	struct value first = number_of(cell(n, "chunk_start_index"));
	struct value last = number_of(cell(n, "chunk_end_index"));

	n->timestamp = stamp_read(n->sink, cell(n, "chunk_end_date"));
	n->hours = value_int(0);
	if (start.set && n->timestamp.set && start.i <= n->timestamp.i)
		n->hours = value_int((n->timestamp.i - start.i +
		    WHEN_HOUR / 2) / WHEN_HOUR);
	if (!n->timestamp.set)
		n->timestamp = value_time(sink_time(n->sink) +
		    (int64_t)n->rows);
	n->count = (struct value){0};
	if (first.set && last.set && last.d >= first.d && last.d < 1e15)
		n->count = value_int((int64_t)(last.d - first.d) + 1);
}

static void
tell_chunk(struct nanny *n)
{
	struct monitoring *m;
	char why[JSON_WHY];

	if (n->figures.n != 0)
		str_byte(&n->figures, '}');
	m = &sink_other(n->sink, KIND_monitoring)->monitoring;
	m->timestamp = n->timestamp;
	m->lookback_hours = n->hours;
	m->status = value_int(monitoring_status_ok);
	m->num_predictions = n->count.set ? n->count : value_int(0);
	if (n->figures.n != 0)
		m->performance = value_str(&n->figures);
	if (n->features > 0) {
		m->num_features = value_int(n->features);
		m->num_drifted_features = value_int(n->drifted);
		m->feature_drift_ratio = value_real((double)n->drifted /
		    (double)n->features);
	}
	if (!sink_print(n->sink, why))
		diag_say("%s: %s", n->source->name, why);
}

static void
take_row(struct nanny *n)
{
	find_times(n);
	intern_clear(&n->seen);
	n->features = n->drifted = 0;
	str_clear(&n->figures);
	for (size_t i = 0; i < n->cells; i++) {
		const char *name = name_of(n, i);
		size_t stem = strlen(name), length, method;

		if (!text_ends(name, stem, "_value") ||
		    text_ends(name, stem, "_p_value"))
			continue;
		stem -= 6;
		length = stem;
		method = find_method(name, &length);
		if (method != METHODS)
			tell_feature(n, name, stem, method);
		else
			add_figure(n, name, stem);
	}
	tell_chunk(n);
	n->rows++;
}

/* ---- JSON ---- */

/* A member: what is no number, text or truth is empty. */
static void
take_member(struct nanny *n)
{
	struct doc *d = &n->doc;

	if (n->cells == COLUMNS_MAX) {
		doc_refuse(d, "more than %d columns", COLUMNS_MAX);
		return;
	}
	n->name[n->cells] = n->text.n;
	str_bytes(&n->text, d->key.s, d->key.n);
	str_byte(&n->text, '\0');
	n->value[n->cells++] = n->text.n;
	str_clear(&n->key);
	if (doc_text(d, &n->key, CELL_MAX))
		str_bytes(&n->text, n->key.s, strlen(n->key.s));
	str_byte(&n->text, '\0');
}

static void
take_object(struct nanny *n)
{
	struct doc *d = &n->doc;

	n->cells = 0;
	str_clear(&n->text);
	for (doc_object(d); doc_member(d);)
		take_member(n);
	if (d->why[0] == '\0' && cell(n, "chunk_key") != NULL)
		take_row(n);
}

/* An array of rows, or rows one after the other. */
static bool
read_json(struct nanny *n)
{
	struct doc *d = &n->doc;

	doc_begin(d, n->source, n->sink);
	while (doc_next(d))
		if (doc_type(d) == JSON_ARRAY)
			for (doc_array(d); doc_element(d);)
				take_object(n);
		else
			take_object(n);
	return doc_end(d, n->source, n->sink);
}

/* ---- CSV ---- */

static void
keep_names(struct nanny *n, const struct rows *x)
{
	str_clear(&n->names);
	for (size_t i = 0; i < x->cells; i++) {
		n->name[i] = n->names.n;
		str_bytes(&n->names, x->text.s + x->from[i], x->length[i]);
		str_byte(&n->names, '\0');
	}
	text_whole(&n->names);	/* figures are printed as they are */
}

/* Two columns of one name would be two members of one record. */
static bool
are_distinct(const struct nanny *n, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(n->names.s + n->name[i],
			    n->names.s + n->name[j]) == 0)
				return false;
	return true;
}

/* The names, as they were, and the row's values behind them. */
static void
keep_values(struct nanny *n, const struct rows *x)
{
	str_set(&n->text, n->names.s, n->names.n);
	for (size_t i = 0; i < x->cells; i++) {
		n->value[i] = n->text.n;
		str_bytes(&n->text, x->text.s + x->from[i], x->length[i]);
		str_byte(&n->text, '\0');
	}
	n->cells = x->cells;
}

static void
take_cells(struct nanny *n, struct rows *x, size_t columns)
{
	char why[JSON_WHY];

	if (!rows_split(x, why)) {
		rows_refuse(x, n->sink->r, why);
		return;
	}
	if (x->lines->open_ended) {	/* pandas ends every row */
		rows_refuse(x, n->sink->r, "the row is cut off");
		return;
	}
	if (x->cells != columns) {
		(void)snprintf(why, sizeof(why), "the row has %zu columns, "
		    "the header has %zu", x->cells, columns);
		rows_refuse(x, n->sink->r, why);
		return;
	}
	keep_values(n, x);
	take_row(n);
}

static bool
read_csv(struct nanny *n)
{
	struct source *s = n->source;
	char path[32], *files[] = {path, NULL}, why[JSON_WHY];
	struct rows *x = need(1, sizeof(*x));
	struct lines lines;
	const char *head;
	size_t columns, head_n;
	bool good;

	(void)snprintf(path, sizeof(path), "/dev/fd/%d", s->fd);
	lines_open(&lines, files);
	lines_limit(&lines, s->r->lines.max);
	if (lines_peek(&lines, &head, &head_n))
		lines_skip(&lines, source_mark(head, head_n));
	x->lines = &lines;
	columns = 0;
	good = rows_next(x) && rows_split(x, why);
	if (good) {
		columns = x->cells;
		keep_names(n, x);
		good = are_distinct(n, columns);
	}
	if (good) {
		while (rows_next(x) && lines_signal() == 0)
			take_cells(n, x, columns);
	} else {
		s->line = 1;
		(void)snprintf(s->why, sizeof(s->why),
		    columns == 0 ? "the header cannot be read" :
		    "two columns have one name");
	}
	rows_free(x);
	free(x);
	lines_close(&lines);
	return good;
}

/* ---- the format ---- */

bool
nannyml_recognise(const char *head, size_t n)
{
	const char *end = memchr(head, '\n', n);
	size_t length = end != NULL ? (size_t)(end - head) : n;

	if (n > 0 && (*head == '[' || *head == '{'))
		return head_has(head, n, "chunk_key");
	return n > 0 && *head != '<' &&
	    memmem(head, length, "chunk_key,", 10) != NULL &&
	    memmem(head, length, "_value", 6) != NULL;
}

bool
nannyml_read(struct source *s, struct sink *k)
{
	struct nanny *n = need(1, sizeof(*n));
	char head[4];
	ssize_t got = pread(s->fd, head, sizeof(head), 0);
	size_t mark = got > 0 ? source_mark(head, (size_t)got) : 0;
	bool json, good;

	n->source = s;
	n->sink = k;
	json = got > (ssize_t)mark && strchr("[{", head[mark]) != NULL;
	good = json ? read_json(n) : read_csv(n);
	if (good && n->rows == 0) {
		(void)snprintf(s->why, sizeof(s->why),
		    "it has no row that can be read");
		good = false;
	}
	str_free_all(&n->text, &n->names, &n->shown, &n->figures, &n->key,
	    NULL);
	intern_free(&n->seen);
	free(n);
	return good;
}
