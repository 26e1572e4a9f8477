#!/bin/bash
# The four views, with the columns of their page in its order, the newest
# first, and the same answers on both databases.
. "$TESTS/store/lib.bash"
{
	for day in 1 2 3; do
		echo '{"kind":"monitoring","model_name":"credit","timestamp":"2026-05-0'$day'T00:00:00Z","lookback_hours":24,"status":"ok","num_predictions":'$day'00,"feature_drift_ratio":0.'$day',"dataset_drift_detected":false,"positive_rate":0.25,"entropy":1.5}'
	done
	for minute in {10..59}; do
		for hour in 10 11; do
			echo '{"kind":"monitoring","model_name":"other","timestamp":"2026-04-01T'$hour:$minute':00Z","lookback_hours":24,"status":"insufficient_data","num_predictions":0}'
		done
	done
	echo '{"kind":"decision","model_name":"credit","timestamp":"2026-05-03T00:00:00Z","trigger_reason":"scheduled","action":"reject","failed_gate":"insufficient_samples","reason":"few","shadow_model_version":"9","production_model_version":"10","labeled_samples":20,"coverage_pct":45.5}'
	echo '{"kind":"decision","model_name":"credit","timestamp":"2026-05-02T00:00:00Z","trigger_reason":"drift_alert","action":"promote","reason":"good","feature_drift_ratio":0.5,"num_drifted_features":5,"shadow_model_version":"10"}'
	echo '{"kind":"model_version","model_name":"credit","model_version":"9","stage":"Archived","f1_score":0.75,"trained_at":"2026-04-01T00:00:00Z","decided_at":"2026-05-03T00:00:00Z"}'
	echo '{"kind":"model_version","model_name":"credit","model_version":"10","stage":"Production","f1_score":0.5,"promoted_at":"2026-05-02T00:00:00Z","decided_at":"2026-05-02T00:00:00Z"}'
	echo '{"kind":"model_version","model_name":"credit","model_version":"8","stage":"Staging"}'
	for id in a b; do
		echo '{"kind":"prediction","prediction_id":"'$id'","timestamp":"2026-05-01T00:00:00Z","model_name":"credit","model_version":"10","prediction":1,"probability":0.75,"features":{"age":45}}'
	done
	echo '{"kind":"label","prediction_id":"b","true_label":0,"label_timestamp":"2026-05-04T00:00:00Z"}'
	echo '{"kind":"label","prediction_id":"unknown","true_label":0}'
} | $STORE --only "$DB" 2>/dev/null
if [ $STORE = store-pg ]; then s=drift.; else s=; fi

# Booleans and times as each database prints them are made the same.
same() {
	sed -E 's/([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9:]{8})\+00/\1T\2.000000Z/g
	    s/\|f\|/|0|/g; s/\|t\|/|1|/g; s/\.0+(\||$)/\1/g'
}
for view in v_recent_monitoring v_decision_history v_model_timeline \
    v_labeled_predictions; do
	echo "- $view"
	ask "SELECT * FROM $s$view" | same | head -n 3
done
ask "SELECT count(*) FROM ${s}v_recent_monitoring"
