#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "select.h"
#include "when.h"

const char *const select_answers[] = {"no", "yes", NULL};

/* ---- understanding what was given ---- */

/* A time, a date, or how long before now. */
static bool
parse_time(const char *text, const char *option, int64_t *us, char *why)
{
	if (when_typed(text, strlen(text), us))
		return true;
	if (when_span(text, 'd', us)) {
		*us = when_now() - *us;
		return true;
	}
	(void)snprintf(why, JSON_WHY, "--%s takes a time, a date or a span, "
	    "not \"%.40s\"", option, text);
	return false;
}

static bool
parse_kinds(struct select *s, char *why)
{
	s->kinds = s->kind.count == 0 ? kinds_stored() : 0;
	for (int i = 0; i < s->kind.count; i++) {
		const char *name = s->kind.item[i];
		enum kind k = kind_asked(name);

		if (k == KIND_unknown) {
			(void)snprintf(why, JSON_WHY, "unknown kind %.60s",
			    name);
			return false;
		}
		s->kinds |= KIND_BIT(k);
	}
	return true;
}

static bool
parse_condition(const char *text, struct condition *c, char *why)
{
	static const struct { const char *sign; enum comparison is; } signs[] =
	    {{"!=", SELECT_NE}, {">=", SELECT_GE}, {"<=", SELECT_LE},
	    {"=", SELECT_EQ}, {">", SELECT_GT}, {"<", SELECT_LT}};
	size_t n = strcspn(text, "!=<>");

	for (size_t i = 0; n > 0 && i < sizeof(signs) / sizeof(signs[0]);
	    i++) {
		size_t length = strlen(signs[i].sign);

		if (strncmp(text + n, signs[i].sign, length) != 0)
			continue;
		*c = (struct condition){text, n, signs[i].is,
		    text + n + length};
		return true;
	}
	(void)snprintf(why, JSON_WHY, "--where takes FIELD=VALUE, "
	    "not \"%.60s\"", text);
	return false;
}

/* The kinds of a set that have the field. */
static kind_set
kinds_with(kind_set set, const char *field, size_t n)
{
	kind_set with = 0;

	for (enum kind k = 0; k < KIND_count; k++)
		if ((set & KIND_BIT(k)) != 0 && field_find(k, field, n) >= 0)
			with |= KIND_BIT(k);
	return with;
}

/* Leaves the kinds that have the field; false if there were none. */
static bool
narrow(struct select *s, const char *field, size_t n, char *why)
{
	kind_set with = kinds_with(s->kinds, field, n);
	const char *names[256] = {NULL}, *near;
	size_t count = 0;
	char wrong[64];

	if (with != 0) {
		s->kinds = with;
		return true;
	}
	for (enum kind k = 0; k < KIND_count; k++)
		if (s->kinds & KIND_BIT(k))
			for (int i = 0; i < kind_spec(k)->fields &&
			    count < 255; i++)
				names[count++] = kind_spec(k)->field[i].name;
	(void)snprintf(wrong, sizeof(wrong), "%.*s", (int)n, field);
	near = opt_nearest(wrong, names);
	(void)snprintf(why, JSON_WHY, "no selected kind has a field %s%s%s%s",
	    wrong, near ? "; did you mean " : "", near ? near : "",
	    near ? "?" : "");
	return false;
}

/* A value must be one in some kind that has the field. */
static bool
check_condition(struct select *s, const struct condition *c, char *why)
{
	struct value v;

	if (!narrow(s, c->field, c->field_n, why))
		return false;
	for (enum kind k = 0; k < KIND_count; k++) {
		int i = field_find(k, c->field, c->field_n);

		if ((s->kinds & KIND_BIT(k)) != 0 && (c->value[0] == '\0' ||
		    select_value(&kind_spec(k)->field[i], c->value, &v)))
			return true;
	}
	(void)snprintf(why, JSON_WHY, "\"%.40s\" is no value of %.*s",
	    c->value, (int)c->field_n, c->field);
	return false;
}

static bool
parse_where(struct select *s, char *why)
{
	for (int i = 0; i < s->where.count; i++) {
		struct condition *c = &s->condition[i];

		if (!parse_condition(s->where.item[i], c, why) ||
		    !check_condition(s, c, why))
			return false;
		s->conditions = i + 1;
	}
	return true;
}

static bool
parse_order(struct select *s, char *why)
{
	if (s->order == NULL)
		return true;
	s->descending = s->order[0] == '-';
	s->order_field = s->order + s->descending;
	return narrow(s, s->order_field, strlen(s->order_field), why);
}

/* The options that by themselves name a field. */
static bool
narrow_by_options(struct select *s, char *why)
{
	return (s->test.count == 0 || narrow(s, "test_name", 9, why)) &&
	    (s->category == NULL || narrow(s, "category", 8, why)) &&
	    (s->severity.at < 0 || narrow(s, "severity", 8, why)) &&
	    (s->acknowledged.at < 0 || narrow(s, "acknowledged", 12, why));
}

bool
select_parse(struct select *s, char *why)
{
	if (s->project == NULL)
		s->project = getenv("DRIFT_PROJECT");
	if (s->project != NULL && s->project[0] == '\0')
		s->project = NULL;
	if (s->since_text != NULL &&
	    !parse_time(s->since_text, "since", &s->since, why))
		return false;
	if (s->until_text != NULL &&
	    !parse_time(s->until_text, "until", &s->until, why))
		return false;
	return parse_kinds(s, why) && narrow_by_options(s, why) &&
	    parse_where(s, why) && parse_order(s, why);
}

