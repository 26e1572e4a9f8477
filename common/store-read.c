/*
 * read: records out of the database.
 *
 * SQL narrows the rows down by what their keys can find, and orders them;
 * select_match() then has the last word, so that a database and a stream
 * give the same answer.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "diag.h"
#include "store.h"

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
		sql_field_order(&r->sql, r->s->driver->dialect,
		    &(struct sql_order){kind, field, r->select.descending});
		str_text(&r->sql, ", ");
	}
	sql_key_order(&r->sql, r->s->driver->dialect, kind,
	    r->select.descending);
}

/* ---- rows ---- */

/* Of all tests, or most: what their rows share is made ready first. */
static bool
are_many(const struct reader *r, enum kind kind)
{
	return r->select.test.count == 0 && r->select.order_field == NULL &&
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
	store_conditions(r, kind);
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
	store_conditions(r, kind);
	(void)store_value(r->s, query(r), &n);
	if (r->left >= 0 && n > r->left)
		n = r->left;
	r->left -= r->left > 0 ? n : 0;
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

/* What a database tells of itself is not read but by its name. */
static kind_set
wanted(const struct reader *r)
{
	kind_set own = BIT(retention) | BIT(migration);

	return r->select.kinds & kinds_stored() &
	    ~(r->select.kind.count == 0 ? own : 0);
}

static void
read_kinds(struct reader *r)
{
	r->left = r->select.limit;
	for (int k = 0; k < KIND_count; k++)
		if (wanted(r) & KIND_BIT(k))
			read_kind(r, (enum kind)k);
}

static void
read_each_test(struct reader *r)
{
	struct opt_list all = r->select.test;

	for (int i = 0; i < all.count; i++) {
		r->select.test = (struct opt_list){{all.item[i], NULL}, 1};
		read_kinds(r);
	}
}

int
store_each(struct reader *r)
{
	char why[JSON_WHY];
	bool refused;

	if (!select_parse(&r->select, why))
		diag_fail(USAGE, "%s", why);
	if (r->each && r->select.test.count == 0)
		diag_fail(USAGE, "--each needs --test");
	for (int i = 0; i < r->select.kind.count; i++)
		if (!(kinds_stored() &
		    KIND_BIT(kind_asked(r->select.kind.item[i]))))
			diag_fail(USAGE, "records of kind %s are not stored",
			    r->select.kind.item[i]);
	r->s->options.kinds = wanted(r);
	store_open(r->s);
	out_open(&r->out, STDOUT_FILENO, "standard output");
	store_look(r->s);
	if (r->each)
		read_each_test(r);
	else
		read_kinds(r);
	if (r->count) {
		out_int(&r->out, r->counted);
		out_byte(&r->out, '\n');
	}
	out_close(&r->out);
	batch_free(&r->page[0]);
	batch_free(&r->page[1]);
	str_free(&r->sql);
	str_free(&r->pattern);
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
		{0, "each", OPT_FLAG, &r.each, NULL,
		    "the limit is for each name given, not for all", 0},
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
