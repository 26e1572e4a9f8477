#!/bin/bash
# classify(1): the measurement stands there, and has the time of the run, or
# else of its earliest result.
. "$TESTS/classify/lib.bash"
run() {
	printf '{"kind":"run","run_id":"r%s","started_at":"2026-01-0%sT12:00:00Z"}\n' $1 $1
}
{
	result 2 a passed
	result 2 b passed '"timestamp_":0' | sed 's/T00/T01/'
	run 2
	result 3 b passed
	result 3 a passed | sed 's/T00/T01/'
	result 4 a passed
} | classify | jq -r '[.kind, .test_name, (.timestamp // .started_at)[8:16]] | join(" ")'
