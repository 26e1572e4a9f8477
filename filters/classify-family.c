/*
 * Families: what a test with parameters does as a whole.
 */
#include "classify.h"

/* Where the brackets at the end of a name open; 0: it is of no family. */
static uint32_t
brackets(const char *s, uint32_t n)
{
	uint32_t i = n;
	int depth = 0;

	if (n == 0 || s[n - 1] != ']')
		return 0;
	while (i > 0) {
		i--;
		depth += (s[i] == ']') - (s[i] == '[');
		if (depth == 0)
			return i;
	}
	return 0;
}

bool
family_of(const struct value *name, struct str *family)
{
	uint32_t at = brackets(name->s, name->n);

	if (at == 0 || text_same(name->s + at, name->n - at, "[*]", 3))
		return false;
	str_set(family, name->s, at);
	str_text(family, "[*]");
	return true;
}

static unsigned
moved(unsigned count, bool before, bool after)
{
	if (before == after)
		return count;
	return after ? count + (count < 4095) : count - (count > 0);
}

static bool
was_retried(const struct execution *e)
{
	return !execution_failed(e) && execution_retries(e) > 0;
}

void
family_count(struct execution *family, const struct execution *before,
    const struct execution *after)
{
	family->failing = moved(family->failing, execution_failed(before),
	    execution_failed(after)) & 4095;
	family->retried = moved(family->retried, was_retried(before),
	    was_retried(after)) & 4095;
	family->failed = family->failing > 0 || family->retried > 0;
	family->tried = family->failing == 0 && family->retried > 0 ? 3 : 1;
	if (execution_failed(after))
		family->failure = after->failure;
}
