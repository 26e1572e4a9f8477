/*
 * when - points in time and spans
 *
 * A time is an int64_t of microseconds since 1970-01-01T00:00:00Z, without
 * leap seconds; years 0000 to 9999.  The text form is RFC 3339 (proleptic
 * Gregorian calendar; days by Howard Hinnant's "chrono-compatible low-level
 * date algorithms").
 */
#ifndef WHEN_H
#define WHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WHEN_SECOND	INT64_C(1000000)
#define WHEN_HOUR	(3600 * WHEN_SECOND)
#define WHEN_DAY	(24 * WHEN_HOUR)
#define WHEN_FIRST	(-719528 * WHEN_DAY)	/* 0000-01-01 */
#define WHEN_LAST	(2932897 * WHEN_DAY - 1)	/* the end of 9999 */
#define WHEN_LENGTH	27	/* 2026-01-31T00:00:00.000000Z */
#define WHEN_CLOCK	16	/* 00:00:00.000000Z */

/* The zone of times that name none. */
struct zone {
	bool named;		/* an IANA name, in TZ */
	int64_t offset;		/* else microseconds east of UTC */
};

/*
 * Any offset, 0 to 9 digits of a second (the rest of a microsecond is cut),
 * 'T', 't' or a blank between date and time.  Without an offset the time is
 * UTC and *zoned, if asked for, is false.
 */
bool	when_parse(const char *s, size_t n, int64_t *us, bool *zoned);
/* As people type it: such a time, or a date, which is where that begins. */
bool	when_typed(const char *s, size_t n, int64_t *us);
/* Writes WHEN_LENGTH bytes and a terminator. */
void	when_print(int64_t us, char out[WHEN_LENGTH + 1]);
/*
 * For people, to the second, or with n = 16 to the minute: 2026-01-31 00:00Z,
 * or, after when_show_local(), in the zone of TZ with its offset.
 */
#define WHEN_WORDS	32
void	when_words(int64_t us, int n, char out[WHEN_WORDS]);
void	when_show_local(void);
/* The microseconds of a day, not terminated. */
void	when_print_clock(int64_t us, char out[WHEN_CLOCK]);

/* 90d, 2h, 30s, 100ms, 1w, 5m; a bare number is in the given unit. */
bool	when_span(const char *s, char unit, int64_t *us);

/* UTC, Z, +hh:mm, -hh:mm or an IANA name. */
bool	when_zone(const char *name, struct zone *);
/* A local time as if it were UTC -> the real one. */
int64_t	when_to_utc(int64_t local, const struct zone *);

/* The only clock there is, and what replaces it (--now). */
int64_t	when_now(void);
void	when_set_now(int64_t us);
bool	when_is_set(void);
/* Microseconds from an arbitrary point, for measuring and waiting. */
int64_t	when_ticks(void);

#endif
