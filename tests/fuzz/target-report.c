/*
 * fuzz - a target for libFuzzer: READER reads whatever it is given
 *
 * What comes out are lines of JSON, each of them a record.
 */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct reading r;
	static struct json json;
	const char *end;

	if (json.member == NULL)
		json_open(&json);
	reader_read(reader_named(READER), bytes, n, &r);
	for (char *s = r.out.s; s != NULL && *s != '\0'; s += end - s + 1) {
		end = strchr(s, '\n');
		if (end == NULL || !json_object(&json, s, (size_t)(end - s)))
			abort();
	}
	return 0;
}
