#!/bin/bash
# And the first one counts, as in a store.
. "$TESTS/monitor/lib.bash"
{ rows 5 | predictions; rows 3 | predictions | sed 's/"prediction":0/"prediction":1/'; } |
    watch | jq -c '[.num_predictions, .positive_rate]'
