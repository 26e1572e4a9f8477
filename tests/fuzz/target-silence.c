/*
 * target-silence - a line of a silence or quarantine file
 */
#include "json.h"
#include "silence.h"
#include "str.h"
#include "target.h"

int
FUZZ(const uint8_t *bytes, size_t n)
{
	static struct json j;
	struct silence x = {0};
	const char *why;

	if (j.member == NULL)
		json_open(&j);
	why = silence_line(&x, &j, (const char *)bytes, n);
	must(why == NULL ? x.test != NULL || x.owner != NULL :
	    why[0] != '\0');
	if (why == NULL && x.test != NULL)
		(void)text_glob(x.test, "cart::add[x]", 12);
	silence_clear(&x);
	return 0;
}
