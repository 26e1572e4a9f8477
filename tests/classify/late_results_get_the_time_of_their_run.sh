#!/bin/bash
# classify(1): what comes after the record of its run is of that run, whose
# time it gets.
. "$TESTS/classify/lib.bash"
{
	result 4 t failed
	echo '{"kind":"run","run_id":"r4","started_at":"2026-01-03T12:00:00Z"}'
	result 4 u passed
} | classify --only | jq -r .timestamp
