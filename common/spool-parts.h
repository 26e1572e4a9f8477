/*
 * spool-parts - what the files of the module spool share
 *
 * spool.c appends, replays and counts; spool-folder.c makes and removes the
 * folder, and holds its lock.
 */
#ifndef SPOOL_PARTS_H
#define SPOOL_PARTS_H

#include "spool.h"

struct spool_listing {
	uint64_t first, newest;		/* numbers, 0: there is none */
	int64_t bytes;
};

__attribute__((format(printf, 3, 4)))
enum spool_answer spool_say(struct spool *, enum spool_answer,
	    const char *fmt, ...);
/* The same of errno. */
enum spool_answer spool_failed(struct spool *, const char *verb,
	    const char *file);

/* False, with errno: there is none, and none could be made. */
bool	spool_can_be(const struct spool *);
/*
 * Takes the lock, until spool_leave().  Where nothing was spooled there is no
 * folder: it is made, or the answer is SPOOL_EMPTY.
 */
enum spool_answer spool_enter(struct spool *, bool make);
/* Closes what is open. */
void	spool_forget(struct spool *);
bool	spool_list(struct spool *, struct spool_listing *);
void	spool_write_mark(struct spool *);

#endif
