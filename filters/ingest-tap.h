/*
 * ingest-tap - the parts of the Test Anything Protocol's reader
 *
 * For ingest-tap*.c alone.
 */
#ifndef INGEST_TAP_H
#define INGEST_TAP_H

#include "ingest-test.h"

/* ---- ingest-tap-point.c: "not ok 3 - adds # time=12ms" ---- */

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

/* ---- ingest-tap-levels.c: subtests inside each other ---- */

#define LEVELS_MAX	64	/* deeper subtests are taken for these */
#define NO_PLAN		(-1)

struct nest {
	size_t indent;
	bool floating;		/* its points are yet to show how deep it is */
	bool named;
	size_t path, suite;	/* lengths without its name */
	int64_t points, failed, planned;
};
struct levels {
	size_t depth;
	struct nest level[LEVELS_MAX];
	struct str path, suite;	/* the names of those that are open */

	/* private */
	size_t names;
	struct waiting {	/* the name of one whose points are to come */
		struct str text;
		size_t indent;
	} name[LEVELS_MAX];
};
void	levels_begin(struct levels *);
void	levels_free(struct levels *);
/* To the level of a line; description: of the point that it is, or NULL. */
struct nest *levels_enter(struct levels *, size_t indent,
	    const struct str *description);
/* What is indented more has ended. */
void	levels_leave(struct levels *, size_t indent);
/* "# Subtest: x" names what is to come, or what its version began. */
void	levels_name(struct levels *, const struct str *, size_t indent);
void	levels_wait(struct levels *, const struct str *, size_t indent);
/* A part of an identity. */
void	levels_add_name(struct str *, const struct str *name);

/* The columns before the first character that is no blank. */
size_t	indent_of(const char *s, const char **text);

#endif
