#!/bin/bash
# 65537 different texts: said, left out of a profile, and without a verdict.
. "$TESTS/monitor/lib.bash"
awk 'BEGIN { for (i = 0; i <= 65536; i++) printf "{\"id\":\"u%d\",\"x\":%d}\n", i, i % 50 }' >ref
head -n 200 ref | predictions >in
watch --reference ref in | jq -c '[.status, .feature, .num_features]'
monitor --reference ref --write-profile ref.profile </dev/null
wc -l <ref.profile
head -n 65000 ref >fewer
predictions <ref | watch --reference fewer --features id | jq -c .status
