#include <string.h>

#include "xml-text.h"

size_t
xml_forbidden(const char *s, size_t n)
{
	unsigned char c = (unsigned char)*s;

	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	return n >= 3 && memcmp(s, "\xef\xbf", 2) == 0 &&
	    (unsigned char)s[2] >= 0xbe ? 3 : 0;
}

bool
xml_has_forbidden(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (xml_forbidden(s + i, n - i) != 0)
			return true;
	return false;
}

const char *
xml_reference(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default: return NULL;
	}
}

void
xml_put_byte(struct out *o, char c)
{
	const char *reference = c == '\n' ? "&#10;" : c == '\t' ? "&#9;" :
	    c == '\r' ? "&#13;" : xml_reference(c);

	if (reference != NULL)
		out_text(o, reference);
	else
		out_byte(o, c);
}

void
xml_put_value(struct out *o, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t bad = xml_forbidden(s + i, n - i);

		if (bad == 0)
			xml_put_byte(o, s[i]);
		else
			i += bad - 1;
	}
}

static void
begin_attribute(struct out *o, const char *name)
{
	out_byte(o, ' ');
	out_text(o, name);
	out_text(o, "=\"");
}

void
xml_put_attribute(struct out *o, const char *name, const char *s, size_t n)
{
	begin_attribute(o, name);
	xml_put_value(o, s, n);
	out_byte(o, '"');
}

void
xml_put_number(struct out *o, const char *name, int64_t i)
{
	begin_attribute(o, name);
	out_int(o, i);
	out_byte(o, '"');
}

void
xml_put_text(struct out *o, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t bad = xml_forbidden(s + i, n - i);

		if (bad != 0)
			i += bad - 1;
		else if (s[i] == '\n' || s[i] == '\t')
			out_byte(o, s[i]);
		else
			xml_put_byte(o, s[i]);
	}
}
