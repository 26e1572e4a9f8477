/*
 * NDJSON of every kind: checked, normalised, and with options filled in.
 */
#include <string.h>

#include "diag.h"
#include "ingest-owners.h"
#include "ingest-sink.h"
#include "ingest-value.h"

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
	int field = kind_spec(r->kind)->project;

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
fill_owner(struct sink *k)
{
	struct record *r = k->r;
	struct value *owner;

	if (k->owners == NULL ||
	    (r->kind != KIND_result && r->kind != KIND_measurement))
		return;
	owner = field_of(r, "owner");
	if (!owner->set)
		*owner = owners_of(k->owners, field_of(r, "file"),
		    field_of(r, "test_name"));
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

/* Whether the test of the record, or of what is remembered, was renamed. */
static bool
rename_test(struct sink *k)
{
	struct record *r = k->r;
	int at;

	if (k->renames == NULL)
		return false;
	at = kind_spec(r->kind)->at;
	return sink_rename(k, field_of(r, "test_name"),
	    at >= 0 && r->v[at].set ? r->v[at].i : when_now());
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
		    kind_spec(r->kind)->field[field].type != TYPE_time)
			continue;
		if (when_parse(m->value.s, m->value.n, &us, &zoned) && !zoned)
			r->v[field].i = when_to_utc(us, &k->zone);
	}
}

/* ---- printing ---- */

/* Digits, and a sign before them. */
static bool
is_plain_int(const char *s, size_t n)
{
	size_t i = n > 0 && s[0] == '-';

	return i < n && s[i] != '0' && strspn(s + i, "0123456789") >= n - i;
}

/*
 * The fewest digits there can be: at most 15 of them without a zero at the
 * end are nobody else's (IEEE 754: 15 digits survive being read).
 */
