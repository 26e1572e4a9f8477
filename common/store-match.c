/*
 * compare and delete: records of the input that the database has, by key.
 */
#include <string.h>

#include "diag.h"
#include "store.h"

#define MOST	1000	/* rows of a transaction */

/* The statement that finds the row of a record of one kind. */
struct finder {
	struct query *query;
	struct sql_parameters key;
};

struct matcher {
	struct store *s;
	struct record r;
	struct record found;
	struct finder finder[KIND_count];
	const char *migrated;	/* delete: what came from there */
	bool quiet;
	bool deleting;
	bool open;		/* a transaction is */
	struct str lines;	/* to be printed when it is committed */
	size_t rows;		/* of these */
	size_t all;
};

/* ---- one row ---- */

static void
make_delete(struct matcher *m, struct str *sql, enum kind kind)
{
	struct sql_parameters *key = &m->finder[kind].key;

	str_print(sql, "DELETE FROM \"%s\" AS r", sql_row_table(kind));
	sql_row_of(sql, m->s->driver->dialect, kind, key);
	if (m->migrated != NULL)
		str_print(sql, " AND r.\"stored_at\" >= (SELECT "
		    "min(m.\"stored_at\") FROM \"migration\" m WHERE "
		    "m.\"from\" = ?%d AND m.\"table\" = ?%d)", key->n + 1,
		    key->n + 2);
	str_text(sql, " RETURNING 1");
}

static struct finder *
find_finder(struct matcher *m, enum kind kind)
{
	struct finder *f = &m->finder[kind];
	struct str sql = {0};

	if (f->query != NULL)
		return f;
	if (m->deleting) {
		make_delete(m, &sql, kind);
	} else {
		sql_select(&sql, m->s->driver->dialect, kind);
		sql_row_of(&sql, m->s->driver->dialect, kind, &f->key);
	}
	f->query = store_query(m->s, sql.s);
	str_free(&sql);
	return f;
}

/* A part of the key, which is never null. */
static struct value
key_value(const struct record *r, int place, enum type *type)
{
	const struct kind_spec *k = kind_spec(r->kind);
	struct value v;

	if (place == SQL_HASH) {
		*type = TYPE_int;
		return value_int(batch_hash(r));
	}
	if (place == SQL_AT)
		place = k->at;
	*type = k->field[place].type;
	v = r->v[place];
	if (!v.set)
		v = *type == TYPE_text ? value_text("") : value_int(0);
	return v;
}

static void
bind_key(struct matcher *m, const struct finder *f)
{
	const struct driver *driver = m->s->driver;
	struct value v;
	enum type type;

	for (int i = 0; i < f->key.n; i++) {
		v = key_value(&m->r, f->key.place[i], &type);
		driver->bind(f->query, i + 1, type, &v);
	}
	if (m->migrated == NULL)
		return;
	v = value_text(m->migrated);
	driver->bind(f->query, f->key.n + 1, TYPE_text, &v);
	v = value_text(kind_spec(m->r.kind)->table);
	driver->bind(f->query, f->key.n + 2, TYPE_text, &v);
}

/*
 * Whether two values are one: -0.0 is 0, which a plain table of SQLite makes
 * of it, and a key's empty text an absent one.
 */
static bool
is_same(const struct field *f, const struct value *a, const struct value *b)
{
	bool text = f->type == TYPE_text && (f->marks & KEY);

	return value_same(f, a, b) || (text && (!a->set || a->n == 0) &&
	    (!b->set || b->n == 0)) || (f->type == TYPE_real && a->set &&
	    b->set && a->d - b->d == 0);
}

static bool
is_found_same(struct matcher *m, struct query *q)
{
	const struct kind_spec *k = kind_spec(m->r.kind);

	record_clear(&m->found, m->r.kind);
	if (!m->s->driver->record(q, &m->found))
		return false;
	for (int i = 0; i < k->fields; i++)
		if (!is_same(&k->field[i], &m->r.v[i], &m->found.v[i]))
			return false;
	return true;
}

