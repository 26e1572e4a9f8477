/*
 * vacuum: the room of what was deleted goes back to the file system.
 */
#include <inttypes.h>

#include "diag.h"
#include "store.h"

int
store_vacuum(struct store *s, int argc, char **argv)
{
	const struct opt options[] = {STORE_OPTIONS(&s->options), {0}};
	static const char *const examples[] = {
	    "drift store-sqlite vacuum drift.db", NULL};
	const struct usage usage = {"vacuum [options] DATABASE",
	    "give back the room of what was deleted", examples, options,
	    NULL};
	int64_t before, after;

	store_address(s, &usage, argv, opt_parse(&usage, argc, argv));
	store_open(s);
	if (!s->driver->size(s->db, &before) ||
	    !s->driver->shrink(s->db, true) ||
	    !s->driver->size(s->db, &after))
		store_fail(s);
	diag_say("%s: %" PRId64 " bytes before, %" PRId64 " after",
	    s->db->name.s, before, after);
	store_close(s);
	return DONE;
}
