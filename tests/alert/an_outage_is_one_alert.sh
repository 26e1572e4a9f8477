#!/bin/bash
# A run that was an outage is one alert, and none of its tests is told; the
# next sound run ends it, also in another job.
. "$TESTS/alert/lib.bash"
run() { printf '{"kind":"run","run_id":"%s","context":"linux","started_at":"2026-01-01T%02d:00:00Z","tests":20,"failed":19,"errored":0%s}\n' $1 $1 "$2"; }
say() { jq -r 'select(.kind == "alert") | "\(.state) \(.context) \(.run_id) \(.message)"'; }
{
	run 1
	run 1 ',"outage":true'
	for test in a b c; do
		analysis 1 critical "\"test_name\":\"$test\",\"run_id\":\"1\",\"context\":\"linux\""
	done
} | alert >first
say <first
echo 'the next job:'
{ grep -v analysis first | history; run 2; } | alert | say
echo 'both again:'
{ grep -v analysis first | history; run 2 ',"outage":true'; run 3; run 4 ',"outage":true'; } | alert | say
