#!/bin/bash
# What monitor gave and what labels say, as it is asked for by dashboards.
. "$TESTS/store/lib.bash"
. "$TESTS/monitor/lib.bash"
rows 300 >ref
{
	rows 250 200 | predictions
	for i in 7 60; do
		echo "{\"kind\":\"label\",\"prediction_id\":\"p$i\",\"true_label\":1}"
	done
} | monitor --now $NOW --reference ref | $STORE --only "$DB" 2>/dev/null
ask "SELECT num_predictions, feature_drift_ratio, CAST(positive_rate * 10 AS integer),
    round(CAST(entropy AS numeric), 2), model_name FROM v_recent_monitoring"
ask "SELECT prediction_id, prediction, true_label, probability
    FROM v_labeled_predictions ORDER BY prediction_id"
ask "SELECT feature, stat_test, reference_count, current_count
    FROM feature_drift ORDER BY feature"
