#!/bin/bash
# Two tests drift at high and fail alike; two that began with them, and drift
# at moderate yet, are of their group, and no more told of when they get there.
# One that began earlier is not, and is told of by itself.
. "$TESTS/alert/lib.bash"
say() { jq -r 'select(.kind == "alert") | "\(.updated_at[11:13]) \(.state) \(.message)"'; }
at() { # HOUR SEVERITY BEGAN NAME ...
	local name
	for name in "${@:4}"; do
		analysis $1 $2 "\"test_name\":\"$name\",\"failure_id\":\"f1\",\"run_id\":\"$1\",\"change_at\":\"2026-01-01T0$3:00:00Z\",\"measurements_count\":2,\"time_span_seconds\":7200"
	done
}
{
	at 5 high 3 a b; at 5 moderate 3 c d; at 5 moderate 1 e
	at 6 high 3 a b c d; at 6 high 1 e
} | alert --only | say
