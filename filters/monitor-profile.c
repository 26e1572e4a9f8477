/*
 * A reference in a small file: a line with the SHA-256 of what follows, then
 * lines of features, numbers as a sketch and categories as counts.
 *
 *	{"drift_profile":1,"sha256":"..."}
 *	{"rows":30000}
 *	{"feature":"age","sketch":[...]}
 *	{"feature":"city","words":{"Bonn":4711,...}}
 *
 * Several add up, and so do the lines of one feature.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aside.h"
#include "diag.h"
#include "hash.h"
#include "monitor.h"

#define HEAD		"{\"drift_profile\":1,\"sha256\":\""
#define WORDS_OF_LINE	1000
#define BYTES_OF_LINE	(JSON_LONGEST / 2)

bool
profile_recognise(const char *head, size_t n)
{
	return n >= PROFILE_HEAD && memcmp(head, HEAD, PROFILE_HEAD) == 0;
}

/* ---- writing ---- */

static void
begin_words(const struct feature *x, struct str *b)
{
	str_text(b, "{\"feature\":");
	str_string(b, x->name, x->name_n);
	str_text(b, ",\"words\":{");
}

static void
write_words(const struct feature *x, struct str *b)
{
	size_t from = b->n, words = 0;

	begin_words(x, b);
	for (size_t i = 0; i < x->counted; i++) {
		const char *word = feature_word(x, i);

		if (words == WORDS_OF_LINE || b->n - from > BYTES_OF_LINE) {
			str_text(b, "}}\n");
			from = b->n;
			words = 0;
			begin_words(x, b);
		}
		if (words++ > 0)
			str_byte(b, ',');
		str_string(b, word, strlen(word));
		str_print(b, ":%.0f", x->word_count[i]);
	}
	str_text(b, "}}\n");
}

static void
write_numbers(const struct feature *x, struct str *b)
{
	struct sketch made = {0};

	for (size_t i = 0; x->sketch == NULL && i < x->n; i++)
		sketch_add(&made, x->value[i]);
	str_text(b, "{\"feature\":");
	str_string(b, x->name, x->name_n);
	str_text(b, ",\"sketch\":");
	sketch_write(x->sketch == NULL ? &made : x->sketch, b);
	str_text(b, "}\n");
	sketch_free(&made);
}

static void
put(int fd, const char *file, const struct str *b)
{
	if (!aside_write(fd, b->s, b->n))
		diag_fail(USAGE, "cannot write %s", file);
}

void
profile_write(const struct features *f, size_t rows, const char *file)
{
	struct str body = {0}, head = {0};
	struct sha256 sum;
	char digest[SHA256_LENGTH + 1];
	int fd = replace_open(file);

	str_print(&body, "{\"rows\":%zu}\n", rows);
	for (size_t i = 0; i < f->count; i++)
		if (f->list[i].crowded)
			diag_say("%s has more than %d categories, and is left "
			    "out of %s", f->list[i].name, WORDS_MAX, file);
		else if (f->list[i].words)
			write_words(&f->list[i], &body);
		else
			write_numbers(&f->list[i], &body);
	sha256_open(&sum);
	sha256_add(&sum, body.s, body.n);
	sha256_print(&sum, digest);
	str_print(&head, HEAD "%s\"}\n", digest);
	put(fd, file, &head);
	put(fd, file, &body);
	replace_done();
	(void)close(fd);
	str_free(&head);
	str_free(&body);
}

/* ---- reading ---- */

static const struct json_value *
member(const struct json *j, const char *name, enum json_type type)
{
	const struct json_value *v = json_member(j, name);

	return v != NULL && v->type == type ? v : NULL;
}

static bool
read_sketch(struct feature *x, struct json *part, const struct json_value *v)
{
	struct sketch s = {0};

	if (x->words || !sketch_read(&s, part, v))
		return false;
	if (x->sketch == NULL)
		x->sketch = need(1, sizeof(*x->sketch));
	sketch_merge(x->sketch, &s);
	sketch_free(&s);
	return true;
}

static bool
read_words(struct feature *x, struct json *part, const struct json_value *v)
{
	struct str text = {0};
	bool good = x->sketch == NULL && json_object(part, v->s, v->n);

	if (good)
		feature_make_words(x);
	for (size_t i = 0; good && i < part->count; i++) {
		int64_t count;

		str_clear(&text);
		json_decode(&part->member[i].key, &text);
		good = json_int(&part->member[i].value, &count) && count >= 0;
		if (good)
			feature_count(x, text.s == NULL ? "" : text.s, text.n,
			    (double)count);
	}
	str_free(&text);
	return good;
}

/* A feature that was not asked for is left out. */
static bool
read_feature(struct features *f, const struct json *j, struct json *part)
{
	const struct json_value *name = member(j, "feature", JSON_STRING);
	const struct json_value *sketch = member(j, "sketch", JSON_ARRAY);
	const struct json_value *words = member(j, "words", JSON_OBJECT);
	struct str text = {0};
	size_t at;

	if (name == NULL || (sketch == NULL && words == NULL))
		return false;
	json_decode(name, &text);
	at = f->open ? features_add(f, text.s == NULL ? "" : text.s, text.n) :
	    features_find(f, text.s == NULL ? "" : text.s, text.n);
	str_free(&text);
	if (at == f->count)
		return true;
	return sketch != NULL ? read_sketch(&f->list[at], part, sketch) :
	    read_words(&f->list[at], part, words);
}

/* The digest the head promises; false: it is no head. */
static bool
read_head(struct lines *l, char digest[SHA256_LENGTH + 1])
{
	char *s;
	size_t n, head = strlen(HEAD);

	if (!lines_next(l, &s, &n) || n != head + SHA256_LENGTH + 2)
		return false;
	memcpy(digest, s + head, SHA256_LENGTH);
	digest[SHA256_LENGTH] = '\0';
	return true;
}

bool
profile_line(struct features *f, struct json j[2], const char *s,
    size_t *rows)
{
	const struct json_value *v;
	int64_t n;

	if (!json_object(&j[0], s, strlen(s)))
		return false;
	v = member(&j[0], "rows", JSON_NUMBER);
	if (v == NULL)
		return read_feature(f, &j[0], &j[1]);
	if (!json_int(v, &n) || n < 0)
		return false;
	*rows = (size_t)n;
	return true;
}

size_t
profile_read(struct features *f, struct lines *l)
{
	char promised[SHA256_LENGTH + 1], digest[SHA256_LENGTH + 1], *s;
	struct sha256 sum;
	struct json j[2];
	bool good = read_head(l, promised);
	size_t n, rows = 0;

	json_open(&j[0]);
	json_open(&j[1]);
	sha256_open(&sum);
	while (good && lines_next(l, &s, &n)) {
		sha256_add(&sum, s, n);
		sha256_add(&sum, "\n", 1);
		s[n] = '\0';
		good = !l->overlong && profile_line(f, j, s, &rows);
	}
	sha256_print(&sum, digest);
	if (!good || memcmp(digest, promised, SHA256_LENGTH) != 0)
		diag_fail(USAGE, "cannot use %s: it is not as it was written "
		    "(SHA-256)", l->source);
	json_close(&j[0]);
	json_close(&j[1]);
	return rows;
}
