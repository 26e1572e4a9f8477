#!/bin/bash
# Two receivers on one database: each is told of each alert once, whoever comes
# first, and of its end, unless only the other one was told that it fires; two
# of one kind have names of their own.
. "$TESTS/notify/lib.bash"
export DRIFT_DB=$DB
send() { # RECEIVER [NAME]
	local before
	before=$(ls got | grep -c json)
	drift send --to $1 --url '$URL' --lock lock ${2:+--as $2} "${quick[@]:0:6}"
	echo "$*: status $?, $(($(ls got | grep -c json) - before)) messages"
}
over() { # ID TEST
	alert $1 $2 'project: "shop", context: "linux", state: "resolved",
	    updated_at: "2026-01-01T11:00:00Z", resolved_at: "2026-01-01T11:00:00Z",
	    severity: "none", fired_severity: "high"' | drift store --quiet >/dev/null
}
receive 200
two | drift store --quiet >/dev/null
send webhook
send slack
send webhook
send slack search-team
over 00aa checkout
send webhook
send slack
send discord
drift read --kind alert --order alert_id | jq -cS '[.alert_id, .last_sent_at, .count, .told]'
