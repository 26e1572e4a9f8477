/*
 * What a database is asked: the conditions of a reader's select, as SQL.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "store.h"

static bool
is_postgres(const struct reader *r)
{
	return r->s->driver->dialect == SQL_POSTGRES;
}

/* A text that is stored once is asked for where it is. */
static void
add_equal(struct reader *r, enum kind kind, const char *field,
    const char *text)
{
	int i = field_find(kind, field, strlen(field));
	bool series = i >= 0 && sql_in_series(kind, i);
	bool word = i >= 0 && !is_postgres(r) && sql_is_word(kind, i);

	if (text == NULL || i < 0)
		return;
	if (r->texts == STORE_VALUES) {
		r->exact = false;
		return;
	}
	r->text[r->texts++] = text;
	str_print(&r->sql, " AND %s\"%s\" = %s?%d%s", series ?
	    "r.\"series_id\" IN (SELECT \"series_id\" FROM \"series\" WHERE " :
	    "r.", field, word ?
	    "(SELECT \"word_id\" FROM \"words\" WHERE \"text\" = " : "",
	    r->texts, series || word ? ")" : "");
}

/* ---- tests ---- */

/*
 * Most tests have one series.  Said so, a database need not sort its rows:
 * by their key they lie in the order of time.
 */
static bool
only_series(struct reader *r, int64_t *id)
{
	const struct driver *driver = r->s->driver;
	struct query *q = store_query(r->s, "SELECT \"series_id\" FROM "
	    "\"series\" WHERE \"test_name\" = ?1 LIMIT 2");
	struct value v = value_text(r->select.test.item[0]);
	int n = 0;

	driver->bind(q, 1, TYPE_text, &v);
	while (driver->next(q)) {
		driver->column(q, 0, TYPE_int, &v);
		*id = v.i;
		n++;
	}
	store_done(r->s, q);
	return n == 1;
}

static bool
is_glob(const char *test)
{
	return strpbrk(test, "*?[\\") != NULL;
}

/* From what only text_glob() understands on, anything. */
static void
add_pattern(struct reader *r, const char *glob)
{
	bool postgres = is_postgres(r);
	struct str *b = &r->pattern;

	str_clear(b);
	for (; *glob != '\0' && *glob != '[' && *glob != '\\'; glob++) {
		if (postgres && (*glob == '%' || *glob == '_'))
			str_byte(b, '\\');
		str_byte(b, !postgres ? *glob : *glob == '*' ? '%' :
		    *glob == '?' ? '_' : *glob);
	}
	if (*glob != '\0')
		str_byte(b, postgres ? '%' : '*');
	sql_text(&r->sql, b->n > 0 ? b->s : "");
}

/* A name, also one that reads as a pattern, is looked up. */
static void
add_any(struct reader *r, const char *column)
{
	const struct opt_list *test = &r->select.test;

	for (int i = 0; i < test->count; i++) {
		str_print(&r->sql, "%s%s", i == 0 ? column : "", i == 0 ?
		    " IN (" : ", ");
		sql_text(&r->sql, test->item[i]);
	}
	str_byte(&r->sql, ')');
	for (int i = 0; i < test->count; i++) {
		if (!is_glob(test->item[i]))
			continue;
		r->exact = false;
		str_print(&r->sql, " OR %s %s ", column, is_postgres(r) ?
		    "LIKE" : "GLOB");
		add_pattern(r, test->item[i]);
	}
}

static void
add_tests(struct reader *r, enum kind kind)
{
	const struct opt_list *test = &r->select.test;
	bool series = (kind_spec(kind)->flags & SERIES) != 0;
	int64_t id;

	if (test->count == 0)
		return;
	if (series && test->count == 1 && !is_glob(test->item[0]) &&
	    only_series(r, &id)) {
		str_print(&r->sql, " AND r.\"series_id\" = %" PRId64, id);
		return;
	}
	str_text(&r->sql, series ? " AND r.\"series_id\" IN (SELECT "
	    "\"series_id\" FROM \"series\" WHERE " : " AND (");
	add_any(r, series ? "\"test_name\"" : "r.\"test_name\"");
	str_byte(&r->sql, ')');
}

/* ---- times, numbers and words ---- */

/* Where the epoch stands for a time that is absent. */
static bool
has_epoch(const struct field *f)
{
	return (f->marks & (KEY | REQ)) == KEY;
}

static void
add_time(struct reader *r, const char *field, const char *sign, int64_t us)
{
	str_print(&r->sql, " AND r.\"%s\" %s ", field, sign);
	sql_time(&r->sql, r->s->driver->dialect, us);
}

/*
 * A range of times finds its rows by the key of every series; naming these
 * is what makes SQLite look that way.
 */
