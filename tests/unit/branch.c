/*
 * branch: which branches count, by whatever names them.
 */
#include <stdlib.h>

#include "branch.h"
#include "tap.h"

static const char *const variables[] = {"DRIFT_BASELINE_BRANCH",
    "CI_DEFAULT_BRANCH", "CI_REPO_DEFAULT_BRANCH",
    "BUILDKITE_PIPELINE_DEFAULT_BRANCH"};

static bool
counts(struct branches *b, const char *project, const char *branch)
{
	struct value p = value_text(project), v = value_text(branch);

	return branches_counts(b, &p, &v);
}

static struct branches
opened(const char *name)
{
	struct branches b = {0};

	if (name != NULL)
		b.names = (struct opt_list){.item = {name}, .count = 1};
	branches_open(&b);
	return b;
}

static void
named(struct tap *t)
{
	struct branches b = opened("release/*");

	tap_ok(t, counts(&b, "p", NULL) && counts(&b, "p", ""),
	    "no branch counts");
	tap_ok(t, counts(&b, "p", "release/1") && !counts(&b, "p", "main"),
	    "a name is a glob, and nothing else counts");
	tap_ok(t, counts(&b, "p", "refs/heads/release/1") &&
	    counts(&b, "p", "origin/release/1"), "however it is written");
	branches_close(&b);
}

static void
assumed(struct tap *t)
{
	struct branches b = opened(NULL);

	tap_ok(t, counts(&b, "p", "trunk") && counts(&b, "p", "fix"),
	    "a project without main or master: all count");
	tap_ok(t, counts(&b, "p", "master") && !counts(&b, "p", "fix"),
	    "a project with one: the others do not");
	tap_ok(t, counts(&b, "q", "fix"), "and no other project's");
	branches_close(&b);
}

static void
surroundings(struct tap *t)
{
	struct branches b;

	(void)setenv("CI_DEFAULT_BRANCH", "trunk", 1);
	b = opened(NULL);
	tap_ok(t, counts(&b, "p", "trunk") && !counts(&b, "p", "main"),
	    "the default branch of the CI system");
	branches_close(&b);
	(void)setenv("DRIFT_BASELINE_BRANCH", "next", 1);
	b = opened(NULL);
	tap_ok(t, counts(&b, "p", "next") && !counts(&b, "p", "trunk"),
	    "is what our own variable says");
	branches_close(&b);
	b = opened("fix");
	tap_ok(t, counts(&b, "p", "fix") && !counts(&b, "p", "next"),
	    "or the option");
	branches_close(&b);
}

int
main(void)
{
	struct tap t = {0};

	for (size_t i = 0; i < 4; i++)
		(void)unsetenv(variables[i]);
	named(&t);
	assumed(&t);
	surroundings(&t);
	return tap_end(&t);
}
