/*
 * address - which database, and where that was said
 *
 * postgresql://..., postgres://... and libpq's key=value text are PostgreSQL,
 * anything else is a file of SQLite.  The order of asking is the one of
 * drift(1): command line, DRIFT_DB, DRIFT_BACKEND with POSTGRES_*, drift.conf,
 * libpq's own PG*, and drift.db in the current folder.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>

#include "str.h"

bool	address_is_postgres(const char *);
/* "store-pg" or "store-sqlite" */
const char *address_program(const char *);
/* Ends the program, because it is not in this folder. */
_Noreturn void address_missing(const char *, const char *folder);
/*
 * What stands for the database where --db was given: an address, or $NAME
 * for the value of an environment variable, so that a secret is no argument.
 * NULL: that variable is not set.
 */
const char *address_given(const char *);
/* Appends the address with *** in place of its password. */
void	address_mask(const char *, struct str *);
/* Of an address among the arguments: true, and a warning, if it has one. */
bool	address_is_secret(const char *);

/*
 * Appends what tells this database from others, wherever a program is
 * started: the masked address with what libpq adds to it, or a whole path.
 */
void	address_identity(const char *, struct str *);

/* One place in which a database can be named; NULL is not said. */
struct address_parts {
	const char *url;	/* whole address or file */
	const char *backend;	/* sqlite, postgres */
	const char *path;
	const char *host, *port, *name, *user, *password;
};

/*
 * Appends the address that these parts make, libpq's text for PostgreSQL;
 * what is not said stays out of it, so that libpq looks for it as ever.
 * False: nothing was said.  A word that is no backend ends the program.
 */
bool	address_make(const struct address_parts *, struct str *);
/* The parts that DRIFT_BACKEND and POSTGRES_* name. */
struct address_parts address_environment(void);
/* Whether libpq's own variables name a server or database. */
bool	address_libpq(void);

#endif
