/*
 * record - reading records, checked and converted, against jsmn's bare
 * tokenising of the same lines: record FILE
 *
 * By turns, over all lines, in time of the processor; the best of ROUNDS of
 * each, in nanoseconds a line, ours first.
 */
#define JSMN_STATIC
#define JSMN_STRICT
#include <jsmn.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "record.h"

#define ROUNDS	7
#define TOKENS	256
#define MOST	(UINT32_C(1) << 25)	/* bytes that are read */

struct text {
	char *s;
	size_t n, lines;
};

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Whole lines, and a byte behind the last. */
static struct text
read_lines(const char *file)
{
	FILE *f = fopen(file, "r");
	struct text t = {need(MOST + 1, 1), 0, 0};

	if (f == NULL)
		exit(2);
	t.n = fread(t.s, 1, MOST, f);
	(void)fclose(f);
	while (t.n > 0 && t.s[t.n - 1] != '\n')
		t.n--;
	for (size_t i = 0; i < t.n; i++)
		t.lines += t.s[i] == '\n';
	return t;
}

static size_t
read_records(struct record *r, const struct text *t)
{
	char why[JSON_WHY];
	size_t good = 0;

	for (char *s = t->s, *end; s < t->s + t->n; s = end + 1) {
		end = memchr(s, '\n', (size_t)(t->s + t->n - s));
		good += record_parse(r, s, (size_t)(end - s), why);
	}
	return good;
}

static size_t
tokenize(const struct text *t)
{
	static jsmntok_t token[TOKENS];
	size_t good = 0;

	for (const char *s = t->s, *end; s < t->s + t->n; s = end + 1) {
		jsmn_parser p;

		end = memchr(s, '\n', (size_t)(t->s + t->n - s));
		jsmn_init(&p);
		good += jsmn_parse(&p, s, (size_t)(end - s), token,
		    TOKENS) > 0;
	}
	return good;
}

int
main(int argc, char **argv)
{
	static struct record r;
	struct text t = read_lines(argc > 1 ? argv[1] : "/dev/null");
	double best[2] = {1e300, 1e300};

	r.last = r.dflt = KIND_unknown;
	json_open(&r.json);
	for (int i = 0; i < ROUNDS; i++) {
		double at = now(), between;

		if (read_records(&r, &t) != t.lines)
			return 2;
		between = now();
		if (tokenize(&t) != t.lines)
			return 2;
		best[0] = between - at < best[0] ? between - at : best[0];
		at = now();
		best[1] = at - between < best[1] ? at - between : best[1];
	}
	(void)printf("%.1f %.1f\n", best[0] / (double)t.lines,
	    best[1] / (double)t.lines);
	json_close(&r.json);
	free(t.s);
	return 0;
}
