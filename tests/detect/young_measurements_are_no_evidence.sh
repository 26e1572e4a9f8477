#!/bin/bash
# detect(1): new_test, unknown and fewer runs than --min-runs do not count;
# no runs at all do.
. "$TESTS/detect/lib.bash"
{
	measurements t .9 .9 .9
	for x in '{"category": "new_test"}' '{"category": "unknown"}' \
	    '{"runs": 4}' '{"runs": 5}' '{}'; do
		measurement "$x"
	done
} | detect --only --method windows | jq .measurements_count
