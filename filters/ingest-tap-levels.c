/*
 * Subtests of TAP, inside each other.  Their points are indented, but how far
 * is up to the tool, and so is where "# Subtest: x" stands.
 */
#include "ingest-tap.h"
#include "ingest-test.h"

/* A path is the name of a file that was run, and differs by machine. */
void
levels_add_name(struct str *to, const struct str *name)
{
	struct str path = {0};

	if (name->n != 0 && *name->s == '/')
		file_set(&path, name->s);
	else
		str_bytes(&path, name->s, name->n);
	name_add(to, path.s, path.n);
	str_free(&path);
}

void
levels_begin(struct levels *l)
{
	l->depth = l->names = 0;
	l->level[0] = (struct nest){.planned = NO_PLAN};
	str_clear(&l->path);
	str_clear(&l->suite);
}

void
levels_free(struct levels *l)
{
	for (size_t i = 0; i < LEVELS_MAX; i++)
		str_free(&l->name[i].text);
	str_free(&l->path);
	str_free(&l->suite);
}

void
levels_leave(struct levels *l, size_t indent)
{
	while (l->depth > 0 && l->level[l->depth].indent > indent) {
		str_cut(&l->path, l->level[l->depth].path);
		str_cut(&l->suite, l->level[l->depth].suite);
		l->depth--;
	}
	l->names = 0;
}

static void
give_name(struct levels *l, const struct str *name)
{
	l->level[l->depth].named = true;
	levels_add_name(&l->path, name);
	suite_add(&l->suite, name->s, name->n);
}

static bool
push(struct levels *l, size_t indent, bool floating)
{
	if (l->depth + 1 == LEVELS_MAX)
		return false;
	l->level[++l->depth] = (struct nest){.indent = indent,
	    .floating = floating, .path = l->path.n, .suite = l->suite.n,
	    .planned = NO_PLAN};
	return true;
}

void
levels_wait(struct levels *l, const struct str *name, size_t indent)
{
	struct waiting *w;

	if (l->names == LEVELS_MAX)
		return;
	w = &l->name[l->names++];
	str_set(&w->text, name->s, name->n);
	w->indent = indent;
}

void
levels_name(struct levels *l, const struct str *name, size_t indent)
{
	const struct nest *at = &l->level[l->depth];

	if (l->depth > 0 && at->indent == indent && !at->named &&
	    at->points == 0)
		give_name(l, name);
	else
		levels_wait(l, name, indent);
}

/* A name at the same depth as the point that bears it is no parent's. */
static bool
is_own(const struct waiting *w, size_t indent, const struct str *description)
{
	return w->indent == indent && description != NULL &&
	    text_same(w->text.s, w->text.n, description->s, description->n);
}

/*
 * Into subtests, one for each name that waits; only the last one's depth is
 * known.
 */
static void
go_inside(struct levels *l, size_t indent, const struct str *description)
{
	size_t n = l->names, outside = l->level[l->depth].indent;

	if (n > 1 && is_own(&l->name[n - 1], indent, description))
		n--;
	if (n == 0)
		(void)push(l, indent, false);
	for (size_t i = 1; i <= n; i++)
		if (push(l, i == n ? indent : outside + i, i < n))
			give_name(l, &l->name[i - 1].text);
}

struct nest *
levels_enter(struct levels *l, size_t indent, const struct str *description)
{
	size_t names = l->names;
	struct nest *at;

	levels_leave(l, indent);
	l->names = names;
	at = &l->level[l->depth];
	if (at->floating) {
		at->indent = indent;
		at->floating = false;
	} else if (at->indent < indent) {
		go_inside(l, indent, description);
	}
	l->names = 0;
	return &l->level[l->depth];
}
