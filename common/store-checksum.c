/*
 * checksum: what a database holds, in one number for each table.
 *
 * Made from the records as `read` prints them, so two databases of whatever
 * make that hold the same records give the same numbers.
 */
#include <unistd.h>

#include "diag.h"
#include "hash.h"
#include "store.h"

struct summer {
	struct reader reader;
	struct out line;	/* one record, as it is printed */
	struct str text;
	struct hash_sum sum;
	int64_t rows;
	bool table;		/* for people */
};

static void
take_text(void *summer, const char *s, size_t n)
{
	str_bytes(&((struct summer *)summer)->text, s, n);
}

/* Of the line without its newline. */
static void
add_record(struct reader *r)
{
	struct summer *s = (struct summer *)r;

	str_clear(&s->text);
	record_print(&r->r, &s->line);
	out_flush(&s->line);
	hash_sum_add(&s->sum, s->text.s, s->text.n - 1);
	s->rows++;
}

static void
print_row(struct summer *s, const struct record *r)
{
	struct str line = {0};

	str_print(&line, "%-24.*s %14lld  %.*s\n", (int)r->checksum.table.n,
	    r->checksum.table.s, (long long)r->checksum.rows.i,
	    (int)r->checksum.checksum.n, r->checksum.checksum.s);
	out_bytes(&s->reader.out, line.s, line.n);
	str_free(&line);
}

static void
print_sum(struct reader *reader, enum kind kind)
{
	struct summer *s = (struct summer *)reader;
	struct record *r = &reader->r;
	char text[HASH_LENGTH + 1];

	hash_sum_print(&s->sum, text);
	record_clear(r, KIND_checksum);
	r->checksum.table = value_text(kind_spec(kind)->table);
	r->checksum.rows = value_int(s->rows);
	r->checksum.checksum = value_text(text);
	if (s->table)
		print_row(s, r);
	else
		record_print(r, &reader->out);
	s->sum = (struct hash_sum){0};
	s->rows = 0;
}

int
store_checksum(struct store *store, int argc, char **argv)
{
	struct summer s = {.reader = {.s = store, .select = SELECT_ALL,
	    .unordered = true, .take = add_record, .end = print_sum}};
	const struct opt options[] = {
		{0, "kind", OPT_LIST, &s.reader.select.kind, "KIND",
		    "of this kind's table, repeatable", 0},
		{0, "project", OPT_TEXT, &s.reader.select.project, "NAME",
		    "of this project", 0},
		{0, "table", OPT_FLAG, &s.table, NULL, "print a table", 0},
		STORE_FOREIGN(&store->options),
		STORE_OPTIONS(&store->options),
		{0}
	};
	static const char *const examples[] = {
	    "drift store-sqlite checksum drift.db",
	    "drift store-sqlite checksum --table --kind result drift.db", NULL};
	const struct usage usage = {"checksum [options] DATABASE",
	    "print rows and a checksum of every table", examples, options,
	    NULL};
	int status;

	store_address(store, &usage, argv, opt_parse(&usage, argc, argv));
	out_open(&s.line, -1, "a record");
	s.line.take = take_text;
	s.line.take_arg = &s;
	status = store_each(&s.reader);
	str_free(&s.text);
	return status;
}
