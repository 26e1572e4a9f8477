#!/bin/bash
# detect(1): the same label all along with ever more runs.  stable is .75 +
# runs / 100, so .855 and .915, the means of the first and the last two, are
# 7 % apart by themselves; where the runs fell once that is low, and where they
# stay the same.  The summary says so, too.
. "$TESTS/detect/lib.bash"
grow() { # TEST RUNS ...
	local test=$1 runs
	shift
	for runs; do
		measurement "{\"test_name\": \"$test\", \"runs\": $runs,
		    \"confidence\": $((75 + runs))e-2,
		    \"timestamp\": \"2026-01-${runs}T00:00:00Z\"}"
	done
}
{
	grow up 10 11 12 15 16 17
	grow down 10 11 12 15 16 17 | sed '3s/"runs":12/"runs":9/'
	grow same 10 11 12 15 16 17 | sed 's/"runs":[0-9]*/"runs":12/'
} | detect --only --method windows --summary | jq -c 'if .kind == "analysis" then
    [.test_name, .severity, .evidence.verdict] else [.drifting_tests] end'
