/*
 * Who a CODEOWNERS file, of GitHub or GitLab, names as owners of a path.
 *
 * The last pattern that matches decides.  Patterns are those of gitignore,
 * but for two things: x/'*' matches what lies directly in x alone, and
 * brackets are themselves.  GitLab has sections, of which each is asked by
 * itself, exclusions, and patterns that are bound to the top by a slash at
 * their beginning alone, where GitHub takes any slash inside; a file with a
 * section is GitLab's.
 *
 * A pattern is a row of steps, and all that may be the next one are followed
 * at once, so that no pattern is slow.  Answers are kept, one for each path.
 */
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "ingest-owners.h"
#include "ingest-source.h"
#include "intern.h"

#define STEPS_MAX	1024	/* of one pattern */

/* What is no byte. */
enum step {
	ANY = 256,		/* one byte of a name */
	NAME,			/* any bytes of a name */
	ALL,			/* any bytes */
	FOLDERS,		/* nothing, or ... */
	INSIDE			/* ... anything that ends with a slash */
};

struct rule {
	size_t from, n;		/* of its steps */
	size_t section;
	size_t owners;		/* in texts */
	bool floating;		/* no slash before its end */
	bool rooted;		/* it begins with one */
	bool folder;		/* it ends with one */
	bool flat;		/* nothing below of what it matches */
	bool exclude;
};

struct section {
	size_t name, owners;	/* in texts */
	size_t found;		/* of the path asked for: a rule, from 1 */
	bool excluded;
};

struct owners {
	struct lines lines;
	struct rule *rule;
	size_t rules, rule_room;
	uint16_t *step;
	size_t steps, step_room;
	struct section *section;	/* the first one has no name */
	size_t sections;
	size_t current;
	bool exclusions;
	struct str texts;	/* each terminated; the first one is empty */
	struct intern known;	/* path -> where its answer is */
	struct str answers;	/* each terminated */
	struct str path;
};

/* ---- reading ---- */

__attribute__((noreturn))
static void
fail(const struct owners *o, const char *why)
{
	diag_at(o->lines.source, o->lines.number, "%s", why);
	exit(USAGE);
}

static size_t
skip_blanks(const char *s)
{
	return strspn(s, " \t\r");
}

/* The bytes of a word; a back-slash is part of it, with what follows. */
static size_t
span_word(const struct owners *o, const char *s)
{
	size_t n = 0;

	while (s[n] != '\0' && strchr(" \t\r", s[n]) == NULL) {
		if (s[n] == '\\' && s[++n] == '\0')
			fail(o, "a back-slash at the end of the line");
		n++;
	}
	return n;
}

/* The owners up to the end of the line, joined by blanks. */
static size_t
take_owners(struct owners *o, const char *s)
{
	size_t at = o->texts.n, n;

	for (s += skip_blanks(s); *s != '\0' && *s != '#'; s += n) {
		n = strcspn(s, " \t\r");
		if (n < 2 || memchr(s, '@', n) == NULL) {
			char why[120];

			(void)snprintf(why, sizeof(why), "%.*s is no owner: "
			    "@name, @group/name or an address",
			    (int)(n < 60 ? n : 60), s);
			fail(o, why);
		}
		if (o->texts.n != at)
			str_byte(&o->texts, ' ');
		str_bytes(&o->texts, s, n);
		n += skip_blanks(s + n);
	}
	if (o->texts.n == at)
		return 0;
	str_byte(&o->texts, '\0');
	return at;
}

static void
add_section(struct owners *o, const char *name, size_t n)
{
	o->section = need_more(o->section, o->sections + 1,
	    sizeof(*o->section));
	o->section[o->sections++] = (struct section){.name = o->texts.n};
	str_bytes(&o->texts, name, n);
	str_byte(&o->texts, '\0');
}

/* Sections of one name are one, and capitals do not matter. */
static size_t
find_section(struct owners *o, const char *name, size_t n)
{
	for (size_t i = 1; i < o->sections; i++) {
		const char *s = o->texts.s + o->section[i].name;

		if (strlen(s) == n && strncasecmp(s, name, n) == 0)
			return i;
	}
	add_section(o, name, n);
	return o->sections - 1;
}

/* ^[NAME][APPROVALS] OWNERS */
static void
take_section(struct owners *o, const char *s)
{
	const char *end;
	size_t owners;

	s += 1 + (*s == '^');
	end = strchr(s, ']');
	if (end == NULL || end == s)
		fail(o, "a section's name has to stand in brackets");
	o->current = find_section(o, s, (size_t)(end - s));
	s = end + 1;
	if (*s == '[') {
		size_t n = strspn(s + 1, "0123456789");

		if (n == 0 || s[1 + n] != ']')
			fail(o, "what follows a section in brackets has to "
			    "be a number");
		s += n + 2;
	}
	if (*s != '\0' && skip_blanks(s) == 0)
		fail(o, "something follows a section's brackets");
	owners = take_owners(o, s);
	if (owners != 0 || o->section[o->current].owners == 0)
		o->section[o->current].owners = owners;
}

