#!/bin/bash
# detect.md (a): "baseline 0 -> null, and severity is graded on the absolute
# change": .15 is moderate.
. "$TESTS/detect/lib.bash"
measurements t .0 .1 .15 | detect --only --method windows | jq -c '[.severity,
    .drift_absolute, .drift_percentage]'
