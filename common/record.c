/*
 * One record: from an object to values, and back to a line.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "record.h"
#include "series.h"
#include "when.h"

/* ---- values ---- */

struct value
value_bytes(const char *s, size_t n)
{
	return (struct value){.s = s, .n = (uint32_t)n, .set = s != NULL};
}

struct value
value_text(const char *s)
{
	return value_bytes(s, s == NULL ? 0 : strlen(s));
}

struct value
value_str(const struct str *b)
{
	return value_bytes(b->s == NULL ? "" : b->s, b->n);
}

struct value
value_int(int64_t i)
{
	return (struct value){.i = i, .set = true};
}

struct value
value_real(double d)
{
	return (struct value){.d = d, .set = isfinite(d)};
}

struct value
value_time(int64_t us)
{
	return value_int(us);
}

struct series_key
series_key_of(const struct value *project, const struct value *name,
    const struct value *context)
{
	const struct value *v[] = {project, name, context};
	struct series_key k = {{"", "", ""}, {0, 0, 0}};

	for (int i = 0; i < 3; i++)
		if (v[i] != NULL && v[i]->set) {
			k.s[i] = v[i]->s;
			k.n[i] = v[i]->n;
		}
	return k;
}

bool
value_same(const struct field *f, const struct value *a, const struct value *b)
{
	if (!a->set || !b->set)
		return a->set == b->set;
	if (type_is_text(f->type))
		return text_same(a->s, a->n, b->s, b->n);
	return a->i == b->i;	/* a real, too: the same bits */
}

/* ---- one member into one value ---- */

static bool
fail(char *why, const char *field, const char *what)
{
	(void)snprintf(why, JSON_WHY, "%.60s %s", field, what);
	return false;
}

/* "level is none of TRACE, DEBUG", as many of them as have room. */
static bool
fail_words(char *why, const struct field *f)
{
	size_t n = (size_t)snprintf(why, JSON_WHY, "%.60s is none of",
	    f->name);

	for (int i = 0; f->words[i] != NULL && n < JSON_WHY; i++)
		n += (size_t)snprintf(why + n, JSON_WHY - n, "%s %s",
		    i == 0 ? "" : ",", f->words[i]);
	return false;
}

/* Valid until the next record: in the line, or decoded into scratch. */
static bool
bind_text(struct record *r, const struct json_value *j, struct value *v)
{
	size_t from = r->scratch.n;

	*v = value_bytes(j->s, j->n);
	if (!j->escaped)
		return true;
	json_decode(j, &r->scratch);
	str_byte(&r->scratch, '\0');
	*v = value_bytes(r->scratch.s + from, r->scratch.n - from - 1);
	return memchr(v->s, '\0', v->n) == NULL;
}

static bool
find_word(const struct field *f, const char *s, size_t n, struct value *v)
{
	for (int i = 0; f->words[i] != NULL; i++)
		if (text_same(f->words[i], strlen(f->words[i]), s, n)) {
			*v = value_int(i);
			return true;
		}
	return false;
}

/* Text; for the plain tables of others also seconds since 1970. */
static bool
bind_time(unsigned flags, const struct json_value *j, struct value *v)
{
	double seconds;

	v->set = true;
	if (j->type == JSON_STRING)
		return when_parse(j->s, j->n, &v->i, NULL);
	if (!(flags & PLAIN) || !json_real(j, &seconds) ||
	    fabs(seconds) > 3e11)
		return false;
	v->i = (int64_t)llround(seconds * 1e6);
	return v->i >= WHEN_FIRST && v->i <= WHEN_LAST;
}

static bool
bind_real(const struct field *f, const struct json_value *j, struct value *v,
    char *why)
{
	v->set = true;
	if (!json_real(j, &v->d))
		return fail(why, f->name, "is out of range");
	if ((f->marks & UNIT) && !(v->d >= 0 && v->d <= 1))
		return fail(why, f->name, "is not between 0 and 1");
	return true;
}

