# lib.bash - what the cases of notify share

# An alert of 1 January 2026, found at an hour of that day.
alert() { # ID TEST [MORE MEMBERS]
	jq -nc --arg id "$1" --arg test "$2" '{kind: "alert", alert_id: $id,
	    test_name: $test, source: "drift", severity: "high",
	    state: "firing", drift_percentage: -0.222,
	    message: "↓ \($test): 90.0% → 70.0% (-22.2%) - HIGH",
	    recommendations: ["Look at recent changes", "Run it again"],
	    created_at: "2026-01-01T10:00:00Z",
	    updated_at: "2026-01-01T10:00:00Z"} + {'"${3-}"'}'
}

# Two alerts, one of them over.
two() {
	alert 00aa checkout 'project: "shop", context: "linux", owner: "ana",
	    run_id: "17", class: "flaky"'
	alert 00bb login 'severity: "critical", state: "resolved",
	    updated_at: "2026-01-01T12:00:00Z",
	    resolved_at: "2026-01-01T12:00:00Z", recommendations: null'
}

NOW=2026-01-02T00:00:00Z
payload() { # RECEIVER [OPTION ...]
	two | notify --now $NOW --to "$@"
}

# Somebody who is notified, as receiver has it, ends with the case.  Its
# address is in $URL; what it got in the folder got.
receive() { # ANSWER ...
	local tries scheme=http
	[ "$1" != --tls ] || scheme=https
	rm -rf got && mkdir got
	[ -z "${receiver-}" ] || kill "$receiver"
	"$TESTS/notify/receiver" got "$@" & receiver=$!
	trap 'kill $receiver' EXIT
	for tries in {1..500}; do
		[ ! -e got/port ] || break
		sleep 0.02
	done
	export URL=$scheme://127.0.0.1:$(cat got/port)/services/T0/S3CRET
}

# What it says of each alert.
told() {
	jq -r 'select(.kind == "sent") | "\(.alert_id) \(.ok) \(.error //
	    "-" | gsub(":[0-9]{4,5}"; ""))"'
}

# Pauses as short as tests need.
quick=(--retry 20ms --retry-max 50ms --give-up 5s --linger 0)
