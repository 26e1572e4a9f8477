#!/bin/bash
# classify(1): p = ((f + 1/2) / (n + 1)) ^ length up to .001; with f = 0 and
# n = 4 before three failures it is (0.5 / 5) ^ 3 = .001, which as doubles
# comes out just above.
for run in 1 2 3 4 5 6 7; do
	status=passed
	[ $run -lt 5 ] || status=failed
	printf '{"kind":"result","test_name":"t","run_id":"%s","status":"%s","timestamp":"2026-01-0%sT00:00:00Z"}\n' \
	    $run $status $run
done | classify --only | tail -n 2 | jq -r '"\(.category) \(.rule) \(.confidence)"'
