/*
 * NDJSON of every kind: checked, normalised, and with options filled in.
 */
#include <string.h>

#include "diag.h"
#include "ingest.h"

/* ---- options and zones ---- */

/* A field of the record, if its kind has one of that name. */
static struct value *
field_of(struct record *r, const char *name)
{
	int i = field_find(r->kind, name, strlen(name));

	return i < 0 ? NULL : &r->v[i];
}

static void
fill(struct record *r, const char *name, const char *text)
{
	struct value *v = text != NULL ? field_of(r, name) : NULL;

	if (v != NULL && !v->set)
		*v = value_text(text);
}

/* A project that is there only because it is the default. */
static void
fill_project(struct record *r, const char *project)
{
	int field = kind_info(r->kind)->project;

	if (project == NULL || field < 0)
		return;
	for (size_t i = 0; i < r->json.count; i++) {
		const struct json_member *m = &r->json.member[i];

		if (field_find(r->kind, m->key.s, m->key.n) == field &&
		    m->value.type != JSON_NULL)
			return;
	}
	r->v[field] = value_text(project);
}

static void
fill_options(struct sink *k)
{
	const struct origin *o = &k->given;
	struct record *r = k->r;

	fill_project(r, o->project);
	if (r->kind != KIND_result && r->kind != KIND_measurement &&
	    r->kind != KIND_signal)
		return;
	fill(r, "run_id", o->run_id);
	fill(r, "context", o->context);
	fill(r, "branch", o->branch);
	fill(r, "revision", o->revision);
	fill(r, "owner", o->owner);
}

/* With --tz: times that name no zone are in that one. */
static void
apply_zone(struct sink *k)
{
	struct record *r = k->r;

	for (size_t i = 0; i < r->json.count; i++) {
		const struct json_member *m = &r->json.member[i];
		int field = field_find(r->kind, m->key.s, m->key.n);
		int64_t us;
		bool zoned = true;

		if (field < 0 || m->value.type != JSON_STRING ||
		    kind_info(r->kind)->field[field].type != TYPE_time)
			continue;
		if (when_parse(m->value.s, m->value.n, &us, &zoned) && !zoned)
			r->v[field].i = when_to_utc(us, &k->zone);
	}
}

/* ---- printing ---- */

/* Fields first, in the catalogue's order; then what it does not know. */
static void
print_known(const struct record *r)
{
	const struct kind_info *info = kind_info(r->kind);
	struct out *o = r->out;

	out_bytes(o, "{\"kind\":\"", 9);
	out_text(o, info->name);
	out_byte(o, '"');
	for (int i = 0; i < info->fields; i++) {
		if (!r->v[i].set)
			continue;
		out_bytes(o, ",\"", 2);
		out_bytes(o, info->field[i].name, info->field[i].name_n);
		out_bytes(o, "\":", 2);
		value_print(&info->field[i], &r->v[i], o);
	}
}

/* Whether the i-th member is a field; mostly the same as in the last line. */
static bool
is_known(struct sink *k, size_t i)
{
	const struct record *r = k->r;
	const struct json_value *key = &r->json.member[i].key;
	const struct field *guess;
	int field = i < FIELDS_MAX ? k->guess[r->kind][i] - 1 : -1;

	if (field >= 0) {
		guess = &kind_info(r->kind)->field[field];
		if (text_same(guess->name, guess->name_n, key->s, key->n))
			return true;
	}
	if (text_same(key->s, key->n, "kind", 4))
		return true;
	field = field_find(r->kind, key->s, key->n);
	if (i < FIELDS_MAX)
		k->guess[r->kind][i] = (uint8_t)(field + 1);
	return field >= 0;
}

static void
print_unknown(struct sink *k)
{
	struct out *o = k->r->out;

	for (size_t i = 0; i < k->r->json.count; i++) {
		const struct json_member *m = &k->r->json.member[i];
		bool quoted = m->value.type == JSON_STRING;

		if (is_known(k, i))
			continue;
		out_bytes(o, ",\"", 2);
		out_bytes(o, m->key.s, m->key.n);
		out_bytes(o, "\":", 2);
		out_bytes(o, m->value.s - quoted, m->value.n + 2U * quoted);
	}
}

void
sink_record(struct sink *k)
{
	k->records++;
	fill_options(k);
	if (k->zone_name != NULL)
		apply_zone(k);
	print_known(k->r);
	print_unknown(k);
	out_bytes(k->r->out, "}\n", 2);
}

/* ---- the format ---- */

bool
ndjson_recognise(const char *s, size_t n)
{
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	return n > 0 && *s == '{';
}

bool
ndjson_read(struct source *s, struct sink *k)
{
	struct record *r = s->r;

	while (record_next(r, kinds_all())) {
		if (r->kind != KIND_unknown && !r->remembered)
			sink_record(k);
		else if (!r->options.only || r->remembered)
			record_pass(r);
	}
	return true;
}
