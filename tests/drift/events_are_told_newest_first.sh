#!/bin/bash
# Of every kind that can have what is asked for; at most 100.
event() { # KIND SECOND FIELDS
	echo '{"kind":"'$1'","event_id":"'$1$2'","timestamp":"2026-01-01T00:'$2'Z",'$3'}'
}
{
	for i in {10..59}; do
		event trace_event 00:$i '"trace_id":"t'$((i % 2))'","event_type":"A","level":"INFO","message":"\",\"timestamp\":\"2027\"","agent_name":"a'$((i % 3))'"'
		event routing_decision 01:$i '"user_request":"u","selected_agent":"a'$((i % 3))'","confidence_score":0.'$i',"reasoning":"r","routing_strategy":"s'$((i % 4))'","context_data":{"timestamp":"2027"}'
		event performance_metric 00:$i '"metric_name":"m","metric_value":1,"metric_type":"t","component":"c"'
	done
	event transformation_event 00:30 '"source_agent":"a","target_agent":"b","transformation_reason":"r"'
} | $STORE --only "$DB" 2>/dev/null
export DRIFT_DB=$DB
ids() {
	drift events "$@" | jq -r .event_id | tr '\n' ' '
	echo "${PIPESTATUS[0]}"
}
drift events | wc -l
drift events --limit 1000 | jq -r .timestamp | sort -c -r && echo sorted
ids --until 2026-01-01T00:00:30Z --limit 4
ids --trace-id t1 --limit 2
ids --trace-id t1 --agent-name a0 --event-type A --since 2026-01-01T00:00:50Z
ids --agent-name nobody
ids --selected-agent a1 --min-confidence 0.5
ids --routing-strategy s2 --since 5s --now 2026-01-01T00:01:59Z
ids --limit 0
drift events --trace-id t1 --selected-agent a1
echo $?
drift events --limit many
echo $?
drift events --min-confidence much
echo $?
drift events --db nowhere/at/all
echo $?
