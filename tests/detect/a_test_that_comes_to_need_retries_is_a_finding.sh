#!/bin/bash
# A retry buys a label, not a pass: of 30 runs that pass at once, then 20 of
# which every other one passes only when it is tried again, the last ones are
# high by method contradiction, and no other method sees anything.  Who always
# needs them is flaky, and nothing is new.
runs() { # RUNS SINCE
	local i
	for ((i = 0; i < $1; i++)); do
		[ $i -ge $2 ] && [ $((i % 2)) = 0 ] &&
		    printf '{"kind":"result","test_name":"t","run_id":"%d","attempt":1,"retried":true,"status":"failed","timestamp":"%(%FT%TZ)T"}\n' \
		    $i $((1767225600 + 3600 * i))
		printf '{"kind":"result","test_name":"t","run_id":"%d","attempt":2,"status":"passed","timestamp":"%(%FT%TZ)T"}\n' \
		    $i $((1767225601 + 3600 * i))
	done
}
say() { jq -r '"\(.method) \(.severity) \(.direction) \(.baseline_confidence) \(.current_confidence) \(.change_index)"'; }
for since in 30 0; do
	runs 50 $since | detect --only | say
done
echo 'and 20 that pass at once after them:'
{ runs 50 30; runs 70 70 | tail -n 20; } | detect --only --method contradiction | say
