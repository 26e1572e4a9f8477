#!/bin/bash
# alert.md, inhibition: three tests that drift with one failure_id give one
# alert with their names; two do not.  It is over when all are quiet.
. "$TESTS/alert/lib.bash"
alike() { # HOUR SEVERITY NAME ...
	local name
	for name in "${@:3}"; do
		analysis $1 $2 "\"test_name\":\"$name\",\"failure_id\":\"f1\",\"run_id\":\"$1\",\"owner\":\"ops\""
	done
}
say() { jq -r 'select(.kind == "alert") | "\(.state) \(.test_name) \(.failure_id) \(.owner) \(.message)"'; }
echo 'two:'
alike 1 high a b | alert --only | say
echo 'three, and a fourth that joins, then two that stay:'
{ alike 1 high a b c; alike 1 none d; } >first
{ alike 2 high a b c d; } >second
{ alike 3 high a b; alike 3 none c d; } >third
alert first >one
say <one
{ history <one; cat second; } | alert >two
say <two
{ cat one two | history; cat third; } | alert | say
echo 'over:'
for hour in 4 5; do alike $hour none a b c d; done >quiet
{ cat one two third | grep -v '"history"' | history; cat quiet; } | alert | say
echo 'in one stream, run after run:'
{ alike 1 high a b c; alike 2 high a b c; alike 3 none a b c; alike 4 none a b c; } | alert --only | say
