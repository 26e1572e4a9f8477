#!/bin/bash
{
	echo '{"kind":"run","run_id":"r1","started_at":"2026-01-01T00:00:00Z","outage":true}'
	echo '{"kind":"run","run_id":"r2","started_at":"2026-01-02T00:00:00Z","outage":false}'
	for t in a b; do
		echo '{"kind":"alert","alert_id":"'$t'","test_name":"'$t'","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}'
	done
} | $STORE --only "$DB" 2>/dev/null
echo '{"kind":"signal","test_name":"a","timestamp":"2026-01-03T00:00:00Z"}' |
    $STORE recall "$DB" | jq -r '[.kind, .of, .run_id, .alert_id] | join(" ")'
