#!/bin/bash
# Tests of their own and tests they share, and rows that all of them bring:
# each is there as it was sent, is told as stored by one writer alone, and
# nobody is shown an error.
. "$TESTS/store/lib.bash"
rows() { # WRITER
	local i
	for i in {10..59}; do
		echo '{"kind":"measurement","test_name":"own'$((i % 3)) $1'","timestamp":"2026-01-01T00:00:'$i'Z","confidence":0.5'$1',"category":"c'$((i % 11))'"}'
		echo '{"kind":"measurement","test_name":"shared'$((i % 7))'","context":"'$((i % 2))'","timestamp":"2026-01-01T00:'$1':'$i'Z","confidence":0.5'$i',"category":"c'$((i % 13)) $((i % $1))'"}'
		echo '{"kind":"result","test_name":"all","run_id":"r'$i'","status":"passed","timestamp":"2026-01-01T00:00:'$i'Z","branch":"b'$((i % 5))'"}'
		echo '{"kind":"performance_metric","timestamp":"2026-01-01T00:'$1':'$i'Z","component":"c'$((i % 4))'","metric_name":"m","metric_type":"t","metric_value":'$1$i'}'
		[ $((i % 10)) = 0 ] && sleep 0.01
	done
}
content() { # of rows, each once
	jq -r '[.kind, .test_name, .context, .timestamp[:19], .confidence,
	    .category, .run_id, .status, .branch, .component, .metric_value] |
	    @tsv' | sort
}
for writer in {10..29}; do
	rows $writer >$writer.in
	cat $writer.in | $STORE --batch 10 "$DB" >$writer.out 2>$writer.err &
	pids+=" $!"
done
for pid in $pids; do
	wait $pid || echo "status $?"
done
sed "s/: [0-9]* stored, .*//" *.err | sort | uniq -c
for writer in {10..29}; do
	cmp $writer.in $writer.out
done
sed 's/.*: //' *.err | awk '{ n += $1; all += $1 + $3 + $5 + $7 }
END { print n " of " all " were stored" }'
$STORE read "$DB" | content >stored
cat *.in | content | sort -u | diff - stored
cut -f 1 stored | uniq -c
ask 'SELECT count(*) FROM series'
