#!/bin/bash
# alert(1): a duration that rises is worse, one that falls an improvement.
. "$TESTS/alert/lib.bash"
took() { # HOUR BEFORE AFTER
	analysis $1 high "\"method\":\"duration\",\"baseline_confidence\":$2,\"current_confidence\":$3,\"drift_absolute\":($3 - $2),\"drift_percentage\":($3 / $2 - 1),\"direction\":(if $3 > $2 then \"increasing\" else \"decreasing\" end)"
}
took 1 0.5 2.25 | alert | jq -r 'select(.kind == "alert").message'
took 1 2.25 0.5 | alert | told
analysis 1 high '"method":"changepoint","baseline_confidence":250,"current_confidence":120,"drift_percentage":-0.52' |
    alert | jq -r 'select(.kind == "alert").message'
