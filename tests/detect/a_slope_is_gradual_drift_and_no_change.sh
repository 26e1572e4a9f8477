#!/bin/bash
# detect.md (b): "a significant slope is reported as gradual drift"; with
# --model step it takes several levels.
. "$TESTS/detect/lib.bash"
measurements t $(for i in {10..59}; do echo .$((100 - i))$((i * 7 % 5)); done) >in
detect --only --method changepoint in | jq -c '[.evidence.changes, .severity,
    .direction, .trend, .evidence.finding]'
detect --only --method changepoint --model step in | jq -s 'length > 2'
