/*
 * The spool: what was promised comes back, in order, and nothing else does.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spool.h"
#include "tap.h"

static const char *const batches[] = {"{\"n\":1}\n", "{\"n\":2}\n{\"n\":3}\n",
    "{\"n\":4}\n{\"n\":5}\n{\"n\":6}\n"};
#define BATCHES		3

static const struct spool_options usual = {"spool", "/tmp/a.db", 1 << 20};

static void
clear(void)
{
	(void)!system("rm -rf spool");
}

static struct spool
opened(const struct spool_options *o)
{
	struct spool s;

	(void)spool_open(&s, o);
	return s;
}

static enum spool_answer
append(struct spool *s, const char *lines)
{
	return spool_append(s, lines, strlen(lines));
}

/* Everything that waits, which then waits no longer. */
static enum spool_answer
replay(struct spool *s, struct str *all)
{
	enum spool_answer a;

	str_clear(all);
	str_text(all, "");
	while ((a = spool_first(s)) == SPOOL_GOOD) {
		str_bytes(all, s->first.lines.s, s->first.lines.n);
		spool_done(s);
	}
	return a;
}

/* How many segments lie there; the name of the last one looked at. */
static int
segments(const struct spool *s, struct str *name)
{
	DIR *d = opendir(s->folder.s);
	int n = 0;

	for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;)
		if (strstr(e->d_name, ".ndjson") != NULL) {
			n++;
			str_clear(name);
			str_print(name, "%s/%s", s->folder.s, e->d_name);
		}
	if (d != NULL)
		(void)closedir(d);
	return n;
}

static off_t
fill(struct spool *s, struct str *name)
{
	struct stat st = {0};

	clear();
	*s = opened(&usual);
	for (int i = 0; i < BATCHES; i++)
		(void)append(s, batches[i]);
	(void)segments(s, name);
	(void)stat(name->s, &st);
	return st.st_size;
}

static void
try_order(struct tap *t)
{
	struct spool a, b;
	struct str all = {0}, name = {0};
	int64_t n = -1;

	clear();
	a = opened(&usual);
	b = opened(&usual);
	tap_ok(t, spool_first(&a) == SPOOL_EMPTY, "a new one is empty");
	tap_ok(t, append(&a, "1\n") == SPOOL_GOOD &&
	    append(&b, "2\n3\n") == SPOOL_GOOD &&
	    append(&a, "4\n") == SPOOL_GOOD && append(&a, "5\n") == SPOOL_GOOD,
	    "two append in turns");
	tap_ok(t, spool_count(&b, &n) == SPOOL_GOOD && n == 5,
	    "five records wait");
	tap_ok(t, spool_first(&b) == SPOOL_GOOD &&
	    str_is(&b.first.lines, "1\n") && b.first.line == 3,
	    "the first stands behind two lines");
	spool_leave(&b);
	tap_ok(t, replay(&b, &all) == SPOOL_EMPTY &&
	    str_is(&all, "1\n2\n3\n4\n5\n"), "one replays all, in order");
	tap_ok(t, segments(&a, &name) == 0, "and no segment is left");
	(void)append(&a, "6\n");
	tap_ok(t, replay(&a, &all) == SPOOL_EMPTY && str_is(&all, "6\n"),
	    "it can be used again");
	spool_close(&a);
	spool_close(&b);
	str_free(&all);
	str_free(&name);
}

static void
try_progress(struct tap *t)
{
	struct spool s;
	struct str all = {0}, name = {0};
	char seen[3] = {0};
	int64_t n;

	(void)fill(&s, &name);
	for (int i = 0; i < BATCHES; i++) {
		seen[i] = (char)(spool_first(&s) == SPOOL_GOOD &&
		    str_is(&s.first.lines, batches[i]));
		if (i == 0)
			spool_done(&s);
		else
			spool_leave(&s);
		spool_close(&s);	/* a kill */
		s = opened(&usual);
	}
	tap_ok(t, seen[0] && seen[1] && !seen[2],
	    "what was done is not replayed, what was not is");
	tap_ok(t, spool_count(&s, &n) == SPOOL_GOOD && n == 5, "and counted");
	tap_ok(t, spool_first(&s) == SPOOL_GOOD && s.first.line == 5,
	    "behind four lines");
	spool_leave(&s);
	tap_ok(t, replay(&s, &all) == SPOOL_EMPTY &&
	    strncmp(all.s, batches[1], strlen(batches[1])) == 0,
	    "the rest comes");
	spool_close(&s);
	str_free(&all);
	str_free(&name);
}

