/*
 * The tables made from schemas/records.def.
 */
#include <stdlib.h>
#include <string.h>

#include "record.h"

#define NAME(name)	#name, sizeof(#name) - 1, ",\"" #name "\":", \
			    sizeof(",\"" #name "\":") - 1

#define WORDS(list)		const char *const words_##list[] = {
#define WORD(list, word)	#word,
#define ENDWORDS(list)		NULL};
#define KIND(name, table, flags, merge, help) \
	static const struct field fields_##name[] = {
#define F(type, name, marks, help) \
	{NAME(name), TYPE_##type, (marks), NULL, NULL, help},
#define D(type, name, marks, dflt, help) \
	{NAME(name), TYPE_##type, (marks), dflt, NULL, help},
#define W(list, name, marks, dflt, help) \
	{NAME(name), TYPE_word, (marks), dflt, words_##list, help},
#define END(name) \
	}; \
	_Static_assert(sizeof(fields_##name) / sizeof(struct field) <= \
	    FIELDS_MAX, "FIELDS_MAX");
#include "../schemas/records.def"

struct alias {
	enum kind kind;
	const char *field;
	const char *from;
};

/* A kind's aliases follow its fields; the last entry says which kind. */
#define ALIAS(field, from)	{KIND_unknown, #field, from},
#define END(name)		{KIND_##name, NULL, NULL},
static const struct alias aliases[] = {
#include "../schemas/records.def"
};

#define KIND(name, table, flags, merge, help) \
	{#name, sizeof(#name) - 1, table, (flags), merge, help, \
	    fields_##name, \
	    sizeof(fields_##name) / sizeof(struct field), -1, -1, -1, 0, {0}, \
	    {{.set = false}}, 0, 0, {0}},
struct kind_spec record_kinds[] = {
#include "../schemas/records.def"
};

static struct value
value_of_default(const struct field *f)
{
	switch (f->type) {
	case TYPE_real:
		return value_real(strtod(f->dflt, NULL));
	case TYPE_int:
		return value_int(strtoll(f->dflt, NULL, 10));
	case TYPE_bool:
		return value_int(strcmp(f->dflt, "true") == 0);
	case TYPE_word:
		return value_int(word_find(f->words, f->dflt));
	default:
		return value_text(f->dflt);
	}
}

static bool
is_of_series(const struct field *f)
{
	return strcmp(f->name, "project") == 0 ||
	    strcmp(f->name, "test_name") == 0 ||
	    strcmp(f->name, "context") == 0;
}

static void
look_through_key(struct kind_spec *k)
{
	for (int i = 0; i < k->fields; i++)
		if (is_of_series(&k->field[i]))
			k->series |= UINT64_C(1) << i;
		else if ((k->field[i].marks & KEY) && i != k->at)
			k->rest[k->rests++] = (uint8_t)i;
}

/* What the fields say of their kind; done before main(). */
static void
look_through(struct kind_spec *k)
{
	for (int i = 0; i < k->fields; i++) {
		const struct field *f = &k->field[i];

		if (f->marks & AT)
			k->at = i;
		if (strcmp(f->name, "project") == 0)
			k->project = i;
		if (strcmp(f->name, "event_id") == 0)
			k->event_id = i;
		if (f->dflt != NULL)
			k->absent[k->duties] = value_of_default(f);
		if (f->dflt != NULL || (f->marks & REQ))
			k->duty[k->duties++] = (uint8_t)i;
	}
	if (k->flags & SERIES)
		look_through_key(k);
}

__attribute__((constructor))
static void
look_through_all(void)
{
	for (int k = 0; k < KIND_count; k++)
		look_through(&record_kinds[k]);
}

enum kind
kind_find(const char *name, size_t n)
{
	for (int k = 0; k < KIND_count; k++)
		if (text_same(record_kinds[k].name, record_kinds[k].name_n,
		    name, n))
			return (enum kind)k;
	return KIND_unknown;
}

enum kind
kind_asked(const char *name)
{
	enum kind found = kind_find(name, strlen(name));

	for (int k = 0; found == KIND_unknown && k < KIND_count; k++)
		if (record_kinds[k].table != NULL &&
		    strcmp(record_kinds[k].table, name) == 0)
			found = (enum kind)k;
	return found;
}

static int
field_named(enum kind k, const char *name, size_t n)
{
	for (int i = 0; i < record_kinds[k].fields; i++)
		if (text_same(record_kinds[k].field[i].name,
		    record_kinds[k].field[i].name_n, name, n))
			return i;
	return -1;
}

/* tenant_id and tenant mean the project everywhere. */
static int
field_aliased(enum kind k, const char *name, size_t n)
{
	size_t first = 0;

	if (text_same(name, n, "tenant_id", 9) ||
	    text_same(name, n, "tenant", 6))
		return kind_spec(k)->project;
	for (size_t i = 0; aliases[i].kind != k; i++)
		if (aliases[i].field == NULL)
			first = i + 1;
	for (size_t i = first; aliases[i].field != NULL; i++)
		if (text_same(aliases[i].from, strlen(aliases[i].from), name,
		    n))
			return field_named(k, aliases[i].field,
			    strlen(aliases[i].field));
	return -1;
}

int
field_find(enum kind k, const char *name, size_t n)
{
	int i = field_named(k, name, n);

	return i >= 0 ? i : field_aliased(k, name, n);
}

int
word_find(const char *const *words, const char *word)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

kind_set
kinds_all(void)
{
	return KIND_BIT(KIND_count) - 1;
}

kind_set
kinds_stored(void)
{
	kind_set set = 0;

	for (int k = 0; k < KIND_count; k++)
		if (record_kinds[k].table != NULL)
			set |= KIND_BIT(k);
	return set;
}

const char *
record_word(const struct record *r, const char *field)
{
	int i = field_find(r->kind, field, strlen(field));

	return r->v[i].set ? kind_spec(r->kind)->field[i].words[r->v[i].i] :
	    "";
}
