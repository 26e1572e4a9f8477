/*
 * What reports write for numbers and times.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest-sink.h"
#include "ingest-value.h"
#include "json-doc.h"

#define YEAR_1980	INT64_C(315532800000000)	/* microseconds */
#define NUMBER_MAX	64
#define MANY		1e12	/* seconds no test takes */

static struct value
absent(void)
{
	return (struct value){0};
}

/* Seconds or, if that were after the year 5000, milliseconds since 1970. */
static bool
read_epoch(const char *s, int64_t *us)
{
	struct json_value number = {.s = s, .n = (uint32_t)strlen(s),
	    .type = JSON_NUMBER};
	double d;

	if (s[strspn(s, "0123456789.")] != '\0' || *s == '.' || *s == '\0' ||
	    !json_real(&number, &d))
		return false;
	d = d < 1e11 ? d * 1e6 : d < 1e14 ? d * 1e3 : d;
	if (d > 9e17)
		return false;
	*us = (int64_t)d;
	return true;
}

void
zone_assumed(struct sink *k)
{
	if (!k->unzoned && k->zone_name == NULL)
		diag_say("%s: times without a zone are taken as UTC; "
		    "--tz ZONE says otherwise", k->source->name);
	k->unzoned = true;
}

struct value
stamp_read(struct sink *k, const char *s)
{
	int64_t us;
	bool zoned = true;

	if (s == NULL)
		return absent();
	s += strspn(s, " \t\r\n");
	if (!when_parse(s, strcspn(s, "\t\r\n"), &us, &zoned) &&
	    !read_epoch(s, &us))
		return absent();
	if (!zoned) {
		zone_assumed(k);
		us = when_to_utc(us, &k->zone);
	}
	return us < YEAR_1980 ? absent() : value_time(us);
}

/* Whether a comma groups digits: 1,024 where 1,024.12 was seen. */
static bool
comma_groups(const char *number, const char *comma, bool groups)
{
	return groups && comma - number >= 1 && comma - number <= 3 &&
	    strspn(comma + 1, "0123456789") == 3;
}

/*
 * One number with a decimal point.  With both marks in it, or several of
 * one, the last kind is the decimal mark; a comma alone is, but for
 * comma_groups().
 */
static void
plain_number(char *s, struct numbers *style)
{
	char *to = s;
	const char *comma = strrchr(s, ','), *point = strrchr(s, '.');
	const char *mark = NULL;

	if (comma != NULL && point != NULL) {
		mark = comma > point ? comma : point;
		style->groups = style->groups || mark == point;
	} else if (comma != NULL && strchr(s, ',') != comma) {
		style->groups = true;	/* 1,024,000 */
	} else if (comma != NULL &&
	    !comma_groups(s + strspn(s, "+-"), comma, style->groups)) {
		mark = comma;
	} else if (point != NULL && strchr(s, '.') == point) {
		mark = point;
	}
	for (; *s != '\0'; s++) {
		if (s == mark)
			*to++ = '.';
		else if (*s != ',' && *s != '.')
			*to++ = *s;
	}
	*to = '\0';
}

/* What nearly all reports write: digits, a point, digits. */
static bool
read_plain(const char *s, double *d)
{
	struct json_value number = {.s = s, .type = JSON_NUMBER};
	const char *point = NULL;

	for (; (*s >= '0' && *s <= '9') || (*s == '.' && point == NULL); s++)
		if (*s == '.')
			point = s;
	number.n = (uint32_t)(s - number.s);
	return *s == '\0' && s != number.s && point != number.s &&
	    number.n < NUMBER_MAX && json_real(&number, d) && *d < MANY;
}

struct value
seconds_read(struct sink *k, struct numbers *style, const char *s)
{
	char text[NUMBER_MAX];
	size_t n;
	double d;
	char *end;

	if (s == NULL)
		return absent();
	if (read_plain(s, &d))
		return value_real(d);
	s += strspn(s, " \t\r\n");
	n = strcspn(s, " \t\r\n");
	if (n == 0)
		return absent();
	k->repairs++;
	if (n >= sizeof(text) || s[n + strspn(s + n, " \t\r\n")] != '\0' ||
	    s[strspn(s, "0123456789.,+-eE")] != s[n])
		return absent();
	memcpy(text, s, n);
	text[n] = '\0';
	plain_number(text, style);
	d = strtod(text, &end);
	if (end == text || *end != '\0' || !(d >= 0 && d < MANY))
		return absent();
	k->repairs--;
	return value_real(d);
}

struct value
span_read(struct sink *k, const char *s)
{
	double sum = 0, x;

	if (s == NULL || *s == '\0')
		return absent();
	for (;;) {
		size_t n = strspn(s, "0123456789");
		bool days = s[n] == '.' && strchr(s + n, ':') != NULL;

		if (n == 0 || n > 9 || (s[n] != ':' && !days))
			break;
		sum = (sum + (double)strtoul(s, NULL, 10)) *
		    (days ? 24 : 60);
		s += n + 1;
	}
	if (read_plain(s, &x) && sum + x < MANY)
		return value_real(sum + x);
	k->repairs++;
	return absent();
}

struct value
line_read(const char *s)
{
	char *end;
	long n;

	if (s == NULL || *s < '0' || *s > '9')
		return absent();
	n = strtol(s, &end, 10);
	return *end == '\0' ? value_int(n) : absent();
}

struct value
stamp_pull(struct sink *k, struct doc *d)
{
	struct str text = {0};
	struct value v = absent();

	if (doc_text(d, &text, NUMBER_MAX))
		v = stamp_read(k, text.s);
	str_free(&text);
	return v;
}

struct value
seconds_pull(struct sink *k, struct doc *d, double unit)
{
	double x, parts = 1;

	if (doc_type(d) == JSON_NULL)
		return absent();
	if (unit < 1) {		/* 12 / 1000 is .012, 12 * .001 is not */
		parts = (double)(int64_t)(1 / unit + .5);
		unit = 1;
	}
	if (doc_real(d, &x) && x >= 0 && x * unit / parts < MANY)
		return value_real(x * unit / parts);
	k->repairs++;
	return absent();
}

struct value
seconds_said(struct sink *k, const char *s)
{
	static const struct unit {
		const char *word;
		double seconds;
	} units[] = {{"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}, {"s", 1},
	    {"sec", 1}, {"", 1}};
	struct numbers style = {0};
	char number[NUMBER_MAX];
	size_t n = strspn(s, "0123456789.,+-eE");
	struct value v = absent();

	if (n >= sizeof(number))
		n = sizeof(number) - 1;
	memcpy(number, s, n);
	number[n] = '\0';
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(s + n, units[i].word) == 0) {
			v = seconds_read(k, &style, number);
			v.d *= units[i].seconds;
			return v;
		}
	return v;
}

void
seconds_add(struct value *sum, const struct value *more)
{
	double x;

	if (!more->set)
		return;
	x = more->d + (sum->set ? sum->d : 0);
	if (x < 1e6)
		x = (double)(int64_t)(x * 1e9 + .5) / 1e9;
	*sum = value_real(x);
}
