/*
 * read: records out of the database.
 *
 * SQL narrows the rows down by what their keys can find, and orders them;
 * select_match() then has the last word, so that a database and a stream
 * give the same answer.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "store.h"

/* ---- conditions ---- */

/* BEFORE ?N AFTER */
static void
compare(struct reader *r, const char *before, const char *text,
    const char *after)
{
	r->text[r->texts++] = text;
	str_print(&r->sql, " AND %s ?%d%s", before, r->texts, after);
}

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

static void
add_test(struct reader *r, enum kind kind)
{
	const char *test = r->select.test;
	bool exact = test != NULL && strpbrk(test, "*?[\\") == NULL;
	bool series = kind_spec(kind)->flags & SERIES;
	char condition[128];

	if (test == NULL || (!exact && !is_plain_glob(test)))
		return;
	(void)snprintf(condition, sizeof(condition), "%s %s", series ?
	    "r.\"series_id\" IN (SELECT \"series_id\" FROM \"series\" "
	    "WHERE \"test_name\"" : "r.\"test_name\"", exact ? "=" :
	    is_postgres(r) ? "LIKE" : "GLOB");
	compare(r, condition, exact || !is_postgres(r) ? test : like(r, test),
	    series ? ")" : "");
}

static void
add_project(struct reader *r, enum kind kind)
{
	const char *project = r->select.project;

	if (project == NULL)
		return;
	if (kind == KIND_tenant)
		compare(r, "r.\"tenant_id\" =", project, "");
	else if (kind_spec(kind)->flags & SERIES)
		compare(r, "r.\"series_id\" IN (SELECT \"series_id\" FROM "
		    "\"series\" WHERE \"project\" =", project, ")");
	else
		compare(r, "r.\"project\" =", project, "");
}

static void
add_category(struct reader *r, enum kind kind)
{
	const char *category = r->select.category;
	int field = field_find(kind, "category", 8);

	if (category == NULL || field < 0)
		return;
	if (!is_postgres(r) && (kind_spec(kind)->field[field].marks & DICT))
		compare(r, "r.\"category\" = (SELECT \"word_id\" FROM "
		    "\"words\" WHERE \"text\" =", category, ")");
	else
		compare(r, "r.\"category\" =", category, "");
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
	if (s->since != INT64_MIN)
		add_time(r, at, ">=", s->since);
	if (s->until != INT64_MAX)
		add_time(r, at, "<=", s->until);
}

static void
add_conditions(struct reader *r, enum kind kind)
{
	str_text(&r->sql, " WHERE TRUE");
	add_test(r, kind);
	add_project(r, kind);
	add_category(r, kind);
	add_times(r, kind);
	if (r->select.level >= 0)
		str_print(&r->sql, " AND r.\"severity\" >= %d",
		    r->select.level);
	if (r->select.answered >= 0)
		str_print(&r->sql, " AND %sr.\"acknowledged\"",
		    r->select.answered ? "" : "NOT ");
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
	if (field >= 0) {
		sql_field(&r->sql, r->s->driver->dialect, kind, field);
		str_text(&r->sql, r->select.descending ? " DESC, " : ", ");
	}
	sql_key_order(&r->sql, kind, r->select.descending);
}

/* ---- rows ---- */

static struct query *
ask(struct reader *r, enum kind kind)
{
	struct query *q;

	str_clear(&r->sql);
	r->texts = 0;
	sql_select(&r->sql, r->s->driver->dialect, kind);
	add_conditions(r, kind);
	if (!r->unordered)
		add_order(r, kind);
	q = store_query(r->s, r->sql.s);
	for (int i = 0; i < r->texts; i++) {
		struct value v = value_text(r->text[i]);

		r->s->driver->bind(q, i + 1, TYPE_text, &v);
	}
	return q;
}

static void
read_kind(struct reader *r, enum kind kind)
{
	const struct driver *driver = r->s->driver;
	struct query *q = ask(r, kind);

	record_clear(&r->r, kind);
	while (r->left != 0 && driver->next(q)) {
		driver->record(q, &r->r);
		if (!select_match(&r->select, &r->r))
			continue;
		r->take(r);
		r->left -= r->left > 0;
	}
	if (!driver->again(q)) {
		out_flush(&r->out);
		store_fail(r->s);
	}
	driver->done(q);
	if (r->end != NULL)
		r->end(r, kind);
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
	r->s->options.kinds = wanted(r);
	store_open(r->s);
	out_open(&r->out, STDOUT_FILENO, "standard output");
	r->left = r->select.limit;
	store_look(r->s);
	for (int k = 0; k < KIND_count; k++)
		if (wanted(r) & KIND_BIT(k))
			read_kind(r, (enum kind)k);
	out_close(&r->out);
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
