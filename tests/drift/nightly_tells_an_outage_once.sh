#!/bin/bash
# Whoever sees it first, a night or the job itself; and one that is older than
# what was told of is never told of again.
. "$TESTS/drift/data.bash"
export DRIFT_DB=$DB NOW=2026-01-10T12:00:00Z
run() { # DAY [MORE MEMBERS]
	printf '{"kind":"run","run_id":"%s","context":"linux","started_at":"2026-01-%02dT00:00:00Z","tests":20,"failed":19,"errored":0%s}\n' \
	    "$1" "$1" "${2-}"
}
outage() { run "$1" ',"outage":true'; }
job() { drift recall | drift alert --now $NOW | drift store >/dev/null 2>&1; }
night() { # DAY
	echo "$1:"
	drift nightly --now "2026-01-$1T12:00:00Z"
	echo $?
}
{ run 1; outage 2; run 3; outage 4; } | store
night 04
night 05
echo 'the job tells that it is over, and of the next one'
run 6 | job
outage 7 | job
night 07
echo 'one of long ago comes late'
outage 5 | store
night 08
echo 'a night tells that it is over, once'
run 9 | store
night 09
night 10
echo 'the window once more'
drift read --kind run | job
drift read --kind alert --order created_at |
    jq -r '[.state, .run_id, .created_at[8:10], .resolved_at[8:10]] | join(" ")'
drift read --kind alert | jq -r .alert_id | sort | uniq -d
