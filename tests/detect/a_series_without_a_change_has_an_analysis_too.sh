#!/bin/bash
# detect.md: "severity none is a result too".
. "$TESTS/detect/lib.bash"
measurements t $(for i in {1..30}; do echo .9$((i * 7 % 5)); done) |
    detect --only --method changepoint | jq -c '[.severity, .change_at,
    .change_index, .evidence.changes, .evidence.finding]'
