/*
 * read: records out of the database.
 *
 * SQL narrows the rows down by what their keys can find, and orders them;
 * select_match() then has the last word, so that a database and a stream
 * give the same answer.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "diag.h"
#include "store.h"

/* ---- conditions ---- */

static bool
is_postgres(const struct reader *r)
{
	return r->s->driver->dialect == SQL_POSTGRES;
}

/* What SQL's patterns and text_glob() understand alike. */
static bool
is_plain_glob(const char *pattern)
{
	return strpbrk(pattern, "[\\") == NULL;
}

static const char *
like(struct reader *r, const char *glob)
{
	str_clear(&r->like);
	for (; *glob != '\0'; glob++) {
		if (*glob == '%' || *glob == '_')
			str_byte(&r->like, '\\');
		str_byte(&r->like, *glob == '*' ? '%' : *glob == '?' ? '_' :
		    *glob);
	}
	return r->like.n > 0 ? r->like.s : "";
}

struct text_condition {
	int field;
	const char *sign;
	const char *text;
};

/* A text that is stored once is asked for where it is. */
static void
add_text(struct reader *r, enum kind kind, struct text_condition c)
{
	const struct field *f = &kind_spec(kind)->field[c.field];
	bool series = sql_in_series(kind, c.field);
	bool word = !is_postgres(r) && sql_is_word(kind, c.field);

	if (r->texts == STORE_VALUES) {
		r->exact = false;
		return;
	}
	r->text[r->texts++] = c.text;
	str_print(&r->sql, " AND %s\"%s\" %s %s?%d%s", series ?
	    "r.\"series_id\" IN (SELECT \"series_id\" FROM \"series\" WHERE " :
	    "r.", f->name, c.sign, word ?
	    "(SELECT \"word_id\" FROM \"words\" WHERE \"text\" = " : "",
	    r->texts, series || word ? ")" : "");
}

static void
add_equal(struct reader *r, enum kind kind, const char *field,
    const char *text)
{
	int i = field_find(kind, field, strlen(field));

	if (text != NULL && i >= 0)
		add_text(r, kind, (struct text_condition){i, "=", text});
}

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
	struct value v = value_text(r->select.test);
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

static void
add_exact_test(struct reader *r, enum kind kind)
{
	int64_t id;

	if ((kind_spec(kind)->flags & SERIES) && only_series(r, &id))
		str_print(&r->sql, " AND r.\"series_id\" = %" PRId64, id);
	else
		add_equal(r, kind, "test_name", r->select.test);
}

