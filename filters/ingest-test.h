/*
 * ingest-test - one try of a test
 */
#ifndef INGEST_TEST_H
#define INGEST_TEST_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest-failure.h"
#include "record.h"
#include "str.h"

struct sink;

#define NAME_MAX_BYTES	16384	/* of names and messages that are kept */

struct test {
	struct str name;	/* its identity */
	struct str suite, file;
	struct str owner;	/* empty: the report names none */
	struct value line, duration, timestamp;
	enum result_status status;
	bool retried, subtest;
	struct failure failure;
};
void	test_clear(struct test *);
void	test_free(struct test *);
void	test_tell(struct sink *, struct test *);

/* One more part of an identity, behind a "::"; an empty one is left out. */
void	name_add(struct str *, const char *s, size_t n);
/* The same for a result.suite, joined by " > ". */
void	suite_add(struct str *, const char *s, size_t n);
/* A path as an identity has it: without the folder the tests ran in. */
void	file_set(struct str *, const char *path);

/* The last part of a path of any system. */
const char *path_base(const char *path);

/* Words of a format to ours; `other` for one that is not in the list. */
struct status_word {
	const char *word;
	enum result_status status;
};
enum result_status status_of(const struct status_word *, const struct str *,
	    enum result_status other);
/* Of a list that ends with NULL; NULL is none of them. */
bool	is_one_of(const char *, const char *const *words,
	    int (*compare)(const char *, const char *));

#endif
