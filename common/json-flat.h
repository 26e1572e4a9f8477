/*
 * json-flat - the inside of json: its grammar, and the way for flat objects
 *
 * For json.c and json-doc.c alone.
 */
#ifndef JSON_FLAT_H
#define JSON_FLAT_H

#include "json.h"

const char *flat_blanks(const char *p, const char *end);
/* Over the characters of a string that need no second look. */
const char *flat_plain_end(const char *p, const char *end);
/* The bytes of an escape, p at its back-slash; 0 if it is none. */
size_t	flat_escape_length(const char *p, const char *end);
/* Whether it is one, but of half a character alone. */
bool	flat_half_pair(const char *p, const char *end);
/*
 * From behind the opening quote to the closing one; NULL where the string is
 * none, with *p at the fault.
 */
const char *flat_string_end(const char **p, const char *end, bool *escaped);
/* The end of null, true, false or a number; NULL if it is none of them. */
const char *flat_primitive_end(const char *p, const char *end, uint8_t *type);
/* What Python writes for numbers that JSON has not. */
bool	flat_no_number(const char *p, size_t n);

/* False: it is not flat and plain, or not JSON; json_check() can tell. */
bool	flat_object(struct json *, const char *p, const char *end);

/* As json_check(), of a value that lies in an object. */
bool	json_check_inside(struct json *, const char *, size_t);

#endif
