#!/bin/bash
alert() { # ID STATE MORE
	echo '{"kind":"alert","alert_id":"'$1'","test_name":"t","source":"drift","severity":"high","state":"'$2'","message":"m","created_at":"2025-01-01T00:00:00Z"'${3:+,$3}'}'
}
{
	alert fires firing
	alert reminded repeat
	alert over resolved '"resolved_at":"2025-12-01T00:00:00Z"'
	alert over_lately resolved '"resolved_at":"2025-12-02T00:00:00Z"'
	alert acked firing '"acknowledged":true,"acknowledged_at":"2025-12-01T00:00:00Z"'
	alert acked_lately firing '"acknowledged":true,"acknowledged_at":"2025-12-02T00:00:00Z"'
	alert acked_until firing '"acknowledged":true,"acknowledged_at":"2025-02-01T00:00:00Z","acknowledged_until":"2027-01-01T00:00:00Z"'
	alert acked_then_over resolved '"resolved_at":"2026-01-01T00:00:00Z","acknowledged":true,"acknowledged_at":"2025-02-01T00:00:00Z"'
	alert found_lately firing '"updated_at":"2026-01-30T00:00:00Z"'
} | $STORE --only "$DB" 2>/dev/null
left() { $STORE read "$DB" --kind alert | jq -r .alert_id | sort | xargs; }
$STORE retain "$DB" --now 2026-01-31T00:00:00Z | jq 'select(.table == "drift_alerts").deleted'
left
$STORE retain "$DB" --now 2026-01-31T00:00:00Z --alerts never --open-alerts 365d |
    jq 'select(.table == "drift_alerts").deleted'
left
