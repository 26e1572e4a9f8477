#!/bin/bash
# It looks back 90 days, and alerts are kept for 60; each night told it anew.
. "$TESTS/drift/data.bash"
for day in {1..20}; do
	jq -n -c --argjson day $day '("2026-11-\($day + 100 | tostring[1:])T00:00:00Z") as $at |
	    ($day == 8) as $out | (range(10) | {kind: "result", test_name: "t\(.)",
	    run_id: "r\($day)", context: "l", timestamp: $at,
	    status: (if $out then "failed" else "passed" end)}),
	    {kind: "run", run_id: "r\($day)", context: "l", started_at: $at,
	    tests: 10, outage: $out}'
done | drift store --only --quiet
night() {
	drift nightly --window 90d --now $1T12:00:00Z 2>&1 | grep -o 'r8 on l was an outage'
	echo "night $1"
}
night 2026-11-09
night 2026-11-10
night 2027-01-20
night 2027-01-21
