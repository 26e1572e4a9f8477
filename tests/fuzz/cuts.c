/*
 * cuts - reports that are cut off: cuts FORMAT FILE [FORMAT FILE ...]
 *
 * Of every report, everything before each of its bytes is read.  That is an
 * error, and the tests that come out are among the first ones of the whole.
 * What ends like "+" cannot tell its end: there, only the tests count.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"
#include "tap.h"

#define FILE_MAX_BYTES	20480

static struct str
contents(const char *path)
{
	struct str s = {0};
	char piece[4096];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		str_bytes(&s, piece, n);
	(void)fclose(f);
	return s;
}

/* The results at the beginning of what came out; the run record is none. */
static const char *
results(struct str *out)
{
	static const char run[] = "{\"kind\":\"run\"";
	char *found = out->n == 0 ? NULL : strstr(out->s, run);

	if (found != NULL)
		*found = '\0';
	return out->n == 0 ? "" : out->s;
}

/*
 * Whether part's results are the first ones of the whole's, as far as to
 * their status: what comes behind a test may say more of it.
 */
static bool
begins(const char *whole, const char *part)
{
	static const char behind[] = ",\"timestamp\":";

	while (*part != '\0') {
		const char *end = strstr(part, behind);
		size_t n = end == NULL ? strlen(part) : (size_t)(end - part);

		if (strncmp(whole, part, n) != 0)
			return false;
		whole += strcspn(whole, "\n");
		part += strcspn(part, "\n");
		whole += *whole != '\0';
		part += *part != '\0';
	}
	return true;
}

static bool
is_blank(const char *s, size_t n)
{
	return strspn(s, " \t\r\n") >= n;
}

static void
cut(struct tap *tap, const char *format, const char *path)
{
	struct reading whole = {0}, part = {0};
	struct str s = contents(path);
	char name[32];
	bool open = format[strlen(format) - 1] == '+';
	const struct format *f;
	size_t errors = 0, wrong = 0;
	const char *all, *here;

	(void)snprintf(name, sizeof(name), "%.*s",
	    (int)(strlen(format) - open), format);
	f = reader_named(name);
	if (f == NULL || s.n > FILE_MAX_BYTES) {
		tap_ok(tap, false, "%s: %s: %s", name, path,
		    f == NULL ? "no such format" : "too long");
		return;
	}
	reader_read(f, s.s, s.n, &whole);
	all = results(&whole.out);
	for (size_t n = 1; n < s.n; n++) {
		reader_read(f, s.s, n, &part);
		here = results(&part.out);
		if (part.good && !open && !is_blank(s.s + n, s.n - n) &&
		    errors++ == 0)
			tap_note("%s: no error when cut at %zu", path, n);
		if (!begins(all, here) && wrong++ == 0)
			tap_note("%s: cut at %zu: other tests:\n# %.400s",
			    path, n, here);
	}
	tap_ok(tap, whole.good && errors == 0 && wrong == 0,
	    "%s: %s, cut at each of %zu bytes%s%s", name, path, s.n,
	    whole.good ? "" : ": ", whole.why);
	str_free(&s);
	str_free(&whole.out);
	str_free(&part.out);
}

int
main(int argc, char **argv)
{
	struct tap tap = {0};

	for (int i = 1; i + 1 < argc; i += 2)
		cut(&tap, argv[i], argv[i + 1]);
	return tap_end(&tap);
}