static bool
bind_bytes(struct record *r, const struct field *f,
    const struct json_value *j, char *why)
{
	struct value *v = &r->v[f - kind_spec(r->kind)->field];

	if (f->type == TYPE_text)
		return bind_text(r, j, v) ||
		    fail(why, f->name, "contains U+0000");
	if (f->type == TYPE_time)
		return bind_time(kind_spec(r->kind)->flags, j, v) ||
		    fail(why, f->name, "is not a time");
	return find_word(f, j->s, j->n, v) || fail_words(why, f);
}

static bool
bind_member(struct record *r, int i, const struct json_value *j, char *why)
{
	const struct kind_spec *k = kind_spec(r->kind);
	const struct field *f = &k->field[i];
	struct value *v = &r->v[i];
	bool quoted = j->type == JSON_STRING;

	if (v->set)
		return fail(why, f->name, "stands twice");
	if (j->type == JSON_NULL)
		return true;
	switch (f->type) {
	case TYPE_json:
		*v = value_bytes(j->s - quoted, j->n + 2U * quoted);
		return true;
	case TYPE_bool:
		*v = value_int(j->type == JSON_TRUE);
		return j->type == JSON_TRUE || j->type == JSON_FALSE ||
		    fail(why, f->name, "has the wrong type");
	case TYPE_int:
		v->set = true;
		return (j->type == JSON_NUMBER && json_int(j, &v->i)) ||
		    fail(why, f->name, j->type == JSON_NUMBER ?
		    "is not a whole number" : "has the wrong type");
	case TYPE_real:
		return j->type == JSON_NUMBER ? bind_real(f, j, v, why) :
		    fail(why, f->name, "has the wrong type");
	default:
		return quoted || (f->type == TYPE_time && (k->flags & PLAIN)) ?
		    bind_bytes(r, f, j, why) :
		    fail(why, f->name, "has the wrong type");
	}
}

/* ---- the whole record ---- */

/*
 * An event without an id gets one from its content and from how often that
 * content stood before under the same time, so that replaying a file makes
 * the same ids.
 */
#define OCCURRENCES	1024

struct occurrences {
	int64_t at;
	int count;
	uint64_t content[OCCURRENCES];
};

static uint64_t
content_hash(const struct record *r, const struct kind_spec *k)
{
	uint64_t h = (uint64_t)r->kind;

	for (int i = 0; i < k->fields; i++) {
		const struct value *v = &r->v[i];

		if (!v->set)
			h = hash64(h, "", 0);
		else if (type_is_text(k->field[i].type))
			h = hash64(h, v->s, v->n);
		else
			h = hash64(h, &v->i, sizeof(v->i));
	}
	return h;
}

static void
make_event_id(struct record *r, const struct kind_spec *k, struct value *id)
{
	struct occurrences *o = r->occurrences;
	uint64_t h = content_hash(r, k);
	int before = 0;

	if (o == NULL)
		o = r->occurrences = need(1, sizeof(*o));
	if (o->at != r->v[k->at].i)
		o->count = 0;
	o->at = r->v[k->at].i;
	for (int i = 0; i < o->count && i < OCCURRENCES; i++)
		before += o->content[i] == h;
	o->content[o->count++ % OCCURRENCES] = h;
	h = hash64(h, &before, sizeof(before));
	(void)snprintf(r->event_id, sizeof(r->event_id), "%016llx",
	    (unsigned long long)h);
	*id = value_text(r->event_id);
}

bool
record_complete(struct record *r, char *why)
{
	const struct kind_spec *k = kind_spec(r->kind);

	for (int i = 0; i < k->duties; i++) {
		const struct field *f = &k->field[k->duty[i]];
		struct value *v = &r->v[k->duty[i]];

		if (v->set)
			continue;
		if (f->dflt == NULL)
			return fail(why, f->name, "is missing");
		*v = k->absent[i];
	}
	if (r->kind == KIND_ack && !r->ack.alert_id.set &&
	    !r->ack.test_name.set)
		return fail(why, "alert_id or test_name", "is missing");
	if (k->event_id >= 0 && (!r->v[k->event_id].set ||
	    r->v[k->event_id].n == 0))
		make_event_id(r, k, &r->v[k->event_id]);
	return true;
}

