#!/bin/bash
# detect(1), method category, with results: a test that never failed is broken
# at the third failure in a row if chance, ((k + 1/2) / (n + 1))^length, is at
# most .001; one that failed before, from .0001 on.  Of 5 passes it is
# (.5 / 6)^3 = .0006, and of 3 it is (.5 / 4)^3 = .002 and (.5 / 4)^4 = .0002;
# of 3 failures in 19 it is (3.5 / 20)^5 = .00016 and (3.5 / 20)^6 = .00003.  A
# break that was repaired, of 10 passes and 3 failures, does not count: of the
# next it is (.5 / 14)^3 = .00005.
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
for letters in ppppppppppfff pppppfff pppffff ppppfppppfppppfppppffffff \
    ppppppppppfffpppfff; do
	runs t $letters | detect --only --each --method category |
	    jq -r '"\(.analyzed_at[8:10]) \(.severity) \(.class) \(.evidence.in_a_row)"'
	echo
done