static void
add_test(struct reader *r, enum kind kind)
{
	const char *test = r->select.test;
	struct text_condition c = {field_find(kind, "test_name", 9),
	    is_postgres(r) ? "LIKE" : "GLOB", test};

	if (test == NULL)
		return;
	if (strpbrk(test, "*?[\\") == NULL) {
		add_exact_test(r, kind);
		return;
	}
	r->exact = false;
	if (!is_plain_glob(test))
		return;
	if (is_postgres(r))
		c.text = like(r, test);
	add_text(r, kind, c);
}

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
	if (clustered && !is_postgres(r) && s->test == NULL &&
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
add_number(struct reader *r, const struct field *f, const struct value *v)
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

/* False: SQL and match_condition() could differ, for what is absent or has
   no order there. */
static bool
add_where(struct reader *r, enum kind kind, const struct condition *c)
{
	static const char *const signs[] = {[SELECT_EQ] = "=",
	    [SELECT_GE] = ">=", [SELECT_LE] = "<=", [SELECT_GT] = ">",
	    [SELECT_LT] = "<"};
	int i = field_find(kind, c->field, c->field_n);
	const struct field *f = &kind_spec(kind)->field[i];
	struct value v;

	if (c->comparison == SELECT_NE || c->value[0] == '\0' ||
	    f->type == TYPE_json || !select_value(f, c->value, &v))
		return false;
	if (f->type == TYPE_text) {
		if (c->comparison != SELECT_EQ)
			return false;
		add_equal(r, kind, f->name, c->value);
		return true;
	}
	if (f->type == TYPE_real && isinf(v.d))
		return false;
	str_text(&r->sql, " AND ");
	sql_field(&r->sql, r->s->driver->dialect, kind, i);
	str_print(&r->sql, " %s ", signs[c->comparison]);
	add_number(r, f, &v);
	return f->type != TYPE_time || !has_epoch(f);
}

static void
add_conditions(struct reader *r, enum kind kind)
{
	str_text(&r->sql, " WHERE TRUE");
	add_test(r, kind);
	add_equal(r, kind, kind == KIND_tenant ? "tenant_id" : "project",
	    r->select.project);
	add_equal(r, kind, "category", r->select.category);
	add_times(r, kind);
	if (r->select.level >= 0)
		str_print(&r->sql, " AND r.\"severity\" >= %d",
		    r->select.level);
	if (r->select.answered >= 0)
		str_print(&r->sql, " AND %sr.\"acknowledged\"",
		    r->select.answered ? "" : "NOT ");
	for (int i = 0; i < r->select.conditions; i++)
		r->exact &= add_where(r, kind, &r->select.condition[i]);
}

/* ---- order ---- */

/* As asked for, else series by series, or by time; then by the key. */
static void
add_order(struct reader *r, enum kind kind)
{
	const struct kind_spec *k = kind_spec(kind);
	const char *name = r->select.order_field;
	int field = name != NULL ? field_find(kind, name, strlen(name)) :
	    k->flags & SERIES ? -1 : k->at;

	str_text(&r->sql, " ORDER BY ");
	if ((k->flags & (SERIES | CLOCK)) == SERIES && field == k->at) {
		sql_time_order(&r->sql, r->select.descending);
		return;
	}
	if (field >= 0) {
		sql_field(&r->sql, r->s->driver->dialect, kind, field);
		str_text(&r->sql, r->select.descending ? " DESC, " : ", ");
	}
	sql_key_order(&r->sql, kind, r->select.descending);
}

/* ---- rows ---- */

/* Of all tests, or most: what their rows share is made ready first. */
static bool
are_many(const struct reader *r, enum kind kind)
{
	return r->select.test == NULL && r->select.order_field == NULL &&
	    r->left < 0 && r->s->driver->many != NULL &&
	    r->s->driver->many(r->s->db, kind);
}

static void
add_select(struct reader *r, enum kind kind)
{
	if (are_many(r, kind))
		sql_select_bare(&r->sql, kind);
	else
		sql_select(&r->sql, r->s->driver->dialect, kind);
}

static struct query *
query(struct reader *r)
{
	struct query *q = store_query(r->s, r->sql.s);

	for (int i = 0; i < r->texts; i++) {
		struct value v = value_text(r->text[i]);

		r->s->driver->bind(q, i + 1, TYPE_text, &v);
	}
	return q;
}

static struct query *
ask(struct reader *r, enum kind kind)
{
	add_select(r, kind);
	add_conditions(r, kind);
	if (!r->unordered)
		add_order(r, kind);
	if (r->exact && r->left >= 0)
		str_print(&r->sql, " LIMIT %" PRId64, r->left);
	return query(r);
}

/* What SQL finds: that is all of them, and perhaps a few more. */
static void
count_kind(struct reader *r, enum kind kind)
{
	int64_t n;

	sql_count(&r->sql, kind);
	add_conditions(r, kind);
	(void)store_value(r->s, query(r), &n);
	r->counted += n;
}

/* ---- pages: one is fetched while the one before it is taken ---- */

#define PAGE_ROWS	4096
#define PAGE_BYTES	(1 << 20)

static void *
fetch(void *reader)
{
	struct reader *r = reader;
	const struct driver *driver = r->s->driver;
	struct batch *page = &r->page[0];

	batch_clear(page);
	while (page->rows < PAGE_ROWS && page->texts.n < PAGE_BYTES) {
		r->ended = r->left == 0 || !driver->next(r->query) ||
		    !driver->record(r->query, &r->row);
		if (r->ended)
			break;
		if (!select_match(&r->select, &r->row))
			continue;
		batch_take(page, &r->row);
		r->left -= r->left > 0;
	}
	return NULL;
}

/* Begins to fetch another page; what was fetched is to be taken now. */
static void
turn(struct reader *r)
{
	struct batch fetched = r->page[0];

	r->page[0] = r->page[1];
	r->page[1] = fetched;
	r->apart = !r->ended && apart_start(&r->thread, fetch, r);
}

static void
take_page(struct reader *r)
{
	const struct batch *page = &r->page[1];

	for (size_t i = 0; i < page->rows; i++) {
		batch_values(page, &page->row[i], &r->r);
		r->take(r);
	}
}

/* What fits into one page, as most answers do, needs no thread. */
static void
take_all(struct reader *r)
{
	r->ended = false;
	(void)fetch(r);
	for (bool last = false; !last;) {
		last = r->ended;
		turn(r);
		take_page(r);
		if (r->apart)
			(void)pthread_join(r->thread, NULL);
		else if (!last)
			(void)fetch(r);
	}
}

static void
print_kind(struct reader *r, enum kind kind)
{
	const struct driver *driver = r->s->driver;

	r->query = ask(r, kind);
	record_clear(&r->r, kind);
	record_clear(&r->row, kind);
	take_all(r);
	if (!driver->again(r->query)) {
		out_flush(&r->out);
		store_fail(r->s);
	}
	driver->done(r->query);
	if (r->end != NULL)
		r->end(r, kind);
}

static void
read_kind(struct reader *r, enum kind kind)
{
	str_clear(&r->sql);
	r->texts = 0;
	r->exact = true;
	if (r->count)
		count_kind(r, kind);
	else
		print_kind(r, kind);
}

static void
print_count(struct reader *r)
{
	out_int(&r->out, r->left >= 0 && r->left < r->counted ? r->left :
	    r->counted);
	out_byte(&r->out, '\n');
}

/* What a database tells of itself is not read but by its name. */
static kind_set
wanted(const struct reader *r)
{
	kind_set own = BIT(retention) | BIT(migration);

	return r->select.kinds & kinds_stored() &
	    ~(r->select.kind.count == 0 ? own : 0);
}

int
store_each(struct reader *r)
{
	char why[JSON_WHY];
	bool refused;

	if (!select_parse(&r->select, why))
		diag_fail(USAGE, "%s", why);
	for (int i = 0; i < r->select.kind.count; i++)
		if (!(kinds_stored() &
		    KIND_BIT(kind_asked(r->select.kind.item[i]))))
			diag_fail(USAGE, "records of kind %s are not stored",
			    r->select.kind.item[i]);
	r->s->options.kinds = wanted(r);
	store_open(r->s);
	out_open(&r->out, STDOUT_FILENO, "standard output");
	r->left = r->select.limit;
	store_look(r->s);
	for (int k = 0; k < KIND_count; k++)
		if (wanted(r) & KIND_BIT(k))
			read_kind(r, (enum kind)k);
	if (r->count)
		print_count(r);
	out_close(&r->out);
	batch_free(&r->page[0]);
	batch_free(&r->page[1]);
	str_free(&r->sql);
	str_free(&r->like);
	refused = r->s->db->refused > 0;
	store_close(r->s);
	return refused ? REFUSED : DONE;
}

/* ---- the verb ---- */

static void
print(struct reader *r)
{
	record_print(&r->r, &r->out);
}

static const char *const examples[] = {
	"drift store-sqlite read drift.db --kind measurement --since 7d",
	"drift store-sqlite read drift.db --test 'login*' --limit 20",
	NULL
};

int
store_read(struct store *s, int argc, char **argv)
{
	struct reader r = {.s = s, .select = SELECT_ALL, .take = print};
	const struct opt options[] = {
		SELECT_OPTIONS(&r.select),
		{0, "count", OPT_FLAG, &r.count, NULL,
		    "print only how many there are, at most", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		STORE_FOREIGN(&s->options),
		STORE_OPTIONS(&s->options),
		{0}
	};
	const struct usage usage = {"read [options] DATABASE",
	    "print records of a database", examples, options, NULL};

	store_address(s, &usage, argv, opt_parse(&usage, argc, argv));
	return store_each(&r);
}
