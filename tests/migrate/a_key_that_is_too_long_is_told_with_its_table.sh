#!/bin/bash
# Such as an older version has stored: all other records move.
. "$TESTS/store/lib.bash"
. "$TESTS/migrate/memory.bash"
for id in a b c; do
	echo '{"kind":"run","run_id":"'$id'"}'
	echo '{"kind":"label","prediction_id":"'$id'","true_label":1}'
done | $STORE --only --quiet "$DB"
long=$(printf 'y%.0s' {1..20000})
ask "UPDATE run SET run_id = '$long' WHERE run_id = 'a'"
ask "UPDATE label SET prediction_id = '$long' WHERE prediction_id = 'b'"
move() { # FROM TO
	drift migrate "$1" "$2" | jq -c '[.table, .rows, .ok, .errors]'
	echo "${PIPESTATUS[0]}"
}
move "$DB" to.db 2>words
sort -u words
drift read to.db | jq -c .run_id,.prediction_id
move "$DB" "$DB2" 2>words
sort -u words
memory memory.db "UPDATE entities SET name = '$long' WHERE id = 7"
move memory.db "$DB2" 2>words
sort -u words