static void
add_step(struct owners *o, unsigned step)
{
	o->step = need_room(o->step, o->steps, &o->step_room,
	    sizeof(*o->step));
	o->step[o->steps++] = (uint16_t)step;
}

/* Stars at s; returns how many bytes they are. */
static size_t
take_stars(struct owners *o, const char *s, size_t n, bool fresh)
{
	size_t stars = 0;

	while (stars < n && s[stars] == '*')
		stars++;
	if (stars < 2 || !fresh || (stars < n && s[stars] != '/')) {
		add_step(o, NAME);
	} else if (stars == n) {
		add_step(o, ALL);
	} else {
		add_step(o, FOLDERS);
		add_step(o, INSIDE);
		stars++;
	}
	return stars;
}

static void
take_steps(struct owners *o, struct rule *r, const char *s, size_t n)
{
	size_t from = o->steps;

	add_step(o, FOLDERS);	/* for those that are not bound to the top */
	add_step(o, INSIDE);
	for (size_t i = 0; i < n;) {
		bool fresh = i == 0 || s[i - 1] == '/';

		if (s[i] == '*') {
			i += take_stars(o, s + i, n - i, fresh);
		} else if (s[i] == '?') {
			add_step(o, ANY);
			i++;
		} else {
			i += s[i] == '\\';
			add_step(o, (unsigned char)s[i++]);
		}
	}
	if (o->steps - from >= STEPS_MAX)
		fail(o, "the pattern is too long");
	r->from = from;
	r->n = o->steps - from;
}

static void
take_rule(struct owners *o, const char *s)
{
	struct rule r = {.section = o->current, .exclude = *s == '!'};
	size_t n;

	s += r.exclude;
	n = span_word(o, s);
	r.owners = take_owners(o, s + n);
	if (r.owners == 0)
		r.owners = o->section[r.section].owners;
	r.flat = n > 1 && memcmp(s + n - 2, "/*", 2) == 0;
	r.rooted = *s == '/';
	s += r.rooted;
	n -= r.rooted;
	r.folder = n > 0 && s[n - 1] == '/';
	n -= r.folder;
	if (n == 0)
		fail(o, "there is no pattern");
	r.floating = !r.rooted && memchr(s, '/', n) == NULL;
	o->exclusions = o->exclusions || r.exclude;
	take_steps(o, &r, s, n);
	o->rule = need_room(o->rule, o->rules, &o->rule_room,
	    sizeof(*o->rule));
	o->rule[o->rules++] = r;
}

struct owners *
owners_open(const char *file)
{
	struct owners *o = need(1, sizeof(*o));
	char *files[] = {need_text(file), NULL}, *s;
	size_t n;

	str_byte(&o->texts, '\0');
	str_byte(&o->answers, '\0');
	add_section(o, "", 0);
	lines_open(&o->lines, files);
	while (lines_next(&o->lines, &s, &n)) {
		s[n] = '\0';
		if (o->lines.overlong || strlen(s) != n)
			fail(o, "the line is too long, or has a NUL byte");
		if (o->lines.number == 1)
			s += source_mark(s, n);
		s += skip_blanks(s);
		if (*s == '[' || (*s == '^' && s[1] == '['))
			take_section(o, s);
		else if (*s != '\0' && *s != '#')
			take_rule(o, s);
	}
	lines_close(&o->lines);
	free(files[0]);
	return o;
}

void
owners_close(struct owners *o)
{
	if (o == NULL)
		return;
	free(o->rule);
	free(o->step);
	free(o->section);
	str_free_all(&o->texts, &o->answers, &o->path, NULL);
	intern_free(&o->known);
	free(o);
}

/* ---- matching ---- */

/* Steps that may be taken at one place; set[n] is the pattern's end. */
struct steps {
	bool set[STEPS_MAX + 1];
};

/* Adds those that follow without a byte; false: there are none at all. */
static bool
add_empty(const uint16_t *step, size_t n, struct steps *now)
{
	bool some = now->set[n];

	for (size_t i = 0; i < n; i++) {
		if (!now->set[i])
			continue;
		some = true;
		if (step[i] == NAME || step[i] == ALL || step[i] == FOLDERS)
			now->set[i + 1] = true;
		if (step[i] == FOLDERS)
			now->set[i + 2] = true;
	}
	return some || now->set[n];
}

static void
take_byte(const uint16_t *step, size_t n, struct steps *now, char c)
{
	struct steps next;

	memset(next.set, 0, n + 1);
	for (size_t i = 0; i < n; i++) {
		if (!now->set[i])
			continue;
		if (step[i] == ALL || step[i] == INSIDE ||
		    (step[i] == NAME && c != '/'))
			next.set[i] = true;
		if (step[i] == (unsigned char)c ||
		    (step[i] == ANY && c != '/') ||
		    (step[i] == INSIDE && c == '/'))
			next.set[i + 1] = true;
	}
	memcpy(now->set, next.set, n + 1);
}

