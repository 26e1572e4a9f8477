#!/bin/bash
# The outage of one run on several contexts is one notification, also where
# each has a job of its own; and news again where one is out alone.
. "$TESTS/alert/lib.bash"
run() { # HOUR CONTEXT [out]
	printf '{"kind":"run","run_id":"%s","context":"%s","started_at":"2026-01-01T%02d:00:00Z","tests":20,"failed":19,"errored":0%s}\n' \
	    $1 $2 $1 ${3:+',"outage":true'}
}
say() { jq -r 'select(.kind == "alert") | "\(.state) \(.context) \(.run_id)"'; }
echo 'one stream:'
{
	run 1 linux out; run 1 windows out
	run 2 linux out; run 2 windows out
	run 3 linux; run 3 windows out
	run 4 linux; run 4 windows
	run 5 windows out; run 5 linux out
} | alert | say
echo 'two jobs:'
run 1 linux out | alert >linux
say <linux
{ { run 1 windows out; cat linux; } | history; run 2 windows; } | alert | say
{ history <linux; run 1 windows out; } | alert -e | say
echo "found: ${PIPESTATUS[1]}"
echo 'another project, and a night after all is over:'
{ history <linux; run 1 windows out | jq -c '.project = "other"'; } |
    alert | say
{ { cat linux; run 3 linux; } | alert | history
    run 1 windows out; run 2 windows; } | alert | say
{ { run 6 linux out; run 7 linux; } | alert | history
    run 1 windows out; run 2 windows; run 8 windows out; } | alert | say
