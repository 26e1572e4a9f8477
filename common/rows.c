#include <stdio.h>
#include <string.h>

#include "json.h"
#include "rows.h"

static bool
stands_between(char c, const char *s, size_t n)
{
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		quoted ^= s[i] == '"';
		if (!quoted && s[i] == c)
			return true;
	}
	return false;
}

/* What separates the names of a header, and so all cells. */
static char
separator(const char *s, size_t n)
{
	return stands_between(',', s, n) ? ',' :
	    stands_between(';', s, n) ? ';' :
	    stands_between('\t', s, n) ? '\t' : ',';
}

/* Whether a quote that began a cell is open at the end of this line. */
static bool
leaves_open(const char *s, size_t n, char between, bool quoted)
{
	bool fresh = !quoted;	/* at the beginning of a cell */

	for (size_t i = 0; i < n; i++) {
		if (quoted && s[i] == '"' && i + 1 < n && s[i + 1] == '"')
			i++;
		else if (quoted)
			quoted = s[i] != '"';
		else if (s[i] == '"' && fresh)
			quoted = true;
		fresh = !quoted && s[i] == between;
	}
	return quoted;
}

/* One row; lines are joined while a quote is open. */
bool
rows_next(struct rows *x)
{
	struct lines *l = x->lines;
	bool open = false;
	char *s;
	size_t n;

	str_clear(&x->row);
	while (lines_next(l, &s, &n)) {
		if (x->row.n == 0)
			x->number = l->number;
		if (n > 0 && s[n - 1] == '\r')
			n--;
		if (n == 0 && x->row.n == 0)
			continue;
		if (x->between == '\0')
			x->between = separator(s, n);
		str_bytes(&x->row, s, n);
		open = leaves_open(s, n, x->between, open);
		if (!open || l->overlong || x->row.n > l->max)
			return true;
		str_byte(&x->row, '\n');
	}
	return x->row.n != 0;
}

/* One cell from at on; false where quotes are not as they have to be. */
static bool
take_cell(struct rows *x, size_t *at)
{
	const char *s = x->row.s;
	size_t i = *at;

	if (s[i] != '"') {
		size_t n = (size_t)(strchrnul(s + i, x->between) - (s + i));

		if (memchr(s + i, '"', n) != NULL)
			return false;
		str_bytes(&x->text, s + i, n);
		*at = i + n;
		return true;
	}
	for (i++; s[i] != '\0'; i++) {
		if (s[i] == '"' && s[++i] != '"') {
			*at = i;
			return s[i] == x->between || s[i] == '\0';
		}
		str_byte(&x->text, s[i]);
	}
	return false;
}

bool
rows_split(struct rows *x, char *why)
{
	size_t at = 0;

	str_clear(&x->text);
	str_room(&x->text, x->row.n);
	x->cells = 0;
	if (strlen(x->row.s) != x->row.n) {
		(void)snprintf(why, JSON_WHY, "the row has a NUL byte");
		return false;
	}
	for (;;) {
		size_t from = x->text.n;

		if (x->cells == COLUMNS_MAX) {
			(void)snprintf(why, JSON_WHY,
			    "more than %d columns", COLUMNS_MAX);
			return false;
		}
		if (!take_cell(x, &at)) {
			(void)snprintf(why, JSON_WHY,
			    "quotes of column %zu are wrong", x->cells + 1);
			return false;
		}
		x->from[x->cells] = from;
		x->length[x->cells++] = x->text.n - from;
		if (x->row.s[at] == '\0')
			return true;
		at++;
	}
}

void
rows_free(struct rows *x)
{
	str_free(&x->row);
	str_free(&x->text);
}
