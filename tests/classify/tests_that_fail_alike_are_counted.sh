#!/bin/bash
# classify.md: correlation .85 from 3 others on, .6 from 1 on, else .4.
. "$TESTS/classify/lib.bash"
{
	for test in a b c d; do result 1 $test failed '"failure_id":"x"'; done
	for test in e f; do result 1 $test failed '"message":"y"'; done
	result 1 g failed '"failure_id":"z"'
	result 1 h passed
} | classify --only --explain | jq -r '"\(.test_name) \(.explanation.signal
    .correlation)"'
