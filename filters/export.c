/*
 * export - records for other programs and for people
 *
 * Reads the stream, or with --db what a store reads for it, chooses what is
 * asked for and prints it in one of the formats.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "address.h"
#include "aside.h"
#include "diag.h"
#include "export.h"
#include "proc.h"
#include "sandbox.h"
#include "when.h"

static const struct format *const formats[] = {&export_ndjson, &export_json,
    &export_csv, &export_junit, &export_ctrf, &export_table, &export_markdown,
    &export_detail, &export_html, &export_openmetrics, &export_github};

#define FORMATS		(sizeof(formats) / sizeof(formats[0]))
#define ARGUMENTS	(3 * OPT_MANY * 2 + 32)

/* ---- what was asked for ---- */

/* A name from the table. */
int
export_fields(const struct export *e, enum kind k, int to[FIELDS_MAX])
{
	int n = 0;

	for (int i = 0; i < e->fields.count && n < FIELDS_MAX; i++) {
		const char *name = e->fields.item[i];
		int field = field_find(k, name, strlen(name));

		if (field >= 0)
			to[n++] = field;
	}
	for (int i = 0; e->fields.count == 0 && i < kind_spec(k)->fields; i++)
		to[n++] = i;
	return n;
}

/* A field must be one of some selected kind. */
static void
check_fields(const struct export *e)
{
	for (int i = 0; i < e->fields.count; i++) {
		const char *name = e->fields.item[i];
		bool known = false;

		for (enum kind k = 0; k < KIND_count; k++)
			known |= (e->select.kinds & KIND_BIT(k)) != 0 &&
			    field_find(k, name, strlen(name)) >= 0;
		if (!known)
			diag_fail(USAGE, "no selected kind has a field %s",
			    name);
	}
}

/* A format that holds some kinds alone makes the others unwanted. */
static void
check_kinds(struct export *e)
{
	kind_set holds = e->format->holds;
	bool any = e->select.kind.count == 0;	/* no kind was named */

	if (holds == 0)
		return;
	for (enum kind k = 0; any && k < KIND_count; k++)
		if ((holds & KIND_BIT(k)) != 0)
			e->select.kind.item[e->select.kind.count++] =
			    kind_spec(k)->name;
	e->select.kinds &= holds;
	if (e->select.kinds == 0)
		diag_fail(USAGE, "%s holds no such kind", e->format->name);
	if (e->fields.count != 0)
		diag_fail(USAGE, "%s has no fields to choose",
		    e->format->name);
}

static void
export_open(struct export *e, const struct format *format)
{
	const char *local = getenv("DRIFT_LOCAL");
	char why[JSON_WHY];

	if (e->local || (local != NULL && local[0] != '\0'))
		when_show_local();
	if (!select_parse(&e->select, why))
		diag_fail(USAGE, "%s", why);
	e->format = format;
	check_kinds(e);
	check_fields(e);
	e->wanted = e->select.kinds;
	if (e->format->glance != NULL)
		e->wanted |= BIT(measurement);
	e->foreign = e->format == &export_ndjson && e->fields.count == 0 &&
	    select_is_all(&e->select);
	e->r.hold = true;
	if (e->select.kind.count == 1)
		e->r.options.kind = e->select.kind.item[0];
}

/* ---- from a database ---- */

struct reader {
	struct proc proc;
	char path[PROC_PATH];
	char *argv[ARGUMENTS];
	int argc;
	char since[WHEN_LENGTH + 1], until[WHEN_LENGTH + 1];
	char limit[24];
};

static void
add_argument(struct reader *d, const char *text)
{
	d->argv[d->argc++] = (char *)(uintptr_t)text;
}

static void
add_option(struct reader *d, const char *name, const char *value)
{
	if (value == NULL)
		return;
	add_argument(d, name);
	add_argument(d, value);
}

static void
add_word(struct reader *d, const char *name, const struct opt_word *word)
{
	add_option(d, name, word->at < 0 ? NULL : word->of[word->at]);
}

