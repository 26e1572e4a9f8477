#!/bin/bash
# records.md, ack: acknowledged_at; what drift ack used to write is "at".
alert() { # ID
	echo '{"kind":"alert","alert_id":"'$1'","test_name":"t","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}'
}
{
	alert a
	alert b
	echo '{"kind":"ack","alert_id":"a","acknowledged_by":"ana","acknowledged_at":"2026-01-04T00:00:00Z"}'
	echo '{"kind":"ack","alert_id":"b","acknowledged_by":"bob","at":"2026-01-05T00:00:00Z"}'
} | $STORE --only --quiet "$DB"
$STORE read "$DB" | jq -r '"\(.acknowledged_by) \(.acknowledged_at)"'
