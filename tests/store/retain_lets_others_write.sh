#!/bin/bash
# A writer commits row by row while 150,000 rows go; it waits for none of them
# for long, and each of its rows is there afterwards.
. "$TESTS/store/lib.bash"
rows 1000 250 | $STORE --only "$DB" 2>/dev/null
(
	while [ ! -e over ]; do
		i=$((i + 1))
		echo '{"kind":"measurement","test_name":"other","timestamp":"2026-01-30T00:00:00.'$(printf %06d $i)'Z","confidence":0.5,"category":"new"}'
		sleep 0.01
	done
) | $STORE --batch 1 "$DB" >written 2>/dev/null &
while [ ! -s written ]; do sleep 0.01; done
before=$(wc -l <written)
$STORE retain "$DB" --now 2026-01-31T00:00:00Z >out
[ "$(wc -l <written)" -gt "$before" ] || echo "nobody else wrote"
touch over
wait
jq 'select(.deleted > 0).deleted' out
$STORE read "$DB" --test other | wc -l | cmp - <(wc -l <written)
$STORE read "$DB" --test 'suite*' | wc -l
