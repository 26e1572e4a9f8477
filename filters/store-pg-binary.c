/*
 * Values as the server's binary form has them: numbers with the highest byte
 * first, texts as they are, an array as its elements with their lengths.
 */
#include <endian.h>
#include <string.h>

#include "store-pg.h"

static void
add_bytes(struct str *b, const void *bytes, size_t n)
{
	str_room(b, n);
	memcpy(b->s + b->n, bytes, n);
	b->n += n;
}

static void
add_int16(struct str *b, int64_t i)
{
	uint16_t n = htobe16((uint16_t)i);

	add_bytes(b, &n, sizeof(n));
}

static void
add_int32(struct str *b, int64_t i)
{
	uint32_t n = htobe32((uint32_t)i);

	add_bytes(b, &n, sizeof(n));
}

static void
add_int64(struct str *b, int64_t i)
{
	uint64_t n = htobe64((uint64_t)i);

	add_bytes(b, &n, sizeof(n));
}

unsigned
pg_type_number(enum type type)
{
	static const unsigned numbers[] = {[TYPE_text] = PG_TEXT,
	    [TYPE_int] = PG_INT8, [TYPE_real] = PG_FLOAT8,
	    [TYPE_bool] = PG_BOOL, [TYPE_time] = PG_TIMESTAMPTZ,
	    [TYPE_json] = PG_JSON, [TYPE_word] = PG_INT2};

	return numbers[type];
}

/* Arrays of these. */
unsigned
pg_array_number(enum type type)
{
	static const unsigned numbers[] = {[TYPE_text] = 1009,
	    [TYPE_int] = 1016, [TYPE_real] = 1022, [TYPE_bool] = 1000,
	    [TYPE_time] = 1185, [TYPE_json] = 199, [TYPE_word] = 1005};

	return numbers[type];
}

/* The bytes of a value, which is there. */
void
pg_add_value(struct str *b, enum type type, const struct value *v)
{
	int64_t bits;

	switch (type) {
	case TYPE_text:
	case TYPE_json:
		if (v->n > 0)
			str_bytes(b, v->s, v->n);
		break;
	case TYPE_real:
		memcpy(&bits, &v->d, sizeof(bits));
		add_int64(b, bits);
		break;
	case TYPE_bool:
		str_byte(b, v->i != 0);
		break;
	case TYPE_word:
		add_int16(b, v->i);
		break;
	default:
		add_int64(b, type == TYPE_time ? v->i - PG_EPOCH : v->i);
	}
}

/* Its length, before it, is known when it is there. */
void
pg_add_element(struct str *b, enum type type, const struct value *v)
{
	size_t at = b->n;
	uint32_t n;

	add_int32(b, -1);
	if (!v->set)
		return;
	pg_add_value(b, type, v);
	n = htobe32((uint32_t)(b->n - at - sizeof(n)));
	memcpy(b->s + at, &n, sizeof(n));
}

void
pg_begin_array(struct str *b, enum type type, size_t n)
{
	str_clear(b);
	add_int32(b, n > 0);	/* dimensions */
	add_int32(b, 1);	/* nulls may occur */
	add_int32(b, pg_type_number(type));
	add_int32(b, (int64_t)n);
	add_int32(b, 1);	/* the first one's number */
}

void
pg_begin_copy(struct str *b)
{
	static const char mark[] = "PGCOPY\n\377\r\n";

	str_set(b, mark, sizeof(mark));
	add_int32(b, 0);	/* flags */
	add_int32(b, 0);	/* bytes that follow of the head */
}

void
pg_begin_row(struct str *b, int elements)
{
	add_int16(b, elements);
}

void
pg_end_copy(struct str *b)
{
	add_int16(b, -1);
}

void
pg_add_parameter(struct pg_values *v, unsigned type, const struct str *bytes)
{
	v->type[v->n] = type;
	v->value[v->n] = bytes->s;
	v->length[v->n++] = (int)bytes->n;
}