static bool
is_match(const struct owners *o, const struct rule *r, const char *path)
{
	bool top = r->rooted || (!r->floating && o->sections == 1);
	size_t skip = top ? 2 : 0, n = r->n - skip;
	const uint16_t *step = o->step + r->from + skip;
	struct steps now;

	memset(now.set, 0, n + 1);
	now.set[0] = true;
	for (; add_empty(step, n, &now) && *path != '\0'; path++) {
		if (now.set[n] && *path == '/' && !r->flat)
			return true;
		take_byte(step, n, &now, *path);
	}
	return *path == '\0' && now.set[n] && !r->folder;
}

/* Whether s, of words between blanks, has that one. */
static bool
has_word(const char *s, const char *word, size_t n)
{
	for (; *s != '\0'; s += *s == ' ') {
		size_t length = strcspn(s, " ");

		if (text_same(s, length, word, n))
			return true;
		s += length;
	}
	return false;
}

/* Adds the owners of a section that the others did not name. */
static void
add_owners(struct owners *o, size_t at, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		if (!has_word(o->answers.s + at, s, n)) {
			if (o->answers.n != at)
				str_byte(&o->answers, ' ');
			str_bytes(&o->answers, s, n);
		}
		s += n + (s[n] == ' ');
	}
}

static void
find_rules(struct owners *o, const char *path)
{
	size_t open = o->sections;

	for (size_t i = 0; i < o->sections; i++) {
		o->section[i].found = 0;
		o->section[i].excluded = false;
	}
	for (size_t i = o->rules; i > 0 && (open > 0 || o->exclusions); i--) {
		const struct rule *r = &o->rule[i - 1];
		struct section *s = &o->section[r->section];

		if ((s->found != 0 && !r->exclude) || !is_match(o, r, path))
			continue;
		if (r->exclude) {
			s->excluded = true;
		} else {
			s->found = i;
			open--;
		}
	}
}

/* Where the answer is; 0: nobody. */
static size_t
find_answer(struct owners *o, const char *path)
{
	size_t at = o->answers.n;

	find_rules(o, path);
	for (size_t i = 0; i < o->sections; i++) {
		const struct section *s = &o->section[i];

		if (s->found != 0 && !s->excluded)
			add_owners(o, at, o->texts.s +
			    o->rule[s->found - 1].owners);
	}
	if (o->answers.n == at)
		return 0;
	str_byte(&o->answers, '\0');
	return at;
}

/* ---- asking ---- */

/* A name of a file, and not of a class or package. */
static bool
is_path(const char *s, size_t n)
{
	static const char *const ends[] = {"bats", "c", "cc", "clj", "cpp",
	    "cs", "cxx", "dart", "ex", "exs", "feature", "fs", "go", "groovy",
	    "h", "hs", "java", "jl", "js", "jsx", "kt", "lua", "m", "mjs",
	    "cjs", "mts", "php", "pl", "py", "r", "rb", "robot", "rs",
	    "scala", "sh", "swift", "t", "ts", "tsx", "vue", NULL};
	const char *dot = memrchr(s, '.', n);
	size_t length = dot != NULL ? n - (size_t)(dot + 1 - s) : 0;

	if (memchr(s, '/', n) != NULL)
		return true;
	for (size_t i = 0; dot != NULL && ends[i] != NULL; i++)
		if (text_same(dot + 1, length, ends[i], strlen(ends[i])))
			return true;
	return false;
}

/* As patterns have it: from the top, with slashes. */
static void
set_path(struct owners *o, const struct value *v, size_t n)
{
	const char *s = v->s, *end = v->s + n;

	while (s < end && (*s == '/' || *s == '\\' || (end - s > 1 &&
	    *s == '.' && (s[1] == '/' || s[1] == '\\'))))
		s += 1 + (*s == '.');
	str_set(&o->path, s, (size_t)(end - s));
	for (size_t i = 0; i < o->path.n; i++)
		if (o->path.s[i] == '\\')
			o->path.s[i] = '/';
}

struct value
owners_of(struct owners *o, const struct value *file,
    const struct value *test_name)
{
	const char *mark;
	int64_t *at;
	size_t n;

	if (file != NULL && file->set && file->n > 0) {
		set_path(o, file, file->n);
	} else {
		mark = memmem(test_name->s, test_name->n, "::", 2);
		n = mark != NULL ? (size_t)(mark - test_name->s) : 0;
		if (n == 0 || !is_path(test_name->s, n))
			return (struct value){0};
		set_path(o, test_name, n);
	}
	at = intern_find(&o->known, o->path.s, o->path.n);
	if (at == NULL) {
		intern_add(&o->known, o->path.s, o->path.n,
		    (int64_t)find_answer(o, o->path.s));
		at = intern_find(&o->known, o->path.s, o->path.n);
	}
	return *at == 0 ? (struct value){0} : value_text(o->answers.s + *at);
}
