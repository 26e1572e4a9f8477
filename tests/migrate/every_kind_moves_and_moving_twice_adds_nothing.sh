#!/bin/bash
# From a file to $DB, to $DB2 and back to a file, with a record for each table.
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | drift store --only one.db 2>/dev/null
drift migrate one.db "$DB" >said
drift migrate "$DB" "$DB2" >/dev/null
drift migrate "$DB2" four.db >/dev/null
drift read one.db | sort >one
for db in "$DB" "$DB2" four.db; do drift read "$db" | sort | cmp - one; done
jq -r '[.table, .rows, .ok, .took_ms > 0] | @tsv' said
drift migrate one.db "$DB" | jq -r '[.table, .rows, .ok] | @tsv' | sort -u | wc -l
drift read "$DB" | sort | cmp - one
drift read "$DB" --kind migration | wc -l
# What is said is what both sides hold, and is stored in the target.
drift checksum one.db | jq -r '[.table, .rows, .checksum] | @tsv' | sort >sums
jq -r '[.table, .rows, .checksum] | @tsv' said | sort | diff sums -
drift read "$DB" --kind migration | grep -cxFf said
