#!/bin/bash
# Every kind, byte for byte, from a file to $DB and $DB2 and back to a file.
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | store-sqlite --only one.db 2>/dev/null
drift export --db one.db | sort >one
drift export --db one.db | drift store --only "$DB" 2>/dev/null
drift read "$DB" | drift store --only "$DB2" 2>/dev/null
drift export --db "$DB2" | drift store --only four.db 2>/dev/null
for db in "$DB" "$DB2" four.db; do
	drift export --db "$db" | sort | cmp - one
	cmp <(drift checksum "$db") <(drift checksum one.db)
done
wc -l <one
