#!/bin/bash
cat >q <<'L'
{"owner":"team-a","reason":"all of it"}
{"test":"two\nlines","reason":"x"}
{"test":"a*b","reason":"x"}
{"test":"S::a:b","reason":"x"}
L
for runner in pytest gtest; do
	quarantine --for $runner q 2>&1
	echo $?
done
echo '{"reason":"whom?"}' >q
quarantine --for go q 2>&1
echo $?
quarantine --for make q 2>&1
echo $?
: >q
quarantine --for ctest q
