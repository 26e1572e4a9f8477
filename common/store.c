/*
 * The verbs, and what all of them need.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "store.h"
#include "when.h"

static const struct {
	const char *name;
	store_verb *run;
} verbs[] = {
	{"write", store_write},
	{"read", store_read},
	{"recall", store_recall},
	{"stats", store_stats},
	{"init", store_init},
	{"health", store_health},
	{"size", store_size},
	{"checksum", store_checksum},
	{"compare", store_compare},
	{"delete", store_delete},
};

static store_verb *
find_verb(const char *name)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return verbs[i].run;
	return NULL;
}

int
store_main(const struct driver *driver, int argc, char **argv)
{
	struct store s = {.driver = driver, .options = {
	    .patience = 30 * WHEN_SECOND, .backup = true}};
	store_verb *verb = argc > 1 ? find_verb(argv[1]) : NULL;

	diag_open(argv[0]);
	if (verb == NULL)
		return store_write(&s, argc, argv);
	argv[1] = argv[0];
	return verb(&s, argc - 1, argv + 1);
}

void
store_address(struct store *s, const struct usage *usage, char **operands,
    int n)
{
	if (n == 0 && isatty(STDIN_FILENO) && getenv("DRIFT_DB") == NULL)
		opt_help(usage, USAGE);
	if (n > 1)
		diag_fail(USAGE, "one database is enough: unexpected %s",
		    operands[1]);
	s->options.database = n == 1 ? operands[0] : getenv("DRIFT_DB");
	if (s->options.database == NULL || s->options.database[0] == '\0')
		diag_fail(USAGE, "no database: name one, or set DRIFT_DB");
}

void
store_fail(const struct store *s)
{
	diag_fail(s->db->status, "%s: %s", s->db->name, s->db->why);
}

void
store_open(struct store *s)
{
	if (!s->driver->open(&s->db, &s->options))
		store_fail(s);
}

void
store_close(struct store *s)
{
	s->driver->close(s->db);
	s->db = NULL;
}

struct query *
store_query(struct store *s, const char *sql)
{
	struct query *q = s->driver->query(s->db, sql);

	if (q == NULL)
		store_fail(s);
	return q;
}

bool
store_number(struct store *s, const char *sql, int64_t *n)
{
	struct query *q = store_query(s, sql);
	struct value v = {0};
	bool found = s->driver->next(q);

	if (found)
		s->driver->column(q, 0, TYPE_int, &v);
	if (!s->driver->again(q))
		store_fail(s);
	s->driver->done(q);
	*n = v.set ? v.i : 0;
	return found;
}

void
store_look(struct store *s)
{
	if (!s->driver->begin(s->db, false))
		store_fail(s);
}

int
store_init(struct store *s, int argc, char **argv)
{
	const struct opt options[] = {STORE_OPTIONS(&s->options), {0}};
	static const char *const examples[] = {
	    "drift store-sqlite init drift.db", NULL};
	const struct usage usage = {"[options] DATABASE",
	    "make an empty database, or bring one up to date", examples,
	    options, NULL};

	store_address(s, &usage, argv, opt_parse(&usage, argc, argv));
	s->options.create = true;
	store_open(s);
	store_close(s);
	return DONE;
}
