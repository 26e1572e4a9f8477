#!/bin/bash
# Of 100 labelled rows Bonn has 34 and the others 33 each; of the region, which
# no reference has, one value has 29 rows.
. "$TESTS/monitor/lib.bash"
rows 100 | awk '{ sub(/}$/, ",\"region\":" (NR <= 29 ? "\"a\"" : 7) "}"); print }' |
    predictions >in
awk 'BEGIN { for (i = 0; i < 100; i++) printf "{\"kind\":\"label\",\"prediction_id\":\"p%d\",\"true_label\":%d}\n", i, i % 2 }' >>in
rows 50 >ref
watch --reference ref --segment city,region in |
    jq -c 'select(.kind == "monitoring") | .num_features, (.segments |
    to_entries[] | [.key, .value.num_samples, .value.accuracy])'
