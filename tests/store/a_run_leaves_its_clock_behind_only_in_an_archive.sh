#!/bin/bash
# Where the results of a run lie is forgotten with them; unless they may come
# back, when they must lie where they lay, in the order in which they ran.
. "$TESTS/store/lib.bash"
results() { # RUN TIME ...
	local run=$1
	shift
	for t in "$@"; do
		echo '{"kind":"result","test_name":"t","run_id":"'$run'","attempt":'$((++n))',"status":"passed","timestamp":"'$t'"}'
	done
	echo '{"kind":"run","run_id":"'$run'","started_at":"'$1'"}'
}
fill() {
	n=0
	{
		results a 2025-01-01T00:00:05Z 2025-01-01T00:00:01Z
		results b 2025-01-01T00:00:03Z 2025-01-01T00:00:09Z
		results c 2026-01-30T00:00:03Z
	} | $STORE --only "$DB" 2>/dev/null
}
fill
$STORE read "$DB" --kind run,result >before
jq -r .run_id before | xargs
$STORE retain "$DB" --archive kept --now 2026-01-31T00:00:00Z | jq .deleted | xargs
ask 'SELECT run_id FROM run_clock'
tac kept/*results* | $STORE --only "$DB" 2>/dev/null
cat kept/* | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" --kind run,result | cmp - before
$STORE retain "$DB" --results never --now 2026-01-31T00:00:00Z >/dev/null
ask 'SELECT count(*) FROM run_clock'
$STORE retain "$DB" --now 2026-01-31T00:00:00Z >/dev/null
ask 'SELECT run_id FROM run_clock'
