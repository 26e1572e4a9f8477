#!/bin/bash
# detect(1), method category: of 30 passes and 40 failures the newest 32 runs
# are kept, all of them failures: it is broken to the last.
. "$TESTS/detect/lib.bash"
p30=pppppppppppppppppppppppppppppp f40=${p30//p/f}ffffffffff
day=0
results t $p30$f40 | while read -r result; do
	echo "$result"
	jq -c --argjson day $((day++)) '{kind: "measurement", test_name,
	    timestamp, confidence: 0.8, runs: 20, rule: "r", category:
	    (if $day < 30 then "stable" else "regression" end)}' <<<"$result"
done | detect --only --each --points 32 --method category |
    jq -r '"\(.severity) \(.class) \(.evidence.in_a_row)"' | sed -n '3p;$p'
