/*
 * Lines as they came, which loses nothing; with --fields these alone.
 */
#include <string.h>

#include "export.h"

static void
begin(struct export *e)
{
	(void)e;
}

static void
print_fields(struct export *e)
{
	const struct kind_spec *k = kind_spec(e->r.kind);
	int field[FIELDS_MAX], n = export_fields(e, e->r.kind, field);

	out_text(e->out, "{\"kind\":\"");
	out_text(e->out, k->name);
	out_byte(e->out, '"');
	for (int i = 0; i < n; i++) {
		const struct value *v = &e->r.v[field[i]];

		if (!v->set)
			continue;
		out_text(e->out, ",\"");
		out_text(e->out, k->field[field[i]].name);
		out_text(e->out, "\":");
		value_print(&k->field[field[i]], v, e->out);
	}
	out_text(e->out, "}\n");
}

static void
add(struct export *e)
{
	if (e->fields.count > 0) {
		print_fields(e);
	} else if (e->r.kind == KIND_unknown ||
	    json_member(&e->r.json, "kind") != NULL) {
		out_bytes(e->out, e->r.line, e->r.length);
		out_byte(e->out, '\n');
	} else {
		record_print(&e->r, e->out);
	}
}

static void
end(struct export *e)
{
	(void)e;
}

const struct format export_ndjson = {"ndjson", begin, add, NULL, end, 0};
