/*
 * replay - what fuzzing kept, read again: replay FOLDER
 *
 * FOLDER/NAME has the texts of target-NAME.c, one a line, in hexadecimal
 * digits.  The target aborts where one is read wrongly.
 */
#include <stdio.h>

#include "str.h"
#include "tap.h"
#include "target.h"

#define TARGETS(T)							\
	T(json) T(xml) T(when) T(opt) T(address) T(select) T(silence)	\
	T(profile) T(spool)

#define DECLARE(name)	int fuzz_##name(const uint8_t *, size_t);
TARGETS(DECLARE)

static const struct {
	const char *name;
	int (*read)(const uint8_t *, size_t);
} targets[] = {
#define ENTER(name)	{#name, fuzz_##name},
	TARGETS(ENTER)
};

/* A line's digits in place; how many bytes they are. */
static size_t
decode(char *line)
{
	size_t n = 0;
	unsigned byte;

	while (sscanf(line + 2 * n, "%2x", &byte) == 1)
		line[n++] = (char)byte;
	return n;
}

/* How many texts there were. */
static int
replay(const char *path, int (*read)(const uint8_t *, size_t))
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t room = 0, n;
	int count = 0;

	while (f != NULL && getline(&line, &room, f) > 0) {
		tap_note("%s", line);		/* the last one, if it aborts */
		(void)fflush(stdout);
		n = decode(line);
		(void)read((const uint8_t *)line, n);
		count++;
	}
	if (f != NULL)
		(void)fclose(f);
	free(line);
	return count;
}

int
main(int argc, char **argv)
{
	struct tap t = {0};
	struct str path = {0};

	if (argc != 2)
		return 2;
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		str_clear(&path);
		str_print(&path, "%s/%s", argv[1], targets[i].name);
		tap_ok(&t, replay(path.s, targets[i].read) > 0, "%s",
		    targets[i].name);
	}
	str_free(&path);
	return tap_end(&t);
}
