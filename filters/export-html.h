/*
 * export-html.h - the parts of the page
 *
 * export-html.c has the walk from its head to its foot, -text.c what is
 * printed of untrusted texts, -chart.c and -series.c the pictures, -shelf.c
 * what must wait, -tests.c, -failures.c, -alerts.c, -runs.c and -models.c a
 * part of the page each.
 * Style and script are files of their own beside them.
 */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include "aside.h"
#include "export-chart.h"
#include "export-tests.h"
#include "export.h"

/* Records put aside (-shelf.c), each with what it is sorted and known by. */
struct ticket {
	int64_t rank;		/* the lowest first */
	uint64_t id;		/* 0: of nothing that may come again */
	int64_t version;	/* of the same id the highest counts */
	uint64_t at;		/* of the line */
	uint64_t n;
};

struct shelf {
	struct aside lines, index;
	uint64_t at;
	struct ticket *ticket;	/* sorted, from shelf_settle() on */
	size_t tickets;
};

/* Failures that are one, of a part of page.failed. */
struct alike {
	struct row **row;	/* the newest first */
	size_t tests;
	size_t failing;		/* of these, still */
};

struct page {
	struct tests tests;
	struct row **row;	/* worst first, once all are known */
	size_t rows;
	size_t moved;		/* of these, with a severity */
	size_t cards;		/* and shown in full */
	struct chart chart;	/* the scales all small ones have */
	struct row **failed;	/* those alike stand together */
	struct alike *alike;	/* what matters most first */
	size_t alikes;

	struct shelf alerts;
	int advised;		/* of these, so far */
	struct shelf summaries;	/* of categories */
	struct shelf runs;

	struct series_set models, features;
	struct shelf versions, timeline;
	struct str text;	/* of whatever is being made */
};

/* ---- -text.c: all that comes from records goes through these ---- */

void	html_text(struct out *, const char *, size_t);
void	html_value(struct out *, const struct value *);
/* [CONTEXT] behind a name, where there is one. */
void	html_context(struct out *, const struct value *);
/* Markup of ours, with numbers. */
__attribute__((format(printf, 2, 3)))
void	html_print(struct out *, const char *fmt, ...);
void	html_percent(struct out *, double fraction);	/* 12.34 */
void	html_change(struct out *, double fraction);	/* +12.34, −12.34 */
void	html_minute(struct out *, int64_t us);
void	html_day(struct out *, int64_t us);
/* A cell or a mark that says how bad it is, in words too. */
void	html_severity(struct out *, const char *element, int64_t severity);
/* name [context], and whose it is where that is not the default. */
void	html_name(struct out *, const struct row *);
/* @OWNER, where the test has one. */
void	html_owner(struct out *, const struct row *);
/* A list of a JSON array's texts, at most so many. */
void	html_list(struct export *, const struct value *, size_t most);
/* <section id=ID><h2>TITLE</h2> */
void	html_section(struct out *, const char *id, const char *title);

/* ---- -chart.c ---- */

/* The points as the d of a path, thinned and in whole units. */
void	chart_path(const struct chart *, const struct point *, uint32_t n,
    struct str *);
/* A short mark below each that failed, those that fall together once. */
void	chart_ticks(const struct chart *, const struct point *, uint32_t n,
    struct str *);

/* <div class=chart><svg>, a line each step, the words around it. */
void	chart_begin(const struct chart *, struct out *);
void	chart_grid(const struct chart *, double step, struct out *);
void	chart_words(const struct chart *, double step, const int64_t *change,
    struct out *);

#define LARGE_WIDTH	720
#define LARGE_HEIGHT	166
#define LARGE_STRIP	14

/* ---- -series.c ---- */

/* A whole <svg>: the values, and where findings and alerts lie. */
void	chart_small(struct export *, const struct row *);
/* The same, large, with its axes. */
void	chart_large(struct export *, const struct row *);

/* ---- -shelf.c ---- */

void	shelf_put(struct shelf *, struct ticket, const struct record *);
/* Nothing more comes: of each id the newest is kept, and all are sorted. */
void	shelf_settle(struct shelf *);
/* How many rank lower than that. */
size_t	shelf_below(const struct shelf *, int64_t rank);
/* Makes the first ones the record at hand, one by one, for show(). */
void	shelf_show(struct export *, struct shelf *, size_t most,
    void (*show)(struct export *));
void	shelf_close(struct shelf *);

/* ---- the parts ---- */

void	html_alert_add(struct export *);
size_t	html_open_alerts(const struct page *);
void	html_alerts(struct export *);

/* What is known of tests becomes rows; nothing is added afterwards. */
void	html_tests_settle(struct page *);
void	html_summary_add(struct export *);
void	html_moved(struct export *);
void	html_tests(struct export *);
void	html_categories(struct export *);

void	html_failures_settle(struct page *);
void	html_failures(struct export *);
/* Of a test that is shown in full: its newest runs, and how it failed. */
void	html_outcomes(struct export *, const struct row *);
void	html_failures_close(struct page *);

void	html_run_add(struct export *);
void	html_runs(struct export *);

void	html_models_open(struct page *, size_t most);
void	html_model_add(struct export *);
bool	html_has_models(const struct page *);
void	html_models(struct export *);
void	html_models_close(struct page *);

extern const char *const page_style[], *const page_script[];
extern const char page_script_hash[];

#endif
