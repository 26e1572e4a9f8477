/*
 * xml-text - writing texts into XML: nothing of them is markup
 *
 * What XML 1.0 (2.2) has no way to write, control characters and U+FFFE and
 * U+FFFF, is left out, as a reader that repairs leaves it out.
 */
#ifndef XML_TEXT_H
#define XML_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "out.h"

/* Bytes of a character at s that XML forbids, or 0. */
size_t	xml_forbidden(const char *s, size_t n);
bool	xml_has_forbidden(const char *s, size_t n);

/* What stands for a character that would be markup, or NULL. */
const char *xml_reference(char);
/* One byte as it may stand in an attribute; '>' so that no "]]>" comes up. */
void	xml_put_byte(struct out *, char);
/* The value of an attribute, without its quotes. */
void	xml_put_value(struct out *, const char *s, size_t n);
/* ` NAME="TEXT"`, and of a number. */
void	xml_put_attribute(struct out *, const char *name, const char *s,
    size_t n);
void	xml_put_number(struct out *, const char *name, int64_t);
/* Text between tags: lines stay lines. */
void	xml_put_text(struct out *, const char *s, size_t n);

#endif
