/*
 * One document: {"exported_at": TIME, "measurements": [...], "alerts": [...]}
 * and a list of every other kind that came, named in the plural.
 *
 * Measurements are written as they come, the others put aside until the end.
 */
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "export.h"
#include "when.h"

struct document {
	struct aside list[KIND_count];
	size_t count[KIND_count];
};

static void
print_plural(enum kind k, struct out *o)
{
	static const char *const irregular[][2] = {{"analysis", "analyses"},
	    {"category_summary", "category_summaries"},
	    {"entity", "entities"}, {"monitoring", "monitoring"},
	    {"feature_drift", "feature_drift"}, {"health", "health"}};
	const char *name = kind_spec(k)->name;

	for (size_t i = 0; i < sizeof(irregular) / sizeof(irregular[0]); i++)
		if (strcmp(name, irregular[i][0]) == 0) {
			out_text(o, irregular[i][1]);
			return;
		}
	out_text(o, name);
	out_byte(o, 's');
}

static void
begin(struct export *e)
{
	e->state = need(1, sizeof(struct document));
	out_text(e->out, "{\"exported_at\":");
	out_time(e->out, when_now());
	out_text(e->out, ",\n\"measurements\":[");
}

static void
print_fields(struct export *e, struct out *o)
{
	const struct kind_spec *k = kind_spec(e->r.kind);
	int field[FIELDS_MAX], n = export_fields(e, e->r.kind, field);

	for (int i = 0; i < n; i++) {
		out_text(o, i == 0 ? "{\"" : ",\"");
		out_text(o, k->field[field[i]].name);
		out_text(o, "\":");
		value_print(&k->field[field[i]], &e->r.v[field[i]], o);
	}
	out_text(o, n == 0 ? "{}" : "}");
}

static void
add(struct export *e)
{
	struct document *d = e->state;
	enum kind k = e->r.kind;
	struct out *o = e->out;

	if (k != KIND_measurement) {
		if (d->list[k].out == NULL)
			aside_open(&d->list[k]);
		o = d->list[k].out;
	}
	out_text(o, d->count[k]++ > 0 ? ",\n" : "\n");
	if (e->fields.count > 0)
		print_fields(e, o);
	else
		out_bytes(o, e->r.line, e->r.length);
}

static void
print_list(struct export *e, enum kind k)
{
	struct document *d = e->state;
	const char *list = NULL;
	size_t n = 0;

	out_text(e->out, ",\n\"");
	print_plural(k, e->out);
	out_text(e->out, "\":[");
	if (d->count[k] > 0)
		list = aside_read(&d->list[k], &n);
	out_bytes(e->out, list, n);
	out_byte(e->out, ']');
	aside_close(&d->list[k]);
}

static void
end(struct export *e)
{
	struct document *d = e->state;

	out_byte(e->out, ']');
	print_list(e, KIND_alert);
	for (enum kind k = 0; k < KIND_count; k++)
		if (d->count[k] > 0 && k != KIND_measurement &&
		    k != KIND_alert)
			print_list(e, k);
	out_text(e->out, "}\n");
	free(d);
}

const struct format export_json = {"json", begin, add, NULL, end, 0};
