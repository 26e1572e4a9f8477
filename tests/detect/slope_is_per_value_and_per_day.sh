#!/bin/bash
# Every second day: .01 a value are .005 a day.
. "$TESTS/detect/lib.bash"
measurements t .50 .505 .51 .515 .52 .525 .53 | sed -n 'p;n' |
    detect --only --method windows --per-day | jq -c '[.slope, .slope_per_day | . * 1e9 |
    round]'
