/*
 * Lines: from files and pipes, in pieces, without a last newline, too long,
 * with bytes that are no text; and that output leaves before input is waited
 * for.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lines.h"
#include "str.h"
#include "tap.h"

/* A file in the working folder. */
static void
put(const char *file, const char *s, size_t n)
{
	FILE *f = fopen(file, "w");

	if (f == NULL || fwrite(s, 1, n, f) != n || fclose(f) != 0)
		abort();
}

/* All lines as "source:number:length:text|", long ones cut, ! for overlong. */
static const char *
all_lines(struct lines *l, struct str *b)
{
	char *s;
	size_t n;

	str_clear(b);
	str_text(b, "");
	while (lines_next(l, &s, &n)) {
		str_print(b, "%s:%zu:%zu%s:", l->source, l->number, n,
		    l->overlong ? "!" : "");
		str_bytes(b, s, n < 8 ? n : 8);
		str_byte(b, '|');
		s[n] = '\0';	/* as promised */
	}
	return b->s;
}

static void
read_file(struct tap *t, const char *text, const char *want)
{
	static char name[] = "file";
	char *files[] = {name, NULL};
	struct lines l;
	struct str b = {0};
	const char *got;

	put(name, text, strlen(text));
	lines_open(&l, files);
	got = all_lines(&l, &b);
	if (strcmp(got, want) != 0)
		tap_note("%s", got);
	tap_ok(t, strcmp(got, want) == 0, "%s", want);
	lines_close(&l);
	str_free(&b);
}

static void
try_ends(struct tap *t)
{
	read_file(t, "", "");
	read_file(t, "\n", "file:1:0:|");
	read_file(t, "\n\n", "file:1:0:|file:2:0:|");
	read_file(t, "a", "file:1:1:a|");
	read_file(t, "a\n", "file:1:1:a|");
	read_file(t, "a\n\nb", "file:1:1:a|file:2:0:|file:3:1:b|");
	read_file(t, "a\r\nb\r", "file:1:2:a\r|file:2:2:b\r|");
}

static void
try_files(struct tap *t)
{
	static const char want[] = "one:1:1:a|one:2:1:b|two:1:2:\0\xff|"
	    "one:1:1:a|one:2:1:b|";
	static char one[] = "one", empty[] = "empty", two[] = "two";
	char *files[] = {one, empty, two, one, NULL};
	struct lines l;
	struct str b = {0};
	const char *got;

	put(one, "a\nb", 3);
	put(empty, "", 0);
	put(two, "\0\xff\n", 3);
	lines_open(&l, files);
	got = all_lines(&l, &b);
	tap_ok(t, b.n == sizeof(want) - 1 && memcmp(got, want, b.n) == 0 &&
	    l.total == 5, "each file begins with 1, any byte is kept");
	lines_close(&l);
	str_free(&b);
}

/* Lengths around the limit, then a line that is good again. */
static void
try_overlong(struct tap *t)
{
	static const size_t lengths[] = {LINES_MAX - 1, LINES_MAX,
	    LINES_MAX + 1, LINES_MAX + 65536, 5 * LINES_MAX, 7};
	size_t count = sizeof(lengths) / sizeof(lengths[0]), i = 0, n;
	static char name[] = "file";
	char *files[] = {name, NULL}, *s;
	struct str b = {0};
	struct lines l;

	for (i = 0; i < count; i++) {
		for (n = 0; n < lengths[i]; n++)
			str_byte(&b, (char)('a' + i));
		if (i + 1 < count)
			str_byte(&b, '\n');
	}
	put(name, b.s, b.n);
	lines_open(&l, files);
	for (i = 0; lines_next(&l, &s, &n); i++)
		tap_ok(t, l.number == i + 1 &&
		    l.overlong == (lengths[i] > LINES_MAX) && (l.overlong ||
		    n == lengths[i]) && n > 0 && s[0] == (char)('a' + i) &&
		    s[n - 1] == s[0], "a line of %zu bytes", lengths[i]);
	tap_ok(t, i == count, "none is lost");
	lines_close(&l);
	str_free(&b);
}

