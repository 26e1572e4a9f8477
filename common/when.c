#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "when.h"

static bool replaced;		/* by --now */
static int64_t replacement;
static bool shows_local;

/* Days since 1970-01-01 of a date. */
static int64_t
days_from_civil(int64_t y, unsigned m, unsigned d)
{
	int64_t era;
	unsigned yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = (unsigned)(y - era * 400);
	doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + (int64_t)doe - 719468;
}

static void
civil_from_days(int64_t z, int *y, unsigned *m, unsigned *d)
{
	int64_t era;
	unsigned doe, yoe, doy, mp;

	z += 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = (unsigned)(z - era * 146097);
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp < 10 ? mp + 3 : mp - 9;
	*y = (int)((int64_t)yoe + era * 400 + (*m <= 2));
}

static bool
digits(const char *s, unsigned count, unsigned *value)
{
	*value = 0;
	for (unsigned i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*value = *value * 10 + (unsigned)(s[i] - '0');
	}
	return true;
}

static unsigned
days_in_month(unsigned y, unsigned m)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31,
	    30, 31, 30, 31};

	return m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ?
	    29 : days[m - 1];
}

/*
 * Eight bytes laid out as `form`, where 0 stands for a digit; false if they
 * are not.  Byte i of *pairs is then what the digits at i and i + 1 say.
 */
static inline bool
read_form(const char *s, const char *form, uint64_t *pairs)
{
	const uint64_t all = UINT64_C(0x0101010101010101), top = all * 0x80;
	uint64_t zeros, bytes, others;

	memcpy(&zeros, form, sizeof(zeros));
	memcpy(&bytes, s, sizeof(bytes));
	bytes ^= zeros;			/* digits are 0 to 9, others 0 */
	others = (((zeros ^ all * '0') + all * 0x7f) & top) >> 7;
	if (((((bytes + all * (0x80 - 10)) | bytes) & top) |
	    (bytes & others * 0xff)) != 0)
		return false;
	bytes = le64toh(bytes);
	*pairs = bytes * 10 + (bytes >> 8);
	return true;
}

static inline unsigned
pair_at(uint64_t pairs, unsigned i)
{
	return pairs >> 8 * i & 0xff;
}