static bool
is_plain_real(const char *s, size_t n)
{
	size_t i = n > 0 && s[0] == '-', whole = i;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	if (i == n)
		return is_plain_int(s, n) && n < 15;
	if (i == whole || s[i] != '.' || n > 16 || n - i > 5 ||
	    s[n - 1] == '0')
		return false;
	for (i++; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* UTC, with up to 6 digits of a second: zeros make it what is written. */
static bool
is_plain_time(const char *s, size_t n)
{
	return n >= 20 && n != 21 && n <= WHEN_LENGTH && s[10] == 'T' &&
	    s[n - 2] != ' ' && s[n - 1] == 'Z' && s[17] != '6';
}

static void
print_time(const char *s, size_t n, struct out *o)
{
	char *to = out_room(o);

	memcpy(to, "\"0000-00-00T00:00:00.000000Z\"", WHEN_LENGTH + 2);
	text_copy(to + 1, s, n - 1);
	o->n += WHEN_LENGTH + 2;
}

/* Whether a member can be printed as it stands in the line. */
static bool
is_normal(const struct field *f, const struct json_member *m)
{
	const struct json_value *v = &m->value;

	if (m->key.s + m->key.n + 2 + (v->type == JSON_STRING) != v->s ||
	    v->type == JSON_NULL || v->escaped)
		return false;
	switch (f->type) {
	case TYPE_int:
		return is_plain_int(v->s, v->n);
	case TYPE_real:
		return is_plain_real(v->s, v->n);
	case TYPE_time:
		return false;
	default:
		return true;
	}
}

/* A member as it stands in the line, with its key. */
static void
print_member(const struct json_member *m, struct out *o)
{
	bool quoted = m->value.type == JSON_STRING;
	const char *end = m->value.s + m->value.n + quoted;

	out_byte(o, ',');
	out_bytes(o, m->key.s - 1, (size_t)(end - (m->key.s - 1)));
}

/* A time that does not stand as it is written. */
static void
look_at_zone(struct sink *k, const struct json_value *v)
{
	int64_t us;
	bool zoned = true;

	if (!k->unzoned && v->type == JSON_STRING &&
	    when_parse(v->s, v->n, &us, &zoned) && !zoned)
		zone_assumed(k);
}

static void
print_field(struct sink *k, int i)
{
	const struct record *r = k->r;
	const struct field *f = &kind_spec(r->kind)->field[i];
	const struct json_member *m = NULL;
	struct out *o = r->out;

	if (r->from[i] != 0 && (k->name.n == 0 || r->v[i].s != k->name.s))
		m = &r->json.member[r->from[i] - 1];
	if (m != NULL && m->key.n == f->name_n && is_normal(f, m)) {
		print_member(m, o);
		return;
	}
	field_print_key(f, o);
	if (f->type == TYPE_time && m != NULL && k->zone_name == NULL &&
	    m->value.type == JSON_STRING &&
	    is_plain_time(m->value.s, m->value.n))
		print_time(m->value.s, m->value.n, o);
	else {
		if (f->type == TYPE_time && m != NULL)
			look_at_zone(k, &m->value);
		value_print(f, &r->v[i], o);
	}
}

static bool
is_kind(const struct json_member *m)
{
	return text_same(m->key.s, m->key.n, "kind", 4);
}

/* The members that are no fields; there are `known` that are. */
static void
print_unknown(const struct record *r, size_t known)
{
	const struct json_member *m = r->json.member;
	int fields = kind_spec(r->kind)->fields;

	if (known == r->json.count ||
	    (known + 1 == r->json.count && is_kind(&m[0])))
		return;
	for (size_t i = 0; i < r->json.count; i++) {
		int field = 0;

		while (field < fields && r->from[field] != i + 1)
			field++;
		if (field == fields && !is_kind(&m[i]))
			print_member(&m[i], r->out);
	}
}

/*
 * Fields in the catalogue's order, then what it does not know.  What is
 * written as it has to be is copied.
 */
static void
print_record(struct sink *k)
{
	const struct record *r = k->r;
	const struct kind_spec *spec = kind_spec(r->kind);
	size_t known = 0;

	out_bytes(r->out, "{\"kind\":\"", 9);
	out_text(r->out, r->remembered ? "history" : spec->name);
	out_byte(r->out, '"');
	for (int i = 0; i < spec->fields; i++) {
		known += r->from[i] != 0;
		if (r->v[i].set)
			print_field(k, i);
	}
	print_unknown(r, known);
	out_bytes(r->out, "}\n", 2);
}

/* As a report's failure has it, so that tests that fail alike are known. */
static void
fill_failure(struct sink *k)
{
	struct result *t = &k->r->result;

	if (k->r->kind == KIND_result && !t->failure_id.set &&
	    (t->status.i == result_status_failed ||
	    t->status.i == result_status_errored) &&
	    failure_of_result(&k->failure, t, k->failure_id))
		t->failure_id = value_text(k->failure_id);
}

void
sink_record(struct sink *k)
{
	k->records++;
	fill_options(k);
	if (k->zone_name != NULL)
		apply_zone(k);
	(void)rename_test(k);
	fill_owner(k);
	fill_failure(k);
	print_record(k);
}

/* ---- the format ---- */

static bool
is_object(const char *s, size_t n)
{
	while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL)
		n--;
	return n > 1 && s[0] == '{' && s[n - 1] == '}';
}

/*
 * A line that is in brackets, be it that the ones before it are damaged.  A
 * line that is not seen to its end may be one; documents have no such lines.
 */
bool
ndjson_recognise(const char *s, size_t n)
{
	if (n == 0 || *s == '[' || *s == '<')
		return false;
	while (n > 0) {
		const char *end = memchr(s, '\n', n);
		size_t length = end != NULL ? (size_t)(end - s) : n;

		if (is_object(s, length) || (end == NULL && *s == '{' &&
		    length > LINES_MAX / 32))
			return true;
		s += length + (end != NULL);
		n -= length + (end != NULL);
	}
	return false;
}

bool
ndjson_read(struct source *s, struct sink *k)
{
	struct record *r = s->r;

	while (record_next(r, kinds_all())) {
		if (r->kind != KIND_unknown && !r->remembered)
			sink_record(k);
		else if (r->remembered && rename_test(k))
			print_record(k);
		else if (!r->options.only || r->remembered)
			record_pass(r);
	}
	return true;
}
