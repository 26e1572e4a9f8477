/*
 * floor - the floor under a store of measurements in SQLite: the library
 * alone, with rows that are made in the order of the key
 *
 * floor load FILE ROWS SQL: as many rows in one transaction, into the table
 * that SQL creates, which is ours or its first columns.
 * floor stream FILE ROWS N: as many more into a file that store-sqlite made, N
 * a transaction, a row of each test in turn, as a run has them.
 * floor read FILE: each value of each row, and nothing done with it.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TESTS	5000
#define LATER	1000000			/* than any that is there */
#define START	INT64_C(1767225600000000)	/* microseconds since 1970 */

static void
check(sqlite3 *db, int status)
{
	if (status == SQLITE_OK || status == SQLITE_DONE)
		return;
	(void)fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
	exit(EXIT_FAILURE);
}

static void
run(sqlite3 *db, const char *sql)
{
	check(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

/* The table is made, and a row of it can be bound. */
static sqlite3_stmt *
insertion(sqlite3 *db, const char *table)
{
	sqlite3_str *row = sqlite3_str_new(db);
	char *sql;
	sqlite3_stmt *s;

	run(db, table);
	check(db, sqlite3_prepare_v2(db, "SELECT * FROM measurement", -1, &s,
	    NULL));
	sqlite3_str_appendall(row, "INSERT INTO measurement VALUES (?");
	for (int i = 1; i < sqlite3_column_count(s); i++)
		sqlite3_str_appendall(row, ", ?");
	sqlite3_str_appendall(row, ")");
	(void)sqlite3_finalize(s);
	sql = sqlite3_str_finish(row);
	check(db, sqlite3_prepare_v2(db, sql, -1, &s, NULL));
	sqlite3_free(sql);
	return s;
}

/* As many values as a measurement of ../shared/bench has; the rest is NULL. */
static void
insert(sqlite3 *db, sqlite3_stmt *s, int64_t test, int64_t nth)
{
	int64_t at = START + (nth * TESTS + test) * 36000;
	int64_t failure = nth % 3 == 0 ? 1000 + test : 0;
	const int64_t value[] = {test + 1, at, 0, START, 5000 + nth,
	    test % 7, failure, 7026, 7576};

	for (int i = 0; i < (int)(sizeof(value) / sizeof(value[0])); i++)
		check(db, value[i] == 0 && i == 6 ?
		    sqlite3_bind_null(s, i + 1) :
		    sqlite3_bind_int64(s, i + 1, value[i]));
	check(db, sqlite3_step(s));
	check(db, sqlite3_reset(s));
}

static void
load(sqlite3 *db, int64_t rows, const char *table)
{
	sqlite3_stmt *s;

	run(db, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA "
	    "synchronous = FULL; PRAGMA cache_size = -200000; BEGIN");
	s = insertion(db, table);
	for (int64_t test = 0; test < TESTS; test++)
		for (int64_t i = 0; i < rows / TESTS; i++)
			insert(db, s, test, i);
	run(db, "COMMIT");
	(void)sqlite3_finalize(s);
}

/* The settings are those of the store; nothing is copied from the log. */
static void
stream(sqlite3 *db, int64_t rows, int64_t n)
{
	sqlite3_stmt *s;

	run(db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; "
	    "PRAGMA wal_autocheckpoint = 0");
	s = insertion(db, "");
	for (int64_t i = 0; i < rows; i++) {
		if (i % n == 0)
			run(db, "BEGIN IMMEDIATE");
		insert(db, s, i % TESTS, LATER + i / TESTS);
		if (i % n == n - 1)
			run(db, "COMMIT");
	}
	(void)sqlite3_finalize(s);
}

static void
read_all(sqlite3 *db)
{
	int64_t sum = 0;
	sqlite3_stmt *s;
	int status;

	check(db, sqlite3_prepare_v2(db, "SELECT * FROM measurement", -1, &s,
	    NULL));
	while ((status = sqlite3_step(s)) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_data_count(s); i++)
			sum += sqlite3_value_type(sqlite3_column_value(s, i));
	check(db, status);
	(void)sqlite3_finalize(s);
	(void)printf("%lld\n", (long long)sum);
}

int
main(int argc, char **argv)
{
	sqlite3 *db;

	if (argc < 3)
		return 2;
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	check(NULL, sqlite3_open(argv[2], &db));
	if (strcmp(argv[1], "load") == 0 && argc > 4)
		load(db, strtoll(argv[3], NULL, 10), argv[4]);
	else if (strcmp(argv[1], "stream") == 0 && argc > 4)
		stream(db, strtoll(argv[3], NULL, 10),
		    strtoll(argv[4], NULL, 10));
	else
		read_all(db);
	return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
