#!/bin/bash
# Their runner leaves tests in quarantine out, so that after the window none
# of their results is in it; an entry of no test at all is unknown as ever.
. "$TESTS/drift/data.bash"
export DRIFT_DB=$DB
result() { # DAY TEST
	printf '{"kind":"result","test_name":"%s","run_id":"%s","status":"passed","timestamp":"%sT00:00:00Z"}\n' \
	    "$2" "$1" "$1"
}
for day in 2026-01-0{1..5}; do result $day aside; result $day 'old[a]'; done | store
for day in 2026-02-{15..19}; do result $day t; done | store
printf '{"test":"%s","by":"ana","reason":"ticket 7"}\n' \
    aside 'old[a]' 'as*' 't' 'never' 'n*' >entries
drift nightly --quarantine entries --now 2026-02-20T00:00:00Z
echo $?
drift nightly --quarantine entries --window 90d --now 2026-02-21T00:00:00Z
echo $?
