#!/bin/bash
# Of 1 .. 12 hundredths the newest eight are .05 .. .12: thirds of two, .055
# and .115; four fell out.
. "$TESTS/detect/lib.bash"
measurements t .01 .02 .03 .04 .05 .06 .07 .08 .09 .10 .11 .12 |
    detect --only --method windows --points 8 | jq -c '[.measurements_count,
    (.baseline_confidence, .current_confidence | . * 1e9 | round),
    .evidence.older_dropped]'
