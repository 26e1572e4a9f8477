#!/bin/bash
# detect(1), method category, with results: broken is certain where chance,
# ((k + 1/2) / (n + 1))^length, is at most .0001.  Of 10 passes it is
# (.5 / 11)^3 = .00009, and of 5 it is (.5 / 6)^4 = .00005; of 3 failures in 19 it is
# (3.5 / 20)^5 = .00016 and (3.5 / 20)^6 = .00003.  A break that was repaired,
# of 10 passes and 3 failures, does not count: of the next it is
# (.5 / 14)^3 = .00005.
. "$TESTS/detect/lib.bash"
runs() { # TEST LETTERS: each result before its measurement
	local day=0 letter
	results "$1" "$2" | while read -r result; do
		letter=${2:day:1}
		echo "$result"
		jq -c '{kind: "measurement", test_name, timestamp,
		    confidence: 0.8, runs: 20, rule: "r", category:
		    (if .status == "failed" then "regression" else "stable" end)
		    }' <<<"$result"
		day=$((day + 1))
	done
}
for letters in ppppppppppfff pppppffff ppppfppppfppppfppppffffff \
    ppppppppppfffpppfff; do
	runs t $letters | detect --only --each --method category |
	    jq -r '"\(.analyzed_at[8:10]) \(.severity) \(.class) \(.evidence.in_a_row)"'
	echo
done
