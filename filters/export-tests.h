/*
 * export-tests.h - what the formats for people remember of every test
 *
 * Per test (project, name, context) the newest confidences for a small chart,
 * its newest results and alerts where they are asked for, and per test and
 * method the newest analysis as it came.
 */
#ifndef EXPORT_TESTS_H
#define EXPORT_TESTS_H

#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "series.h"
#include "str.h"
#include "width.h"

/* The newest failure of a test; texts that are long are cut. */
struct failure {
	int64_t at;
	struct kept id;			/* alike are those that share it */
	struct kept message, details, run;
	uint32_t number;		/* the program's own */
};

/* The measurements of one test. */
struct row {
	struct series series;
	struct points points;
	struct kept category;		/* of the newest */
	uint64_t n;			/* selected ones: */
	double sum, low, high, last;
	int64_t at;			/* time of the newest */

	uint64_t runs, failed;		/* executions, without skipped ones */
	struct points results;		/* the newest; y: status */
	struct failure failure;
	struct kept owner;		/* of the newest that has one */
	struct points alerts;		/* when they were raised; y: severity */
	struct finding *worst;		/* set by tests_join() */
	uint32_t number;		/* the program's own */
};

/* What one method found about one test. */
struct finding {
	struct series series;
	struct kept line;
	int severity, method;
	double drift;			/* its size */
	int64_t at;
	struct finding *then;		/* the next worst of the same test */
};

struct tests {
	struct series_set rows;
	struct series_set findings;
	struct str key;
	struct terminal terminal;	/* of small charts */
};

void	tests_open(struct tests *, size_t most, uint32_t points);
void	tests_close(struct tests *);
/* A measurement; one that is not selected only enters the chart. */
void	tests_measure(struct tests *, const struct record *, bool selected);
/* A result, an alert, an analysis. */
void	tests_result(struct tests *, const struct record *);
void	tests_alert(struct tests *, const struct record *);
void	tests_find(struct tests *, const struct record *);
/*
 * Worst first, of each test that of one method or all; the array is the
 * caller's to free.
 */
struct finding **tests_worst(struct tests *, bool each, size_t *n);
/* Gives every test its findings, and every finding a test. */
void	tests_join(struct tests *);
/* The order of categories: what needs somebody comes first. */
int	category_rank(const struct kept *category);
#define CATEGORY_WELL	4	/* from this one on nothing is the matter */
/* Both are about one test. */
bool	findings_same(const struct finding *, const struct finding *);
/* How long the name of its context is. */
uint32_t finding_context(const struct finding *);
/* The row of the test a record is about, or NULL. */
struct row *tests_row(struct tests *, const struct record *);
/* Appends a small chart of the newest values. */
void	tests_spark(struct tests *, const struct row *, struct str *);

/*
 * name [context] of project, each of them as write() adds it; the default one
 * goes without saying.
 */
void	name_write(struct str *, const struct series_key *,
	    void (*write)(struct str *, const char *, size_t));
/* The symbol before the word of a direction. */
const char *direction_symbol(int64_t direction, struct terminal);

#endif