static int
find_field(enum kind k, const struct json_value *key)
{
	struct str name = {0};
	int found;

	if (!key->escaped)
		return field_find(k, key->s, key->n);
	json_decode(key, &name);
	found = field_find(k, name.s, name.n);
	str_free(&name);
	return found;
}

/*
 * The field of a member, or NONE: what it was in the line before where the
 * keys are known to be the same, else mostly that.
 */
#define NONE	UINT8_MAX
_Static_assert(FIELDS_MAX < NONE, "a field is a byte");

static uint8_t
member_field(struct record *r, const struct kind_spec *k, size_t at)
{
	const struct json_value *key = &r->json.member[at].key;
	uint8_t beyond = NONE;
	uint8_t *guess = at < FIELDS_MAX ? &r->order[r->kind][at] : &beyond;
	int found;

	if (at < r->sure.members || (*guess < k->fields && text_same(
	    k->field[*guess].name, k->field[*guess].name_n, key->s, key->n)))
		return *guess;
	found = text_same(key->s, key->n, "kind", 4) ? -1 :
	    find_field(r->kind, key);
	*guess = found < 0 ? NONE : (uint8_t)found;
	return *guess;
}

/* Of how many members the fields are known before they are looked at. */
static void
be_sure(struct record *r)
{
	if (r->sure.kind != r->kind || r->sure.shape != r->json.shape)
		r->sure.members = 0;
	r->sure.kind = r->kind;
	r->sure.shape = r->json.shape;
}

/* A history record bears the fields of the kind it is of. */
static bool
bind_history(struct record *r, char *why)
{
	const struct json_value *of = json_member(&r->json, "of");
	enum kind k;

	r->remembered = true;
	if (of == NULL || of->type != JSON_STRING)
		return fail(why, "of", "is missing");
	if (text_same(of->s, of->n, "none", 4))
		return true;
	k = kind_find(of->s, of->n);
	if (k == KIND_unknown || (kind_spec(k)->flags & WIRE))
		return fail(why, "of", "is not a kind that is stored");
	r->kind = k;
	return true;
}

/* In the plain tables of others null is a value, where a default stands. */
static bool
keeps_null(const struct kind_spec *k, const struct field *f)
{
	return (k->flags & PLAIN) && f->dflt != NULL && !(f->marks & KEY);
}

static void
keep_nulls(struct record *r, const struct kind_spec *k)
{
	for (int i = 0; i < k->fields; i++)
		if (r->from[i] != 0 && keeps_null(k, &k->field[i]) &&
		    r->json.member[r->from[i] - 1].value.type == JSON_NULL)
			r->v[i].set = false;
}

static bool
keys_are_short(const struct record *r, const struct kind_spec *k, char *why)
{
	if (r->length <= KEY_MOST)	/* no text is longer than its line */
		return true;
	for (int i = 0; i < k->fields; i++)
		if (r->v[i].n > KEY_MOST && field_in_tree(&k->field[i])) {
			(void)snprintf(why, JSON_WHY, "%s has %" PRIu32
			    " bytes, %d are the most", k->field[i].name,
			    r->v[i].n, KEY_MOST);
			return false;
		}
	return true;
}

bool
record_bind(struct record *r, char *why)
{
	const struct kind_spec *k;

	r->remembered = false;
	if (r->kind == KIND_history && !bind_history(r, why))
		return false;
	k = kind_spec(r->kind);
	memset(r->v, 0, (size_t)k->fields * sizeof(r->v[0]));
	memset(r->from, 0, (size_t)k->fields * sizeof(r->from[0]));
	str_clear(&r->scratch);
	str_room(&r->scratch, r->length + r->json.count);
	be_sure(r);
	for (size_t i = 0; i < r->json.count; i++) {
		const struct json_member *m = &r->json.member[i];
		uint8_t field = member_field(r, k, i);

		if (i == r->sure.members && i < FIELDS_MAX)
			r->sure.members++;
		if (field == NONE)
			continue;
		if (!bind_member(r, field, &m->value, why))
			return false;
		r->from[field] = (uint16_t)(i + 1);
	}
	if (!keys_are_short(r, k, why) || !record_complete(r, why))
		return false;
	if (k->flags & PLAIN)
		keep_nulls(r, k);
	return true;
}

