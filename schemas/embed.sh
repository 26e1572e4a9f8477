#!/bin/sh
# embed.sh DATABASE FILE... - migrations as C, for common/migrate.h
#
# schemas/sqlite/0001-tables.sql becomes {1, "0001-tables", its lines}; the
# files are applied in the order of their numbers.

database=$1
shift
number() { expr "$(basename "$1")" : '0*\([1-9][0-9]*\)'; }

printf '#include <stddef.h>\n\n#include "migrate.h"\n'
for file; do
	printf '\nstatic const char *const lines_%d[] = {\n' "$(number "$file")"
	sed -e 's/[\\"]/\\&/g' -e 's/	/\\t/g' -e 's/.*/\t"&\\n",/' "$file"
	printf '\tNULL\n};\n'
done
printf '\nconst struct migration_step %s_migrations[] = {\n' "$database"
for file; do
	printf '\t{%d, "%s", lines_%d},\n' "$(number "$file")" \
	    "$(basename "$file" .sql)" "$(number "$file")"
done
printf '\t{0, NULL, NULL}\n};\n'
