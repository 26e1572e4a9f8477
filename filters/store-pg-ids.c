/*
 * Tables whose ids an application lets PostgreSQL give: the next one follows
 * the largest that a record has brought.
 */
#include <string.h>

#include "store-pg.h"

bool
pg_follow_ids(struct pg *d, const struct group *g)
{
	enum kind kind = g->row->kind;
	int field = kind_spec(kind)->flags & PLAIN ?
	    field_find(kind, "id", 2) : -1;
	int64_t largest = 0;

	for (size_t i = 0; field >= 0 && i < g->n; i++) {
		struct value v = batch_field(g->batch, &g->row[i], field);

		if (v.set && v.i > largest)
			largest = v.i;
	}
	if (largest == 0)
		return true;
	return pg_run_print(d, "SELECT setval(s, %lld) FROM (SELECT "
	    "pg_get_serial_sequence('\"%s\"', 'id')::regclass AS s) q "
	    "WHERE coalesce(pg_sequence_last_value(s), 0) < %lld",
	    (long long)largest, sql_row_table(kind), (long long)largest);
}
