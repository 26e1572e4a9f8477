/*
 * What the surroundings say about a run: the variables of CI systems.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "ingest-sink.h"

static const char *
variable(const char *name)
{
	const char *s = name == NULL ? NULL : getenv(name);

	return s != NULL && *s != '\0' ? s : NULL;
}

/* The first that is set. */
static const char *
first_of(const char *const *names, size_t n)
{
	const char *s = NULL;

	for (size_t i = 0; i < n && s == NULL; i++)
		s = variable(names[i]);
	return s;
}

/*
 * What each calls a run and, where it counts them, the try of it; the branch,
 * first where a proposed change comes from; revision, job, and the folder.
 */
enum { RUN, ATTEMPT, SOURCE, BRANCH, REVISION, JOB, ROOT, NAMES };
static const char *const systems[][NAMES] = {
	{"GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT", "GITHUB_HEAD_REF",
	    "GITHUB_REF_NAME", "GITHUB_SHA", "GITHUB_JOB",
	    "GITHUB_WORKSPACE"},
	/* Woodpecker; GitLab has two of these, too */
	{"CI_PIPELINE_NUMBER", NULL, "CI_COMMIT_SOURCE_BRANCH",
	    "CI_COMMIT_BRANCH", "CI_COMMIT_SHA", "CI_WORKFLOW_NAME",
	    "CI_WORKSPACE"},
	/* GitLab */
	{"CI_PIPELINE_ID", "CI_JOB_ID", NULL, "CI_COMMIT_REF_NAME", NULL,
	    "CI_JOB_NAME", "CI_PROJECT_DIR"},
	{"BUILDKITE_BUILD_ID", "BUILDKITE_RETRY_COUNT", NULL,
	    "BUILDKITE_BRANCH", "BUILDKITE_COMMIT", "BUILDKITE_LABEL",
	    "BUILDKITE_BUILD_CHECKOUT_PATH"},
	{"CIRCLE_WORKFLOW_ID", NULL, NULL, "CIRCLE_BRANCH", "CIRCLE_SHA1",
	    "CIRCLE_JOB", NULL},
	/* Azure Pipelines */
	{"BUILD_BUILDID", "SYSTEM_JOBATTEMPT",
	    "SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH",
	    "BUILD_SOURCEVERSION", "AGENT_JOBNAME",
	    "BUILD_SOURCESDIRECTORY"},
	{"TRAVIS_BUILD_ID", "TRAVIS_JOB_ID", "TRAVIS_PULL_REQUEST_BRANCH",
	    "TRAVIS_BRANCH", "TRAVIS_COMMIT", "TRAVIS_JOB_NAME",
	    "TRAVIS_BUILD_DIR"},
	{"BITBUCKET_BUILD_NUMBER", "BITBUCKET_STEP_RUN_NUMBER", NULL,
	    "BITBUCKET_BRANCH", "BITBUCKET_COMMIT", NULL,
	    "BITBUCKET_CLONE_DIR"},
	{"DRONE_BUILD_NUMBER", NULL, "DRONE_SOURCE_BRANCH", "DRONE_BRANCH",
	    "DRONE_COMMIT_SHA", "DRONE_STAGE_NAME", "DRONE_WORKSPACE"},
	{"CI_JOB_ID", NULL, NULL, NULL, NULL, NULL, NULL},
	/* Jenkins */
	{"BUILD_TAG", NULL, NULL, "GIT_BRANCH", "GIT_COMMIT", "JOB_NAME",
	    "WORKSPACE"},
	/* its builds are numbered in each configuration */
	{"TEAMCITY_BUILDCONF_NAME", "BUILD_NUMBER", NULL, NULL,
	    "BUILD_VCS_NUMBER", "TEAMCITY_BUILDCONF_NAME", NULL},
};
#define SYSTEMS	(sizeof(systems) / sizeof(systems[0]))

static const char *
look_for_run(struct str *text)
{
	for (size_t i = 0; i < SYSTEMS; i++) {
		const char *id = variable(systems[i][RUN]);
		const char *attempt = variable(systems[i][ATTEMPT]);

		if (id == NULL)
			continue;
		str_text(text, id);
		if (attempt != NULL && strcmp(attempt, "0") != 0)
			str_print(text, ".%s", attempt);
		return text->s;
	}
	return NULL;
}

static const char *
look_for_branch(void)
{
	const char *s = NULL;

	for (size_t i = 0; i < SYSTEMS && s == NULL; i++)
		s = first_of(&systems[i][SOURCE], 2);
	return s != NULL && strncmp(s, "refs/heads/", 11) == 0 ? s + 11 : s;
}

/* By the first system that says it. */
static const char *
look_for(int name)
{
	const char *s = NULL;

	for (size_t i = 0; i < SYSTEMS && s == NULL; i++)
		s = variable(systems[i][name]);
	return s;
}

/* One run of a CI system covers many machines: say on which this one was. */
static const char *
look_for_machine(struct str *text)
{
	static const char *const systems_of[] = {"RUNNER_OS", "AGENT_OS"};
	static const char *const arches[] = {"RUNNER_ARCH",
	    "AGENT_OSARCHITECTURE"};
	const char *os = first_of(systems_of, 2);
	const char *arch = first_of(arches, 2);
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
	if (o->project == NULL)
		o->project = variable("DRIFT_PROJECT");
	if (o->run_id == NULL)
		o->run_id = look_for_run(&o->texts[0]);
	if (o->context == NULL)
		o->context = look_for_machine(&o->texts[1]);
	if (o->branch == NULL)
		o->branch = look_for_branch();
	if (o->revision == NULL)
		o->revision = look_for(REVISION);
	if (o->job == NULL)
		o->job = look_for(JOB);
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
	const char *rest, *folder;

	if (text_begins(path, "file://"))
		path += 7;
	if (text_begins(path, "./"))
		path += 2;
	if (!is_absolute(path))
		return path;
	for (size_t i = 0; i <= SYSTEMS; i++) {
		folder = variable(i < SYSTEMS ? systems[i][ROOT] : "PWD");
		rest = folder != NULL ? behind(path, folder) : NULL;
		if (rest != NULL)
			return rest;
	}
	return NULL;
}
