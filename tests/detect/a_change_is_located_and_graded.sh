#!/bin/bash
# detect.md (b): twenty values about .92, ten about .72, the first lower one is
# the 21st.  Levels are means of the pieces: .92 and .72, -21.7 %.
. "$TESTS/detect/lib.bash"
measurements t $(for i in {1..20}; do echo .9$((i * 7 % 5)); done
    for i in {1..10}; do echo .7$((i * 7 % 5)); done) |
    detect --only --method changepoint | jq -c '[.change_index,
    .change_at[:10], .severity, .direction, (.level_before, .level_after |
    . * 1e6 | round / 1e6), .evidence.finding, .evidence.points_since]'
