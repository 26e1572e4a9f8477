#!/bin/bash
# One document for all models, whole or not at all.
. "$TESTS/monitor/lib.bash"
rows 50 | sed 's/}$/,"y":1}/' >ref
{ rows 40 10 | predictions; rows 3 | predictions churn; } >in
monitor --only --now $NOW --min 10 --reference ref --summary s.json in >out 2>err
jq -c '.models[] | .monitoring.model_name, .monitoring.status, .reason,
    (.features[] | [.feature, .stat_test, .drift_detected, .failed,
    .reference.median, .current.median, .current.categories])' s.json
jq -c .drift_summary_ref out | uniq -c | sed 's/^ *//'
watch --reference ref --summary no/s.json in
echo $?
ls
