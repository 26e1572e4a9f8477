#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "entries.h"

void
entries_read(const char *file, const char *(*take)(void *, struct entry *),
    void *arg)
{
	FILE *in = fopen(file, "re");
	struct entry e = {.number = 0};
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	if (in == NULL)
		diag_fail(USAGE, "cannot open %s: %s", file, strerror(errno));
	json_open(&e.json);
	while ((n = getline(&line, &room, in)) >= 0) {
		const char *why = NULL;

		e.s = line;
		e.n = (size_t)n;
		e.number++;
		if (strspn(line, " \t\r\n") != e.n)
			why = take(arg, &e);
		if (why != NULL)
			diag_fail(USAGE, "%s:%zu: %s", file, e.number, why);
	}
	if (feof(in) == 0)
		diag_fail(USAGE, "cannot read %s: %s", file, strerror(errno));
	free(line);
	json_close(&e.json);
	(void)fclose(in);
}
