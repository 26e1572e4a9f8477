# lib.bash - what the cases of detect share

# One measurement a day from 2026-01-01 on, with 20 runs behind each.
measurements() { # TEST VALUE ...
	local test=$1 day=0 value
	shift
	for value; do
		printf '{"kind":"measurement","test_name":"%s","timestamp":"%(%FT%TZ)T","confidence":%s,"category":"stable","runs":20}\n' \
		    "$test" $((1767225600 + 86400 * day++)) "0$value"
	done
}

# One result a day; p passed, f failed, e errored, s skipped.
results() { # TEST LETTERS
	local i
	local -A words=([p]=passed [f]=failed [e]=errored [s]=skipped)
	for ((i = 0; i < ${#2}; i++)); do
		printf '{"kind":"result","test_name":"%s","run_id":"%s","status":"%s","timestamp":"%(%FT%TZ)T"}\n' \
		    "$1" $i "${words[${2:i:1}]}" $((1767225600 + 86400 * i))
	done
}

# A measurement of the first day, with these members beside or instead.
measurement() { # JSON
	jq -c --null-input '{kind: "measurement", test_name: "t", timestamp:
	    "2026-01-01T00:00:00Z", confidence: 0.9, category: "stable"} + $x' \
	    --argjson x "$1"
}
