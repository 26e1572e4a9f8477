#!/bin/bash
# 75 where it may go later, 3 where it was refused; the dead letters can be
# sent as they are, and nothing has more of the URL than the host.
. "$TESTS/notify/lib.bash"
two >alerts
try() { # ANSWER ...
	receive "$@"
	rm -f dead
	notify --only --to pagerduty --url '$URL' --dead-letter dead --timeout 300ms \
	    --retry 20ms --retry-max 10s --give-up 100ms alerts >out 2>err
	echo "$*: status $?"
	sed 's/:[0-9]*: /: /' err
	told <out
	jq -r '"\(.to) \(.alerts) \(.payload.event_action) \(.reason)"' dead
	grep S3CRET err out dead
	jq -c .payload dead | head -n 1 | cmp - <(notify --to pagerduty alerts | head -n 1)
}
try 400
try 404 200
try 307:Location=http://127.0.0.2:1/
try 500
try reset
URL=http://127.0.0.1:1/S3CRET notify --only --to slack --url '$URL' --give-up 0 \
    alerts 2>&1 | tail -n 1 | jq -c '[.ok, .error]'
