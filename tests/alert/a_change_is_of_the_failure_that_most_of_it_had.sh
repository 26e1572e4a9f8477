#!/bin/bash
# Three tests break together; the run in which that becomes certain fails for
# another reason, too.  They are still one group, of what most of their runs
# failed with; so they are where it was the first run that did.
. "$TESTS/alert/lib.bash"
at() { # HOUR SEVERITY TEST FAILURE
	analysis $1 $2 "\"test_name\":\"$3\",\"failure_id\":\"$4\",\"change_at\":\"2026-01-01T01:00:00Z\""
}
for test in a b c; do
	at 1 moderate $test null-pointer
	at 2 moderate $test null-pointer
done >before
{
	cat before
	at 3 high a null-pointer
	at 3 high b disk-full
	at 3 high c disk-full
	for test in a b c; do at 4 high $test null-pointer; done
} | alert | jq -r 'select(.kind == "alert") | "\(.failure_id) \(.message)"'
echo 'or nearly so:'
{
	for test in a b c; do
		at 1 moderate $test disk-full
		at 2 moderate $test null-pointer
		at 3 high $test null-pointer
	done
} | alert | jq -r 'select(.kind == "alert") | "\(.failure_id) \(.message)"'