/* YYYY-MM-DD, of which ten bytes can be read */
static bool
parse_date(const char *s, int64_t *us)
{
	unsigned y, m, d;
	uint64_t pairs;

	if (!read_form(s, "0000-00-", &pairs) || !digits(s + 8, 2, &d))
		return false;
	y = pair_at(pairs, 0) * 100 + pair_at(pairs, 2);
	m = pair_at(pairs, 5);
	if (m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
		return false;
	*us = days_from_civil(y, m, d) * WHEN_DAY;
	return true;
}

/* hh:mm:ss; a leap second is the next second's beginning */
static bool
parse_clock(const char *s, int64_t *us)
{
	unsigned h, m, sec;
	uint64_t pairs;

	if (!read_form(s, "00:00:00", &pairs))
		return false;
	h = pair_at(pairs, 0);
	m = pair_at(pairs, 3);
	sec = pair_at(pairs, 6);
	if (h > 23 || m > 59 || sec > 60)
		return false;
	*us += (int64_t)(h * 3600 + m * 60 + sec) * WHEN_SECOND;
	return true;
}

/* .fffffffff; returns the bytes used, 0 when it is none */
static size_t
parse_fraction(const char *s, size_t n, int64_t *us)
{
	int64_t unit = WHEN_SECOND / 10;
	size_t i;

	for (i = 1; i < n && s[i] >= '0' && s[i] <= '9'; i++) {
		*us += unit * (s[i] - '0');
		unit /= 10;
	}
	return i > 1 && i <= 10 ? i : 0;
}

/* Z, +hh:mm, +hhmm, +hh */
static bool
parse_offset(const char *s, size_t n, int64_t *offset)
{
	unsigned h, m = 0;

	*offset = 0;
	if (n == 1 && (s[0] == 'Z' || s[0] == 'z'))
		return true;
	if (n < 3 || (s[0] != '+' && s[0] != '-') || !digits(s + 1, 2, &h))
		return false;
	if (n == 6 && s[3] == ':') {
		if (!digits(s + 4, 2, &m))
			return false;
	} else if (n == 5) {
		if (!digits(s + 3, 2, &m))
			return false;
	} else if (n != 3) {
		return false;
	}
	if (h > 23 || m > 59)
		return false;
	*offset = (int64_t)(h * 60 + m) * 60 * WHEN_SECOND;
	if (s[0] == '-')
		*offset = -*offset;
	return true;
}

bool
when_parse(const char *s, size_t n, int64_t *us, bool *zoned)
{
	int64_t offset = 0;
	size_t at = 19;

	if (n < 19 || (s[10] != 'T' && s[10] != 't' && s[10] != ' '))
		return false;
	if (!parse_date(s, us) || !parse_clock(s + 11, us))
		return false;
	if (at < n && s[at] == '.') {
		size_t used = parse_fraction(s + at, n - at, us);

		if (used == 0)
			return false;
		at += used;
	}
	if (at < n && s[at] == ' ')
		at++;
	if (zoned != NULL)
		*zoned = at < n;
	if (at < n && !parse_offset(s + at, n - at, &offset))
		return false;
	*us -= offset;
	return *us >= WHEN_FIRST && *us <= WHEN_LAST;
}

bool
when_typed(const char *s, size_t n, int64_t *us)
{
	char day[] = "0000-00-00T00:00:00Z";

	if (n != 10)
		return when_parse(s, n, us, NULL);
	memcpy(day, s, n);
	return when_parse(day, sizeof(day) - 1, us, NULL);
}

/* Two digits; what is above 99 is left out. */
static inline void
put_pair(char *out, unsigned value)
{
	out[0] = (char)('0' + value / 10 % 10);
	out[1] = (char)('0' + value % 10);
}

void
when_print_clock(int64_t us, char out[WHEN_CLOCK])
{
	unsigned seconds = (unsigned)(us / WHEN_SECOND);
	unsigned fraction = (unsigned)(us % WHEN_SECOND);

	memcpy(out, "00:00:00.000000Z", WHEN_CLOCK);
	put_pair(out, seconds / 3600);
	put_pair(out + 3, seconds / 60 % 60);
	put_pair(out + 6, seconds % 60);
	put_pair(out + 9, fraction / 10000);
	put_pair(out + 11, fraction / 100);
	put_pair(out + 13, fraction);
}

void
when_print(int64_t us, char out[WHEN_LENGTH + 1])
{
	int64_t days = us / WHEN_DAY, rest = us % WHEN_DAY;
	unsigned m, d, year;
	int y;

	if (rest < 0) {
		rest += WHEN_DAY;
		days--;
	}
	civil_from_days(days, &y, &m, &d);
	year = (unsigned)(y < 0 ? 0 : y);
	memcpy(out, "0000-00-00T", 11);
	put_pair(out, year / 100);
	put_pair(out + 2, year);
	put_pair(out + 5, m);
	put_pair(out + 8, d);
	when_print_clock(rest, out + WHEN_LENGTH - WHEN_CLOCK);
	out[WHEN_LENGTH] = '\0';
}

void
when_show_local(void)
{
	shows_local = true;
	tzset();		/* reads its file before a sandbox hides it */
}

void
when_words(int64_t us, int n, char out[WHEN_WORDS])
{
	char text[WHEN_LENGTH + 1], zone[8] = "Z";
	time_t t = (time_t)((us - WHEN_FIRST) / WHEN_SECOND +
	    WHEN_FIRST / WHEN_SECOND);
	struct tm tm;
	long minutes;

	if (shows_local && localtime_r(&t, &tm) != NULL) {
		us += tm.tm_gmtoff * WHEN_SECOND;
		minutes = labs(tm.tm_gmtoff) / 60;
		(void)snprintf(zone, sizeof(zone), "%c%02u:%02u",
		    tm.tm_gmtoff < 0 ? '-' : '+', (unsigned)minutes / 60 % 24,
		    (unsigned)minutes % 60);
	}
	when_print(us, text);
	text[10] = ' ';
	(void)snprintf(out, WHEN_WORDS, "%.*s%s", n, text, zone);
}

bool
when_span(const char *s, char unit, int64_t *us)
{
	static const struct { const char *name; int64_t us; } units[] = {
		{"us", 1}, {"ms", 1000}, {"s", WHEN_SECOND},
		{"m", 60 * WHEN_SECOND}, {"min", 60 * WHEN_SECOND},
		{"h", WHEN_HOUR}, {"d", WHEN_DAY}, {"w", 7 * WHEN_DAY},
	};
	char bare[2] = {unit, '\0'}, *end;
	double number = strtod(s, &end);

	if (end == s || !(number >= 0))
		return false;
	if (*end == '\0')
		end = bare;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(end, units[i].name) == 0) {
			if (number > 9e18 / (double)units[i].us)
				return false;
			*us = (int64_t)(number * (double)units[i].us);
			return true;
		}
	return false;
}

bool
when_zone(const char *name, struct zone *z)
{
	char path[256];
	struct stat st;

	*z = (struct zone){0};
	if (strcmp(name, "UTC") == 0 || parse_offset(name, strlen(name),
	    &z->offset))
		return true;
	if (strlen(name) > 100 || strstr(name, "..") != NULL ||
	    name[0] == '/')
		return false;
	(void)snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    setenv("TZ", name, 1) != 0)
		return false;
	tzset();
	z->named = true;
	return true;
}

int64_t
when_to_utc(int64_t local, const struct zone *z)
{
	int64_t second = local / WHEN_SECOND, rest = local % WHEN_SECOND;
	time_t t;
	struct tm tm;

	if (!z->named)
		return local - z->offset;
	if (rest < 0) {
		rest += WHEN_SECOND;
		second--;
	}
	t = (time_t)second;
	if (gmtime_r(&t, &tm) == NULL)
		return local;
	tm.tm_isdst = -1;
	return (int64_t)mktime(&tm) * WHEN_SECOND + rest;
}

static int64_t
read_clock(clockid_t id)
{
	struct timespec t;

	if (clock_gettime(id, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * WHEN_SECOND + t.tv_nsec / 1000;
}

int64_t
when_now(void)
{
	return replaced ? replacement : read_clock(CLOCK_REALTIME);
}

void
when_set_now(int64_t us)
{
	replaced = true;
	replacement = us;
}

bool
when_is_set(void)
{
	return replaced;
}

int64_t
when_ticks(void)
{
	return read_clock(CLOCK_MONOTONIC);
}