bool
select_is_all(const struct select *s)
{
	return s->kind.count == 0 && s->conditions == 0 &&
	    s->test.count == 0 && s->category == NULL && s->project == NULL &&
	    s->since == INT64_MIN && s->until == INT64_MAX &&
	    s->severity.at < 0 && s->acknowledged.at < 0 &&
	    s->order_field == NULL;
}

/* ---- values ---- */

static bool
find_word(const struct field *f, const char *text, struct value *v)
{
	for (int i = 0; f->words[i] != NULL; i++)
		if (strcmp(f->words[i], text) == 0) {
			*v = value_int(i);
			return true;
		}
	return false;
}

static bool
read_bool(const char *text, struct value *v)
{
	static const char *const words[] = {"false", "no", "0", "true", "yes",
	    "1"};

	for (int i = 0; i < 6; i++)
		if (strcmp(text, words[i]) == 0) {
			*v = value_int(i / 3);
			return true;
		}
	return false;
}

bool
select_value(const struct field *f, const char *text, struct value *v)
{
	char *end, why[JSON_WHY];

	*v = (struct value){.set = true};
	switch (f->type) {
	case TYPE_int:
		v->i = strtoll(text, &end, 10);
		return end != text && *end == '\0';
	case TYPE_real:
		v->d = strtod(text, &end);
		return end != text && *end == '\0' && v->d == v->d;
	case TYPE_bool:
		return read_bool(text, v);
	case TYPE_time:
		return parse_time(text, "where", &v->i, why);
	case TYPE_word:
		return find_word(f, text, v);
	default:
		*v = value_text(text);
		return true;
	}
}

int
value_order(const struct field *f, const struct value *a,
    const struct value *b)
{
	if (!a->set || !b->set)
		return a->set - b->set;
	if (type_is_text(f->type))
		return text_order(a->s, a->n, b->s, b->n);
	if (f->type == TYPE_real)
		return (a->d > b->d) - (a->d < b->d);
	return (a->i > b->i) - (a->i < b->i);
}

bool
comparison_holds(enum comparison c, int order)
{
	switch (c) {
	case SELECT_EQ: return order == 0;
	case SELECT_NE: return order != 0;
	case SELECT_GE: return order >= 0;
	case SELECT_LE: return order <= 0;
	case SELECT_GT: return order > 0;
	case SELECT_LT: return order < 0;
	}
	return false;
}

/* ---- holding a record against it ---- */

static const struct value *
value_named(const struct record *r, const char *name, size_t n)
{
	int i = field_find(r->kind, name, n);

	return i < 0 ? NULL : &r->v[i];
}

/* Its own name is always a match, also where it reads as a pattern. */
static bool
match_glob(const char *pattern, const struct value *v)
{
	return v != NULL && v->set && (value_is(v, pattern) ||
	    (pattern[strcspn(pattern, "*?[\\")] != '\0' &&
	    text_glob(pattern, v->s, v->n)));
}

static bool
match_test(const struct select *s, const struct record *r)
{
	const struct value *name;

	if (s->test.count == 0)
		return true;
	name = value_named(r, "test_name", 9);
	for (int i = 0; i < s->test.count; i++)
		if (match_glob(s->test.item[i], name))
			return true;
	return false;
}

static bool
is_empty(const struct field *f, const struct value *v)
{
	return !v->set || (f->type == TYPE_text && v->n == 0);
}

static bool
match_condition(const struct condition *c, const struct record *r)
{
	int i = field_find(r->kind, c->field, c->field_n);
	const struct field *f;
	struct value v;

	if (i < 0)
		return false;
	f = &kind_spec(r->kind)->field[i];
	if (c->value[0] == '\0' || is_empty(f, &r->v[i]))
		return (c->comparison == SELECT_EQ &&
		    c->value[0] == '\0' && is_empty(f, &r->v[i])) ||
		    (c->comparison == SELECT_NE &&
		    (c->value[0] != '\0') == is_empty(f, &r->v[i]));
	if (!select_value(f, c->value, &v))
		return false;
	return comparison_holds(c->comparison, value_order(f, &r->v[i], &v));
}

static bool
match_time(const struct select *s, const struct record *r)
{
	int at = kind_spec(r->kind)->at;

	if (s->since == INT64_MIN && s->until == INT64_MAX)
		return true;
	return at >= 0 && r->v[at].set && r->v[at].i >= s->since &&
	    r->v[at].i <= s->until;
}

static bool
match_text(const char *text, const struct record *r, const char *field)
{
	const struct value *v;

	if (text == NULL)
		return true;
	v = value_named(r, field, strlen(field));
	return v != NULL && value_is(v, text);
}

static bool
match_project(const struct select *s, const struct record *r)
{
	return match_text(s->project, r,
	    r->kind == KIND_tenant ? "tenant_id" : "project");
}

bool
select_match(const struct select *s, const struct record *r)
{
	if ((s->kinds & KIND_BIT(r->kind)) == 0 || !match_time(s, r) ||
	    !match_project(s, r) || !match_test(s, r) ||
	    !match_text(s->category, r, "category"))
		return false;
	if (s->severity.at >= 0 &&
	    value_named(r, "severity", 8)->i < s->severity.at)
		return false;
	if (s->acknowledged.at >= 0 &&
	    value_named(r, "acknowledged", 12)->i != s->acknowledged.at)
		return false;
	for (int i = 0; i < s->conditions; i++)
		if (!match_condition(&s->condition[i], r))
			return false;
	return true;
}
