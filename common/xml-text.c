#include <stdio.h>
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

void
xml_put_byte(struct out *o, char c)
{
	char reference[8];

	if (c == '&') {
		out_text(o, "&amp;");
	} else if (c == '<') {
		out_text(o, "&lt;");
	} else if (c == '>') {
		out_text(o, "&gt;");
	} else if (c == '"') {
		out_text(o, "&quot;");
	} else if (c == '\n' || c == '\t' || c == '\r') {
		(void)snprintf(reference, sizeof(reference), "&#%d;", c);
		out_text(o, reference);
	} else {
		out_byte(o, c);
	}
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
