/*
 * Numbers for texts.
 */
#include "store-sqlite.h"

#define WORDS_KNOWN	131072	/* then the words are looked up anew */

void
sqlite_prepare_known(struct sqlite *d)
{
	d->series = (struct known){3, "SELECT series_id FROM series WHERE "
	    "project = ?1 AND test_name = ?2 AND context = ?3",
	    "INSERT INTO series (project, test_name, context) "
	    "VALUES (?1, ?2, ?3)", NULL, NULL};
	d->words = (struct known){1, "SELECT word_id FROM words WHERE "
	    "text = ?1", "INSERT INTO words (text) VALUES (?1)", NULL, NULL};
	d->clock = (struct known){3, "SELECT at FROM run_clock WHERE "
	    "project = ?1 AND run_id = ?2 AND context = ?3",
	    "INSERT INTO run_clock VALUES (?1, ?2, ?3, ?4)", NULL, NULL};
}

/*
 * The number of some texts; where they have none they get *n, or, if they are
 * what a rowid stands for, that.  RETURNING would make a table each time.
 */
static bool
find_or_add(struct sqlite *d, struct known *k, const struct value *text,
    int64_t *n)
{
	bool found;

	if (!sqlite_prepare(d, &k->find, k->find_sql) ||
	    !sqlite_prepare(d, &k->add, k->add_sql))
		return false;
	for (int i = 0; i < k->texts; i++) {
		sqlite_bind_text(k->find, i + 1, &text[i]);
		sqlite_bind_text(k->add, i + 1, &text[i]);
	}
	if (!sqlite_number(d, k->find, n, &found) || found)
		return found;
	if (k == &d->clock)
		sqlite_bind_int(k->add, k->texts + 1, *n);
	if (sqlite_execute(d, k->add) < 0)
		return false;
	if (k != &d->clock)
		*n = sqlite_rowid(d);
	return true;
}

bool
sqlite_series(struct database *db, const struct value text[3], int64_t *id)
{
	struct sqlite *d = (struct sqlite *)db;

	return find_or_add(d, &d->series, text, id);
}

bool
sqlite_clock(struct database *db, const struct value text[3], int64_t *at)
{
	struct sqlite *d = (struct sqlite *)db;

	return find_or_add(d, &d->clock, text, at);
}

bool
sqlite_known_word(struct sqlite *d, const struct value *v, int64_t *id)
{
	const int64_t *known;

	(void)pthread_mutex_lock(&d->base.known);
	known = intern_find(&d->words_known, v->s, v->n);
	if (known != NULL)
		*id = *known;
	(void)pthread_mutex_unlock(&d->base.known);
	return known != NULL;
}

bool
sqlite_word(struct sqlite *d, const struct value *v, int64_t *id)
{
	if (sqlite_known_word(d, v, id))
		return true;
	if (!find_or_add(d, &d->words, v, id))
		return false;
	(void)pthread_mutex_lock(&d->base.known);
	if (d->words_known.used >= WORDS_KNOWN)
		intern_clear(&d->words_known);
	intern_add(&d->words_known, v->s, v->n, *id);
	(void)pthread_mutex_unlock(&d->base.known);
	return true;
}

void
sqlite_forget_texts(struct sqlite *d)
{
	intern_clear(&d->words_known);
}

void
sqlite_end_texts(struct sqlite *d)
{
	struct known *known[] = {&d->series, &d->words, &d->clock};

	for (int i = 0; i < 3; i++) {
		sqlite_finalize(known[i]->find);
		sqlite_finalize(known[i]->add);
	}
	intern_free(&d->words_known);
}
