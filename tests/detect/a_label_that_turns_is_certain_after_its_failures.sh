#!/bin/bash
# detect(1), method category, with results: a test that never failed is broken
# from the third failure in a row on if chance, the product of
# (k + 1/2 + i) / (n + 1 + i), is at most .0001; one that failed before, from
# .00001 on.  Of 25 passes three are .000095, of 24 .00011, and of 14 four are
# .00009; of 3 failures in 60 runs three are .0003, four .00003, five .000003.
# A break that was repaired, of 25 passes and 5 failures, does not count; it is
# over when 5 passes of such a test are less than .001.
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
p25=ppppppppppppppppppppppppp
for letters in ${p25}fff ${p25:1}ffff ${p25:11}ffff \
    ${p25}fppppfppppfpppp${p25:5}fffff ${p25}fffffpppppp${p25:7}fff; do
	runs t $letters | detect --only --each --method category |
	    jq -r '"\(.analyzed_at[5:10]) \(.severity) \(.class) \(.evidence.in_a_row)"'
	echo
done
