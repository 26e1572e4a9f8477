/*
 * schema - print the catalogue of records as SQL, JSON Schema or manual
 */
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "opt.h"
#include "out.h"
#include "record.h"
#include "sql.h"

struct schema {
	struct out out;
	kind_set kinds;		/* those named, or all */
	bool named;
};

/* ---- SQL ---- */

static void
print_tables(struct schema *s, enum dialect dialect)
{
	struct str b = {0};

	if (!s->named)
		sql_shared_tables(&b, dialect);
	for (int k = 0; k < KIND_count; k++)
		if (s->kinds & kinds_stored() & KIND_BIT(k))
			sql_table(&b, dialect, (enum kind)k);
	if (!s->named)
		sql_views(&b, dialect);
	if (b.n > 0)
		out_bytes(&s->out, b.s, b.n);
	str_free(&b);
}

static void
print_sqlite(struct schema *s)
{
	print_tables(s, SQL_SQLITE);
}

static void
print_postgres(struct schema *s)
{
	print_tables(s, SQL_POSTGRES);
}

/* ---- JSON Schema ---- */

static void
print_words(struct schema *s, const struct field *f)
{
	out_text(&s->out, "\"enum\":[");
	for (int i = 0; f->words[i] != NULL; i++) {
		if (i > 0)
			out_byte(&s->out, ',');
		out_string(&s->out, f->words[i], strlen(f->words[i]));
	}
	out_text(&s->out, f->marks & REQ ? "]" : ",null]");
}

static void
print_type(struct schema *s, const struct field *f)
{
	static const char *const types[] = {[TYPE_text] = "string",
	    [TYPE_int] = "integer", [TYPE_real] = "number",
	    [TYPE_bool] = "boolean", [TYPE_time] = "string"};

	if (f->type == TYPE_word) {
		print_words(s, f);
		return;
	}
	if (f->type == TYPE_json) {
		out_text(&s->out, "\"type\":[\"object\",\"array\",\"string\","
		    "\"number\",\"boolean\",\"null\"]");
		return;
	}
	out_text(&s->out, "\"type\":");
	if (!(f->marks & REQ))
		out_byte(&s->out, '[');
	out_string(&s->out, types[f->type], strlen(types[f->type]));
	if (!(f->marks & REQ))
		out_text(&s->out, ",\"null\"]");
	if (f->type == TYPE_time)
		out_text(&s->out, ",\"format\":\"date-time\"");
	if (f->type == TYPE_text && field_in_tree(f)) {
		out_text(&s->out, ",\"maxLength\":");
		out_int(&s->out, KEY_MOST);
	}
	if (f->marks & UNIT)
		out_text(&s->out, ",\"minimum\":0,\"maximum\":1");
}

static void
print_default(struct schema *s, const struct field *f)
{
	bool quoted = f->type == TYPE_text || f->type == TYPE_word;

	if (f->dflt == NULL)
		return;
	out_text(&s->out, ",\"default\":");
	if (quoted)
		out_string(&s->out, f->dflt, strlen(f->dflt));
	else
		out_text(&s->out, f->dflt);
}

static void
print_property(struct schema *s, const struct field *f)
{
	out_byte(&s->out, ',');
	out_string(&s->out, f->name, f->name_n);
	out_text(&s->out, ":{");
	print_type(s, f);
	print_default(s, f);
	out_text(&s->out, ",\"description\":");
	out_string(&s->out, f->help, strlen(f->help));
	out_byte(&s->out, '}');
}

static void
print_object(struct schema *s, const struct kind_spec *k)
{
	out_text(&s->out, "{\"title\":");
	out_string(&s->out, k->name, strlen(k->name));
	out_text(&s->out, ",\"description\":");
	out_string(&s->out, k->help, strlen(k->help));
	out_text(&s->out, ",\"type\":\"object\",\"properties\":"
	    "{\"kind\":{\"const\":");
	out_string(&s->out, k->name, strlen(k->name));
	out_byte(&s->out, '}');
	for (int i = 0; i < k->fields; i++)
		print_property(s, &k->field[i]);
	out_text(&s->out, "},\"required\":[\"kind\"");
	for (int i = 0; i < k->fields; i++)
		if (k->field[i].marks & REQ) {
			out_byte(&s->out, ',');
			out_string(&s->out, k->field[i].name,
			    k->field[i].name_n);
		}
	out_text(&s->out, "]}");
}

