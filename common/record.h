/*
 * record - the records of schemas/records.def, and the stream they come in
 *
 * A filter is
 *
 *	struct record r;
 *	record_open(&r, &usage, argc, argv);
 *	while (record_next(&r, BIT(measurement)))
 *		... r.measurement.confidence.d ...
 *	return record_end(&r, found);
 *
 * record_next() passes every line on, byte for byte and in order, before it
 * returns; what the filter prints then stands right after its cause.  Lines
 * of kinds that are not wanted are passed on without being looked into.  What
 * is no JSON object, or breaks the catalogue for a wanted kind, is reported
 * with its line and reason, counted, kept in --rejects and not passed on.
 *
 * A record and its texts are valid until the next record_next().
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "json.h"
#include "lines.h"
#include "opt.h"
#include "out.h"
#include "str.h"

/* One value: which member holds it is said by its field's type. */
struct value {
	union {
		const char *s;	/* text, json: n bytes, not terminated */
		int64_t i;	/* int, time (microseconds), bool, word */
		double d;	/* real */
	};
	uint32_t n;
	bool set;		/* false: absent or null */
};

enum type {
	TYPE_text, TYPE_int, TYPE_real, TYPE_bool, TYPE_time, TYPE_json,
	TYPE_word
};

enum mark {
	KEY = 1, REQ = 2, IDX = 4, UNIT = 8, AT = 16, DICT = 32, LONG = 64
};

enum flag {
	WIRE = 1, SERIES = 2, CLOCK = 4, EVENT = 8, PLAIN = 16
};

enum merge { REPLACE, KEEP, FILL, ALERT };

/*
 * enum severity { severity_none, ... severity_words }, and so on;
 * words_severity, and so on: the words, NULL after the last;
 * struct measurement { struct value project, test_name, ... }, and so on.
 */
#define WORDS(list)		enum list {
#define WORD(list, word)	list##_##word,
#define ENDWORDS(list)		list##_words }; \
				extern const char *const words_##list[];
#define KIND(name, table, flags, merge, help)	struct name {
#define F(type, name, marks, help)		struct value name;
#define END(name)				};
#include "../schemas/records.def"

/* enum kind { KIND_run, KIND_result, ... KIND_count } */
#define KIND(name, table, flags, merge, help)	KIND_##name,
enum kind {
#include "../schemas/records.def"
	KIND_count,
	KIND_unknown = KIND_count
};

/*
 * Bytes of a text in a key or an index.  PostgreSQL takes no more than 2,704
 * of a whole entry: its head of 8, a time of 8, and at most four texts (of
 * kind migration), with 4 bytes and the filling before each.
 */
#define KEY_MOST	640
_Static_assert(8 + 4 * (4 + KEY_MOST + 3) + 8 <= 2704, "KEY_MOST");

#define FIELDS_MAX	40	/* of one kind; record.c checks it */
#define KEY_ROOM	40	/* the same of all, so that copying is quick */

struct field {
	const char *name;
	uint8_t name_n;
	char key[KEY_ROOM];		/* ,"name": as it is printed */
	uint8_t key_n;
	enum type type;
	unsigned marks;			/* enum mark */
	const char *dflt;		/* as on the wire, or NULL */
	const char *const *words;	/* NULL-terminated; of TYPE_word */
	const char *help;
};

/* Whether its text is in a key or an index as it is. */
static inline bool
field_in_tree(const struct field *f)
{
	return (f->marks & (KEY | IDX)) != 0 && (f->marks & LONG) == 0;
}

/* Its values are bytes. */
static inline bool
type_is_text(enum type type)
{
	return type == TYPE_text || type == TYPE_json;
}

struct kind_spec {
	const char *name;
	size_t name_n;
	const char *table;		/* public name, NULL: never stored */
	unsigned flags;			/* enum flag */
	enum merge merge;
	const char *help;
	const struct field *field;
	int fields;
	int at;				/* field of its own time, or -1 */
	int project;			/* field project, or -1 */
	int event_id;			/* field event_id, or -1 */
	int duties;			/* fields that must not stay absent */
	uint8_t duty[FIELDS_MAX];
	struct value absent[FIELDS_MAX];	/* what stands for each duty */
	/* Of SERIES kinds: the fields that a series is, a bit each, and those
	   of the key that are neither such nor the time. */
	uint64_t series;
	int rests;
	uint8_t rest[FIELDS_MAX];
};

typedef uint64_t kind_set;
#define BIT(name)	(UINT64_C(1) << KIND_##name)
#define KIND_BIT(k)	(UINT64_C(1) << (k))

static inline const struct kind_spec *
kind_spec(enum kind k)
{
	extern struct kind_spec record_kinds[];

	return &record_kinds[k];
}
enum kind kind_find(const char *name, size_t n);	/* or KIND_unknown */
enum kind kind_asked(const char *);	/* by its name, or its table's */
int	field_find(enum kind, const char *name, size_t n);	/* or -1 */
int	word_find(const char *const *words, const char *);	/* or -1 */
kind_set kinds_all(void);
kind_set kinds_stored(void);