/* `wire`: the format may hold kinds that no database has. */
static void
add_selection(struct reader *d, const struct select *s, bool wire)
{
	for (int i = 0; i < s->kind.count; i++)
		if (!wire || kind_spec(kind_asked(s->kind.item[i]))->table !=
		    NULL)
			add_option(d, "--kind", s->kind.item[i]);
	for (int i = 0; i < s->where.count; i++)
		add_option(d, "--where", s->where.item[i]);
	for (int i = 0; i < s->test.count; i++)
		add_option(d, "--test", s->test.item[i]);
	add_option(d, "--category", s->category);
	add_option(d, "--project", s->project);
	add_word(d, "--severity", &s->severity);
	add_word(d, "--acknowledged", &s->acknowledged);
	add_option(d, "--order", s->order);
	if (s->since_text != NULL) {
		when_print(s->since, d->since);
		add_option(d, "--since", d->since);
	}
	if (s->until_text != NULL) {
		when_print(s->until, d->until);
		add_option(d, "--until", d->until);
	}
	if (s->limit >= 0) {
		(void)snprintf(d->limit, sizeof(d->limit), "%lld",
		    (long long)s->limit);
		add_option(d, "--limit", d->limit);
	}
}

/* The store beside this program; the address goes by the environment. */
static void
find_reader(struct reader *d, const char *db)
{
	const char *address = address_given(db);
	char self[PROC_PATH];

	if (address == NULL)
		diag_fail(USAGE, "%s is not set", db + 1);
	add_argument(d, address_program(address));
	add_argument(d, "read");
	proc_self(self);
	*strrchr(self, '/') = '\0';
	if (!proc_find(self, d->argv[0], d->path))
		address_missing(address, self);
	if (setenv("DRIFT_DB", address, 1) != 0)
		diag_fail(LATER, "cannot set DRIFT_DB: %s", strerror(errno));
	d->proc = (struct proc){.path = d->path, .argv = d->argv};
}

/* No record tells how large the database is that they come from. */
static void
ask_size(struct export *e, const struct reader *d)
{
	struct proc sizes = d->proc;
	char *argv[] = {d->argv[0], (char[]){"size"}, (char[]){"--sum"}, NULL};

	sizes.argv = argv;
	if (e->format == &export_openmetrics)
		e->database_size = proc_number(&sizes);
}

/* Lines as they are can go straight from the store to whoever reads us. */
static bool
reader_is_enough(const struct export *e)
{
	return e->format == &export_ndjson && e->fields.count == 0 &&
	    e->file == NULL && !e->r.options.exit_code;
}

static void
start_reader(struct export *e, struct reader *d, char *const *files)
{
	find_reader(d, e->db);
	if (files[0] != NULL)
		diag_fail(USAGE, "--db and %s: one of them", files[0]);
	ask_size(e, d);
	add_selection(d, &e->select, e->format->holds != 0);
	if (reader_is_enough(e)) {
		(void)execv(d->path, d->argv);
		diag_fail(USAGE, "cannot run %s: %s", d->path,
		    strerror(errno));
	}
	proc_read_from(&d->proc);
	e->r.options.grace = 0;		/* a signal ends the reading at once */
	e->chosen = true;
	e->select.order_field = NULL;
}

/* How many records there will be is asked where somebody waits for them. */
static void
expect_all(struct export *e, const struct reader *d)
{
	struct proc counter = d->proc;
	char *argv[ARGUMENTS];

	if (!e->progress.watched)
		return;
	memcpy(argv, d->argv, sizeof(argv));
	argv[d->argc] = (char *)(uintptr_t) "--count";
	counter.argv = argv;
	e->progress.expected = proc_number(&counter);
}

/* ---- the stream ---- */

static void
print_one(struct export *e)
{
	if (e->select.limit >= 0 && e->count >= (size_t)e->select.limit)
		return;
	e->count++;
	e->format->add(e);
}

/* Whoever looks at a terminal sees records come. */
static void
show(struct export *e)
{
	if (!e->progress.watched)
		return;
	e->read++;
	if (!e->chosen)
		e->progress.expected = lines_expect(&e->r.lines, e->read);
	progress_show(&e->progress, diag_program(), e->read);
}

static void
export_take(struct export *e)
{
	bool foreign = e->r.kind == KIND_unknown;
	bool selected = foreign ? e->foreign : !e->r.remembered &&
	    (e->chosen || select_match(&e->select, &e->r));

	if (selected && e->select.order_field != NULL)
		order_keep(e);
	else if (selected)
		print_one(e);
	else if (e->format->glance != NULL && e->r.kind == KIND_measurement)
		e->format->glance(e);
}

