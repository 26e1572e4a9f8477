#!/bin/bash
# 20,000 predictions, of which at most 2,000 are kept, and 10,000 labels, of
# which it is 4,000: backwards it is the same
# sample, the counts are of all, and with --exact it is a failure.
. "$TESTS/monitor/lib.bash"
rows 3000 >ref
rows 20000 | predictions >in
{ cat in; sed -n 's/.*"prediction_id":"\(p[0-9]*[02468]\)".*/{"kind":"label","prediction_id":"\1","true_label":1}/p' in; } >both
watch --reference ref --sample 2000 both >forwards
tac both | watch --reference ref --sample 2000 >backwards
jq -c 'del(.probability_mean, .probability_std, .performance)' forwards >one
jq -c 'del(.probability_mean, .probability_std, .performance)' backwards | cmp - one
jq -c 'select(.kind == "monitoring") | .num_predictions, .positive_rate,
    (.coverage.coverage_rate - .5 | fabs < .03),
    .coverage.labeled_predictions + .coverage.unlabeled_predictions' forwards
jq -c 'select(.kind == "feature_drift") | [.feature, .current_count > 900 and
    .current_count <= 2000, .drift_detected]' forwards
watch --reference ref --exact 19999 in | jq -c '[.status, .num_predictions,
    .positive_rate, .dataset_drift_detected]'
watch --reference ref --exact 20000 in | jq -c 'select(.feature) | .current_count'
