/*
 * select - which records are asked for
 *
 * The options by which `store-... read` and `export` choose records, and what
 * they mean, in one place: a store turns them into SQL, a stream is held
 * against them record by record, and both give the same answer.
 *
 * A kind that has no field an option asks about (a test, a category, a
 * severity, the field of a condition) has no matching records.  A test's own
 * name always matches it, also where it reads as a pattern.  --since and
 * --until include their ends and look at the kind's own time.  Absent equals
 * the empty value, matches `FIELD!=VALUE` for every other, and nothing else.
 * Words of closed lists compare in the list's order.  --order sorts within
 * each kind, absent values first; kinds come in the catalogue's order.
 */
#ifndef SELECT_H
#define SELECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "opt.h"
#include "record.h"

enum comparison {
	SELECT_EQ, SELECT_NE, SELECT_GE, SELECT_LE, SELECT_GT, SELECT_LT
};

struct condition {
	const char *field;		/* field_n bytes, not terminated */
	size_t field_n;
	enum comparison comparison;
	const char *value;		/* terminated; as written */
};

struct select {
	/* As given; texts belong to argv. */
	struct opt_list kind;
	struct opt_list test;		/* globs, any of which matches */
	const char *category;
	const char *project;
	const char *since_text;
	const char *until_text;
	struct opt_word severity;	/* and above; at -1: any */
	struct opt_word acknowledged;	/* 0, 1, or at -1: any */
	struct opt_list where;
	const char *order;		/* FIELD or -FIELD */
	int64_t limit;			/* -1: all */

	/* As select_parse() understood them. */
	kind_set kinds;			/* that may have matching records */
	int64_t since;			/* INT64_MIN: always */
	int64_t until;			/* INT64_MAX: always */
	struct condition condition[OPT_MANY];
	int conditions;
	const char *order_field;	/* NULL: none */
	bool descending;
};

extern const char *const select_answers[];	/* no, yes */

#define SELECT_ALL							\
	{.limit = -1, .since = INT64_MIN, .until = INT64_MAX,		\
	    .severity = {words_severity, -1},				\
	    .acknowledged = {select_answers, -1}}

/* Entries of an option table. */
#define SELECT_OPTIONS(s)						\
	{0, "kind", OPT_LIST, &(s)->kind, "KIND",			\
	    "records of this kind, repeatable", 0},			\
	{0, "test", OPT_EACH, &(s)->test, "GLOB",			\
	    "of tests whose name matches, repeatable", 0},		\
	{0, "category", OPT_TEXT, &(s)->category, "NAME",		\
	    "of this category", 0},					\
	{0, "project", OPT_TEXT, &(s)->project, "NAME",		\
	    "of this project", 0},					\
	{0, "since", OPT_TEXT, &(s)->since_text, "TIME",		\
	    "not older: a time, a date, or a span before now", 0},	\
	{0, "until", OPT_TEXT, &(s)->until_text, "TIME",		\
	    "not newer", 0},						\
	{0, "severity", OPT_WORD, &(s)->severity, "LEVEL",		\
	    "of this severity and above", 0},				\
	{0, "acknowledged", OPT_WORD, &(s)->acknowledged, "yes|no",	\
	    "alerts that are, or are not", 0},				\
	{0, "where", OPT_EACH, &(s)->where, "CONDITION",		\
	    "FIELD=VALUE, also != >= <= > <; repeatable", 0},		\
	{0, "order", OPT_TEXT, &(s)->order, "[-]FIELD",		\
	    "sorted by this field, - descending", 0},			\
	{0, "limit", OPT_INT, &(s)->limit, "N",			\
	    "at most N records", 0}

/*
 * Reads what was given; false and why (JSON_WHY bytes) where it cannot be
 * understood, also where no selected kind has a field that is named.
 */
bool	select_parse(struct select *, char *why);

/* The text of a condition as a value of that field; false: it is none. */
bool	select_value(const struct field *, const char *text, struct value *);

/* Nothing was asked for, so everything is. */
bool	select_is_all(const struct select *);

/* Whether a record of one of select->kinds is asked for. */
bool	select_match(const struct select *, const struct record *);

/* The order of two values of a field; absent ones come first. */
int	value_order(const struct field *, const struct value *,
	    const struct value *);
bool	comparison_holds(enum comparison, int order);

#endif
