#!/bin/bash
# detect(1), method category: said at the change and while it stays, once more
# when it returns; baseline is the last confidence before, drift .7 - .8 and
# its eighth, change_at that of the first.
. "$TESTS/detect/lib.bash"
label() { # DAY CATEGORY CONFIDENCE
	measurement "{\"timestamp\": \"2026-01-0$1T00:00:00Z\",
	    \"category\": \"$2\", \"confidence\": $3, \"runs\": 20,
	    \"failures\": $1}"
}
{
	label 1 flaky 0.8
	label 2 regression 0.7
	label 3 broken 0.7
	label 4 stable 0.9
	label 5 stable 0.9
} | detect --only --method category | jq -c '[.analyzed_at[8:10],
    .change_at[8:10], .severity, .direction, .class, .category,
    .baseline_confidence, .current_confidence,
    (.drift_percentage * 1e9 | round), .time_span_seconds, .evidence]'
