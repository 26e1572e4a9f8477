#include <stdlib.h>

#include "branch.h"

/* What CI systems call the default branch, after our own word for it. */
static const char *
told(void)
{
	static const char *const variables[] = {"DRIFT_BASELINE_BRANCH",
	    "CI_DEFAULT_BRANCH",		/* GitLab */
	    "CI_REPO_DEFAULT_BRANCH",		/* Woodpecker */
	    "BUILDKITE_PIPELINE_DEFAULT_BRANCH", NULL};
	const char *name = NULL;

	for (int i = 0; variables[i] != NULL; i++) {
		name = getenv(variables[i]);
		if (name != NULL && *name != '\0')
			return name;
	}
	return NULL;
}

static void
add(struct opt_list *names, const char *name)
{
	names->item[names->count++] = name;
}

void
branches_open(struct branches *b)
{
	const char *name = told();

	if (b->names.count > 0)
		return;
	if (name != NULL) {
		add(&b->names, name);
		return;
	}
	add(&b->names, "main");
	add(&b->names, "master");
	b->assumed = true;
}

void
branches_close(struct branches *b)
{
	intern_free(&b->seen);
	str_free(&b->last);
}

/* The name alone. */
static struct value
bare(const struct value *branch)
{
	static const char *const before[] = {"refs/heads/", "origin/"};

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(before[i]);

		if (branch->n > n && memcmp(branch->s, before[i], n) == 0)
			return value_bytes(branch->s + n, branch->n - n);
	}
	return *branch;
}

static bool
is_named(const struct branches *b, const struct value *branch)
{
	struct value name = bare(branch);

	for (int i = 0; i < b->names.count; i++)
		if (text_glob(b->names.item[i], name.s, name.n))
			return true;
	return false;
}

/* Most records are of the same project and branch as the one before. */
static bool
is_last(const struct branches *b, const struct value *project,
    const struct value *branch)
{
	return b->last.n == project->n + 1 + branch->n &&
	    text_same(b->last.s, project->n, project->s, project->n) &&
	    text_same(b->last.s + project->n + 1, branch->n, branch->s,
	    branch->n);
}

bool
branches_note(struct branches *b, const struct value *project,
    const struct value *branch)
{
	if (!branch->set || branch->n == 0)
		return true;
	if (is_last(b, project, branch))
		return b->last_named;
	str_set(&b->last, project->s, project->n);
	str_byte(&b->last, '\0');
	str_bytes(&b->last, branch->s, branch->n);
	b->last_named = is_named(b, branch);
	if (b->last_named && !branches_matter(b, project))
		intern_add(&b->seen, project->s, project->n, 1);
	return b->last_named;
}

bool
branches_matter(const struct branches *b, const struct value *project)
{
	return !b->assumed ||
	    intern_find(&b->seen, project->s, project->n) != NULL;
}

bool
branches_counts(struct branches *b, const struct value *project,
    const struct value *branch)
{
	return branches_note(b, project, branch) ||
	    !branches_matter(b, project);
}