static void
try_limit(struct tap *t)
{
	static char name[] = "file";
	char *files[] = {name, NULL}, *s;
	struct lines l;
	size_t n;
	const char *ahead;

	put(name, "12345\n1234\n123456789", 20);
	lines_open(&l, files);
	lines_limit(&l, 4);
	tap_ok(t, lines_next(&l, &s, &n) && l.overlong, "five of four");
	tap_ok(t, lines_next(&l, &s, &n) && !l.overlong && n == 4, "four");
	tap_ok(t, lines_next(&l, &s, &n) && l.overlong, "nine");
	tap_ok(t, !lines_next(&l, &s, &n), "and no more");
	lines_close(&l);
	lines_open(&l, files);
	tap_ok(t, lines_peek(&l, &ahead, &n) && n == 20 && *ahead == '1',
	    "what comes next");
	lines_skip(&l, 2);
	tap_ok(t, lines_next(&l, &s, &n) && n == 3 && *s == '3',
	    "without what was skipped");
	lines_close(&l);
}

struct drained {
	int count;
	const struct lines *l;
	size_t at[8];
};

static void
drain(void *arg)
{
	struct drained *d = arg;

	if (d->count < 8)
		d->at[d->count] = d->l->total;
	d->count++;
}

/* A writer that waits for a byte before each piece: no clock is needed. */
static void
write_pieces(int in, int out)
{
	static const char *const pieces[] = {"first\nsec", "ond\n",
	    "third\nfourth\n", "end"};
	char go;

	for (size_t i = 0; i < 4; i++) {
		if (read(in, &go, 1) != 1 || write(out, pieces[i],
		    strlen(pieces[i])) != (ssize_t)strlen(pieces[i]))
			_exit(1);
	}
	_exit(0);
}

struct writer {
	int go;
	struct drained drained;
};

static void
let_go(void *arg)
{
	struct writer *w = arg;

	drain(&w->drained);
	if (write(w->go, "", 1) != 1)
		w->drained.count = 99;
}

static void
try_pipe(struct tap *t)
{
	int to[2], from[2];
	struct lines l;
	struct str b = {0};
	struct writer w = {.drained = {.l = &l}};
	const char *got;
	pid_t child;

	(void)fflush(stdout);
	if (pipe(to) != 0 || pipe(from) != 0 || (child = fork()) < 0)
		abort();
	if (child == 0)
		write_pieces(to[0], from[1]);
	(void)close(from[1]);
	(void)dup2(from[0], STDIN_FILENO);
	w.go = to[1];
	lines_open(&l, NULL);
	l.drain = let_go;
	l.drain_arg = &w;
	got = all_lines(&l, &b);
	tap_ok(t, strcmp(got, "stdin:1:5:first|stdin:2:6:second|"
	    "stdin:3:5:third|stdin:4:6:fourth|stdin:5:3:end|") == 0,
	    "pieces make lines");
	tap_ok(t, w.drained.count >= 4 && w.drained.at[0] == 0 &&
	    w.drained.at[1] == 1 && w.drained.at[2] == 2 &&
	    w.drained.at[3] == 4, "before each wait what is there was taken");
	lines_close(&l);
	str_free(&b);
	(void)waitpid(child, NULL, 0);
}

int
main(void)
{
	struct tap t = {0};
	char folder[] = "/tmp/lines-XXXXXX";

	(void)signal(SIGPIPE, SIG_IGN);
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return 1;
	try_ends(&t);
	try_files(&t);
	try_overlong(&t);
	try_limit(&t);
	try_pipe(&t);
	for (const char *const *file = (const char *const[]){"file", "one",
	    "empty", "two", NULL}; *file != NULL; file++)
		(void)unlink(*file);
	(void)rmdir(folder);
	return tap_end(&t);
}
