/*
 * Room that is given back to the file system.
 */
#include <stdlib.h>

#include "store-sqlite.h"
#include "when.h"

#define PAGES	"1024"		/* given back in one transaction */
#define LOG_PAGES	16000	/* from which the log is copied */
#define LOG_MORE	4000	/* and then each time it has so many more */
#define PATIENCE	(WHEN_SECOND / 2)

static bool
ask_number(struct sqlite *d, const char *sql, int64_t *n)
{
	struct sqlite3_stmt *s = NULL;
	bool found, known = sqlite_prepare(d, &s, sql) &&
	    sqlite_number(d, s, n, &found);

	sqlite_finalize(s);
	return known;
}

/* Free pages, some at a time, so that others write on. */
static bool
give_back(struct sqlite *d)
{
	int64_t before, after;

	if (!ask_number(d, "PRAGMA freelist_count", &after))
		return false;
	do {
		before = after;
		if (before > 0 &&
		    !sqlite_run(d, "PRAGMA incremental_vacuum(" PAGES ")"))
			return false;
		if (!ask_number(d, "PRAGMA freelist_count", &after))
			return false;
	} while (after < before);
	return true;
}

/* ---- words that no row has any more ---- */

/* A bit for each number. */
struct used {
	uint8_t *bit;
	int64_t most;
};

static bool
is_used(const struct used *u, int64_t id)
{
	return u->bit[id / 8] >> (id % 8) & 1;
}

static void
use(struct used *u, int64_t id)
{
	if (id >= 0 && id <= u->most)
		u->bit[id / 8] |= (uint8_t)(1 << (id % 8));
}

/* SELECT the words of a kind's rows; how many columns these are. */
static int
select_words(enum kind kind, struct str *sql)
{
	struct column c[SQL_PLACES];
	int n = sql_columns(kind, c), words = 0;

	str_clear(sql);
	for (int i = 0; i < n; i++)
		if (c[i].dict)
			str_print(sql, "%s\"%s\"", words++ == 0 ? "SELECT " :
			    ", ", c[i].name);
	str_print(sql, " FROM \"%s\"", sql_row_table(kind));
	return words;
}

static bool
mark_kind(struct sqlite *d, enum kind kind, struct used *u)
{
	struct sqlite3_stmt *s = NULL;
	struct str sql = {0};
	struct value v;
	int words = select_words(kind, &sql);
	bool found = true, good;

	good = words == 0 || sqlite_prepare(d, &s, sql.s);
	while (words > 0 && good && found) {
		good = sqlite_row(d, s, &found);
		for (int i = 0; good && found && i < words; i++)
			if (sqlite_value(s, i, &v) == TYPE_int)
				use(u, v.i);
	}
	sqlite_finalize(s);
	str_free(&sql);
	return good;
}

static bool
mark_all(struct sqlite *d, struct used *u)
{
	kind_set stored = kinds_stored();

	use(u, 0);
	for (int k = 0; k < KIND_count; k++)
		if ((stored & KIND_BIT(k)) && !mark_kind(d, (enum kind)k, u))
			return false;
	return true;
}

static bool
delete_others(struct sqlite *d, const struct used *u)
{
	struct sqlite3_stmt *delete = NULL;
	bool good = sqlite_prepare(d, &delete,
	    "DELETE FROM words WHERE word_id = ?1");

	for (int64_t id = 1; good && id <= u->most; id++)
		if (!is_used(u, id)) {
			sqlite_bind_int(delete, 1, id);
			good = sqlite_execute(d, delete) >= 0;
		}
	sqlite_finalize(delete);
	return good;
}

static bool
forget_words(struct sqlite *d)
{
	struct used u = {0};
	bool good;

	if (!ask_number(d, "SELECT max(word_id) FROM words", &u.most))
		return false;
	u.bit = need((size_t)u.most / 8 + 1, 1);
	good = mark_all(d, &u) && delete_others(d, &u);
	free(u.bit);
	return good;
}

/*
 * Whoever has the file open may remember the numbers of words, though it does
 * nothing just now.  Only a file that nobody else has open can leave WAL, and
 * only outside of WAL does a transaction keep everybody out: those who come
 * meanwhile wait, and remember nothing yet.
 */
static bool
begin_alone(struct sqlite *d)
{
	int64_t patience = d->base.options.patience, alone = 0;
	bool begun;

	d->base.options.patience = 0;
	begun = sqlite_run(d, "PRAGMA journal_mode = DELETE") &&
	    sqlite_run(d, "BEGIN EXCLUSIVE");
	d->base.options.patience = patience;
	if (begun && ask_number(d, "SELECT journal_mode = 'delete' FROM "
	    "pragma_journal_mode", &alone) && alone)
		return true;
	d->base.driver->rollback(&d->base);
	return false;
}

/* If it cannot be now, then another time. */
static bool
forget_words_alone(struct sqlite *d)
{
	bool good = true;

	if (begin_alone(d)) {
		good = forget_words(d) && sqlite_run(d, "COMMIT");
		if (!good)
			d->base.driver->rollback(&d->base);
	}
	/* Whoever opens it next does so, too. */
	(void)sqlite_run(d, "PRAGMA journal_mode = WAL");
	return good;
}

/* ---- the log ---- */

/*
 * Copies what may be copied while others write; how many pages are left, none
 * where somebody else is at it.
 */
static int64_t
copy_log(struct sqlite *d)
{
	struct sqlite3_stmt *s = NULL;
	int64_t left = 0;
	bool found;

	if (sqlite_prepare(d, &s, "PRAGMA wal_checkpoint(PASSIVE)") &&
	    sqlite_row(d, s, &found) && found)
		left = sqlite_int(s, 1) - sqlite_int(s, 2);
	sqlite_finalize(s);
	return left;
}

/* Copies the rest while nobody may begin, or waits for who does so. */
static void
restart_log(struct sqlite *d)
{
	int64_t patience = d->base.options.patience, busy = 0;
	struct sqlite3_stmt *s = NULL;
	bool found;

	if (patience > PATIENCE)
		d->base.options.patience = PATIENCE;
	if (sqlite_prepare(d, &s, "PRAGMA wal_checkpoint(RESTART)"))
		for (int times = 0; sqlite_number(d, s, &busy, &found) &&
		    busy != 0 && sqlite_wait(d, times); times++)
			continue;
	sqlite_finalize(s);
	d->base.options.patience = patience;
}

/*
 * The log begins anew where a transaction begins that finds all of it in the
 * file.  Of two that never rest one has always begun before: then others are
 * to stand still for a moment, but not while somebody still reads what was.
 */
void
sqlite_log_grew(struct sqlite *d, int pages)
{
	if (pages <= d->log_pages)	/* it has begun anew */
		d->log_next = LOG_PAGES;
	d->log_pages = pages;
	if (pages < LOG_PAGES || pages < d->log_next)
		return;
	if (copy_log(d) < LOG_MORE && pages >= LOG_PAGES + LOG_MORE)
		restart_log(d);
	d->log_next = pages + LOG_MORE;
}

/* What the log holds goes into the file, which is cut to its length. */
bool
sqlite_shrink(struct database *db, bool whole)
{
	struct sqlite *d = (struct sqlite *)db;

	return (whole ? forget_words_alone(d) && sqlite_run(d, "VACUUM") :
	    give_back(d)) &&
	    sqlite_run(d, "PRAGMA wal_checkpoint(TRUNCATE)");
}