static void
open_output(struct export *e)
{
	e->out = e->r.out;
	if (e->file != NULL) {
		e->out = need(1, sizeof(*e->out));
		out_open(e->out, replace_open(e->file), e->file);
	}
	e->terminal = terminal_of(e->out->fd);
	if (e->terminal.columns == 0)
		progress_begin(&e->progress);
	e->progress.about = true;
	e->format->begin(e);
}

/* What waited for the end. */
static void
print_rest(struct export *e)
{
	progress_hide(&e->progress);
	if (e->select.order_field != NULL)
		order_release(e, print_one);
	e->format->end(e);
	if (e->out != e->r.out) {
		out_flush(e->out);
		replace_done();
		out_close(e->out);
		free(e->out);
	}
}

/*
 * A reader that failed has told why: records that came are printed, but
 * nothing pretends to be whole.  A signal leaves an old file in its place.
 */
static int
export_end(struct export *e, int reader)
{
	bool whole = reader == 0 && (e->out == e->r.out ||
	    lines_signal() == 0);
	int status;

	if (!whole) {
		if (e->count > 0)
			out_flush(e->out);
		replace_abandon();
		e->out->gone = true;
	}
	print_rest(e);
	e->r.seen = e->count;
	status = record_end(&e->r, false);
	return reader != 0 ? reader : status;
}

static const char *const examples[] = {
	"drift export --db drift.db --kind measurement --since 7d",
	"drift export --db drift.db -f csv --kind alert -o alerts.csv",
	"drift ingest report.xml | drift classify | drift export -f table",
	NULL
};

static void
options_read(struct export *e, int argc, char **argv)
{
	const char *names[FORMATS + 1] = {NULL};
	struct opt_word format = {names, 0};
	const struct opt options[] = {
		{'f', "format", OPT_WORD, &format, "FORMAT",
		    "print in this format (ndjson)", 0},
		{0, "db", OPT_TEXT, &e->db, "ADDRESS",
		    "read this database instead of the stream", 0},
		SELECT_OPTIONS(&e->select),
		{0, "fields", OPT_LIST, &e->fields, "LIST",
		    "these fields alone, in this order", 0},
		{'o', "output", OPT_TEXT, &e->file, "FILE",
		    "replace this file once everything is written", 0},
		{0, "summary", OPT_FLAG, &e->summary, NULL,
		    "table: tests by category, alerts by severity", 0},
		{0, "local", OPT_FLAG, &e->local, NULL,
		    "for people: times in the local zone, not in UTC", 0},
		{0, "worst", OPT_INT, &e->worst, "N",
		    "openmetrics: tests with lines of their own (10)", 0},
		{0, "max-series", OPT_INT, &e->max_series, "N",
		    "for people: remember so many tests (1000000)", 0},
		{0}
	};
	struct usage usage = {"[options] [FILE ...]",
	    "print records for other programs and for people", examples,
	    options, NULL};
	int operands;

	for (size_t i = 0; i < FORMATS; i++)
		names[i] = formats[i]->name;
	operands = record_usage(&e->r, &usage, argc, argv);
	export_open(e, formats[format.at]);
	if (e->db == NULL && operands == 0 && isatty(STDIN_FILENO))
		opt_help(&usage, USAGE);
}

int
main(int argc, char **argv)
{
	struct export e = {.select = SELECT_ALL, .max_series = 1000000,
	    .worst = 10, .database_size = -1};
	struct reader reader = {0};
	int status = 0;

	options_read(&e, argc, argv);
	if (e.db != NULL)
		start_reader(&e, &reader, argv);
	record_start(&e.r, argv);
	open_output(&e);
	if (e.db != NULL)
		expect_all(&e, &reader);
	(void)sandbox_enter(&(struct sandbox){.files = argv, .aside = true,
	    .output = {e.file}});
	while (record_next(&e.r, e.wanted)) {
		show(&e);
		export_take(&e);
	}
	if (e.db != NULL)
		status = proc_end(&reader.proc);
	return export_end(&e, status);
}
