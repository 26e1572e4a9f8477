#!/bin/bash
# postgres only: a pgbouncer whose three sessions change with each transaction
. "$TESTS/store/lib.bash"
"$TESTS/postgres" pool pool "$SERVER" >address || exit
pool="$(sed 's/dbname=.*//' address) ${DB#* }"

rows() { # WRITER
	local i
	for i in {10..39}; do
		echo '{"kind":"measurement","test_name":"t'$((i % 7))'","context":"'$1'","timestamp":"2026-01-01T00:00:'$i'Z","confidence":0.5,"category":"c"}'
		[ $((i % 10)) = 0 ] && sleep 0.05
	done
}
for writer in a b c d e f g h; do
	rows $writer | $STORE --batch 5 "$pool" >$writer.out 2>$writer.err &
	pids+=" $!"
done
for pid in $pids; do
	wait $pid || echo "status $?"
done
sed 's/.*: \([0-9]* stored\)/\1/' *.err
cat *.out | wc -l
$STORE read "$pool" --where context=a --order -timestamp --limit 1
$STORE read "$DB" | wc -l
rows a | tail -n 1 | sed 's/:39Z/:59Z/' | $STORE recall --last 2 "$pool" |
    jq -r '[.kind, .timestamp] | join(" ")'
$STORE stats "$pool" | jq .total_measurements
