#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "annotation.h"

static void
escape(struct str *to, const struct str *text, const char *special)
{
	for (size_t i = 0; i < text->n; i++) {
		char c = text->s[i];

		if (c != '\0' && strchr(special, c) != NULL)
			str_print(to, "%%%02X", (unsigned)c);
		else
			str_byte(to, c);
	}
}

static void
property(struct str *to, const char *name, const struct str *text)
{
	if (text == NULL || text->n == 0)
		return;
	str_print(to, "%s%s=", to->s[to->n - 1] == ' ' ? "" : ",", name);
	escape(to, text, "%\r\n:,");
}

void
annotation_print(struct str *to, const struct annotation *a)
{
	static const char *const levels[] = {"notice", "warning", "error"};

	str_print(to, "::%s ", levels[a->level]);
	property(to, "file", a->file);
	if (a->line > 0 && a->file != NULL && a->file->n > 0)
		str_print(to, ",line=%" PRId64, a->line);
	property(to, "title", a->title);
	if (to->s[to->n - 1] == ' ')
		str_cut(to, to->n - 1);
	str_text(to, "::");
	escape(to, a->message, "%\r\n");
	str_byte(to, '\n');
}

void
annotation_markdown(struct str *to, const char *s, size_t n)
{
	str_text(to, "<code>");
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '\n' || c == '\r')
			str_byte(to, ' ');
		else if (ispunct(c) && strchr(".-,;=%'?", c) == NULL)
			str_print(to, "&#%u;", c);
		else
			str_byte(to, (char)c);
	}
	str_text(to, "</code>");
}

/* More back quotes than stand side by side anywhere in the text. */
static size_t
fence(const char *s, size_t n)
{
	size_t most = 0, row = 0;

	for (size_t i = 0; i < n; i++) {
		row = s[i] == '`' ? row + 1 : 0;
		most = row > most ? row : most;
	}
	return most + 1;
}

/* In a table a stroke ends a cell, unless a back-slash stands before it. */
void
annotation_code(struct str *to, const char *s, size_t n)
{
	size_t quotes = n > 0 ? fence(s, n) : 0;
	bool apart = n > 0 && (s[0] == '`' || s[n - 1] == '`' ||
	    (s[0] == ' ' && s[n - 1] == ' '));

	for (size_t i = 0; i < quotes; i++)
		str_byte(to, '`');
	str_text(to, apart ? " " : "");
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '|')
			str_byte(to, '\\');
		str_byte(to, s[i]);
	}
	str_text(to, apart ? " " : "");
	for (size_t i = 0; i < quotes; i++)
		str_byte(to, '`');
}
