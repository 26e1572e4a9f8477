#!/bin/bash
# Tests of their own and tests they share; nobody is shown an error.
. "$TESTS/store/lib.bash"
rows() { # WRITER
	local i
	for i in {10..59}; do
		echo '{"kind":"measurement","test_name":"own'$((i % 3)) $1'","timestamp":"2026-01-01T00:00:'$i'Z","confidence":0.5,"category":"c'$((i % 11))'"}'
		echo '{"kind":"measurement","test_name":"shared'$((i % 7))'","context":"'$((i % 2))'","timestamp":"2026-01-01T00:'$1':'$i'Z","confidence":0.5,"category":"c'$((i % 13))'"}'
		echo '{"kind":"result","test_name":"all","run_id":"r'$i'","status":"passed","timestamp":"2026-01-01T00:00:'$i'Z"}'
		[ $((i % 10)) = 0 ] && sleep 0.01
	done
}
for writer in {10..29}; do
	rows $writer | $STORE --batch 10 "$DB" >$writer.out 2>$writer.err &
	pids+=" $!"
done
for pid in $pids; do
	wait $pid || echo "status $?"
done
sed "s/: [0-9]* stored, .*//" *.err | sort | uniq -c
cat *.out | wc -l
$STORE read "$DB" | jq -r .kind | sort | uniq -c
ask 'SELECT count(*) FROM series'
