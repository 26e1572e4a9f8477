/*
 * stats and size: a database at a glance.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "store.h"
#include "when.h"

struct stats {
	struct store *s;
	struct select select;	/* category, project and since of it */
	struct out out;
};

void
store_count(struct store *s, struct str *b)
{
	char between = '{';

	for (int k = 0; k < KIND_count; k++) {
		const char *table = kind_spec((enum kind)k)->table;
		char sql[80];
		int64_t n;

		if (table == NULL)
			continue;
		(void)snprintf(sql, sizeof(sql), "SELECT count(*) FROM \"%s\"",
		    sql_row_table((enum kind)k));
		(void)store_number(s, sql, &n);
		str_print(b, "%c\"%s\":%" PRId64, between, table, n);
		between = ',';
	}
	str_byte(b, '}');
}

int64_t
store_bytes(struct store *s)
{
	int64_t bytes;

	if (!s->driver->size(s->db, &bytes))
		store_fail(s);
	return bytes;
}

/* ---- stats ---- */

/* A query on a public view, with the conditions of --category and so on. */
static struct query *
ask(struct stats *t, const char *select, bool category)
{
	struct str sql = {0};
	struct value text[2] = {value_text(t->select.category),
	    value_text(t->select.project)};
	struct query *q;

	str_text(&sql, select);
	if (category && t->select.category != NULL)
		str_text(&sql, " AND category = ?1");
	if (t->select.project != NULL)
		str_text(&sql, " AND project = ?2");
	if (t->select.since != INT64_MIN) {
		str_print(&sql, " AND %s >= ", t->s->driver->dialect ==
		    SQL_SQLITE ? "epoch" : category ? "timestamp" :
		    "created_at");
		sql_time(&sql, t->s->driver->dialect, t->select.since);
	}
	if (!category)
		str_text(&sql, " GROUP BY severity");
	q = store_query(t->s, sql.s);
	if (category && t->select.category != NULL)
		t->s->driver->bind(q, 1, TYPE_text, &text[0]);
	if (t->select.project != NULL)
		t->s->driver->bind(q, 2, TYPE_text, &text[1]);
	str_free(&sql);
	return q;
}

static void
print_measurements(struct stats *t)
{
	static const char *const names[] = {"total_tests",
	    "total_measurements", "avg_confidence", "min_confidence",
	    "max_confidence"};
	struct query *q = ask(t, "SELECT count(DISTINCT project || '/' || "
	    "test_name), count(*), avg(confidence), min(confidence), "
	    "max(confidence) FROM confidence_measurements WHERE true", true);

	if (t->s->driver->next(q))
		for (int i = 0; i < 5; i++) {
			struct value v;

			t->s->driver->column(q, i, i < 2 ? TYPE_int :
			    TYPE_real, &v);
			out_text(&t->out, i == 0 ? "{\"" : ",\"");
			out_text(&t->out, names[i]);
			out_text(&t->out, "\":");
			if (!v.set)
				out_text(&t->out, "null");
			else if (i < 2)
				out_int(&t->out, v.i);
			else
				out_real(&t->out, v.d);
		}
	store_done(t->s, q);
}

static void
print_alerts(struct stats *t)
{
	const char *const *words = words_severity;
	struct query *q = ask(t, "SELECT severity, count(*) FROM "
	    "drift_alerts WHERE true", false);
	int64_t count[severity_words] = {0};
	struct value v[2];

	while (t->s->driver->next(q)) {
		t->s->driver->column(q, 0, TYPE_text, &v[0]);
		t->s->driver->column(q, 1, TYPE_int, &v[1]);
		for (int i = 0; i < severity_words; i++)
			if (value_is(&v[0], words[i]))
				count[i] = v[1].i;
	}
	store_done(t->s, q);
	out_text(&t->out, ",\"alerts_by_severity\":");
	for (int i = 0; i < severity_words; i++) {
		out_text(&t->out, i == 0 ? "{\"" : ",\"");
		out_text(&t->out, words[i]);
		out_text(&t->out, "\":");
		out_int(&t->out, count[i]);
	}
	out_byte(&t->out, '}');
}

static void
print_stats(struct stats *t)
{
	struct str rows = {0};

	store_look(t->s);
	print_measurements(t);
	print_alerts(t);
	store_count(t->s, &rows);
	out_text(&t->out, ",\"rows\":");
	out_bytes(&t->out, rows.s, rows.n);
	out_text(&t->out, ",\"size_bytes\":");
	out_int(&t->out, store_bytes(t->s));
	out_text(&t->out, "}\n");
	str_free(&rows);
}

int
store_stats(struct store *s, int argc, char **argv)
{
	struct stats t = {.s = s, .select = SELECT_ALL};
	const struct opt options[] = {
		{0, "category", OPT_TEXT, &t.select.category, "NAME",
		    "measurements of this category", 0},
		{0, "project", OPT_TEXT, &t.select.project, "NAME",
		    "of this project", 0},
		{0, "since", OPT_TEXT, &t.select.since_text, "TIME",
		    "not older: a time, a date, or a span before now", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		STORE_OPTIONS(&s->options),
		{0}
	};
	static const char *const examples[] = {
	    "drift store-sqlite stats drift.db --category flaky", NULL};
	const struct usage usage = {"stats [options] DATABASE",
	    "print counts and averages as JSON", examples, options, NULL};
	char why[JSON_WHY];

	store_address(s, &usage, argv, opt_parse(&usage, argc, argv));
	if (!select_parse(&t.select, why))
		diag_fail(USAGE, "%s", why);
	store_open(s);
	out_open(&t.out, STDOUT_FILENO, "standard output");
	print_stats(&t);
	out_close(&t.out);
	store_close(s);
	return DONE;
}

/* ---- size ---- */

static void
print_sizes(struct store *s)
{
	struct query *q = store_query(s, s->driver->sizes);
	struct value v[2];

	while (s->driver->next(q)) {
		s->driver->column(q, 0, TYPE_text, &v[0]);
		s->driver->column(q, 1, TYPE_int, &v[1]);
		(void)printf("%14" PRId64 "  %.*s\n", v[1].i, (int)v[0].n,
		    v[0].s);
	}
	store_done(s, q);
}

int
store_size(struct store *s, int argc, char **argv)
{
	bool sum = false;
	const struct opt options[] = {
		{0, "sum", OPT_FLAG, &sum, NULL, "of all alone, a number", 0},
		STORE_OPTIONS(&s->options), {0}
	};
	static const char *const examples[] = {
	    "drift store-sqlite size drift.db", NULL};
	const struct usage usage = {"size [options] DATABASE",
	    "print the bytes of every table", examples, options, NULL};

	store_address(s, &usage, argv, opt_parse(&usage, argc, argv));
	store_open(s);
	if (sum) {
		(void)printf("%" PRId64 "\n", store_bytes(s));
	} else {
		print_sizes(s);
		(void)printf("%14" PRId64 "  in all\n", store_bytes(s));
	}
	store_close(s);
	diag_exit(DONE);
}
