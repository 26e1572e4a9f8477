/*
 * Reports in XML: elements by number, and what is open around them.
 */
#include <string.h>
#include <unistd.h>

#include "ingest-sheet.h"
#include "ingest-sink.h"
#include "ingest-test.h"

static void
begin(void *arg, int element, const char *name, const char **attribute)
{
	struct sheet *x = arg;

	if (x->depth < SHEET_DEPTH)
		x->path[x->depth] = element;
	else if (element != 0 && x->path[SHEET_DEPTH - 1] != 0)
		xml_refuse(&x->xml, "<%s> is nested deeper than %d", name,
		    SHEET_DEPTH);
	if (x->depth >= SHEET_DEPTH)
		element = 0;
	x->depth++;
	if (x->gathering != 0)
		xml_gather(&x->xml, NULL, 0);
	if (x->depth == 1 && element == 0)
		xml_refuse(&x->xml, "<%s> is no element that such a report "
		    "begins with", name);
	if (element != 0)
		x->open(x, element, attribute);
}

static void
end(void *arg, int element)
{
	struct sheet *x = arg;

	if (x->gathering == x->depth) {
		xml_gather(&x->xml, NULL, 0);
		x->gathering = 0;
		x->text = NULL;
	}
	if (x->depth <= SHEET_DEPTH && element != 0)
		x->close(x, element);
	x->depth--;
	if (x->gathering != 0 && x->gathering == x->depth)
		xml_gather(&x->xml, x->text, DETAILS_MAX);
	if (lines_signal() != 0)
		xml_refuse(&x->xml, "stopped by a signal");
}

int
sheet_parent(const struct sheet *x)
{
	return x->depth < 2 || x->depth > SHEET_DEPTH + 1 ? 0 :
	    x->path[x->depth - 2];
}

void
sheet_gather(struct sheet *x, struct str *text)
{
	x->gathering = x->depth;
	x->text = text;
	x->xml.cut = 0;
	xml_gather(&x->xml, text, DETAILS_MAX);
}

bool
sheet_read(struct sheet *x, struct source *s, struct sink *k)
{
	bool good;

	x->sink = k;
	x->depth = x->gathering = 0;
	(void)lseek(s->fd, 0, SEEK_SET);
	x->xml = (struct xml){.begin = begin, .end = end, .arg = x,
	    .names = x->names, .texts = x->texts,
	    .strict = k->r->options.strict};
	memcpy(x->xml.part, x->part, sizeof(x->part));
	good = xml_read(&x->xml, s->fd);
	if (!good) {
		s->line = x->xml.line;
		(void)snprintf(s->why, sizeof(s->why), "%s", x->xml.why);
	}
	k->repairs += x->xml.repairs;
	return good;
}

const char *
attribute_of(const char **attribute, const char *name)
{
	for (; *attribute != NULL; attribute += 2)
		if (strcmp(*attribute, name) == 0)
			return attribute[1];
	return NULL;
}

void
attribute_add(struct str *to, const char **attribute, const char *name)
{
	const char *s = attribute_of(attribute, name);

	if (s != NULL)
		str_bytes(to, s, strnlen(s, NAME_MAX_BYTES));
}

bool
sheet_recognise(const char *head, size_t n, const char *root)
{
	char name[64];

	return xml_root(head, n, name, sizeof(name)) &&
	    strcmp(name, root) == 0;
}