/* compare: the same record is there; delete: it was, and is no more. */
static bool
look_up(struct matcher *m)
{
	const struct finder *f = find_finder(m, m->r.kind);
	bool match = false;

	bind_key(m, f);
	while (m->s->driver->next(f->query))	/* once, and to the end */
		match = m->deleting || is_found_same(m, f->query);
	if (!m->s->driver->again(f->query))
		store_fail(m->s);
	return match;
}

/* ---- transactions ---- */

static void
begin(struct matcher *m)
{
	if (!m->open && !m->s->driver->begin(m->s->db, m->deleting))
		store_fail(m->s);
	m->open = true;
}

static void
commit(struct matcher *m)
{
	if (m->open && !m->s->driver->commit(m->s->db))
		store_fail(m->s);
	m->open = false;
	if (m->lines.n > 0)
		out_bytes(m->r.out, m->lines.s, m->lines.n);
	str_clear(&m->lines);
	m->rows = 0;
}

static void
drain(void *matcher)
{
	struct matcher *m = matcher;

	commit(m);
	out_flush(m->r.out);
}

/*
 * What is missing may have come after the look at the database began, though
 * before its line did.
 */
static bool
matches(struct matcher *m)
{
	begin(m);
	if (look_up(m))
		return true;
	if (m->deleting)
		return false;
	commit(m);
	begin(m);
	return look_up(m);
}

static void
take(struct matcher *m)
{
	if (m->r.kind == KIND_unknown ||
	    !(kinds_stored() & KIND_BIT(m->r.kind))) {
		record_refuse(&m->r, "this kind is not stored");
		return;
	}
	if (matches(m) != m->deleting)
		return;
	str_bytes(&m->lines, m->r.line, m->r.length);
	str_byte(&m->lines, '\n');
	m->all++;
	if (++m->rows >= MOST)
		commit(m);
}

static void
walk(struct matcher *m)
{
	char *none[] = {NULL};

	store_open(m->s);
	record_start(&m->r, none);
	m->r.hold = true;
	m->r.lines.drain = drain;
	m->r.lines.drain_arg = m;
	while (record_next(&m->r, kinds_stored()))
		if (!m->r.remembered)
			take(m);
	commit(m);
	for (int k = 0; k < KIND_count; k++)
		if (m->finder[k].query != NULL)
			m->s->driver->done(m->finder[k].query);
	str_free(&m->lines);
}

/* ---- the verbs ---- */

int
store_compare(struct store *s, int argc, char **argv)
{
	struct matcher m = {.s = s};
	const struct opt options[] = {STORE_OPTIONS(&s->options), {0}};
	static const char *const examples[] = {
	    "drift read old.db | drift compare new.db", NULL};
	struct usage usage = {"compare [options] DATABASE",
	    "print the records that a database does not have like this",
	    examples, options, NULL};

	store_address(s, &usage, argv, record_usage(&m.r, &usage, argc, argv));
	walk(&m);
	store_close(s);
	return record_end(&m.r, m.all > 0);
}

int
store_delete(struct store *s, int argc, char **argv)
{
	struct matcher m = {.s = s, .deleting = true};
	const struct opt options[] = {
		{0, "migrated", OPT_TEXT, &m.migrated, "FROM",
		    "only what was stored since a migration from there", 0},
		{0, "quiet", OPT_FLAG, &m.quiet, NULL,
		    "do not say at the end what was done", 0},
		STORE_OPTIONS(&s->options),
		{0}
	};
	static const char *const examples[] = {
	    "drift read drift.db --where run_id=r17 | drift delete drift.db",
	    NULL};
	struct usage usage = {"delete [options] DATABASE",
	    "delete the records of the input, and print those that were there",
	    examples, options, NULL};

	store_address(s, &usage, argv, record_usage(&m.r, &usage, argc, argv));
	walk(&m);
	if (!m.quiet)
		diag_say("%s: %zu deleted", s->db->name.s, m.all);
	store_close(s);
	return record_end(&m.r, m.all > 0);
}