/* The batches that a segment of that many bytes holds as a whole. */
static void
try_torn(struct tap *t)
{
	struct spool s;
	struct str name = {0}, all = {0}, want = {0};
	off_t size = fill(&s, &name), end[BATCHES];
	bool good = true, empties = true;

	spool_close(&s);
	for (int i = 0; i < BATCHES; i++) {	/* where each one ends */
		clear();
		s = opened(&usual);
		for (int k = 0; k <= i; k++)
			(void)append(&s, batches[k]);
		(void)segments(&s, &name);
		end[i] = open(name.s, O_RDONLY);
		end[i] = lseek((int)end[i], 0, SEEK_END);
		spool_close(&s);
	}
	for (off_t n = 0; n <= size; n++) {
		(void)fill(&s, &name);
		spool_close(&s);
		good &= truncate(name.s, n) == 0;
		str_clear(&want);
		for (int i = 0; i < BATCHES; i++)
			if (n >= end[i])
				str_text(&want, batches[i]);
		str_text(&want, "new\n");
		s = opened(&usual);
		good &= append(&s, "new\n") == SPOOL_GOOD &&
		    replay(&s, &all) == SPOOL_EMPTY && str_is(&all, want.s);
		empties &= segments(&s, &name) == 0;
		spool_close(&s);
	}
	tap_ok(t, good && size > 300, "cut at any of %lld bytes, whole "
	    "batches come back, and what came later", (long long)size);
	tap_ok(t, empties, "and nothing is left");
	str_free(&all);
	str_free(&want);
	str_free(&name);
}

/* A byte of the segment is another one. */
static enum spool_answer
with_byte(off_t at, char byte, struct str *all, char why[SPOOL_WHY])
{
	struct spool s;
	struct str name = {0};
	enum spool_answer a;
	int fd;

	(void)fill(&s, &name);
	fd = open(name.s, O_WRONLY);
	(void)!pwrite(fd, &byte, 1, at);
	(void)close(fd);
	a = replay(&s, all);
	(void)snprintf(why, SPOOL_WHY, "%s", s.why);
	if (a == SPOOL_BROKEN && strstr(why, name.s) == NULL)
		a = SPOOL_FAILED;
	spool_close(&s);
	str_free(&name);
	return a;
}

static void
try_broken(struct tap *t)
{
	struct spool s;
	struct str name = {0}, all = {0}, whole = {0};
	off_t size = fill(&s, &name);
	bool good = true;
	char why[SPOOL_WHY];

	spool_close(&s);
	for (int i = 0; i < BATCHES; i++)
		str_text(&whole, batches[i]);
	for (off_t at = 0; at < size; at++) {
		enum spool_answer a = with_byte(at, '~', &all, why);

		/* what comes before it came back, and nothing of it */
		good &= a == SPOOL_BROKEN && all.n < whole.n &&
		    strncmp(all.s, whole.s, all.n) == 0;
	}
	tap_ok(t, good, "a wrong byte anywhere is an error that names the "
	    "file: %s", why);
	tap_ok(t, with_byte(size - 2, '\0', &all, why) == SPOOL_EMPTY &&
	    all.n == whole.n - strlen(batches[2]),
	    "NUL in the last batch: it was never written as a whole");
	tap_ok(t, with_byte(size / 2, '\0', &all, why) == SPOOL_BROKEN,
	    "NUL before another batch is an error");
	str_free(&all);
	str_free(&whole);
	str_free(&name);
}

static void
try_bound(struct tap *t)
{
	const struct spool_options small = {"spool", "/tmp/a.db", 2048};
	struct spool s;
	struct str all = {0}, name = {0};
	enum spool_answer a = SPOOL_GOOD;
	int n = 0;

	clear();
	s = opened(&small);
	while (n < 100 && (a = append(&s, batches[2])) == SPOOL_GOOD)
		n++;
	tap_ok(t, a == SPOOL_FULL && n > 2 && n < 20, "full: %s", s.why);
	tap_ok(t, spool_first(&s) == SPOOL_GOOD && segments(&s, &name) > 1,
	    "in several segments");
	spool_leave(&s);
	n = segments(&s, &name);
	while (segments(&s, &name) == n && spool_first(&s) == SPOOL_GOOD)
		spool_done(&s);
	tap_ok(t, append(&s, batches[0]) == SPOOL_GOOD,
	    "where a segment has gone there is room again");
	(void)replay(&s, &all);
	tap_ok(t, text_ends(all.s, all.n, batches[0]), "after those before");
	spool_close(&s);
	str_free(&all);
	str_free(&name);
}

static void
try_others(struct tap *t)
{
	const struct spool_options other = {"spool", "/tmp/b.db", 1 << 20};
	struct spool s, o;
	struct str name = {0}, moved = {0};

	(void)fill(&s, &name);
	o = opened(&other);
	(void)spool_make(&o);
	tap_ok(t, spool_first(&o) == SPOOL_EMPTY && spool_first(&s) ==
	    SPOOL_GOOD, "one database's records are not another's");
	spool_leave(&s);
	str_print(&moved, "%s/0000000001.ndjson", o.folder.s);
	tap_ok(t, rename(name.s, moved.s) == 0 &&
	    spool_first(&o) == SPOOL_BROKEN, "wherever the file lies: %s",
	    o.why);
	spool_close(&s);
	spool_close(&o);
	str_free(&name);
	str_free(&moved);
}

/* A folder in it; itself it may stay. */
static bool
is_there(void)
{
	return rmdir("spool") != 0 && errno == ENOTEMPTY;
}

