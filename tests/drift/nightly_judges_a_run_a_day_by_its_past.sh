#!/bin/bash
# One run a day: seventy days of passes, then every other one fails.  Thirty
# runs alone can never prove that (G is about 7, 10 is needed); with what is
# remembered they do.  --window 30d looks no further.
. "$TESTS/drift/data.bash"
results() {
	local day status
	for ((day = 0; day < 85; day++)); do
		status=passed
		((day < 70 || day % 2)) || status=failed
		printf '{"kind":"result","test_name":"t","run_id":"r%d","status":"%s","timestamp":"%(%FT%TZ)T"}\n' \
		    $day $status $((1767225600 + 86400 * day))
	done
}
for project in a b; do
	results | drift ingest --project $project 2>/dev/null |
	    drift classify | store
done
drift nightly --project a --window 30d --now 2026-03-27T00:00:00Z
echo $?
drift nightly --project b --now 2026-03-27T00:00:00Z
echo $?
