/*
 * One try of a test, on its way to the sink.
 */
#include <string.h>

#include "ingest-sink.h"
#include "ingest-test.h"

void
test_clear(struct test *t)
{
	str_clear(&t->name);
	str_clear(&t->suite);
	str_clear(&t->file);
	str_clear(&t->owner);
	t->line = t->duration = t->timestamp = (struct value){0};
	t->status = result_status_passed;
	t->retried = t->subtest = false;
	failure_clear(&t->failure);
}

void
test_free(struct test *t)
{
	str_free_all(&t->name, &t->suite, &t->file, &t->owner, NULL);
	failure_free(&t->failure);
}

void
test_tell(struct sink *k, struct test *t)
{
	char id[FAILURE_LENGTH + 1];
	struct result *r = sink_result(k);

	text_whole(&t->name);
	text_whole(&t->suite);
	text_whole(&t->file);
	if (t->name.n == 0)
		str_text(&t->name, "(no name)");
	r->test_name = value_str(&t->name);
	r->status = value_int(t->status);
	r->timestamp = t->timestamp;
	r->duration = t->duration;
	r->line = t->line;
	if (t->retried)
		r->retried = value_int(true);
	if (t->subtest)
		r->subtest = value_int(true);
	if (t->suite.n != 0)
		r->suite = value_str(&t->suite);
	if (t->file.n != 0)
		r->file = value_str(&t->file);
	if (t->owner.n != 0)
		r->owner = value_str(&t->owner);
	if (t->status != result_status_passed)
		failure_tell(&t->failure, r, id);
	sink_add(k);
}

/* ---- names ---- */

static void
add_part(struct str *to, const char *between, const char *s, size_t n)
{
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	if (n == 0 || to->n > NAME_MAX_BYTES)
		return;
	if (to->n != 0)
		str_text(to, between);
	str_bytes(to, s, n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES);
}

void
name_add(struct str *to, const char *s, size_t n)
{
	add_part(to, "::", s, n);
}

void
suite_add(struct str *to, const char *s, size_t n)
{
	add_part(to, " > ", s, n);
}

void
file_set(struct str *to, const char *path)
{
	const char *inside = origin_path(path);

	str_clear(to);
	str_text(to, inside != NULL ? inside : path);
}

const char *
path_base(const char *path)
{
	for (const char *s = path; *s != '\0'; s++)
		if ((*s == '/' || *s == '\\') && s[1] != '\0')
			path = s + 1;
	return path;
}

enum result_status
status_of(const struct status_word *w, const struct str *s,
    enum result_status other)
{
	for (; w->word != NULL; w++)
		if (s->s != NULL && strcasecmp(w->word, s->s) == 0)
			return w->status;
	return other;
}

bool
is_one_of(const char *s, const char *const *words,
    int (*compare)(const char *, const char *))
{
	while (s != NULL && *words != NULL && compare(s, *words) != 0)
		words++;
	return s != NULL && *words != NULL;
}
