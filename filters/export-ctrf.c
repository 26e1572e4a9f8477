/*
 * CTRF (ctrf.io): one JSON document of all results that come.
 *
 * The summary stands behind the tests, so that these leave as they come.
 * What stands before the first "::" of a name is the suite, the rest is the
 * name: ingest(1) puts them together again.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "export-element.h"
#include "when.h"

#define MILLI		(WHEN_SECOND / 1000)

struct ctrf {
	struct element element;
	size_t tests, flaky;
	size_t counts[result_status_words];
	int64_t start, stop;
};

/* ---- members ---- */

static void
print_member(struct out *o, const char *name, const struct str *s)
{
	if (s->n == 0)
		return;
	out_text(o, ",\"");
	out_text(o, name);
	out_text(o, "\":");
	out_string(o, s->s, s->n);
}

static void
print_number(struct out *o, const char *name, int64_t n)
{
	out_text(o, ",\"");
	out_text(o, name);
	out_text(o, "\":");
	out_int(o, n);
}

static const char *
word_of(enum result_status status)
{
	return status == result_status_errored ? "other" :
	    words_result_status[status];
}

/* Whole milliseconds, which is all that the schema has. */
static int64_t
duration_of(const struct try *t)
{
	return t->duration.set ? llround(t->duration.d * 1e3) : 0;
}

static void
print_outcome(struct out *o, const struct try *t)
{
	out_text(o, "\"status\":\"");
	out_text(o, word_of(t->status));
	out_byte(o, '"');
	print_number(o, "duration", duration_of(t));
	if (t->timestamp.set) {
		print_number(o, "start", t->timestamp.i / MILLI);
		print_number(o, "stop", t->timestamp.i / MILLI +
		    duration_of(t));
	}
	print_member(o, "message", &t->message);
	print_member(o, "trace", &t->details);
}

/* What the schema has no member for. */
static void
print_extra(struct out *o, const struct try *t, const struct str *file)
{
	if (t->type.n == 0 && file->n == 0)
		return;
	if (t->type.n == 0) {
		out_text(o, ",\"extra\":{\"file\":");
		out_string(o, file->s, file->n);
	} else {
		out_text(o, ",\"extra\":{\"type\":");
		out_string(o, t->type.s, t->type.n);
		print_member(o, "file", file);
	}
	out_byte(o, '}');
}

/* ---- tests ---- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes of the suite before "::"; 0 where the two would not come together. */
static size_t
find_suite(const struct str *s)
{
	const char *mark = memmem(s->s, s->n, "::", 2);
	size_t n = mark != NULL ? (size_t)(mark - s->s) : 0;

	if (n == 0 || n + 2 == s->n || is_blank(s->s[0]) ||
	    is_blank(s->s[n - 1]) || is_blank(s->s[n + 2]))
		return 0;
	return n;
}

static void
print_name(struct out *o, const struct str *s)
{
	size_t suite = find_suite(s), from = suite != 0 ? suite + 2 : 0;

	if (suite != 0) {
		out_text(o, "\"suite\":[");
		out_string(o, s->s, suite);
		out_text(o, "],");
	}
	out_text(o, "\"name\":");
	out_string(o, s->s + from, s->n - from);
	out_byte(o, ',');
}

static bool
is_flaky(const struct element *e)
{
	return e->tries > 1 &&
	    element_last(e)->status == result_status_passed;
}

static void
print_retries(struct out *o, const struct element *e)
{
	static const struct str none;

	if (e->tries < 2)
		return;
	print_number(o, "retries", (int64_t)e->tries - 1);
	out_text(o, is_flaky(e) ? ",\"flaky\":true" : ",\"flaky\":false");
	out_text(o, ",\"retryAttempts\":[");
	for (size_t i = 0; i + 1 < e->tries; i++) {
		out_text(o, i == 0 ? "{\"attempt\":" : ",{\"attempt\":");
		out_int(o, (int64_t)i + 1);
		out_byte(o, ',');
		print_outcome(o, &e->try[i]);
		print_extra(o, &e->try[i], &none);
		out_byte(o, '}');
	}
	out_byte(o, ']');
}

static void
count(struct ctrf *c, const struct element *e)
{
	const struct try *last = element_last(e);
	int64_t start = e->try[0].timestamp.i / MILLI;
	int64_t stop = last->timestamp.i / MILLI + duration_of(last);

	c->counts[last->status]++;
	c->flaky += is_flaky(e);
	if (c->tests++ == 0 || start < c->start)
		c->start = start;
	if (c->tests == 1 || stop > c->stop)
		c->stop = stop;
}

static void
tell(struct export *x, const struct element *e)
{
	struct ctrf *c = x->state;
	struct out *o = x->out;
	static const struct str none;
	/* Beside a name without a suite, a file would be taken for one. */
	bool suite = find_suite(&e->name) != 0;

	if (c->tests == 0) {
		out_text(o, e->framework.n != 0 ? "{\"name\":" :
		    "{\"name\":\"drift\"");
		if (e->framework.n != 0)
			out_string(o, e->framework.s, e->framework.n);
		out_text(o, "},\"tests\":[\n{");
	} else {
		out_text(o, ",\n{");
	}
	print_name(o, &e->name);
	print_outcome(o, element_last(e));
	print_extra(o, element_last(e), suite ? &none : &e->file);
	print_member(o, "filePath", suite ? &e->file : &none);
	if (e->line.set)
		print_number(o, "line", e->line.i);
	if (element_last(e)->status == result_status_errored)
		out_text(o, ",\"rawStatus\":\"errored\"");
	print_retries(o, e);
	out_byte(o, '}');
	count(c, e);
}

/* ---- the format ---- */

static void
begin(struct export *x)
{
	struct ctrf *c = need(1, sizeof(*c));

	c->element.tell = tell;
	x->state = c;
	out_text(x->out, "{\"reportFormat\":\"CTRF\",\"specVersion\":\"0.0.0\","
	    "\"generatedBy\":\"drift\",\"results\":{\"tool\":");
}

static void
add(struct export *x)
{
	struct ctrf *c = x->state;

	element_take(&c->element, x);
}

static void
end(struct export *x)
{
	struct ctrf *c = x->state;
	struct out *o = x->out;

	element_end(&c->element, x);
	if (c->tests == 0)
		out_text(o, "{\"name\":\"drift\"},\"tests\":[");
	out_text(o, "],\n\"summary\":{\"tests\":");
	out_int(o, (int64_t)c->tests);
	for (int i = 0; i < result_status_words; i++)
		print_number(o, word_of((enum result_status)i),
		    (int64_t)c->counts[i]);
	print_number(o, "pending", 0);
	print_number(o, "flaky", (int64_t)c->flaky);
	print_number(o, "start", c->start);
	print_number(o, "stop", c->stop);
	out_text(o, "}}}\n");
	element_free(&c->element);
	free(c);
}

const struct format export_ctrf = {"ctrf", begin, add, NULL, end,
    BIT(result)};
