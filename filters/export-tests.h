/*
 * export-tests.h - what the formats for people remember of every test
 *
 * Per test (project, name, context) the newest confidences for a small chart,
 * and per test and method the newest analysis as it came.
 */
#ifndef EXPORT_TESTS_H
#define EXPORT_TESTS_H

#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "series.h"
#include "str.h"

/* The measurements of one test. */
struct row {
	struct series series;
	struct points points;
	struct kept category;		/* of the newest */
	uint64_t n;			/* selected ones: */
	double sum, low, high, last;
	int64_t at;			/* time of the newest */
};

/* What one method found about one test. */
struct finding {
	struct series series;
	struct kept line;
	int severity, method;
	double drift;			/* its size */
	int64_t at;
};

struct tests {
	struct series_set rows;
	struct series_set findings;
	struct str key;
	uint64_t older;			/* analyses that a newer one replaced */
};

void	tests_open(struct tests *, size_t most, uint32_t points);
void	tests_close(struct tests *);
/* A measurement; one that is not selected only enters the chart. */
void	tests_measure(struct tests *, const struct record *, bool selected);
/* An analysis. */
void	tests_find(struct tests *, const struct record *);
/*
 * Worst first, of each test that of one method or all; the array is the
 * caller's to free.
 */
struct finding **tests_worst(struct tests *, bool each, size_t *n);
/* Both are about one test. */
bool	findings_same(const struct finding *, const struct finding *);
/* How long the name of its context is. */
uint32_t finding_context(const struct finding *);
/* The row of the test a record is about, or NULL. */
struct row *tests_row(struct tests *, const struct record *);
/* Appends a small chart of the newest values. */
void	tests_spark(struct tests *, const struct row *, struct str *);

/* The symbol before the word of a direction. */
const char *direction_symbol(int64_t direction);

#endif
