#!/bin/bash
# Of several models, of which --model names the one; without it all count.
. "$TESTS/monitor/lib.bash"
{ rows 40 | predictions; rows 60 1000 | predictions churn; } >ref
rows 50 | predictions >in
watch --reference ref --model credit in | jq -c 'select(.feature) | [.feature,
    .reference_count, .drift_detected]'
watch --reference ref in | jq -c 'select(.feature) | [.feature, .reference_count]'
echo 'and values that are no features:'
sed 's/}$/,"of":{"a":1},"list":[1]}/' <(rows 40) >ref
watch --reference ref in | jq -c 'select(.feature) | [.feature, .reference_count]'
