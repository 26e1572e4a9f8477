#!/bin/bash
# From file to file to file, byte for byte, with a record for each table.
. "$TESTS/store/lib.bash"
every_kind | drift store --only one.db 2>/dev/null
drift read one.db >one
drift migrate one.db two.db >said
drift migrate two.db three.db >said.two
drift read two.db | cmp - one
drift read three.db | cmp - one
jq -r '[.table, .rows, .ok, .took_ms > 0] | @tsv' said
drift migrate one.db two.db | jq -r '[.table, .rows, .ok] | @tsv' | sort -u | wc -l
drift read two.db | cmp - one
drift read two.db --kind migration | wc -l
# What is said is what both sides hold, and is stored in the target.
drift checksum one.db | jq -r '[.table, .rows, .checksum] | @tsv' | sort >sums
jq -r '[.table, .rows, .checksum] | @tsv' said | sort | diff sums -
drift read two.db --kind migration | grep -cxFf said