static void
try_folders(struct tap *t)
{
	const struct spool_options nowhere = {"no/spool", "a", 1},
	    file = {"/dev/null", "a", 1};
	struct spool a, b;
	struct str all = {0};
	int64_t n = -1;

	clear();
	a = opened(&usual);
	b = opened(&usual);
	tap_ok(t, spool_first(&a) == SPOOL_EMPTY && spool_count(&a, &n) ==
	    SPOOL_GOOD && n == 0 && !is_there(), "no folder before a record");
	(void)append(&a, "1\n");
	spool_remove(&b);
	tap_ok(t, is_there(), "with a record it is not removed");
	(void)replay(&b, &all);
	spool_remove(&b);
	tap_ok(t, !is_there(), "without one it is, though another is open");
	(void)append(&b, "2\n");
	tap_ok(t, append(&a, "3\n") == SPOOL_GOOD && replay(&b, &all) ==
	    SPOOL_EMPTY && str_is(&all, "2\n3\n"), "and made anew");
	spool_close(&a);
	spool_close(&b);
	tap_ok(t, spool_open(&a, &nowhere) == SPOOL_FAILED,
	    "none can be: %s", a.why);
	tap_ok(t, spool_open(&b, &file) == SPOOL_FAILED,
	    "none can be: %s", b.why);
	spool_close(&a);
	spool_close(&b);
	str_free(&all);
}

/* How far it is replayed, as no process ever wrote it. */
static void
try_marks(struct tap *t)
{
	static const char *const marks[] = {"1 999999999 3\n", "",
	    "1 18446744073709551615 3\n", "-\n", "7 1 1\n"};
	struct str all = {0}, name = {0};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		struct spool s;
		int fd;

		(void)fill(&s, &name);
		str_clear(&name);
		str_print(&name, "%s/replayed", s.folder.s);
		fd = open(name.s, O_WRONLY | O_TRUNC);
		(void)!write(fd, marks[i], strlen(marks[i]));
		(void)close(fd);
		tap_ok(t, replay(&s, &all) == SPOOL_EMPTY &&
		    str_is(&all, "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n"
		    "{\"n\":4}\n{\"n\":5}\n{\"n\":6}\n"),
		    "replayed from the beginning: %zu", i);
		spool_close(&s);
	}
	str_free(&all);
	str_free(&name);
}

#define SHARING		4
#define ROUNDS		250
#define ALL		(SHARING * ROUNDS)

/* What waits, whoever appended it, goes to a file that all share. */
static bool
replay_to_file(struct spool *s)
{
	int fd = open("replayed", O_WRONLY | O_CREAT | O_APPEND, 0600);
	struct str all = {0};
	bool good = replay(s, &all) == SPOOL_EMPTY &&
	    write(fd, all.s, all.n) == (ssize_t)all.n;

	(void)close(fd);
	str_free(&all);
	return good;
}

/* Numbers from first on, each by a spool that is opened for it. */
static bool
share(int first)
{
	bool good = true;
	char line[16];

	for (int i = first; i < first + ROUNDS; i++) {
		struct spool s = opened(&usual);

		(void)snprintf(line, sizeof(line), "%d\n", i);
		good &= append(&s, line) == SPOOL_GOOD;
		if (i % 3 != 0)
			good &= replay_to_file(&s);
		spool_remove(&s);
		spool_close(&s);
	}
	return good;
}

/* How many of the numbers stand in the file once. */
static int
read_numbers(void)
{
	FILE *f = fopen("replayed", "r");
	int times[ALL] = {0}, once = 0, i;

	while (f != NULL && fscanf(f, "%d", &i) == 1)
		if (i >= 0 && i < ALL)
			times[i]++;
	for (i = 0; i < ALL; i++)
		once += times[i] == 1;
	if (f != NULL)
		(void)fclose(f);
	(void)unlink("replayed");
	return once;
}

static void
try_sharing(struct tap *t)
{
	struct spool s;
	int status, bad = 0;

	clear();
	for (int i = 0; i < SHARING; i++)
		if (fork() == 0)
			_exit(!share(i * ROUNDS));
	while (wait(&status) > 0)
		bad += status != 0;
	s = opened(&usual);
	tap_ok(t, replay_to_file(&s) && bad == 0 && read_numbers() == ALL,
	    "each record comes once while the folder comes and goes");
	spool_remove(&s);
	tap_ok(t, !is_there(), "and is gone at last");
	spool_close(&s);
}

int
main(void)
{
	struct tap t = {0};
	char memory[] = "/dev/shm/spool-XXXXXX", disk[] = "/tmp/spool-XXXXXX";
	const char *folder = mkdtemp(memory);

	if (folder == NULL)
		folder = mkdtemp(disk);
	if (folder == NULL || chdir(folder) != 0)
		return 1;
	try_order(&t);
	try_progress(&t);
	try_torn(&t);
	try_broken(&t);
	try_bound(&t);
	try_others(&t);
	try_folders(&t);
	try_marks(&t);
	try_sharing(&t);
	clear();
	(void)rmdir(folder);
	return tap_end(&t);
}
