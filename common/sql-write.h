/*
 * sql-write - what the parts of sql that write rows share
 */
#ifndef SQL_WRITE_H
#define SQL_WRITE_H

#include "sql.h"

/* A column that a row changes which was there already. */
bool	sql_is_merged(const struct kind_spec *, const struct column *);
/* " IS NOT " and its like, of two values, where absent ones do not differ. */
void	sql_differs(struct str *, enum dialect, const struct column *);

/* Of a model's versions: a column that goes with the stage, its new value,
   and the statements of sql_along(). */
bool	sql_goes_with_stage(const char *column);
void	sql_stage_value(struct str *, const char *column);
int	sql_stage_along(enum dialect, struct str[SQL_ALONG]);

#endif
