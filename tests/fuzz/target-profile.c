/*
 * target-profile - the lines of a reference in a file; every line that is
 * accepted leaves features that can be used
 */
#include "monitor.h"
#include "target.h"

int
FUZZ(const uint8_t *bytes, size_t n)
{
	static struct json j[2];
	struct features f = {0};
	char *copy = malloc(n + 1), *line;
	size_t rows = 0;
	bool good = true;

	if (j[0].member == NULL) {
		json_open(&j[0]);
		json_open(&j[1]);
	}
	memcpy(copy, bytes, n);
	copy[n] = '\0';
	features_open(&f);
	f.open = true;
	for (char *s = copy; good && (line = strsep(&s, "\n")) != NULL;)
		good = profile_line(&f, j, line, &rows);
	if (good)
		reference_settle(&f);
	features_close(&f);
	free(copy);
	return 0;
}
