#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Two equal events: one is stored directly, one by way of the spool.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
event() {
	echo '{"timestamp":"2026-01-01T00:00:00Z","component":"c","metric_name":"m\u0041","metric_type":"t","metric_value":1}'
}
begin --spool spool --kind performance_metric
event >&$to
until_lines out 1
hold
event >&$to
until_lines out 2
end
said err
release
$STORE "${spool[@]}" "$DB" </dev/null 2>err
said err
$STORE read --kind performance_metric "$DB" | jq -c '[.metric_name, .metric_value]'
$STORE read --kind performance_metric "$DB" | jq .event_id | sort -u | wc -l
