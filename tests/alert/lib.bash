# lib.bash - what the cases of alert share

# An analysis at an hour of 1 January 2026, or days later: 30 is 2 Jan 06:00.
analysis() { # HOUR SEVERITY [MORE MEMBERS]
	printf '{"kind":"analysis","test_name":"t","method":"windows","analyzed_at":"%(%FT%TZ)T","baseline_confidence":0.9,"current_confidence":0.6,"drift_percentage":-0.25,"drift_absolute":-0.3,"severity":"%s","direction":"decreasing","trend":"stable","measurements_count":9,"time_span_seconds":60,"recommendations":["look"]}\n' \
	    $((1767225600 + 3600 * $1)) "$2" | jq -c ". + {${3-}}"
}

# One an hour; n none, l low, m moderate, h high, c critical.
analyses() { # LETTERS [FIRST HOUR]
	local i
	local -A words=([n]=none [l]=low [m]=moderate [h]=high [c]=critical)
	for ((i = 0; i < ${#1}; i++)); do
		analysis $((i + ${2-0})) ${words[${1:i:1}]}
	done
}

# What came before, as recall(1) tells it.
history() {
	jq -c '{kind: "history", of: .kind} + del(.kind)'
}

# Hour, state and severity of each alert; > is an escalation.
told() {
	jq -r 'select(.kind == "alert") | "\(.updated_at[8:13]) \(.state
	    ) \(.severity)\(if .supersedes then " >" else "" end)"'
}
