#!/bin/bash
# classify.md: "An outage is not flakiness: when >= 0.8 of a run's tests fail
# (min 10 tests), the run's results are flagged and left out of rates,
# reversibly".  In run 6 of 8, ten of twelve, or of nine, tests fail; t is one of
# them.  Its labels of days 6 to 8 are shown.
. "$TESTS/classify/lib.bash"
run() { # N [MORE MEMBERS]
	printf '{"kind":"run","run_id":"r%s","started_at":"2026-01-0%sT00:00:00Z"%s}\n' $1 $1 "${2:+,$2}"
}
six() { # FAILED PASSED
	result 6 t failed '"revision":"b"'
	for ((i = 1; i < $1; i++)); do result 6 f$i failed; done
	for ((i = 0; i < $2; i++)); do result 6 p$i passed; done
}
before() { runs 1 t ppppp '"revision":"a"'; }
after() { runs 7 t pp '"revision":"b"'; }
show() { # WORDS ARGUMENT...
	echo "$1:"
	{ before; cat; after; } | classify "${@:2}" | labels | grep ' t ' | tail -n +6
}
six 10 2 | show 'ten of twelve'
{ six 10 2; run 6; } | show 'with a record'
six 7 2 | show 'too few tests'
six 10 3 | show 'too few failures'
six 10 3 | show 'an own limit' --outage 0.75
{ six 10 2; run 6 '"outage":false'; } | show 'its record denies it'
{ six 10 3; run 6 '"outage":false'; } | show 'and an own limit' --outage 0.75
{ six 1 2; run 6 '"outage":true'; } | show 'its record says it'
{ six 10 2; run 6 '"outage":true'; } | show 'none is one' --outage 0
{ six 10 2; run 6 '"outage":true'; result 7 t passed '"revision":"b"'
	run 6 '"outage":false'; } | show 'it is taken back'
{ run 6 '"outage":true' | history; six 1 0; } | show 'it is remembered'
{ six 10 2; run 6; } | classify --only | jq -c 'select(.kind == "run")'
