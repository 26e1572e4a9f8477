/*
 * The verbs, and what all of them need.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "address.h"
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
	{"upgrade", store_upgrade},
	{"health", store_health},
	{"size", store_size},
	{"checksum", store_checksum},
	{"compare", store_compare},
	{"delete", store_delete},
	{"retain", store_retain},
	{"vacuum", store_vacuum},
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
	    .patience = 30 * WHEN_SECOND, .grace = 10 * WHEN_SECOND,
	    .backup = true, .schema = getenv("DRIFT_SCHEMA")}};
	store_verb *verb = argc > 1 ? find_verb(argv[1]) : NULL;

	diag_open(argv[0]);
	if (verb == NULL)
		return store_write(&s, argc, argv);
	argv[1] = argv[0];
	return verb(&s, argc - 1, argv + 1);
}

/* The address of a database may hold a password, which ps(1) would show. */
static const char *
take_secret(char *operand)
{
	static char *address;	/* as long as the program lives */

	address = operand;
	if (address_is_secret(operand)) {
		address = need(strlen(operand) + 1, 1);
		memcpy(address, operand, strlen(operand));
		memset(operand, '*', strlen(operand));
	}
	return address;
}

void
store_identity(const struct store *s, struct str *to)
{
	const char *schema = s->options.schema;

	address_identity(s->options.database, to);
	if (s->driver->dialect == SQL_POSTGRES && schema != NULL &&
	    strcmp(schema, "drift") != 0)
		str_print(to, " schema=%s", schema);
}

/* A file is none to PostgreSQL, and a file of that name is not meant. */
static void
refuse_others(const struct store *s)
{
	const char *address = s->options.database;
	bool postgres = address_is_postgres(address);
	struct str shown = {0};

	if (postgres == (s->driver->dialect == SQL_POSTGRES))
		return;
	address_mask(address, &shown);
	diag_fail(USAGE, "%s: %s, for %s; drift itself chooses by the "
	    "address", shown.s, postgres ? "an address of PostgreSQL" :
	    "a file of SQLite", address_program(address));
}

void
store_address(struct store *s, const struct usage *usage, char **operands,
    int n)
{
	if (n == 0 && isatty(STDIN_FILENO) && getenv("DRIFT_DB") == NULL)
		opt_help(usage, USAGE);
	if (n > 1 && find_verb(operands[1]) != NULL)
		diag_fail(USAGE, "the verb %s comes first", operands[1]);
	if (n > 1)
		diag_fail(USAGE, "%s is no verb, and one database is enough",
		    strpbrk(operands[0], ":@=/") == NULL ? operands[0] :
		    "the first word");
	s->options.database = n == 1 ? take_secret(operands[0]) :
	    getenv("DRIFT_DB");
	if (s->options.database == NULL || s->options.database[0] == '\0')
		diag_fail(USAGE, "no database: name one, or set DRIFT_DB");
	refuse_others(s);
}

void
store_fail(const struct store *s)
{
	/* What is no row's fault here is ours, or the database's. */
	diag_fail(s->db->status == REFUSED ? USAGE : s->db->status,
	    "%s: %s", s->db->name.s, s->db->why);
}

bool
store_try(struct store *s)
{
	struct database *db = need(1, s->driver->bytes);

	(void)pthread_mutex_init(&db->known, NULL);
	db->driver = s->driver;
	db->options = s->options;
	address_mask(s->options.database, &db->name);
	db->status = USAGE;
	s->db = db;
	return s->driver->open(db);
}

void
store_open(struct store *s)
{
	if (!store_try(s))
		store_fail(s);
}

void
store_close(struct store *s)
{
	s->driver->close(s->db);
	str_free(&s->db->name);
	free(s->db);
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

void
store_done(struct store *s, struct query *q)
{
	if (!s->driver->again(q))
		store_fail(s);
	s->driver->done(q);
}

bool
store_value(struct store *s, struct query *q, int64_t *n)
{
	struct value v = {0};
	bool found = s->driver->next(q);

	if (found)
		s->driver->column(q, 0, TYPE_int, &v);
	store_done(s, q);
	*n = v.set ? v.i : 0;
	return found;
}

bool
store_number(struct store *s, const char *sql, int64_t *n)
{
	return store_value(s, store_query(s, sql), n);
}

void
store_look(struct store *s)
{
	if (!s->driver->begin(s->db, false))
		store_fail(s);
}

static int
make(struct store *s, char **operands, int n, const struct usage *usage)
{
	store_address(s, usage, operands, n);
	s->options.create = true;
	store_open(s);
	store_close(s);
	return DONE;
}

int
store_init(struct store *s, int argc, char **argv)
{
	const struct opt options[] = {STORE_OPTIONS(&s->options), {0}};
	static const char *const examples[] = {
	    "drift store-sqlite init drift.db", NULL};
	const struct usage usage = {"init [options] DATABASE",
	    "make an empty database", examples, options, NULL};

	return make(s, argv, opt_parse(&usage, argc, argv), &usage);
}

int
store_upgrade(struct store *s, int argc, char **argv)
{
	const struct opt options[] = {STORE_OPTIONS(&s->options), {0}};
	static const char *const examples[] = {
	    "drift store-pg upgrade 'service=drift'", NULL};
	const struct usage usage = {"upgrade [options] DATABASE",
	    "bring a database's schema up to date", examples, options, NULL};

	s->options.upgrade = true;
	return make(s, argv, opt_parse(&usage, argc, argv), &usage);
}
