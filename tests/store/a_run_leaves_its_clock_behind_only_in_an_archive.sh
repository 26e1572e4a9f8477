#!/bin/bash
# Where the results of a run lie is forgotten with them; unless they may come
# back, when they must lie where they lay, in the order in which they ran.
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
	} | store-sqlite --only s.db 2>/dev/null
}
fill
store-sqlite read s.db --kind run,result >before
jq -r .run_id before | xargs
store-sqlite retain s.db --archive kept --now 2026-01-31T00:00:00Z | jq .deleted | xargs
sqlite3 s.db 'SELECT run_id FROM run_clock'
tac kept/*results* | store-sqlite --only s.db 2>/dev/null
cat kept/* | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db --kind run,result | cmp - before
store-sqlite retain s.db --results never --now 2026-01-31T00:00:00Z >/dev/null
sqlite3 s.db 'SELECT count(*) FROM run_clock'
store-sqlite retain s.db --now 2026-01-31T00:00:00Z >/dev/null
sqlite3 s.db 'SELECT run_id FROM run_clock'
