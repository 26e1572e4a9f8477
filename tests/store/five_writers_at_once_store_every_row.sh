#!/bin/bash
. "$TESTS/store/lib.bash"
rows() { # WRITER
	local i
	for i in {1..300}; do
		echo '{"kind":"measurement","test_name":"t'$((i % 7))'","context":"'$1'","timestamp":"2026-01-01T00:0'$((i / 60))':'$((10 + i % 50))'.'$i'Z","confidence":0.5,"category":"c'$((i % 11))'"}'
		[ $((i % 30)) = 0 ] && sleep 0.01
	done
}
for writer in a b c d e; do
	rows $writer | $STORE --batch 10 "$DB" >$writer.out 2>$writer.err &
	pids+=" $!"
done
for pid in $pids; do
	wait $pid || echo "status $?"
done
wc -l *.out | tail -n 1 | awk '{ print $1 }'
$STORE read "$DB" | wc -l
ask 'SELECT count(*) FROM series; SELECT count(*) FROM words'
