#!/bin/bash
# detect(1): in whatever order results come, run, revision, owner and failure
# are those of the newest result that names them.
results() { # DAY ...
	local day
	for day; do
		printf '{"kind":"result","test_name":"t","run_id":"%s","revision":"v%s","owner":"o%s","status":"%s","timestamp":"2026-01-0%sT00:00:00Z"%s}\n' \
		    $day $day $day $([ $day -lt 3 ] && echo failed || echo passed) \
		    $day "$([ $day -lt 3 ] && echo ",\"failure_id\":\"f$day\"")"
	done
}
for order in '1 2 3' '3 2 1' '2 3 1 2'; do
	results $order | detect --only --method rate |
	    jq -c '[.run_id, .revision, .owner, .failure_id]'
done
