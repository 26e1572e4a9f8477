#!/bin/bash
# One alert for three tests that fail alike covers a fourth that began with
# them and is found later, but not one that begins to fail, in the same words,
# while theirs is open: all assertions may say the same.  And what fails in
# other words while it drifts is no other drift.
. "$TESTS/alert/lib.bash"
at() { printf '%(%FT%TZ)T' $((1767225600 + 3600 * $1)); }
alike() { # HOUR SINCE FAILURE NAME ...
	local name
	for name in "${@:4}"; do
		analysis $1 high "\"test_name\":\"$name\",\"failure_id\":\"$3\",\"change_at\":\"$(at $2)\",\"time_span_seconds\":28800"
	done
}
{
	alike 9 7 f1 a b c
	alike 10 7 f1 a b c d
	alike 11 7 f2 a b c d
	alike 20 7 f1 a b c d
	alike 20 18 f1 e
} >analyses
say() { jq -r 'select(.kind == "alert") | "\(.updated_at[11:13]) \(.state) \(.message)"'; }
alert <analyses | say
echo 'run after run:'
for hour in 09 10 11 20; do
	touch before
	{ history <before; grep "analyzed_at\":\"2026-01-01T$hour" analyses; } |
	    alert >now
	say <now
	grep -v '"history"' now >>before
done
