#!/bin/bash
# detect(1), method category: in run 10 half of forty tests fail once.  Two of
# them break later: one of these, and one that passed then.  Both are certain
# at their third failure, as tests that never failed; where nobody shares the
# first failure it takes two more.
run() { # TESTS RUN
	local t status
	for ((t = 0; t < $1; t++)); do
		status=passed
		[ $2 = 10 ] && [ $((t % 2)) = 0 ] && status=failed
		[ $2 -ge 40 ] && [ $t -lt 2 ] && status=failed
		printf '{"kind":"result","test_name":"t%d","run_id":"%d","status":"%s","timestamp":"%(%FT%TZ)T"}\n' \
		    $t $2 $status $((1767225600 + 86400 * $2))
		printf '{"kind":"measurement","test_name":"t%d","category":"%s","confidence":0.8,"runs":20,"timestamp":"%(%FT%TZ)T"}\n' \
		    $t "$([ $status = failed ] && echo regression || echo stable)" \
		    $((1767225600 + 86400 * $2))
	done
}
for tests in 40 2; do
	for ((r = 0; r < 45; r++)); do run $tests $r; done |
	    detect --only --each --method category |
	    jq -r 'select(.severity == "high") | .test_name + " " +
	    (.evidence.in_a_row | tostring)' | sort -u | awk '!seen[$1]++'
	echo
done
