/*
 * batch, intern, migrate: what stores keep while records wait.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "intern.h"
#include "migrate.h"

static int tests;

static void
say(bool good, const char *what)
{
	tests++;
	(void)printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

/* ---- intern ---- */

static void
many_texts_are_found_again(void)
{
	struct intern t = {0};
	bool good = true;
	char text[32];

	for (int i = 0; i < 5000; i++) {
		int n = snprintf(text, sizeof(text), "text %d", i);

		good &= intern_find(&t, text, (size_t)n) == NULL;
		intern_add(&t, text, (size_t)n, i);
	}
	for (int i = 0; i < 5000; i++) {
		int n = snprintf(text, sizeof(text), "text %d", i);
		const int64_t *found = intern_find(&t, text, (size_t)n);

		good &= found != NULL && *found == i;
	}
	say(good, "five thousand texts are found again, and no others");
	intern_clear(&t);
	say(intern_find(&t, "text 1", 6) == NULL, "after clearing, none is");
	intern_free(&t);
}

/* ---- batch ---- */

static struct row
row(int64_t series, int64_t at, uint32_t number)
{
	return (struct row){.kind = KIND_measurement, .series_id = series,
	    .at = at, .number = number};
}

static bool
sorted(const struct row *rows, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const struct row *a = &rows[i - 1], *b = &rows[i];

		if (a->series_id > b->series_id ||
		    (a->series_id == b->series_id && (a->at > b->at ||
		    (a->at == b->at && a->number > b->number))))
			return false;
	}
	return true;
}

static void
rows_are_sorted(int64_t spread, const char *what)
{
	struct batch b = {0};
	struct row rows[1000];
	uint64_t seed = 7;

	for (uint32_t i = 0; i < 1000; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		/* Some of distant numbers have a near one, too. */
		rows[i] = row((int64_t)(seed >> 33) % 50 * spread - 20 +
		    (int64_t)(seed >> 60) % 2,
		    (int64_t)(seed >> 40) % 9, i);
	}
	batch_sort(&b, rows, 1000);
	say(sorted(rows, 1000), what);
	batch_free(&b);
}

static void
acknowledgements_stay_among_alerts(void)
{
	struct row rows[] = {
		{.kind = KIND_ack, .number = 0},
		{.kind = KIND_measurement, .number = 1},
		{.kind = KIND_alert, .number = 2},
		{.kind = KIND_sent, .number = 3},
	};
	size_t first = batch_group(rows, 4);

	say(first == 1 && rows[0].kind == KIND_measurement &&
	    batch_group(rows + 1, 3) == 3 && rows[1].kind == KIND_ack &&
	    rows[2].kind == KIND_alert && rows[3].kind == KIND_sent,
	    "alerts, acknowledgements and deliveries keep their order");
}

/* ---- migrate ---- */

struct fake {
	struct database base;
	char version[8];
	bool locked, copied;
	int runs;
};

static bool
begin(struct database *db, bool writing)
{
	((struct fake *)db)->locked = writing;
	return true;
}

static bool
run(struct database *db, const char *sql, int64_t *rows)
{
	struct fake *f = (struct fake *)db;

	(void)rows;
	f->runs += f->locked && strncmp(sql, "step", 4) == 0;
	return true;
}

static bool
commit(struct database *db)
{
	((struct fake *)db)->locked = false;
	return true;
}

static void
rollback(struct database *db)
{
	((struct fake *)db)->locked = false;
}

static bool
metadata(struct database *db, const char *key, struct str *value)
{
	str_clear(value);
	if (strcmp(key, "schema_version") == 0)
		str_text(value, ((struct fake *)db)->version);
	return true;
}

static bool
copy(struct database *db, int version)
{
	((struct fake *)db)->copied = version > 0;
	return true;
}

static const struct driver driver = {.dialect = SQL_SQLITE, .begin = begin,
    .run = run, .commit = commit, .rollback = rollback};

static bool
try_version(const char *version, struct fake *f, char *why)
{
	static const char *const lines[] = {"step", NULL};
	static const struct migration_step steps[] = {{1, "0001-a", lines},
	    {2, "0002-b", lines}, {3, "0003-c", lines}, {0, NULL, NULL}};
	const struct migrator m = {&f->base, metadata, NULL, copy, steps,
	    false};

	*f = (struct fake){.base = {.driver = &driver}};
	(void)snprintf(f->version, sizeof(f->version), "%s", version);
	return migrate(&m, why);
}

static void
steps_are_applied_once(void)
{
	char why[MIGRATE_WHY];
	struct fake f;

	say(try_version("", &f, why) && f.runs == 3 && !f.copied,
	    "a new database gets every step, and no copy");
	say(try_version("1", &f, why) && f.runs == 2 && f.copied,
	    "an older one gets those it lacks, after a copy");
	say(try_version("3", &f, why) && f.runs == 0 && !f.copied,
	    "a current one gets none");
	say(!try_version("4", &f, why) && strstr(why, "version 4") != NULL &&
	    strstr(why, "knows 3") != NULL,
	    "a newer one is refused with both versions");
}

int
main(void)
{
	many_texts_are_found_again();
	rows_are_sorted(1, "rows of near series are sorted");
	rows_are_sorted(INT64_C(1) << 50, "rows of distant series, too");
	rows_are_sorted(INT64_MAX / 50, "and as distant as can be");
	acknowledgements_stay_among_alerts();
	steps_are_applied_once();
	(void)printf("1..%d\n", tests);
	return 0;
}
