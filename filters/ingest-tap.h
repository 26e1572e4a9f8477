/*
 * ingest-tap - the parts of the Test Anything Protocol's reader
 *
 * For ingest-tap*.c alone.
 */
#ifndef INGEST_TAP_H
#define INGEST_TAP_H

#include "ingest.h"

/* ---- ingest-tap-point.c: "not ok 3 - adds # TODO later # time=12ms" ---- */

struct point {
	bool ok, skip, todo;
	bool brace;		/* "{" at its end: its subtests may follow */
	int64_t number;		/* 0: it has none */
	struct str description, reason;
	struct value duration;
	struct str text;	/* private */
};
/* Whether a line without its indentation is one. */
bool	point_is(const char *s);
void	point_read(struct point *, struct sink *, const char *s);
void	point_free(struct point *);
/* Appends a description, with escapes resolved. */
void	point_unescape(struct str *, const char *s, size_t n);

/* ---- ingest-tap-yaml.c: what stands between --- and ... ---- */

struct yaml {
	size_t indent;		/* of --- */

	/* private */
	bool begun;
	size_t keys;		/* the indentation of its keys */
	bool place;		/* keys inside of this one are of a place */
	bool in_block;		/* lines inside of this key are its text */
	struct str *block;	/* where they go, if anywhere */
	struct str text;
};
void	yaml_begin(struct yaml *, size_t indent);
/* A line: into the test's details, and what is known of it elsewhere. */
void	yaml_line(struct yaml *, struct test *, struct sink *, const char *s);
/* "at cart.t line 5", "in test file cart.bats, line 8" in a comment. */
void	comment_place(struct test *, const char *s);

/* The columns before the first character that is no blank. */
size_t	indent_of(const char *s, const char **text);

#endif
