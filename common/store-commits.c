/*
 * commits: a record after each transaction, for who reads the output and
 * wants to know up to where the input is safe.
 */
#include <string.h>

#include "store-write.h"

void
commits_count(struct writer *w, const struct batch *b)
{
	if (!w->commits.wanted)
		return;
	for (size_t i = 0; i < b->rows; i++)
		w->commits.rows[b->row[i].kind]++;
}

void
commits_undo(struct writer *w)
{
	memset(w->commits.rows, 0, sizeof(w->commits.rows));
}

/* {"measurement":1000,...}; false: no row at all. */
static bool
print_rows(const struct commits *c, struct str *b)
{
	const char *between = "{";

	for (enum kind kind = 0; kind < KIND_count; kind++)
		if (c->rows[kind] > 0) {
			str_print(b, "%s\"%s\":%lld", between,
			    kind_spec(kind)->name, (long long)c->rows[kind]);
			between = ",";
		}
	str_byte(b, '}');
	return *between == ',';
}

void
commits_tell(struct writer *w, const struct load *l, bool database)
{
	struct record c;
	struct str rows = {0};

	if (!w->commits.wanted)
		return;
	if (print_rows(&w->commits, &rows)) {
		record_clear(&c, KIND_commit);
		c.commit.upto = value_int((int64_t)l->upto);
		c.commit.rows = value_bytes(rows.s, rows.n);
		if (database)
			c.commit.database = value_str(&w->s->db->name);
		record_print(&c, w->r.out);
	}
	str_free(&rows);
	commits_undo(w);
}
