/*
 * The stream records come in: what every filter keeps, in one place.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "record.h"
#include "when.h"

_Static_assert(JSON_LONGEST >= LINES_MAX, "a line is a text");

static bool
has_option(const struct opt *table, const char *name)
{
	for (; table->name != NULL; table++)
		if (strcmp(table->name, name) == 0)
			return true;
	return false;
}

/* What every filter has, less what this one has a meaning of its own for. */
static struct opt *
shared_options(struct record_options *o, const struct opt *own)
{
	const struct opt table[] = {
		{0, "only", OPT_FLAG, &o->only, NULL,
		    "print only what this program adds", 0},
		{0, "kind", OPT_TEXT, &o->kind, "KIND",
		    "kind of lines that do not say theirs", 0},
		{0, "rejects", OPT_TEXT, &o->rejects, "FILE",
		    "keep refused lines there, with their reasons", 0},
		{0, "strict", OPT_FLAG, &o->strict, NULL,
		    "stop at the first refused line", 0},
		{'e', "exit-code", OPT_FLAG, &o->exit_code, NULL,
		    "exit with 1 when something is found, or no data", 0},
		{0, "now", OPT_NOW, NULL, "TIME",
		    "use this time instead of the clock", 0},
		{0, "grace", OPT_SPAN, &o->grace, "SPAN",
		    "read on that long after a signal (10s)", 's'},
		{0}
	};
	size_t n = sizeof(table) / sizeof(table[0]), kept = 0;
	struct opt *copy = need(n, sizeof(table[0]));

	for (size_t i = 0; i + 1 < n; i++)
		if (!has_option(own, table[i].name))
			copy[kept++] = table[i];
	return copy;
}

int
record_usage(struct record *r, struct usage *u, int argc, char **argv)
{
	struct opt *shared;
	int operands;

	diag_open(argv[0]);
	*r = (struct record){.rejects_fd = -1, .dflt = KIND_unknown,
	    .last = KIND_unknown,
	    .options.grace = 10 * WHEN_SECOND};
	shared = shared_options(&r->options, u->options);
	u->shared = shared;
	operands = opt_parse(u, argc, argv);
	free(shared);
	u->shared = NULL;
	return operands;
}

static void
open_rejects(struct record *r)
{
	const char *file = r->options.rejects;

	if (file == NULL)
		return;
	r->rejects_fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
	    0666);
	if (r->rejects_fd < 0)
		diag_fail(USAGE, "cannot open %s: %s", file, strerror(errno));
}

static void
flush_out(void *out)
{
	out_flush(out);
}

void
record_start(struct record *r, char *const *files)
{
	const char *kind = r->options.kind;

	if (kind != NULL) {
		r->dflt = kind_asked(kind);
		if (r->dflt == KIND_unknown)
			diag_fail(USAGE, "unknown kind %s", kind);
	}
	open_rejects(r);
	lines_catch_signals();
	r->out = need(1, sizeof(*r->out));
	out_open(r->out, STDOUT_FILENO, "standard output");
	lines_open(&r->lines, files);
	r->lines.grace = r->options.grace;
	r->lines.drain = flush_out;
	r->lines.drain_arg = r->out;
	json_open(&r->json);
}

void
record_open(struct record *r, struct usage *u, int argc, char **argv)
{
	int operands = record_usage(r, u, argc, argv);

	if (operands == 0 && isatty(STDIN_FILENO))
		opt_help(u, USAGE);
	record_start(r, argv);
}

static void
keep_reject(struct record *r, const struct input_line *o, const char *reason)
{
	struct str b = {0};

	str_text(&b, "{\"source\":");
	json_quote_any(o->source, strlen(o->source), &b);
	str_print(&b, ",\"line\":%zu,\"reason\":", o->number);
	json_quote_any(reason, strlen(reason), &b);
	str_text(&b, ",\"text\":");
	json_quote_any(o->line, o->length, &b);
	str_text(&b, "}\n");
	if (write(r->rejects_fd, b.s, b.n) != (ssize_t)b.n)
		diag_fail(USAGE, "cannot write %s: %s", r->options.rejects,
		    strerror(errno));
	str_free(&b);
}

void
record_refuse_line(struct record *r, const struct input_line *o,
    const char *reason)
{
	diag_at(o->source, o->number, "%s", reason);
	r->refused++;
	if (r->rejects_fd >= 0)
		keep_reject(r, o, reason);
}

void
record_refuse(struct record *r, const char *fmt, ...)
{
	const struct input_line here = {r->lines.source, r->lines.number,
	    r->line, r->length};
	char reason[256];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	record_refuse_line(r, &here, reason);
	if (r->options.strict) {
		r->lines.drain(r->lines.drain_arg);
		exit(REFUSED);
	}
}

void
record_pass(struct record *r)
{
	out_bytes(r->out, r->line, r->length);
	out_byte(r->out, '\n');
}

static bool
blank(const char *s, size_t n)
{
	return n == 0 || (s[0] != '{' && strspn(s, " \t\r") >= n);
}

/* What begins without a record was meant for another program. */
static bool
is_report(const struct record *r)
{
	return r->lines.total == 1 && strcmp(diag_program(), "ingest") != 0;
}

/* One line; true if it is one of the wanted records. */
static bool
take(struct record *r, kind_set wanted)
{
	char why[JSON_WHY];
	bool handled;

	if (r->lines.overlong) {
		record_refuse(r, "the line is longer than %zu bytes",
		    r->lines.max);
		return false;
	}
	if (!record_split(r, r->line, r->length, why)) {
		record_refuse(r, "%s%s", why, is_report(r) ?
		    "; drift ingest reads reports and CSV" : "");
		return false;
	}
	handled = (wanted & KIND_BIT(r->kind)) != 0 ||
	    r->kind == KIND_history;
	if (handled && r->kind != KIND_unknown && !record_bind(r, why)) {
		record_refuse(r, "%s", why);
		return false;
	}
	handled = (wanted & KIND_BIT(r->kind)) != 0;
	if (!r->hold && (!r->options.only || r->remembered))
		record_pass(r);
	r->seen += handled && !r->remembered;
	return handled || r->hold;
}

bool
record_next(struct record *r, kind_set wanted)
{
	while (lines_next(&r->lines, &r->line, &r->length)) {
		r->line[r->length] = '\0';
		if (!blank(r->line, r->length) && take(r, wanted))
			return true;
	}
	return false;
}

int
record_end(struct record *r, bool found)
{
	bool missing = r->options.exit_code && r->seen == 0;

	out_close(r->out);
	if (r->rejects_fd >= 0 && close(r->rejects_fd) != 0)
		diag_fail(USAGE, "cannot write %s: %s", r->options.rejects,
		    strerror(errno));
	lines_close(&r->lines);
	json_close(&r->json);
	str_free(&r->scratch);
	free(r->occurrences);
	free(r->out);
	lines_die();
	if (missing)
		diag_say("missing: no record to judge came in");
	if (missing || (found && r->options.exit_code))
		return FOUND;
	return r->refused > 0 ? REFUSED : DONE;
}
