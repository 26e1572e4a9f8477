/*
 * aside - bytes put aside in a file without a name
 *
 * What must see everything before it can print puts it here, so memory does
 * not grow.  The file lies in TMPDIR, or /tmp, has no name any more when
 * aside_open() returns, and is gone with the program.
 */
#ifndef ASIDE_H
#define ASIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "out.h"

struct aside {
	struct out *out;	/* write here */
	char *map;		/* private */
	size_t size;
};

/* The file alone, -1 and errno where none can be made; all n bytes to it. */
int	aside_file(void);
bool	aside_write(int fd, const char *, size_t n);

void	aside_open(struct aside *);
/*
 * Everything written so far, until aside_close().  It may be written to
 * (sorting in place); nothing more can be put aside.
 */
char	*aside_read(struct aside *, size_t *n);
void	aside_close(struct aside *);

/*
 * A file written beside the one it is to replace: a reader sees the old one
 * or the whole new one, also after a crash.  What is no regular file is
 * written directly.  A program that ends before replace_done() leaves the
 * old one as it was.
 */
int	replace_open(const char *file);
void	replace_done(void);		/* after the last write */
void	replace_abandon(void);
/*
 * The name of a file outlasts a power cut.  False, with errno: it may not;
 * where a folder cannot be synced at all, nobody promises that it does.
 */
bool	folder_sync(const char *file);

#endif
