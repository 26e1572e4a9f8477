/*
 * Columns of values, and rows as they come.  The members of a row mostly are
 * those of the row before, in its order.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "monitor.h"

#define NONE	UINT16_MAX
_Static_assert(JSON_MEMBERS < NONE, "a column is two bytes");

void
features_open(struct features *f)
{
	f->order = need(JSON_MEMBERS, sizeof(*f->order));
}

static void
close_feature(struct feature *x)
{
	intern_free(&x->number);
	str_free(&x->texts);
	free(x->text);
	free(x->value);
	free(x->word_count);
	if (x->sketch != NULL)
		sketch_free(x->sketch);
	free(x->sketch);
	free(x->name);
}

void
features_close(struct features *f)
{
	for (size_t i = 0; i < f->count; i++)
		close_feature(&f->list[i]);
	if (f->json.member != NULL)
		json_close(&f->json);
	str_free(&f->scratch);
	free(f->order);
	free(f->list);
	free(f->cell);
}

size_t
features_find(const struct features *f, const char *name, size_t n)
{
	for (size_t i = 0; i < f->count; i++)
		if (text_same(f->list[i].name, f->list[i].name_n, name, n))
			return i;
	return f->count;
}

size_t
features_add(struct features *f, const char *name, size_t n)
{
	size_t at = features_find(f, name, n);
	struct feature *x;

	if (at < f->count)
		return at;
	if (f->count == f->room) {
		f->room = f->room == 0 ? 16 : 2 * f->room;
		f->list = need_more(f->list, f->room, sizeof(*f->list));
		f->cell = need_more(f->cell, f->room, sizeof(*f->cell));
	}
	f->cell[at] = NAN;
	x = &f->list[f->count++];
	*x = (struct feature){.compared = true, .name_n = n};
	x->name = need(n + 1, 1);
	memcpy(x->name, name, n);
	return at;
}

void
features_clear(struct features *f)
{
	for (size_t i = 0; i < f->count; i++)
		f->cell[i] = NAN;
}

/* ---- categories ---- */

const char *
feature_word(const struct feature *x, size_t number)
{
	return x->texts.s + x->text[number];
}

static double
word_number(struct feature *x, const char *s, size_t n)
{
	int64_t *known = intern_find(&x->number, s, n);

	if (known != NULL)
		return (double)*known;
	if (x->count == WORDS_MAX) {
		x->crowded = true;
		return NAN;
	}
	x->text = need_room(x->text, x->count, &x->text_room,
	    sizeof(*x->text));
	intern_add(&x->number, s, n, (int64_t)x->count);
	x->text[x->count] = x->texts.n;
	str_bytes(&x->texts, s, n);
	str_byte(&x->texts, '\0');
	return (double)x->count++;
}

static double
number_word(struct feature *x, double d)
{
	char text[REAL_LENGTH + 1];

	return word_number(x, text, real_print(d + 0.0, text));	/* no -0 */
}

void
feature_count(struct feature *x, const char *s, size_t n, double more)
{
	double number = word_number(x, s, n);

	if (isnan(number))
		return;
	while (x->counted <= (size_t)number) {
		if (x->counted % 256 == 0)
			x->word_count = need_more(x->word_count,
			    x->counted + 256, sizeof(*x->word_count));
		x->word_count[x->counted++] = 0;
	}
	x->word_count[(size_t)number] += more;
}

void
feature_make_words(struct feature *x)
{
	if (x->words)
		return;
	x->words = true;
	for (size_t i = 0; i < x->n; i++)
		x->value[i] = number_word(x, x->value[i]);
}

/* ---- cells ---- */

void
feature_number(struct features *f, size_t at, double d)
{
	struct feature *x = &f->list[at];

	f->cell[at] = !isfinite(d) ? NAN : x->words ? number_word(x, d) : d;
}

void
feature_text(struct features *f, size_t at, const char *s, size_t n)
{
	struct feature *x = &f->list[at];

	if (!f->settled)
		feature_make_words(x);
	f->cell[at] = x->words ? word_number(x, s, n) : NAN;
}

static void
take_value(struct features *f, size_t at, const struct json_value *v)
{
	double d;

	switch (v->type) {
	case JSON_NUMBER:
		if (json_real(v, &d))
			feature_number(f, at, d);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		feature_number(f, at, v->type == JSON_TRUE);
		break;
	case JSON_STRING:
		if (!v->escaped) {
			feature_text(f, at, v->s, v->n);
			break;
		}
		str_clear(&f->scratch);
		json_decode(v, &f->scratch);
		feature_text(f, at, f->scratch.s, strlen(f->scratch.s));
		break;
	default:
		break;
	}
}

static size_t
find_member(struct features *f, const struct json_value *key)
{
	const char *s = key->s;
	size_t n = key->n;

	if (key->escaped) {
		str_clear(&f->scratch);
		json_decode(key, &f->scratch);
		s = f->scratch.s;
		n = f->scratch.n;
	}
	return f->open && memchr(s, '\0', n) == NULL ?
	    features_add(f, s, n) : features_find(f, s, n);
}

/*
 * The feature of a member, or NONE: mostly what it was in the row before, and
 * certainly while the keys are known to be the same.
 */
static size_t
member_feature(struct features *f, const struct json_value *key, size_t i)
{
	uint16_t *guess = &f->order[i];
	size_t at;

	if (i < f->sure.members || (*guess < f->count &&
	    text_same(f->list[*guess].name, f->list[*guess].name_n, key->s,
	    key->n)))
		return *guess;
	at = find_member(f, key);
	*guess = at < f->count ? (uint16_t)at : NONE;
	return *guess;
}

static void
be_sure(struct features *f)
{
	if (f->sure.shape != f->json.shape || f->sure.features != f->count)
		f->sure.members = 0;
	f->sure.shape = f->json.shape;
	f->sure.features = f->count;
}

bool
features_row(struct features *f, const char *s, size_t n)
{
	features_clear(f);
	if (f->json.member == NULL)
		json_open(&f->json);	/* a table needs none */
	if (!json_object(&f->json, s, n))
		return false;
	be_sure(f);
	for (size_t i = 0; i < f->json.count; i++) {
		const struct json_member *m = &f->json.member[i];
		size_t at;

		if (m->value.type == JSON_ARRAY ||
		    m->value.type == JSON_OBJECT)
			continue;
		at = member_feature(f, &m->key, i);
		if (i == f->sure.members)
			f->sure.members++;
		if (at != NONE)
			take_value(f, at, &m->value);
	}
	return true;
}
