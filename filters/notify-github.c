/*
 * GitHub Actions: a command a line for the log, and, into the file of the
 * step's summary, a table in Markdown.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotation.h"
#include "diag.h"
#include "notify.h"

#define TITLE_UNITS	255
#define MESSAGE_UNITS	20000	/* of one annotation: at most 60 KB */
#define SUMMARY_BYTES	(1 << 20)	/* of all a step adds */
#define LAST_BYTES	200	/* of the line that says what is missing */

struct github {
	int summary;		/* file, or -1 */
	size_t room;		/* bytes that fit into it */
	size_t left_out;	/* rows that did not fit */
	bool head;		/* the table's head is written */
	struct str row, file;
};

static void
write_summary(struct notify *n, const struct str *text)
{
	struct github *g = n->state;

	for (size_t at = 0; at < text->n;) {
		ssize_t wrote = write(g->summary, text->s + at, text->n - at);

		if (wrote < 0)
			diag_fail(USAGE, "cannot write %s: %s",
			    n->options.summary, strerror(errno));
		at += (size_t)wrote;
	}
	g->room -= text->n;
}

static void
begin(struct notify *n)
{
	struct github *g = n->state = need(1, sizeof(*g));
	const char *file = n->options.summary;
	struct stat st;

	g->summary = -1;
	if (file == NULL)
		return;
	g->summary = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
	    0666);
	if (g->summary < 0 || fstat(g->summary, &st) != 0)
		diag_fail(USAGE, "cannot open %s: %s", file, strerror(errno));
	if (S_ISREG(st.st_mode) && st.st_size < SUMMARY_BYTES)
		g->room = SUMMARY_BYTES - (size_t)st.st_size;
	else if (!S_ISREG(st.st_mode))
		g->room = SUMMARY_BYTES;
}

static enum annotation_level
level(const struct notice *t)
{
	if (t->state == alert_state_resolved || t->acknowledged ||
	    t->severity < severity_moderate)
		return ANNOTATION_NOTICE;
	return t->severity == severity_moderate ? ANNOTATION_WARNING :
	    ANNOTATION_ERROR;
}

/* A row that does not fit is counted, not cut. */
static void
add_row(struct notify *n, const struct notice *t)
{
	static const char head[] = "### drift\n\n"
	    "| State | Severity | Alert | Since |\n|---|---|---|---|\n";
	struct github *g = n->state;
	struct str *b = &g->row;

	str_clear(b);
	if (!g->head)
		str_text(b, head);
	str_print(b, "| %s | %s | ", notice_state(t),
	    words_severity[t->severity]);
	annotation_markdown(b, t->message.s, t->message.n);
	for (int i = 0; i < t->advices; i++) {
		str_text(b, "<br>");
		annotation_markdown(b, t->advice[i].s, t->advice[i].n);
	}
	str_text(b, " | ");
	notice_time(b, t->created_at);
	str_text(b, " |\n");
	if (b->n + LAST_BYTES > g->room) {
		g->left_out++;
		return;
	}
	write_summary(n, b);
	g->head = true;
}

static void
add(struct notify *n, const struct notice *t)
{
	struct github *g = n->state;
	struct pieces p;
	struct annotation a = {.level = level(t), .file = &g->file,
	    .line = t->line, .title = &n->title, .message = &n->piece};

	message_count(&n->message, t);
	str_clear(&g->file);
	if (t->file != NULL)
		str_text(&g->file, t->file);
	text_title(&n->title, t->test.n > 0 ? &t->test : &t->message,
	    ESCAPE_NONE, TITLE_UNITS);
	notice_text(t, &n->text);
	p = pieces_of(&n->text, ESCAPE_NONE, MESSAGE_UNITS);
	while (text_piece(&p, &n->piece)) {
		str_clear(&n->block);
		annotation_print(&n->block, &a);
		out_bytes(n->out, n->block.s, n->block.n);
	}
	if (g->summary >= 0)
		add_row(n, t);
}

static void
end(struct notify *n)
{
	struct github *g = n->state;

	if (g->left_out > 0 && g->room >= LAST_BYTES) {
		str_clear(&g->row);
		str_print(&g->row, "\n%zu more alerts do not fit here.\n",
		    g->left_out);
		write_summary(n, &g->row);
	} else if (g->left_out > 0) {
		diag_say("%s: no room for %zu alerts", n->options.summary,
		    g->left_out);
	}
	if (g->summary >= 0 && close(g->summary) != 0)
		diag_fail(USAGE, "cannot write %s: %s", n->options.summary,
		    strerror(errno));
	str_free(&g->row);
	str_free(&g->file);
}

const struct receiver notify_github = {
	.name = "github", .begin = begin, .add = add, .end = end,
};
