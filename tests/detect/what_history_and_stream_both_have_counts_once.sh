#!/bin/bash
# records.md: "merging by key: what is seen twice counts once"; the newer value
# of a measurement holds.  Mean of the last third of .8 .8 .5.
. "$TESTS/detect/lib.bash"
{
	measurements t .8 .8 .7 | jq -c '{kind: "history", of: .kind} + del(.kind)'
	measurements t .8 .8 .5
} | detect --only --method windows | jq -c 'select(.kind == "analysis") |
    [.measurements_count, .current_confidence]'