static void
print_json_schema(struct schema *s)
{
	const char *between = "";

	out_text(&s->out, "{\"$schema\":"
	    "\"https://json-schema.org/draft/2020-12/schema\",\"oneOf\":[");
	for (int k = 0; k < KIND_count; k++)
		if (s->kinds & KIND_BIT(k)) {
			out_text(&s->out, between);
			print_object(s, kind_spec((enum kind)k));
			between = ",";
		}
	out_text(&s->out, "]}\n");
}

/* ---- manual ---- */

static void
print_field(struct schema *s, const struct field *f)
{
	static const char *const types[] = {[TYPE_text] = "text",
	    [TYPE_int] = "int", [TYPE_real] = "real", [TYPE_bool] = "bool",
	    [TYPE_time] = "time", [TYPE_json] = "json", [TYPE_word] = "word"};
	struct out *o = &s->out;

	out_text(o, ".It Va ");
	out_text(o, f->name);
	out_text(o, " Pq ");
	out_text(o, types[f->type]);
	out_text(o, f->marks & KEY ? " key" : "");
	out_text(o, f->marks & REQ ? " required" : "");
	out_text(o, f->marks & UNIT ? " 0..1" : "");
	out_byte(o, '\n');
	out_text(o, f->help);
	for (int i = 0; f->type == TYPE_word && f->words[i] != NULL; i++) {
		out_text(o, i == 0 ? ":\n.Cm " : "\n.Cm ");
		out_text(o, f->words[i]);
	}
	if (f->dflt != NULL) {
		out_text(o, "\n.Pq default Cm ");
		out_text(o, f->dflt);
	}
	out_byte(o, '\n');
}

static void
print_section(struct schema *s, const struct kind_spec *k)
{
	struct out *o = &s->out;

	out_text(o, ".Ss ");
	out_text(o, k->name);
	out_text(o, "\nIs ");
	out_text(o, k->help);
	out_text(o, ".\n");
	if (k->table != NULL) {
		out_text(o, "Stores show it as\n.Li ");
		out_text(o, k->table);
		out_text(o, " .\n");
	}
	out_text(o, ".Bl -tag -width Ds -compact\n");
	for (int i = 0; i < k->fields; i++)
		print_field(s, &k->field[i]);
	out_text(o, ".El\n");
}

static void
print_manual(struct schema *s)
{
	for (int k = 0; k < KIND_count; k++)
		if (s->kinds & KIND_BIT(k))
			print_section(s, kind_spec((enum kind)k));
}

/* ---- all of them ---- */

static const struct format {
	const char *name;
	void (*print)(struct schema *);
} formats[] = {
	{"sqlite", print_sqlite},
	{"postgres", print_postgres},
	{"json-schema", print_json_schema},
	{"manual", print_manual},
};

#define FORMATS	(sizeof(formats) / sizeof(formats[0]))

static void
take_kind(struct schema *s, const char *name)
{
	enum kind kind = kind_find(name, strlen(name));

	if (kind == KIND_unknown)
		diag_fail(USAGE, "unknown kind %s", name);
	s->kinds |= KIND_BIT(kind);
	s->named = true;
}

static const char *const examples[] = {
	"drift schema -f manual measurement",
	"drift schema -f json-schema > records.schema.json",
	NULL
};

int
main(int argc, char **argv)
{
	const char *names[FORMATS + 1] = {NULL};
	struct opt_word format = {names, 0};
	struct schema s = {0};
	const struct opt options[] = {
		{'f', "format", OPT_WORD, &format, "FORMAT",
		    "as what it is printed (sqlite)", 0},
		{0}
	};
	const struct usage usage = {"[-f FORMAT] [KIND ...]",
	    "print the catalogue of records", examples, options, NULL};

	diag_open(argv[0]);
	for (size_t i = 0; i < FORMATS; i++)
		names[i] = formats[i].name;
	(void)opt_parse(&usage, argc, argv);
	for (; *argv != NULL; argv++)
		take_kind(&s, *argv);
	if (!s.named)
		s.kinds = kinds_all();
	out_open(&s.out, STDOUT_FILENO, "standard output");
	formats[format.at].print(&s);
	out_close(&s.out);
	return DONE;
}
