/*
 * The tables made from schemas/records.def.
 */
#include <string.h>

#include "record.h"

#define WORDS(list)		static const char *const words_##list[] = {
#define WORD(list, word)	#word,
#define ENDWORDS(list)		NULL};
#define KIND(name, table, flags, merge, help)
#define F(type, name, marks, help)
#define D(type, name, marks, dflt, help)
#define W(list, name, marks, dflt, help)
#define ALIAS(field, from)
#define END(name)
#include "../schemas/records.def"
#undef WORDS
#undef WORD
#undef ENDWORDS
#undef KIND
#undef F
#undef D
#undef W
#undef END

#define WORDS(list)
#define WORD(list, word)
#define ENDWORDS(list)
#define KIND(name, table, flags, merge, help) \
	static const struct field fields_##name[] = {
#define F(type, name, marks, help) \
	{#name, sizeof(#name) - 1, TYPE_##type, (marks), NULL, NULL, help},
#define D(type, name, marks, dflt, help) \
	{#name, sizeof(#name) - 1, TYPE_##type, (marks), dflt, NULL, help},
#define W(list, name, marks, dflt, help) \
	{#name, sizeof(#name) - 1, TYPE_word, (marks), dflt, words_##list, \
	    help},
#define END(name) \
	}; \
	_Static_assert(sizeof(fields_##name) / sizeof(struct field) <= \
	    FIELDS_MAX, "FIELDS_MAX");
#include "../schemas/records.def"
#undef ALIAS
#undef KIND
#undef F
#undef D
#undef W
#undef END

struct alias {
	enum kind kind;
	const char *field;
	const char *from;
};

/* A kind's aliases follow its fields; the last entry says which kind. */
#define KIND(name, table, flags, merge, help)
#define F(type, name, marks, help)
#define D(type, name, marks, dflt, help)
#define W(list, name, marks, dflt, help)
#define ALIAS(field, from)	{KIND_unknown, #field, from},
#define END(name)		{KIND_##name, NULL, NULL},
static const struct alias aliases[] = {
#include "../schemas/records.def"
};
#undef ALIAS
#undef KIND
#undef END

#define ALIAS(field, from)
#define KIND(name, table, flags, merge, help) \
	{#name, sizeof(#name) - 1, table, (flags), merge, help, \
	    fields_##name, \
	    sizeof(fields_##name) / sizeof(struct field), -1, -1},
#define END(name)
static struct kind_info kinds[] = {
#include "../schemas/records.def"
};

/* What can be told from the fields; done once, at the first question. */
static void
look_through(void)
{
	for (int k = 0; k < KIND_count; k++)
		for (int i = 0; i < kinds[k].fields; i++) {
			if (kinds[k].field[i].marks & AT)
				kinds[k].at = i;
			if (strcmp(kinds[k].field[i].name, "project") == 0)
				kinds[k].project = i;
		}
}

const struct kind_info *
kind_info(enum kind k)
{
	static bool looked;

	if (!looked)
		look_through();
	looked = true;
	return &kinds[k];
}

enum kind
kind_find(const char *name, size_t n)
{
	for (int k = 0; k < KIND_count; k++)
		if (text_same(kinds[k].name, strlen(kinds[k].name), name, n))
			return (enum kind)k;
	return KIND_unknown;
}

static int
field_named(enum kind k, const char *name, size_t n)
{
	for (int i = 0; i < kinds[k].fields; i++)
		if (text_same(kinds[k].field[i].name,
		    kinds[k].field[i].name_n, name, n))
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
		return kind_info(k)->project;
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
		if (kinds[k].table != NULL)
			set |= KIND_BIT(k);
	return set;
}
