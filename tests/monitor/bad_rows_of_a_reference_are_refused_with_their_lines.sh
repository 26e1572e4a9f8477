#!/bin/bash
# NDJSON and CSV; kept in --rejects, and the other rows count.
. "$TESTS/monitor/lib.bash"
rows 20 | predictions >in
{ rows 3; echo '{"x":NaN}'; echo; echo '[1]'; rows 4; } >ref.ndjson
printf 'x,city\n1,Bonn\n2\n"3"x,Ulm\n4,Tr\377er\n"5","Ulm"\n' >ref.csv
for ref in ref.ndjson ref.csv; do
	watch --reference $ref --rejects rejected in | jq -c 'select(.feature) |
	    [.feature, .reference_count]'
	echo ${PIPESTATUS[0]}
done
jq -c '[.source, .line]' rejected
watch --reference ref.ndjson --strict in
echo $?
for text in '' 'x,city' '{"x":'; do
	printf '%s\n' "$text" >empty
	watch --reference empty in
	echo $?
done
watch --reference none in
echo $?