/* The kind an object says it is; KIND_unknown for one without or foreign. */
static bool
find_kind(struct record *r, char *why)
{
	const struct json_value *v = json_member(&r->json, "kind");
	const struct kind_spec *last;

	if (v == NULL) {
		r->kind = r->dflt;
		return true;
	}
	if (v->type != JSON_STRING)
		return fail(why, "kind", "has the wrong type");
	if (r->last < KIND_count) {
		last = kind_spec(r->last);
		if (text_same(v->s, v->n, last->name, last->name_n)) {
			r->kind = r->last;
			return true;
		}
	}
	r->kind = r->last = kind_find(v->s, v->n);
	return true;
}

bool
record_split(struct record *r, char *line, size_t n, char *why)
{
	r->line = line;
	r->length = n;
	r->remembered = false;
	if (!json_object(&r->json, line, n)) {
		(void)snprintf(why, JSON_WHY, "%s", r->json.why);
		return false;
	}
	return find_kind(r, why);
}

bool
record_parse(struct record *r, char *line, size_t n, char *why)
{
	if (!record_split(r, line, n, why))
		return false;
	return r->kind == KIND_unknown || record_bind(r, why);
}

/* ---- printing ---- */

void
record_clear(struct record *r, enum kind k)
{
	r->kind = k;
	r->remembered = false;
	memset(r->v, 0, (size_t)kind_spec(k)->fields * sizeof(r->v[0]));
}

/* What others wrote into a database may have lines: outside of texts, where
   there can be none, an end of a line is a blank. */
static void
print_json(const struct value *v, struct out *o)
{
	const char *s = v->s, *end = s + v->n;

	if (memchr(s, '\n', v->n) != NULL || memchr(s, '\r', v->n) != NULL)
		for (const char *at = s; at < end; at++)
			if (*at == '\n' || *at == '\r') {
				out_bytes(o, s, (size_t)(at - s));
				out_byte(o, ' ');
				s = at + 1;
			}
	out_bytes(o, s, (size_t)(end - s));
}

void
value_print(const struct field *f, const struct value *v, struct out *o)
{
	if (!v->set) {
		out_bytes(o, "null", 4);
		return;
	}
	switch (f->type) {
	case TYPE_text:
		out_string(o, v->s, v->n);
		break;
	case TYPE_json:
		print_json(v, o);
		break;
	case TYPE_int:
		out_int(o, v->i);
		break;
	case TYPE_real:
		out_real(o, v->d);
		break;
	case TYPE_bool:
		out_text(o, v->i ? "true" : "false");
		break;
	case TYPE_time:
		out_time(o, v->i);
		break;
	case TYPE_word:
		out_string(o, f->words[v->i], strlen(f->words[v->i]));
		break;
	}
}

static void
print_fields(const struct record *r, struct out *o)
{
	const struct kind_spec *k = kind_spec(r->kind);

	for (int i = 0; i < k->fields; i++) {
		if (!r->v[i].set && !keeps_null(k, &k->field[i]))
			continue;
		field_print_key(&k->field[i], o);
		value_print(&k->field[i], &r->v[i], o);
	}
	out_bytes(o, "}\n", 2);
}

void
record_print(const struct record *r, struct out *o)
{
	out_text(o, "{\"kind\":\"");
	out_text(o, kind_spec(r->kind)->name);
	out_byte(o, '"');
	print_fields(r, o);
}

void
record_print_history(const struct record *r, struct out *o)
{
	out_text(o, "{\"kind\":\"history\",\"of\":\"");
	out_text(o, kind_spec(r->kind)->name);
	out_byte(o, '"');
	print_fields(r, o);
}
