#!/bin/bash
# It is said, and the status is 3: no drift of x, and a verdict on the rest.
# Texts are no numbers; without any other column the model has failed.
. "$TESTS/monitor/lib.bash"
rows 50 >ref
rows 40 | sed 's/"x":[0-9]*/"x":"many"/' | predictions >in
watch --reference ref in | jq -c '[.kind, .status, .feature, .num_features,
    .dataset_drift_detected]'
echo ${PIPESTATUS[0]}
watch --reference ref --features x in | jq -c '[.kind, .status, .num_predictions,
    .positive_rate, .num_features, .dataset_drift_detected]'
watch --reference ref --features city --test ks in | jq -c .status
watch --reference ref --features x,y in | jq -c .status
