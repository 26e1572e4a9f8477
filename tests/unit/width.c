/*
 * width and grid: columns of texts, and what is not printed as it is.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "width.h"

static int tests;

static void
say(bool good, const char *what)
{
	tests++;
	(void)printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

static void
check_width(void)
{
	static const struct { const char *text; size_t columns; } cases[] = {
		{"", 0}, {"plain", 5}, {"日本語", 6}, {"e\xcc\x81", 1},
		{"→ stable", 8}, {"▁█", 2}, {"☕", 2}, {"\xff", 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		say(width_of(cases[i].text, strlen(cases[i].text)) ==
		    cases[i].columns, cases[i].text);
}

static void
check_clean(void)
{
	static const struct { const char *text, *clean; } cases[] = {
		{"a\tb\nc", "a b c"}, {"\033[31m", "?[31m"}, {"\x7f", "?"},
		{"\xc2\x9b", "?"}, {"a\xe2\x80\xae" "b", "a?b"},
		{"a\xff" "b", "a?b"}, {"\xc3\xa9", "\xc3\xa9"},
	};
	struct str to = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		str_clear(&to);
		width_clean(&to, cases[i].text, strlen(cases[i].text));
		say(strcmp(to.s, cases[i].clean) == 0, cases[i].clean);
	}
	str_free(&to);
}

static void
check_fit(void)
{
	static const struct { const char *text; size_t columns;
	    const char *fit; } cases[] = {
		{"abc", 5, "abc  "}, {"abc", 3, "abc"}, {"abcd", 3, "ab…"},
		{"日本", 3, "日…"}, {"日本", 2, "… "}, {"ab", 1, "…"},
	};
	struct str to = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		str_clear(&to);
		width_fit(&to, cases[i].text, strlen(cases[i].text),
		    cases[i].columns);
		say(strcmp(to.s, cases[i].fit) == 0, cases[i].fit);
	}
	str_free(&to);
}

static void
check_spark(void)
{
	const double values[] = {0, 0.124, 0.125, 0.5, 0.999, 1, 2, -1, NAN};
	struct str to = {0};

	spark_add(&to, values, 9, (struct terminal){0});
	say(strcmp(to.s, "▁▁▂▅███▁ ") == 0, "one bar a value");
	str_clear(&to);
	spark_add(&to, values, 9, (struct terminal){.ascii = true});
	say(strcmp(to.s, "__.=###_ ") == 0, "and without Unicode");
	str_free(&to);
}

int
main(void)
{
	check_width();
	check_clean();
	check_fit();
	check_spark();
	(void)printf("1..%d\n", tests);
	return 0;
}
