#!/bin/bash
# And again when it is over; $DB alone says what was told.
. "$TESTS/notify/lib.bash"
export DRIFT_DB=$DB
send() {
	drift send --to webhook --url '$URL' --lock lock "${quick[@]:0:6}"
	echo "status $?, $(ls got | grep -c json) messages"
}
receive 200 500
two | drift store --quiet >/dev/null
send
send
alert 00aa checkout 'project: "shop", context: "linux", state: "resolved",
    updated_at: "2026-01-01T11:00:00Z", resolved_at: "2026-01-01T11:00:00Z"' |
    drift store --quiet >/dev/null
drift send --to webhook --url '$URL' --give-up 0 --lock lock 2>/dev/null
echo "status $?"
receive 200
send
send
drift read --kind alert --order alert_id | jq -c '[.alert_id, .state, .last_sent_at, .count]'
drift send --to webhook
(flock 9; drift send --to webhook --url '$URL' --lock lock) 9>lock
echo "status $?"
drift send --to webhook --url "$URL" --lock lock
DRIFT_DB=none.db drift send --to webhook --url '$URL' 2>&1 | sed 's/none.*//'
