#!/bin/bash
# detect(1): two remembered values and one new are three; the history passes,
# also under --only, and adds nothing by itself.  Means .8 and .4.
. "$TESTS/detect/lib.bash"
{
	measurements t .8 .8 | jq -c '{kind: "history", of: .kind} + del(.kind)'
	measurements t .8 .8 .4 | tail -n 1
} | detect --only --method windows --each | jq -c '[.kind, .measurements_count,
    .drift_percentage]'
