/*
 * What an evaluation says of two versions and of the labels behind it.
 */
#include <math.h>
#include <stdlib.h>

#include "gate.h"

#define NAME_MOST	1024	/* bytes of a version's or segment's name */

/* ---- values, each refused by its name ---- */

static double
read_number(struct doc *d, const char *name)
{
	enum json_type type = doc_type(d);
	double x = NAN;

	if (type == JSON_NUMBER)
		(void)doc_real(d, &x);
	else if (type != JSON_NULL)
		doc_refuse(d, "%s has the wrong type", name);
	return x;
}

/* Within 0 and `most`: a fraction, or a percentage. */
static double
read_share(struct doc *d, const char *name, double most)
{
	double x = read_number(d, name);

	if (x < 0 || x > most)
		doc_refuse(d, "%s is not between 0 and %g", name, most);
	return x;
}

static int64_t
read_count(struct doc *d, const char *name)
{
	double x = read_number(d, name);

	if (isnan(x))
		return -1;
	if (x < 0 || x > 1e15 || x != floor(x)) {
		doc_refuse(d, "%s is no count", name);
		return -1;
	}
	return (int64_t)x;
}

/* A version may be a number, as model registries have it. */
static void
read_name(struct doc *d, struct str *to, const char *name)
{
	enum json_type type = doc_type(d);

	if (type == JSON_STRING || type == JSON_NUMBER)
		(void)doc_set(d, to, NAME_MOST);
	else if (type != JSON_NULL)
		doc_refuse(d, "%s has the wrong type", name);
	if (d->cut > 0)
		doc_refuse(d, "%s is longer than %d bytes", name, NAME_MOST);
}

/* ---- a version ---- */

static void
read_segment(struct doc *d, struct candidate *c)
{
	struct segment *s;

	c->segment = need_room(c->segment, c->segments, &c->segments_room,
	    sizeof(*s));
	s = &c->segment[c->segments++];
	str_set(&s->name, d->key.s, d->key.n);
	s->f1 = NAN;
	if (doc_type(d) != JSON_OBJECT)
		doc_refuse(d, "segments has the wrong type");
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "f1_score"))
			s->f1 = read_share(d, "f1_score of a segment", 1);
}

static void
read_segments(struct doc *d, struct candidate *c)
{
	enum json_type type = doc_type(d);

	if (type != JSON_OBJECT && type != JSON_NULL)
		doc_refuse(d, "segments has the wrong type");
	if (type == JSON_OBJECT)
		for (doc_object(d); doc_member(d);)
			read_segment(d, c);
}

static void
read_candidate(struct doc *d, struct candidate *c)
{
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "version") || doc_named(d, "model_version"))
			read_name(d, &c->version, "version");
		else if (doc_named(d, "run_id"))
			read_name(d, &c->run_id, "run_id");
		else if (doc_named(d, "num_samples"))
			c->num_samples = read_count(d, "num_samples");
		else if (doc_named(d, "f1_score"))
			c->f1 = read_share(d, "f1_score", 1);
		else if (doc_named(d, "brier_score"))
			c->brier = read_share(d, "brier_score", 1);
		else if (doc_named(d, "segments"))
			read_segments(d, c);
}

/* Opens what must be an object; false where it is absent. */
static bool
open_object(struct doc *d, const struct value *v, const char *name)
{
	if (!v->set)
		return false;
	doc_again(d, v->s, v->n);
	if (!doc_next(d))
		return false;
	if (doc_type(d) != JSON_OBJECT)
		doc_refuse(d, "%s has the wrong type", name);
	return true;
}

static void
take_candidate(struct doc *d, struct candidate *c, const struct value *v,
    const char *name)
{
	str_clear(&c->version);
	str_clear(&c->run_id);
	c->num_samples = -1;
	c->f1 = c->brier = NAN;
	c->segments = 0;
	c->given = open_object(d, v, name);
	if (c->given)
		read_candidate(d, c);
}

/* ---- labels ---- */

/* Percent, under the first of its three names that is there. */
static void
take_coverage(struct candidates *e, const struct value *v)
{
	double pct = NAN, label_pct = NAN, rate = NAN;
	struct doc *d = &e->doc;

	e->labeled = -1;
	e->coverage_pct = NAN;
	if (!open_object(d, v, "coverage"))
		return;
	for (doc_object(d); doc_member(d);)
		if (doc_named(d, "coverage_pct"))
			pct = read_share(d, "coverage_pct", 100);
		else if (doc_named(d, "label_coverage_pct"))
			label_pct = read_share(d, "label_coverage_pct", 100);
		else if (doc_named(d, "coverage_rate"))
			rate = read_share(d, "coverage_rate", 1);
		else if (doc_named(d, "labeled_predictions"))
			e->labeled = read_count(d, "labeled_predictions");
	e->coverage_pct = !isnan(pct) ? pct : !isnan(label_pct) ? label_pct :
	    rate * 100;
}

static bool
refuse(char *why, const char *reason)
{
	(void)snprintf(why, JSON_WHY, "%s", reason);
	return false;
}

/* What would give a decision about nothing, or against what is running. */
static bool
makes_sense(const struct candidates *e, char *why)
{
	const struct str *shadow = &e->shadow.version;
	const struct str *production = &e->production.version;

	if (!e->shadow.given)
		return true;
	if (shadow->n == 0)
		return refuse(why, "version of the shadow is missing");
	if (e->production.given && text_same(shadow->s, shadow->n,
	    production->s, production->n))
		return refuse(why, "shadow and production are one version");
	return true;
}

static bool
take_trigger(struct candidates *e, const struct value *v, char *why)
{
	e->trigger = -1;
	for (int i = 0; v->set && i < trigger_words; i++)
		if (value_is(v, words_trigger[i]))
			e->trigger = i;
	return !v->set || e->trigger >= 0 ||
	    refuse(why, "trigger_reason is not one of its words");
}

void
candidates_open(struct candidates *e)
{
	*e = (struct candidates){0};
	e->doc.strict = true;	/* no text is repaired */
	doc_open_text(&e->doc, "", 0);
}

bool
candidates_take(struct candidates *e, const struct evaluation *r,
    char *why)
{
	doc_again(&e->doc, "", 0);
	take_candidate(&e->doc, &e->shadow, &r->shadow, "shadow");
	if (e->doc.why[0] == '\0')
		take_candidate(&e->doc, &e->production, &r->production,
		    "production");
	if (e->doc.why[0] == '\0')
		take_coverage(e, &r->coverage);
	if (e->doc.why[0] != '\0')
		return refuse(why, e->doc.why);
	if (e->shadow.given && (!r->model_name.set || r->model_name.n == 0))
		return refuse(why, "model_name is missing");
	return take_trigger(e, &r->trigger_reason, why) &&
	    makes_sense(e, why);
}

static void
free_candidate(struct candidate *c)
{
	for (size_t i = 0; i < c->segments_room; i++)
		str_free(&c->segment[i].name);
	free(c->segment);
	str_free(&c->version);
	str_free(&c->run_id);
}

void
candidates_free(struct candidates *e)
{
	free_candidate(&e->shadow);
	free_candidate(&e->production);
	doc_close(&e->doc);
}
