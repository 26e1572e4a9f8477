#!/bin/bash
# detect(1), method rate: measurements_count and time_span_seconds are of the
# same runs, those since the change: alert tells by them how near two changes
# are.  Of 40 daily passes and 4 failures that is four runs, three days.
. "$TESTS/detect/lib.bash"
results t $(printf 'p%.0s' {1..40})ffff | detect --only --method rate |
    jq -c '[.measurements_count, .time_span_seconds / 86400]'
