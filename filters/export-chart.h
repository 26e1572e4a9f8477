/*
 * export-chart.h - where values over time lie on a picture
 *
 * Long series are thinned by largest triangles in three buckets (Steinarsson
 * 2013, "Downsampling Time Series for Visual Representation"), which keeps
 * what stands out.
 */
#ifndef EXPORT_CHART_H
#define EXPORT_CHART_H

#include "export-tests.h"
#include "export.h"

/* A picture of values over time, in units of its own. */
struct chart {
	int width, height;
	int strip;		/* below the values, for failures */
	int64_t from, to;	/* times, left to right */
	double low, high;	/* values, bottom to top */
	uint32_t most;		/* points drawn */
};

int	chart_x(const struct chart *, int64_t at);
int	chart_y(const struct chart *, double);
/* Its times, and its values, reach over these, too. */
void	chart_stretch(struct chart *, const struct point *, uint32_t n);
void	chart_range(struct chart *, const struct point *, uint32_t n);
/* Whole steps around low and high, within 0 to 1; returns the step. */
double	chart_scale(struct chart *);

#define CHART_MOST	512
/* The n points, or `most` of them, at least 3; returns how many. */
uint32_t chart_thin(const struct point *, uint32_t n, struct point *to,
    uint32_t most);

/* What findings say about a series. */
struct marks {
	bool windows;
	int64_t baseline_to, current_from;
	double baseline, current;
	bool change;
	int64_t change_at;
};

/* Of the row, whose points these are; the record at hand is lost. */
struct marks chart_marks(struct export *, const struct row *,
    const struct point *);

/* -plot.c: the newest values of a row as a picture on a terminal. */
void	plot_put(struct export *, const struct row *);

#endif