static void
add_times(struct reader *r, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);
	bool clustered = (k->flags & SERIES) && !(k->flags & CLOCK);
	const char *at = k->at < 0 ? NULL : clustered ? "at" :
	    k->field[k->at].name;
	const struct select *s = &r->select;

	if (at == NULL || (s->since == INT64_MIN && s->until == INT64_MAX))
		return;
	if (clustered && !is_postgres(r) && s->test.count == 0 &&
	    s->project == NULL)
		str_text(&r->sql, " AND r.\"series_id\" IN "
		    "(SELECT \"series_id\" FROM \"series\")");
	r->exact &= !has_epoch(&k->field[k->at]);
	if (s->since != INT64_MIN)
		add_time(r, at, ">=", s->since);
	if (s->until != INT64_MAX)
		add_time(r, at, "<=", s->until);
}

static void
add_value(struct reader *r, const struct field *f, const struct value *v)
{
	if (f->type == TYPE_time)
		sql_time(&r->sql, r->s->driver->dialect, v->i);
	else if (f->type == TYPE_bool)
		str_text(&r->sql, v->i ? "TRUE" : "FALSE");
	else if (f->type == TYPE_real)
		str_print(&r->sql, "%.17g", v->d);
	else
		str_print(&r->sql, "%" PRId64, v->i);
}

/* Each of them is looked up; there is none whose number is -1. */
static void
add_words(struct reader *r, const struct field *f, enum comparison is,
    int64_t than)
{
	str_print(&r->sql, "r.\"%s\" IN (-1", f->name);
	for (int i = 0; f->words[i] != NULL; i++)
		if (comparison_holds(is, (i > than) - (i < than)))
			str_print(&r->sql, ", %d", i);
	str_byte(&r->sql, ')');
}

/*
 * SQLite, which keeps no figures of its tables, takes it that ten rows have a
 * word, fewer than a test has, and that to go through all in the order asked
 * for is better than to sort a quarter; it is with a limit.
 */
static bool
is_unlikely(const struct reader *r, const struct field *f)
{
	bool few = f->type == TYPE_word || f->type == TYPE_bool;

	return !is_postgres(r) && (f->marks & IDX) &&
	    (few || (f->type == TYPE_real && r->left < 0));
}

struct number_condition {
	int field;
	enum comparison is;
	struct value v;
};

static void
add_number(struct reader *r, enum kind kind, const struct number_condition *c)
{
	static const char *const signs[] = {[SELECT_EQ] = "=",
	    [SELECT_NE] = "<>", [SELECT_GE] = ">=", [SELECT_LE] = "<=",
	    [SELECT_GT] = ">", [SELECT_LT] = "<"};
	const struct field *f = &kind_spec(kind)->field[c->field];
	bool unlikely = is_unlikely(r, f);

	str_text(&r->sql, unlikely ? " AND unlikely(" : " AND ");
	if (f->type == TYPE_word && c->is != SELECT_EQ) {
		add_words(r, f, c->is, c->v.i);
	} else {
		sql_field(&r->sql, r->s->driver->dialect, kind, c->field);
		str_print(&r->sql, " %s ", signs[c->is]);
		add_value(r, f, &c->v);
	}
	if (unlikely)
		str_byte(&r->sql, ')');
}

/* False: SQL and match_condition() could differ, for what is absent or has
   no order there. */
static bool
add_where(struct reader *r, enum kind kind, const struct condition *c)
{
	struct number_condition number = {.field = field_find(kind, c->field,
	    c->field_n), .is = c->comparison};
	const struct field *f = &kind_spec(kind)->field[number.field];

	if (c->value[0] == '\0' || f->type == TYPE_json ||
	    (c->comparison == SELECT_NE && !(f->marks & REQ)) ||
	    !select_value(f, c->value, &number.v))
		return false;
	if (f->type == TYPE_text) {
		if (c->comparison != SELECT_EQ)
			return false;
		add_equal(r, kind, f->name, c->value);
		return true;
	}
	if (f->type == TYPE_real && isinf(number.v.d))
		return false;
	add_number(r, kind, &number);
	return f->type != TYPE_time || !has_epoch(f);
}

void
store_conditions(struct reader *r, enum kind kind)
{
	str_text(&r->sql, " WHERE TRUE");
	add_tests(r, kind);
	add_equal(r, kind, kind == KIND_tenant ? "tenant_id" : "project",
	    r->select.project);
	add_equal(r, kind, "category", r->select.category);
	add_times(r, kind);
	if (r->select.severity.at >= 0)
		add_number(r, kind, &(struct number_condition){
		    field_find(kind, "severity", 8), SELECT_GE,
		    value_int(r->select.severity.at)});
	if (r->select.acknowledged.at >= 0)
		add_number(r, kind, &(struct number_condition){
		    field_find(kind, "acknowledged", 12), SELECT_EQ,
		    value_int(r->select.acknowledged.at)});
	for (int i = 0; i < r->select.conditions; i++)
		r->exact &= add_where(r, kind, &r->select.condition[i]);
}
