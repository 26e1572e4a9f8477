#!/bin/bash
# Each query of schemas/queries.sql, through the public views.
. "$TESTS/store/lib.bash"
{
	for i in 1 2 3; do
		echo '{"kind":"measurement","test_name":"t'$i'","timestamp":"2026-01-0'$i'T00:00:00Z","confidence":0.'$i',"category":"flaky"}'
	done
	echo '{"kind":"analysis","test_name":"t1","analyzed_at":"2026-01-03T00:00:00Z","baseline_confidence":0.5,"current_confidence":0.4,"drift_percentage":-0.2,"drift_absolute":-0.1,"severity":"high","direction":"decreasing","trend":"stable","measurements_count":20,"time_span_seconds":1,"recommendations":[],"flake_rate":0.15,"flake_rate_lower":0.05}'
	echo '{"kind":"alert","alert_id":"a","test_name":"t1","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-03T00:00:00Z"}'
	echo '{"kind":"monitoring","model_name":"m","timestamp":"2026-01-03T00:00:00Z","lookback_hours":24,"status":"ok","num_predictions":5,"feature_drift_ratio":0.4,"num_drifted_features":2}'
	echo '{"kind":"decision","model_name":"m","timestamp":"2026-01-03T00:00:00Z","trigger_reason":"manual","action":"promote","feature_drift_ratio":0.4}'
	echo '{"kind":"model_version","model_name":"m","model_version":"2","stage":"Production","promoted_at":"2026-01-03T00:00:00Z","decided_at":"2026-01-03T00:00:00Z"}'
	echo '{"kind":"prediction","prediction_id":"p","timestamp":"2026-01-03T00:00:00Z","model_name":"m","prediction":1}'
	echo '{"kind":"prediction","prediction_id":"q","timestamp":"2026-01-03T00:00:00Z","model_name":"m","prediction":0}'
	echo '{"kind":"label","prediction_id":"p","true_label":1}'
	echo '{"kind":"label","prediction_id":"q","true_label":1}'
} | $STORE --only "$DB"
sed "1,/^$/d; s/^-- .*/SELECT '&';/" "$TESTS/../schemas/queries.sql" >queries
case $STORE in
store-sqlite)
	{
		echo ".parameter set :category flaky"
		echo ".parameter set :test t2"
		echo ".parameter set :since \"'2026-01-01'\""
		echo ".parameter set :until \"'2026-02-01'\""
		cat queries
	} | ask ;;
store-pg)	# where a time is not its text
	{
		echo "\\set category '''flaky'''"
		echo "\\set test '''t2'''"
		echo "\\set since '''2026-01-01'''"
		echo "\\set until '''2026-02-01'''"
		cat queries
	} | ask | sed -E 's/(....-..-..) (..:..:..)\+00/\1T\2.000000Z/g' ;;
esac