/* What the shared options of every filter set. */
struct record_options {
	bool only;			/* --only */
	bool strict;			/* --strict */
	bool exit_code;			/* -e */
	const char *rejects;		/* --rejects FILE */
	const char *kind;		/* --kind K: of lines without kind */
	int64_t grace;			/* --grace 10s */
};

struct record {
	enum kind kind;			/* of the fields below */
	bool remembered;		/* a history record: says nothing by
					   itself; kind is its `of`, or
					   KIND_history for `of: none` */
	char *line;			/* as it came, without newline */
	size_t length;
	union {
		struct value v[FIELDS_MAX];
#define KIND(name, table, flags, merge, help)	struct name name;
#include "../schemas/records.def"
	};
	uint16_t from[FIELDS_MAX];	/* which member a field was, from 1 */

	struct lines lines;
	struct out *out;
	struct record_options options;
	bool hold;		/* set by who passes lines on itself, and then
				   gets every good line, wanted or not */
	size_t seen;		/* records of wanted kinds, without history */
	size_t refused;

	/* private */
	struct json json;
	struct str scratch;
	int rejects_fd;
	enum kind dflt;
	enum kind last;
	uint8_t order[KIND_count][FIELDS_MAX];	/* which field a member was */
	struct {
		enum kind kind;
		unsigned shape;
		size_t members;
	} sure;			/* what order is sure of, without a look */
	struct occurrences *occurrences;
	char event_id[17];
};

/*
 * Parses the options (usage->shared is filled in by it), sets stdin and
 * stdout up, and opens the operands as files.  When stdin is a terminal and
 * no operand is given, prints the help.
 */
void	record_open(struct record *, struct usage *, int argc, char **argv);
/* The same in two steps, for programs with operands of their own. */
int	record_usage(struct record *, struct usage *, int argc, char **argv);
void	record_start(struct record *, char *const *files);

bool	record_next(struct record *, kind_set wanted);
/* Passes the current line on; for those who hold. */
void	record_pass(struct record *);
/*
 * Closes everything, dies by the signal that came, and returns the exit
 * status: found or "missing" with -e, refused records, else 0.
 */
int	record_end(struct record *, bool found);

/* Reports the current line (printf style) and keeps it in --rejects. */
__attribute__((format(printf, 2, 3)))
void	record_refuse(struct record *, const char *fmt, ...);

/* A line that came earlier, or from elsewhere; --strict is the caller's. */
struct input_line {
	const char *source;
	size_t number;
	const char *line;
	size_t length;
};
void	record_refuse_line(struct record *, const struct input_line *,
	    const char *reason);

/*
 * Parsing alone: record_split() the object and its kind, record_bind() its
 * values, record_parse() both.  False: why (JSON_WHY bytes) says what is
 * wrong.  Texts with escapes are decoded into scratch, everything else points
 * into the line, whose end must be writable for one byte more.  Defaults are
 * filled in.
 */
bool	record_split(struct record *, char *line, size_t n, char *why);
bool	record_parse(struct record *, char *line, size_t n, char *why);
bool	record_bind(struct record *, char *why);

/*
 * Printing: kind first, then the fields in catalogue order, null left out, or
 * written where a PLAIN kind has a default that absence would stand for.
 */
void	record_clear(struct record *, enum kind);
void	record_print(const struct record *, struct out *);
/* As history: {"kind":"history","of":KIND, ...}. */
void	record_print_history(const struct record *, struct out *);
void	value_print(const struct field *, const struct value *, struct out *);
/* The word that a field of a closed list has, or "". */
const char *record_word(const struct record *, const char *field);

static inline void
field_print_key(const struct field *f, struct out *o)
{
	memcpy(out_room(o), f->key, sizeof(f->key));
	o->n += f->key_n;
}
/*
 * Of a record that was not parsed: fills defaults and an event's id in;
 * false and why where a required field is absent.
 */
bool	record_complete(struct record *, char *why);

/* Values. */
struct value value_text(const char *);			/* terminated */
struct value value_bytes(const char *, size_t);
struct value value_str(const struct str *);
struct value value_int(int64_t);			/* also bool, word */
struct value value_real(double);			/* nan: null */
struct value value_time(int64_t us);
/* For series.h: the key of these values; NULL, or absent, is "". */
struct series_key;
struct series_key series_key_of(const struct value *project,
    const struct value *name, const struct value *context);
bool	value_same(const struct field *, const struct value *,
	    const struct value *);
static inline bool
value_is(const struct value *v, const char *text)
{
	return v->set && text_same(v->s, v->n, text, strlen(text));
}

#endif
