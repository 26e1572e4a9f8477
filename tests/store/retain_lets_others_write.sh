#!/bin/bash
# A writer commits row by row while 150,000 rows go; it waits for none of them
# for long, and each of its rows is there afterwards.
. "$TESTS/store/lib.bash"
rows 1000 250 | store-sqlite --only s.db 2>/dev/null
(
	while [ ! -e over ]; do
		i=$((i + 1))
		echo '{"kind":"measurement","test_name":"other","timestamp":"2026-01-30T00:00:00.'$(printf %06d $i)'Z","confidence":0.5,"category":"new"}'
		sleep 0.01
	done
) | store-sqlite --batch 1 s.db >written 2>/dev/null &
while [ ! -s written ]; do sleep 0.01; done
before=$(wc -l <written)
store-sqlite retain s.db --now 2026-01-31T00:00:00Z >out
[ "$(wc -l <written)" -gt "$before" ] || echo "nobody else wrote"
touch over
wait
jq 'select(.deleted > 0).deleted' out
store-sqlite read s.db --test other | wc -l | cmp - <(wc -l <written)
store-sqlite read s.db --test 'suite*' | wc -l
sqlite3 s.db 'PRAGMA integrity_check'
