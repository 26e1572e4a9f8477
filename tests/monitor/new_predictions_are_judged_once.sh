#!/bin/bash
# drift monitor-new, hour by hour: the first 300 are as they were, 100 more
# are too few to say anything, with 250 more they have drifted, nothing is
# new, and a day after the last verdict there is too little data, told once.
. "$TESTS/monitor/lib.bash"
export DRIFT_DB=$DB
rows 300 >ref
store() { # FIRST-HOUR N SHIFT PREFIX
	rows "$2" "$3" | predictions | sed -E "s/T[0-9]+/T$1/; s/\"p([0-9]+)\"/\"$4\1\"/" |
	    drift store --only 2>/dev/null
}
run() { # DAY HOUR OPTION...
	drift monitor-new --reference ref --now "2026-01-$1T$2:00:00Z" "${@:3}"
	echo "$1 $2: $?"
}
drift init
run 30 12
store 11 300 0 a
run 30 12
run 30 13
store 14 100 500 b
run 30 15
store 15 250 500 c
run 30 16 --severity critical
run 30 17
run 31 17 --summary s.json
run 31 18
drift read --kind monitoring | jq -c '[.timestamp, .status, .num_predictions,
    .lookback_hours, .feature_drift_ratio, .drift_summary_ref]'
drift read --kind alert | jq -c '[.created_at, .state, .severity, .message]'
drift read --kind feature_drift | wc -l
