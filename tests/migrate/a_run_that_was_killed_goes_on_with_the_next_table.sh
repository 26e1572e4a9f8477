#!/bin/bash
# Killed while the second table is on its way, and once more later: the first
# table does not move again, and in the end both sides hold the same.
. "$TESTS/store/lib.bash"
. "$TESTS/migrate/lib.bash"
{
	awk 'BEGIN { for (i = 0; i < 150000; i++) printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-01T%02d:%02d:%02dZ\",\"confidence\":0.%04d,\"category\":\"flaky\"}\n", i % 100, i / 3600 % 24, i / 60 % 60, i % 60, i % 10000 }'
	forty_of_every_kind
} | drift store --only from.db 2>/dev/null
moves() { # TABLE: rows of it are in the target, and more will come
	local n
	n=$(ask "SELECT count(*) FROM $1" 2>/dev/null)
	[ "${n:-0}" -gt 0 ]
}
{ exec drift migrate from.db "$DB" >said 2>/dev/null; } &
pid=$!
until moves confidence_measurements || ! kill -0 $pid; do sleep 0.01; done
disown $pid
kill -9 $pid
while kill -0 $pid 2>/dev/null; do sleep 0.01; done
jq -c '[.table, .ok]' said
tables=$(drift read "$DB" --kind migration | jq -r 'select(.ok == null) | .table' | wc -l)
[ "$tables" -gt 10 ] || echo "only $tables tables were open"
drift migrate from.db "$DB" >again 2>words
cat words
jq -c 'select(.ok | not)' again
jq -r .started_at said again | sort -u | wc -l
jq -r .table said again | sort | uniq -d
cmp <(drift checksum from.db) <(drift checksum "$DB")
drift migrate from.db "$DB" | wc -l
