#!/bin/bash
# detect(1): unstable is a finding from 2 x --min-runs runs on, 10 by default;
# a regression from --min-runs on.
. "$TESTS/detect/lib.bash"
for test in unstable,9 unstable,10 regression,4 regression,5; do
	measurement "{\"test_name\": \"$test\", \"runs\": 20}"
	measurement "{\"test_name\": \"$test\", \"runs\": ${test#*,},
	    \"category\": \"${test%,*}\", \"timestamp\": \"2026-01-02T00:00:00Z\"}"
done | detect --only --method category | jq -r .test_name
