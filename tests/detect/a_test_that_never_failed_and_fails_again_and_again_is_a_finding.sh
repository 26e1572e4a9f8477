#!/bin/bash
# detect(1), method category: 30 passes, then every third run fails.  Five of
# 13 are of the last 13 of 43 by chance in .0013, six of 16 in .0009.  It is
# high until it passes often enough, and a second time is no news: it failed
# before.  A flaky test from its first runs on, the same rate, never is.
. "$TESTS/detect/lib.bash"
labels() { # LETTERS: flaky from the third failure on
	local day=0 result
	results t "$1" | while read -r result; do
		echo "$result"
		jq -c --argjson day $((day++)) '{kind: "measurement", test_name,
		    timestamp, confidence: 0.8, runs: 20, rule: "r", category:
		    (if $day < 37 then "stable" else "flaky" end)}' \
		    <<<"$result"
	done
}
p30=pppppppppppppppppppppppppppppp
for letters in ${p30}fppfppfppfppfppfppfpp${p30}${p30}fppfppfppfppfppfppfpp \
    pfpppfppfpppfpfpppfppfppppfppffppfppfppfppppffppfpppf; do
	labels $letters | detect --only --each --method category |
	    jq -r '"\(.analyzed_at[5:10]) \(.severity) \(.change_at[5:10]) \(.evidence.spell)"'
	echo
done
