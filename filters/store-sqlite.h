/*
 * What the parts of store-sqlite share.  store-sqlite.c alone knows the
 * library; -write.c puts rows into their tables, -texts.c has numbers for
 * their texts, -read.c asks and makes records of rows, -schema.c sees to
 * tables, -file.c to the file itself, -shrink.c makes it small, -memory.c
 * reads another's file.
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include "intern.h"
#include "store.h"

struct sqlite3;
struct sqlite3_stmt;

/* Texts that have a number, and how it is asked for. */
struct known {
	int texts;
	const char *find_sql, *add_sql;
	struct sqlite3_stmt *find, *add;
};

/* What the table `waiting` shows. */
struct sqlite_rows {
	size_t n;
	void (*go)(struct sqlite_rows *, size_t);	/* to a row */
	/* The value of a place there; its type, TYPE_text where absent. */
	enum type (*value)(struct sqlite_rows *, int place, struct value *);
};

struct sqlite {
	struct database base;
	struct sqlite3 *db;
	int64_t began;		/* of the transaction: stored_at */
	bool moved;		/* the file is not where it was */
	struct sqlite3_stmt *others;
	int64_t others_then;	/* when it last wrote; 0: it never did */
	int64_t waiting;	/* since when for a lock */
	int log_pages, log_next;	/* now, and to be copied; -shrink.c */
	struct known series, words, clock;
	struct intern words_known;
	struct writing *writing;	/* by kind; -write.c */
	struct sqlite_rows *rows;
	struct reading *reading;	/* -read.c */
};

/* ---- store-sqlite.c: the library ---- */

/* In the place of the connection there is; how is that of sqlite_uri(). */
bool	sqlite_connect(struct sqlite *, const char *path, const char *how);
/* The newest error is that neither the file nor what stands beside it can be
   written. */
bool	sqlite_cannot_write(const struct sqlite *);
bool	sqlite_turn_to_wal(struct sqlite *);
bool	sqlite_has_moved(struct sqlite *);
bool	sqlite_run(struct sqlite *, const char *);
bool	sqlite_prepare(struct sqlite *, struct sqlite3_stmt **, const char *);
void	sqlite_finalize(struct sqlite3_stmt *);
const char *sqlite_column(struct sqlite3_stmt *, int at);	/* or NULL */
/* Its name, with the colon before it; NULL: there are not so many. */
const char *sqlite_parameter(struct sqlite3_stmt *, int at);
void	sqlite_unbind(struct sqlite3_stmt *);
void	sqlite_bind(struct sqlite3_stmt *, int at, enum type,
	    const struct value *);
void	sqlite_bind_text(struct sqlite3_stmt *, int at, const struct value *);
void	sqlite_bind_int(struct sqlite3_stmt *, int at, int64_t);
/* To the end; *n is the number in the first row, if there is one. */
bool	sqlite_number(struct sqlite *, struct sqlite3_stmt *, int64_t *n,
	    bool *found);
/* To the end; how many rows it changed, or -1. */
int	sqlite_execute(struct sqlite *, struct sqlite3_stmt *);
int64_t	sqlite_rowid(struct sqlite *);	/* of the last row that was added */
/* One row, if there is one, until sqlite_reset(). */
bool	sqlite_row(struct sqlite *, struct sqlite3_stmt *, bool *found);
void	sqlite_reset(struct sqlite3_stmt *);
int64_t	sqlite_int(struct sqlite3_stmt *, int at);
double	sqlite_real(struct sqlite3_stmt *, int at);
void	sqlite_text(struct sqlite3_stmt *, int at, struct value *);
/* As it is stored: TYPE_int, TYPE_real or TYPE_text; v->set unless null. */
enum type sqlite_value(struct sqlite3_stmt *, int at, struct value *);

/* ---- the other parts ---- */

void	sqlite_prepare_known(struct sqlite *);
/* The number of a word, known or given; of one that is known. */
bool	sqlite_word(struct sqlite *, const struct value *, int64_t *id);
bool	sqlite_known_word(struct sqlite *, const struct value *, int64_t *id);
bool	sqlite_series(struct database *, const struct value text[3],
	    int64_t *id);
bool	sqlite_clock(struct database *, const struct value text[3],
	    int64_t *at);
/* Numbers given in a transaction that did not happen mean nothing. */
void	sqlite_forget_texts(struct sqlite *);
void	sqlite_end_texts(struct sqlite *);

void	sqlite_known(struct database *, struct batch *, struct row *);
bool	sqlite_put(struct database *, const struct group *, struct tally *);
void	sqlite_end_writing(struct sqlite *);

struct query *sqlite_query(struct database *, const char *sql);
void	sqlite_query_bind(struct query *, int at, enum type,
	    const struct value *);
bool	sqlite_query_next(struct query *);
void	sqlite_query_column(struct query *, int at, enum type, struct value *);
bool	sqlite_record(struct query *, struct record *);
bool	sqlite_query_again(struct query *);
void	sqlite_query_done(struct query *);
void	sqlite_end_reading(struct sqlite *);

/* Opens an agent's memory in the place of the file; see -memory.c. */
bool	sqlite_memory(struct sqlite *);
bool	sqlite_set_up(struct sqlite *);	/* what has just been opened */
bool	sqlite_bring_up(struct sqlite *);

/* Makes the file where it may; false and why where it cannot be used. */
bool	sqlite_file(const char *path, bool create, char why[STORE_WHY]);
bool	sqlite_exists(const char *path);
/* The library's name for it, whatever its characters, and how to open it. */
#define SQLITE_STILL	"mode=ro&immutable=1"
void	sqlite_uri(struct str *, const char *path, const char *how);
/* Whether something is written down that is not in the file itself yet. */
bool	sqlite_has_log(const char *path);
/* LATER, once another file, or none, has the name of the one that is open. */
bool	sqlite_in_place(struct sqlite *);
bool	sqlite_note_others(struct sqlite *);	/* it writes now */
/* For the times-th time, from 0; 0: the patience is at its end. */
int	sqlite_wait(void *sqlite, int times);
bool	sqlite_nearly_full(struct database *);
bool	sqlite_size(struct database *, int64_t *bytes);

bool	sqlite_shrink(struct database *, bool whole);
/* The log has so many pages: those that are many go into the file. */
void	sqlite_log_grew(struct sqlite *, int pages);

#endif
