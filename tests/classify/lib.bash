# lib.bash - what the cases of classify share

# A result of run N, which is of the N-th day of 2026.
result() { # N TEST STATUS [MORE MEMBERS]
	printf '{"kind":"result","test_name":"%s","run_id":"r%s","report":"d%s","status":"%s","timestamp":"%(%FT%TZ)T"%s}\n' \
	    "$2" "$1" "$1" "$3" $((1767139200 + 86400 * $1)) "${4:+,$4}"
}

# One run a day from day N on; p passed, f failed.
runs() { # N TEST LETTERS [MORE MEMBERS]
	local i
	local -A words=([p]=passed [f]=failed [s]=skipped)
	for ((i = 0; i < ${#3}; i++)); do
		result $(($1 + i)) "$2" "${words[${3:i:1}]}" "${4-}"
	done
}

# What came before, as recall(1) tells it.
history() {
	sed 's/"kind":\("[a-z]*"\)/"kind":"history","of":\1/'
}

# Day, category, rule, confidence, runs and failures of each measurement.
labels() {
	jq -r 'select(.kind == "measurement") | "\(.timestamp[5:10]) \(.test_name
	    ) \(.category) \(.rule) \(.confidence * 1e6 | round / 1e6
	    ) \(.failures)/\(.runs)"'
}

# N signals, of tests 1 to N.
signals() { # N
	seq -f '{"kind":"signal","test_name":"%.0f","timestamp":"2026-01-05T00:00:00Z","total_runs":9}' "$1"
}

# The tests in order, each with the advice it got, and what was counted.
advice() {
	jq -r 'if .kind == "measurement" then "\(.test_name) \(.ai_confidence
	    ) \(.enrichment | tojson)" elif .kind == "performance_metric" and
	    .metric_type == "count" then "\(.metric_name) \(.metric_value)"
	    else empty end'
}

# An enricher: its insight is the name of the test.
cat >name.jq <<'EOF'
{confidence: 0.75, insights: [.test_name], other: 1, model_used: "m\u0001\""}
EOF
name='jq -c --unbuffered -f name.jq'
