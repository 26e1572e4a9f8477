#!/bin/bash
# records.md, history: of model_version; the gate needs no other reading.
{
	for i in 1 2; do
		echo '{"kind":"model_version","model_name":"m","model_version":"'$i'","stage":"Production","promoted_at":"2026-01-0'$i'T00:00:00Z"}'
	done
	echo '{"kind":"model_version","model_name":"m","model_version":"3","stage":"Staging"}'
	echo '{"kind":"model_version","project":"other","model_name":"m","model_version":"9","stage":"Production"}'
} | $STORE --only --quiet "$DB"
echo '{"kind":"evaluation","model_name":"m","timestamp":"2026-01-05T00:00:00Z","shadow":{"version":"3","num_samples":500,"f1_score":0.9,"brier_score":0.1},"coverage":{"coverage_pct":60}}' |
    $STORE recall "$DB" | tee recalled | drift gate --only |
    jq -c 'select(.kind == "decision") | [.failed_gate, .production_model_version]'
cat recalled
