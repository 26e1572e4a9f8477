#!/bin/bash
# Ids, microseconds and nulls are kept, a second time adds nothing, and the
# file itself, with its table of sequences, stays as it was.
. "$TESTS/migrate/memory.bash"
memory memory.db
cp memory.db before.db
drift migrate memory.db "$DB" | jq -c '[.table, .rows, .ok]'
drift read "$DB"
drift read "$DB" | sort >one
drift migrate memory.db "$DB" | jq -c 'select(.ok | not)'
drift read "$DB" | sort | cmp - one
cmp memory.db before.db
ls memory.db*
drift migrate "$DB" "$DB2" >/dev/null
drift read "$DB2" | sort | cmp - one
