#!/bin/bash
# Nor does an older finding replace a newer one, nor anything but `sent` count.
alert() { # FIELDS
	echo '{"kind":"alert","alert_id":"a","test_name":"t","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"'"$1"'}'
}
{
	alert ',"updated_at":"2026-01-03T00:00:00Z","run_id":"new"'
	echo '{"kind":"ack","test_name":"t","acknowledged_by":"ana","at":"2026-01-04T00:00:00Z","reason":"known"}'
	echo '{"kind":"ack","alert_id":"a","acknowledged_by":"late","at":"2026-01-05T00:00:00Z"}'
	alert ',"updated_at":"2026-01-02T00:00:00Z","run_id":"old","count":9'
	alert ',"updated_at":"2026-01-03T00:00:00Z","run_id":"new","count":9'
	echo '{"kind":"sent","alert_id":"a","to":"x","at":"2026-01-06T00:00:00Z"}'
	echo '{"kind":"sent","alert_id":"a","to":"x","at":"2026-01-06T00:00:00Z"}'
	echo '{"kind":"sent","alert_id":"a","to":"y","at":"2026-01-07T00:00:00Z","ok":false}'
} | $STORE --only "$DB"
$STORE read "$DB" | jq -c
