#!/bin/bash
# detect.md (d): --rel 25%, --abs 0.2s, 3 of the last 4; one long run is an
# outlier.  Durations swing by some percent, so that twice reads 1.98.
. "$TESTS/detect/lib.bash"
many() { for ((i = 0; i < $1; i++)); do echo "$2"; done; }
times() { # TEST SECONDS ...
	local test=$1 i=0 s
	shift
	for s; do
		printf '{"kind":"result","test_name":"%s","run_id":"%s","status":"passed","timestamp":"%(%FT%TZ)T","duration":%s}\n' \
		    "$test" $i $((1767225600 + 86400 * i)) "$s$((i++ * 7 % 5))"
	done
}
{
	times twice $(many 20 1.0) $(many 8 2.0)
	times small $(many 20 1.0) $(many 8 1.1)
	times short $(many 20 0.01) $(many 8 0.04)
	times spike $(many 25 1.0) 9.0
	times faster $(many 20 8.0) $(many 8 1.0)
	times few $(many 5 1.0) 9.0
} | detect --only --method duration | jq -r '[.test_name, .severity,
    .direction, .evidence.finding, .change_index // "-"] | @tsv'
