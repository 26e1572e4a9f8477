#!/bin/bash
# By hand: a -25 % high, b -50 % critical, c 0; the third test
# has two values: too few.  (-.25 - .5 + 0) / 3 = -.25.
. "$TESTS/detect/lib.bash"
{
	measurements a .8 .8 .6
	measurements b .8 .8 .4
	measurements c .8 .8 .8
	measurements d .8 .4
	measurements b .1 .1 .1 .2 | jq -c '.category = "slow" |
	    .timestamp |= sub("2026-01"; "2026-02")'
	measurements e .1 .1 | jq -c '.category = "short"'
} | detect --only --summary | jq -c 'select(.kind == "category_summary") |
    [.category, .timestamp[5:10], .tests_analyzed, .drifting_tests,
    ((.avg_drift_percentage // 9) * 1e9 | round), .max_drift_test,
    ((.max_drift_percentage // 9) * 1e9 | round), .drift_distribution]'
