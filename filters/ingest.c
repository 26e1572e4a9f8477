/*
 * ingest - read test reports, CSV and NDJSON into records
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "ingest-owners.h"
#include "ingest-sink.h"
#include "ingest-source.h"
#include "renames.h"
#include "sandbox.h"
#include "xml.h"

static const struct format formats[] = {
#define ENTER(name, shape)	{#name, shape, name##_recognise, name##_read},
	FORMATS(ENTER)
#undef ENTER
};
#define LOOK	65536	/* bytes in which a format shows */
#define COUNT	(sizeof(formats) / sizeof(formats[0]))

struct ingest {
	struct record r;
	struct sink sink;
	const struct format *format;	/* -f, or NULL */
	const char *codeowners;	/* --codeowners, or NULL */
	const char *renames;	/* --renames, or NULL */
	int64_t max_line;
	bool check;		/* --check: nothing is printed */
	bool unusable;		/* a file could not be read to its end */
};

static const struct format *
format_named(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

static const struct format *
folder_format(void)
{
	size_t i = 0;

	while (formats[i].shape != FOLDER)
		i++;
	return &formats[i];
}

static const struct format *
find_format(const char *head, size_t n)
{
	size_t mark = source_mark(head, n);

	for (size_t i = 0; i < COUNT; i++)
		if (formats[i].recognise(head + mark, n - mark))
			return &formats[i];
	return NULL;
}

/*
 * Standard input that nothing is known about is lines: most will be refused,
 * each with its reason.
 */
static const struct format *
recognise(const struct source *s, const char *head, size_t n)
{
	const struct format *f = find_format(head, n);

	if (f != NULL)
		return f;
	if (s->named || (n > 0 && *head == '<'))
		return NULL;
	return format_named("ndjson");
}

static const struct format *
choose(const struct ingest *in, const struct source *s, const char *head,
    size_t n)
{
	if (in->format != NULL)
		return in->format;
	return recognise(s, head, n);
}

/* What people take for a report, and what to do with it. */
static const char *
advice(const char *head, size_t n)
{
	static const struct {
		size_t at;
		const char *magic, *advice;
	} known[] = {
		{0, "PK\003\004", "it is a zip archive: unpack it first"},
		{257, "ustar", "it is a tar archive: unpack it first"},
		{0, "\xfd" "7zXZ", "it is packed by xz: unpack it first"},
		{0, "\x28\xb5\x2f\xfd", "it is packed by zstd: "
		    "unpack it first"},
		{0, "BZh", "it is packed by bzip2: unpack it first"},
		{0, "SQLite format 3", "it is a database: "
		    "drift read and drift export take it"},
		{0, "=== RUN", "it is text: go test -json can be read"},
		{0, "\nrunning ", "it is text: cargo test -- -Z "
		    "unstable-options --format json can be read"},
		{0, "============================= test session", "it is "
		    "text: what pytest --junitxml=FILE writes can be read"},
		{0, "Running main() from", "it is text: what "
		    "--gtest_output=xml:FILE writes can be read"},
		{0, "[==========]", "it is text: what "
		    "--gtest_output=xml:FILE writes can be read"},
		{0, "Test project ", "it is text: what "
		    "ctest --output-junit FILE writes can be read"},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t length = strlen(known[i].magic);

		if (known[i].at + length <= n && memcmp(head + known[i].at,
		    known[i].magic, length) == 0)
			return known[i].advice;
	}
	return "-f ? lists what can be read";
}

static void
say_unknown(struct source *s, const char *head, size_t n)
{
	char root[64];

	if (s->broken[0] != '\0')
		(void)snprintf(s->why, sizeof(s->why), "%s", s->broken);
	else if (n == 0)
		(void)snprintf(s->why, sizeof(s->why), "the file is empty");
	else if (xml_root(head, n, root, sizeof(root)))
		(void)snprintf(s->why, sizeof(s->why), "no reader knows "
		    "XML of this kind: the first element is <%s>", root);
	else
		(void)snprintf(s->why, sizeof(s->why),
		    "no reader recognises this file; %s", advice(head, n));
}

static bool
is_whole(const struct format *f)
{
	return f->shape == DOCUMENT || f->shape == FOLDER;
}

/* Reads an opened source: false, and s->why, when it cannot be used. */
static bool
read_source(struct ingest *in, struct source *s, const struct format *f,
    size_t mark)
{
	bool good;

	if ((is_whole(f) && !source_spool(s)) ||
	    (f->shape == STREAM && !source_digest(s)))
		return false;
	if (sink_knows(&in->sink, s)) {
		diag_say("%s: skipped: the same report was read before",
		    s->name);
		return true;
	}
	if (!is_whole(f))
		lines_skip(&s->r->lines, mark);
	sink_begin(&in->sink, s, f->name);
	good = f->read(s, &in->sink);
	if (good && s->broken[0] != '\0') {
		(void)snprintf(s->why, sizeof(s->why), "%s", s->broken);
		good = false;
	}
	sink_end(&in->sink, good);
	return good;
}

static void
say_why(struct ingest *in, const struct source *s)
{
	in->unusable = true;
	if (s->cannot != NULL)
		diag_say("cannot %s %s: %s", s->cannot, s->name, s->why);
	else if (s->line != 0)
		diag_at(s->name, s->line, "%s", s->why);
	else
		diag_say("%s: %s", s->name, s->why);
}

/* Opens, and looks at enough to tell what it is.  False: s->why. */
static bool
open_source(struct source *s, const char *path, const char **head, size_t *n)
{
	char root[64];

	if (!source_open(s, path, head, n))
		return false;
	if (!s->named && *n > 0 && **head != '<' &&
	    find_format(*head, *n) == NULL)	/* other words come first */
		lines_look(&s->r->lines, LOOK, head, n);
	return *n == 0 || **head != '<' || s->changed != INT64_MIN ||
	    xml_root(*head, *n, root, sizeof(root)) ||
	    source_look(s, head, n);
}

/* Folders are full of JSON: there, lines have to say that they are records. */
static bool
is_welcome(const struct ingest *in, const struct format *f, const char *head,
    size_t n)
{
	const char *end = memchr(head, '\n', n);

	if (in->format != NULL || in->r.options.kind != NULL ||
	    f != format_named("ndjson"))
		return true;
	return memmem(head, end != NULL ? (size_t)(end - head) : n,
	    "\"kind\"", 6) != NULL;
}

/* One path; in a folder, files that no reader knows are no error. */
static bool
take_file(struct ingest *in, const char *path, bool in_folder)
{
	struct source s = {.r = &in->r, .fd = -1};
	const struct format *f = NULL;
	const char *head;
	size_t n = 0;
	bool known = true, opened = open_source(&s, path, &head, &n);

	if (n != 0)
		f = choose(in, &s, head, n);
	if (!opened) {
		say_why(in, &s);
	} else if (n == 0 && !s.named) {
		known = false;
	} else if (f == NULL || (in_folder && !is_welcome(in, f, head, n))) {
		known = false;
		say_unknown(&s, head, n);
		if (in_folder)
			diag_say("%s: skipped: %s", path, s.why);
		else
			say_why(in, &s);
	} else if (!read_source(in, &s, f, source_mark(head, n))) {
		say_why(in, &s);
	}
	source_close(&s);
	return known;
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A folder that is one report. */
static void
take_whole(struct ingest *in, const char *path)
{
	struct source s = {.r = &in->r, .fd = -1};

	if (!folder_open(&s, path) ||
	    !read_source(in, &s, folder_format(), 0))
		say_why(in, &s);
	source_close(&s);
}

static void
take_folder(struct ingest *in, const char *path)
{
	struct files files = {.reports = in->format == NULL ||
	    in->format == folder_format()};
	bool known = false;

	files_find(&files, path);
	for (size_t i = 0; i < files.count; i++) {
		if (!is_folder(files.path[i])) {
			known |= take_file(in, files.path[i], true);
			continue;
		}
		take_whole(in, files.path[i]);
		known = true;
	}
	if (!known) {
		diag_say("%s: no file that a reader recognises", path);
		in->unusable = true;
	}
	files_free(&files);
}

static void
take(struct ingest *in, const char *path)
{
	if (is_folder(path))
		take_folder(in, path);
	else
		(void)take_file(in, path, false);
}

static void
check_options(struct ingest *in)
{
	if (in->sink.zone_name != NULL &&
	    !when_zone(in->sink.zone_name, &in->sink.zone))
		diag_fail(USAGE, "unknown time zone %s", in->sink.zone_name);
}

static void
print_nothing(void *arg, const char *s, size_t n)
{
	(void)arg;
	(void)s;
	(void)n;
}

static void
start(struct ingest *in)
{
	check_options(in);
	in->r.hold = true;
	record_start(&in->r, NULL);
	if (in->check)
		in->r.out->take = print_nothing;
	lines_limit(&in->r.lines, (size_t)in->max_line);
	in->sink.r = &in->r;
	if (in->codeowners != NULL)
		in->sink.owners = owners_open(in->codeowners);
	in->sink.renames = renames_open(in->renames);
	sink_open(&in->sink);
}

static int
finish(struct ingest *in)
{
	int status;

	sink_close(&in->sink);
	status = record_end(&in->r, false);
	if (in->unusable)
		status = in->check ? REFUSED : USAGE;
	return status;
}

static const char *const examples[] = {
	"drift ingest build/reports | drift store drift.db",
	"drift ingest --run-id 17 --context linux junit.xml",
	"tail -f measurements.ndjson | drift ingest --project shop",
	"drift ingest --kind measurement --map score=confidence scores.csv",
	NULL
};

int
main(int argc, char **argv)
{
	static const char *const names[] = {
#define NAME(name, shape)	#name,
		FORMATS(NAME)
#undef NAME
		NULL
	};
	struct opt_word format = {names, -1};
	static struct ingest in = {.sink.at = INT64_MIN,
	    .max_line = LINES_MAX};
	const struct opt options[] = {
		{'f', "format", OPT_WORD, &format, "FORMAT",
		    "read everything as this, whatever it looks like", 0},
		{0, "run-id", OPT_TEXT, &in.sink.origin.run_id, "ID",
		    "the run all reports belong to", 0},
		{0, "context", OPT_TEXT, &in.sink.origin.context, "TEXT",
		    "what must not be mixed: os, runtime, browser", 0},
		{0, "project", OPT_TEXT, &in.sink.origin.project, "NAME",
		    "the tenant", 0},
		{0, "branch", OPT_TEXT, &in.sink.origin.branch, "NAME",
		    "branch the tests ran on", 0},
		{0, "revision", OPT_TEXT, &in.sink.origin.revision, "ID",
		    "revision the tests ran on", 0},
		{0, "owner", OPT_TEXT, &in.sink.origin.owner, "NAME",
		    "who cares for these tests", 0},
		{0, "codeowners", OPT_TEXT, &in.codeowners, "FILE",
		    "owners of files, as GitHub and GitLab have them", 0},
		{0, "renames", OPT_TEXT, &in.renames, "FILE",
		    "days on which tests were renamed (DRIFT_RENAMES)", 0},
		{0, "at", OPT_TIME, &in.sink.at, "TIME",
		    "when tests ran whose report does not say", 0},
		{0, "tz", OPT_TEXT, &in.sink.zone_name, "ZONE",
		    "zone of times without one (UTC)", 0},
		{0, "map", OPT_LIST, &in.sink.map, "FROM=TO",
		    "a CSV column is this field; repeatable", 0},
		{0, "check", OPT_FLAG, &in.check, NULL,
		    "print no records, only what is wrong", 0},
		{0, "max-line", OPT_SIZE, &in.max_line, "SIZE",
		    "refuse longer lines (1MiB)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE | FOLDER | - ...]",
	    "read test reports, CSV and NDJSON into records", examples,
	    options, NULL};
	int n = record_usage(&in.r, &usage, argc, argv);

	if (n == 0 && isatty(STDIN_FILENO))
		opt_help(&usage, USAGE);
	in.format = format.at < 0 ? NULL : &formats[format.at];
	start(&in);
	(void)sandbox_enter(&(struct sandbox){.all_files = true,
	    .aside = true});
	if (n == 0)
		take(&in, "-");
	for (int i = 0; i < n && lines_signal() == 0; i++)
		take(&in, argv[i]);
	return finish(&in);
}
