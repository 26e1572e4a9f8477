#!/bin/bash
mkfifo in out
$STORE "$DB" <in >out 2>/dev/null &
exec 3>in 4<out
for i in 1 2 3; do
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-0'$i'T00:00:00Z","confidence":0.5,"category":"x"}' >&3
	read -r -t 10 line <&4 || echo "nothing came"
	$STORE read "$DB" | wc -l
done
exec 3>&-
wait
