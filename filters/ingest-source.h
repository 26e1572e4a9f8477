/*
 * ingest-source - files, folders and pipes that reports come from
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest.h"

void	files_find(struct files *, const char *folder);
void	files_free(struct files *);
void	files_add(struct files *, char *path);	/* takes the path */

/*
 * Opens a path ("-": standard input) and looks at its first bytes, which are
 * none when it is empty.  False: why.
 */
bool	source_open(struct source *, const char *path, const char **head,
	    size_t *n);
/* What is to become a digest: a file's bytes; of a pipe, its beginning. */
bool	source_digest(struct source *);
/* The length of a byte order mark before UTF-8, which is no part of lines. */
size_t	source_mark(const char *head, size_t n);
/* A document: its digest is taken, and fd is set.  False: why. */
bool	source_spool(struct source *);
/* The same, to look at more than what came first through a pipe. */
bool	source_look(struct source *, const char **head, size_t *n);
void	source_close(struct source *);

/* ---- ingest-folder.c: reports that are folders ---- */

struct dirent;
/* Whether a folder with these entries is a report as a whole. */
bool	folder_is_report(const char *folder, struct dirent **entry, int n);
/* Whether a file of this name in there is a part of it. */
bool	folder_has_part(const char *name);
/* Opens one: its parts and its digest are set.  False: why. */
bool	folder_open(struct source *, const char *folder);

#endif
