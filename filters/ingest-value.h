/*
 * ingest-value - what reports write for numbers and times
 */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

#include <stdbool.h>

#include "record.h"

struct doc;
struct sink;

/* A time without a zone was read: said once, unless --tz names it. */
void	zone_assumed(struct sink *);
/* A time; one without a zone is in --tz.  Absent before 1980. */
struct value stamp_read(struct sink *, const char *text);

struct numbers {
	bool groups;		/* "1,024.12" was seen: a comma groups */
};
/* Seconds; what cannot be read, or is negative, is absent: a repair. */
struct value seconds_read(struct sink *, struct numbers *, const char *text);

/* A line's number; absent where there is none. */
struct value line_read(const char *text);
/* Seconds of "hh:mm:ss.f" or "d.hh:mm:ss.f", as .NET writes a span. */
struct value span_read(struct sink *, const char *text);

/* What JSON has for a time: a text, or a number of either. */
struct value stamp_pull(struct sink *, struct doc *);
/* Seconds from a text with its unit, like "12ms", "0.5s" or "0.5". */
struct value seconds_said(struct sink *, const char *);
/* A number times unit; what cannot be read, or is negative, is absent. */
struct value seconds_pull(struct sink *, struct doc *, double unit);
/* To the nanosecond, so that .1 and .2 are .3; absent ones add nothing. */
void	seconds_add(struct value *sum, const struct value *more);

#endif
