#!/bin/bash
# Whoever tells of it: the evaluation, the past, or this very run; the newest
# one counts.
. "$TESTS/gate/lib.bash"
version() { # TIME
	echo '{"kind":"model_version","model_name":"credit","model_version":"7","stage":"Production","promoted_at":"'$1'"}'
}
decision() { # ACTION
	echo '{"kind":"decision","model_name":"credit","timestamp":"2026-01-29T00:00:00Z","trigger_reason":"manual","action":"'$1'"}'
}
{ version 2026-01-24T00:00:00Z; evaluation; } | judge | decided
{ version 2026-01-24T00:00:00.000001Z; evaluation; } | judge | decided
{ version 2026-01-24T00:00:01Z | history; evaluation \
    '.last_promotion_at = "2026-01-01T00:00:00Z"'; } | judge | decided
{ decision promote | history; evaluation; } | judge | decided
{ decision reject | history; evaluation; } | judge | decided
{ decision promote; evaluation; } | judge --cooldown 2 | decided
{ evaluation; evaluation '.shadow.version = 9'; evaluation '.shadow.version =
    9 | .model_name = "other"'; } | judge | decided
evaluation '.last_promotion_at = "2026-03-01T00:00:00Z"' | judge | decided
