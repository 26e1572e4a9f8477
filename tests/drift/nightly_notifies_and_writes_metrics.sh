#!/bin/bash
# It tells of alerts as send does; the collector's file is whole or the old one.
. "$TESTS/drift/data.bash"
. "$TESTS/notify/lib.bash"
measurements t stable 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.4 0.4 0.4 0.4 0.4 0.4 0.4 0.4 | store
receive 500 200
NOW=2026-01-31T00:00:00Z
for night in 1 2 3; do
	drift nightly --notify webhook --url '$URL' --give-up 0 --metrics drift.prom \
	    --now $NOW 2>err | sed 's/.* t:/t:/'
	echo "night $night: ${PIPESTATUS[0]}, $(ls got | grep -c json) messages, $(sed \
	    's/:[0-9]*: .*//' err)"
	grep -e firing{.*high -e ratio{ -e '^# EOF' drift.prom |
	    sed 's/alert_id="[0-9a-f]*"/alert_id="ID"/'
done
"$TESTS/notify/limits" openmetrics t <drift.prom
drift nightly --notify webhook
echo $?
drift nightly --metrics none/drift.prom --now $NOW
echo $?
