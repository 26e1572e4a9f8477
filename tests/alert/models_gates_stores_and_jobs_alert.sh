#!/bin/bash
# alert.md, "Also alerts": from .3 moderate, from .5 critical, with 1e-9 to
# spare; too little data; a gate; a store; a job that is silent for more than
# three times its longest pause.
. "$TESTS/alert/lib.bash"
say() { jq -r 'select(.kind == "alert") | "\(.updated_at[11:13]) \(.source) \(.context) \(.state) \(.severity) \(.message)"'; }
model() { # HOUR RATIO STATUS
	echo "{\"kind\":\"monitoring\",\"model_name\":\"m\",\"timestamp\":\"2026-01-01T0$1:00:00Z\",\"lookback_hours\":24,\"status\":\"${3-ok}\",\"num_predictions\":9,\"num_features\":10,\"num_drifted_features\":4,\"feature_drift_ratio\":$2}"
}
gate() { echo "{\"kind\":\"decision\",\"model_name\":\"m\",\"timestamp\":\"2026-01-01T0$1:00:00Z\",\"trigger_reason\":\"manual\",\"action\":\"$2\",\"failed_gate\":\"calibration\",\"reason\":\"too bold\"}"; }
{ model 1 0.29; model 2 0.2999999999; model 3 0.5; model 4 0.1; model 5 0.1; } | alert --severity low | say
{ model 1 0.0 insufficient_data; model 2 0.0; model 3 0.0; } | alert --severity low | say
{ gate 1 skip; gate 2 reject; gate 3 reject; gate 4 promote; gate 5 promote; } | alert | say
echo '{"kind":"health","status":"degraded","backend":"sqlite"}' | alert --now 2026-01-01T09:00:00Z | say
echo '{"kind":"health","status":"unhealthy","backend":"sqlite","last_error":"disk I/O error"}' | alert --now 2026-01-01T09:00:00Z | say
for day in 01 02 03 05; do
	echo "{\"kind\":\"run\",\"run_id\":\"$day\",\"job\":\"nightly\",\"started_at\":\"2026-01-${day}T00:00:00Z\"}"
done >runs
for now in 11T00 11T01; do alert --now 2026-01-$now:00:00Z runs | say; done
alert --missing 3d --now 2026-01-09T00:00:00Z runs | say
