/*
 * What the surroundings say about a run: the variables of CI systems.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "ingest.h"

static const char *
variable(const char *name)
{
	const char *s = getenv(name);

	return s != NULL && *s != '\0' ? s : NULL;
}

/* The first of a NULL-terminated list that is set. */
static const char *
first_of(const char *const *names)
{
	const char *s = NULL;

	for (; *names != NULL && s == NULL; names++)
		s = variable(*names);
	return s;
}

/* One CI system's run: an id and, where it has one, the number of the try. */
static const char *
look_for_run(struct str *text)
{
	static const char *const systems[][2] = {
		{"GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT"},
		{"CI_PIPELINE_ID", "CI_JOB_ID"},	/* GitLab */
		{"BUILDKITE_BUILD_ID", "BUILDKITE_RETRY_COUNT"},
		{"CIRCLE_WORKFLOW_ID", NULL},
		{"CI_JOB_ID", NULL},
		{"BUILD_TAG", NULL},			/* Jenkins */
	};

	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++) {
		const char *id = variable(systems[i][0]), *try = NULL;

		if (id == NULL)
			continue;
		if (systems[i][1] != NULL)
			try = variable(systems[i][1]);
		str_text(text, id);
		if (try != NULL && strcmp(try, "0") != 0)
			str_print(text, ".%s", try);
		return text->s;
	}
	return NULL;
}

/* One run of a CI system covers many machines: say on which this one was. */
static const char *
look_for_machine(struct str *text)
{
	const char *os = variable("RUNNER_OS");
	const char *arch = variable("RUNNER_ARCH");
	struct utsname u;

	if (variable("CI") == NULL && os == NULL)
		return NULL;
	if (uname(&u) == 0) {
		os = os != NULL ? os : u.sysname;
		arch = arch != NULL ? arch : u.machine;
	}
	if (os == NULL || arch == NULL)
		return os;
	str_print(text, "%s/%s", os, arch);
	return text->s;
}

void
origin_look(struct origin *o)
{
	static const char *const project[] = {"DRIFT_PROJECT", NULL};
	static const char *const branch[] = {"GITHUB_HEAD_REF",
	    "GITHUB_REF_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME",
	    "BUILDKITE_BRANCH", "CIRCLE_BRANCH", "GIT_BRANCH", NULL};
	static const char *const revision[] = {"GITHUB_SHA", "CI_COMMIT_SHA",
	    "BUILDKITE_COMMIT", "CIRCLE_SHA1", "GIT_COMMIT", NULL};
	static const char *const job[] = {"GITHUB_JOB", "CI_JOB_NAME",
	    "BUILDKITE_LABEL", "CIRCLE_JOB", "JOB_NAME", NULL};

	if (o->project == NULL)
		o->project = first_of(project);
	if (o->run_id == NULL)
		o->run_id = look_for_run(&o->texts[0]);
	if (o->context == NULL)
		o->context = look_for_machine(&o->texts[1]);
	if (o->branch == NULL)
		o->branch = first_of(branch);
	if (o->revision == NULL)
		o->revision = first_of(revision);
	if (o->job == NULL)
		o->job = first_of(job);
}

/* Behind "folder/", or NULL. */
static const char *
behind(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	while (n > 0 && folder[n - 1] == '/')
		n--;
	return n > 0 && strncmp(path, folder, n) == 0 && path[n] == '/' ?
	    path + n + 1 : NULL;
}

static bool
is_absolute(const char *path)
{
	return path[0] == '/' || path[0] == '\\' ||
	    (path[0] != '\0' && path[1] == ':' &&
	    (path[2] == '\\' || path[2] == '/'));
}

const char *
origin_path(const char *path)
{
	static const char *const roots[] = {"GITHUB_WORKSPACE",
	    "CI_PROJECT_DIR", "BUILDKITE_BUILD_CHECKOUT_PATH", "WORKSPACE",
	    "PWD"};
	const char *rest, *folder;

	if (text_begins(path, "file://"))
		path += 7;
	if (text_begins(path, "./"))
		path += 2;
	if (!is_absolute(path))
		return path;
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		folder = variable(roots[i]);
		rest = folder != NULL ? behind(path, folder) : NULL;
		if (rest != NULL)
			return rest;
	}
	return NULL;
}
