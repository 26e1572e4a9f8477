#!/bin/bash
# sqlite only: it is about files
# At once by what is free in whole pages, with vacuum to what a new file with
# the same rows has; nothing is left beside it.
. "$TESTS/store/lib.bash"
rows 100 2000 | store-sqlite --only s.db 2>/dev/null
full=$(stat -c %s s.db)
store-sqlite retain s.db --now 2026-01-31T00:00:00Z >/dev/null
kept=$(stat -c %s s.db)
[ $((kept * 4)) -lt $full ] || echo "$full bytes before, $kept after"
store-sqlite vacuum s.db 2>words
sed 's/[0-9][0-9]*/N/g' words
store-sqlite read s.db >rows
store-sqlite --only t.db <rows 2>/dev/null
store-sqlite vacuum t.db 2>/dev/null
[ $(($(stat -c %s s.db) * 10)) -le $(($(stat -c %s t.db) * 11)) ] || ls -l
ls -- *.db*
wc -l <rows
store-sqlite vacuum none.db || echo $?
